# SPDX-License-Identifier: Apache-2.0
"""Meetings, attendance and daily log by programs."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.adopting import edition
from tests.api.programs import program
from tests.fieldworking import in_field

__all__ = ["edition"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(cast, edition):
    return f"/engagements/{in_field(cast, edition).number}/fieldwork"


@pytest.fixture
def lin(cast):
    return program(cast.lin)


def given(**changes):
    return {
        "held_at": (timezone.now() - timedelta(minutes=1)).isoformat(),
        "place": "三楼",
        "latitude": 24.479834,
        "longitude": 118.089425,
        "seen": 0,
        **changes,
    }


def codes(answer):
    return answer.status_code, [each["code"] for each in answer.json()["problems"]]


def test_meeting_is_recorded_signed_in_at_and_explained(place, lin):
    meeting = f"{place}/meetings/opening"

    kept = lin.put(meeting, given())
    signed = lin.post(f"{meeting}/sign-in", {"latitude": 24.6, "longitude": 118.089425})
    guest = lin.post(f"{meeting}/client", {"name": "何总", "function": "总监"})
    noted = lin.put(f"{meeting}/note", {"note": "堵车", "seen": 1})
    (found,) = lin.get(f"{place}/meetings").json()
    lines = lin.get(f"{place}/attendance").json()

    assert (kept.status_code, kept.json()["version"]) == (200, 1)
    assert [answer.status_code for answer in (signed, guest, noted)] == [201, 201, 200]
    assert (found["kind"], found["note"], found["noted_by"], found["photos"]) == (
        "opening",
        "堵车",
        "林审查",
        0,
    )
    assert found["irregular"] == [{"what": "far", "name": "林审查", "kilometres": "13.362"}]
    assert [(each["name"], each["of_client"], each["signed_in_at"] is None) for each in lines] == [
        ("林审查", False, False),
        ("何总", True, False),
        ("孙审查", False, True),
    ]


def test_what_the_pages_refuse_is_refused_with_the_same_codes(cast, place, lin):
    meeting = f"{place}/meetings/opening"

    assert codes(lin.post(f"{meeting}/sign-in", {})) == (422, ["meeting-none"])
    lin.put(meeting, given())
    assert codes(lin.post(f"{meeting}/sign-in", {"latitude": 91, "longitude": 0})) == (422, ["point-outside"])
    late = program(cast.sun).put(meeting, given(place="门店"))
    assert (late.status_code, late.json()["current"]["place"]) == (409, "三楼")
    assert lin.put(f"{place}/meetings/lunch", given()).status_code == 404
    assert lin.put(meeting, given(held_at="2026-12-07T09:00:00")).status_code == 422


def test_log_before_the_first_day_is_refused(place, lin):
    assert codes(lin.post(f"{place}/day-log", {"day": "2026-01-01", "text": "访谈"})) == (
        422,
        ["day-log-before"],
    )
    assert lin.get(f"{place}/day-log").json() == []
