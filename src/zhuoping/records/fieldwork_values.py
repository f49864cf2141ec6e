# SPDX-License-Identifier: Apache-2.0
"""Fieldwork as the values that core's rules read: the team in the field, findings, special items, the scorecard."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from django.db import DEFAULT_DB_ALIAS, connection

from zhuoping.core.awards import Bonus, Deduction, Determination
from zhuoping.core.case import TeamRole
from zhuoping.core.fieldwork.findings import FieldFinding, FindingState, Way, award_of, countable, state_of
from zhuoping.core.fieldwork.people import FieldMember
from zhuoping.core.fieldwork.special_items import SpecialKind, needs_determination, speaks_for
from zhuoping.core.fieldwork.ties import SubjectKind
from zhuoping.core.plain import Plain
from zhuoping.core.problems import Problem
from zhuoping.core.scorecard import Scorecard
from zhuoping.records.models import Determination as DeterminationRow
from zhuoping.records.models import (
    Engagement,
    Fieldwork,
    Finding,
    Nonconformity,
    Plan,
    PlanMember,
    PlanState,
    SpecialItem,
    Tie,
)
from zhuoping.records.plan_values import STANDING
from zhuoping.records.values import scorer_of

DEDUCTION, BONUS = SpecialKind.DEDUCTION.value, SpecialKind.BONUS.value
# Written once: asked with every save, and put together anew it would take longer than to answer.
_COUNTS = (
    f"SELECT 'evidence', subject, COUNT(*) FROM {Tie._meta.db_table}"  # noqa: S608, SLF001
    f" WHERE engagement_id = %s AND untied_at IS NULL AND subject LIKE '{SubjectKind.FINDING}:%%' GROUP BY subject"
    f" UNION ALL SELECT 'nonconformities', ref, COUNT(*) FROM {Nonconformity._meta.db_table}"  # noqa: SLF001
    " WHERE engagement_id = %s AND state IN ('raised', 'answered', 'returned') AND grade IN ('major', 'minor')"
    " GROUP BY ref"
    f" UNION ALL SELECT 'special', kind, COUNT(*) FROM {SpecialItem._meta.db_table}"  # noqa: SLF001
    " WHERE engagement_id = %s AND withdrawn_at IS NULL GROUP BY kind"
)


@dataclass(frozen=True, slots=True)
class Standing:
    """The score as it stands: findings by ref, the scorecard, and what it does not count yet and why."""

    findings: Mapping[str, FieldFinding]
    scorecard: Scorecard
    waiting: tuple[Problem, ...]

    def state(self, ref: str) -> FindingState:
        """How far an indicator is."""
        line = self.scorecard.indicators[ref]
        return state_of(self.findings.get(ref), scored=line.awarded is not None)


def team_of(plan: Plan | None) -> tuple[FieldMember, ...]:
    """The team of a plan, the leader first; nobody where there is no plan."""
    if plan is None:
        return ()
    return _team(plan.members.select_related("person").order_by("pk"))


def _team(rows: Iterable[PlanMember]) -> tuple[FieldMember, ...]:
    team = [
        FieldMember(row.person_id, str(row.person), TeamRole(row.role), frozenset(row.modes)) for row in rows
    ]
    return _leader_first(team)


def _leader_first(team: Iterable[FieldMember]) -> tuple[FieldMember, ...]:
    return tuple(sorted(team, key=lambda each: each.role is not TeamRole.LEADER))


# Of a plan in the field the small parts; the others are read when they are asked for.
_OF_PLAN = ("id", "engagement_id", "version", "number", "state", "type", "modes", "starts_on", "ends_on")
_OF_MEMBER = ("person_id", "person__name", "person__email", "role", "modes")


def field_team_of(engagement: Engagement) -> tuple[Plan | None, tuple[FieldMember, ...]]:
    """The plan in force and its team, the leader first; one query, which every act in the field begins with."""
    columns = [*(f"plan__{name}" for name in _OF_PLAN), *_OF_MEMBER]
    members = PlanMember.objects.filter(plan__engagement=engagement).order_by("-plan__version", "pk")
    rows = list(members.values_list(*columns))
    if not rows:
        return None, ()
    kept = rows[0][: len(_OF_PLAN)]
    plan: Plan = Plan.from_db(DEFAULT_DB_ALIAS, _OF_PLAN, kept)
    if PlanState(plan.state) not in STANDING:
        return None, ()
    plan.engagement = engagement
    team = [
        FieldMember(person, name or email, TeamRole(role), frozenset(modes))
        for person, name, email, role, modes in (row[len(_OF_PLAN) :] for row in rows if row[0] == plan.pk)
    ]
    return plan, _leader_first(team)


def is_double_scored(engagement: Engagement) -> bool:
    """Whether two auditors score, each for themselves; no query where `fieldwork` was read with the engagement."""
    fieldwork: Fieldwork | None = getattr(engagement, "fieldwork", None)
    return fieldwork is not None and fieldwork.double_scoring


def counts_of(engagement: Engagement) -> dict[str, Counter[str]]:
    """How much there is of `evidence` and open `nonconformities` by indicator, and of `special` items by kind.

    One query: it is asked after every field that is saved.
    """
    found: dict[str, Counter[str]] = {
        "evidence": Counter(),
        "nonconformities": Counter(),
        "special": Counter(),
    }
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, (engagement.pk,) * 3)
        for of, key, count in cursor.fetchall():
            found[of][key.partition(":")[2] if of == "evidence" else key] = count
    return found


def findings_of(
    engagement: Engagement,
    rows: Iterable[Finding] | None = None,
    counts: Mapping[str, Counter[str]] | None = None,
) -> dict[str, FieldFinding]:
    """The findings by ref, with what each rests on and its open nonconformities; two queries, none of what is given."""
    if rows is None:
        rows = Finding.objects.filter(engagement=engagement)
    counts = counts or counts_of(engagement)
    evidence, nonconformities = counts["evidence"], counts["nonconformities"]
    found = {row.ref: finding_of(row, evidence[row.ref], nonconformities[row.ref]) for row in rows}
    for ref in {*evidence, *nonconformities} - set(found) - {""}:
        found[ref] = FieldFinding(ref, evidence=evidence[ref], nonconformities=nonconformities[ref])
    return found


def finding_of(row: Finding, evidence: int = 0, nonconformities: int = 0) -> FieldFinding:
    """One stored finding."""
    return FieldFinding(
        ref=row.ref,
        award=award_of(row.ref, exact(row.award)),
        text=row.text,
        notes=row.notes,
        strengths=row.strengths,
        improvement=row.improvement,
        ways=frozenset(Way(each) for each in row.ways),
        aspects=frozenset(row.aspects),
        evidence=evidence,
        nonconformities=nonconformities,
        version=row.version,
        changed=row.changed,
    )


def special_items_of(engagement: Engagement) -> tuple[tuple[Deduction, ...], tuple[Bonus, ...]]:
    """The special deductions and bonuses that stand, each with what it rests on; two queries."""
    rows = list(SpecialItem.objects.filter(engagement=engagement, withdrawn_at=None).order_by("pk"))
    ties = Tie.objects.filter(
        engagement=engagement, untied_at=None, subject__startswith=f"{SubjectKind.SPECIAL}:"
    )
    evidence: dict[str, list[str]] = {}
    for tie in ties.select_related("evidence", "record") if rows else ():
        evidence.setdefault(tie.subject.partition(":")[2], []).append(name_of(tie))
    deductions = tuple(
        Deduction(row.ground, row.reason, tuple(evidence.get(str(row.pk), ())))
        for row in rows
        if row.kind == DEDUCTION
    )
    bonuses = tuple(
        Bonus(row.reason, frozenset(row.conditions), tuple(evidence.get(str(row.pk), ())))
        for row in rows
        if row.kind == BONUS
    )
    return deductions, bonuses


def latest_determination(engagement: Engagement) -> DeterminationRow | None:
    """What was determined last on its special deductions, still true or not."""
    rows = DeterminationRow.objects.filter(engagement=engagement).select_related("recorded_by")
    return rows.order_by("-pk").first()


def determination_of(engagement: Engagement) -> Determination | None:
    """The determination that speaks for all special deductions that stand; None where there is none."""
    row = latest_determination(engagement)
    if row is None:
        return None
    rows = SpecialItem.objects.filter(engagement=engagement, kind=DEDUCTION, withdrawn_at=None)
    if not speaks_for(row.items, list(rows.values_list("pk", flat=True))):
        return None
    return Determination(str(row.recorded_by), row.reason)


def name_of(tie: Tie) -> str:
    """What a tied file or record is called."""
    if tie.evidence is not None:
        return tie.evidence.name
    return tie.record.text if tie.record is not None else ""


def standing(engagement: Engagement, rows: Iterable[Finding] | None = None) -> Standing:
    """The score of an engagement as it stands now, by the edition that it began with.

    `rows` are its stored findings where they were read already. One or two queries more, with special items four.
    """
    scorer = scorer_of(engagement.edition)
    counts = counts_of(engagement)
    findings = findings_of(engagement, rows, counts)
    awards = {ref: finding.award for ref, finding in findings.items() if finding.award is not None}
    good, waiting = countable(scorer, awards)
    deductions, bonuses = special_items_of(engagement) if counts["special"] else ((), ())
    blocked = needs_determination(scorer.scheme.deduction_rules, len(deductions))
    determination = determination_of(engagement) if blocked else None
    return Standing(findings, scorer.score(good, deductions, bonuses, determination), waiting)


def exact(stored: object) -> Plain:
    """A stored award as it was given: JSON keeps decimals as `{"decimal": "2.5"}`."""
    if isinstance(stored, dict):
        if set(stored) == {"decimal"}:
            return Decimal(str(stored["decimal"]))
        return {key: exact(value) for key, value in stored.items()}
    return cast("Plain", [exact(each) for each in stored] if isinstance(stored, list) else stored)


def kept(value: Plain) -> object:
    """An award for a JSON column; see `exact`."""
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, Mapping):
        return {key: kept(each) for key, each in value.items()}
    return [kept(each) for each in value] if isinstance(value, list) else value
