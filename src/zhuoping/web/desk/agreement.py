# SPDX-License-Identifier: Apache-2.0
"""The certification agreement on the body's side: versions, signatures, issuing, signing, taking back."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhuoping.actions import agreement as actions
from zhuoping.actions.acting import subject_of
from zhuoping.actions.errors import Changed
from zhuoping.core.agreement import template
from zhuoping.core.authority import Act, Party, may
from zhuoping.core.ledger.canonical import canonical
from zhuoping.core.lifecycle import Stage, moves_from
from zhuoping.core.wording import LANGUAGES
from zhuoping.core.wording.labels import label
from zhuoping.records.agreement_values import language_for, parties_signed, terms_for, terms_of
from zhuoping.records.models import Agreement, Engagement
from zhuoping.web.desk.agreement_forms import ClausesForm, SeenForm, WithdrawForm
from zhuoping.web.desk.standing import turn_words, waits_for
from zhuoping.web.shared.access import actor_in, engagement_or_404, page, person_of
from zhuoping.web.shared.asking import SeeOther, ask
from zhuoping.web.shared.formats import EMPTY, yes_no
from zhuoping.web.shared.language import wording_language

# What the particulars of an agreement are called.
_LABELS = {
    **{
        name: f"Agreement.{name}"
        for name in ("body", "approval", "client", "uscc", "address", "scheme", "edition", "scope", "modes")
    },
    "design_responsibility": "Agreement.design",
}


@require_safe
@page(Act.VIEW_ENGAGEMENT)
def agreement(request: HttpRequest, number: str) -> HttpResponse:
    """All versions with who signed what and when, and what may be done with the one in force."""
    engagement = engagement_or_404(request, number)
    actor, subject, stage = actor_in(request), subject_of(engagement), Stage(engagement.stage)
    versions = _versions(engagement)
    standing = next((each for each in versions if each.withdrawn_at is None), None)
    moves = {each.code for each in moves_from(stage)}
    may_issue = may(actor, Act.ISSUE_AGREEMENT, subject) and "agreement.issued" in moves
    signs = (
        standing is not None
        and may(actor, Act.SIGN_AGREEMENT, subject)
        and "agreement.signed" in moves
        and Party.BODY not in parties_signed(standing)
    )
    context = {
        "engagement": engagement,
        "versions": versions,
        "standing": standing,
        "terms": terms_of(standing) if standing else None,
        "turn": turn_words(waits_for(stage, [standing] if standing else []), stage),
        "is_at_agreement": stage is Stage.ACCEPTED,
        "issues": may_issue,
        "signs": signs,
        "withdraws": may_issue and standing is not None,
    }
    return render(request, "desk/agreement.html", context)


@require_http_methods(["GET", "POST"])
@page(Act.ISSUE_AGREEMENT)
def issue(request: HttpRequest, number: str) -> HttpResponse:
    """Issue the agreement, or a new version: from the version in force, or the template of a language."""
    engagement = engagement_or_404(request, number)
    back = reverse("desk-agreement", args=[number])
    if request.method != "POST" and engagement.stage != Stage.ACCEPTED:
        return redirect(back)
    former = next((each for each in _versions(engagement) if each.withdrawn_at is None), None)
    asked = request.GET.get("language", "")
    clients = language_for(engagement)
    if asked in LANGUAGES or former is None:
        language: str = asked if asked in LANGUAGES else clients
        clauses = template(language)
    else:
        stood = terms_of(former)
        language, clauses = stood.language, dict(stood.clauses)
    if request.method == "POST" and request.POST.get("language") in LANGUAGES:
        # What was typed is in this language, wherever it was sent to.
        language = request.POST["language"]
    terms = terms_for(engagement, settings.BODY_NAME, settings.BODY_APPROVAL, language, {})
    initial = {
        "version": engagement.version,
        "language": language,
        "seen": terms.particulars(),
        **{key.value: text for key, text in clauses.items()},
    }
    form = ClausesForm(request.POST or None, initial=initial)
    differences: list[tuple[str, str, str]] = []

    def act(given: dict[str, object]) -> None:
        now = timezone.now()
        try:
            actions.issue(
                by=person_of(request),
                at=now,
                number=number,
                version=form.cleaned_data["version"],
                on=timezone.localdate(now),
                clauses=form.clauses(),
                language=str(given["language"]),
                seen=form.particulars(),
            )
        except Changed as changed:
            # What was typed stays; whoever sends it again has seen what stands now.
            data = request.POST.copy()
            data["version"], data["seen"] = str(changed.version), canonical(terms.particulars())
            form.data = data
            differences.extend(_differences(changed))
            raise

    context = {
        "engagement": engagement,
        "former": former,
        "language": language,
        "client_language": clients,
        "is_chosen": bool(engagement.application.agreement_language),
        "differences": differences,
        "terms": terms,
    }
    done = _("合同已出具，并已通知客户签署。")
    return ask(request, "desk/agreement_issue.html", form, act, done=done, back=back, context=context)


def _differences(changed: Changed) -> list[tuple[str, str, str]]:
    """The particulars that are others by now: what each is called, what the person saw, and what stands."""
    return [
        (label(_LABELS[name], wording_language()), _text(changed.given.get(name)), _text(stands))
        for name, stands in changed.current.items()
        if name in _LABELS
    ]


def _text(value: object) -> str:
    if isinstance(value, bool):
        return yes_no(value)
    return " / ".join(map(str, value)) if isinstance(value, list | tuple) else str(value or EMPTY)


@require_POST
@page(Act.SIGN_AGREEMENT)
def sign(request: HttpRequest, number: str) -> HttpResponse:
    """Sign for the body the version that the person has read."""
    engagement_or_404(request, number)
    back = reverse("desk-agreement", args=[number])
    form = SeenForm(request.POST)
    if form.is_valid():
        actions.sign(
            by=person_of(request), at=timezone.now(), number=number, digest=form.cleaned_data["digest"]
        )
        messages.success(request, _("已代表机构签署。"))
    return SeeOther(back)


@require_http_methods(["GET", "POST"])
@page(Act.ISSUE_AGREEMENT)
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Take back the version in force, with the reason."""
    engagement = engagement_or_404(request, number)
    back = reverse("desk-agreement", args=[number])
    standing = next((each for each in _versions(engagement) if each.withdrawn_at is None), None)
    if request.method != "POST" and standing is None:
        return redirect(back)
    form = WithdrawForm(
        request.POST or None, initial={"digest": standing.document.file_id if standing else ""}
    )

    def act(given: dict[str, object]) -> None:
        actions.withdraw(
            by=person_of(request),
            at=timezone.now(),
            number=number,
            digest=str(given["digest"]),
            reason=str(given["reason"]),
        )

    context = {"engagement": engagement, "standing": standing}
    done = _("该版本已撤回，并已通知客户。")
    return ask(request, "desk/agreement_withdraw.html", form, act, done=done, back=back, context=context)


def _versions(engagement: Engagement) -> list[Agreement]:
    """All versions, the latest first."""
    rows = engagement.agreements.select_related(
        "document__file", "issued_by", "body_signed_by", "client_signed_by", "signed_copy"
    )
    return list(rows.order_by("-version"))


_ONE = "engagements/<str:number>/agreement/"
urlpatterns = [
    path(_ONE, agreement, name="desk-agreement"),
    path(f"{_ONE}issue/", issue, name="desk-agreement-issue"),
    path(f"{_ONE}sign/", sign, name="desk-agreement-sign"),
    path(f"{_ONE}withdraw/", withdraw, name="desk-agreement-withdraw"),
]
