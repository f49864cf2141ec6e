# SPDX-License-Identifier: Apache-2.0
"""The application review (17065 7.3): what was submitted beside the checklist, the look-up, the outcome."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhuoping.actions import application_review
from zhuoping.actions.acting import subject_of
from zhuoping.actions.errors import Changed
from zhuoping.core import review_form
from zhuoping.core.application_review import Outcome
from zhuoping.core.authority import Act, check, may
from zhuoping.core.enterprise import read_enterprise
from zhuoping.core.lifecycle import Stage, moves_from
from zhuoping.core.modes import required_modes
from zhuoping.core.problems import Refused
from zhuoping.core.review_form import ReviewForm
from zhuoping.core.scheme import CertificationType, Scheme
from zhuoping.records.capability import capability_of
from zhuoping.records.models import Engagement, Evidence, Submission
from zhuoping.records.values import enterprise_of, scheme_of
from zhuoping.schemes.divisions import load_divisions
from zhuoping.schemes.industries import load_industries
from zhuoping.web.desk.engagements import address
from zhuoping.web.desk.review_forms import ReviewPageForm, initial_of
from zhuoping.web.desk.submitted import content_of
from zhuoping.web.shared.access import actor_in, engagement_or_404, page, person_of
from zhuoping.web.shared.asking import SeeOther
from zhuoping.web.shared.changed import ask_which, settled
from zhuoping.web.shared.language import wording_language
from zhuoping.web.shared.refusals import put_beside_fields, status_of
from zhuoping.web.shared.uploads import handed

_SAVE = "save"


@require_http_methods(["GET", "POST"])
@page(Act.VIEW_HISTORY)
def review(request: HttpRequest, number: str) -> HttpResponse:
    """The submission and its reviews; whoever may, fills in the checklist. POST saves, or records an outcome."""
    engagement = engagement_or_404(request, number)
    # Notes and the body's own proofs are none of the client's things.
    check(actor_in(request), Act.VIEW_HISTORY, subject_of(engagement))
    submission = engagement.submissions.last()
    if submission is None:
        raise Http404
    if request.method != "POST":
        return _page(request, engagement, submission, _stored(engagement, submission), 200)
    stored = _stored(engagement, submission)
    form = ReviewPageForm(
        scheme_of(engagement.edition), settled(request.POST, stored), request.FILES, initial=stored.initial
    )
    status, is_kept = 422, False
    if form.is_valid():
        try:
            _act(request, engagement, submission, form)
        except Changed as changed:
            fresh = _stored(*_fresh(request, number))
            return ask_which(request, form, fresh, changed, back=request.path, layout="shared/desk.html")
        except Refused as refused:
            # What was filled in may be kept already, proof and all: the page goes on from there.
            engagement, submission = _fresh(request, number)
            is_kept = engagement.version != form.cleaned_data["version"]
            data = request.POST.copy()
            data["version"] = str(engagement.version)
            form.data = data
            put_beside_fields(form, refused)
            status = status_of(refused)
        else:
            return SeeOther(request.path if request.POST.get("do") == _SAVE else address(engagement))
    return _page(request, engagement, submission, form, status, is_kept=is_kept)


def _act(request: HttpRequest, engagement: Engagement, submission: Submission, form: ReviewPageForm) -> None:
    given = form.cleaned_data
    now = timezone.now()
    kept = review_form.from_plain(submission.review_draft).found.proof
    upload = given["proof"]
    proof = handed(upload, given["checked_on"])[0] if upload else None
    filled_in = form.review_form(kept)
    by, number, version = person_of(request), engagement.number, given["version"]
    if request.POST.get("do") == _SAVE:
        application_review.save(by=by, at=now, number=number, version=version, form=filled_in, proof=proof)
        messages.success(request, _("评审内容已保存，还没有作出结论。"))
        return
    row = application_review.record(
        by=by,
        at=now,
        number=number,
        version=version,
        form=filled_in,
        on=timezone.localdate(now),
        proof=proof,
    )
    messages.success(request, _DONE[Outcome(row.outcome)]())


_DONE = {
    Outcome.ACCEPT: lambda: _("申请已受理，并已通知申请方。下一步：出具认证合同。"),
    Outcome.SUPPLEMENT: lambda: _("已要求补充，并已通知申请方。"),
    Outcome.DECLINE: lambda: _("申请未予受理，并已通知申请方。"),
}


def _fresh(request: HttpRequest, number: str) -> tuple[Engagement, Submission]:
    engagement = engagement_or_404(request, number)
    return engagement, engagement.submissions.latest("round")


def _stored(engagement: Engagement, submission: Submission) -> ReviewPageForm:
    """The form with the draft in it; unbound."""
    draft = review_form.from_plain(submission.review_draft)
    return ReviewPageForm(scheme_of(engagement.edition), initial=initial_of(draft, engagement.version))


def _page(
    request: HttpRequest,
    engagement: Engagement,
    submission: Submission,
    form: ReviewPageForm,
    status: int,
    *,
    is_kept: bool = False,
) -> HttpResponse:
    actor, today = actor_in(request), timezone.localdate()
    scheme = scheme_of(engagement.edition, wording_language())
    moves = {each.code for each in moves_from(Stage(engagement.stage))}
    reviews = may(actor, Act.REVIEW_APPLICATION, subject_of(engagement))
    draft: ReviewForm = review_form.from_plain(submission.review_draft)
    context = {
        "engagement": engagement,
        "scheme": scheme,
        "submission": submission,
        "content": content_of(submission),
        "reviews": engagement.application_reviews.select_related(
            "reviewed_by", "prior_proof", "submission"
        ).defer("submission__content"),
        "form": form,
        "is_kept": is_kept,
        "saves": reviews and "review.saved" in moves,
        "records": reviews and "application.declined" in moves,
        "needs_look_up": scheme.applicability is not None,
        "proof": Evidence.objects.filter(pk=draft.found.proof).first() if draft.found.proof else None,
        "needs_approval": _needs_approval(engagement),
        **_capability(request, engagement, scheme, today),
    }
    return render(request, "desk/review.html", context, status=status)


def _needs_approval(engagement: Engagement) -> bool:
    enterprise = enterprise_of(engagement.client)
    return read_enterprise(enterprise, load_divisions(), load_industries()).needs_approval


def _capability(request: HttpRequest, engagement: Engagement, scheme: Scheme, on: date) -> dict[str, object]:
    """What the body can do today: whether the reader is authorised, and what modes of each combination nobody is."""
    capability = capability_of(person_of(request), scheme.scheme, on)
    design = engagement.application.design_responsibility
    combinations: list[tuple[str, str]] = []
    if design is not None:
        rule = required_modes(scheme, CertificationType(engagement.type), design_responsibility=design)
        for each in rule.any_of:
            lacking = [letter for letter in each.split("+") if letter not in capability.modes]
            combinations.append((each, " ".join(lacking)))
    return {"is_competent": capability.reviewer_is_competent, "combinations": combinations, "today": on}


urlpatterns = [path("engagements/<str:number>/review/", review, name="desk-review")]
