# SPDX-License-Identifier: Apache-2.0
"""The language of a page: what the person chose (kept with them), else the cookie, else Chinese."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

_KNOWN = frozenset(code for code, _ in settings.LANGUAGES)


class PersonLanguageMiddleware:
    """Sets the language for a request. A browser's own preference is not asked: Chinese is the house's language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The page in its language."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in _KNOWN else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
            return response


def remember_language(response: HttpResponse, language: str) -> None:
    """Have the browser keep the language for a year."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 24 * 3600,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        samesite="Lax",
    )


def wording_language() -> str:
    """The language for core's wording (`zh` or `en`) of the page being made."""
    return "en" if (translation.get_language() or "").startswith("en") else "zh"
