# SPDX-License-Identifier: Apache-2.0
"""Files come in once, whole, and by those who may; what was refused leaves no trace."""

import io
import json
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connection, transaction

from tests.actions.handing_in import (
    DIGEST,
    PDF,
    Counting,
    add,
    counted,
    engagement,
    files_in,
    make_engagement,
    refused,
    store,
)
from tests.cast import NOW, TODAY, make_cast
from tests.files import SAMPLES, pdf
from zhuoping.actions import evidence
from zhuoping.actions.evidence import Handed
from zhuoping.config import reading
from zhuoping.core.evidence import Kind
from zhuoping.core.problems import Refused
from zhuoping.records import evidence_store
from zhuoping.records.models import Evidence, EvidenceFile, LedgerEntry

__all__ = ["engagement", "store"]


def test_file_is_kept_by_its_digest_with_what_it_is_and_who_brought_it(cast, engagement):
    row = add(cast, engagement=engagement, dated_on=date(2026, 10, 1))

    assert (row.client, row.engagement, row.name, row.dated_on) == (
        cast.client_a,
        engagement,
        "承诺.pdf",
        date(2026, 10, 1),
    )
    assert (row.uploaded_at, row.uploaded_by, row.replaces, row.internal) == (NOW, cast.alice, None, False)
    assert (row.file.digest, row.file.size, row.file.media_type) == (DIGEST, len(PDF), "application/pdf")
    assert (row.file.stored_at, row.file.scanned) == (NOW, "")
    with evidence_store.open_file(DIGEST) as content:
        assert content.read() == PDF


def test_ledger_says_which_bytes_came_in(cast, engagement):
    row = add(cast, engagement=engagement, dated_on=TODAY)

    entry = LedgerEntry.objects.get()
    assert (entry.action, entry.person, entry.subject) == (
        "evidence.added",
        f"person:{cast.alice.pk}",
        f"engagement:{engagement.pk}",
    )
    assert json.loads(entry.body) == {
        "evidence": row.pk,
        "name": "承诺.pdf",
        "digest": DIGEST,
        "size": len(PDF),
        "media_type": "application/pdf",
        "dated_on": "2026-11-24",
        "replaces": None,
        "internal": False,
        "scanned": "",
    }


@pytest.mark.parametrize("kind", Kind)
def test_every_accepted_kind_comes_in(cast, kind):
    extension = {Kind.JPEG: "jpg", Kind.TEXT: "csv"}.get(kind, kind.value)

    row = add(cast, SAMPLES[kind], f"a.{extension}")

    assert row.file.media_type == kind.media_type


def test_same_content_twice_is_kept_once_and_listed_twice(cast, store):
    first, second = add(cast), add(cast, name="另一个名字.pdf", by=cast.ma)

    assert (first.file, first.pk != second.pk) == (second.file, True)
    assert EvidenceFile.objects.count() == 1
    assert [path.name for path in files_in(store)] == [DIGEST]


def test_revision_points_to_what_it_replaces_and_both_stay(cast):
    first = add(cast)
    second = add(cast, pdf(b"2"), replaces=first)
    third = add(cast, pdf(b"3"), replaces=second)

    assert (third.replaces, second.replaces) == (second, first)
    assert (first.replaced_by, Evidence.objects.count()) == (second, 3)
    with evidence_store.open_file(DIGEST) as content:
        assert content.read() == PDF


def test_second_revision_of_the_same_file_is_refused(cast):
    first = add(cast)
    add(cast, pdf(b"2"), replaces=first)

    assert refused(cast, pdf(b"3"), replaces=first) == [("replaces", "revision-replaced-already")]


def test_revision_of_a_file_of_elsewhere_is_refused(cast, engagement):
    of_client = add(cast)
    of_other = add(cast, by=cast.bob, client=cast.client_b)

    assert refused(cast, replaces=of_other) == [("replaces", "revision-of-another")]
    assert refused(cast, replaces=of_client, engagement=engagement) == [("replaces", "revision-of-another")]


def test_client_does_not_replace_what_the_body_handed_in_but_the_body_may(cast):
    of_body = add(cast, by=cast.ma)
    of_client = add(cast)

    assert refused(cast, replaces=of_body) == [("replaces", "revision-of-another")]
    assert add(cast, pdf(b"2"), by=cast.ma, replaces=of_client).replaces == of_client


def test_revision_is_as_internal_as_what_it_replaces(cast):
    internal = add(cast, by=cast.ma, internal=True)
    opened = add(cast, by=cast.ma)

    assert refused(cast, by=cast.ma, replaces=internal) == [("replaces", "revision-openness-differs")]
    assert refused(cast, by=cast.ma, replaces=opened, internal=True) == [
        ("replaces", "revision-openness-differs")
    ]
    assert add(cast, pdf(b"2"), by=cast.ma, replaces=internal, internal=True).internal


@pytest.mark.parametrize(
    ("who", "given", "code"),
    [
        ("bob", {}, "not-allowed-relation"),
        ("alice", {"internal": True}, "not-allowed-relation"),
        ("ou", {}, "not-allowed-role"),
        ("lin", {}, "not-allowed-relation"),
        ("tan", {}, "not-allowed-role"),
    ],
)
def test_who_may_not_add_is_refused_before_anything_is_read(cast, store, who, given, code):
    content = Counting(PDF)

    assert refused(cast, content, by=getattr(cast, who), **given) == [("by", code)]
    assert (content.given, files_in(store)) == (0, [])


def test_engagement_of_another_client_is_refused(cast, engagement):
    assert refused(cast, by=cast.ma, client=cast.client_b, engagement=engagement) == [
        ("engagement", "engagement-of-another")
    ]


@pytest.mark.parametrize("stage", ["declined", "discontinued"])
def test_engagement_that_is_over_takes_no_more_files(cast, stage):
    over = make_engagement(cast, cast.client_a, "RZ-2026-0002", stage)

    assert refused(cast, engagement=over) == [("engagement", "evidence-engagement-over")]


def test_document_dated_tomorrow_in_shanghai_is_refused(cast):
    late = NOW.replace(hour=16, minute=30)

    assert refused(cast, dated_on=TODAY + timedelta(1)) == [("dated_on", "evidence-in-future")]
    assert add(cast, at=late, dated_on=TODAY + timedelta(1)).dated_on == date(2026, 11, 25)


# Several at once, and as a part of something else.


def test_several_files_come_in_together(cast):
    files = [Handed(io.BytesIO(SAMPLES[kind]), f"a.{kind}", TODAY) for kind in (Kind.PDF, Kind.PNG, Kind.PDF)]

    rows = evidence.add_all(by=cast.alice, at=NOW, client=cast.client_a, files=files)

    assert [(row.name, row.dated_on) for row in rows] == [
        ("a.pdf", TODAY),
        ("a.png", TODAY),
        ("a.pdf", TODAY),
    ]
    assert counted() == (3, 2, 3)


def test_one_bad_file_among_several_keeps_all_of_them_out_and_all_faults_are_told(cast):
    files = [
        Handed(io.BytesIO(PDF), "a.pdf"),
        Handed(io.BytesIO(b"MZ\0"), "b.pdf"),
        Handed(io.BytesIO(PDF), "c.pdf", TODAY + timedelta(1)),
    ]

    with pytest.raises(Refused) as caught:
        evidence.add_all(by=cast.alice, at=NOW, client=cast.client_a, files=files)

    assert [(each.path, each.code) for each in caught.value.problems] == [
        ("files[1]", "evidence-unrecognised"),
        ("files[2].dated_on", "evidence-in-future"),
    ]
    assert counted() == (0, 0, 0)


def test_rows_are_taken_back_with_the_action_that_they_are_part_of_and_content_may_stay(cast, store):
    received = evidence.receive(Handed(io.BytesIO(PDF), "a.pdf"), at=NOW)

    with transaction.atomic():
        evidence.record(by=cast.alice, at=NOW, client=cast.client_a, received=[received])
        transaction.set_rollback(True)

    assert counted() == (0, 0, 0)
    assert [path.name for path in files_in(store)] == [DIGEST]


def test_content_is_in_the_store_before_a_row_says_so(cast, settings, tmp_path):
    place = tmp_path / "full"
    place.write_text("no folder")
    settings.STORAGES = settings.STORAGES | {"evidence": reading.evidence("", place)}

    with pytest.raises(OSError, match="full"):
        add(cast)

    assert counted() == (0, 0, 0)


def test_no_lock_is_held_while_content_comes_in(cast):
    class Asking(io.BytesIO):
        locked: bool

        def read(self, size=-1):
            self.locked = len(connection.savepoint_ids) > 0
            return super().read(size)

    content = Asking(PDF)

    add(cast, content)

    assert content.locked is False


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time")
def test_same_content_and_same_revision_at_once_are_kept_once(transactional_db):
    cast = make_cast()
    first = add(cast)
    start = threading.Barrier(4)

    def hand_in():
        start.wait()
        try:
            add(cast, pdf(b"2"), replaces=first)
        except Refused as refusal:
            return refusal.problems[0].code
        finally:
            connection.close()
        return "added"

    with ThreadPoolExecutor(4) as pool:
        answers = [future.result() for future in [pool.submit(hand_in) for _ in range(4)]]

    assert sorted(answers) == ["added", *["revision-replaced-already"] * 3]
    assert (Evidence.objects.count(), EvidenceFile.objects.count()) == (2, 2)
