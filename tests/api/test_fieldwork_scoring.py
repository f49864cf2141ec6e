# SPDX-License-Identifier: Apache-2.0
"""Special items, double scoring and samples by programs: read, changed, refused with the codes of the pages."""

import json

import pytest

from tests.adopting import edition
from tests.api.programs import program
from tests.field_sampling import staff, submitted_facts
from tests.fieldworking import in_field
from tests.nonconforming import raised
from zhuoping.core.fieldwork.field_samples import FrameMember, draw_members, members_digest

__all__ = ["edition"]

pytestmark = pytest.mark.django_db

BOTH = ["exceeds_law", "leads_trade"]
TWO = {"judged": 2, "reason": "缺岗位说明"}


def codes(answer):
    return answer.status_code, [each["code"] for each in answer.json()["problems"]]


def place_of(engagement, part):
    return f"/engagements/{engagement.number}/fieldwork/{part}"


@pytest.fixture
def lin(cast):
    return program(cast.lin)


@pytest.fixture
def sun(cast):
    return program(cast.sun)


# -- special items


def test_special_items_are_recorded_linked_withdrawn_and_read(cast, edition, sun):
    engagement = in_field(cast, edition)
    raised(engagement, cast.sun)
    place = place_of(engagement, "special")

    made = sun.post(f"{place}/deductions", {"ground": "law", "reason": "未按三包退货"})
    bonus = sun.post(f"{place}/bonuses", {"reason": "终身检测", "conditions": BOTH})
    linked = sun.put(f"{place}/{made.json()['id']}/nonconformity", {"nonconformity": 1})
    gone = sun.post(f"{place}/{bonus.json()['id']}/withdrawal", {"reason": "不成立"})
    found = program(cast.ma).get(place).json()

    assert [each.status_code for each in (made, bonus, linked, gone)] == [201, 201, 200, 200]
    assert [(each["kind"], each["nonconformity"], each["withdrawn_reason"]) for each in found["items"]] == [
        ("deduction", 1, ""),
        ("bonus", None, "不成立"),
    ]
    assert [each["code"] for each in found["missing"]] == ["special-item-evidence-missing"]
    assert found["determination"] is None


def test_special_item_that_a_page_would_refuse_is_refused(cast, edition, sun):
    place = place_of(in_field(cast, edition), "special")

    assert codes(sun.post(f"{place}/deductions", {"ground": "mood", "reason": ""})) == (
        422,
        ["ground-unknown", "reason-missing"],
    )
    assert codes(sun.post(f"{place}/bonuses", {"reason": "x", "conditions": []})) == (
        422,
        ["bonus-condition-missing"] * 2,
    )
    assert codes(sun.put(f"{place}/999/nonconformity", {"nonconformity": 1})) == (422, ["special-unknown"])


def test_decider_determines_and_the_team_does_not(cast, edition, sun):
    engagement = in_field(cast, edition)
    place = place_of(engagement, "special")
    for index in range(4):
        sun.post(f"{place}/deductions", {"ground": "law", "reason": f"第{index}起"})

    refused = sun.post(f"{place}/determinations", {"reason": "均已整改"})
    made = program(cast.wu).post(f"{place}/determinations", {"reason": "均已整改"})
    holds = sun.get(place).json()["determination"]
    sun.post(f"{place}/deductions", {"ground": "trade", "reason": "第五起"})

    assert (refused.status_code, made.status_code) == (403, 201)
    assert (holds["holds"], holds["cases"], holds["recorded_by"]) == (True, 4, cast.wu.pk)
    assert sun.get(place).json()["determination"]["holds"] is False


# -- double scoring


def test_neither_the_leader_nor_anybody_else_reads_a_score_before_both_are_there(cast, edition, lin, sun):
    engagement = in_field(cast, edition, double_scoring=True)
    place = place_of(engagement, "double-scoring")

    put = sun.put(f"{place}/1.1", {"award": TWO, "text": "查了两份"})
    others = [program(person).get(place) for person in (cast.lin, cast.ma, cast.tan, cast.wu, cast.ou)]
    own = sun.get(place).json()[0]

    assert (put.status_code, put.json()) == (200, {"ref": "1.1", "version": 1})
    assert all("缺岗位说明" not in answer.content.decode() for answer in others)
    assert [answer.json()[0]["scores"] for answer in others] == [[]] * 5
    assert [answer.json()[0]["auditors"] for answer in others] == [[cast.sun.pk]] * 5
    assert (own["scores"][0]["award"], own["scores"][0]["points"]) == (
        {"judged": "2", "reason": "缺岗位说明"},
        "2",
    )


def test_ledger_and_findings_tell_no_score_before_both_are_there(cast, edition, lin, sun):
    engagement = in_field(cast, edition, double_scoring=True)
    sun.put(f"{place_of(engagement, 'double-scoring')}/1.1", {"award": TWO})

    told = [
        program(cast.tan).get("/ledger").content.decode(),
        lin.get(place_of(engagement, "findings")).content.decode(),
        lin.get(place_of(engagement, "scorecard")).content.decode(),
    ]

    assert [("缺岗位说明" in each) for each in told] == [False, False, False]


def test_both_scores_are_read_once_both_are_there_and_agreed_on(cast, edition, lin, sun):
    engagement = in_field(cast, edition, double_scoring=True)
    place = place_of(engagement, "double-scoring")
    sun.put(f"{place}/1.1", {"award": TWO})
    lin.put(f"{place}/1.1", {"award": 3})

    open_ = program(cast.ma).get(place).json()[0]
    unreasoned = lin.post(f"{place}/1.1/agreements", {"award": 3})
    agreed = lin.post(f"{place}/1.1/agreements", {"award": 3, "reason": "补看一份说明"})
    late = sun.post(f"{place}/1.1/agreements", {"award": 2, "reason": "仍缺"})
    finding = lin.get(place_of(engagement, "findings/1.1")).json()

    assert (open_["state"], [each["auditor"] for each in open_["scores"]]) == (
        "different",
        [cast.sun.pk, cast.lin.pk],
    )
    assert codes(unreasoned) == (422, ["agreement-reason-required"])
    assert (agreed.status_code, agreed.json()) == (201, {"ref": "1.1", "version": 1})
    assert (late.status_code, late.json()["version"]) == (409, 1)
    assert finding["award"] == {"judged": "3", "reason": "补看一份说明"}
    assert codes(sun.put(f"{place}/1.1", {"award": 3, "seen": 1})) == (422, ["scores-opened"])


def test_engagement_that_is_scored_together_has_no_double_scoring(cast, edition, lin):
    place = place_of(in_field(cast, edition), "double-scoring")

    assert lin.get(place).status_code == 404
    assert codes(lin.put(f"{place}/1.1", {"award": 3})) == (422, ["double-scoring-not-chosen"])


# -- samples


def test_sample_is_drawn_read_whole_marked_and_awarded(cast, edition, sun):
    engagement = in_field(cast, edition)
    submitted_facts(engagement, cast.alice, roster=staff(9))
    place = place_of(engagement, "samples")

    made = sun.post(place, {"subject": "finding:2.1.b", "sheet": "roster", "size": 2, "seed": "s 1"}).json()
    found = sun.get(f"{place}/{made['id']}").json()
    for member, conforming in zip(found["members"], (True, False), strict=True):
        marked = sun.put(
            f"{place}/{made['id']}/members/{member['key']}", {"conforming": conforming, "note": "看了证书"}
        )

    frame = [FrameMember(each["key"], each["name"], each["detail"]) for each in found["frame"]]
    again = draw_members(frame, 2, "s 1", "finding:2.1.b")
    assert (found["frame_digest"], found["faults"]) == (members_digest(frame), [])
    assert [each["key"] for each in found["members"]] == [each.key for each in again.drawn]
    assert (marked.json()["marked"], marked.json()["conforming"]) == (2, 1)
    finding = sun.get(place_of(engagement, "findings/2.1")).json()
    assert finding["award"] == {"parts": {"b": {"sampled": {"size": 2, "conforming": 1}}}}
    assert [each["id"] for each in sun.get(place).json()] == [made["id"]]


def test_seed_is_made_where_none_is_given_and_drawing_again_needs_a_reason(cast, edition, sun):
    engagement = in_field(cast, edition)
    submitted_facts(engagement, cast.alice, roster=staff(9))
    place, given = place_of(engagement, "samples"), {"subject": "finding:2.1.b", "sheet": "roster", "size": 2}

    first, again = sun.post(place, given), sun.post(place, given)
    third = sun.post(place, {**given, "reason": "换一批"})

    assert len(first.json()["seed"]) == 32
    assert codes(again) == (422, ["sample-again-reason"])
    assert sun.get(f"{place}/{first.json()['id']}").json()["replaced_at"] is not None
    assert [each["id"] for each in sun.get(place).json()] == [third.json()["id"]]


def test_mark_of_somebody_faster_is_answered_with_both(cast, edition, lin, sun):
    engagement = in_field(cast, edition)
    submitted_facts(engagement, cast.alice, roster=staff(9))
    place = place_of(engagement, "samples")
    made = sun.post(place, {"subject": "finding:2.1.b", "sheet": "roster", "size": 2}).json()
    key = sun.get(f"{place}/{made['id']}").json()["members"][0]["key"]
    sun.put(f"{place}/{made['id']}/members/{key}", {"conforming": False, "note": "过期"})

    late = lin.put(f"{place}/{made['id']}/members/{key}", {"conforming": True})

    assert (late.status_code, late.json()["current"]) == (409, {"conforming": False, "note": "过期"})
    assert lin.get(f"{place}/999999").status_code == 404


@pytest.mark.parametrize("part", ["special", "double-scoring", "samples"])
def test_client_learns_nothing_of_the_scoring(cast, edition, part):
    engagement = in_field(cast, edition, double_scoring=True)

    answers = [program(who).get(place_of(engagement, part)) for who in (cast.alice, cast.bob)]

    assert [each.status_code for each in answers] == [403, 403]
    assert engagement.client.name not in json.dumps([each.json() for each in answers], ensure_ascii=False)
