# SPDX-License-Identifier: Apache-2.0
"""A refusal as a page: what happened, by which rule, what to do next; 422, or 409 when somebody was faster."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhuoping.actions.errors import Changed
from zhuoping.core.problems import Problem, Refused
from zhuoping.web.shared.language import wording_language

# Somebody else's thing, a role that is missing: known to the person, so 403 and not 404.
_FORBIDDEN = frozenset({"not-allowed-role", "not-allowed-relation", "roles-not-together"})


def status_of(refused: Refused) -> int:
    """The HTTP status of a refusal."""
    if isinstance(refused, Changed):
        return 409
    if any(problem.code in _FORBIDDEN for problem in refused.problems):
        return 403
    return 422


def messages_of(problems: Iterable[Problem]) -> list[str]:
    """The sentences of problems in the language of the page."""
    return [problem.message(wording_language()) for problem in problems]


def put_beside_fields(form: forms.Form, refused: Refused) -> None:
    """Show each problem beside the field whose name ends its path; the rest stand above the form."""
    for problem in refused.problems:
        last = problem.path.rsplit(".", 1)[-1].split("[", 1)[0]
        field = last if last in form.fields else None
        form.add_error(field, forms.ValidationError(problem.message(wording_language()), code=problem.code))


class RefusalMiddleware:
    """Whatever a view does not show itself is shown here, so that no refusal ends as a broken page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The page as it is; a refusal goes by way of `process_exception`."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for a refusal; anything else is a failure and not ours."""
        if not isinstance(exception, Refused) or request.path.startswith("/api/"):
            return None
        context = {"problems": exception.problems, "messages_shown": messages_of(exception.problems)}
        template = (
            "shared/refused_fragment.html" if getattr(request, "htmx", False) else "shared/refused.html"
        )
        return render(request, template, context, status=status_of(exception))
