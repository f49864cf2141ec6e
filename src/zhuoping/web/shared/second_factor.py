# SPDX-License-Identifier: Apache-2.0
"""Setting up a second factor shows it too: allauth's own pages would ask for it again at once."""

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse

from zhuoping.web.shared.access import person_of


class ActivateApp(ActivateTOTPView):  # type: ignore[misc]
    """An authenticator app, set up with a code that it showed."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Keeps it, and that this session has shown it."""
        return _shown(self.request, super().form_valid(form), Authenticator.Type.TOTP)


class AddPasskey(AddWebAuthnView):  # type: ignore[misc]
    """A passkey, set up with what it signed."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Keeps it, and that this session has shown it."""
        return _shown(self.request, super().form_valid(form), Authenticator.Type.WEBAUTHN)


def _shown(request: HttpRequest, response: HttpResponse, kind: str) -> HttpResponse:
    person = person_of(request)
    added = Authenticator.objects.filter(user=person, type=kind).latest("pk")
    record_authentication(request, person, "mfa", id=added.pk, type=added.type)
    return response
