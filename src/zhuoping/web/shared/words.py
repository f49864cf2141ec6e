# SPDX-License-Identifier: Apache-2.0
"""Words of core for pages and their forms, in the language of the page."""

from collections.abc import Callable, Iterable
from enum import StrEnum

from zhuoping.core.wording.labels import Word, said
from zhuoping.web.shared.language import wording_language

# What a database holds in a number; thousands of digits would also be too many for Python to read.
_DIGITS = 18


def word(member: StrEnum) -> str:
    """What people call a member of an enumeration."""
    return said(Word(f"{type(member).__name__}.{member.value}"), wording_language())


def begun(text: str) -> str:
    """Words that stand by themselves, as on a button or beside a choice: English begins with a capital there."""
    return f"{text[:1].upper()}{text[1:]}"


def choices_of(members: Iterable[StrEnum], empty: object = None) -> Callable[[], list[tuple[str, object]]]:
    """Choices for a form, made anew for each page because their words depend on its language."""
    listed = tuple(members)

    def choices() -> list[tuple[str, object]]:
        first = [] if empty is None else [("", empty)]
        return [*first, *((member.value, begun(word(member))) for member in listed)]

    return choices


def whole(text: str) -> int | None:
    """The whole number that a text from an address or a form is; None for anything else, and for one without end.

    >>> whole("17"), whole("-1"), whole("٣"), whole("9" * 5000)
    (17, None, None, None)
    """
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _DIGITS else None
