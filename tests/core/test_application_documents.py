# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace
from datetime import date

import pytest

from tests.core.applying import ON, PAPERS, SCHEME, SOUND, told, with_values
from tests.make import edition
from zhuoping.core.application_documents import DocumentKind, DocumentNeed, Paper, checklist, need
from zhuoping.core.wording import areas
from zhuoping.core.wording.application import HINTS

GOOD = Paper("E-1", date(2026, 10, 1))


def problems(kind, *papers, reason="", scheme=SCHEME, on=ON):
    """What is wrong with one kind of document, when all others are in order."""
    documents = {**PAPERS, kind: papers}
    reasons = {**SOUND.not_applicable, kind: reason}
    lines = checklist(documents, reasons, scheme, on)
    assert [line.kind for line in lines if line.kind is not kind and not line.is_settled] == []
    return [each.removeprefix(f"documents.{kind}") for line in lines for each in told(line.problems)]


def records(*spans, scheme=SCHEME, on=ON):
    papers = [Paper("E-1", date(2026, 11, 1), first, last) for first, last in spans]
    return problems(DocumentKind.SERVICE_RECORDS, *papers, scheme=scheme, on=on)


def test_list_has_every_kind_once_with_title_and_hint():
    lines = checklist(PAPERS, SOUND.not_applicable, SCHEME, ON)

    assert [line.kind for line in lines] == list(DocumentKind)
    keys = {f"DocumentKind.{kind}" for kind in DocumentKind}
    assert {key for key in areas.LABELS if key.startswith("DocumentKind.")} == keys
    assert {key for key in HINTS if key.startswith("DocumentKind.")} == keys
    assert {key for key in areas.LABELS if key.startswith("DocumentNeed.")} == {
        f"DocumentNeed.{each}" for each in DocumentNeed
    }


def test_line_shows_what_is_there_and_why_something_does_not_apply():
    lines = {line.kind: line for line in checklist(PAPERS, SOUND.not_applicable, SCHEME, ON)}

    permits, licence = lines[DocumentKind.PERMITS], lines[DocumentKind.BUSINESS_LICENCE]
    assert (permits.need, permits.papers, permits.not_applicable_because, permits.is_settled) == (
        DocumentNeed.WHERE_APPLICABLE, (), "本行业不要求许可", True,
    )  # fmt: skip
    assert (licence.need, licence.papers, licence.is_settled) == (
        DocumentNeed.REQUIRED, PAPERS[DocumentKind.BUSINESS_LICENCE], True,
    )  # fmt: skip


def test_documents_are_required_applicable_or_optional():
    kinds = {
        each: [kind.value for kind in DocumentKind if need(kind, SCHEME) is each] for each in DocumentNeed
    }

    assert kinds[DocumentNeed.WHERE_APPLICABLE] == [
        "permits", "conformity-reports", "outlet-list", "complaint-records", "staff-certificates", "spare-parts",
    ]  # fmt: skip
    assert kinds[DocumentNeed.OPTIONAL] == ["honours"]
    assert len(kinds[DocumentNeed.REQUIRED]) == 16
    assert need(DocumentKind.PRIOR_CERTIFICATE, edition("hundred")) is DocumentNeed.OPTIONAL


@pytest.mark.parametrize(
    ("kind", "reason", "found"),
    [
        (DocumentKind.HANDBOOK, "", [": document-missing"]),
        (DocumentKind.HANDBOOK, "没有", [": document-always-applies"]),
        (DocumentKind.PERMITS, "", [": document-or-reason-missing"]),
        (DocumentKind.PERMITS, " \t", [": document-or-reason-missing"]),
        (DocumentKind.PERMITS, "不要求", []),
        (DocumentKind.HONOURS, "", []),
        (DocumentKind.HONOURS, "没有", []),
    ],
)
def test_document_that_is_not_there(kind, reason, found):
    assert problems(kind, reason=reason) == found


def test_document_that_is_there_and_said_not_to_apply_is_refused():
    assert problems(DocumentKind.PERMITS, GOOD, reason="不要求") == [": document-and-reason"]


def test_paper_has_a_file_and_a_date_of_its_own():
    undated, ahead = Paper(" "), Paper("E-2", date(2026, 11, 25))

    assert problems(DocumentKind.HANDBOOK, GOOD, undated, ahead) == [
        "[1]: document-without-file",
        "[1].dated_on: document-not-dated",
        "[2].dated_on: date-ahead",
    ]
    assert problems(DocumentKind.HANDBOOK, replace(GOOD, dated_on=ON)) == []


def test_last_day_of_a_licence_still_counts():
    assert problems(DocumentKind.BUSINESS_LICENCE, replace(GOOD, valid_until=ON)) == []
    assert problems(DocumentKind.BUSINESS_LICENCE, replace(GOOD, valid_until=date(2026, 11, 23))) == [
        "[0].valid_until: document-ended"
    ]


# -- service records: three months, up to the last three months


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (date(2026, 9, 1), date(2026, 11, 24), [": records-too-short"]),
        (date(2026, 8, 25), date(2026, 11, 24), []),
        (date(2026, 8, 26), date(2026, 11, 24), [": records-too-short"]),
        (date(2026, 8, 1), date(2026, 10, 31), []),
        (date(2026, 8, 2), date(2026, 10, 31), [": records-too-short"]),
        (date(2026, 1, 1), date(2026, 8, 24), []),
        (date(2026, 1, 1), date(2026, 8, 23), [": records-too-old"]),
        (date(2026, 8, 1), date(2026, 8, 1), [": records-too-short", ": records-too-old"]),
        (date(2026, 8, 1), date(2026, 11, 25), ["[0].until_on: date-ahead"]),
        (date(2026, 11, 2), date(2026, 11, 1), ["[0]: records-reversed"]),
        (date(1, 1, 1), date(2026, 11, 24), []),
    ],
)
def test_service_records_cover_the_months_of_the_edition(first, last, found):
    assert records((first, last)) == found


def test_records_in_several_files_are_taken_together():
    september = (date(2026, 9, 1), date(2026, 9, 30))
    october = (date(2026, 10, 1), date(2026, 10, 31))
    november = (date(2026, 11, 1), date(2026, 11, 24))
    august = (date(2026, 8, 10), date(2026, 9, 15))

    assert records(november, september, october) == [": records-too-short"]
    assert records(november, august, september, october) == []


def test_gap_between_records_is_not_bridged():
    old, recent = (date(2026, 1, 1), date(2026, 10, 30)), (date(2026, 11, 1), date(2026, 11, 24))

    assert records(old, recent) == [": records-too-short"]
    assert records((old[0], date(2026, 10, 31)), recent) == []


def test_two_single_days_at_both_ends_are_no_months_of_records():
    assert records((date(2026, 8, 1), date(2026, 8, 1)), (ON, ON)) == [": records-too-short"]


def test_records_inside_others_shorten_nothing():
    assert records((date(2026, 8, 1), date(2026, 11, 1)), (date(2026, 8, 5), date(2026, 8, 6))) == []


def test_records_without_days_are_asked_for_them():
    dated = Paper("E-1", date(2026, 11, 1), date(2026, 8, 1), date(2026, 10, 31))

    assert problems(DocumentKind.SERVICE_RECORDS, replace(dated, from_on=None), dated) == [
        "[0]: records-not-dated"
    ]
    assert problems(DocumentKind.SERVICE_RECORDS, replace(dated, until_on=None)) == ["[0]: records-not-dated"]


def test_edition_without_record_months_asks_for_no_days():
    scheme = with_values(application__record_months=None)

    assert problems(DocumentKind.SERVICE_RECORDS, GOOD, scheme=scheme) == []
