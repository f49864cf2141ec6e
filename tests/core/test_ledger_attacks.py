# SPDX-License-Identifier: Apache-2.0
"""Attacks on an export of the ledger, by name: each is found, and the first broken link is the right one."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.core.ledgers import (
    KEY,
    KEYS,
    NOON,
    OTHER_KEY,
    chain,
    export,
    faults,
    signed,
    sound,
    verified,
    verify_by,
)
from zhuoping.core.ledger import Head, Verification, ending_at, make_entry
from zhuoping.core.ledger.verifying import MOST_PROBLEMS
from zhuoping.core.problems import Refused

# Lines of a sound export: the name is 0, entries are 1 to 4 and 6 to 9, checkpoints are 5 and 10.
SOUND = sound()
ENTRIES = chain(8)


def replaced(line: int, old: str, new: str) -> list[bytes]:
    """A sound export with one text in one line replaced."""
    lines = list(SOUND)
    assert old.encode() in lines[line]
    lines[line] = lines[line].replace(old.encode(), new.encode(), 1)
    return lines


def test_sound_export_is_whole_and_signed_to_its_end():
    found = verified(SOUND)

    assert found == Verification(Head(8, ENTRIES[7].digest), 2, 8, ())


def test_entries_after_the_last_checkpoint_are_told_to_be_unsigned():
    found = verified(export(ENTRIES, [signed(ENTRIES[3])]))

    assert (found.problems, found.checkpoints, found.signed, found.head.sequence) == ((), 1, 4, 8)


@given(st.data())
def test_one_byte_changed_anywhere_is_found(data):
    whole = b"".join(SOUND)
    place = data.draw(st.integers(0, len(whole) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda each: each != whole[place]))
    changed = whole[:place] + bytes([byte]) + whole[place + 1 :]

    try:
        found = faults(changed.splitlines(keepends=True))
    except Refused as refused:
        found = [(each.path, each.code) for each in refused.problems]

    assert found


@given(st.data())
def test_one_byte_removed_anywhere_is_found(data):
    whole = b"".join(SOUND)
    place = data.draw(st.integers(0, len(whole) - 1))

    try:
        found = faults((whole[:place] + whole[place + 1 :]).splitlines(keepends=True))
    except Refused as refused:
        found = [(each.path, each.code) for each in refused.problems]

    assert found


@given(st.lists(st.integers(1, 10), max_size=12))
@example(list(range(1, 11)))
def test_lines_in_any_other_choice_or_order_are_found_or_an_older_export(order):
    found = faults([SOUND[0], *(SOUND[line] for line in order)])

    # What is left out at the end together with every later checkpoint was an export once.
    older = order == list(range(1, len(order) + 1)) and len(order) >= 5
    # A checkpoint said twice in its place says nothing new.
    once = [line for place, line in enumerate(order) if not place or line != order[place - 1]]
    twice = once == list(range(1, len(once) + 1)) and len(once) >= 5
    doubled = [line for place, line in enumerate(order) if place and line == order[place - 1]]
    assert (found == []) == (older or (twice and set(doubled) <= {5, 10}))


@pytest.mark.parametrize(
    ("line", "old", "new", "fault"),
    [
        (3, "8.50", "9.50", ("entry.3", "ledger-body-changed")),
        (3, "person:3", "person:4", ("entry.3", "ledger-header-changed")),
        (3, "finding.recorded", "finding.withdrawn", ("entry.3", "ledger-header-changed")),
        (3, "engagement:17", "engagement:18", ("entry.3", "ledger-header-changed")),
        (3, "T12:00:03", "T12:00:02", ("entry.3", "ledger-header-changed")),
        (3, '"sequence":3', '"sequence":4', ("entry.3", "ledger-header-changed")),
        (6, "8.50", "9.50", ("entry.5", "ledger-body-changed")),
    ],
)
def test_changed_entry_is_named_by_its_sequence_and_by_what_was_changed(line, old, new, fault):
    assert faults(replaced(line, old, new)) == [fault]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"points":"8.50"', '"points": "8.50"'),
        ('"indicator":"1.3","points":"8.50"', '"points":"8.50","indicator":"1.3"'),
        ('"points":"8.50"', '"points":8.5'),
        ("专", "\\u4e13"),
        ("2026-11-24", "2026-13-24"),
        ("person:3", "人"),
        ('"person":"person:3",', ""),
        ("}\n", "}\r\n"),
        ("}\n", "}"),
        ("{", "{{"),
    ],
)
def test_line_that_is_not_canonical_is_found_where_it_stands(old, new):
    assert faults(replaced(3, old, new)) == [("line 4", "ledger-line-unreadable")]


def test_blank_line_is_found():
    assert faults([*SOUND[:3], b"\n", *SOUND[3:]]) == [("line 4", "ledger-line-unreadable")]


def test_only_the_first_broken_link_is_told():
    lines = replaced(2, "8.50", "9.50")
    lines[4] = b"\xff\n"
    lines[6] = lines[6].replace(b"8.50", b"9.50")

    assert faults(lines) == [("entry.2", "ledger-body-changed")]


def test_nothing_after_a_broken_link_counts_as_signed():
    found = verified(replaced(7, "8.50", "9.50"))

    assert (found.checkpoints, found.signed) == (1, 4)


def test_entry_dropped_is_found():
    assert faults(SOUND[:3] + SOUND[4:]) == [("entry.3", "ledger-entry-missing")]


def test_first_entry_dropped_is_found():
    assert faults(SOUND[:1] + SOUND[2:]) == [("entry.1", "ledger-entry-missing")]


def test_entry_repeated_is_found():
    assert faults(SOUND[:4] + SOUND[3:]) == [("entry.4", "ledger-entry-misplaced")]


def test_entry_inserted_with_digests_of_its_own_is_found_at_the_entry_after_it():
    inserted = chain(3, changed=3)[2]

    lines = [*SOUND[:3], *export([inserted], [])[1:], *SOUND[3:]]

    assert faults(lines) == [("entry.4", "ledger-entry-misplaced")]


def test_entry_replaced_with_digests_of_its_own_is_found_at_the_entry_after_it():
    replacement = chain(3, changed=3)[2]

    lines = [*SOUND[:3], *export([replacement], [])[1:], *SOUND[4:]]

    assert faults(lines) == [("entry.4", "ledger-link-broken")]


def test_entries_reordered_are_found():
    lines = list(SOUND)
    lines[2], lines[3] = lines[3], lines[2]

    assert faults(lines) == [("entry.2", "ledger-entry-missing")]


def test_history_rewritten_from_an_entry_on_is_found_at_its_checkpoints():
    rewritten = chain(8, changed=3)

    lines = export(rewritten, [signed(ENTRIES[3]), signed(ENTRIES[7])])

    assert faults(lines) == [
        ("checkpoint.4", "ledger-checkpoint-differs"),
        ("checkpoint.8", "ledger-checkpoint-differs"),
    ]


def test_tail_cut_is_found_by_the_checkpoint_beyond_the_end():
    lines = [*SOUND[:8], SOUND[10]]

    assert faults(lines) == [("checkpoint.8", "ledger-entries-cut")]


def test_tail_cut_with_its_checkpoints_is_found_by_a_checkpoint_kept_elsewhere():
    lines = SOUND[:6]
    kept = [signed(ENTRIES[7]), signed(ENTRIES[1]), signed(ENTRIES[7])]

    assert faults(lines) == []
    assert faults(lines, kept) == [("checkpoint.8", "ledger-entries-cut")]


def test_history_rewritten_with_its_checkpoints_is_found_by_a_checkpoint_kept_elsewhere():
    rewritten = chain(8, changed=3)
    lines = export(rewritten, [signed(rewritten[3]), signed(rewritten[7])])

    assert faults(lines) == []
    assert faults(lines, [signed(ENTRIES[3])]) == [("checkpoint.4", "ledger-checkpoint-differs")]


def test_checkpoint_kept_elsewhere_of_a_whole_ledger_holds():
    found = verified(export(ENTRIES, []), [signed(ENTRIES[5])])

    assert (found.problems, found.checkpoints, found.signed) == ((), 1, 6)


def test_checkpoint_kept_elsewhere_that_is_forged_is_found_after_the_first_broken_link():
    forged = signed(ENTRIES[7])._replace(digest="0" * 64)

    assert faults(SOUND[:2] + SOUND[3:], [forged]) == [
        ("entry.2", "ledger-entry-missing"),
        ("checkpoint.8", "ledger-signature-wrong"),
    ]


def test_checkpoint_kept_elsewhere_of_a_missing_entry_is_no_second_fault():
    assert faults(SOUND[:2] + SOUND[3:], [signed(ENTRIES[1])]) == [("entry.2", "ledger-entry-missing")]


@pytest.mark.parametrize("changed", [{"at": "2026-11-24T12:00:01.000000Z"}, {"signature": "0" * 128}])
def test_checkpoint_forged_is_found(changed):
    forged = signed(ENTRIES[7])._replace(**changed)

    assert faults(export(ENTRIES, [forged])) == [("checkpoint.8", "ledger-signature-wrong")]


def test_checkpoint_moved_to_another_entry_by_its_text_is_found():
    moved = signed(ENTRIES[3])._replace(sequence=8, digest=ENTRIES[7].digest)

    assert faults(export(ENTRIES, [moved])) == [("checkpoint.8", "ledger-signature-wrong")]


def test_checkpoint_of_another_key_is_found():
    assert faults(export(ENTRIES, [signed(ENTRIES[7], OTHER_KEY)])) == [
        ("checkpoint.8", "ledger-key-unknown")
    ]


def test_checkpoint_of_another_key_under_a_trusted_name_is_found():
    forged = signed(ENTRIES[7], OTHER_KEY)._replace(key_id=KEY)

    assert faults(export(ENTRIES, [forged])) == [("checkpoint.8", "ledger-signature-wrong")]


def test_checkpoints_of_two_trusted_keys_hold():
    lines = export(ENTRIES, [signed(ENTRIES[3], OTHER_KEY), signed(ENTRIES[7])])

    assert faults(lines, keys=KEYS | {OTHER_KEY: verify_by(OTHER_KEY)}) == []


def test_old_checkpoint_replayed_at_the_end_is_found():
    assert faults([*SOUND[:10], SOUND[5]]) == [("checkpoint.4", "ledger-checkpoint-misplaced")]


def test_old_checkpoint_replayed_over_another_history_is_found():
    other = chain(4, changed=4)

    assert faults(export(other, [signed(ENTRIES[3])])) == [("checkpoint.4", "ledger-checkpoint-differs")]


def test_checkpoint_of_another_ledger_is_found():
    other = chain(8, ledger="6" * 32)

    assert faults(export(ENTRIES, [signed(other[7])])) == [("checkpoint.8", "ledger-checkpoint-differs")]


def test_ledger_under_the_name_of_another_is_found_at_its_first_entry():
    lines = export(ENTRIES, [signed(ENTRIES[7])], ledger="6" * 32)

    assert faults(lines) == [("entry.1", "ledger-link-broken")]


def test_two_chains_spliced_are_found_at_the_seam():
    other = chain(8, ledger="6" * 32)

    lines = export([*ENTRIES[:4], *other[4:]], [signed(ENTRIES[3]), signed(other[7])])

    assert faults(lines) == [("entry.5", "ledger-link-broken")]


def test_export_without_checkpoints_proves_nothing():
    assert faults(export(ENTRIES, [])) == [("", "ledger-unsigned")]
    assert faults(export([], [])) == [("", "ledger-unsigned")]


def test_checkpoint_after_a_line_that_cannot_be_read_is_judged_by_its_signature_only():
    lines = [
        *SOUND[:4],
        b"?\n",
        SOUND[5],
        b"?\n",
        *export([], [signed(ENTRIES[4], OTHER_KEY)])[1:],
        *SOUND[6:],
    ]

    assert faults(lines) == [
        ("line 5", "ledger-line-unreadable"),
        ("checkpoint.5", "ledger-key-unknown"),
    ]


def test_file_full_of_false_checkpoints_does_not_fill_the_memory():
    lines = export(ENTRIES, [signed(ENTRIES[7], OTHER_KEY)] * (MOST_PROBLEMS + 1))

    assert len(faults(lines)) == MOST_PROBLEMS


def test_digest_with_a_quotation_mark_does_not_pass_for_another_header():
    entry = make_entry(
        Head(0, '","sequence":7,"x":"'.ljust(64, "x")),
        at=NOON,
        person="system",
        action="a.b",
        subject="c",
        body={},
    )

    assert faults(export([entry], [signed(entry)])) == [("entry.1", "ledger-link-broken")]


def test_every_message_names_the_sequence_that_its_path_names():
    broken = [replaced(3, "8.50", "9.50"), SOUND[:3] + SOUND[4:], [*SOUND[:8], SOUND[10]]]

    for lines in broken:
        for each in verified(lines).problems:
            assert re.search(rf"\b{each.path.split('.')[1]}\b", each.message("en"))


def test_head_that_is_kept_apart_and_says_another_end_is_told():
    found = verified(SOUND)
    other = Head(9, "0" * 64)

    assert ending_at(found, ENTRIES[7].head) == found
    assert [(each.path, each.code) for each in ending_at(found, other).problems] == [
        ("head", "ledger-head-differs")
    ]
    assert ending_at(found, Head(8, other.digest)).problems != ()
