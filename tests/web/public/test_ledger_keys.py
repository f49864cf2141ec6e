# SPDX-License-Identifier: Apache-2.0
"""Keys and the latest checkpoint for everybody: to read, for programs, and as the files that verifying takes."""

import pytest
from django.db import transaction

from tests.cast import NOW
from zhuoping.actions import checkpoints, ledger
from zhuoping.outputs.ledger_file import read_checkpoints
from zhuoping.outputs.signatures import read_public_key
from zhuoping.records.models import LedgerHead


@pytest.fixture
def signed(cast, settings, tmp_path):
    settings.SIGNING_KEY = tmp_path / "signing-key.pem"
    with transaction.atomic():
        ledger.append(by=cast.ma, at=NOW, action="client.changed", subject=cast.client_a, body={})
    return checkpoints.sign(by=None, at=NOW)


def test_page_shows_key_and_checkpoint_to_everybody(signed, client):
    page = client.get("/ledger/keys/").content.decode()

    assert (signed.key_id in page, signed.digest in page, LedgerHead.objects.get().ledger in page) == (
        True,
    ) * 3
    assert "PRIVATE" not in page


def test_answer_for_programs_says_the_same(signed, client):
    answer = client.get("/ledger/keys.json").json()

    assert answer["ledger"] == LedgerHead.objects.get().ledger
    assert [key["key_id"] for key in answer["keys"]] == [signed.key_id]
    assert answer["checkpoint"] == {
        "sequence": 3,
        "digest": signed.digest,
        "at": "2026-11-24T08:00:00.000000Z",
        "key_id": signed.key_id,
        "signature": signed.signature,
    }


def test_files_are_those_that_verifying_takes(signed, client):
    key = read_public_key(client.get(f"/ledger/keys/{signed.key_id}.pem").content)
    (kept,) = read_checkpoints(client.get("/ledger/checkpoint.jsonl").content)

    assert key.key_id == signed.key_id
    assert kept.sequence == 3


def test_before_the_first_checkpoint_there_is_none(db, client):
    assert "还没有签署过校验点" in client.get("/ledger/keys/").content.decode()
    assert client.get("/ledger/keys.json").json() == {"ledger": None, "keys": [], "checkpoint": None}
    assert [client.get(f"/ledger/{each}").status_code for each in ("checkpoint.jsonl", "keys/0.pem")] == [
        404,
        404,
    ]
