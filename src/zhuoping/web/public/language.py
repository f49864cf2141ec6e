# SPDX-License-Identifier: Apache-2.0
"""The switch of language in the header."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from zhuoping.actions import people
from zhuoping.records.models import Person
from zhuoping.web.shared.language import remember_language


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Set the language cookie, keep the choice with a signed-in person, and go back to where they were."""
    language = request.POST.get("language", "")
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}):
        back = "/"
    response = redirect(back)
    if language in dict(settings.LANGUAGES):
        remember_language(response, language)
        if isinstance(request.user, Person):
            people.choose_language(by=request.user, language=language)
    return response
