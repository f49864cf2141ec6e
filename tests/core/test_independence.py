# SPDX-License-Identifier: Apache-2.0
from datetime import date

import pytest

from tests.core.teams import CLIENT, OTHER, SCHEME, look_back
from zhuoping.core.independence import end_of_tie_problems, officer_problems
from zhuoping.core.team import Tie, TieKind

BEGUN, ENDED = date(2020, 1, 1), date(2024, 11, 24)
TODAY = date(2026, 11, 24)


def found(tie, on=TODAY, scheme=SCHEME):
    problems = officer_problems(scheme, CLIENT, "马受理", [tie], on)
    assert all(each.message(language) for each in problems for language in ("zh", "en"))
    return [f"{each.path}: {each.code}" for each in problems]


@pytest.mark.parametrize("kind", TieKind)
def test_officer_with_a_tie_that_goes_on_is_named_and_hands_over(kind):
    assert found(Tie(CLIENT.lower(), kind, BEGUN)) == ["by: officer-tied-still"]


def test_officer_is_barred_up_to_the_last_day_of_the_look_back():
    tie = Tie(CLIENT, TieKind.CONSULTED, BEGUN, ENDED)

    assert found(tie) == ["by: officer-tied"]
    assert found(tie, date(2026, 11, 25)) == []


def test_tie_to_another_enterprise_bars_no_officer():
    assert found(Tie(OTHER, TieKind.EMPLOYED, BEGUN)) == []


def test_tie_that_ended_asks_for_the_look_back_where_nobody_set_it():
    tie = Tie(CLIENT, TieKind.CONSULTED, BEGUN, ENDED)

    assert found(tie, scheme=look_back(None)) == [
        "parameters.independence.consultancy_years: parameter-not-set"
    ]


def test_refusal_names_the_tie_and_says_to_hand_over():
    (problem,) = officer_problems(
        SCHEME, CLIENT, "马受理", [Tie(CLIENT, TieKind.CONSULTED, BEGUN, ENDED)], TODAY
    )

    assert problem.message("zh") == (
        "马受理 为该客户提供咨询至 2024-11-24，2 年回避期到 2026-11-24 止，不能代表机构办理该客户的事项"
        "（GB/T 27065 第 4.2 条）：请交由其他项目专员办理。"
    )


@pytest.mark.parametrize(
    ("own", "recorded_oneself", "until_on", "reason", "codes"),
    [
        (True, True, TODAY, "", []),
        (True, True, date(2026, 11, 23), "离职", ["tie-ended-before-today"]),
        (True, False, date(2026, 11, 23), "", ["tie-recorded-by-another", "tie-ended-before-today"]),
        (False, False, ENDED, "离职", []),
        (False, True, TODAY, " ", ["reason-missing"]),
    ],
)
def test_end_of_a_tie_is_recorded_by_whom_it_may_be(own, recorded_oneself, until_on, reason, codes):
    problems = end_of_tie_problems(
        own=own, recorded_oneself=recorded_oneself, until_on=until_on, on=TODAY, reason=reason
    )

    assert [each.code for each in problems] == codes
