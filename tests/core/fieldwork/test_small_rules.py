# SPDX-License-Identifier: Apache-2.0
"""Records without a file, what evidence is tied to, and what keeps fieldwork open."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.core.samples import refusal
from zhuoping.core.fieldwork.gaps import Gap, Where, check_closed
from zhuoping.core.fieldwork.records import SHORT_LIMIT, FieldNote, FieldRecordKind, note_problems
from zhuoping.core.fieldwork.ties import SubjectKind, TieSubject, read_subject
from zhuoping.core.problems import problem

NOW = datetime(2026, 12, 7, 10, 0, tzinfo=UTC)


def note(**changes: object) -> FieldNote:
    given = {"kind": FieldRecordKind.INTERVIEW, "text": "能说出服务理念", "who": "王工", "happened_at": NOW}
    return FieldNote(**given | changes)  # type: ignore[arg-type]


def test_interview_with_name_and_words_is_taken() -> None:
    assert note_problems(note(), NOW) == ()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"text": "  "}, "text-missing"),
        ({"who": " "}, "record-who-missing"),
        ({"place": "x" * (SHORT_LIMIT + 1)}, "text-too-long"),
        ({"happened_at": NOW + timedelta(minutes=1)}, "record-later"),
    ],
)
def test_record_that_nobody_could_trace_is_refused(changes: dict[str, object], code: str) -> None:
    assert [each.code for each in note_problems(note(**changes), NOW)] == [code]


def test_observation_needs_nobody_to_have_spoken() -> None:
    assert note_problems(note(kind=FieldRecordKind.OBSERVATION, who=""), NOW) == ()


def test_subject_is_read_as_it_is_written() -> None:
    assert read_subject("finding:1.2") == TieSubject(SubjectKind.FINDING, "1.2")
    assert str(read_subject("nonconformity:7")) == "nonconformity:7"


@pytest.mark.parametrize("text", ["", "finding", "finding:", ":1", "client:3"])
def test_subject_of_no_known_kind_is_refused(text: str) -> None:
    assert refusal(read_subject, text) == ["subject: tie-subject-unknown"]


def test_fieldwork_closes_when_nothing_that_blocks_is_missing() -> None:
    waiting = Gap(Where.NONCONFORMITY, "1", problem("nonconformity", "text-missing"), blocks=False)

    check_closed([waiting])


def test_all_that_keeps_fieldwork_open_is_told_at_once() -> None:
    gaps = [Gap(Where.FINDING, ref, problem(f"findings.{ref}", "text-missing")) for ref in ("1.1", "1.2")]

    assert refusal(check_closed, gaps) == ["findings.1.1: text-missing", "findings.1.2: text-missing"]
