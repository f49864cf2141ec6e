# SPDX-License-Identifier: Apache-2.0
"""Fieldwork by programs: opened, findings field by field, evidence, and the scorecard as it stands."""

import pytest

from tests import plans
from tests.adopting import edition
from tests.api.programs import program
from tests.fieldworking import IN_FIELD, in_field
from tests.files import pdf
from zhuoping.records.models import Plan, Tie

__all__ = ["edition"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(cast, edition):
    return f"/engagements/{in_field(cast, edition).number}/fieldwork"


def codes(answer):
    return answer.status_code, [each["code"] for each in answer.json()["problems"]]


def test_leader_opens_and_too_early_is_refused(cast, edition):
    place = f"/engagements/{plans.confirmed(cast, edition).number}/fieldwork"
    leader = program(cast.lin)

    before = leader.get(place).status_code
    early = leader.post(place, {"double_scoring": True})
    Plan.objects.update(starts_on="2026-01-05")
    opened = leader.post(place, {"double_scoring": True})

    assert (before, codes(early)) == (404, (422, ["fieldwork-too-early"]))
    assert opened.status_code == 201, opened.content.decode()
    assert (opened.json()["double_scoring"], opened.json()["states"]["1.1"]) == (True, "untouched")


def test_fields_are_put_one_by_one_and_the_scorecard_follows(cast, place):
    auditor = program(cast.sun)

    put = auditor.put(
        f"{place}/findings/1.1/award", {"value": {"judged": 2.5, "reason": "缺两处"}, "seen": 0}
    )
    auditor.put(f"{place}/findings/1.1/ways", {"value": ["document"], "seen": 0})
    auditor.put(f"{place}/findings/1.3/award", {"value": 1, "seen": 0})
    found = auditor.get(f"{place}/findings").json()
    card = auditor.get(f"{place}/scorecard").json()

    assert put.status_code == 200, put.content.decode()
    assert (put.json()["state"], put.json()["version"]) == ("evidence-missing", 1)
    assert [(each["ref"], each["ways"]) for each in found] == [("1.1", ["document"]), ("1.3", [])]
    assert (card["lowest"], card["highest"], card["problems"][0]["code"]) == (
        "2.50",
        "149.50",
        "reason-required",
    )


def test_same_field_changed_meanwhile_is_told_with_both_values(cast, place):
    program(cast.lin).put(f"{place}/findings/1.1/text", {"value": "职责清楚", "seen": 0})
    sun = program(cast.sun)

    answer = sun.put(f"{place}/findings/1.1/text", {"value": "职责不清", "seen": 0})
    other = sun.put(f"{place}/findings/1.1/notes", {"value": "笔记", "seen": 0})

    body = answer.json()
    assert (answer.status_code, body["current"], body["given"]) == (
        409,
        {"text": "职责清楚"},
        {"text": "职责不清"},
    )
    assert (other.status_code, other.json()["changed"]) == (200, {"text": 1, "notes": 2})


def test_what_the_edition_does_not_know_is_refused(cast, place):
    auditor = program(cast.lin)

    assert codes(auditor.put(f"{place}/findings/9.9/text", {"value": "x", "seen": 0})) == (
        422,
        ["indicator-unknown"],
    )
    assert auditor.get(f"{place}/findings/9.9").status_code == 404
    assert auditor.put(f"{place}/findings/1.1/version", {"value": 1, "seen": 0}).status_code == 422
    assert auditor.get(f"{place}/findings/1.2").json()["version"] == 0


def test_file_and_interview_are_tied_and_untied(cast, place):
    auditor = program(cast.lin)
    made = auditor.post_file(
        f"{place}/evidence", pdf(b"x"), "手册.pdf", subjects="finding:4.1, finding:4.2", caption="封面"
    )
    note = {
        "subjects": ["finding:4.1"],
        "kind": "interview",
        "text": "知道三包规定",
        "happened_at": IN_FIELD.isoformat(),
        "who": "王工",
    }

    later = auditor.post(f"{place}/records", {**note, "happened_at": "2126-01-01T00:00:00+08:00"})
    noted = auditor.post(f"{place}/records", {**note, "happened_at": "2026-01-01T00:00:00+08:00"})
    twice = auditor.post(f"{place}/ties", {"subject": "finding:4.1", "evidence": made.json()["evidence"]})
    further = auditor.post(f"{place}/ties", {"subject": "finding:1.1", "record": noted.json()["record"]})
    gone = auditor.delete(f"{place}/ties/{made.json()['ties'][0]['id']}")

    assert (made.status_code, len(made.json()["ties"])) == (201, 2)
    assert (codes(later), codes(twice)) == ((422, ["record-later"]), (422, ["tie-there"]))
    assert (noted.status_code, further.status_code, gone.status_code) == (201, 201, 200)
    listed = auditor.get(f"{place}/ties?subject=finding:4.1").json()
    assert [each["name"] for each in listed] == ["知道三包规定"]
    assert Tie.objects.filter(untied_at=None).count() == 3


def test_client_and_strangers_learn_nothing(cast, place):
    for path in ("", "/scorecard", "/findings", "/findings/1.1", "/ties"):
        assert program(cast.alice).get(f"{place}{path}").status_code == 403
        assert program(cast.he).get(f"{place}{path}").status_code == 404
