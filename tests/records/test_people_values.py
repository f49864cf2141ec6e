# SPDX-License-Identifier: Apache-2.0
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.adopting import adopt
from tests.cast import NOW, SCHEME, USCC_A, make_cast
from zhuoping.core.authority import Role
from zhuoping.core.team import Booking, Declaration, Grade, Qualification, Tie, TieKind
from zhuoping.records import models
from zhuoping.records.people_values import candidates, drafted

FIRST, LAST = date(2026, 12, 1), date(2026, 12, 3)


@pytest.fixture
def cast(db):
    return make_cast()


@pytest.fixture
def edition(cast):
    return adopt(cast.tan)


def engagement(cast, edition, number="ZP-2026-000001", stage="agreed"):
    return models.Engagement.objects.create(
        number=number,
        client=cast.client_a,
        edition=edition,
        type="initial",
        stage=stage,
        stage_since=NOW,
        opened_at=NOW,
        opened_by=cast.alice,
    )


def plan(cast, of, *, state="released", role="auditor", dates=(FIRST, LAST), version=1):
    made = models.Plan.objects.create(
        engagement=of,
        version=version,
        number=f"{of.number}-P{version}",
        state=state,
        type="initial",
        starts_on=dates[0],
        ends_on=dates[1],
        made_at=NOW,
        made_by=cast.ma,
    )
    models.PlanMember.objects.create(plan=made, person=cast.lin, role=role, modes=["I"])
    return made


def test_candidates_are_the_active_holders_of_a_role_of_a_team(cast):
    models.Person.objects.filter(pk=cast.sun.pk).update(is_active=False)

    found = candidates()

    assert {each.name for each in found.values()} == {"林审查", "何技术"}
    lin = found[cast.lin.pk]
    assert (lin.id, lin.roles) == (cast.lin.pk, {Role.AUDITOR})
    assert lin.qualifications == (
        Qualification(SCHEME, frozenset("ABCDEFGHI"), date(2025, 1, 1), date(2027, 12, 31)),
    )


def test_whoever_is_on_a_team_stays_known_after_their_account_or_role_ended(cast):
    models.RoleHolding.objects.filter(person=cast.lin).update(ended_at=NOW)
    models.Person.objects.filter(pk=cast.sun.pk).update(is_active=False)

    found = candidates(among=[cast.lin.pk, cast.sun.pk])

    assert (found[cast.lin.pk].roles, found[cast.sun.pk].roles) == (frozenset(), frozenset())


def test_all_roles_count_and_not_only_those_of_a_team(cast):
    models.RoleHolding.objects.create(person=cast.lin, role=Role.DECIDER, since_at=NOW)

    assert candidates()[cast.lin.pk].roles == {Role.AUDITOR, Role.DECIDER}


def test_ended_authorisation_does_not_count_and_the_latest_grade_does(cast):
    models.Qualification.objects.filter(person=cast.lin).update(ended_at=NOW)
    for first, grade in ((date(2026, 1, 1), "auditor"), (date(2026, 6, 1), "senior"), (date(2026, 7, 1), "")):
        models.Qualification.objects.create(
            person=cast.lin,
            scheme=SCHEME,
            modes=["I"],
            grade=grade,
            from_on=first,
            until_on=LAST,
            granted_at=NOW,
        )

    found = candidates()[cast.lin.pk]

    assert [each.from_on for each in found.qualifications] == [
        date(2026, 1, 1),
        date(2026, 6, 1),
        date(2026, 7, 1),
    ]
    assert found.grade is Grade.SENIOR


def test_ties_and_other_body_are_read(cast):
    models.Person.objects.filter(pk=cast.lin.pk).update(other_body="别家认证")
    models.ClientTie.objects.create(
        person=cast.lin, uscc=USCC_A, kind="consulted", from_on=FIRST, until_on=LAST, recorded_at=NOW
    )

    found = candidates()[cast.lin.pk]

    assert found.other_body == "别家认证"
    assert found.ties == (Tie(USCC_A, TieKind.CONSULTED, FIRST, LAST),)


@pytest.mark.parametrize(
    ("state", "stage", "books"),
    [
        ("draft", "agreed", False),
        ("released", "planned", True),
        ("confirmed", "confirmed", True),
        ("replaced", "agreed", False),
        ("confirmed", "discontinued", False),
        ("draft", "declined", False),
    ],
)
def test_days_of_plans_that_stand_are_taken(cast, edition, state, stage, books):
    of = engagement(cast, edition, stage=stage)
    plan(cast, of, state=state)

    bookings = candidates()[cast.lin.pk].bookings

    assert bookings == ((Booking(of.pk, of.number, FIRST, LAST),) if books else ())


def test_days_before_the_visit_on_which_a_person_has_work_are_taken_too(cast, edition):
    made = plan(cast, engagement(cast, edition))
    made.agenda = [
        {"day": "2026-11-20", "persons": [cast.lin.pk]},
        {"day": "2026-11-21", "persons": [cast.sun.pk]},
        {"day": "2026-12-02", "persons": [cast.lin.pk]},
    ]
    made.save()

    days = [(each.first, each.last) for each in candidates()[cast.lin.pk].bookings]

    assert days == [(date(2026, 11, 20), date(2026, 11, 20)), (FIRST, LAST)]


def test_drafts_of_others_are_told_and_not_ones_own(cast, edition):
    own, other = engagement(cast, edition, "ZP-1"), engagement(cast, edition, "ZP-2")
    for of in (own, other):
        plan(cast, of, state="draft")

    assert drafted([cast.lin.pk], own) == {cast.lin.pk: [Booking(other.pk, "ZP-2", FIRST, LAST)]}


def test_plan_without_days_takes_none(cast, edition):
    plan(cast, engagement(cast, edition), dates=(FIRST, None))

    assert candidates()[cast.lin.pk].bookings == ()


def test_engagements_led_are_counted_once_each(cast, edition):
    first, second, third = (engagement(cast, edition, f"ZP-{number}") for number in range(3))
    plan(cast, first, state="confirmed", role="leader")
    plan(cast, first, state="confirmed", role="leader", version=2)
    plan(cast, second, state="confirmed", role="leader")
    plan(cast, third, state="released", role="leader")

    assert candidates()[cast.lin.pk].led == 2


def test_latest_declaration_for_this_engagement_counts(cast, edition):
    first, second = engagement(cast, edition, "ZP-1"), engagement(cast, edition, "ZP-2")
    for of, free, text in ((first, True, ""), (first, False, "亲属任职"), (second, True, "")):
        models.InterestDeclaration.objects.create(
            engagement=of, person=cast.lin, free=free, text=text, declared_at=NOW + timedelta(hours=1)
        )

    assert candidates(first)[cast.lin.pk].declaration == Declaration(free=False, text="亲属任职")
    assert candidates(second)[cast.lin.pk].declaration == Declaration(free=True)
    assert candidates(first)[cast.sun.pk].declaration is None
    assert candidates()[cast.lin.pk].declaration is None


def test_queries_do_not_grow_with_the_people(cast, edition):
    of = engagement(cast, edition)
    with CaptureQueriesContext(connection) as few:
        candidates(of)
    for person in (cast.zhou, cast.wu, cast.ou):
        models.RoleHolding.objects.create(person=person, role=Role.AUDITOR, since_at=NOW)

    with CaptureQueriesContext(connection) as many:
        assert len(candidates(of)) == 6

    assert len(many) == len(few)
