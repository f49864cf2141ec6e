# SPDX-License-Identifier: Apache-2.0
"""Somebody who rules the database has switched the triggers off: verifying finds what they did."""

import io

import pytest
from django.db import transaction

from tests import meddling
from tests.cast import NOW
from zhuoping.actions import checkpoints, ledger
from zhuoping.core.ledger import Checkpoint as Kept
from zhuoping.core.ledger import Head, make_checkpoint, verify
from zhuoping.outputs import ledger_file
from zhuoping.outputs.signatures import new_key
from zhuoping.records.ledger import records_up_to, standing, verify_stored
from zhuoping.records.models import Checkpoint, LedgerEntry, LedgerHead, SigningKey


@pytest.fixture
def keys(cast, settings, tmp_path):
    """Acts 1 to 4, a new key (5), a checkpoint (6), acts 7 to 10, a checkpoint (11), act 12; triggers are off."""
    settings.SIGNING_KEY = tmp_path / "signing-key.pem"
    act(cast, 4)
    checkpoints.sign(by=None, at=NOW)
    act(cast, 4)
    checkpoints.sign(by=None, at=NOW)
    act(cast, 1)
    meddling.switch_triggers_off()
    key = checkpoints.public_key()
    return {key.key_id: key.verify}


def act(cast, times):
    with transaction.atomic():
        for number in range(times):
            body = {"points": f"{number}.50", "reason": "专项资金没有单列"}
            ledger.append(by=cast.lin, at=NOW, action="client.changed", subject=cast.client_a, body=body)


def faults(keys):
    return [(each.path, each.code) for each in verify_stored(keys).problems]


def remake(sequence, **changes):
    """Change a row in its place, with its own digest made anew."""
    row = LedgerEntry.objects.get(sequence=sequence)
    entry = meddling.Entry(**{name: getattr(row, name) for name in meddling.Entry._fields} | changes)
    entry = entry._replace(body_digest=meddling.digest_of(entry.body.encode()))
    entry = entry._replace(digest=meddling.entry_digest(entry))
    LedgerEntry.objects.filter(sequence=sequence).update(**entry._asdict())


def test_nobody_meddled(keys):
    found = verify_stored(keys)

    assert (found.problems, found.head.sequence, found.checkpoints, found.signed) == ((), 12, 2, 11)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("body = replace(body, '1.50', '1.60')", "ledger-body-changed"),
        ("body_digest = 'x'", "ledger-body-changed"),
        ("at = '2026-11-23T08:00:00.000000Z'", "ledger-header-changed"),
        ("person = 'person:1' || person", "ledger-header-changed"),
        ("action = 'client.registered'", "ledger-header-changed"),
        ("subject = 'client:0'", "ledger-header-changed"),
        ("digest = 'x'", "ledger-header-changed"),
        ("previous_digest = 'x'", "ledger-header-changed"),
    ],
)
def test_one_field_changed_is_found(keys, change, expected):
    meddling.run(f"UPDATE records_ledgerentry SET {change} WHERE sequence = 2")  # noqa: S608

    assert faults(keys) == [("entry.2", expected)]


def test_entry_changed_together_with_its_digest_is_found_at_the_next_one(keys):
    remake(2, body="{}")

    assert faults(keys) == [("entry.3", "ledger-link-broken")]


def test_all_digests_made_anew_to_the_end_are_found_by_the_checkpoints(keys):
    meddling.rewrite(2, body="{}")

    assert faults(keys) == [
        ("checkpoint.6", "ledger-checkpoint-differs"),
        ("checkpoint.11", "ledger-checkpoint-differs"),
    ]


def test_entry_dropped_is_found(keys):
    meddling.run("DELETE FROM records_ledgerentry WHERE sequence = 3")

    assert faults(keys) == [("entry.3", "ledger-entry-missing")]


def test_entry_dropped_and_the_rest_moved_up_is_found(keys):
    meddling.run("DELETE FROM records_ledgerentry WHERE sequence = 3")
    for sequence in range(4, 13):
        LedgerEntry.objects.filter(sequence=sequence).update(sequence=sequence - 1)

    assert faults(keys)[0] == ("entry.3", "ledger-header-changed")


def test_entry_inserted_is_found(keys):
    for sequence in range(12, 2, -1):
        LedgerEntry.objects.filter(sequence=sequence).update(sequence=sequence + 1)
    row = LedgerEntry.objects.get(sequence=2)
    row.sequence, row.previous_digest = 3, "x"
    row.save(force_insert=True)
    LedgerEntry.objects.filter(sequence=4).update(previous_digest="y")
    remake(3, previous_digest=LedgerEntry.objects.get(sequence=2).digest)

    assert faults(keys)[0] == ("entry.4", "ledger-header-changed")


def test_entry_before_the_first_is_found(keys):
    row = LedgerEntry.objects.get(sequence=1)
    row.sequence, row.previous_digest = 0, "x"
    row.save(force_insert=True)

    assert faults(keys)[0] == ("entry.1", "ledger-header-changed")


def test_entries_reordered_are_found(keys):
    for old, new in ((2, 99), (3, 2), (99, 3)):
        LedgerEntry.objects.filter(sequence=old).update(sequence=new)

    assert faults(keys)[0] == ("entry.2", "ledger-header-changed")


def test_tail_cut_is_found_by_the_checkpoint_and_by_the_head(keys):
    meddling.run("DELETE FROM records_ledgerentry WHERE sequence > 8")

    assert faults(keys) == [("checkpoint.11", "ledger-entries-cut"), ("head", "ledger-head-differs")]


def test_tail_cut_after_the_last_checkpoint_is_found_by_the_head(keys):
    meddling.run("DELETE FROM records_ledgerentry WHERE sequence = 12")

    assert faults(keys) == [("head", "ledger-head-differs")]


def test_tail_cut_with_its_checkpoint_and_the_head_is_found_by_a_checkpoint_kept_elsewhere(keys):
    kept = Kept(*Checkpoint.objects.values_list(*Kept._fields).get(sequence=11))
    meddling.run(
        "DELETE FROM records_ledgerentry WHERE sequence > 8",
        "DELETE FROM records_checkpoint WHERE sequence > 8",
    )
    last = LedgerEntry.objects.get(sequence=8)
    meddling.put_head(Head(8, last.digest))

    name, head = standing()
    file = io.BytesIO(b"".join(ledger_file.ledger_lines(name, records_up_to(head))))
    found = verify(ledger_file.read_ledger(file)[1], name, keys, [kept])

    assert faults(keys) == []
    assert [each.code for each in found.problems] == ["ledger-entries-cut"]


def test_head_that_hides_entries_is_found(keys):
    meddling.put_head(Head(11, LedgerEntry.objects.get(sequence=11).digest))

    assert faults(keys) == [("head", "ledger-head-differs")]


def test_head_removed_is_found(keys):
    meddling.run("DELETE FROM records_ledgerhead")

    assert faults(keys)[0] == ("entry.1", "ledger-link-broken")


def test_all_entries_removed_are_found(keys):
    meddling.run("DELETE FROM records_ledgerentry", "DELETE FROM records_checkpoint")

    assert faults(keys) == [("", "ledger-unsigned"), ("head", "ledger-head-differs")]


def test_ledger_renamed_is_found(keys):
    LedgerHead.objects.update(ledger="0" * 32)

    assert faults(keys) == [("entry.1", "ledger-link-broken")]


def test_checkpoint_changed_is_found(keys):
    meddling.run("UPDATE records_checkpoint SET at = '2026-11-23T08:00:00.000000Z' WHERE sequence = 6")

    assert faults(keys) == [("checkpoint.6", "ledger-signature-wrong")]


def test_checkpoint_moved_to_another_entry_is_found(keys):
    digest = LedgerEntry.objects.get(sequence=12).digest
    Checkpoint.objects.filter(sequence=11).update(sequence=12, digest=digest)

    assert faults(keys) == [("checkpoint.12", "ledger-signature-wrong")]


def test_checkpoint_forged_with_another_key_is_found_even_when_that_key_stands_beside_it(keys):
    forger = new_key()
    head = standing()[1]
    made = make_checkpoint(head, at=NOW, key_id=forger.public.key_id, sign=forger.sign)
    SigningKey.objects.create(key_id=forger.public.key_id, pem=forger.public.pem.decode(), since_at=NOW)
    Checkpoint.objects.create(**made._asdict())

    assert faults(keys) == [("checkpoint.12", "ledger-key-unknown")]
