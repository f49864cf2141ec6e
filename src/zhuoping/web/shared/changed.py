# SPDX-License-Identifier: Apache-2.0
"""Two people on one form: whoever comes second sees both values of each field side by side and chooses (409).

Nothing that was typed is lost: it waits in the page, and what is chosen goes through the same form once more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from zhuoping.actions.errors import Changed
from zhuoping.web.shared import formats
from zhuoping.web.shared.forms import Form
from zhuoping.web.shared.refusals import messages_of

KEEP = "keep_"
_THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that stands otherwise than it was given, both as people read them."""

    name: str
    label: str
    stands: str
    given: str


def settled(data: QueryDict, stored: Form) -> QueryDict:
    """What was sent, with the stored value in each field where the person chose it; `stored` is unbound."""
    chosen = [name for name in stored.fields if data.get(f"{KEEP}{name}") == _THEIRS]
    if not chosen:
        return data
    result = data.copy()
    for name in chosen:
        result.setlist(stored.add_prefix(name), _sent(stored[name].value()))
    return result


def differences(form: Form, stored: Form) -> list[Difference]:
    """The fields in which a form as sent differs from what stands."""
    pairs = [(form[name], stored[name]) for name in stored.fields if not stored[name].is_hidden]
    return [
        Difference(mine.name, str(mine.label), _shown(theirs), _shown(mine))
        for mine, theirs in pairs
        if not mine.field.widget.needs_multipart_form and _sent(mine.value()) != _sent(theirs.value())
    ]


def ask_which(
    request: HttpRequest,
    form: Form,
    stored: Form,
    changed: Changed,
    *,
    back: str,
    layout: str = "shared/portal.html",
) -> HttpResponse:
    """The page that shows both and asks which counts; its form goes to the same address, with what stands as seen."""
    found = differences(form, stored)
    kept = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in ("csrfmiddlewaretoken", "version", "seen") and not name.startswith(KEEP)
        for value in values
    ]
    context = {
        "differences": found,
        "kept": kept,
        "hidden": _hidden(stored),
        "version": changed.version,
        "messages_shown": messages_of(changed.problems),
        "back": back,
        "layout": layout,
    }
    return render(request, "shared/changed.html", context, status=409)


def _hidden(stored: Form) -> Mapping[str, object]:
    """Hidden values that say what the person saw: from now on, what stands."""
    return {"seen": stored.initial["seen"]} if "seen" in stored.initial else {}


def _sent(value: object) -> list[str]:
    """A value as a browser sends it."""
    if value is None or value is False or value == "":
        return []
    if value is True:
        return ["on"]
    if isinstance(value, list | tuple):
        return [str(each) for each in value]
    # Browsers send line breaks in a way of their own.
    return [str(value).replace("\r\n", "\n").strip()]


def _shown(bound: BoundField) -> str:
    """A value as people read it: the words of a choice, lines as lines."""
    value: Any = bound.value()
    words = {str(key): str(word) for key, word in _choices(bound)}
    if isinstance(value, bool):
        return formats.yes_no(value)
    if isinstance(value, date):
        return formats.day(value)
    texts = [words.get(each, each) for each in _sent(value)]
    return "\n".join(texts) or formats.EMPTY


def _choices(bound: BoundField) -> Iterable[tuple[object, object]]:
    for key, word in getattr(bound.field, "choices", ()):
        if isinstance(word, list | tuple):
            yield from word
        else:
            yield key, word
