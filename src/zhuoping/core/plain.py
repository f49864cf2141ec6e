# SPDX-License-Identifier: Apache-2.0
"""YAML text to plain values, strictly, with the line of every value.

A small, exact subset (YAML 1.2 core): numbers become int or Decimal and never float, keys stay the text that
was written (`1.10` is not `1.1`), a key given twice is refused, and so are anchors, aliases and tags.
JSON is a subset, so the same reader serves both.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

import yaml

from zhuoping.core.problems import Problem, Refused, at, problem
from zhuoping.core.wording.labels import Word

Plain = bool | int | Decimal | str | list["Plain"] | dict[str, "Plain"] | None

SIZE_LIMIT = 8 * 1024 * 1024
DEPTH_LIMIT = 40
# Keys and values together: ten thousand rows of the longest fact sheet are about 270,000.
VALUE_LIMIT = 500_000
NUMBER_LENGTH_LIMIT = 40
KEY_LENGTH_LIMIT = 200

# A number that begins with a superfluous zero is a code, such as a staff number.
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]+|(0|[1-9][0-9]*)(\.[0-9]*)?)([eE][-+]?[0-9]{1,4})?")
_WORDS: Mapping[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class PlainText:
    """A document as plain values; it knows on which line (from 1) each path begins."""

    value: Plain
    text: str

    @cached_property
    def lines(self) -> Mapping[str, int]:
        """The line of each path; read anew, because only a document with faults is asked for them."""
        reader = _Reader(self.text, {"": 1})
        reader.document()
        return reader.lines or {}

    def line(self, path: str) -> int:
        """The line of `path`, or of the nearest part around it that is there."""
        while path and path not in self.lines:
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return self.lines.get(path, 1)


def read(content: bytes) -> PlainText:
    """The document in `content`; an empty document is null.

    Raises Refused with every fault found; when the text itself cannot be read that is one fault.
    """
    if len(content) > SIZE_LIMIT:
        size, limit = (f"{number / 1024 / 1024:.1f} MB" for number in (len(content), SIZE_LIMIT))
        raise Refused([problem("", "too-large", size=size, limit=limit)])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused([problem("", "not-text")]) from None
    try:
        reader = _Reader(text)
        value = reader.document()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        why = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "YAML")
        raise Refused([problem(f"line {line}", "unreadable", line=line, why=why)]) from None
    if reader.problems:
        raise Refused(reader.problems)
    return PlainText(value, text)


class _Reader:
    """One walk over the events of a text: nothing is put together that was not allowed first.

    With `lines` the walk notes the line of every path; without them paths are made for faults only.
    """

    def __init__(self, text: str, lines: dict[str, int] | None = None) -> None:
        self.lines = lines
        self.problems: list[Problem] = []
        self._events: Iterator[Any] = iter(yaml.parse(text, Loader=_LOADER))
        self._values = 0

    def document(self) -> Plain:
        """The value of the only document; null when there is none."""
        next(self._events)
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return None
        value = self._value(next(self._events), "", 1)
        next(self._events)
        following = next(self._events)
        if not isinstance(following, yaml.StreamEndEvent):
            line = _line(following)
            raise Refused([problem(f"line {line}", "unreadable", line=line, why="---")])
        return value

    def _value(self, event: Any, path: str, depth: int) -> Plain:  # noqa: ANN401 - the library has no types.
        self._admit(event, depth)
        if isinstance(event, yaml.ScalarEvent):
            # A quoted or block scalar is text whatever it looks like.
            return str(event.value) if event.style else scalar(event.value)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path, depth)
        items: list[Plain] = []
        while not isinstance(inner := next(self._events), yaml.SequenceEndEvent):
            self._note(path, len(items), inner)
            where = "" if isinstance(inner, yaml.ScalarEvent) else at(path, len(items))
            items.append(self._value(inner, where, depth + 1))
        return items

    def _mapping(self, path: str, depth: int) -> dict[str, Plain]:
        result: dict[str, Plain] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._value(event, path, depth + 1)
            if not isinstance(event, yaml.ScalarEvent):
                values = {"expected": Word("expected.text"), "given": "[…]", "line": _line(event)}
                self.problems.append(problem(path, "wrong-type", **values))
                self._value(next(self._events), path, depth + 1)
                continue
            key = str(event.value)
            if len(key) > KEY_LENGTH_LIMIT:
                limits = {"length": len(key), "limit": KEY_LENGTH_LIMIT}
                raise Refused([problem(f"line {_line(event)}", "key-too-long", **limits)])
            if key in result:
                self.problems.append(problem(at(path, key), "duplicate-key", key=key, line=_line(event)))
            else:
                self._note(path, key, event)
            inner = next(self._events)
            where = "" if isinstance(inner, yaml.ScalarEvent) else at(path, key)
            value = self._value(inner, where, depth + 1)
            result.setdefault(key, value)
        return result

    def _admit(self, event: Any, depth: int) -> None:  # noqa: ANN401
        """Refuse at once what must not be put together: a million aliases, or ten thousand open brackets."""
        self._values += 1
        fault, limit = None, DEPTH_LIMIT
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            fault = "alias-not-allowed"
        elif event.tag:
            fault = "tag-not-allowed"
        elif depth > DEPTH_LIMIT and not isinstance(event, yaml.ScalarEvent):
            fault = "too-deep"
        elif self._values > VALUE_LIMIT:
            fault, limit = "too-many-values", VALUE_LIMIT
        if fault:
            raise Refused([problem(f"line {_line(event)}", fault, limit=limit)])

    def _note(self, path: str, key: str | int, event: Any) -> None:  # noqa: ANN401
        if self.lines is not None:
            self.lines[at(path, key)] = _line(event)


def _line(event: Any) -> int:  # noqa: ANN401
    return int(event.start_mark.line) + 1


def scalar(text: str) -> bool | int | Decimal | str | None:
    """The value of an unquoted scalar; anything that is not null, a truth value or a number is text.

    >>> scalar("8.50"), scalar("true"), scalar("no"), scalar("1:30"), scalar(".nan")
    (Decimal('8.50'), True, 'no', '1:30', '.nan')
    """
    if text in _WORDS:
        return _WORDS[text]
    if len(text) <= NUMBER_LENGTH_LIMIT:
        if _INTEGER.fullmatch(text):
            return int(text)
        if _DECIMAL.fullmatch(text):
            return Decimal(text)
    return text
