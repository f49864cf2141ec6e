# SPDX-License-Identifier: Apache-2.0
"""The ledger read from the database: for an export, and to verify what stands there.

Both read in blocks by sequence and hold nothing open in between, so that a slow reader is in nobody's way. Entries are
never changed, so blocks read one after the other make one whole.
"""

from collections.abc import Iterator, Mapping

from zhuoping.core.ledger import (
    Checkpoint,
    Entry,
    Head,
    Verification,
    Verify,
    ending_at,
    in_order,
    link_of,
    start,
    verify,
)
from zhuoping.records import models

BLOCK = 500


def standing() -> tuple[str, Head] | None:
    """The ledger's name and its head; None before the first entry."""
    row = models.LedgerHead.objects.values_list("ledger", "sequence", "digest").first()
    return None if row is None else (row[0], Head(row[1], row[2]))


def records_up_to(head: Head) -> Iterator[Entry | Checkpoint]:
    """Entries from the first to `head`, and their checkpoints, as an export has them."""
    entries = (entry for block in _blocks(head.sequence) for entry in block)
    return in_order(entries, _checkpoints(head.sequence))


def verify_stored(keys: Mapping[str, Verify]) -> Verification:
    """Walk through all that is stored; `keys` are the body's public keys by key id."""
    found = standing()
    ledger, head = found or ("0" * 32, start("0" * 32))
    walked = _Walked(head)
    # Checkpoints are read first: one that is made meanwhile may sign an entry which was not read.
    checkpoints = _checkpoints()
    records = in_order(walked.entries(), checkpoints)
    links = (link_of(each) if isinstance(each, Entry) else each for each in records)
    return ending_at(verify(links, ledger, keys), walked.head)


class _Walked:
    """Entries until there are no more, and the head that was read just before that was found out.

    People go on working meanwhile, so the head moves. Entries and head are committed together: where no entry comes
    after the last one that was read, the head read before asking is that of the last one, or somebody meddled.
    """

    def __init__(self, head: Head) -> None:
        self.head = head

    def entries(self) -> Iterator[Entry]:
        """Every entry that is stored, by sequence."""
        for block in _blocks():
            yield from block
            self.head = (standing() or ("", self.head))[1]


def _blocks(until: int | None = None) -> Iterator[list[Entry]]:
    rows = models.LedgerEntry.objects.order_by("sequence").values_list(*Entry._fields)
    if until is not None:
        rows = rows.filter(sequence__lte=until)
    last = -1  # The database lets a row have 0, and whoever put it there shall be found.
    while block := [Entry._make(row) for row in rows.filter(sequence__gt=last)[:BLOCK]]:
        yield block
        last = block[-1].sequence


def _checkpoints(until: int | None = None) -> list[Checkpoint]:
    rows = models.Checkpoint.objects.order_by("sequence").values_list(*Checkpoint._fields)
    if until is not None:
        rows = rows.filter(sequence__lte=until)
    return [Checkpoint._make(row) for row in rows]
