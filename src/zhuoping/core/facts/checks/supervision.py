# SPDX-License-Identifier: Apache-2.0
"""Checks on supervision (5.1, 5.2): full-time supervisors, targets against actuals, and what follows from them."""

from collections.abc import Iterator

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
    share,
)
from zhuoping.core.facts.rows.supervision import Better, SupervisionLink, Target
from zhuoping.core.facts.sheets import Facts


@question("supervision-body", "5.1", needs=("supervision",))
def supervision_body(facts: Facts, setting: Setting) -> Found:
    """Whether a body with full-time staff supervises, and which links of the cascade are there."""
    rows = list(placed("supervision", facts.supervision))
    links = {row.link for _, row in rows}
    staff = [row.full_time_staff for _, row in rows if row.full_time_staff is not None]
    remarks = []
    if not any(staff):
        unstated = len(staff) < len(rows)
        say = cannot_tell if unstated else gap
        remarks.append(say("facts.supervision", "full-time-not-stated" if unstated else "no-full-time-staff"))
    remarks += [
        attention("facts.supervision", "supervision-link-missing", link=link)
        for link in SupervisionLink
        if link not in links
    ]
    remarks += [
        attention(path, "supervision-without-report", name=row.name)
        for path, row in rows
        if not setting.past(row.reported_on)
    ]
    found = figures(
        bodies=len(rows), full_time=sum(staff), links=len(links), links_known=len(SupervisionLink)
    )
    return found, remarks


def _reached(row: Target) -> bool:
    higher = row.better is Better.HIGHER
    return row.actual is not None and (row.actual >= row.target if higher else row.actual <= row.target)


@question("targets-measured", "5.2", needs=("targets",))
def targets_measured(facts: Facts, setting: Setting) -> Found:
    """Whether targets were measured when their period ended, and how many were reached."""
    rows = list(placed("targets", facts.targets))
    ended = [row for _, row in rows if setting.past(row.period_to)]
    measured = [row for row in ended if row.actual is not None]
    reached = sum(1 for row in measured if _reached(row))
    remarks = [remark for path, row in rows for remark in _measured(path, row, setting)]
    if not ended:
        remarks.append(cannot_tell("facts.targets", "targets-not-due"))
    found = figures(
        targets=len(rows),
        ended=len(ended),
        measured=len(measured),
        reached=reached,
        reached_share=share(reached, len(measured)),
    )
    return found, remarks


def _measured(path: str, row: Target, setting: Setting) -> Iterator[Remark]:
    values = {"name": row.name, "department": row.department}
    if row.period_to < row.period_from:
        yield attention(path, "target-period-reversed", **values)
    if not setting.past(row.period_to):
        return
    if row.actual is None:
        yield gap(path, "target-not-measured", **values, period_to=row.period_to)
    elif not _reached(row):
        yield attention(path, "target-missed", **values, target=row.target, actual=row.actual, unit=row.unit)


@question("target-consequences", "5.2", needs=("targets",))
def target_consequences(facts: Facts, setting: Setting) -> Found:
    """Whether targets lead to reward or penalty, and whether they are revised."""
    rows = list(placed("targets", facts.targets))
    followed = [row for _, row in rows if row.reward_penalty.strip()]
    revised = [row for _, row in rows if setting.past(row.revised_on)]
    remarks = []
    if not followed:
        remarks.append(gap("facts.targets", "no-reward-or-penalty"))
    if not revised:
        remarks.append(gap("facts.targets", "targets-never-revised"))
    remarks += [
        attention(path, "target-without-consequence", name=row.name, department=row.department)
        for path, row in rows
        if followed and not row.reward_penalty.strip()
    ]
    return figures(targets=len(rows), with_consequence=len(followed), revised=len(revised)), remarks
