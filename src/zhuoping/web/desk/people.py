# SPDX-License-Identifier: Apache-2.0
"""People: the list, invitations, and the page of one person (17065 6.1)."""

from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet, TextField, Value
from django.db.models.functions import Concat, Lower
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhuoping.actions import invitations
from zhuoping.core.authority import STAFF, Act, Role, may, words_of
from zhuoping.core.wording.labels import said
from zhuoping.records.models import AdoptedEdition, ApiKey, Invitation, Membership, Person, RoleHolding
from zhuoping.records.sign_ins import open_sessions
from zhuoping.records.values import scheme_of
from zhuoping.web.desk.people_forms import StaffInviteForm
from zhuoping.web.shared.access import actor_in, page, person_of
from zhuoping.web.shared.asking import SeeOther, ask
from zhuoping.web.shared.invitations import send
from zhuoping.web.shared.language import wording_language
from zhuoping.web.shared.lists import Column, Empty, Filter, Listing
from zhuoping.web.shared.words import word

_KEYS_SHOWN = 50
STAFF_ROLES = tuple(role for role in Role if role in STAFF)


@require_safe
@page(Act.VIEW_PEOPLE)
def people(request: HttpRequest) -> HttpResponseBase:
    """Everybody who signs in here, searched by name and address, with the invitations that wait."""
    standing = RoleHolding.objects.filter(person=OuterRef("pk"), ended_at=None)
    client = Membership.objects.filter(person=OuterRef("pk"), ended_at=None)
    name_and_address = Lower(Concat("name", Value(" "), "email", output_field=TextField()))
    rows = (
        Person.objects.annotate(search=name_and_address, is_client=Exists(client))
        .prefetch_related("roles")
        .all()
    )

    def by_role(narrowed: QuerySet[Person], value: str) -> QuerySet[Person]:
        asked = client if value == Role.CLIENT_USER else standing.filter(role=value)
        return narrowed.filter(Exists(asked))

    listing = Listing(
        request,
        rows,
        columns=[
            Column("name", _("姓名"), lambda row: row.name, sort="name", link=_address),
            Column("email", _("邮箱"), lambda row: row.email, sort="email"),
            Column("roles", _("角色"), _roles),
            Column(
                "state", _("状态"), lambda row: _("在用") if row.is_active else _("已停用"), sort="is_active"
            ),
            Column("joined", _("加入时间"), lambda row: row.joined_at, sort="joined_at"),
        ],
        filters=[
            Filter("role", _("角色"), [(role.value, word(role)) for role in Role], by_role),
            Filter(
                "state",
                _("状态"),
                [("active", _("在用")), ("inactive", _("已停用"))],
                lambda narrowed, value: narrowed.filter(is_active=value == "active"),
            ),
        ],
        default_sort="name",
        empty=Empty(_("还没有人员"), _("邀请审查员、复核人和其他工作人员，企业的经办人自行注册。")),
        name="people",
        label=_("人员"),
    )
    manages = may(actor_in(request), Act.MANAGE_PEOPLE)
    waiting = _waiting() if manages else Invitation.objects.none()
    return listing.response("desk/people.html", {"manages": manages, "waiting": waiting})


@require_http_methods(["GET", "POST"])
@page(Act.MANAGE_PEOPLE)
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody as staff; the link goes out by mail when the invitation is kept."""

    def act(given: dict[str, object]) -> None:
        roles = [Role(role) for role in form.cleaned_data["roles"]]
        by, at = person_of(request), timezone.now()
        token = invitations.invite(
            by=by, at=at, email=str(given["email"]), name=str(given["name"]), roles=roles
        )
        send(request, token)

    form = StaffInviteForm(request.POST or None)
    context = {"title": _("邀请工作人员"), "submit": _("发出邀请")}
    back = reverse("desk-people")
    return ask(request, "desk/people_form.html", form, act, done="", back=back, context=context)


@require_POST
@page(Act.MANAGE_PEOPLE)
def invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """Send an invitation to staff again, or take it back."""
    found = get_object_or_404(Invitation, pk=pk, client=None)
    by, at = person_of(request), timezone.now()
    if request.POST.get("do") == "renew":
        send(request, invitations.renew(by=by, at=at, invitation=found))
    else:
        invitations.withdraw(by=by, at=at, invitation=found)
    return SeeOther(reverse("desk-people"))


@require_safe
@page(Act.VIEW_PEOPLE)
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: roles, authorisations, ties, and what has to do with signing in."""
    found = person_or_404(pk)
    holdings = list(found.roles.select_related("given_by").order_by("-since_at"))
    held = {each.role for each in holdings if each.ended_at is None}
    actor = actor_in(request)
    titles = _titles()
    qualifications = list(found.qualifications.order_by("-until_on", "-pk"))
    manages, manages_keys = may(actor, Act.MANAGE_PEOPLE), may(actor, Act.MANAGE_API_KEYS)
    now = timezone.now()
    for each in qualifications:
        each.title = titles.get(each.scheme, each.scheme)  # type: ignore[attr-defined]
    context = {
        "person": found,
        "standing": [each for each in holdings if each.ended_at is None],
        "former": [each for each in holdings if each.ended_at is not None],
        "grantable": [(role.value, word(role)) for role in STAFF_ROLES if role not in held],
        "qualifications": qualifications,
        "ties": found.ties.order_by("-from_on", "-pk"),
        "memberships": found.memberships.filter(ended_at=None).select_related("client"),
        "has_second_factor": Authenticator.objects.filter(user=found).exists(),
        "is_locked": AccessAttempt.objects.filter(
            username=found.email, failures_since_start__gte=settings.AXES_FAILURE_LIMIT
        ).exists(),
        "today": timezone.localdate(now),
        "now": now,
        "manages": manages,
        "manages_keys": manages_keys,
        "sessions": len(open_sessions(found, now)) if manages else 0,
        "keys": found.api_keys.order_by("-pk")[:_KEYS_SHOWN] if manages_keys else ApiKey.objects.none(),
        "manages_roles": may(actor, Act.MANAGE_ROLES),
        "qualifies": may(actor, Act.MANAGE_QUALIFICATIONS),
    }
    return render(request, "desk/people_person.html", context)


def person_or_404(pk: int) -> Person:
    """The person with this number."""
    found = Person.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _titles() -> dict[str, str]:
    """The schemes' titles by name, in the language of the page where the edition in use has it."""
    titles = dict(AdoptedEdition.objects.order_by("adopted_at").values_list("scheme", "title"))
    language = wording_language()
    if language == "en":
        standing = AdoptedEdition.objects.filter(ended_at=None)
        titles |= {each.scheme: scheme_of(each, language).title for each in standing}
    return titles


def _waiting() -> QuerySet[Invitation]:
    """Invitations to staff that nobody has taken up or back, also those that have expired."""
    waiting = Invitation.objects.filter(client=None, accepted_at=None, withdrawn_at=None)
    return waiting.select_related("invited_by").order_by("-pk")[:50]


def _address(row: Person) -> str:
    return reverse("desk-person", args=[row.pk])


def _roles(row: Person) -> str:
    held = {Role(each.role) for each in row.roles.all() if each.ended_at is None}
    if getattr(row, "is_client", False):
        held.add(Role.CLIENT_USER)
    return said(words_of(held), wording_language())


urlpatterns = [
    path("people/", people, name="desk-people"),
    path("people/invite/", invite, name="desk-people-invite"),
    path("people/invitations/<int:pk>/", invitation, name="desk-people-invitation"),
    path("people/<int:pk>/", person, name="desk-person"),
]
