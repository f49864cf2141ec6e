# SPDX-License-Identifier: Apache-2.0
"""What a program reads when something is refused: problem documents (RFC 9457), with the codes that pages have too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import ninja.errors
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI, Schema

from zhuoping.actions.errors import Changed
from zhuoping.core.problems import Problem, Refused, problem

MEDIA_TYPE = "application/problem+json"
TITLES = {
    400: "The request cannot be read",
    401: "No key, or one that does not count",
    403: "This key or its person may not",
    404: "Not found",
    409: "Somebody else changed it meanwhile",
    413: "Too large",
    415: "Not a type that is taken here",
    422: "A rule refuses it",
    429: "Too many requests",
}
_STATUSES: Mapping[str, int] = {
    "engagement-unknown": 404,
    "sheet-unknown": 404,
    "evidence-too-large": 413,
    "evidence-request-too-large": 413,
    **dict.fromkeys(("not-allowed-role", "not-allowed-relation", "roles-not-together"), 403),
    **dict.fromkeys(("api-key-scope", "api-key-before-second-factor", "api-key-without-second-factor"), 403),
    "api-key-over": 401,
}
_UNREADABLE = 400


def status_of(refused: Refused) -> int:
    """The HTTP status of a refusal."""
    if isinstance(refused, Changed):
        return 409
    return max(_STATUSES.get(each.code, 0) for each in refused.problems) or 422


def language_of(request: HttpRequest) -> str:
    """`en` where the program asks for it first, else `zh`."""
    asked = request.headers.get("Accept-Language", "").lower().split(",", 1)[0]
    return "en" if asked.strip().startswith("en") else "zh"


def document(
    request: HttpRequest,
    status: int,
    problems: Iterable[Problem] = (),
    **more: object,
) -> HttpResponse:
    """A problem document; `problems` are told one by one, with path, code and sentence."""
    language = language_of(request)
    told = plain(problems, language)
    body: dict[str, object] = {"type": "about:blank", "title": TITLES[status], "status": status, **more}
    if told:
        body["problems"] = told
        body["detail"] = told[0]["message"]
    return JsonResponse(body, status=status, content_type=MEDIA_TYPE, headers={"Content-Language": language})


def plain(problems: Iterable[Problem], language: str) -> list[dict[str, str]]:
    """Problems for programs."""
    return [{"path": each.path, "code": each.code, "message": each.message(language)} for each in problems]


class ProblemOut(Schema):
    """Where, what (stable), and in words."""

    path: str
    code: str
    message: str


def add_handlers(api: NinjaAPI) -> None:
    """Have every fault of a request answered by a problem document."""
    handlers: Mapping[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
        Refused: _refused,
        Http404: lambda request, _: document(request, 404),
        ninja.errors.AuthenticationError: _unknown,
        ninja.errors.ValidationError: _unreadable,
        ninja.errors.HttpError: _plain,
        # Ninja itself adds the Retry-After.
        ninja.errors.Throttled: lambda request, _: document(request, 429),
        RequestDataTooBig: lambda request, _: document(request, 413),
        SuspiciousOperation: lambda request, _: document(request, _UNREADABLE),
        MultiPartParserError: lambda request, _: document(request, _UNREADABLE),
        UnreadablePostError: lambda request, _: document(request, _UNREADABLE),
    }
    for fault, handler in handlers.items():
        api.add_exception_handler(fault, handler)


def _refused(request: HttpRequest, refused: Refused) -> HttpResponse:
    more: Mapping[str, object] = {}
    if isinstance(refused, Changed):
        more = {"version": refused.version, "current": refused.current, "given": refused.given}
    return document(request, status_of(refused), refused.problems, **more)


def _unknown(request: HttpRequest, _: Exception) -> HttpResponse:
    response = document(request, 401)
    response["WWW-Authenticate"] = "Bearer"
    return response


def _unreadable(request: HttpRequest, fault: ninja.errors.ValidationError) -> HttpResponse:
    """What the schema refuses: a wrong type or a missing field, before any rule is asked."""
    found = [
        problem(".".join(map(str, each["loc"])), "request-malformed", fault=str(each["msg"]))
        for each in fault.errors
    ]
    return document(request, 422, found)


def _plain(request: HttpRequest, fault: ninja.errors.HttpError) -> HttpResponse:
    if isinstance(fault.__cause__, Refused):
        return _refused(
            request, fault.__cause__
        )  # The parser's own; ninja takes it for a fault of the syntax.
    status = fault.status_code if fault.status_code in TITLES else _UNREADABLE
    return document(request, status, detail=str(fault))
