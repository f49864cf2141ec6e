# SPDX-License-Identifier: Apache-2.0
import io
from datetime import timedelta
from decimal import Decimal

import pytest

from tests import files
from tests.fieldworking import IN_FIELD, attached, in_field, write
from tests.plans import confirmed, refusal
from zhuoping.actions.errors import Changed
from zhuoping.actions.evidence import Handed
from zhuoping.actions.fieldwork import evidence, opening
from zhuoping.core.fieldwork.findings import FindingState
from zhuoping.core.fieldwork.records import FieldNote, FieldRecordKind
from zhuoping.records.fieldwork_values import standing
from zhuoping.records.models import Finding, LedgerEntry, Tie


def photo():
    return Handed(io.BytesIO(files.image()), "网点门头.png")


def test_leader_opens_fieldwork_on_the_first_day_and_it_is_in_the_ledger(cast, edition):
    engagement = in_field(cast, edition)

    assert (engagement.stage, engagement.due_on.isoformat()) == ("fieldwork", "2026-12-08")
    assert LedgerEntry.objects.order_by("sequence").last().action == "fieldwork.opened"


def test_fieldwork_before_the_first_day_or_by_another_than_the_leader_is_refused(cast, edition):
    number = confirmed(cast, edition).number
    day_before = IN_FIELD - timedelta(days=1)

    assert refusal(opening.open_fieldwork, by=cast.lin, at=day_before, number=number) == [
        "starts_on: fieldwork-too-early"
    ]
    assert refusal(opening.open_fieldwork, by=cast.sun, at=IN_FIELD, number=number) == ["by: leader-only"]
    assert refusal(opening.open_fieldwork, by=cast.ma, at=IN_FIELD, number=number) == ["by: not-allowed-role"]
    assert refusal(opening.open_fieldwork, by=cast.he, at=IN_FIELD, number=number) == ["by: not-allowed-role"]


def test_field_is_kept_and_scored_exactly(cast, edition):
    engagement = in_field(cast, edition)

    write(engagement, cast.sun, "1.1", "award", {"judged": Decimal("2.5"), "reason": "岗位说明缺两处"})
    attached(engagement, cast.lin, "finding:1.1", photo())
    found = standing(engagement)

    assert found.scorecard.lowest == Decimal("2.5")
    assert found.state("1.1") is FindingState.SCORED
    assert found.state("1.2") is FindingState.UNTOUCHED


def test_award_without_reason_is_kept_and_does_not_count_yet(cast, edition):
    engagement = in_field(cast, edition)

    write(engagement, cast.lin, "1.1", "award", 2)
    found = standing(engagement)

    assert (found.scorecard.lowest, found.state("1.1")) == (0, FindingState.STARTED)
    assert [each.code for each in found.waiting] == ["reason-required"]


def test_two_who_write_different_fields_do_not_disturb_each_other(cast, edition):
    engagement = in_field(cast, edition)

    write(engagement, cast.lin, "1.1", "text", "职责清楚", seen=0)
    write(engagement, cast.sun, "1.1", "award", 3, seen=0)
    row = Finding.objects.get(engagement=engagement, ref="1.1")

    assert (row.text, row.award, row.version) == ("职责清楚", 3, 2)


def test_two_who_write_the_same_field_the_later_sees_both_values(cast, edition):
    engagement = in_field(cast, edition)
    write(engagement, cast.lin, "1.1", "text", "职责清楚", seen=0)

    with pytest.raises(Changed) as caught:
        write(engagement, cast.sun, "1.1", "text", "职责不清", seen=0)

    assert (caught.value.current, caught.value.given) == ({"text": "职责清楚"}, {"text": "职责不清"})
    assert Finding.objects.get(engagement=engagement, ref="1.1").text == "职责清楚"


def test_same_value_again_is_no_entry(cast, edition):
    engagement = in_field(cast, edition)
    write(engagement, cast.lin, "1.1", "text", "职责清楚")
    before = LedgerEntry.objects.count()

    write(engagement, cast.lin, "1.1", "text", " 职责清楚 ", seen=0)

    assert LedgerEntry.objects.count() == before


def test_nobody_outside_the_team_scores_and_the_client_sees_nothing(cast, edition):
    engagement = in_field(cast, edition)
    file = attached(engagement, cast.lin, "finding:1.1", photo())

    for outsider in (cast.ma, cast.alice, cast.bob, cast.he):
        assert refusal(write, engagement, outsider, "1.1", "award", 3) == ["by: not-allowed-role"]
    assert file.internal


def test_interview_is_tied_untied_with_a_trace_and_never_deleted(cast, edition):
    engagement = in_field(cast, edition)
    given = FieldNote(FieldRecordKind.INTERVIEW, "能说出服务理念", IN_FIELD, "王工", "维修主管")
    record = evidence.note(
        by=cast.sun,
        at=IN_FIELD,
        number=engagement.number,
        subjects=["finding:7.1", "finding:4.2"],
        given=given,
    )
    tie = Tie.objects.get(record=record, subject="finding:7.1")

    evidence.untie(by=cast.lin, at=IN_FIELD, number=engagement.number, tie=tie.pk)

    assert standing(engagement).findings.keys() == {"4.2"}
    assert (Tie.objects.filter(record=record).count(), Tie.objects.get(pk=tie.pk).untied_by) == (2, cast.lin)
    assert refusal(evidence.untie, by=cast.lin, at=IN_FIELD, number=engagement.number, tie=tie.pk) == [
        "tie: tie-gone"
    ]


def test_evidence_tied_to_what_is_not_there_or_twice_is_refused(cast, edition):
    engagement = in_field(cast, edition)
    file = attached(engagement, cast.lin, "finding:1.1", photo())
    given = {"by": cast.lin, "at": IN_FIELD, "number": engagement.number, "evidence": file.pk}

    assert refusal(evidence.tie, subject="finding:9.9", **given) == ["subject: tie-subject-unknown"]
    assert refusal(evidence.tie, subject="nonconformity:1", **given) == ["subject: tie-subject-unknown"]
    assert refusal(evidence.tie, subject="answer:1", **given) == ["subject: tie-subject-unknown"]
    assert refusal(evidence.tie, subject="finding:1.1", **given) == ["evidence: tie-there"]
    assert refusal(evidence.tie, subject="finding:1.2", **given | {"evidence": 10**9}) == [
        "evidence: tie-gone"
    ]
    evidence.tie(subject="finding:1.2", **given)
    assert Tie.objects.filter(engagement=engagement, evidence=file, untied_at=None).count() == 2
