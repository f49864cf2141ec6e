# SPDX-License-Identifier: Apache-2.0
from decimal import Decimal

import pytest

from zhuoping.core import plain
from zhuoping.core.problems import Refused


def refusals(content: bytes) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as caught:
        plain.read(content)
    return [(each.path, each.code) for each in caught.value.problems]


def test_document_becomes_plain_values_with_their_lines() -> None:
    text = 'a: 1\nb:\n  - 2.50\n  - "3"\n  - x: true\nc: ~\nd: |\n  12\n'

    read = plain.read(text.encode())

    assert read.value == {"a": 1, "b": [Decimal("2.50"), "3", {"x": True}], "c": None, "d": "12\n"}
    assert read.lines == {"": 1, "a": 1, "b": 2, "b[0]": 3, "b[1]": 4, "b[2]": 5, "b[2].x": 5, "c": 6, "d": 7}


def test_line_of_a_path_that_is_not_there_is_that_of_the_nearest_part() -> None:
    read = plain.read(b"a:\n  b: [1]\n")

    assert [read.line(path) for path in ("a.b[0]", "a.b[7]", "a.c.d", "z", "")] == [2, 2, 1, 1, 1]


def test_empty_document_is_null() -> None:
    assert plain.read(b"").value is None


def test_keys_stay_as_written() -> None:
    assert plain.read(b"1.10: a\n1.1: b\n").value == {"1.10": "a", "1.1": "b"}


def test_json_is_read_by_the_same_reader() -> None:
    assert plain.read(b'{"awards": {"1.1": 3}}').value == {"awards": {"1.1": 3}}


def test_byte_order_mark_is_passed_over() -> None:
    assert plain.read(b"\xef\xbb\xbfa: 1").value == {"a": 1}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1e400", Decimal("1e400")),
        (".nan", ".nan"),
        (".inf", ".inf"),
        ("NaN", "NaN"),
        ("0x10", "0x10"),
        ("1_000", "1_000"),
        ("1:30", "1:30"),
        ("yes", "yes"),
        ("2026-11-24", "2026-11-24"),
        ("9" * 41, "9" * 41),
        ("-3", -3),
        (".5", Decimal("0.5")),
        ("0", 0),
        ("0.50", Decimal("0.50")),
        ("007", "007"),
        ("02025", "02025"),
        ("00.5", "00.5"),
    ],
)
def test_unquoted_scalar_is_never_guessed(text: str, value: object) -> None:
    assert plain.scalar(text) == value


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"a: [1", [("line 2", "unreadable")]),
        (b"a: 1\n\tb: 2\n", [("line 2", "unreadable")]),
        (b"\xff\xfe", [("", "not-text")]),
        (b"a: \x00", [("line 1", "unreadable")]),
        (b"a: &x [1]\nb: *x\n", [("line 1", "alias-not-allowed")]),
        (b"b: *x\n", [("line 1", "alias-not-allowed")]),
        (b"a: 1\nb: !!str 5\n", [("line 2", "tag-not-allowed")]),
        (b"!foo {a: 1}", [("line 1", "tag-not-allowed")]),
        (b"- ! 5", [("line 1", "tag-not-allowed")]),
        (b'a: "\\ud800"', [("line 1", "unreadable")]),
        (b"a: 1\na: 2\nb: 3\nb: 4\n", [("a", "duplicate-key"), ("b", "duplicate-key")]),
        (b"{[1]: 2}", [("", "wrong-type")]),
        (b"a: 1\n---\nb: 2\n", [("line 2", "unreadable")]),
        (b"x" * (plain.SIZE_LIMIT + 1), [("", "too-large")]),
        (b"a: 1\n? " + b"k" * 201 + b"\n: 2\n", [("line 2", "key-too-long")]),
    ],
)
def test_text_that_is_not_plain_is_refused(content: bytes, expected: list[tuple[str, str]]) -> None:
    assert refusals(content) == expected


def test_deep_nesting_is_refused() -> None:
    limit = plain.DEPTH_LIMIT

    assert refusals(b"[" * (limit + 1) + b"]" * (limit + 1)) == [("line 1", "too-deep")]
    assert refusals(b"{a:\n " * (limit + 1) + b"}" * (limit + 1)) == [(f"line {limit + 1}", "too-deep")]
    assert plain.read(b"[" * limit + b"]" * limit).value != []


def test_absurd_nesting_is_refused_without_exhausting_the_stack() -> None:
    assert refusals(b"[" * 200_000) == [("line 1", "too-deep")]


def test_more_values_than_any_case_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "VALUE_LIMIT", 6)

    assert refusals(b"a: [1, 2, 3, 4]\n") == [("line 1", "too-many-values")]
    assert plain.read(b"a: [1, 2, 3]\n").value == {"a": [1, 2, 3]}


def test_a_million_laughs_are_refused_before_they_are_told() -> None:
    laughs = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )

    assert refusals(laughs.encode()) == [("line 1", "alias-not-allowed")]
