# SPDX-License-Identifier: Apache-2.0
"""The export of the ledger (JSON Lines) written and read as a stream, however long it is."""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from typing import BinaryIO

from zhuoping.core.ledger import Checkpoint, Entry, Record
from zhuoping.core.ledger.lines import LONGEST_LINE, name_line, read_name, read_records, record_line
from zhuoping.core.problems import Refused, problem

# Lines that are read at a time: enough to be quick, few enough for the memory should each be as long as allowed.
BLOCK = 64


def ledger_lines(ledger: str, records: Iterable[Entry | Checkpoint]) -> Iterator[bytes]:
    """The lines of an export, each made when it is asked for; each checkpoint comes after the entry that it signs."""
    yield name_line(ledger).encode()
    yield from (record_line(record).encode() for record in records)


def write_ledger(file: BinaryIO, ledger: str, records: Iterable[Entry | Checkpoint]) -> None:
    """Write the ledger of that name; records are in the order of `core.ledger.in_order`.

    Raises OSError when it cannot be written.
    """
    file.writelines(ledger_lines(ledger, records))


def read_ledger(file: BinaryIO) -> tuple[str, Iterator[Record]]:
    """The ledger's name, and its records one after the other as they are asked for.

    Raises Refused for another kind of file; OSError, also from the iterator, when it cannot be read.
    """
    return read_name(file.readline(LONGEST_LINE)), _records(file)


def _records(file: BinaryIO) -> Iterator[Record]:
    # A line without end is read in pieces, each of them one more line that is none.
    lines = iter(partial(file.readline, LONGEST_LINE), b"")
    number = 2
    while block := list(islice(lines, BLOCK)):
        yield from read_records(block, number)
        number += len(block)


def read_checkpoints(content: bytes) -> tuple[Checkpoint, ...]:
    """Checkpoints that somebody kept, one a line, as an export has them.

    Raises Refused for a line that is none.
    """
    records = read_records(content.splitlines(keepends=True), 1)
    found = tuple(record for record in records if isinstance(record, Checkpoint))
    if len(found) < len(records) or not records:
        place = next((n for n, record in enumerate(records, 1) if not isinstance(record, Checkpoint)), 1)
        raise Refused([problem(f"line {place}", "ledger-checkpoint-unreadable", line=place)])
    return found
