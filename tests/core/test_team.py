# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.core.teams import (
    AUDITOR,
    CLIENT,
    EXPERT,
    LAST,
    LEADER,
    MIDDLE,
    NEED,
    OPENING,
    OTHER,
    SCHEME,
    expert,
    leader,
    look_back,
    person,
    qualified,
    team,
)
from zhuoping.core.authority import Role
from zhuoping.core.team import (
    Booking,
    Declaration,
    Grade,
    Member,
    Qualification,
    Tie,
    TieKind,
    barred_until,
    capable_of,
    check_team,
    why_not,
)
from zhuoping.core.wording.labels import label

DAY = timedelta(days=1)


def faults(plan, *people, scheme=SCHEME, declared=True):
    problems = check_team(scheme, plan, {each.id: each for each in people}, declared=declared)
    return [(each.path, each.code) for each in problems]


def reasons(candidate, need=NEED, role=AUDITOR, scheme=SCHEME):
    return [each.code for each in why_not(scheme, need, candidate, role)]


def told(candidate, language="en"):
    (problem,) = why_not(SCHEME, NEED, candidate)
    return problem.message(language)


def consulted(until_on, uscc=CLIENT, kind=TieKind.CONSULTED):
    return person(1, ties=(Tie(uscc, kind, date(2020, 1, 1), until_on),))


def test_lawful_leader_alone_is_a_team() -> None:
    assert faults(team(leader()), person(1)) == []


def test_lawful_team_of_leader_auditor_and_expert_has_no_problem() -> None:
    plan = team(leader(1, "E"), Member(2, AUDITOR, ("I",)), Member(3, EXPERT))

    assert faults(plan, person(1), person(2), expert(3)) == []


@pytest.mark.parametrize("roles", [(), (AUDITOR,), (LEADER, LEADER)])
def test_team_without_exactly_one_leader_is_refused(roles) -> None:
    plan = team(*(Member(index, role, ("E", "I")) for index, role in enumerate(roles, start=1)))

    assert ("members", "one-leader") in faults(plan, person(1), person(2))


def test_person_twice_on_the_team_is_refused() -> None:
    plan = team(leader(1), Member(1, AUDITOR, ("I",)))

    assert faults(plan, person(1)) == [("members[1]", "member-twice")]


def test_person_who_is_not_known_is_refused_and_carries_out_nothing() -> None:
    assert faults(team(leader(9))) == [
        ("members[0]", "member-unknown"),
        ("modes", "mode-not-covered"),
        ("modes", "mode-not-covered"),
    ]


def test_technical_expert_who_leads_is_refused_and_gives_no_points() -> None:
    assert faults(team(leader(3)), expert(3)) == [
        ("members[0]", "member-role-missing"),
        ("modes", "mode-not-covered"),
        ("modes", "mode-not-covered"),
    ]


def test_mode_that_only_a_technical_expert_carries_out_is_not_covered() -> None:
    plan = team(leader(1, "I"), Member(3, EXPERT, ("E",)))

    assert faults(plan, person(1), expert(3)) == [("modes", "mode-not-covered")]


def test_auditor_who_goes_as_an_expert_gives_no_points() -> None:
    both = person(2, roles=frozenset({Role.AUDITOR, Role.TECHNICAL_EXPERT}))
    plan = team(leader(1, "I"), Member(2, EXPERT, ("E",)))

    assert faults(plan, person(1), both) == [("modes", "mode-not-covered")]


def test_auditor_who_is_no_expert_cannot_go_as_one() -> None:
    (problem,) = why_not(SCHEME, NEED, person(1), EXPERT)

    assert problem.message("zh") == (
        "审查员1 没有“技术专家”角色，不能担任技术专家：请换人，或请管理员核定其角色。"
    )


def test_expert_needs_no_mode_but_authorisation_for_the_scheme() -> None:
    assert reasons(expert(3, qualifications=(qualified(""),)), role=EXPERT) == []
    assert reasons(expert(3, qualifications=()), role=EXPERT) == ["member-not-qualified"]


def test_person_who_practises_in_another_body_is_refused() -> None:
    assert told(person(1, other_body="另一认证公司")) == (
        "审查员1 practises in “另一认证公司” too, and the law allows one body only "
        "(Regulations on Certification and Accreditation, Art. 14): "
        "choose another person."
    )


def test_member_without_a_declaration_holds_up_the_release_and_not_the_proposal() -> None:
    silent = person(1, declaration=None)

    assert faults(team(leader()), silent) == [("members[0]", "member-undeclared")]
    assert faults(team(leader()), silent, declared=False) == []
    assert reasons(silent) == []


@pytest.mark.parametrize("declared", [True, False])
def test_member_who_declared_a_conflict_is_always_refused(*, declared: bool) -> None:
    bound = person(1, declaration=Declaration(free=False, text="配偶任职"))

    assert faults(team(leader()), bound, declared=declared) == [("members[0]", "member-conflict")]
    assert "(配偶任职)" in told(bound)


def test_leader_of_a_client_whom_they_advised_23_months_ago_is_refused() -> None:
    adviser = consulted(date(2024, 12, 24))

    assert faults(team(leader()), adviser) == [("members[0]", "member-tied")]
    assert told(adviser) == (
        "审查员1 was a consultant of the client until 2024-12-24; with 2 years of look-back that bars the person "
        "up to and including 2026-12-24, and the fieldwork starts on 2026-11-24 (ISO/IEC 17065, 4.2): "
        "choose another person or later dates."
    )


@pytest.mark.parametrize(
    ("until_on", "codes"),
    [
        (date(2024, 11, 23), []),
        (date(2024, 11, 24), ["member-tied"]),
        (date(2024, 11, 25), ["member-tied"]),
        (OPENING, ["member-tied"]),
        (date(2030, 1, 1), ["member-tied"]),
        (date.max, ["member-tied"]),
        (None, ["member-tied-still"]),
    ],
)
def test_tie_bars_up_to_the_same_day_two_years_later_and_no_longer(until_on, codes) -> None:
    assert reasons(consulted(until_on)) == codes


@pytest.mark.parametrize(
    ("ended", "years", "barred"),
    [
        # A leap day ends its period on the last of February, and a leap year gives no day more.
        (date(2024, 2, 29), 2, date(2026, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
        (date(2026, 2, 28), 2, date(2028, 2, 28)),
        (date(2026, 11, 24), 0, date(2026, 11, 24)),
        (date(9999, 1, 1), 2, date.max),
    ],
)
def test_look_back_is_counted_on_the_calendar(ended: date, years: int, barred: date) -> None:
    assert barred_until(Tie(CLIENT, TieKind.EMPLOYED, ended, ended), years) == barred


@pytest.mark.parametrize(("first", "codes"), [(date(2026, 2, 28), ["member-tied"]), (date(2026, 3, 1), [])])
def test_tie_that_ended_on_a_leap_day_bars_up_to_the_28_of_february(first: date, codes) -> None:
    need = replace(NEED, dates=(first,))

    assert reasons(consulted(date(2024, 2, 29)), need) == codes


def test_look_back_counts_from_the_earliest_day_in_whatever_order_the_days_are_given() -> None:
    need = replace(NEED, dates=(LAST, OPENING, MIDDLE))

    assert reasons(consulted(date(2024, 11, 24)), need) == ["member-tied"]


def test_years_of_the_look_back_are_those_of_the_edition() -> None:
    adviser = consulted(date(2024, 11, 24))

    assert reasons(adviser, scheme=look_back(1)) == []
    assert reasons(adviser, scheme=look_back(3)) == ["member-tied"]


def test_tie_to_another_enterprise_does_not_bar() -> None:
    assert reasons(consulted(None, uscc=OTHER)) == []


def test_tie_is_found_however_the_credit_code_is_written() -> None:
    assert reasons(consulted(None, uscc=" 91110000-600037341l ")) == ["member-tied-still"]


def test_tie_that_goes_on_is_told_with_its_beginning() -> None:
    assert told(consulted(None, kind=TieKind.EMPLOYED), "zh") == (
        "审查员1 受雇于该客户，自 2020-01-01 起至今没有结束（GB/T 27065 第 4.2 条）：请换人。"
    )


def test_every_tie_is_told() -> None:
    ties = (Tie(CLIENT, TieKind.EMPLOYED, OPENING, LAST), Tie(CLIENT, TieKind.CONSULTED, OPENING))

    assert reasons(person(1, ties=ties)) == ["member-tied", "member-tied-still"]


@pytest.mark.parametrize("value", [None, True, -1, "two"])
def test_without_years_of_look_back_no_team_passes(value) -> None:
    assert faults(team(leader()), consulted(None), scheme=look_back(value)) == [
        ("parameters.independence.consultancy_years", "parameter-not-set")
    ]
    assert reasons(person(1), scheme=look_back(value)) == ["parameter-not-set"]


def test_edition_that_knows_no_look_back_lets_no_team_pass() -> None:
    silent = replace(SCHEME, parameters={})

    assert reasons(person(1), scheme=silent) == ["parameter-not-set"]


def booked(first, last, engagement=18):
    return person(1, bookings=(Booking(engagement, f"ZP-{engagement}", first, last),))


@pytest.mark.parametrize(
    ("first", "last", "codes"),
    [
        (OPENING - 3 * DAY, OPENING - DAY, []),
        (OPENING - 3 * DAY, OPENING, ["member-booked"]),
        (MIDDLE, MIDDLE, ["member-booked"]),
        (LAST, LAST + 3 * DAY, ["member-booked"]),
        (LAST + DAY, LAST + 3 * DAY, []),
    ],
)
def test_double_booking_by_a_single_day_is_refused(first, last, codes) -> None:
    assert reasons(booked(first, last)) == codes


def test_double_booking_names_the_days_and_the_other_engagement() -> None:
    assert told(booked(MIDDLE, LAST + DAY)) == (
        "审查员1 is booked for engagement ZP-18 on 2026-11-25, 2026-11-26: choose another person or other dates."
    )


def test_booking_for_this_engagement_is_no_double_booking() -> None:
    assert reasons(booked(OPENING, LAST, engagement=17)) == []


def test_booking_between_two_visits_is_no_double_booking() -> None:
    need = replace(NEED, dates=(OPENING, LAST))

    assert reasons(booked(MIDDLE, MIDDLE), need) == []


@pytest.mark.parametrize(
    ("from_on", "until_on", "days"),
    [
        (OPENING, LAST, ()),
        (MIDDLE, LAST, (OPENING,)),
        (OPENING, MIDDLE, (LAST,)),
        (MIDDLE, MIDDLE, (OPENING, LAST)),
    ],
)
def test_qualification_counts_on_its_first_and_its_last_day(from_on, until_on, days) -> None:
    candidate = person(1, qualifications=(qualified("EI", from_on, until_on),))

    problems = check_team(SCHEME, team(leader()), {1: candidate})

    told_days = [dict(each.values)["days"] for each in problems if each.code == "member-not-qualified"]
    assert told_days == ([tuple(map(str, days))] if days else [])


def test_qualification_that_expires_between_opening_and_last_day_is_refused() -> None:
    expiring = person(1, qualifications=(qualified("EI", until_on=MIDDLE),))

    assert faults(team(leader()), expiring) == [
        ("members[0]", "member-not-qualified"),
        ("modes", "mode-not-covered"),
        ("modes", "mode-not-covered"),
    ]


def test_qualifications_that_follow_each_other_are_as_good_as_one() -> None:
    two = (qualified("EI", until_on=OPENING), qualified("EI", from_on=MIDDLE))

    assert faults(team(leader()), person(1, qualifications=two)) == []


def test_qualification_for_another_scheme_does_not_count() -> None:
    other = Qualification("other-scheme", frozenset("EI"), date(2025, 1, 1), date(2027, 12, 31))

    assert reasons(person(1, qualifications=(other,))) == ["member-not-qualified", "member-without-mode"]


def test_mode_given_to_somebody_who_is_not_authorised_for_it_is_refused_and_not_covered() -> None:
    plan = team(leader(1, "EI"))

    problems = check_team(SCHEME, plan, {1: person(1, "E")})

    assert [each.code for each in problems] == ["member-not-qualified-for-mode", "mode-not-covered"]
    assert problems[0].message("zh") == (
        "审查员1 在 2026-11-24、2026-11-25、2026-11-26 没有模式 I 的有效能力授权"
        "（GB/T 27065 第 6.1 条）：请另行分工、改日期或更新授权。"
    )


def test_mode_that_another_auditor_covers_does_not_excuse_the_one_without_authorisation() -> None:
    plan = team(leader(1, "EI"), Member(2, AUDITOR, ("I",)))

    assert faults(plan, person(1, "E"), person(2)) == [("members[0]", "member-not-qualified-for-mode")]


def test_expert_is_authorised_for_the_modes_given_to_them_too() -> None:
    plan = team(leader(), Member(3, EXPERT, ("E", "I")))

    assert faults(plan, person(1), expert(3, qualifications=(qualified("E"),))) == [
        ("members[1]", "member-not-qualified-for-mode")
    ]


def test_mode_that_nobody_was_given_is_not_covered() -> None:
    assert faults(team(leader(1, "E")), person(1)) == [("modes", "mode-not-covered")]


def test_team_without_dates_does_not_pass_for_want_of_days() -> None:
    need = replace(NEED, dates=())
    unfit = person(1, qualifications=(), ties=consulted(None).ties)

    assert faults(team(leader(), need=need), unfit) == [("dates", "team-dates-missing")]
    assert reasons(unfit, need) == ["team-dates-missing"]


def test_all_reasons_of_all_persons_are_told_at_once() -> None:
    wrong = person(
        1,
        roles=frozenset({Role.CASE_OFFICER}),
        other_body="另一公司",
        declaration=Declaration(free=False, text="股东"),
        ties=consulted(None).ties,
        bookings=booked(OPENING, LAST).bookings,
        qualifications=(),
    )
    plan = team(Member(1, AUDITOR, ("H",)), Member(2, EXPERT, ("E",)))

    assert faults(plan, wrong, expert(2, declaration=None, qualifications=(qualified("I"),))) == [
        ("members", "one-leader"),
        ("members[0]", "member-role-missing"),
        ("members[0]", "member-in-other-body"),
        ("members[0]", "member-conflict"),
        ("members[0]", "member-tied-still"),
        ("members[0]", "member-booked"),
        ("members[0]", "member-not-qualified"),
        ("members[1]", "member-not-qualified-for-mode"),
        ("members[1]", "member-undeclared"),
        ("modes", "mode-not-covered"),
        ("modes", "mode-not-covered"),
    ]


def test_person_is_told_which_modes_of_the_plan_they_lack() -> None:
    assert told(person(1, "AH"), "zh") == "审查员1 没有获授权实施计划中的任何模式（E、I）：请换人。"


def test_capable_of_names_the_modes_that_are_theirs_on_every_day_in_the_order_of_the_plan() -> None:
    held = (qualified("IAE"), qualified("H", until_on=MIDDLE))
    need = replace(NEED, modes=("E", "H", "I"))

    assert capable_of(SCHEME, need, person(1, qualifications=held)) == ("E", "I")


@pytest.mark.parametrize("kind", [TieKind, Grade])
def test_every_choice_has_its_own_words(kind) -> None:
    for language in ("zh", "en"):
        assert len({label(f"{kind.__name__}.{each}", language) for each in kind}) == len(kind)
