# SPDX-License-Identifier: Apache-2.0
"""Ledgers to verify and to attack; signed by keyed digests, for core takes any functions that sign and verify."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from hashlib import blake2b

from zhuoping.core.ledger import (
    Checkpoint,
    Entry,
    Verification,
    in_order,
    make_checkpoint,
    make_entry,
    start,
    verify,
)
from zhuoping.core.ledger.lines import name_line, read_name, read_records, record_line

LEDGER = "5" * 32
KEY, OTHER_KEY = "a" * 32, "b" * 32
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def sign_by(key: str):
    return lambda message: blake2b(message, key=key.encode()).digest()


def verify_by(key: str):
    return lambda message, signature: sign_by(key)(message) == signature


KEYS = {KEY: verify_by(KEY)}


def body(number: int) -> dict:
    return {"indicator": f"1.{number}", "points": "8.50", "reason": "专项资金没有单列，凭证“不全”\n"}


def chain(count: int, ledger: str = LEDGER, changed: int = 0) -> list[Entry]:
    """So many entries; from entry `changed` on, if it is given, something else was done."""
    head, made = start(ledger), []
    for number in range(1, count + 1):
        done = body(number) | ({"points": "9.00"} if changed and number >= changed else {})
        made.append(
            make_entry(
                head,
                at=NOON + timedelta(seconds=number),
                person=f"person:{number}",
                action="finding.recorded",
                subject="engagement:17",
                body=done,
            )
        )
        head = made[-1].head
    return made


def signed(entry: Entry, key: str = KEY) -> Checkpoint:
    """The checkpoint of an entry."""
    return make_checkpoint(entry.head, at=NOON, key_id=key, sign=sign_by(key))


def export(entries: Sequence[Entry], checkpoints: Sequence[Checkpoint], ledger: str = LEDGER) -> list[bytes]:
    """The lines of an export."""
    records = in_order(entries, checkpoints)
    return [name_line(ledger).encode(), *(record_line(record).encode() for record in records)]


def sound() -> list[bytes]:
    """The name, entries 1 to 8, and checkpoints after 4 and 8: ten lines after the name."""
    entries = chain(8)
    return export(entries, [signed(entries[3]), signed(entries[7])])


def verified(lines: Sequence[bytes], kept: Sequence[Checkpoint] = (), keys=KEYS) -> Verification:
    """What verifying the lines finds."""
    return verify(read_records(lines[1:], 2), read_name(lines[0]), keys, kept)


def faults(lines: Sequence[bytes], kept: Sequence[Checkpoint] = (), keys=KEYS) -> list[tuple[str, str]]:
    """Where something is wrong, and what."""
    return [(each.path, each.code) for each in verified(lines, kept, keys).problems]
