# SPDX-License-Identifier: Apache-2.0
"""Characteristic sheets for tests, by the real actions: a plan with covert modes, sheets of Lin and Sun, evidence."""

from datetime import date
from io import BytesIO

from tests import plans
from tests.cast import NOW
from tests.fieldworking import IN_FIELD, attached
from tests.files import image
from zhuoping.actions import planning
from zhuoping.actions.evidence import Handed
from zhuoping.actions.fieldwork import opening, sheets
from zhuoping.core.case import TeamRole
from zhuoping.core.characteristics import SheetHead
from zhuoping.core.team import Member
from zhuoping.records.models import Application, CharacteristicSheet, Engagement
from zhuoping.records.sheet_values import head_of, subject_of

# What only the body may read before the release, and some of it for ever.
PLACE, SCENARIO = "集美暗访点", "冒充水泵用户致电报修"
COVER, PURCHASE, NOTE = "化名钱先生", "收据 JM-0412", "前台态度记录，仅供机构"
SECRETS = (PLACE, SCENARIO, COVER, PURCHASE, NOTE)
ROW = {
    "contact": "报修电话",
    "name": "接听等待",
    "kind": "temporal",
    "expected": "30",
    "bound": "at-most",
    "unit": "s",
    "repeats": ["25", "18.5"],
    "method": "秒表计时",
    "instrument": "秒表 S-07",
    "note": NOTE,
}
SEEN = {
    "contact": "前台",
    "name": "着装",
    "kind": "sensory",
    "expected": "统一工装",
    "observed": "三人均着工装",
    "verdict": "conforming",
}


def planned_with(cast, edition, modes="A+B+C+D", **more):
    """An engagement whose client confirmed a plan with these modes, of which Sun carries out the covert ones."""
    engagement = plans.agreed(cast, edition, **more)
    every, mine = modes.split("+"), {"lin": ["E", "H", "I"], "sun": ["I"]}
    for letter in every:
        mine["sun" if letter in "BD" else "lin"].append(letter)
    plans.begun(
        cast,
        engagement,
        last=date(2026, 12, 10),
        modes="+".join(sorted({"E", "H", "I", *every})),
        modes_reason="投诉集中在上门服务",
    )
    plans.sampled(cast, engagement)
    team = [
        Member(cast.lin.pk, TeamRole.LEADER, tuple(sorted(mine["lin"]))),
        Member(cast.sun.pk, TeamRole.AUDITOR, tuple(sorted(mine["sun"]))),
    ]
    plans.manned(cast, engagement, team)
    plans.counted(cast, engagement)
    plans.scheduled(cast, engagement)
    for each in (cast.lin, cast.sun):
        planning.declare(by=each, at=NOW, number=engagement.number, free=True)
    plans.released(cast, engagement)
    user = cast.bob if engagement.client_id == cast.client_b.pk else cast.alice
    planning.confirm(by=user, at=NOW, number=engagement.number, plan_version=1)
    return fresh(engagement)


def in_field_with(cast, edition, modes="A+B+C+D", **more):
    """The same in the field."""
    engagement = planned_with(cast, edition, modes, **more)
    opening.open_fieldwork(by=cast.lin, at=IN_FIELD, number=engagement.number)
    return fresh(engagement)


def fresh(engagement):
    """The engagement as it stands now."""
    assert Application.objects.filter(engagement=engagement).exists()
    return Engagement.objects.select_related("client", "edition", "application").get(pk=engagement.pk)


def head(by, mode, **more):
    """Where, when and by whom; of a covert mode with scenario, cover and proof."""
    given = {"mode": mode, "place": "厦门网点", "visited_at": NOW, "inspector": by.pk}
    if mode in "BD":
        given |= {"place": PLACE, "scenario": SCENARIO, "cover": COVER, "purchase": PURCHASE}
    return SheetHead(**given | more)


def made(engagement, by, mode="A", rows=(ROW,), at=IN_FIELD, **more):
    """A sheet with its rows."""
    return sheets.make(by=by, at=at, number=engagement.number, head=head(by, mode, **more), rows=list(rows))


def changed(row, by, rows=None, *, seen=None, at=IN_FIELD, **more):
    """The sheet written anew, with other values of its head."""
    stands = CharacteristicSheet.objects.get(pk=row.pk)
    given = {name: getattr(head_of(stands), name) for name in SheetHead.__dataclass_fields__} | more
    return sheets.change(
        by=by,
        at=at,
        number=row.engagement.number,
        sheet=row.pk,
        seen=stands.version if seen is None else seen,
        head=SheetHead(**given),
        rows=stands.rows if rows is None else rows,
    )


def proof(row, by, name="暗访录像截图.png", colour="red"):
    """A picture that the sheet rests on."""
    handed = Handed(BytesIO(image(colour=colour)), name)
    return attached(row.engagement, by, subject_of(row), handed)


def released(row, by, evidence=(), *, seen=None, at=IN_FIELD):
    """The sheet, released by the leader."""
    stands = CharacteristicSheet.objects.get(pk=row.pk)
    return sheets.release(
        by=by,
        at=at,
        number=row.engagement.number,
        sheet=row.pk,
        seen=stands.version if seen is None else seen,
        evidence=evidence,
    )
