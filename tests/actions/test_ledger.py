# SPDX-License-Identifier: Apache-2.0
"""Appending, and what the database itself refuses of the ledger's rows."""

import json

import pytest
from django.db import IntegrityError, connection, transaction

from tests import meddling
from tests.cast import NOW
from zhuoping.actions import checkpoints, ledger
from zhuoping.records.ledger import standing
from zhuoping.records.models import (
    AdoptedEdition,
    Application,
    Checkpoint,
    Engagement,
    LedgerEntry,
    LedgerHead,
    SigningKey,
)


def append(cast, number=1, action="client.changed"):
    with transaction.atomic():
        return ledger.append(
            by=cast.ma,
            at=NOW,
            action=action,
            subject=cast.client_a,
            body={"staff": number, "reason": "核对“名册”"},
        )


@pytest.fixture
def signed(cast):
    """A ledger of two acts, and what signing them adds."""
    append(cast, 1)
    append(cast, 2)
    return checkpoints.sign(by=cast.tan, at=NOW)


def test_entry_follows_the_last_one_and_moves_the_head(cast):
    first, second = append(cast, 1), append(cast, 2)

    assert (first.sequence, second.sequence, second.previous_digest) == (1, 2, first.digest)
    assert standing()[1] == (2, second.digest)
    assert (second.person, second.subject) == (f"person:{cast.ma.pk}", f"client:{cast.client_a.pk}")
    assert json.loads(second.body) == {"staff": 2, "reason": "核对“名册”"}


def test_each_ledger_has_a_name_of_its_own(cast):
    append(cast)

    assert len(LedgerHead.objects.get().ledger) == 32


@pytest.mark.django_db(transaction=True)
def test_entry_outside_a_transaction_is_a_fault_of_the_program(cast):
    with pytest.raises(RuntimeError):
        ledger.append(by=cast.ma, at=NOW, action="client.changed", subject=cast.client_a, body={})

    assert not LedgerEntry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_entry_of_an_act_that_failed_is_not_there_and_leaves_no_gap(cast):
    append(cast, 1)
    with transaction.atomic():
        ledger.append(by=cast.ma, at=NOW, action="client.changed", subject=cast.client_a, body={})
        transaction.set_rollback(True)

    assert append(cast, 2).sequence == 2


def test_part_of_an_engagement_is_no_subject_of_its_own(cast):
    edition = AdoptedEdition(
        scheme="s", edition="1", title="方案", digest="0", content=b"", in_force_on=NOW.date(), adopted_at=NOW
    )
    edition.adopted_by = cast.tan
    edition.save()
    engagement = Engagement.objects.create(
        number="E-1",
        client=cast.client_a,
        edition=edition,
        type="initial",
        stage="applying",
        stage_since=NOW,
        opened_at=NOW,
        opened_by=cast.alice,
    )
    application = Application.objects.create(engagement=engagement)

    with pytest.raises(TypeError, match="belongs to an engagement"), transaction.atomic():
        ledger.append(by=cast.ma, at=NOW, action="application.saved", subject=application, body={})


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE records_ledgerentry SET body = '{}' WHERE sequence = 1",
        "UPDATE records_ledgerentry SET sequence = 99 WHERE sequence = 4",
        "DELETE FROM records_ledgerentry WHERE sequence = 4",
        "DELETE FROM records_ledgerentry",
        (
            "INSERT INTO records_ledgerentry SELECT 5, at, person, action, subject, body, body_digest, 'x', digest"
            " FROM records_ledgerentry WHERE sequence = 4"
        ),
        (
            "INSERT INTO records_ledgerentry SELECT 6, at, person, action, subject, body, body_digest, digest, digest"
            " FROM records_ledgerentry WHERE sequence = 4"
        ),
        "UPDATE records_ledgerhead SET sequence = 3",
        "UPDATE records_ledgerhead SET sequence = 5",
        "UPDATE records_ledgerhead SET digest = 'x'",
        "UPDATE records_ledgerhead SET ledger = 'x'",
        "DELETE FROM records_ledgerhead",
        "INSERT INTO records_ledgerhead (id, ledger, sequence, digest) VALUES (2, 'x', 0, 'x')",
        "UPDATE records_checkpoint SET signature = 'x'",
        "DELETE FROM records_checkpoint",
        (
            "INSERT INTO records_checkpoint (sequence, digest, at, key_id, signature)"
            " SELECT 2, digest, at, (SELECT key_id FROM records_signingkey), 'x'"
            " FROM records_ledgerentry WHERE sequence = 2"
        ),
        "INSERT INTO records_checkpoint (sequence, digest, at, key_id, signature) VALUES (5, 'x', 'x', 'x', 'x')",
        "UPDATE records_signingkey SET pem = 'x'",
        "DELETE FROM records_signingkey",
    ],
)
def test_change_of_a_row_of_the_ledger_is_refused_by_the_database(signed, statement):
    before = standing(), list(LedgerEntry.objects.values_list()), list(Checkpoint.objects.values_list())

    with pytest.raises(IntegrityError, match="the ledger only grows"), transaction.atomic():
        meddling.run(statement)

    assert signed.sequence == 4
    assert before == (
        standing(),
        list(LedgerEntry.objects.values_list()),
        list(Checkpoint.objects.values_list()),
    )


@pytest.mark.parametrize("table", meddling.TABLES)
def test_emptying_a_table_of_the_ledger_is_refused(signed, table):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")

    with pytest.raises(IntegrityError, match="the ledger only grows"), transaction.atomic():
        meddling.run(f"TRUNCATE {table} CASCADE")

    assert SigningKey.objects.exists()


@pytest.mark.parametrize(
    "statement",
    [
        (
            "INSERT OR REPLACE INTO records_ledgerentry"
            " SELECT sequence, at, person, action, subject, '{}', body_digest, previous_digest, digest"
            " FROM records_ledgerentry WHERE sequence = 2"
        ),
        "INSERT OR REPLACE INTO records_ledgerhead (id, ledger, sequence, digest) VALUES (1, 'x', 0, 'x')",
        "INSERT OR REPLACE INTO records_checkpoint SELECT sequence, digest, at, key_id, 'x' FROM records_checkpoint",
        "INSERT OR REPLACE INTO records_signingkey SELECT key_id, 'x', since_at FROM records_signingkey",
    ],
)
def test_replacing_a_row_by_inserting_is_refused(signed, statement):
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite replaces so")

    with pytest.raises(IntegrityError, match="the ledger only grows"), transaction.atomic():
        meddling.run(statement)
