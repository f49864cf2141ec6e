# SPDX-License-Identifier: Apache-2.0
"""Plans for tests with a database, made by the real actions: `drafted` lacks nothing, `planned` is released."""

import json
from datetime import date, time
from decimal import Decimal

import pytest
from django.utils import timezone

from tests.cast import NOW, TODAY
from tests.engagements import FORM, fill_facts, handed_in, opened
from tests.remembering import remembered
from zhuoping.actions import planning
from zhuoping.core.agenda import AgendaItem, ItemKind
from zhuoping.core.case import TeamRole
from zhuoping.core.lifecycle import Stage
from zhuoping.core.problems import Refused
from zhuoping.core.team import Member
from zhuoping.records.models import (
    Application,
    CertificateLookUp,
    Engagement,
    LedgerEntry,
    Notice,
    Plan,
)
from zhuoping.records.plan_values import latest_plan, points_of

FIRST, LAST = date(2026, 12, 7), date(2026, 12, 8)
SEED = "2026-11-24 08 17 22"


@remembered
def agreed(cast, edition, by=None, client=None):
    """An engagement whose plan is to be made.

    Straight to its stage: planning reads the scope, the design responsibility and the outlets, and the thirty acts of
    an application, its review and its agreement would make each of these tests ten times as long.
    """
    by, client = by or cast.alice, client or cast.client_a
    fill_facts(by, client)
    engagement = opened(cast, edition, by, client)
    Application.objects.filter(engagement=engagement).update(scope=FORM.scope, design_responsibility=True)
    Engagement.objects.filter(pk=engagement.pk).update(stage=Stage.AGREED, officer=cast.ma)
    looked_up(cast, engagement)
    return Engagement.objects.select_related("client", "edition", "application").get(pk=engagement.pk)


def looked_up(cast, engagement, **changes):
    """What the body found of the prior certificate, as valid today unless something is changed; written as it is.

    Pages go by the clock, so a look-up of the day of these tests would grow old.
    """
    values = {
        "number": FORM.prior_number,
        "issuer": FORM.prior_issuer,
        "level": FORM.prior_level,
        "valid_until": FORM.prior_valid_until,
        "status": FORM.prior_status,
        "checked_on": max(TODAY, timezone.localdate()),
        "recorded_at": NOW,
        "recorded_by": cast.ma,
    }
    proof = handed_in(cast.ma, engagement.client, engagement=engagement, internal=True)
    return CertificateLookUp.objects.create(engagement=engagement, proof=proof, **values | changes)


def edit_of(engagement):
    """The version of the draft as a page would send it."""
    plan = Plan.objects.filter(engagement=engagement).order_by("-version").first()
    return plan.edit if plan else 0


def members(cast, *, lin="E H I", sun="E I"):
    """Lin leads, Sun goes along; each with these modes."""
    return [
        Member(cast.lin.pk, TeamRole.LEADER, tuple(lin.split())),
        Member(cast.sun.pk, TeamRole.AUDITOR, tuple(sun.split())),
    ]


def begun(cast, engagement, first=FIRST, last=LAST, modes="E+H+I", **more):
    """Modes and dates only."""
    return planning.save_basics(
        by=cast.ma,
        at=NOW,
        number=engagement.number,
        version=edit_of(engagement),
        modes=modes,
        starts_on=first,
        ends_on=last,
        **more,
    )


def sampled(cast, engagement, seed=SEED, **more):
    """With the sample drawn."""
    return planning.draw_sample(
        by=cast.ma,
        at=NOW,
        on=TODAY,
        number=engagement.number,
        version=edit_of(engagement),
        seed=seed,
        **more,
    )


def manned(cast, engagement, team=None):
    """With the team."""
    return planning.save_team(
        by=cast.ma,
        at=NOW,
        number=engagement.number,
        version=edit_of(engagement),
        members=members(cast) if team is None else team,
    )


def counted(cast, engagement, planned_days="4", **changes):
    """With the person-days."""
    values = {"families": 1, "by_headcount": {}, "reductions": [], "planned_days": Decimal(planned_days)}
    return planning.save_days(
        by=cast.ma, at=NOW, number=engagement.number, version=edit_of(engagement), **values | changes
    )


def scheduled(cast, engagement):
    """With the proposed agenda."""
    return planning.propose_agenda(
        by=cast.ma, at=NOW, on=TODAY, number=engagement.number, version=edit_of(engagement)
    )


@remembered
def drafted(cast, edition, engagement=None, dates=(FIRST, LAST), team=None, *, declared=True):
    """A draft that lacks nothing, unless the declarations of interests are left out."""
    engagement = engagement or agreed(cast, edition)
    begun(cast, engagement, *dates)
    sampled(cast, engagement)
    manned(cast, engagement, team)
    counted(cast, engagement)
    scheduled(cast, engagement)
    for member in team or members(cast):
        if declared:
            person = next(each for each in (cast.lin, cast.sun) if each.pk == member.person)
            planning.declare(by=person, at=NOW, number=engagement.number, free=True)
    engagement.refresh_from_db()
    return engagement


def released(cast, engagement):
    """The plan of a finished draft, released by Ma."""
    return planning.release(
        by=cast.ma, at=NOW, on=TODAY, number=engagement.number, version=edit_of(engagement)
    )


@remembered
def planned(cast, edition, **more):
    """An engagement whose plan waits for the client."""
    engagement = drafted(cast, edition, **more)
    released(cast, engagement)
    engagement.refresh_from_db()
    return engagement


@remembered
def confirmed(cast, edition, **more):
    """An engagement that is ready for fieldwork."""
    engagement = planned(cast, edition, **more)
    planning.confirm(by=cast.alice, at=NOW, number=engagement.number, plan_version=1)
    engagement.refresh_from_db()
    return engagement


# -- what tests ask


def refusal(call, *given, **named):
    """Each problem that a call is refused for, as `path: code`."""
    with pytest.raises(Refused) as refused:
        call(*given, **named)
    return [f"{each.path}: {each.code}" for each in refused.value.problems]


def missing(engagement, on=TODAY):
    """What the newest plan lacks."""
    return [each.code for each in points_of(latest_plan(engagement), on)]


def told(person):
    """What a person was told, oldest first."""
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("code", flat=True))


def last_entry():
    """The newest entry of the ledger."""
    return LedgerEntry.objects.order_by("-sequence").first()


def said():
    """What that entry says."""
    return json.loads(last_entry().body)


def early(cast, engagement, who, day):
    """A survey of customers by one person on a day before the visit."""
    item = AgendaItem(ItemKind.WORK, day, time(9), time(11), (who.pk,), modes=("E",))
    return planning.save_item(
        by=cast.ma,
        at=NOW,
        on=TODAY,
        number=engagement.number,
        version=edit_of(engagement),
        index=None,
        item=item,
    )
