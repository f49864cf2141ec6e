# SPDX-License-Identifier: Apache-2.0
"""The prior certificate looked up again: what is on record, what that means for a release, and a further look-up."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from zhuoping.actions import prior_certificate as actions
from zhuoping.actions.acting import subject_of, ties_that_bar
from zhuoping.core.authority import Act, check, may
from zhuoping.core.case import CertificateStatus, PriorCertificate
from zhuoping.core.lifecycle import Stage, moves_from
from zhuoping.core.prior_certificate import days_at_release, release_problems
from zhuoping.core.scheme import Scheme
from zhuoping.records.look_ups import LookedUp, look_ups_of
from zhuoping.records.models import Engagement, Plan
from zhuoping.records.plan_values import latest_plan
from zhuoping.records.values import scheme_of
from zhuoping.web.shared.access import actor_in, engagement_or_404, page, person_of
from zhuoping.web.shared.asking import ask
from zhuoping.web.shared.forms import DateField, Form, TextField
from zhuoping.web.shared.language import wording_language
from zhuoping.web.shared.refusals import messages_of
from zhuoping.web.shared.uploads import EvidenceField, handed
from zhuoping.web.shared.words import choices_of

_LINE, _NOTE = 200, 2000


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of the prior certificate, and what has to be done before a plan is released on it.

    `counts_until` is the last day on which the last look-up is young enough for a release.
    """

    latest: LookedUp | None
    counts_until: date | None
    to_do: list[str]
    looks_up: bool


class LookUpForm(Form):
    """What the body finds on the day."""

    number = forms.CharField(label=gettext_lazy("证书编号"), max_length=_LINE)
    issuer = forms.CharField(label=gettext_lazy("发证机构"), max_length=_LINE)
    level = forms.CharField(label=gettext_lazy("等级"), max_length=_LINE)
    valid_until = DateField(label=gettext_lazy("有效期至"))
    status = forms.ChoiceField(
        label=gettext_lazy("查得的状态"), choices=choices_of(CertificateStatus, empty="—")
    )
    checked_on = DateField(label=gettext_lazy("查询日期"))
    proof = EvidenceField(label=gettext_lazy("查询凭据"))
    note = TextField(
        label=gettext_lazy("缘由"),
        rows=2,
        max_length=_NOTE,
        required=False,
        help_text=gettext_lazy("查得的内容与上一次不同时须写明，如换证、被暂停的原因。"),
    )

    def found(self) -> PriorCertificate:
        """What was filled in."""
        given = self.cleaned_data
        return PriorCertificate(
            given["number"],
            given["issuer"],
            given["level"],
            given["valid_until"],
            CertificateStatus(given["status"]),
            given["checked_on"],
        )


def standing_of(
    engagement: Engagement, scheme: Scheme, plan: Plan | None, *, looks_up: bool
) -> Standing | None:
    """What pages of an engagement say of its prior certificate; None where there is nothing to look up again.

    `looks_up`: whether the person may.
    """
    found = look_ups_of(engagement)
    return _standing(engagement, scheme, plan, found, looks_up=looks_up)


def _standing(
    engagement: Engagement,
    scheme: Scheme,
    plan: Plan | None,
    found: tuple[LookedUp, ...],
    *,
    looks_up: bool,
) -> Standing | None:
    stage = Stage(engagement.stage)
    if scheme.applicability is None or actions.CODE not in {each.code for each in moves_from(stage)}:
        return None
    latest = found[0] if found else None
    first = plan.starts_on if plan is not None else None
    problems = release_problems(latest.found if latest else None, scheme, first, timezone.localdate())
    if stage in (Stage.PLANNED, Stage.CONFIRMED):
        # The plan is released: how old the look-up is by now matters no more, what it found does.
        problems = tuple(each for each in problems if each.code != "release-look-up-old")
    counts_until = None
    if latest is not None:
        counts_until = latest.found.checked_on + timedelta(days=days_at_release(scheme))
    return Standing(latest, counts_until, messages_of(problems), looks_up)


@require_http_methods(["GET", "POST"])
@page(Act.VIEW_HISTORY)
def look_up(request: HttpRequest, number: str) -> HttpResponse:
    """Every look-up with its proof; whoever may, records another one."""
    engagement = engagement_or_404(request, number)
    # The body's own proofs are none of the client's things.
    check(actor_in(request), Act.VIEW_HISTORY, subject_of(engagement))
    scheme = scheme_of(engagement.edition, wording_language())
    found = look_ups_of(engagement)
    plan = latest_plan(engagement)
    today = timezone.localdate()
    form = LookUpForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        initial=_initial(found, today),
    )

    def act(given: dict[str, Any]) -> None:
        now = timezone.now()
        actions.look_up(
            by=person_of(request),
            at=now,
            number=number,
            on=timezone.localdate(now),
            found=form.found(),
            proof=handed(given["proof"], given["checked_on"])[0],
            note=given["note"],
        )

    looks_up = may(actor_in(request), Act.REVIEW_APPLICATION, subject_of(engagement))
    context = {
        "engagement": engagement,
        "scheme": scheme,
        "look_ups": found,
        "standing": _standing(engagement, scheme, plan, found, looks_up=looks_up),
        "ties": messages_of(ties_that_bar(person_of(request), engagement, timezone.now())),
        "days": days_at_release(scheme),
    }
    back = reverse("desk-look-up", args=[number])
    done = _("查询结果已记录。")
    return ask(request, "desk/look_up.html", form, act, done=done, back=back, context=context)


def _initial(found: tuple[LookedUp, ...], today: date) -> dict[str, object]:
    """What usually stays as it was; the status is for whoever looks to say."""
    values: dict[str, object] = {"checked_on": today}
    if found:
        last = found[0].found
        values |= {
            "number": last.number,
            "issuer": last.issuer,
            "level": last.level,
            "valid_until": last.valid_until,
        }
    return values


urlpatterns = [path("engagements/<str:number>/look-up/", look_up, name="desk-look-up")]
