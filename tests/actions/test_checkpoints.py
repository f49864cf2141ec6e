# SPDX-License-Identifier: Apache-2.0
"""Signing checkpoints, and the key that signs."""

import json
import os
import stat

import pytest
from django.db import transaction

from tests.cast import NOW
from zhuoping.actions import checkpoints, ledger
from zhuoping.core.problems import Refused
from zhuoping.outputs.signatures import new_key
from zhuoping.records.ledger import standing, verify_stored
from zhuoping.records.models import Checkpoint, LedgerEntry, SigningKey


@pytest.fixture(autouse=True)
def key_file(settings, tmp_path):
    """A place for the key, with none in it."""
    settings.SIGNING_KEY = tmp_path / "signing-key.pem"
    return settings.SIGNING_KEY


def append(cast):
    with transaction.atomic():
        ledger.append(by=cast.ma, at=NOW, action="client.changed", subject=cast.client_a, body={})


def codes(refused):
    return [each.code for each in refused.value.problems]


def test_checkpoint_signs_all_that_was_done_and_the_signing_itself(cast):
    append(cast)

    made = checkpoints.sign(by=cast.tan, at=NOW)

    key = SigningKey.objects.get()
    assert made.sequence == 3
    assert standing()[1] == (made.sequence, made.digest)
    assert list(LedgerEntry.objects.order_by("sequence").values_list("action", "person")) == [
        ("client.changed", f"person:{cast.ma.pk}"),
        ("signing-key.published", f"person:{cast.tan.pk}"),
        ("checkpoint.signed", f"person:{cast.tan.pk}"),
    ]
    assert json.loads(LedgerEntry.objects.get(sequence=2).body) == {"key": key.key_id, "pem": key.pem}
    found = verify_stored({key.key_id: checkpoints.public_key().verify})
    assert (found.problems, found.checkpoints, found.signed) == ((), 1, 3)


def test_what_is_signed_already_is_not_signed_again(cast):
    append(cast)

    first, again = (checkpoints.sign(by=None, at=NOW) for _ in range(2))

    assert first == again
    assert Checkpoint.objects.count() == 1
    assert LedgerEntry.objects.count() == 3


def test_empty_ledger_is_not_signed(cast):
    with pytest.raises(Refused) as refused:
        checkpoints.sign(by=None, at=NOW)

    assert codes(refused) == ["ledger-empty"]


@pytest.mark.parametrize("name", ["lin", "ma", "zhou", "ou", "alice"])
def test_only_an_administrator_signs(cast, name):
    append(cast)

    with pytest.raises(Refused) as refused:
        checkpoints.sign(by=getattr(cast, name), at=NOW)

    assert codes(refused) == ["not-allowed-role"]
    assert not Checkpoint.objects.exists()


@pytest.mark.skipif(os.name == "nt", reason="no such permissions")
def test_key_is_made_once_for_the_program_alone(cast, key_file):
    append(cast)
    first = checkpoints.public_key()

    made = checkpoints.sign(by=None, at=NOW)

    assert made.key_id == first.key_id == checkpoints.public_key().key_id
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert [path.name for path in key_file.parent.iterdir()] == ["signing-key.pem"]


def test_key_that_is_lost_is_not_replaced_in_silence(cast, key_file):
    append(cast)
    checkpoints.sign(by=None, at=NOW)
    append(cast)
    key_file.unlink()

    with pytest.raises(Refused) as refused:
        checkpoints.sign(by=None, at=NOW)

    assert codes(refused) == ["signing-key-lost"]
    assert not key_file.exists()


def test_new_key_that_was_put_in_is_published_and_the_old_one_still_verifies(cast, key_file):
    append(cast)
    old = checkpoints.sign(by=None, at=NOW)
    old_key = checkpoints.public_key()
    append(cast)
    key_file.write_bytes(new_key().pem)

    new = checkpoints.sign(by=None, at=NOW)

    assert new.key_id != old.key_id
    assert set(SigningKey.objects.values_list("key_id", flat=True)) == {old.key_id, new.key_id}
    keys = {old.key_id: old_key.verify, new.key_id: checkpoints.public_key().verify}
    assert verify_stored(keys).checkpoints == 2


def test_key_that_is_none_or_cannot_be_read_is_refused(cast, key_file, settings):
    append(cast)
    key_file.write_bytes(b"nonsense")
    with pytest.raises(Refused) as unreadable:
        checkpoints.sign(by=None, at=NOW)
    settings.SIGNING_KEY = key_file / "below-a-file"
    with pytest.raises(Refused) as unusable:
        checkpoints.sign(by=None, at=NOW)

    assert (codes(unreadable), codes(unusable)) == (["key-not-private"], ["signing-key-unusable"])
    assert not Checkpoint.objects.exists()
