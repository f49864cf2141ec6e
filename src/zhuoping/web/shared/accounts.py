# SPDX-License-Identifier: Apache-2.0
"""How allauth's accounts become people of this house."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.account.models import EmailAddress
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from zhuoping.actions import people
from zhuoping.core.problems import Refused
from zhuoping.records.models import Invitation, Person
from zhuoping.web.shared.language import remember_language
from zhuoping.web.shared.refusals import messages_of

# Kept in the session by the page of an invitation.
INVITED_ADDRESS = "invited_address"
_LONGEST_ADDRESS = 254


class NameForm(forms.Form):
    """What sign-up asks beside address and password."""

    name = forms.CharField(label=_("姓名"), max_length=100)

    def clean_name(self) -> str:
        """The name as it is kept; what the action would refuse is told beside the field."""
        try:
            return people.read_name(self.cleaned_data["name"])
        except Refused as refused:
            raise forms.ValidationError(messages_of(refused.problems)) from None

    def signup(self, request: HttpRequest, user: Person) -> None:
        """Nothing further: the adapter has written the person."""


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Writes people through the action that does, and keeps their language."""

    def save_user(self, request: HttpRequest, user: Person, form: Any, commit: bool = True) -> Person:  # noqa: ANN401
        """The new person; roles come by invitation only, a membership by registering an enterprise."""
        super().save_user(request, user, form, commit=False)
        user.name = form.cleaned_data["name"]
        user.language = translation.get_language() or settings.LANGUAGE_CODE
        return people.join(at=timezone.now(), person=user) if commit else user

    def populate_username(self, request: HttpRequest, user: Person) -> None:
        """There is no user name."""

    def is_email_verified(self, request: HttpRequest, email: str) -> bool:
        """Whether this browser opened the link of an invitation to just this address: its owner reads the mail.

        allauth's own way would give the new account the invited address, whatever was typed.
        """
        return bool(request.session.get(INVITED_ADDRESS) == email.lower())

    def post_login(self, request: HttpRequest, user: Person, **hook: Any) -> HttpResponse:  # noqa: ANN401
        """Goes on as asked for; a browser that has no language yet takes the person's."""
        response: HttpResponse = super().post_login(request, user, **hook)
        if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            remember_language(response, user.language)
        return response


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Single sign-on lets in who is known or invited, by an address that both sides verified; it gives no role."""

    def authenticate_by_email(self, sociallogin: SocialLogin) -> tuple[Person, str] | None:
        """The person with an address that the provider verified and that was confirmed here too.

        Without the second, somebody could sign up with another's address and wait for them.
        """
        for each in sociallogin.email_addresses:
            each.verified = each.verified is True  # Some providers send the text "false".
        found: tuple[Person, str] | None = super().authenticate_by_email(sociallogin)
        if found is None:
            return None
        person, address = found
        confirmed = EmailAddress.objects.filter(user=person, email__iexact=address, verified=True)
        return found if confirmed.exists() else None

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002 - allauth calls it.
        """Only for who is invited at this moment, by an address that the provider verified."""
        verified = [each.email.lower() for each in sociallogin.email_addresses if each.verified]
        invited = Invitation.objects.filter(
            email__in=verified, accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now()
        )
        return invited.exists()

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> Person:
        """The new person with the name that the provider gives, else the address."""
        person: Person = super().populate_user(request, sociallogin, data)
        parts = (data.get("last_name"), data.get("first_name"))
        person.name = data.get("name") or "".join(part for part in parts if part) or person.email
        return person

    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: object = None) -> Person:  # noqa: ARG002 - as above.
        """The new person, without a password of this house."""
        person: Person = sociallogin.user
        person.set_unusable_password()
        person.language = translation.get_language() or settings.LANGUAGE_CODE
        people.join(at=timezone.now(), person=person)
        sociallogin.save(request)
        return person


def tried_address(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The address that a sign-in was tried with, as django-axes counts it; known or not, it is counted the same."""
    given = credentials or {}
    tried = given.get("email") or given.get("username") or request.POST.get("login", "")
    return str(tried).strip().lower()[:_LONGEST_ADDRESS]


def client_address(request: HttpRequest) -> str:
    """Where a request comes from; of what a proxy forwards only the last hop counts, and only behind one.

    Empty where the server was not told, as on a socket file: then all count as one.
    """
    try:
        return str(get_adapter(request).get_client_ip(request))
    except PermissionDenied:
        return ""
