# SPDX-License-Identifier: Apache-2.0
"""The team of a plan, its bookings, its declarations of interests, and its agenda."""

from datetime import date, time

import pytest

from tests import plans
from tests.cast import NOW, TODAY
from tests.plans import early, missing, refusal, told
from zhuoping.actions import planning
from zhuoping.core.agenda import AgendaItem, ItemKind
from zhuoping.records.models import (
    InterestDeclaration,
    PlanMember,
    Qualification,
    RoleHolding,
)
from zhuoping.records.people_values import candidates

pytestmark = pytest.mark.django_db


# -- the team


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda cast: Qualification.objects.filter(person=cast.lin).delete(), "member-not-qualified"),
        (
            lambda cast: RoleHolding.objects.filter(person=cast.lin).update(ended_at=NOW),
            "member-role-missing",
        ),
        (
            lambda cast: type(cast.lin).objects.filter(pk=cast.lin.pk).update(other_body="乙认证"),
            "member-in-other-body",
        ),
        (
            lambda cast: type(cast.lin).objects.filter(pk=cast.lin.pk).update(is_active=False),
            "member-role-missing",
        ),
    ],
)
def test_person_who_may_not_go_is_not_put_on_the_team(cast, edition, change, code):
    engagement = plans.agreed(cast, edition)
    plans.begun(cast, engagement)
    change(cast)

    found = refusal(plans.manned, cast, engagement)

    assert code in {each.split(": ")[1] for each in found}
    assert not PlanMember.objects.exists()


def test_whoever_joins_the_team_is_asked_once_to_declare(cast, edition):
    engagement = plans.agreed(cast, edition)
    plans.begun(cast, engagement)

    plans.manned(cast, engagement, plans.members(cast)[:1])
    plans.manned(cast, engagement)

    assert (told(cast.lin), told(cast.sun)) == (["interests-wanted"], ["interests-wanted"])


def test_conflict_that_was_declared_keeps_the_person_away(cast, edition):
    engagement = plans.drafted(cast, edition)

    planning.declare(by=cast.sun, at=NOW, number=engagement.number, free=False, text="配偶在该公司任职")

    assert missing(engagement) == ["member-conflict"]
    assert "interests-conflict" in told(cast.ma)


def test_person_of_no_team_declares_nothing(cast, edition):
    engagement = plans.agreed(cast, edition)

    found = refusal(planning.declare, by=cast.lin, at=NOW, number=engagement.number, free=True)

    assert found == ["by: not-allowed-relation"]
    assert not InterestDeclaration.objects.exists()


# -- double booking


def test_two_drafts_may_plan_with_one_person_and_the_first_release_has_them(cast, edition):
    first = plans.drafted(cast, edition)
    second = plans.drafted(cast, edition, plans.agreed(cast, edition, cast.bob, cast.client_b))

    plans.released(cast, first)

    assert refusal(plans.released, cast, second) == ["members[0]: member-booked", "members[1]: member-booked"]


def test_person_is_free_again_when_the_plan_is_taken_back(cast, edition):
    first = plans.planned(cast, edition)
    second = plans.drafted(
        cast,
        edition,
        plans.agreed(cast, edition, cast.bob, cast.client_b),
        (date(2026, 12, 10), date(2026, 12, 11)),
    )
    plans.begun(cast, second)
    plans.scheduled(cast, second)
    before = missing(second)

    planning.withdraw(by=cast.ma, at=NOW, number=first.number, reason="企业停电")

    assert set(before) == {"member-booked"}
    assert missing(second) == []


def test_work_before_the_visit_books_the_day_of_whoever_does_it(cast, edition):
    day = date(2026, 12, 1)
    engagement = plans.drafted(cast, edition)
    early(cast, engagement, cast.sun, day)
    plans.released(cast, engagement)

    people = candidates()

    booked = {key: [(each.first, each.last) for each in people[key].bookings] for key in people}
    assert booked[cast.sun.pk] == [(day, day), (plans.FIRST, plans.LAST)]
    assert booked[cast.lin.pk] == [(plans.FIRST, plans.LAST)]


def test_work_before_the_visit_needs_the_person_to_be_free_then(cast, edition):
    other = plans.drafted(
        cast, edition, team=plans.members(cast)[:1], dates=(date(2026, 11, 30), date(2026, 12, 3))
    )
    plans.released(cast, other)
    engagement = plans.drafted(cast, edition, plans.agreed(cast, edition, cast.bob, cast.client_b))

    early(cast, engagement, cast.sun, date(2026, 12, 1))
    with_sun = missing(engagement)
    early(cast, engagement, cast.lin, date(2026, 12, 1))

    assert with_sun == []
    assert missing(engagement) == ["member-booked"]


# -- the agenda


def test_item_with_a_fault_of_its_own_is_refused(cast, edition):
    engagement = plans.drafted(cast, edition)
    item = AgendaItem(ItemKind.WORK, plans.FIRST, time(12), time(11), (), "wd-none")

    found = refusal(
        planning.save_item,
        by=cast.ma,
        at=NOW,
        on=TODAY,
        number=engagement.number,
        version=plans.edit_of(engagement),
        index=None,
        item=item,
    )

    assert found == [
        "agenda[0].end: agenda-time-order",
        "agenda[0].persons: agenda-nobody",
        "agenda[0].place: agenda-place-unknown",
        "agenda[0].modes: agenda-mode-required",
    ]


def test_item_that_is_gone_is_told(cast, edition):
    engagement = plans.drafted(cast, edition)
    given = {"number": engagement.number, "version": plans.edit_of(engagement)}

    assert refusal(planning.remove_item, by=cast.ma, at=NOW, index=99, **given) == [
        "agenda: agenda-item-gone"
    ]


def test_agenda_cannot_be_proposed_without_a_team(cast, edition):
    engagement = plans.agreed(cast, edition)
    plans.begun(cast, engagement)

    assert refusal(plans.scheduled, cast, engagement) == ["agenda: agenda-nobody-to-propose"]
