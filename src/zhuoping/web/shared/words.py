# SPDX-License-Identifier: Apache-2.0
"""Words of core for pages and their forms, in the language of the page."""

from collections.abc import Callable, Iterable
from enum import StrEnum

from zhuoping.core.wording.labels import Word, said
from zhuoping.web.shared.language import wording_language


def word(member: StrEnum) -> str:
    """What people call a member of an enumeration."""
    return said(Word(f"{type(member).__name__}.{member.value}"), wording_language())


def choices_of(members: Iterable[StrEnum], empty: object = None) -> Callable[[], list[tuple[str, object]]]:
    """Choices for a form, made anew for each page because their words depend on its language."""
    listed = tuple(members)

    def choices() -> list[tuple[str, object]]:
        first = [] if empty is None else [("", empty)]
        return [*first, *((member.value, word(member)) for member in listed)]

    return choices
