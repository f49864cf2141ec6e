# SPDX-License-Identifier: Apache-2.0
"""Mode H and the conclusions of modes by programs: read, changed with what was seen, refused with the pages' codes."""

from datetime import date

import pytest

from tests.adopting import edition
from tests.api.programs import program
from tests.core.blueprints import plain, stage
from tests.fieldworking import in_field
from zhuoping.core.programs import Scope
from zhuoping.records.models import DesignReview

__all__ = ["edition"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(cast, edition):
    return f"/engagements/{in_field(cast, edition).number}/fieldwork"


@pytest.fixture
def lin(cast):
    return program(cast.lin)


def codes(answer):
    return answer.status_code, [each["code"] for each in answer.json()["problems"]]


def test_blueprint_is_kept_read_and_drawn(place, lin):
    kept = lin.put(f"{place}/design/blueprint", {**plain(), "seen": 0})
    found = lin.get(f"{place}/design").json()
    svg, pdf = (lin.get(f"{place}/design/blueprint.{kind}") for kind in ("svg", "pdf"))

    assert (kept.status_code, kept.json()) == (200, {"version": 1})
    assert (found["planned"], found["version"], found["blueprint"]) == (True, 1, plain())
    assert "上门维修" in svg.content.decode()
    assert pdf.content.startswith(b"%PDF")
    assert lin.get(f"{place}/design/blueprint.png").status_code == 404


def test_drawing_of_somebody_faster_is_answered_with_both(cast, place, lin):
    lin.put(f"{place}/design/blueprint", {**plain(), "seen": 0})
    mine = plain(stage("回访"))

    answer = program(cast.sun).put(f"{place}/design/blueprint", {**mine, "seen": 0})

    body = answer.json()
    assert (answer.status_code, body["version"]) == (409, 1)
    assert (body["current"]["blueprint"], body["given"]["blueprint"]) == (plain(), mine)


def test_faults_of_a_drawing_have_their_places(place, lin):
    answer = lin.put(f"{place}/design/blueprint", {**plain(stage("", support=["x" * 301])), "seen": 0})

    assert answer.status_code == 422
    assert [(each["path"], each["code"]) for each in answer.json()["problems"]] == [
        ("blueprint.stages[0].title", "empty-text"),
        ("blueprint.stages[0].support[0]", "text-too-long"),
    ]


@pytest.mark.parametrize(
    "stages",
    [
        [stage(customer=["x"] * 10_000)],
        [{"title": {"$gt": ""}}],
        [{"title": ["x"]}],
        [{"__proto__": {}, "title": "x"}],
        [stage(contacts=[{"text": "x", "characteristics": [{"name": "x", "target": 24}]}])],
    ],
)
def test_hostile_drawing_is_refused_and_nothing_is_kept(place, lin, stages):
    answer = lin.put(f"{place}/design/blueprint", {"stages": stages, "seen": 0})

    assert answer.status_code == 422
    assert DesignReview.objects.count() == 0


def test_element_is_judged_with_its_reason(place, lin):
    element = f"{place}/design/elements/design-input"

    missing = lin.put(element, {"verdict": "not-conforming", "seen": 0})
    kept = lin.put(element, {"verdict": "not-conforming", "reason": "没有记录", "seen": 0})
    found = {each["element"]: each for each in lin.get(f"{place}/design").json()["elements"]}

    assert codes(missing) == (422, ["design-reason-required"])
    assert kept.json() == {"version": 1}
    assert (found["design-input"]["reason"], found["design-input"]["judged_by"]) == ("没有记录", "林审查")
    assert found["design-changes"]["verdict"] is None
    assert codes(lin.put(f"{place}/design/elements/blueprint", {"verdict": "conforming", "seen": 1})) == (
        422,
        ["design-element-unknown"],
    )


def test_modes_are_listed_and_concluded(cast, place, lin):
    given = {"verdict": "with-conditions", "reason": "多数符合", "conditions": "补手册", "seen": 0}

    first = lin.post(f"{place}/conclusions/I", given)
    late = program(cast.sun).post(
        f"{place}/conclusions/I", {"verdict": "conforming", "reason": "x", "seen": 0}
    )
    found = {each["mode"]: each for each in lin.get(f"{place}/conclusions").json()}

    assert (first.status_code, first.json()) == (201, {"mode": "I", "verdict": "with-conditions"})
    assert (late.status_code, late.json()["current"]["conditions"]) == (409, "补手册")
    assert {mode: each["state"] for mode, each in found.items()} == {
        "E": "pending",
        "H": "missing",
        "I": "concluded",
    }
    assert found["I"]["conclusions"][0]["concluded_by"] == "林审查"
    assert date.fromisoformat(found["I"]["conclusions"][0]["concluded_at"][:10])


def test_what_the_pages_refuse_is_refused_with_the_same_codes(cast, place, lin):
    given = {"verdict": "conforming", "reason": "x", "seen": 0}

    assert codes(lin.post(f"{place}/conclusions/E", given)) == (422, ["mode-pending"])
    assert codes(lin.post(f"{place}/conclusions/B", given)) == (422, ["mode-not-planned"])
    assert codes(program(cast.sun).post(f"{place}/conclusions/H", given)) == (422, ["mode-of-others"])
    reading = program(cast.lin, scopes=(Scope.READ,))
    assert reading.post(f"{place}/conclusions/I", given).status_code == 403


def test_client_learns_nothing_of_the_field(cast, place):
    client = program(cast.alice)

    assert client.get(f"{place}/design").status_code == 403
    assert client.get(f"{place}/conclusions").status_code == 403
