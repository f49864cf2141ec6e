# SPDX-License-Identifier: Apache-2.0
"""Until when whoever's turn it is should act: whose term runs, how it is counted, and what is late."""

from datetime import date

import pytest

from tests.core.applying import SCHEME, with_values
from zhuoping.core.authority import Party
from zhuoping.core.deadlines import Awaited, awaited, due_date, is_overdue, is_past
from zhuoping.core.lifecycle import Stage, turn

TUESDAY = date(2026, 11, 24)
BOTH = frozenset(Party)
# Where the plan's own days say until when.
BY_THE_PLAN = (Stage.CONFIRMED, Stage.FIELDWORK)
CLIENT, BODY = frozenset({Party.CLIENT}), frozenset({Party.BODY})


@pytest.mark.parametrize(
    ("stage", "signed", "expected"),
    [
        (Stage.APPLYING, None, Awaited.APPLICATION),
        (Stage.SUBMITTED, None, Awaited.REVIEW),
        (Stage.SUPPLEMENTING, None, Awaited.SUPPLEMENT),
        (Stage.ACCEPTED, None, Awaited.AGREEMENT),
        (Stage.ACCEPTED, frozenset(), Awaited.CLIENT_SIGNATURE),
        (Stage.ACCEPTED, BODY, Awaited.CLIENT_SIGNATURE),
        (Stage.ACCEPTED, CLIENT, Awaited.BODY_SIGNATURE),
        (Stage.ACCEPTED, BOTH, None),
        (Stage.AGREED, BOTH, Awaited.PLAN),
        (Stage.PLANNED, BOTH, Awaited.PLAN_ANSWER),
        (Stage.CONFIRMED, BOTH, None),
        (Stage.FIELDWORK, BOTH, None),
        (Stage.DECLINED, None, None),
        (Stage.DISCONTINUED, None, None),
    ],
)
def test_stage_and_signatures_say_what_is_awaited(stage, signed, expected):
    assert awaited(stage, signed) is expected


@pytest.mark.parametrize("signed", [None, frozenset(), BODY, CLIENT, BOTH])
@pytest.mark.parametrize("stage", [each for each in Stage if each not in BY_THE_PLAN])
def test_something_is_awaited_exactly_where_it_is_somebodys_turn(stage, signed):
    assert (awaited(stage, signed) is not None) == bool(turn(stage, signed))


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        (Awaited.APPLICATION, None),
        (Awaited.REVIEW, date(2026, 12, 8)),
        (Awaited.SUPPLEMENT, date(2026, 12, 24)),
        (Awaited.AGREEMENT, date(2026, 12, 8)),
        (Awaited.CLIENT_SIGNATURE, date(2026, 12, 24)),
        (Awaited.BODY_SIGNATURE, date(2026, 12, 1)),
        (Awaited.PLAN, date(2026, 12, 22)),
        (Awaited.PLAN_ANSWER, date(2026, 12, 1)),
    ],
)
def test_term_is_counted_in_days_or_working_days_as_its_name_says(what, expected):
    assert due_date(what, TUESDAY, SCHEME) == expected


def test_term_is_the_bodys_own_where_it_set_one():
    own = with_values(deadlines__review_workdays=1, deadlines__supplement_days=0)

    assert due_date(Awaited.REVIEW, date(2026, 11, 27), own) == date(2026, 11, 30)
    assert due_date(Awaited.SUPPLEMENT, TUESDAY, own) == TUESDAY


def test_edition_without_the_parameter_sets_no_date():
    assert due_date(Awaited.REVIEW, TUESDAY, with_values(deadlines__review_workdays=None)) is None


def test_plan_is_answered_on_its_first_day_at_the_latest():
    silent = with_values(deadlines__plan_answer_workdays=None)
    soon, far = date(2026, 11, 26), date(2026, 12, 7)

    answered = [
        due_date(Awaited.PLAN_ANSWER, TUESDAY, scheme, at_latest=first_day)
        for scheme in (SCHEME, silent)
        for first_day in (soon, far)
    ]

    assert answered == [soon, date(2026, 12, 1), soon, far]


def test_last_day_is_not_late_and_the_day_after_is():
    assert [is_past(each, TUESDAY) for each in (None, date(2026, 11, 23), TUESDAY)] == [False, True, False]


@pytest.mark.parametrize("stage", Stage)
def test_only_whose_turn_it_is_can_be_overdue(stage):
    yesterday = date(2026, 11, 23)

    assert is_overdue(stage, yesterday, TUESDAY) == bool(turn(stage))
    assert is_overdue(stage, None, TUESDAY) is False
