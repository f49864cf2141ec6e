# SPDX-License-Identifier: Apache-2.0
"""One's own page: name, roles, ties to enterprises, open sessions, and the ways to password and second factor."""

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from zhuoping.actions import competence, people
from zhuoping.core.team import TieKind
from zhuoping.records.models import ClientTie, Membership
from zhuoping.web.shared.access import person_of
from zhuoping.web.shared.asking import ask
from zhuoping.web.shared.people_forms import EndTieForm, NameForm, OtherBodyForm, TieForm
from zhuoping.web.shared.sessions import shown

_FORM = "shared/profile_form.html"


@require_safe
@login_required
def show(request: HttpRequest) -> HttpResponse:
    """What is kept of oneself."""
    person = person_of(request)
    roles = person.roles.filter(ended_at=None).order_by("since_at")
    memberships = Membership.objects.filter(person=person, ended_at=None).select_related("client")
    context = {
        "person": person,
        "roles": roles,
        "memberships": memberships,
        "qualifications": person.qualifications.filter(ended_at=None).order_by("-until_on"),
        "ties": person.ties.order_by("-from_on"),
        "has_second_factor": is_mfa_enabled(person),
        "sessions": shown(request),
        "today": timezone.localdate(),
    }
    return render(request, "shared/profile.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def rename(request: HttpRequest) -> HttpResponse:
    """Change one's own name."""
    by = person_of(request)
    return ask(
        request,
        _FORM,
        NameForm(request.POST or None, initial={"name": by.name}),
        lambda given: people.rename(by=by, at=timezone.now(), person=by, name=given["name"]),
        done=_("姓名已保存。"),
        back=_profile(),
        context={"title": _("修改姓名")},
    )


@require_http_methods(["GET", "POST"])
@login_required
def other_body(request: HttpRequest) -> HttpResponse:
    """Say in which other body one practises."""
    by = person_of(request)
    return ask(
        request,
        _FORM,
        OtherBodyForm(request.POST or None, initial={"other_body": by.other_body}),
        lambda given: competence.declare_other_body(by=by, at=timezone.now(), person=by, **given),
        done=_("执业情况已保存。"),
        back=_profile(),
        context={"title": _("在其他机构执业")},
    )


@require_http_methods(["GET", "POST"])
@login_required
def add_tie(request: HttpRequest) -> HttpResponse:
    """Record that one works or worked for an enterprise."""
    by = person_of(request)
    return ask(
        request,
        _FORM,
        TieForm(request.POST or None),
        lambda given: competence.record_tie(
            by=by, at=timezone.now(), person=by, **{**given, "kind": TieKind(given["kind"])}
        ),
        done=_("与企业的关系已记录。"),
        back=_profile(),
        context={"title": _("记录与企业的关系")},
    )


@require_http_methods(["GET", "POST"])
@login_required
def end_tie(request: HttpRequest, pk: int) -> HttpResponse:
    """Say when a tie of one's own ended; those of others do not exist here."""
    by = person_of(request)
    tie = ClientTie.objects.filter(person=by, pk=pk).first()
    if tie is None:
        raise Http404
    return ask(
        request,
        _FORM,
        EndTieForm(request.POST or None),
        lambda given: competence.end_tie(by=by, at=timezone.now(), tie=tie, until_on=given["until_on"]),
        done=_("结束日期已记录。"),
        back=_profile(),
        context={"title": _("关系已结束")},
    )


def _profile() -> str:
    return reverse("account-profile")
