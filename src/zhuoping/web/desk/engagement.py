# SPDX-License-Identifier: Apache-2.0
"""One engagement at a glance: where it stands, whose turn it is, what may be done, and what there is so far."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhuoping.actions import application, application_review
from zhuoping.actions.acting import subject_of, ties_that_bar
from zhuoping.core.application_documents import DocumentKind
from zhuoping.core.authority import Act, may
from zhuoping.core.lifecycle import Stage, is_over
from zhuoping.core.scheme import Scheme
from zhuoping.records.models import Engagement, Evidence, Person, Plan, PlanState
from zhuoping.records.values import scheme_of
from zhuoping.web.desk import history
from zhuoping.web.desk.engagements import address, officers
from zhuoping.web.desk.look_up import Standing, standing_of
from zhuoping.web.desk.standing import next_acts, turn_words, waits_for
from zhuoping.web.shared.access import actor_in, engagement_or_404, page, person_of
from zhuoping.web.shared.asking import SeeOther, ask
from zhuoping.web.shared.evidence import listed
from zhuoping.web.shared.forms import Form, TextField
from zhuoping.web.shared.language import wording_language
from zhuoping.web.shared.navigation import address_of
from zhuoping.web.shared.refusals import messages_of
from zhuoping.web.shared.words import word

_REASON_LIMIT = 2000
_IN_FIELD = (Stage.CONFIRMED, Stage.FIELDWORK, Stage.CLOSED)
_PLAN_STATES = {
    PlanState.DRAFT: gettext_lazy("编制中"),
    PlanState.RELEASED: gettext_lazy("已发布"),
    PlanState.CONFIRMED: gettext_lazy("已确认"),
    PlanState.REPLACED: gettext_lazy("已被取代"),
}


class OfficerForm(Form):
    """Who takes the engagement."""

    officer = forms.ModelChoiceField(Person.objects.none(), label=gettext_lazy("项目专员"), empty_label=None)


class EndForm(Form):
    """Why an engagement ends."""

    reason = TextField(label=gettext_lazy("终止的理由"), rows=3, max_length=_REASON_LIMIT)


@require_safe
@page(Act.VIEW_ENGAGEMENT)
def engagement(request: HttpRequest, number: str) -> HttpResponse:
    """The engagement's page; the number of queries does not depend on what it holds."""
    found = engagement_or_404(request, number)
    actor, subject, stage = actor_in(request), subject_of(found), Stage(found.stage)
    agreements = list(
        found.agreements.filter(withdrawn_at=None).select_related(
            "document", "body_signed_by", "client_signed_by"
        )
    )
    plans = found.plans.prefetch_related("members__person").order_by("-version")
    if not may(actor, Act.VIEW_PLAN_DRAFT, subject):
        plans = plans.exclude(state=PlanState.DRAFT)
    evidence = Evidence.objects.visible_to(actor).filter(engagement=found)
    sees_history = may(actor, Act.VIEW_HISTORY, subject)
    # Whoever may hand it over may do what else the body does here, unless they are tied to the client.
    assigns = may(actor, Act.REVIEW_APPLICATION, subject) and not is_over(stage)
    plans_found = list(plans)
    scheme = scheme_of(found.edition, wording_language())
    context = {
        "engagement": found,
        "scheme": scheme,
        "turn": turn_words(waits_for(stage, agreements), stage),
        "is_over": is_over(stage),
        "standing": _standing(found, scheme, plans_found, assigns=assigns) if sees_history else None,
        "ties": messages_of(ties_that_bar(person_of(request), found, timezone.now())) if assigns else [],
        "acts": next_acts(actor, found, subject, agreements),
        "application": found.application,
        "submissions": found.submissions.defer("content", "review_draft").select_related("submitted_by"),
        "reviews": found.application_reviews.select_related("reviewed_by", "submission").defer(
            "submission__content"
        ),
        "documents": _documents(found),
        "agreement": agreements[-1] if agreements else None,
        "plans": [(each, _PLAN_STATES[PlanState(each.state)]) for each in plans_found],
        "team": list(plans_found[0].members.all()) if plans_found else [],
        "client_people": found.client.memberships.filter(ended_at=None).select_related("person"),
        "files": listed(evidence.select_related("file", "uploaded_by")),
        # What was done, by whom and when; the particulars stand in the whole history.
        "entries": [replace(each, details=()) for each in history.newest(found)] if sees_history else [],
        "sees_history": sees_history,
        "officers": officers() if assigns else [],
        "review_page": address_of("desk-review", number) if sees_history else "",
        "agreement_page": address_of("desk-agreement", number),
        "plan_page": address_of("desk-plan", number),
        "fieldwork_page": address_of("desk-fieldwork", number)
        if stage in _IN_FIELD and may(actor, Act.VIEW_FIELDWORK, subject)
        else "",
    }
    return render(request, "desk/engagement.html", context)


def _standing(found: Engagement, scheme: Scheme, plans: Sequence[Plan], *, assigns: bool) -> Standing | None:
    """The prior certificate, against the newest plan."""
    return standing_of(found, scheme, plans[0] if plans else None, looks_up=assigns)


@require_POST
@page(Act.REVIEW_APPLICATION)
def officer(request: HttpRequest, number: str) -> HttpResponse:
    """Put the engagement into somebody's hands."""
    found = engagement_or_404(request, number)
    form = OfficerForm(request.POST)
    form.fields["officer"].queryset = Person.objects.filter(is_active=True)  # type: ignore[attr-defined]
    if form.is_valid():
        application_review.assign_officer(
            by=person_of(request), at=timezone.now(), number=number, officer=form.cleaned_data["officer"]
        )
        messages.success(request, _("项目专员已更新。"))
    return SeeOther(address(found))


@require_http_methods(["GET", "POST"])
@page(Act.DISCONTINUE)
def discontinue(request: HttpRequest, number: str) -> HttpResponse:
    """End the engagement, with the reason."""
    found = engagement_or_404(request, number)
    back = address(found)
    if request.method != "POST" and is_over(Stage(found.stage)):
        return redirect(back)

    def act(given: dict[str, object]) -> None:
        by, at = person_of(request), timezone.now()
        application.discontinue(by=by, at=at, number=number, reason=str(given["reason"]))

    form = EndForm(request.POST or None)
    context = {"engagement": found}
    return ask(
        request, "desk/engagement_end.html", form, act, done=_("项目已终止。"), back=back, context=context
    )


def _documents(found: Engagement) -> list[tuple[str, list[Evidence], str]]:
    """The document list as it stands: kind, files, and the reason where one does not apply."""
    files: dict[str, list[Evidence]] = defaultdict(list)
    reasons: dict[str, str] = {}
    for row in found.documents.filter(withdrawn_at=None).select_related("evidence"):
        if row.evidence is None:
            reasons[row.kind] = row.not_applicable
        else:
            files[row.kind].append(row.evidence)
    return [
        (word(kind), files[kind], reasons.get(kind, ""))
        for kind in DocumentKind
        if files[kind] or kind in reasons
    ]


def back_to(number: str) -> str:
    """The engagement's page by its number."""
    return reverse("desk-engagement", args=[number])


urlpatterns = [
    path("engagements/<str:number>/", engagement, name="desk-engagement"),
    path("engagements/<str:number>/officer/", officer, name="desk-officer"),
    path("engagements/<str:number>/discontinue/", discontinue, name="desk-discontinue"),
]
