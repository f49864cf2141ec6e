# SPDX-License-Identifier: Apache-2.0
"""One form, one action: what is typed goes to the action, what it refuses comes back beside the fields."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from zhuoping.core.problems import Refused
from zhuoping.web.shared.forms import Form
from zhuoping.web.shared.refusals import put_beside_fields, status_of

_UNREADABLE = 422


class SeeOther(HttpResponseRedirect):
    """On to a page after a change: reloading it sends nothing again."""

    status_code = 303


def ask(
    request: HttpRequest,
    template: str,
    form: Form,
    act: Callable[[dict[str, Any]], object],
    *,
    done: str,
    back: str,
    context: Mapping[str, object] | None = None,
) -> HttpResponse:
    """The page with the form; when it was sent and is readable, `act` with its values, then on to `back`.

    `done` is said there; empty where the act says it itself.
    """
    status = 200
    if request.method == "POST":
        status = _UNREADABLE
        if form.is_valid():
            try:
                act(form.cleaned_data)
            except Refused as refused:
                put_beside_fields(form, refused)
                status = status_of(refused)
            else:
                if done:
                    messages.success(request, done)
                return SeeOther(back)
    return render(request, template, {"form": form, "back": back, **(context or {})}, status=status)
