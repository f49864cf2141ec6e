# SPDX-License-Identifier: Apache-2.0
"""The mail of an invitation and the page that its link opens, whoever was invited and to what."""

import logging
from smtplib import SMTPException
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from zhuoping.actions import invitations
from zhuoping.core.authority import Role, words_of
from zhuoping.core.problems import Refused
from zhuoping.core.wording.labels import said
from zhuoping.records.models import Invitation, Person
from zhuoping.web.shared import formats
from zhuoping.web.shared.accounts import INVITED_ADDRESS
from zhuoping.web.shared.language import wording_language
from zhuoping.web.shared.refusals import messages_of

_log = logging.getLogger(__name__)
_GONE = 404


def send(request: HttpRequest, token: str) -> bool:
    """Mail the link of an invitation just made, and tell the inviter; False when the mail could not be sent.

    The token is nowhere but in this mail, so another try has to renew the invitation.
    """
    found = invitations.standing(token=token, at=timezone.now())
    context = {
        "invitation": found,
        "roles": _roles(found),
        "until": formats.moment(found.expires_at),
        "body_name": settings.BODY_NAME,
        "address": f"{settings.ORIGIN}{reverse('account-invitation', args=[token])}",
    }
    # A line break in a subject would begin a header of its own; Django refuses it, so none may come in by a name.
    subject = " ".join(render_to_string("shared/invitation_subject.txt", context).split())
    text = render_to_string("shared/invitation_mail.txt", context)
    try:
        EmailMessage(subject, text, to=[found.email]).send()
    except (OSError, SMTPException):
        _log.exception("an invitation was not mailed")
        sorry = _("邀请已记录，但给 %(email)s 的邮件没有发出：请检查邮件设置，再按“重新发送”。")
        messages.error(request, sorry % {"email": found.email})
        return False
    messages.success(request, _("邀请已发往 %(email)s，14 天内有效。") % {"email": found.email})
    return True


@never_cache
@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, token: str) -> HttpResponse:
    """What one is invited to, and the way to take it up: sign up, sign in, accept."""
    try:
        found = invitations.standing(token=token, at=timezone.now())
    except Refused as refused:
        return _page(request, {"sentences": messages_of(refused.problems)}, _GONE)
    here = request.path
    context: dict[str, object] = {
        "invitation": found,
        "roles": _roles(found),
        "sign_in": f"{reverse('account_login')}?{urlencode({'next': here})}",
        "sign_up": f"{reverse('account_signup')}?{urlencode({'email': found.email, 'next': here})}",
    }
    if not isinstance(request.user, Person):
        if invitations.proves_address(token):
            # Whoever has such a token reads the mail of this address: no second mail has to prove it.
            request.session[INVITED_ADDRESS] = found.email
        return _page(request, context)
    context["is_another"] = found.email != request.user.email.lower()
    if request.method == "GET":
        return _page(request, context)
    invitations.accept(by=request.user, at=timezone.now(), token=token)
    messages.success(request, _("邀请已接受。"))
    return redirect("home")


def _page(request: HttpRequest, context: dict[str, object], status: int = 200) -> HttpResponse:
    return render(request, "shared/invitation.html", context, status=status)


def _roles(invitation: Invitation) -> str:
    return said(words_of(Role(role) for role in invitation.roles), wording_language())
