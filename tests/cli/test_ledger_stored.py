# SPDX-License-Identifier: Apache-2.0
"""`zhuoping ledger export`, `checkpoint` and `public-key`: what an installation gives an outsider."""

import pytest
from django.db import transaction

from tests.cast import NOW, cast
from tests.cli.asking import ask, codes, written
from zhuoping.actions import ledger
from zhuoping.records.models import Checkpoint

__all__ = ["cast"]


@pytest.fixture(autouse=True)
def key_file(settings, tmp_path):
    settings.SIGNING_KEY = tmp_path / "signing-key.pem"


@pytest.fixture
def acts(cast):
    with transaction.atomic():
        for _ in range(3):
            ledger.append(by=cast.ma, at=NOW, action="client.changed", subject=cast.client_a, body={})


def test_what_an_installation_gives_is_verified_without_it(acts, tmp_path):
    kept = written(tmp_path, ask("ledger", "checkpoint").out.encode(), "kept.jsonl")
    key = written(tmp_path, ask("ledger", "public-key").out.encode(), "body.pem")
    file = tmp_path / "ledger.jsonl"

    exported = ask("ledger", "export", "-o", file, "-l", "en")
    verified = ask("ledger", "verify", file, "--key", key, "--checkpoint", kept, "-l", "en")

    assert (exported.code, exported.out) == (0, "Exported to ledger.jsonl: 5 entries, 1 checkpoints.\n")
    assert (verified.code, verified.out.splitlines()[1]) == (0, "Signed up to entry 5, which is all of it.")


def test_export_without_a_file_goes_to_standard_output(acts, tmp_path):
    file = tmp_path / "ledger.jsonl"
    ask("ledger", "export", "-o", file)

    answer = ask("ledger", "export")

    assert (answer.code, answer.out) == (0, file.read_text("utf-8"))


def test_export_replaces_a_file_only_when_told_so(acts, tmp_path):
    file = written(tmp_path, b"mine", "ledger.jsonl")

    refused, forced = ask("ledger", "export", "-o", file), ask("ledger", "export", "-o", file, "--force")

    assert (refused.code, codes(refused)) == (1, ["output-exists"])
    assert (forced.code, file.read_bytes().count(b"\n")) == (0, 4)


def test_empty_ledger_is_neither_exported_nor_signed(db, tmp_path):
    for words in (["export"], ["checkpoint"]):
        answer = ask("ledger", *words)

        assert (answer.code, codes(answer), answer.out) == (1, ["ledger-empty"], "")
    assert not Checkpoint.objects.exists()
