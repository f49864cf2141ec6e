# SPDX-License-Identifier: Apache-2.0
"""Entries and the chain that they make: each holds the digest of the one before it (SHA-256, as hexadecimal text)."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import NamedTuple

from zhuoping.core.ledger.canonical import Value, canonical

# Each kind of digest begins with words of its own, so that one can never pass for another.
_START = b"zhuoping ledger start 1\n"
ENTRY_PREFIX = b"zhuoping ledger entry 1\n"

# Texts of an entry stand in its line as they are: no character in them needs an escape.
ACTION = r"[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*"
REFERENCE = r"[a-z][a-z0-9-]*(?::[A-Za-z0-9][A-Za-z0-9._-]*)?"
LEDGER = r"[0-9a-f]{32}"
LONGEST_TEXT = 100
# Bytes. Documents are evidence, kept apart; a body names them by their digests.
LONGEST_BODY = 1024 * 1024


class Head(NamedTuple):
    """Where a chain stands: the sequence and digest of its last entry; before the first, 0 and the start."""

    sequence: int
    digest: str


class Entry(NamedTuple):
    """One act, and its place in the chain.

    `at` is UTC (`2026-11-24T17:20:01.123456Z`), `person` a stable reference (`person:12`, or `system`), `action` a code
    (`finding.recorded`), `subject` what it was done to (`engagement:17`), `body` canonical JSON.
    """

    sequence: int
    at: str
    person: str
    action: str
    subject: str
    body: str
    body_digest: str
    previous_digest: str
    digest: str

    @property
    def head(self) -> Head:
        """Where the chain stands after this entry."""
        return Head(self.sequence, self.digest)


class Link(NamedTuple):
    """What verifying needs to know of an entry. A named tuple, because a hundred thousand a second are made."""

    sequence: int
    previous_digest: str
    digest: str
    body_holds: bool
    header_holds: bool


def start(ledger: str) -> Head:
    """The head of an empty ledger; `ledger` is its own random name, 32 hexadecimal digits.

    The name makes the chains of two installations differ from their first entry on: else what both do alike, such as
    the first entries of every set-up, could be taken from one and passed off as the other's, and a checkpoint with it.
    Raises ValueError for another name: a fault of the program.
    """
    _demand(LEDGER, ledger)
    return Head(0, digest_of(_START + ledger.encode()))


def make_entry(
    previous: Head, *, at: datetime, person: str, action: str, subject: str, body: Mapping[str, Value]
) -> Entry:
    """The entry that follows `previous`; `at` is aware, decimals in `body` are texts.

    Raises ValueError or TypeError for what an entry cannot hold: these are faults of the program.
    """
    _demand(REFERENCE, person)
    _demand(ACTION, action)
    _demand(REFERENCE, subject)
    text = canonical(body)
    content = text.encode()
    if len(content) > LONGEST_BODY:
        raise ValueError(f"a body of {len(content)} bytes, at most {LONGEST_BODY}")
    sequence = previous.sequence + 1
    entry = Entry(
        sequence, time_text(at), person, action, subject, text, digest_of(content), previous.digest, ""
    )
    return entry._replace(digest=entry_digest(entry))


def entry_digest(entry: Entry) -> str:
    """The digest that an entry should have: of all that it says, the body by its own digest."""
    sequence, at, person, action, subject, _, body_digest, previous, _ = entry
    # Canonical JSON, put together: keys in order, and texts that hold no quotation mark. Should an altered row hold
    # one, there are more of them than in any header that was ever digested.
    header = (
        f'{{"action":"{action}","at":"{at}","body_digest":"{body_digest}","person":"{person}",'
        f'"previous_digest":"{previous}","sequence":{sequence},"subject":"{subject}"}}'
    )
    return digest_of(ENTRY_PREFIX + header.encode(errors="surrogatepass"))


def link_of(entry: Entry) -> Link:
    """An entry as verifying sees it."""
    return Link(
        entry.sequence,
        entry.previous_digest,
        entry.digest,
        digest_of(entry.body.encode(errors="surrogatepass")) == entry.body_digest,
        entry_digest(entry) == entry.digest,
    )


def digest_of(content: bytes) -> str:
    """SHA-256 as 64 hexadecimal digits."""
    return sha256(content).hexdigest()


def time_text(at: datetime) -> str:
    """A time as entries and checkpoints have it: UTC, with microseconds.

    Raises ValueError for a time without a zone: a fault of the program.

    >>> time_text(datetime(2026, 11, 24, 9, 30, tzinfo=UTC))
    '2026-11-24T09:30:00.000000Z'
    """
    if at.utcoffset() is None:
        raise ValueError("a time without a zone")
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def _demand(pattern: str, text: str) -> None:
    if len(text) > LONGEST_TEXT or not re.fullmatch(pattern, text):
        raise ValueError(f"{text!r} cannot stand in a ledger, it must match {pattern}")
