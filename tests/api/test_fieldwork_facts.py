# SPDX-License-Identifier: Apache-2.0
"""Facts verified by programs."""

import pytest

from tests.adopting import edition
from tests.api.programs import program
from tests.factsverifying import OUTLET, outlets, submit
from tests.fieldworking import in_field

__all__ = ["edition"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(cast, edition):
    engagement = in_field(cast, edition)
    submit(cast, engagement, outlets(501))
    return f"/engagements/{engagement.number}/fieldwork/facts"


@pytest.fixture
def lin(cast):
    return program(cast.lin)


def codes(answer):
    return answer.status_code, [(each["path"], each["code"]) for each in answer.json()["problems"]]


def test_rows_are_read_in_parts_with_what_was_found(place, lin):
    given = {"values": OUTLET | {"name": "思明店"}, "reason": "看到门牌", "seen": 0}

    kept = lin.post(f"{place}/outlets/1/correct", given)
    confirmed = lin.post(f"{place}/outlets/501/confirm", {"seen": 0})
    whole = lin.post(f"{place}/outlets/confirm", {})
    sheets = lin.get(place).json()
    first, second = lin.get(f"{place}/outlets").json(), lin.get(f"{place}/outlets?after=500").json()

    assert (kept.status_code, kept.json()) == (201, {"sheet": "outlets", "row": "1", "verdict": "corrected"})
    assert (confirmed.status_code, whole.status_code) == (201, 201)
    assert [(each["rows"], each["verified"], each["corrected"], each["whole"]) for each in sheets] == [
        (501, 2, 1, True)
    ]
    assert (first["rows"][0]["stated"]["name"], first["rows"][0]["found"]["name"]) == ("网点1", "思明店")
    assert (len(first["rows"]), first["next"]) == (500, 500)
    assert [(each["row"], each["verdict"]) for each in second["rows"]] == [(501, "confirmed")]
    assert second["next"] is None


def test_what_the_pages_refuse_is_refused_with_places(cast, place, lin):
    wrong = {"values": OUTLET | {"kind": "castle"}, "reason": "看到", "seen": 0}

    assert codes(lin.post(f"{place}/outlets/3/correct", wrong)) == (
        422,
        [("facts.outlets[2].kind", "not-allowed")],
    )
    assert codes(lin.post(f"{place}/outlets/999/confirm", {"seen": 0})) == (
        422,
        [("row", "fact-verify-gone")],
    )
    assert lin.get(f"{place}/roster").status_code == 404
    lin.post(f"{place}/outlets/1/confirm", {"seen": 0})
    late = program(cast.sun).post(
        f"{place}/outlets/1/correct", {"values": OUTLET | {"name": "思明店"}, "reason": "看到", "seen": 0}
    )
    assert (late.status_code, late.json()["current"]["verdict"]) == (409, "confirmed")
