# SPDX-License-Identifier: Apache-2.0
"""Checks on advancement (7.1 to 7.3): the philosophy made known, promises the same everywhere, active publicity."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

from zhuoping.core.facts.checking import (
    Found,
    Remark,
    Setting,
    attention,
    cannot_tell,
    figures,
    gap,
    placed,
    question,
    same,
    shown,
)
from zhuoping.core.facts.rows.advancement import Promise, PromiseKind, PublicityKind
from zhuoping.core.facts.sheets import Facts


@question("philosophy-known", "7.1", needs=("philosophy",))
def philosophy_known(facts: Facts, setting: Setting) -> Found:
    """Whether the philosophy is made known outside and inside, and staff were trained on it."""
    rows = facts.philosophy
    outside = sum(1 for row in rows if row.made_known_outside.strip())
    inside = sum(1 for row in rows if row.made_known_inside.strip())
    trained = sum(1 for row in rows if setting.past(row.trained_on))
    remarks = []
    if not outside:
        remarks.append(gap("facts.philosophy", "philosophy-not-outside"))
    if not inside:
        remarks.append(gap("facts.philosophy", "philosophy-not-inside"))
    if not trained:
        remarks.append(attention("facts.philosophy", "philosophy-not-trained"))
    return figures(statements=len(rows), outside=outside, inside=inside, trained=trained), remarks


_Group = list[tuple[str, Promise]]

_MINUTES: Mapping[str, int] = {
    **dict.fromkeys(("分钟", "分", "min", "minute", "minutes"), 1),
    **dict.fromkeys(("小时", "个小时", "时", "h", "hour", "hours"), 60),
    **dict.fromkeys(("天", "日", "自然日", "d", "day", "days"), 24 * 60),
    **dict.fromkeys(("周", "星期", "week", "weeks"), 7 * 24 * 60),
}
_MONTHS: Mapping[str, int] = {
    **dict.fromkeys(("月", "个月", "month", "months"), 1),
    **dict.fromkeys(("年", "year", "years"), 12),
}
_METRES: Mapping[str, int] = {
    **dict.fromkeys(("米", "m", "metre", "metres"), 1),
    **dict.fromkeys(("公里", "千米", "km", "kilometre", "kilometres"), 1000),
}
_YUAN: Mapping[str, int] = {**dict.fromkeys(("元", "cny", "rmb", "yuan"), 1), "万元": 10_000}
# Units of one family can be compared; months and days cannot, nor can a unit that is not listed.
_FAMILIES: Mapping[str, Mapping[str, int]] = {
    "minute": _MINUTES,
    "month": _MONTHS,
    "metre": _METRES,
    "yuan": _YUAN,
}


def measure(value: Decimal, unit: str) -> tuple[str, Decimal]:
    """An amount in the smallest unit of its family, so that one day equals 24 hours.

    >>> measure(Decimal(1), "天") == measure(Decimal(24), "小时")
    True
    """
    name = same(unit)
    for family, units in _FAMILIES.items():
        if name in units:
            return family, value * units[name]
    return name, value


@question("promises-consistent", "7.2", needs=("promises",))
def promises_consistent(facts: Facts, _: Setting) -> Found:
    """Whether each promise has the same value in every document that states it."""
    groups: defaultdict[tuple[str, PromiseKind], _Group] = defaultdict(list)
    for path, row in placed("promises", facts.promises):
        groups[same(row.subject), row.kind].append((path, row))
    documents = {same(row.document) for row in facts.promises}
    differing = [remark for group in groups.values() for remark in _differing(group)]
    remarks = [
        attention(path, "promise-without-value", subject=row.subject, document=row.document)
        for path, row in placed("promises", facts.promises)
        if row.value is None and row.kind is not PromiseKind.EFFECT
    ]
    remarks += differing
    if len(documents) == 1:
        remarks.append(
            cannot_tell("facts.promises", "one-document-only", document=facts.promises[0].document)
        )
    alone = sum(1 for group in groups.values() if len({same(row.document) for _, row in group}) == 1)
    found = figures(
        documents=len(documents), promises=len(groups), differing=len(differing), in_one_document=alone
    )
    return found, remarks


def _differing(group: _Group) -> list[Remark]:
    """One remark on a promise whose values differ, with the documents side by side."""
    valued = [(path, row, row.value) for path, row in group if row.value is not None]
    if len({measure(value, row.unit) for _, row, value in valued}) < 2:  # noqa: PLR2004 - two can differ.
        return []
    path, first, _ = valued[0]
    sides = sorted({f"“{row.document}” {shown(value)} {row.unit}".rstrip() for _, row, value in valued})
    return [attention(path, "promises-differ", subject=first.subject, kind=first.kind, sides=tuple(sides))]


@question("publicity-active", "7.3", needs=("publicity",))
def publicity_active(facts: Facts, setting: Setting) -> Found:
    """Whether the client itself speaks to the public in several ways, and was recognised."""
    rows = list(placed("publicity", facts.publicity))
    future = [
        (path, row) for path, row in rows if row.dated_on is not None and not setting.past(row.dated_on)
    ]
    done = [row for _, row in rows if row.dated_on is None or setting.past(row.dated_on)]
    own = [row for row in done if row.kind is PublicityKind.OWN_ACTIVITY]
    honours = sum(1 for row in done if row.kind is PublicityKind.HONOUR)
    channels = {row.channel for row in own if row.channel is not None}
    remarks = []
    if not own:
        remarks.append(gap("facts.publicity", "no-own-publicity"))
    elif len(channels) < 2:  # noqa: PLR2004 - several are more than one.
        remarks.append(attention("facts.publicity", "one-channel-only"))
    if not honours:
        remarks.append(attention("facts.publicity", "no-honours"))
    remarks += [attention(path, "publicity-in-future", title=row.title) for path, row in future]
    passive = sum(1 for _, row in rows if row.kind is PublicityKind.THIRD_PARTY_REPORT)
    found = figures(own_activities=len(own), channels=len(channels), honours=honours, passive=passive)
    return found, remarks
