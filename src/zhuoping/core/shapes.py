# SPDX-License-Identifier: Apache-2.0
"""Plain values to frozen dataclasses, with every fault found and none guessed away.

The dataclass is the one description of a shape: its fields, their types and defaults say what a file or a
workbook may hold, and the JSON Schema for editors is made from the same fields. Types understood: str, bool,
int, Decimal, date, StrEnum, other dataclasses, `X | None`, `tuple[X, ...]` and `Mapping[str, X]`.
Numbers are never negative: nothing that this product records is.
"""

import dataclasses
import re
import types
import typing
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

from zhuoping.core.problems import Problem, at, problem
from zhuoping.core.wording.labels import Word, choice, named

Shape = typing.TypeVar("Shape")
Number = typing.TypeVar("Number", int, Decimal)

TEXT_LIMIT = 20_000
SHOWN_LIMIT = 40

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Letters and signs that Unicode has for what is left out: fillers, and a braille cell without dots.
_UNSEEN = frozenset("\u115f\u1160\u2800\u3164\uffa0")
_UNIONS = (types.UnionType, typing.Union)

# What a person reads when a value has the wrong type.
_EXPECTED = {
    str: Word("expected.text"),
    bool: Word("expected.truth"),
    int: Word("expected.whole"),
    Decimal: Word("expected.number"),
    date: Word("expected.date"),
    tuple: Word("expected.list"),
    dict: Word("expected.mapping"),
}


@dataclasses.dataclass(frozen=True, slots=True)
class Field:
    """One field of a shape: its name, its type, and whether it may be left out."""

    name: str
    type: Any
    required: bool


@cache
def fields(shape: type) -> tuple[Field, ...]:
    """The fields of a dataclass, in order, with their types resolved."""
    hints = typing.get_type_hints(shape)
    return tuple(
        Field(
            field.name,
            hints[field.name],
            field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING,
        )
        for field in dataclasses.fields(shape)
        if field.init
    )


def optional(hint: Any) -> tuple[Any, bool]:  # noqa: ANN401 - a type hint has no narrower type.
    """The type without `| None`, and whether None was allowed; a union of several types is left as it is."""
    if typing.get_origin(hint) in _UNIONS:
        inner = [each for each in typing.get_args(hint) if each is not types.NoneType]
        nullable = len(inner) < len(typing.get_args(hint))
        return (inner[0] if len(inner) == 1 else hint), nullable
    return hint, False


def read(shape: type[Shape], value: object, path: str, problems: list[Problem]) -> Shape | None:
    """An instance of `shape` from plain values; None when anything in it is at fault.

    Every fault is appended to `problems` with its path below `path`.
    """
    if not isinstance(value, Mapping):
        problems.append(wrong_type(path, dict, value))
        return None
    before = len(problems)
    known = fields(typing.cast(type, shape))
    names = sorted(field.name for field in known)
    problems.extend(
        problem(at(path, key), "unknown-key", key=key, known=tuple(names))
        for key in value
        if key not in names
    )
    given: dict[str, object] = {}
    for field in known:
        if field.name in value:
            given[field.name] = convert(field.type, value[field.name], at(path, field.name), problems, field)
        elif field.required:
            called = named(typing.cast(type, shape), path, field.name)
            problems.append(problem(path, "missing-key", key=field.name, named=called))
    return shape(**given) if len(problems) == before else None


def convert(
    hint: Any,  # noqa: ANN401 - as above.
    value: object,
    path: str,
    problems: list[Problem],
    field: Field | None = None,
) -> object:
    """`value` as the type `hint`; None with a problem appended when it does not fit."""
    inner, nullable = optional(hint)
    if value is None:
        if nullable:
            return None
        # An empty cell or a bare `key:` is nothing given: the same fault as leaving a required text empty.
        problems.append(problem(path, "empty-text"))
        return None
    origin = typing.get_origin(inner)
    if origin in _UNIONS:
        return _any_of(inner, value, path, problems)
    if origin is tuple:
        return _items(typing.get_args(inner)[0], value, path, problems)
    if origin is not None:
        return _mapping(typing.get_args(inner)[1], value, path, problems)
    if dataclasses.is_dataclass(inner):
        return read(typing.cast(type, inner), value, path, problems)
    if issubclass(inner, StrEnum):
        return _choice(inner, value, path, problems)
    if inner is str:
        return text(value, path, problems, required=field is None or field.required)
    return _SCALARS[inner](value, path, problems)


def _any_of(hint: Any, value: object, path: str, problems: list[Problem]) -> object:  # noqa: ANN401
    """The first type of a union that takes the value as it stands."""
    for each in typing.get_args(hint):
        if each is not types.NoneType:
            tried: list[Problem] = []
            converted = convert(each, value, path, tried)
            if not tried:
                return converted
    problems.append(wrong_type(path, str, value))
    return None


def _items(hint: Any, value: object, path: str, problems: list[Problem]) -> tuple[object, ...]:  # noqa: ANN401
    if not isinstance(value, list | tuple):
        problems.append(wrong_type(path, tuple, value))
        return ()
    return tuple(convert(hint, item, at(path, index), problems) for index, item in enumerate(value))


def _mapping(hint: Any, value: object, path: str, problems: list[Problem]) -> dict[str, object]:  # noqa: ANN401
    if not isinstance(value, Mapping):
        problems.append(wrong_type(path, dict, value))
        return {}
    return {key: convert(hint, item, at(path, key), problems) for key, item in value.items()}


def _choice(kind: type[StrEnum], value: object, path: str, problems: list[Problem]) -> object:
    if isinstance(value, str) and value in list(kind):
        return kind(value)
    problems.append(problem(path, "not-allowed", given=shown(value), known=tuple(map(choice, kind))))
    return None


def text(value: object, path: str, problems: list[Problem], *, required: bool) -> str | None:
    """A text as it stands, with its length checked; one that shows nothing is empty, and `required` ones are not."""
    if not isinstance(value, str):
        problems.append(wrong_type(path, str, value))
        return None
    if len(value) > TEXT_LIMIT:
        problems.append(problem(path, "text-too-long", length=len(value), limit=TEXT_LIMIT))
        return value
    if any(map(_shows, value)):
        return value
    if required:
        problems.append(problem(path, "empty-text"))
    return ""


def _shows(character: str) -> bool:
    """Whether a reader sees anything: no blank, no mark that only steers or joins, no letter made to be unseen."""
    if character.isspace() or character in _UNSEEN:
        return False
    return unicodedata.category(character) not in ("Cc", "Cf", "Mn")


def _truth(value: object, path: str, problems: list[Problem]) -> bool | None:
    if isinstance(value, bool):
        return value
    problems.append(wrong_type(path, bool, value))
    return None


def _whole(value: object, path: str, problems: list[Problem]) -> int | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return _not_negative(value, path, problems)
    problems.append(wrong_type(path, int, value))
    return None


def _number(value: object, path: str, problems: list[Problem]) -> Decimal | None:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        number = Decimal(value)
        if number.is_finite():
            return _not_negative(number, path, problems)
        problems.append(problem(path, "not-a-number", given=value))
        return None
    problems.append(wrong_type(path, Decimal, value))
    return None


def _not_negative(value: Number, path: str, problems: list[Problem]) -> Number | None:
    if value < 0:
        problems.append(problem(path, "negative-number", given=value))
        return None
    return value


def _day(value: object, path: str, problems: list[Problem]) -> date | None:
    # A moment is no day: the two cannot even be compared.
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str):
        try:
            # Weeks and dates without hyphens are ISO dates too, but not the way that people write them here.
            return date.fromisoformat(value.strip() if _DAY.fullmatch(value.strip()) else "")
        except ValueError:
            problems.append(problem(path, "not-a-date", given=shown(value)))
            return None
    problems.append(wrong_type(path, date, value))
    return None


_SCALARS: Mapping[type, Callable[[object, str, list[Problem]], object]] = {
    bool: _truth,
    int: _whole,
    Decimal: _number,
    date: _day,
}


def wrong_type(path: str, expected: type, value: object) -> Problem:
    """That a value is of the wrong type; `expected` is str, bool, int, Decimal, date, tuple or dict."""
    return problem(path, "wrong-type", expected=_EXPECTED[expected], given=shown(value))


def shown(value: object) -> str:
    """A value as a message shows it: one line, at most 40 characters, and as a file writes it."""
    if isinstance(value, Mapping):
        return "{…}"
    if isinstance(value, list | tuple):
        return "[…]"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    line = " ".join(str(value).split())
    return line if len(line) <= SHOWN_LIMIT else line[: SHOWN_LIMIT - 1] + "…"
