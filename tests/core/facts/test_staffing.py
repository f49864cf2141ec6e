# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.facts.asking import ON, RULES, ask, check
from zhuoping.core.facts import CheckRules
from zhuoping.core.facts.checks.staffing import least_professionals


def person(name: str, **more: object) -> dict[str, object]:
    return {"name": name, "post": "维修工", "employment": "own", **more}


def certified(name: str, days: int | None = 365, **more: object) -> dict[str, object]:
    until = None if days is None else str(ON + timedelta(days=days))
    return person(name, certificate="服务证", valid_until=until, **more)


def manager(name: str, grade: str = "none", **more: object) -> dict[str, object]:
    return {"name": name, "level": "headquarters", "grade": grade, **more}


def test_staff_with_certificate_or_training_are_met() -> None:
    roster = [certified("甲"), certified("乙", None), person("丙", trained_on="2026-03-01")]

    answer = ask("staff-certified", roster=roster)

    assert (answer.verdict, answer.remarks) == ("met", [])
    assert answer.figures == {
        "staff": 3, "certified": 2, "certified_share": Decimal("0.6667"), "trained_only": 1, "neither": 0,
        "expired": 0, "expiring": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("days", "remark", "counted"),
    [
        (-1, "certificate-expired", 0),
        (0, "certificate-expiring", 1),
        (90, "certificate-expiring", 1),
        (91, None, 1),
    ],
)
def test_certificate_is_valid_through_its_last_day(days: int, remark: str | None, counted: int) -> None:
    answer = ask("staff-certified", roster=[certified("甲", days, trained_on="2026-01-01")])

    assert answer.remarks == ([("roster[0]", remark, "attention")] if remark else [])
    assert answer.figures["certified"] == counted


def test_person_with_neither_certificate_nor_training_is_a_gap() -> None:
    roster = [person("甲", trained_on="2026-11-25"), certified("乙", -30)]

    answer = ask("staff-certified", roster=roster)

    assert answer.verdict == "gap"
    assert answer.remarks == [
        ("roster[0]", "staff-without-certificate-or-training", "gap"),
        ("roster[1]", "certificate-expired", "gap"),
    ]
    assert answer.figures["neither"] == 2


def test_rows_with_one_staff_number_are_one_person() -> None:
    roster = [certified("甲", -5, staff_number="A-1"), certified("甲", staff_number="a-1"), certified("甲")]

    answer = ask("staff-certified", roster=roster)

    assert answer.remarks == [("roster[0]", "certificate-expired", "attention")]
    assert (answer.figures["staff"], answer.figures["certified"]) == (2, 2)


def test_edition_without_warning_days_warns_of_nothing() -> None:
    answer = ask("staff-certified", rules=CheckRules(), roster=[certified("甲", 1)])

    assert (answer.verdict, answer.figures["expiring"]) == ("met", 0)


def test_posts_filled_as_needed_are_met() -> None:
    answer = ask("posts-filled", posts=[{"post": "维修工", "needed": 2}], roster=[person("甲"), person("乙")])

    assert (answer.verdict, answer.remarks) == ("met", [])
    assert answer.figures == {"posts": 1, "needed": 2, "in_post": 2, "posts_empty": 0, "posts_short": 0}


def test_posts_empty_or_short_are_gaps() -> None:
    posts = [
        {"post": "维修工", "needed": 2},
        {"post": "客服", "needed": 3},
        {"post": "顾问", "needed": 0},
        {"post": "维修工", "needed": 1},
    ]
    roster = [
        person("甲"),
        person("乙", post="司机"),
        person("丙", staff_number="1"),
        person("丙", staff_number="1"),
    ]

    answer = ask("posts-filled", posts=posts, roster=roster)

    assert answer.verdict == "gap"
    assert answer.remarks == [
        ("posts[0]", "post-short", "gap"),
        ("posts[1]", "post-empty", "gap"),
        ("roster[1]", "post-not-listed", "attention"),
    ]
    assert answer.figures == {"posts": 3, "needed": 6, "in_post": 2, "posts_empty": 1, "posts_short": 1}


def test_posts_without_a_roster_cannot_be_told() -> None:
    found = check("posts-filled", posts=[{"post": "维修工", "needed": 2}])

    assert (found.verdict, found.empty) == ("cannot-tell", ("roster",))


def test_posts_without_a_demand_of_law_need_no_qualification() -> None:
    answer = ask("legal-qualifications", posts=[{"post": "维修工", "needed": 1}], roster=[person("甲")])

    assert (answer.verdict, answer.figures) == ("met", {"posts": 0, "staff": 0, "lacking": 0})


def test_qualification_demanded_by_law_must_be_held_on_the_day() -> None:
    posts = [{"post": "电工", "needed": 5, "legal_qualification": "低压电工作业操作证"}]
    held = {"post": "电工", "legal_qualification": "低压电工作业"}
    roster = [
        person("甲", **held),
        person("乙", post="电工"),
        person("丙", **held, legal_valid_until="2026-11-23"),
        person("丁", **held, legal_valid_until="2026-12-31"),
        person("戊", **held, legal_valid_until="2026-12-31", staff_number="5"),
        person("戊", **held, legal_valid_until="2027-12-31", staff_number="5"),
        person("己"),
    ]

    answer = ask("legal-qualifications", posts=posts, roster=roster)

    assert answer.verdict == "gap"
    assert answer.remarks == [
        ("roster[1]", "legal-qualification-missing", "gap"),
        ("roster[2]", "legal-qualification-expired", "gap"),
        ("roster[3]", "legal-qualification-expiring", "attention"),
    ]
    assert answer.figures == {"posts": 1, "staff": 5, "lacking": 2}


def test_another_qualification_than_the_law_demands_is_for_a_person_to_compare() -> None:
    posts = [{"post": "焊工", "needed": 2, "legal_qualification": "焊接与热切割作业"}]
    held = {"post": "焊工", "legal_qualification": "低压电工作业", "staff_number": "7"}
    roster = [
        person("甲", post="焊工", legal_qualification="低压电工作业", legal_valid_until="2026-12-31"),
        person("乙", **held),
        person("乙", **{**held, "legal_qualification": "焊接与热切割作业操作证"}),
    ]

    answer = ask("legal-qualifications", posts=posts, roster=roster)

    assert answer.remarks == [("roster[0]", "legal-qualification-differs", "attention")]
    assert answer.figures == {"posts": 1, "staff": 2, "lacking": 0}


def test_outsourced_staff_have_to_be_covered_by_rules() -> None:
    roster = [
        person("甲"),
        person("乙", employment="outsourced", covered_by_rules=True),
        person("丙", employment="outsourced", covered_by_rules=False),
        person("丁", employment="outsourced"),
    ]

    answer = ask("outsourced-staff", roster=roster)

    assert answer.verdict == "gap"
    assert answer.remarks == [
        ("roster[2]", "outsourced-not-covered", "gap"),
        ("roster[3]", "outsourced-cover-not-stated", "attention"),
    ]
    assert answer.figures == {
        "staff": 4,
        "outsourced": 3,
        "outsourced_share": Decimal("0.7500"),
        "uncovered": 2,
    }


@pytest.mark.parametrize(("count", "needed"), [(1, 1), (9, 1), (10, 1), (11, 2), (20, 2), (21, 3)])
def test_tenth_of_the_managers_is_rounded_up(count: int, needed: int) -> None:
    answer = ask("service-managers", managers=[manager(f"经理{each}") for each in range(count)])

    assert answer.figures["needed"] == needed


@pytest.mark.parametrize(
    ("rounding", "needed"),
    [("up", 2), ("ceil", 2), ("ceiling", 2), ("half-up", 2), ("half-even", 2), ("down", 1)],
)
def test_rounding_is_that_of_the_edition(rounding: str, needed: int) -> None:
    assert least_professionals(15, replace(RULES, managers_rounding=rounding)) == needed


def test_professionals_below_the_ratio_and_without_intermediate_are_gaps() -> None:
    managers = [manager(f"经理{each}") for each in range(10)]
    managers.append(manager("甲", "junior"))

    answer = ask("service-managers", managers=managers)

    assert answer.verdict == "gap"
    assert answer.remarks == [
        ("managers", "professionals-too-few", "gap"),
        ("managers", "intermediate-too-few", "gap"),
    ]
    assert answer.figures == {
        "managers": 11, "needed": 2, "professionals": 1, "professionals_share": Decimal("0.0909"),
        "intermediate": 0, "intermediate_needed": 1,
    }  # fmt: skip


def test_certificate_of_a_manager_counts_only_while_valid() -> None:
    managers = [
        manager("甲", "senior", valid_until="2026-11-23"),
        manager("乙", "intermediate", valid_until="2026-12-01"),
    ]

    answer = ask("service-managers", managers=managers)

    assert answer.verdict == "attention"
    assert answer.remarks == [
        ("managers[0]", "certificate-expired", "attention"),
        ("managers[1]", "certificate-expiring", "attention"),
    ]
    assert (answer.figures["professionals"], answer.figures["intermediate"]) == (1, 1)


def test_managers_of_outlets_count_only_where_the_edition_says_so() -> None:
    managers = [
        manager("甲", "senior"),
        *({**manager(f"店长{each}"), "level": "outlet"} for each in range(10)),
    ]

    counted = ask("service-managers", managers=managers)
    spared = ask("service-managers", rules=replace(RULES, managers_outlets_count=False), managers=managers)

    assert (counted.verdict, counted.figures["managers"], counted.figures["needed"]) == ("gap", 11, 2)
    assert (spared.verdict, spared.figures["managers"], spared.figures["needed"]) == ("met", 1, 1)


@pytest.mark.parametrize(
    "silent",
    [
        CheckRules(),
        replace(RULES, managers_ratio=None),
        replace(RULES, managers_least=None),
        replace(RULES, managers_rounding="sideways"),
        replace(RULES, managers_intermediate_least=None),
        replace(RULES, managers_outlets_count=None),
    ],
)
def test_edition_silent_on_managers_cannot_be_told(silent: CheckRules) -> None:
    answer = ask("service-managers", rules=silent, managers=[manager("甲", "senior")])

    assert answer.verdict == "cannot-tell"
    assert answer.remarks == [("managers", "edition-silent-on-managers", "cannot-tell")]


@given(st.integers(1, 5000), st.decimals("0.01", "1", places=2))
def test_least_number_of_professionals_never_falls_below_the_ratio(count: int, ratio: Decimal) -> None:
    needed = least_professionals(count, replace(RULES, managers_ratio=ratio))

    assert needed is not None
    assert Decimal(needed) / count >= ratio or Decimal(needed) >= ratio * count
    assert Decimal(needed) - ratio * count < 1 or needed == 1
