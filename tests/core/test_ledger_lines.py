# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.core.ledgers import KEY, LEDGER, chain, export, signed, sound, verified
from zhuoping.core.ledger import Unreadable, link_of, start
from zhuoping.core.ledger.lines import read_name, read_records
from zhuoping.core.problems import Refused
from zhuoping.core.wording import ledger as words

SOUND = sound()


def test_export_has_its_name_the_entries_and_each_checkpoint_after_its_entry():
    first, second = chain(2)
    checkpoint = signed(first)

    lines = [line.decode() for line in export([first, second], [checkpoint])]

    assert lines == [
        f'{{"format":"zhuoping-ledger","ledger":"{LEDGER}","version":1}}\n',
        (
            f'{{"action":"finding.recorded","at":"2026-11-24T12:00:01.000000Z","body":{first.body},'
            f'"body_digest":"{first.body_digest}","digest":"{first.digest}","person":"person:1",'
            f'"previous_digest":"{start(LEDGER).digest}","sequence":1,"subject":"engagement:17"}}\n'
        ),
        (
            f'{{"at":"2026-11-24T12:00:00.000000Z","digest":"{first.digest}","key_id":"{KEY}","sequence":1,'
            f'"signature":"{checkpoint.signature}"}}\n'
        ),
        (
            f'{{"action":"finding.recorded","at":"2026-11-24T12:00:02.000000Z","body":{second.body},'
            f'"body_digest":"{second.body_digest}","digest":"{second.digest}","person":"person:2",'
            f'"previous_digest":"{first.digest}","sequence":2,"subject":"engagement:17"}}\n'
        ),
    ]


def test_what_is_written_is_read():
    entries = chain(2)
    lines = export(entries, [signed(entries[1])])

    assert read_name(lines[0]) == LEDGER
    assert read_records(lines[1:], 2) == [*map(link_of, entries), signed(entries[1])]


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{}\n",
        SOUND[0].rstrip(),
        SOUND[0].replace(b"\n", b"\r\n"),
        SOUND[0].replace(b"zhuoping-ledger", b"other"),
        SOUND[0].replace(b'"version":1', b'"version":01'),
        b"\xff\n",
        SOUND[1],
    ],
)
def test_file_of_another_kind_is_refused(line):
    with pytest.raises(Refused) as refused:
        read_name(line)

    assert [(each.path, each.code) for each in refused.value.problems] == [
        ("line 1", "ledger-format-unknown")
    ]


def test_version_to_come_is_refused():
    with pytest.raises(Refused) as refused:
        read_name(SOUND[0].replace(b'"version":1', b'"version":2'))

    assert [each.message("en") for each in refused.value.problems] == [
        "The export has format version 2, this program knows 1: verify it with the program that made it."
    ]


def test_lines_are_read_alike_together_and_one_by_one():
    lines = [
        *SOUND[1:4],
        b"?\n",
        SOUND[4].replace(b"8.50", b"9.50"),
        SOUND[6].replace(b'":"', b'": "'),
        SOUND[10],
    ]

    together = read_records(lines, 2)

    assert together == [read_records([line], place)[0] for place, line in enumerate(lines, 2)]
    assert [each.line for each in together if isinstance(each, Unreadable)] == [5, 7]


def test_start_of_the_chain_is_the_head_of_an_empty_ledger():
    assert verified(export([], [])).head == start(LEDGER)


def test_texts_of_a_sound_ledger_are_filled_in_the_language_asked_for():
    assert words.text("signed", "en", signed=8, count=0) == "Signed up to entry 8, which is all of it."
    assert words.text("ledger", "zh", ledger="5") == "日志编号：5"
