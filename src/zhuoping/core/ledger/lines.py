# SPDX-License-Identifier: Apache-2.0
"""The ledger as text: one line for its name, one for each entry, and each checkpoint after the entry that it signs.

Every line is one object in canonical JSON (RFC 8785) and there is one way only to write it, so that what two readers
see is the same. Checkpoints stand where they belong, so that a reader needs to remember nothing.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from heapq import merge
from typing import NamedTuple

from zhuoping.core.ledger.canonical import are_canonical
from zhuoping.core.ledger.checkpoints import Checkpoint
from zhuoping.core.ledger.entries import (
    ACTION,
    ENTRY_PREFIX,
    LEDGER,
    LONGEST_BODY,
    REFERENCE,
    Entry,
    Link,
)
from zhuoping.core.problems import Refused, problem

VERSION = 1
# An entry's line holds its body and some seven hundred bytes at most.
LONGEST_LINE = LONGEST_BODY + 1024

_TIME = r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3])(?::[0-5]\d){2}\.\d{6}Z"
_DIGEST, _WHOLE = r"[0-9a-f]{64}", r"[1-9]\d{0,14}"
_NAME = re.compile(
    rf'\{{"format":"zhuoping-ledger","ledger":"({LEDGER})","version":([1-9]\d{{0,8}})\}}\n'.encode()
)
# In groups that give the header, which is digested, when the second and fourth are left out. The digests of an entry
# may be any 64 bytes here, which is quicker: all three are compared with what they should be.
_ENTRY = re.compile(
    rf'(\{{"action":"{ACTION}","at":"{_TIME}",)"body":(\{{.*\}}),("body_digest":"(.{{64}})",)"digest":"(.{{64}})",'
    rf'("person":"{REFERENCE}","previous_digest":"(.{{64}})","sequence":({_WHOLE}),"subject":"{REFERENCE}"\}})\n'.encode()
)
_CHECKPOINT = re.compile(
    rf'\{{"at":"({_TIME})","digest":"({_DIGEST})","key_id":"([0-9a-f]{{32}})",'
    rf'"sequence":({_WHOLE}),"signature":"([0-9a-f]{{128}})"\}}\n'.encode()
)


class Unreadable(NamedTuple):
    """A line that is neither an entry nor a checkpoint in canonical form; `line` counts from 1."""

    line: int


Record = Link | Checkpoint | Unreadable


def name_line(ledger: str) -> str:
    """The first line of an export: its format, and the ledger's name."""
    return f'{{"format":"zhuoping-ledger","ledger":"{ledger}","version":{VERSION}}}\n'


def record_line(record: Entry | Checkpoint) -> str:
    """An entry or checkpoint as its line."""
    if isinstance(record, Checkpoint):
        return (
            f'{{"at":"{record.at}","digest":"{record.digest}","key_id":"{record.key_id}",'
            f'"sequence":{record.sequence},"signature":"{record.signature}"}}\n'
        )
    return (
        f'{{"action":"{record.action}","at":"{record.at}","body":{record.body},'
        f'"body_digest":"{record.body_digest}","digest":"{record.digest}","person":"{record.person}",'
        f'"previous_digest":"{record.previous_digest}","sequence":{record.sequence},'
        f'"subject":"{record.subject}"}}\n'
    )


def read_name(line: bytes) -> str:
    """The ledger's name out of the first line of an export.

    Raises Refused for another kind of file, or a version that this program does not know.
    """
    found = _NAME.fullmatch(line)
    if not found:
        raise Refused([problem("line 1", "ledger-format-unknown")])
    if int(found[2]) != VERSION:
        raise Refused([problem("line 1", "ledger-version-unknown", given=int(found[2]), known=VERSION)])
    return found[1].decode()


def read_records(lines: Sequence[bytes], number: int) -> list[Record]:
    """Some lines of an export, their ends included; `number` is where the first stands, from 1."""
    records: list[Record] = []
    bodies = []
    for place, line in enumerate(lines, number):
        found = _ENTRY.fullmatch(line)
        if not found:
            records.append(_checkpoint(line) or Unreadable(place))
            continue
        before, body, named, body_digest, digest, after, previous, sequence = found.groups()
        bodies.append(body)
        records.append(
            Link(
                int(sequence),
                previous.decode("latin-1"),
                digest.decode("latin-1"),
                sha256(body).hexdigest().encode() == body_digest,
                sha256(ENTRY_PREFIX + before + named + after).hexdigest().encode() == digest,
            )
        )
    if are_canonical(bodies):
        return records
    if len(lines) == 1:
        return [Unreadable(number)]
    return [read_records([line], place)[0] for place, line in enumerate(lines, number)]


def _checkpoint(line: bytes) -> Checkpoint | None:
    found = _CHECKPOINT.fullmatch(line)
    if not found:
        return None
    at, digest, key_id, sequence, signature = (each.decode() for each in found.groups())
    return Checkpoint(int(sequence), digest, at, key_id, signature)


def in_order(entries: Iterable[Entry], checkpoints: Iterable[Checkpoint]) -> Iterator[Entry | Checkpoint]:
    """Both, each by sequence already, as an export has them: a checkpoint after the entry that it signs."""
    # Of equals the first iterable goes first.
    return merge(entries, checkpoints, key=lambda record: record.sequence)
