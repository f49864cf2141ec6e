# SPDX-License-Identifier: Apache-2.0
"""What an unfinished plan still lacks, all at once: its own parts, its sample, its days and its people.

A plan may be released when nothing is left here (17065 7.4.1). The list is shown while the plan is made, so a part
that is not there yet is one point and not the dozen that would follow from it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from zhuoping.core import team
from zhuoping.core.agenda import AgendaItem, Member
from zhuoping.core.case import PriorCertificate
from zhuoping.core.drawing import redraw
from zhuoping.core.modes import parse_modes
from zhuoping.core.outlets import ListedOutlet, OutletChanges
from zhuoping.core.person_days import Approval, OutletDays, PersonDays, Reduction, person_days
from zhuoping.core.plan import PlanContext, PlanDraft, check_plan
from zhuoping.core.planning_rules import sampling_rules
from zhuoping.core.prior_certificate import release_problems
from zhuoping.core.problems import Problem, Refused, problem
from zhuoping.core.sampling import FrameOutlet, Sample, check_whole
from zhuoping.core.scheme import CertificationType, Scheme
from zhuoping.core.team import TeamCandidate, TeamNeed, TeamPlan

LONGEST_VISIT = 60

_NAMED = 10

# What follows from a part that is not there, by the path of that part: it is told by that part alone.
_FOLLOWS = {
    "modes": ("mode-unknown", "modes-not-allowed", "modes-not-allowed-no-extra"),
    "starts_on": ("agenda-day-outside", "plan-dates-order", "plan-dates-past"),
    "planned_days": ("person-days-amount",),
    "sample": ("plan-sample-missing", "agenda-place-unknown"),
    "agenda": (
        "agenda-central-not-visited",
        "agenda-outlet-not-visited",
        "agenda-mode-missing",
        "agenda-opening-missing",
        "agenda-closing-missing",
        "agenda-too-short",
    ),
}


@dataclass(frozen=True, slots=True)
class UnfinishedPlan:
    """A plan as it stands, whatever is missing.

    `frame` is what the sample was drawn from, `listed` the keys of the outlets that the client has now, `outlets` what
    became of those of the accepted application; `look_up` is the body's last look-up of the prior certificate.
    """

    engagement: int
    uscc: str
    type: CertificationType
    design_responsibility: bool
    modes: str = ""
    modes_reason: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    members: tuple[Member, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()
    sample: Sample | None = None
    frame: tuple[FrameOutlet, ...] = ()
    listed: tuple[str, ...] = ()
    outlets: OutletChanges = field(default_factory=OutletChanges)
    look_up: PriorCertificate | None = None
    families: int = 1
    by_headcount: Mapping[str, Decimal] | None = None
    reductions: tuple[Reduction, ...] = ()
    planned_days: Decimal | None = None
    approval: Approval | None = None

    @property
    def days(self) -> tuple[date, ...]:
        """The days of the visit; none while they are not set, or the wrong way round."""
        if self.starts_on is None or self.ends_on is None:
            return ()
        return tuple(
            self.starts_on + timedelta(days=number)
            for number in range(min((self.ends_on - self.starts_on).days + 1, LONGEST_VISIT))
        )

    def letters(self, scheme: Scheme) -> tuple[str, ...]:
        """The letters of the modes; none while they cannot be read."""
        try:
            return parse_modes(self.modes, scheme)
        except Refused:
            return ()

    def days_apart(self, person: int) -> tuple[date, ...]:
        """Days outside the visit on which a person has something to do: surveys, records, mystery visits."""
        visit = set(self.days)
        return tuple(
            sorted({item.day for item in self.agenda if person in item.persons and item.day not in visit})
        )

    def modes_on(self, member: Member, day: date) -> tuple[str, ...]:
        """The modes of a member's share that the agenda gives them to carry out on a day."""
        given = {
            letter
            for item in self.agenda
            if item.day == day and member.person in item.persons
            for letter in item.modes
        }
        return tuple(letter for letter in member.modes if letter in given)


def need_of(scheme: Scheme, plan: UnfinishedPlan) -> TeamNeed:
    """What a team is wanted for, as far as the plan says."""
    return TeamNeed(plan.engagement, plan.uscc, plan.letters(scheme), plan.days)


def least_days(scheme: Scheme, plan: UnfinishedPlan) -> PersonDays:
    """The person-days of the plan, computed. Raises Refused: plan-sample-missing, and as `person_days`."""
    if plan.sample is None:
        raise Refused([problem("sample", "plan-sample-missing")])
    table = plan.by_headcount or {}
    outlets = [OutletDays(key, table.get(key)) for key in plan.sample.outlets]
    return person_days(scheme, outlets, families=plan.families, reductions=plan.reductions)


def open_points(
    scheme: Scheme, plan: UnfinishedPlan, people: Mapping[int, TeamCandidate], on: date
) -> tuple[Problem, ...]:
    """Everything that keeps the plan from being released on a day; none: it may be.

    Codes: plan-modes-missing, plan-dates-missing, plan-too-long, plan-days-missing, plan-team-missing,
    plan-agenda-missing, plan-outlets-dropped, plan-outlets-changed, and those of `check_plan`, `check_team`, `why_not`,
    `not_authorised`, `redraw`, `check_whole`, `person_days`, `prior_certificate.release_problems`.
    """
    found = [*_missing(plan)]
    absent = {each.path for each in found}
    computed: PersonDays | None = None
    try:
        computed = least_days(scheme, plan)
    except Refused as refused:
        # That there is no sample is told already.
        found += [each for each in refused.problems if each.code != "plan-sample-missing"]
    first, last = plan.starts_on or on, plan.ends_on or plan.starts_on or on
    draft = PlanDraft(
        type=plan.type,
        modes=plan.modes,
        starts_on=first,
        ends_on=last,
        members=plan.members,
        agenda=plan.agenda,
        sample=plan.sample,
        person_days=plan.planned_days or Decimal(0),
        modes_reason=plan.modes_reason,
        approval=plan.approval,
    )
    checked = check_plan(scheme, draft, PlanContext(on, plan.design_responsibility, computed))
    follows = {code for path in absent for code in _FOLLOWS.get(path, ())}
    found += [each for each in checked if each.code not in follows]
    found += [*outlet_points(plan.outlets.dropped), *_sample_points(scheme, plan)]
    if plan.members:
        found += _team_points(scheme, plan, people)
    found += release_problems(plan.look_up, scheme, plan.starts_on, on)
    return tuple(_once(found))


def _missing(plan: UnfinishedPlan) -> list[Problem]:
    found = []
    if not plan.modes.strip():
        found.append(problem("modes", "plan-modes-missing"))
    if plan.starts_on is None or plan.ends_on is None:
        found.append(problem("starts_on", "plan-dates-missing"))
    elif (plan.ends_on - plan.starts_on).days >= LONGEST_VISIT:
        found.append(problem("ends_on", "plan-too-long", most=LONGEST_VISIT))
    if plan.planned_days is None:
        found.append(problem("planned_days", "plan-days-missing"))
    if not plan.members:
        found.append(problem("members", "plan-team-missing"))
    if not plan.agenda:
        found.append(problem("agenda", "plan-agenda-missing"))
    if plan.sample is None:
        found.append(problem("sample", "plan-sample-missing"))
    return found


def outlet_points(dropped: Sequence[ListedOutlet]) -> tuple[Problem, ...]:
    """That outlets are missing, by name (domain rule A9): plan-outlets-dropped. None of a list may be left out."""
    if not dropped:
        return ()
    names = tuple(each.name for each in dropped[:_NAMED])
    more = ("…",) if len(dropped) > _NAMED else ()
    return (problem("sample", "plan-outlets-dropped", count=len(dropped), outlets=(*names, *more)),)


def _sample_points(scheme: Scheme, plan: UnfinishedPlan) -> list[Problem]:
    """Whether the sample holds when it is drawn again, from a frame that is still the client's list."""
    if plan.sample is None:
        return []
    try:
        rules = sampling_rules(scheme, plan.sample.rules.type)
    except Refused as refused:
        return list(refused.problems)
    changed = check_whole(plan.frame, plan.listed, rules)
    points = [problem("sample", "plan-outlets-changed", count=len(changed))] if changed else []
    return [*redraw(plan.sample, plan.frame, rules), *points]


def _team_points(
    scheme: Scheme, plan: UnfinishedPlan, people: Mapping[int, TeamCandidate]
) -> Iterable[Problem]:
    need = need_of(scheme, plan)
    if need.dates:
        yield from team.check_team(scheme, TeamPlan(need, tuple(map(_place, plan.members))), people)
    for member in plan.members:
        apart, candidate = plan.days_apart(member.person), people.get(member.person)
        if apart and candidate is not None:
            # Only whoever works before the visit has to be free and authorised then.
            place = _place(member)
            yield from team.why_not(scheme, replace(need, dates=apart), candidate, place.role)
            for day in apart:
                modes = plan.modes_on(member, day)
                yield from team.not_authorised(scheme, replace(need, dates=(day,)), candidate, modes)


def _place(member: Member) -> team.Member:
    return team.Member(member.person, member.role, member.modes)


def _once(problems: Sequence[Problem]) -> Iterable[Problem]:
    """Each point once: the same thing may be found on several ways."""
    seen: set[tuple[object, ...]] = set()
    for each in problems:
        key = (each.code, each.values)
        if key not in seen:
            seen.add(key)
            yield each
