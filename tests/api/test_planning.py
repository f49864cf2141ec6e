# SPDX-License-Identifier: Apache-2.0
"""Plans by programs: parts changed one by one, versions that two officers cannot overwrite, nothing covert told."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests import plans
from tests.adopting import edition
from tests.api.programs import program
from zhuoping.records.models import Plan

__all__ = ["edition"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def days():
    first = timezone.localdate() + timedelta(days=14)
    return first, first + timedelta(days=1)


@pytest.fixture
def draft(cast, edition, days):
    """A draft that lacks nothing, and where it is."""
    return f"/engagements/{plans.drafted(cast, edition, dates=days).number}/plan"


@pytest.fixture
def officer(cast):
    return program(cast.ma)


def edit(officer, draft):
    return officer.get(draft).json()["edit"]


def codes(answer):
    return answer.status_code, [each["code"] for each in answer.json()["problems"]]


def test_plan_shows_its_parts_its_arithmetic_and_what_it_lacks(cast, officer, draft):
    shown = officer.get(draft).json()

    assert (shown["state"], shown["version"], shown["points"]) == ("draft", 1, [])
    assert [each["person"] for each in shown["members"]] == [cast.lin.pk, cast.sun.pk]
    assert (shown["computed"]["least"], shown["planned_days"]) == ("4.0", "4.00")
    assert shown["computed"]["steps"][0]["figure"] == "base"


def test_change_of_an_old_draft_is_told_both_values(officer, draft, days):
    version = edit(officer, draft)
    basics = {"modes": "E+H+I", "starts_on": days[0].isoformat(), "ends_on": days[1].isoformat()}
    officer.put(f"{draft}/basics", {**basics, "version": version, "note": "先"})

    answer = officer.put(f"{draft}/basics", {**basics, "version": version, "note": "后"})

    body = answer.json()
    assert (answer.status_code, body["version"]) == (409, version + 1)
    assert (body["current"]["note"], body["given"]["note"]) == ("先", "后")


def test_agenda_is_changed_item_by_item(cast, officer, draft, days):
    count = len(officer.get(draft).json()["agenda"])
    item = {
        "kind": "team",
        "day": days[0].isoformat(),
        "start": "12:00",
        "end": "12:30",
        "persons": [cast.lin.pk, cast.sun.pk],
        "place": "central",
        "topic": "碰头",
    }

    made = officer.post(f"{draft}/agenda", {"version": edit(officer, draft), "item": item})
    assert made.status_code == 200, made.content.decode()
    added = officer.get(draft).json()["agenda"]
    index = next(index for index, each in enumerate(added) if each["topic"] == "碰头")
    changing = {"version": edit(officer, draft), "item": {**item, "topic": "内部会"}}
    officer.put(f"{draft}/agenda/{index}", changing)
    changed = officer.get(draft).json()["agenda"][index]["topic"]
    removed = officer.delete(f"{draft}/agenda/{index}?version={edit(officer, draft)}").status_code

    assert (len(added), changed, removed) == (count + 1, "内部会", 200)
    assert len(officer.get(draft).json()["agenda"]) == count


@pytest.mark.parametrize("index", [-1, 99, 10**20])
def test_item_that_is_not_there_is_refused(officer, draft, index):
    answer = officer.delete(f"{draft}/agenda/{index}?version={edit(officer, draft)}")

    assert codes(answer) == (422, ["agenda-item-gone"])


def test_sample_is_changed_by_hand_with_both_lists_kept(officer, draft):
    drawn = officer.get(draft).json()["sample"]["sample"]
    spare = next(
        each["key"]
        for each in officer.get(f"{draft}/frame").json()
        if each["key"] not in [outlet["outlet"] for outlet in drawn["drawn"]]
    )
    change = {"version": edit(officer, draft), "add": [spare], "reason": "企业要求看总店"}

    answer = officer.post(f"{draft}/sample/changes", change)

    assert answer.status_code == 200, answer.content.decode()
    assert [(each["removed"], each["added"]) for each in answer.json()["sample"]["changes"]] == [
        ([], [spare])
    ]


def test_sample_is_drawn_again_only_with_a_reason(officer, draft):
    refused = officer.post(f"{draft}/sample", {"version": edit(officer, draft)})
    again = {"version": edit(officer, draft), "seed": "second", "again_reason": "网点名单更正"}

    assert codes(refused) == (422, ["draw-again-reason"])
    assert officer.post(f"{draft}/sample", again).json()["sample"]["seed"] == "second"


def test_fewer_days_need_a_second_person(cast, officer, draft):
    fewer = {"version": edit(officer, draft), "families": 1, "planned_days": 3.5}
    officer.put(f"{draft}/days", fewer)
    approval = {"version": edit(officer, draft), "reason": "与体系审查合并"}

    answer = officer.post(f"{draft}/days/approval", approval)

    assert Plan.objects.get().planned_days == plans.Decimal("3.5")
    assert codes(answer) == (422, ["days-own-approval"])


def test_teams_are_proposed_and_who_may_not_go_is_told_why(cast, officer, draft):
    found = officer.get(f"{draft}/teams?people=2").json()

    people = {each["person"]: each for each in found["people"]}
    assert {each["person"] for each in found["proposals"][0]["members"]} == {cast.lin.pk, cast.sun.pk}
    assert people[cast.lin.pk]["why_not"] == []
    assert set(people) == {cast.lin.pk, cast.sun.pk, cast.he.pk}


def test_released_plan_is_seen_by_the_client_and_its_draft_is_not(cast, officer, draft):
    client = program(cast.alice)
    before = client.get(f"{draft}/released").status_code
    officer.post(f"{draft}/release", {"version": edit(officer, draft)})

    seen = client.get(f"{draft}/released")

    assert (before, seen.status_code, seen.json()["modes"]) == (404, 200, ["E", "H", "I"])
    assert client.get(draft).status_code == 403


def test_client_asks_for_another_plan_and_the_body_takes_one_back(cast, officer, draft):
    client = program(cast.alice)
    officer.post(f"{draft}/release", {"version": edit(officer, draft)})
    asked = client.post(f"{draft}/changes", {"plan_version": 1, "reason": "那两天盘点"}).json()
    officer.post(f"{draft}/release", {"version": edit(officer, draft)})
    stale = client.post(f"{draft}/confirm", {"plan_version": 1})

    taken = officer.post(f"{draft}/withdraw", {"reason": "组长病假"}).json()

    assert (asked["version"], asked["state"]) == (2, "draft")
    assert codes(stale) == (422, ["plan-answered-other"])
    assert (taken["version"], taken["state"]) == (3, "draft")
    first = officer.get(f"{draft}?version=1").json()
    assert (first["state"], first["answer"], first["answer_text"]) == ("replaced", "changes", "那两天盘点")
    assert officer.get(f"{draft}?version=9").status_code == 404


def test_interests_are_declared_by_oneself_on_the_team_only(cast, officer, draft):
    place = draft.removesuffix("/plan") + "/interests"

    made = program(cast.lin).post(place, {"free": False, "text": "持有股份"}).json()
    strangers = program(cast.he).post(place, {"free": True}).status_code

    assert (made["person"], made["free"], strangers) == (cast.lin.pk, False, 404)
    assert [each["person"] for each in officer.get(place).json()] == [cast.lin.pk, cast.sun.pk, cast.lin.pk]
