# SPDX-License-Identifier: Apache-2.0
"""A case evaluated under its edition: score, modes, checks of facts, and what a reader has to be told.

A problem stops the evaluation; a notice does not, but it stands in the report until somebody has dealt with it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from zhuoping.core.awards import Parts
from zhuoping.core.case import Case, CertificateStatus, TeamRole
from zhuoping.core.clients import UsccReading, read_uscc
from zhuoping.core.facts import Check, check_facts, check_rules
from zhuoping.core.modes import ModeChoice, choose_modes
from zhuoping.core.problems import Problem, Refused, at, problem
from zhuoping.core.regions import Divisions
from zhuoping.core.scheme import Scheme
from zhuoping.core.scorecard import Scorecard
from zhuoping.core.scoring import score
from zhuoping.core.way_up import WayUp, way_up
from zhuoping.core.wording.labels import Word


@dataclass(frozen=True, slots=True)
class EvaluatedCase:
    """Everything that a report says: the case, what the edition's rules make of it, and the notices."""

    scheme: Scheme
    case: Case
    scorecard: Scorecard
    way_up: WayUp | None
    modes: ModeChoice
    checks: tuple[Check, ...]
    divisions: Divisions
    uscc: str
    notices: tuple[Problem, ...]

    def checks_of(self, ref: str) -> tuple[Check, ...]:
        """The checks of the facts that inform one indicator."""
        return tuple(check for check in self.checks if check.indicator == ref)


def evaluate(scheme: Scheme, case: Case, divisions: Divisions) -> EvaluatedCase:
    """The case under `scheme`; facts are checked as on the day that the evaluation ended.

    Raises Refused with every problem: those of `scoring.score`, `modes.choose_modes` and `clients.read_uscc`, and
    dates-reversed.
    """
    problems: list[Problem] = []
    uscc = read_uscc(case.client.uscc, case.client.uscc_override)
    problems.extend(uscc.problems)
    setting = case.evaluation
    if setting.ended_on < setting.started_on:
        values = {"started": setting.started_on, "ended": setting.ended_on}
        problems.append(problem("evaluation.ended_on", "dates-reversed", **values))
    modes = _modes(scheme, case, problems)
    scorecard = _scorecard(scheme, case, problems)
    if modes is None or scorecard is None or problems:
        raise Refused(problems)
    prior = case.prior_certificate.number if case.prior_certificate else ""
    return EvaluatedCase(
        scheme=scheme,
        case=case,
        scorecard=scorecard,
        way_up=way_up(scorecard),
        modes=modes,
        checks=check_facts(case.facts, setting.ended_on, check_rules(scheme.parameters), divisions, prior),
        divisions=divisions,
        uscc=uscc.code,
        notices=tuple(_notices(scheme, case, scorecard, uscc)),
    )


def _modes(scheme: Scheme, case: Case, problems: list[Problem]) -> ModeChoice | None:
    setting = case.evaluation
    try:
        return choose_modes(
            scheme,
            setting.type,
            setting.modes,
            design_responsibility=setting.design_responsibility,
            reason=setting.modes_reason,
            path="evaluation.modes",
        )
    except Refused as refused:
        problems.extend(refused.problems)
        return None


def _scorecard(scheme: Scheme, case: Case, problems: list[Problem]) -> Scorecard | None:
    try:
        return score(scheme, case.awards, case.deductions, case.bonus, case.determination)
    except Refused as refused:
        problems.extend(refused.problems)
        return None


def _notices(scheme: Scheme, case: Case, scorecard: Scorecard, uscc: UsccReading) -> Iterator[Problem]:
    yield from uscc.warnings
    yield from _prior_certificate(scheme, case)
    setting = case.evaluation
    if setting.ended_on < scheme.in_force_on:
        values = {"in_force_on": scheme.in_force_on, "ended": setting.ended_on}
        yield problem("evaluation.ended_on", "edition-not-in-force", **values)
    leaders = sum(member.role is TeamRole.LEADER for member in setting.team)
    if leaders != 1:
        # 17065 6.1 and domain rule A8: one person answers for the team.
        yield problem("evaluation.team", "one-leader", count=leaders)
    yield from _evidence(case, scorecard)


def _prior_certificate(scheme: Scheme, case: Case) -> Iterator[Problem]:
    """Domain rule A4, reading A20: the prior certificate has to be valid when the evaluation ends."""
    if scheme.applicability is None:
        return
    held = case.prior_certificate
    document = scheme.applicability.normative_document
    if held is None:
        yield problem("prior_certificate", "prior-certificate-missing", document=document)
        return
    if held.status is not CertificateStatus.VALID:
        status = Word(f"CertificateStatus.{held.status}")
        values = {"number": held.number, "status": status, "on": held.checked_on}
        yield problem("prior_certificate.status", "prior-certificate-not-valid", **values)
    if held.valid_until < case.evaluation.ended_on:
        values = {"number": held.number, "until": held.valid_until}
        yield problem("prior_certificate.valid_until", "prior-certificate-expired", **values)


def _evidence(case: Case, scorecard: Scorecard) -> Iterator[Problem]:
    """Domain rules A14 and A15: each award rests on a finding with evidence, each special item on evidence."""
    for ref, line in scorecard.indicators.items():
        if line.award is None or (isinstance(line.award, Parts) and not line.award.parts):
            continue
        finding = case.findings.get(ref)
        if finding is None:
            yield problem(at("findings", ref), "finding-missing", ref=ref)
        elif not finding.evidence:
            yield problem(at("findings", ref), "evidence-missing", ref=ref)
    for index, deduction in enumerate(case.deductions):
        if not deduction.evidence:
            yield problem(at("deductions", index), "special-evidence-missing")
    for index, bonus in enumerate(case.bonus):
        if not bonus.evidence:
            path = "bonus" if len(case.bonus) == 1 else at("bonus", index)
            yield problem(path, "special-evidence-missing")
