# SPDX-License-Identifier: Apache-2.0
"""Colleagues: who acts for an enterprise, and inviting others to."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zhuoping.actions import invitations, people
from zhuoping.core.authority import Act
from zhuoping.records.models import Invitation, Membership
from zhuoping.web.shared.access import client_or_404, page, person_of
from zhuoping.web.shared.asking import SeeOther, ask
from zhuoping.web.shared.invitations import send
from zhuoping.web.shared.people_forms import InviteForm


@require_http_methods(["GET", "POST"])
@page(Act.EDIT_CLIENT)
def colleagues(request: HttpRequest, uscc: str) -> HttpResponse:
    """Who acts for the enterprise, who is invited, and the form to invite one more."""
    client = client_or_404(request, uscc)
    form = InviteForm(request.POST or None)

    def act(given: dict[str, str]) -> None:
        by, at = person_of(request), timezone.now()
        send(
            request, invitations.invite(by=by, at=at, email=given["email"], name=given["name"], client=client)
        )

    members = Membership.objects.filter(client=client, ended_at=None).select_related("person")
    waiting = Invitation.objects.filter(client=client, accepted_at=None, withdrawn_at=None)
    context = {
        "client": client,
        "members": members.order_by("since_at"),
        "waiting": waiting.select_related("invited_by").order_by("-pk")[:50],
    }
    back = _address(uscc)
    return ask(request, "portal/colleagues.html", form, act, done="", back=back, context=context)


@require_POST
@page(Act.EDIT_CLIENT)
def end(request: HttpRequest, uscc: str, pk: int) -> HttpResponse:
    """End that somebody acts for the enterprise, also oneself."""
    client = client_or_404(request, uscc)
    member = get_object_or_404(Membership.objects.select_related("person"), client=client, pk=pk)
    by = person_of(request)
    people.end_membership(by=by, at=timezone.now(), person=member.person, client=client)
    messages.success(request, _("%(name)s 不再代表本企业。") % {"name": member.person})
    return SeeOther(reverse("home") if member.person == by else _address(uscc))


@require_POST
@page(Act.EDIT_CLIENT)
def invitation(request: HttpRequest, uscc: str, pk: int) -> HttpResponse:
    """Send an invitation again, or take it back."""
    client = client_or_404(request, uscc)
    found = get_object_or_404(Invitation, client=client, pk=pk)
    by, at = person_of(request), timezone.now()
    if request.POST.get("do") == "renew":
        send(request, invitations.renew(by=by, at=at, invitation=found))
    else:
        invitations.withdraw(by=by, at=at, invitation=found)
    return SeeOther(_address(uscc))


def _address(uscc: str) -> str:
    return reverse("portal-colleagues", args=[uscc])


_ONE = "clients/<str:uscc>/colleagues/"
urlpatterns = [
    path(_ONE, colleagues, name="portal-colleagues"),
    path(f"{_ONE}<int:pk>/end/", end, name="portal-colleague-end"),
    path(f"{_ONE}invitations/<int:pk>/", invitation, name="portal-colleague-invitation"),
]
