# SPDX-License-Identifier: Apache-2.0
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from enum import IntEnum, StrEnum
from hashlib import sha256

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from tests.core.ledgers import KEY, LEDGER, NOON, chain, sign_by, signed
from zhuoping.core.ledger import (
    Checkpoint,
    Head,
    checkpoint_message,
    link_of,
    make_checkpoint,
    make_entry,
    start,
    time_text,
)
from zhuoping.core.ledger.canonical import LARGEST_WHOLE, are_canonical, canonical
from zhuoping.core.ledger.entries import LONGEST_BODY

WHOLE = st.integers(-LARGEST_WHOLE, LARGEST_WHOLE)
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
NAME = st.text(st.characters(max_codepoint=127))
VALUES = st.recursive(
    st.none() | st.booleans() | WHOLE | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAME, inner, max_size=4),
    max_leaves=12,
)
GIVEN = {
    "at": NOON,
    "person": "person:12",
    "action": "finding.recorded",
    "subject": "engagement:17",
    "body": {},
}


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def test_entry_holds_what_was_done_and_the_digests_of_it_and_of_the_entry_before():
    first = make_entry(start(LEDGER), **GIVEN | {"body": {"b": "8.50", "a": [1, None]}})

    second = make_entry(first.head, **GIVEN)

    body_digest = digest('{"a":[1,null],"b":"8.50"}')
    header = (
        f'{{"action":"finding.recorded","at":"2026-11-24T12:00:00.000000Z","body_digest":"{body_digest}",'
        f'"person":"person:12","previous_digest":"{start(LEDGER).digest}","sequence":1,"subject":"engagement:17"}}'
    )
    assert first == (
        1,
        "2026-11-24T12:00:00.000000Z",
        "person:12",
        "finding.recorded",
        "engagement:17",
        '{"a":[1,null],"b":"8.50"}',
        body_digest,
        start(LEDGER).digest,
        digest(f"zhuoping ledger entry 1\n{header}"),
    )
    assert (second.sequence, second.previous_digest) == (2, first.digest)


def test_header_is_digested_in_the_canonical_form_of_rfc_8785():
    entry = chain(3)[2]

    header = {name: value for name, value in entry._asdict().items() if name not in ("body", "digest")}

    assert entry.digest == sha256(b"zhuoping ledger entry 1\n" + rfc8785.dumps(header)).hexdigest()


def test_two_ledgers_differ_from_the_start():
    heads = [start(LEDGER), start("6" * 32)]

    assert heads[0] == Head(0, digest(f"zhuoping ledger start 1\n{LEDGER}"))
    assert heads[0].digest != heads[1].digest


@pytest.mark.parametrize("ledger", ["", "5" * 31, "5" * 33, "g" * 32, "A" * 32, "5" * 32 + "\n"])
def test_ledger_of_another_name_cannot_start(ledger):
    with pytest.raises(ValueError, match="cannot stand in a ledger"):
        start(ledger)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("person", ""),
        ("person", "Person:1"),
        ("person", 'person:1"'),
        ("person", "person:1\n"),
        ("person", "person:"),
        ("person", "张三"),
        ("person", "p" * 101),
        ("action", "finding"),
        ("action", "finding.recorded.twice"),
        ("action", "Finding.recorded"),
        ("action", "a." + "b" * 99),
        ("subject", "engagement 17"),
        ("subject", "engagement:17:18"),
        ("subject", "engagement:\\u0031"),
    ],
)
def test_text_that_would_need_an_escape_cannot_stand_in_an_entry(name, text):
    with pytest.raises(ValueError, match="cannot stand in a ledger"):
        make_entry(start(LEDGER), **GIVEN | {name: text})


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("person", "system"),
        ("person", "p" * 100),
        ("action", "person-days.set"),
        ("subject", "certificate:ZP-2026-0001_b.1"),
    ],
)
def test_references_and_actions_of_the_house_stand_in_an_entry(name, text):
    assert getattr(make_entry(start(LEDGER), **GIVEN | {name: text}), name) == text


def test_body_may_fill_a_line_and_no_more():
    room = LONGEST_BODY - len('{"a":""}')

    longest = make_entry(start(LEDGER), **GIVEN | {"body": {"a": "x" * room}})

    assert len(longest.body) == LONGEST_BODY
    with pytest.raises(ValueError, match="a body of 1048577 bytes, at most 1048576"):
        make_entry(start(LEDGER), **GIVEN | {"body": {"a": "x" * (room + 1)}})


@pytest.mark.parametrize(
    ("at", "text"),
    [
        (NOON, "2026-11-24T12:00:00.000000Z"),
        (NOON.replace(microsecond=7), "2026-11-24T12:00:00.000007Z"),
        (
            datetime(2026, 11, 24, 7, 30, tzinfo=timezone(timedelta(hours=8))),
            "2026-11-23T23:30:00.000000Z",
        ),
        (datetime(1, 1, 1, tzinfo=UTC), "0001-01-01T00:00:00.000000Z"),
    ],
)
def test_time_is_written_in_utc_with_microseconds(at, text):
    assert time_text(at) == text


def test_time_without_a_zone_is_a_fault():
    with pytest.raises(ValueError, match="without a zone"):
        time_text(NOON.replace(tzinfo=None))


class Colour(StrEnum):
    RED = "red"


class Count(IntEnum):
    ONE = 1


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({}, "{}"),
        ({"b": 1, "a": True, "C": None}, '{"C":null,"a":true,"b":1}'),
        ({"a": (1, [2, False])}, '{"a":[1,[2,false]]}'),
        ({Colour.RED: Colour.RED, "n": Count.ONE}, '{"n":1,"red":"red"}'),
        (
            {"a": '\\"\b\t\n\f\r\x00\x1f\x7f/é\u2028😀'},
            '{"a":"\\\\\\"\\b\\t\\n\\f\\r\\u0000\\u001f\x7f/é\u2028😀"}',
        ),
        ({"a": LARGEST_WHOLE, "b": -LARGEST_WHOLE}, '{"a":9007199254740991,"b":-9007199254740991}'),
    ],
)
def test_value_has_one_text(value, text):
    assert canonical(value) == text
    assert are_canonical([text.encode()])


@pytest.mark.parametrize(
    "value", [1.0, 1.5, float("nan"), Decimal("8.5"), NOON, NOON.date(), b"x", {1, 2}, {1: "a"}, {None: "a"}]
)
def test_value_without_an_exact_text_is_a_fault(value):
    with pytest.raises(TypeError):
        canonical({"a": [value]})


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (LARGEST_WHOLE + 1, "9007199254740992"),
        (-LARGEST_WHOLE - 1, "-9007199254740992"),
        ("\ud800", "UTF-8"),
        ({"分": 1}, "not ASCII"),
    ],
)
def test_value_that_readers_would_not_agree_on_is_a_fault(value, why):
    with pytest.raises(ValueError, match=why):
        canonical({"a": value})


@given(st.lists(VALUES, max_size=5))
def test_every_text_that_is_written_is_known_as_canonical(values):
    assert are_canonical([canonical(value).encode() for value in values])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        '{"a": 1}',
        ' {"a":1}',
        '{"a":1} ',
        '{"b":1,"a":1}',
        '{"a":1,"a":1}',
        '{"a":1.0}',
        '{"a":1e2}',
        '{"a":-0}',
        '{"a":01}',
        '{"a":NaN}',
        '{"a":Infinity}',
        '{"a":9007199254740992}',
        '{"a":-9007199254740992}',
        '{"a":' + "9" * 5000 + "}",
        '{"a":"\\/"}',
        '{"a":"\\u0041"}',
        '{"a":"\\u000A"}',
        '{"a":"\\ud800"}',
        '{"a":"\t"}',
        '{"a":1},{"b":2}',
        '{"a":' + "[" * 100_000,
    ],
)
def test_text_written_in_another_way_is_not_canonical(text):
    assert not are_canonical([text.encode()])
    assert not are_canonical([b"{}", text.encode(), b"{}"])


def test_bytes_that_are_no_text_are_not_canonical():
    assert not are_canonical([b'{"a":"\xff"}'])


def test_texts_that_only_together_are_values_are_not_canonical():
    assert not are_canonical([b'{"a":[{}', b"{}]}", b"{},{}"])


def test_link_of_an_entry_says_whether_its_digests_hold():
    entry = chain(1)[0]

    changed = [entry._replace(body="{}"), entry._replace(person="person:2"), entry._replace(body="\ud800")]

    assert link_of(entry) == (1, start(LEDGER).digest, entry.digest, True, True)
    assert [link_of(each)[3:] for each in changed] == [(False, True), (True, False), (False, True)]


@pytest.mark.parametrize(
    "name", ["sequence", "at", "person", "action", "subject", "body_digest", "previous_digest"]
)
def test_every_field_of_the_header_is_in_the_digest(name):
    entry = chain(1)[0]

    changed = entry._replace(**{name: 2 if name == "sequence" else "x"})

    assert not link_of(changed).header_holds


def test_checkpoint_signs_the_head_its_time_and_its_key():
    entry = chain(2)[1]

    made = signed(entry)

    message = (
        "zhuoping ledger checkpoint 1\n"
        f'{{"at":"2026-11-24T12:00:00.000000Z","digest":"{entry.digest}","key_id":"{KEY}","sequence":2}}'
    ).encode()
    assert checkpoint_message(made) == message
    assert made == Checkpoint(
        2, entry.digest, "2026-11-24T12:00:00.000000Z", KEY, sign_by(KEY)(message).hex()
    )


def test_empty_ledger_has_no_checkpoint():
    with pytest.raises(ValueError, match="an empty ledger"):
        make_checkpoint(start(LEDGER), at=NOON, key_id=KEY, sign=sign_by(KEY))
