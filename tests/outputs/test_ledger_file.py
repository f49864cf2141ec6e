# SPDX-License-Identifier: Apache-2.0
from io import BytesIO

import pytest

from tests.core.ledgers import KEYS, LEDGER, chain, export, signed
from zhuoping.core.ledger import Unreadable, in_order, link_of, verify
from zhuoping.core.ledger.lines import LONGEST_LINE
from zhuoping.core.problems import Refused
from zhuoping.outputs.ledger_file import BLOCK, read_checkpoints, read_ledger, write_ledger

ENTRIES = chain(2 * BLOCK + 1)
CHECKPOINTS = [signed(ENTRIES[9]), signed(ENTRIES[-1])]


def written() -> bytes:
    file = BytesIO()
    write_ledger(file, LEDGER, in_order(ENTRIES, CHECKPOINTS))
    return file.getvalue()


def test_export_is_its_lines():
    assert written() == b"".join(export(ENTRIES, CHECKPOINTS))


def test_export_of_several_blocks_is_read_as_it_was_written():
    ledger, records = read_ledger(BytesIO(written()))

    read = list(records)
    assert ledger == LEDGER
    assert read == list(in_order(map(link_of, ENTRIES), CHECKPOINTS))
    assert verify(read, ledger, KEYS).problems == ()


def test_line_that_cannot_be_read_is_counted_over_blocks():
    lines = export(ENTRIES, CHECKPOINTS)
    lines[BLOCK + 5] = b"?\n"

    _, records = read_ledger(BytesIO(b"".join(lines)))

    assert [each for each in records if isinstance(each, Unreadable)] == [Unreadable(BLOCK + 6)]


def test_line_without_end_is_read_in_pieces():
    file = BytesIO(written() + b"x" * (2 * LONGEST_LINE + 1))

    _, records = read_ledger(file)

    last = len(ENTRIES) + len(CHECKPOINTS) + 1
    assert [each for each in records if isinstance(each, Unreadable)] == [
        Unreadable(last + 1),
        Unreadable(last + 2),
        Unreadable(last + 3),
    ]


def test_first_line_without_end_is_no_ledger():
    with pytest.raises(Refused):
        read_ledger(BytesIO(b"{" * (LONGEST_LINE + 1)))


def test_checkpoints_that_were_kept_are_read():
    content = b"".join(export([], CHECKPOINTS)[1:])

    assert read_checkpoints(content) == tuple(CHECKPOINTS)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", 1),
        (b"\n", 1),
        (b"".join(export([], CHECKPOINTS)[1:]) + b"?\n", 3),
        (b"".join(export(ENTRIES[:1], CHECKPOINTS)[1:]), 1),
        (b"".join(export([], CHECKPOINTS)[1:]).rstrip(), 2),
    ],
)
def test_file_that_holds_anything_but_checkpoints_is_refused(content, line):
    with pytest.raises(Refused) as refused:
        read_checkpoints(content)

    assert [(each.path, each.code) for each in refused.value.problems] == [
        (f"line {line}", "ledger-checkpoint-unreadable")
    ]
