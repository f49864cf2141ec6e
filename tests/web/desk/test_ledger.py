# SPDX-License-Identifier: Apache-2.0
"""The ledger's page: who may see, verify, sign and export it, and what it shows."""

import io

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests import meddling
from tests.cast import NOW
from tests.signing_in import sign_in
from zhuoping.actions import checkpoints, ledger
from zhuoping.core.ledger import verify
from zhuoping.outputs.ledger_file import read_ledger
from zhuoping.records.models import Checkpoint, LedgerEntry


@pytest.fixture(autouse=True)
def key_file(settings, tmp_path):
    settings.SIGNING_KEY = tmp_path / "signing-key.pem"


def act(cast, times=1):
    with transaction.atomic():
        for _ in range(times):
            ledger.append(
                by=cast.ma,
                at=NOW,
                action="client.changed",
                subject=cast.client_a,
                body={"name": "甲泵业集团"},
            )


def words(response):
    return response.content.decode()


def test_page_tells_who_did_what_and_how_far_it_is_signed(cast, client):
    act(cast)
    checkpoints.sign(by=cast.tan, at=NOW)
    act(cast, 2)
    sign_in(client, cast.ou)

    page = words(client.get("/desk/ledger/"))

    assert "到第 3 条，其后 2 条未签" in page
    assert LedgerEntry.objects.get(sequence=5).digest in page
    assert ("马受理" in page, "修改企业信息" in page, "甲泵业集团" in page) == (True, True, True)


def test_empty_ledger_offers_nothing_to_do(cast, client):
    sign_in(client, cast.ou)

    page = words(client.get("/desk/ledger/"))

    assert "还没有记录" in page
    assert ("立即验证" in page, client.get("/desk/ledger/export/").status_code) == (False, 404)


def test_verifying_a_whole_ledger_says_so(cast, client):
    act(cast)
    checkpoints.sign(by=cast.tan, at=NOW)
    act(cast)
    sign_in(client, cast.ou)

    page = words(client.post("/desk/ledger/verify/"))

    assert "4 条记录首尾相连，1 个校验点签名有效，已签署到第 3 条。" in page
    assert "其后 1 条尚未签署。" in page


def test_verifying_a_ledger_that_somebody_meddled_with_names_the_entry(cast, client):
    act(cast, 3)
    checkpoints.sign(by=cast.tan, at=NOW)
    meddling.switch_triggers_off()
    LedgerEntry.objects.filter(sequence=2).update(body="{}")
    sign_in(client, cast.ou)

    page = words(client.post("/desk/ledger/verify/"))

    assert "第 2 条记录的内容与其摘要不符" in page
    assert "日志完好" not in page


def test_export_is_verified_without_the_database(cast, client):
    act(cast, 3)
    checkpoints.sign(by=cast.tan, at=NOW)
    key = checkpoints.public_key()
    sign_in(client, cast.ou)

    response = client.get("/desk/ledger/export/")

    name, records = read_ledger(io.BytesIO(b"".join(response.streaming_content)))
    found = verify(records, name, {key.key_id: key.verify})
    assert (found.problems, found.head.sequence, found.signed) == ((), 5, 5)
    assert response["Content-Disposition"].endswith('-5.jsonl"')


def test_administrator_signs_and_nobody_else(cast, client):
    act(cast)
    sign_in(client, cast.ou)
    refused = client.post("/desk/ledger/sign/")
    sign_in(client, cast.tan)

    signed = client.post("/desk/ledger/sign/")

    assert (refused.status_code, signed.status_code) == (403, 303)
    assert Checkpoint.objects.get().sequence == 3
    assert "签署校验点</button>" in words(client.get("/desk/ledger/"))


@pytest.mark.parametrize("name", ["lin", "ma", "zhou", "wu", "alice"])
@pytest.mark.parametrize("address", ["", "export/"])
def test_ledger_is_for_oversight_only(cast, client, name, address):
    act(cast)
    sign_in(client, getattr(cast, name))

    assert client.get(f"/desk/ledger/{address}").status_code == 403


def test_entries_are_paged_from_the_newest(cast, client):
    act(cast, 51)
    sign_in(client, cast.ou)

    newest, oldest = (words(client.get("/desk/ledger/", asked)) for asked in ({}, {"before": "2"}))

    assert ("第 51 条" in newest, "?before=2" in newest, ">第 1 条" in newest) == (True, True, False)
    assert (">第 1 条" in oldest, ">第 2 条" in oldest) == (True, False)
    assert client.get("/desk/ledger/", {"before": "x' OR 1=1"}).status_code == 200


def test_page_asks_the_database_as_often_for_many_entries_as_for_one(cast, client):
    sign_in(client, cast.ou)
    counts = []
    for times in (1, 4):
        act(cast, times)
        checkpoints.sign(by=None, at=NOW)
        with CaptureQueriesContext(connection) as asked:
            client.get("/desk/ledger/")
        counts.append(len(asked))

    assert counts[0] == counts[1]
