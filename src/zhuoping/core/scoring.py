# SPDX-License-Identifier: Apache-2.0
"""Awards and special items to a scorecard, exactly, by the rules of an edition (domain rules A14 to A17).

Total = sum of awards − special deductions + bonus. Values outside are refused, never clamped; an indicator
that is not scored yet is not zero. How one award is computed stands in `methods.py`, the arithmetic in `exact.py`.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal, localcontext

from zhuoping.core.awards import Award, Bonus, Deduction, Determination, NotApplicable, Parts
from zhuoping.core.exact import EXACT, LARGEST_SAMPLE, ZERO
from zhuoping.core.methods import Marker, Rulebook
from zhuoping.core.problems import Problem, Refused, at, problem
from zhuoping.core.rating import band_at, rate
from zhuoping.core.scheme import Indicator, Method, NotApplicablePolicy, Scheme
from zhuoping.core.scorecard import DimensionLine, IndicatorLine, Rebase, Scorecard, Step, make

__all__ = ["LARGEST_SAMPLE", "Scorer", "score"]


def score(
    scheme: Scheme,
    awards: Mapping[str, Award],
    deductions: Sequence[Deduction] = (),
    bonuses: Sequence[Bonus] = (),
    determination: Determination | None = None,
) -> Scorecard:
    """The scorecard of one evaluation under `scheme`.

    Raises Refused with every problem: indicator-unknown, part-unknown, method-not-allowed, points-out-of-range,
    points-off-step, reason-required, sample-size, conforming-out-of-range, not-applicable-not-allowed,
    nothing-applicable, ground-unknown, special-reason-required, bonus-condition-missing, too-many-bonuses,
    determination-incomplete.
    """
    return Scorer(scheme).score(awards, deductions, bonuses, determination)


class Scorer:
    """An edition made ready for scoring many evaluations."""

    def __init__(self, scheme: Scheme) -> None:
        """Look up once what every scorecard under `scheme` needs."""
        self.scheme = scheme
        self._rulebook = Rulebook(scheme)
        self._indicators = {
            ref: _IndicatorScorer(indicator, self._rulebook) for ref, indicator in scheme.indicators.items()
        }
        self._grounds = {ground.key: f"{ground.key} ({ground.title})" for ground in scheme.deduction_grounds}
        self._members = [
            (dimension.ref, dimension.points, [indicator.ref for indicator in dimension.indicators])
            for dimension in scheme.dimensions
        ]

    def score(
        self,
        awards: Mapping[str, Award],
        deductions: Sequence[Deduction] = (),
        bonuses: Sequence[Bonus] = (),
        determination: Determination | None = None,
    ) -> Scorecard:
        """The scorecard of one evaluation; see `score`."""
        with localcontext(EXACT):
            problems = [
                problem(at("awards", ref), "indicator-unknown", ref=ref, known=tuple(self._indicators))
                for ref in awards
                if ref not in self._indicators
            ]
            lines = {
                ref: indicator.line(awards.get(ref), problems) for ref, indicator in self._indicators.items()
            }
            self._check_special(deductions, bonuses, determination, problems)
            excluded = sum([line.points for line in lines.values() if line.excluded], ZERO)
            if excluded == self.scheme.points:
                problems.append(problem("awards", "nothing-applicable"))
            if problems:
                raise Refused(problems)
            return self._scorecard(lines, excluded, tuple(deductions), tuple(bonuses), determination)

    def _check_special(
        self,
        deductions: Sequence[Deduction],
        bonuses: Sequence[Bonus],
        determination: Determination | None,
        problems: list[Problem],
    ) -> None:
        """Special items need their ground or conditions, and a reason."""
        for index, deduction in enumerate(deductions):
            if deduction.ground not in self._grounds:
                where, known = f"deductions[{index}].ground", tuple(self._grounds.values())
                problems.append(problem(where, "ground-unknown", given=deduction.ground, known=known))
            if not deduction.reason.strip():
                problems.append(problem(f"deductions[{index}].reason", "special-reason-required"))
        at_most = self.scheme.bonus_rules.at_most
        if len(bonuses) > at_most:
            problems.append(problem("bonus", "too-many-bonuses", given=len(bonuses), at_most=at_most))
        for index, bonus in enumerate(bonuses):
            # A file writes one bonus as a mapping, several as a list of them.
            path = "bonus" if len(bonuses) == 1 else f"bonus[{index}]"
            if not bonus.reason.strip():
                problems.append(problem(f"{path}.reason", "special-reason-required"))
            problems += [
                problem(f"{path}.{condition.key}", "bonus-condition-missing", condition=condition.title)
                for condition in self.scheme.bonus_conditions
                if condition.key not in bonus.conditions
            ]
        if determination is not None:
            problems += [
                problem(f"determination.{name}", "determination-incomplete")
                for name, text in (("by", determination.by), ("reason", determination.reason))
                if not text.strip()
            ]

    def _scorecard(
        self,
        lines: Mapping[str, IndicatorLine],
        excluded: Decimal,
        deductions: tuple[Deduction, ...],
        bonuses: tuple[Bonus, ...],
        determination: Determination | None,
    ) -> Scorecard:
        scheme = self.scheme
        complete = not [line for line in lines.values() if line.awarded is None]
        dimensions = self._dimensions(lines)
        deducted, bonus = self._deducted(len(deductions)), self._bonus(len(bonuses))
        rebase = self._rebase(excluded) if excluded else None
        sure = tuple([(line.ref, line.sure) for line in dimensions.values()])
        lowest = self._sum("total" if complete else "lowest", sure, rebase, deducted, bonus)
        highest: tuple[Step, ...] = ()
        if not complete:
            reachable = tuple([(line.ref, line.sure + line.open) for line in dimensions.values()])
            highest = self._sum("highest", reachable, rebase, deducted, bonus)
        least = lowest[-1].result
        most = highest[-1].result if highest else least
        total = least if complete else None
        return Scorecard(
            scheme=scheme.scheme,
            edition=scheme.edition,
            points=scheme.points,
            indicators=lines,
            dimensions=dimensions,
            deductions=deductions,
            bonuses=bonuses,
            determination=determination,
            deducted=deducted.result,
            bonus=bonus.result,
            lowest=least,
            highest=most,
            total=total,
            lowest_band=band_at(scheme.bands, least),
            highest_band=band_at(scheme.bands, most),
            rating=rate(scheme, total, len(deductions), determination),
            closing_steps=(deducted, bonus, *lowest, *highest),
            rebase=rebase,
        )

    def _dimensions(self, lines: Mapping[str, IndicatorLine]) -> dict[str, DimensionLine]:
        rule = self._rulebook.sum
        dimensions = {}
        for ref, points, members in self._members:
            sure = still = ZERO
            inputs = []
            for member in members:
                line = lines[member]
                value = line.sure
                sure += value
                inputs.append((member, value))
                if line.awarded is None:
                    still += line.open
            step = make(Step, ("dimension", ref, rule, tuple(inputs), sure))
            dimensions[ref] = make(DimensionLine, (ref, points, sure, still, step))
        return dimensions

    def _deducted(self, cases: int) -> Step:
        rules = self.scheme.deduction_rules
        amount = rules.points_each * cases
        inputs: tuple[tuple[str, Decimal | int], ...] = (
            ("cases", cases),
            ("points_each", rules.points_each),
        )
        if rules.at_most is not None:
            inputs = (*inputs, ("at_most", rules.at_most))
            amount = min(amount, rules.at_most)
        return Step("deducted", "", self._rulebook.deduction, inputs, amount)

    def _bonus(self, given: int) -> Step:
        each = self.scheme.bonus_rules.points
        inputs = (("given", given), ("points_each", each))
        return Step("bonus", "", self._rulebook.bonus, inputs, each * given)

    def _rebase(self, excluded: Decimal) -> Rebase:
        points, scoring = self.scheme.points, self._rulebook.scoring
        return Rebase(points, points - excluded, scoring.quantum, scoring.rounding)

    def _sum(
        self,
        figure: str,
        inputs: tuple[tuple[str, Decimal], ...],
        rebase: Rebase | None,
        deducted: Step,
        bonus: Step,
    ) -> tuple[Step, ...]:
        """The last lines of the proof, to `total`, `lowest` or `highest`, from what each dimension gives."""
        book = self._rulebook
        awarded = sum([amount for _, amount in inputs], ZERO)
        steps: tuple[Step, ...] = (Step("awarded", "", book.sum, inputs, awarded),)
        if rebase is not None:
            given = (("awarded", awarded), ("points", rebase.points), ("involved", rebase.involved))
            awarded = rebase.of(awarded)
            steps = (*steps, Step("rebased", "", book.rebased, given, awarded))
        less, more = deducted.result, bonus.result
        result = awarded - less + more
        parts = (("awarded", awarded), ("deducted", less), ("bonus", more))
        return (*steps, Step(figure, "", book.total, parts, result))


class _IndicatorScorer:
    """Scores one indicator of an edition, by itself or part by part."""

    __slots__ = ("_indicator", "_marker", "_parts", "_rulebook")

    def __init__(self, indicator: Indicator, rulebook: Rulebook) -> None:
        ref, path = indicator.ref, at("awards", indicator.ref)
        self._indicator = indicator
        self._rulebook = rulebook
        self._marker = Marker("award", ref, path, indicator, rulebook)
        self._parts = {
            part.ref: Marker("part", f"{ref}.{part.ref}", f"{path}.parts.{part.ref}", part, rulebook)
            for part in indicator.parts
        }

    def line(self, award: Award | None, problems: list[Problem]) -> IndicatorLine:
        """The indicator's line; what is wrong with the award is appended to `problems`."""
        marker = self._marker
        ref, points = marker.ref, marker.points
        if award is None:
            return IndicatorLine(ref, points, None, None, ZERO, points, False, ())
        if isinstance(award, Parts):
            return self._by_parts(award, problems)
        if isinstance(award, NotApplicable):
            return self._not_applicable(award, problems)
        step = marker.step(award, "", problems)
        if step is None:
            return IndicatorLine(ref, points, award, None, ZERO, points, False, ())
        result = step.result
        return make(IndicatorLine, (ref, points, award, result, result, ZERO, False, (step,)))

    def _by_parts(self, award: Parts, problems: list[Problem]) -> IndicatorLine:
        ref, points, path = self._marker.ref, self._marker.points, self._marker.path
        if Method.PARTS not in self._indicator.methods:
            problems.append(self._marker.not_allowed(Method.PARTS))
        known, given = self._parts, award.parts
        if known:
            problems += [
                problem(f"{path}.parts.{key}", "part-unknown", ref=key, known=tuple(known))
                for key in given
                if key not in known
            ]
        done = []
        sure = still = ZERO
        for key, part in known.items():
            if key not in given:
                still += part.points
                continue
            step = part.step(given[key], award.reason, problems)
            if step is not None:
                sure += step.result
                done.append(step)
        if still or not known:
            return IndicatorLine(ref, points, award, None, sure, still, False, tuple(done))
        inputs = tuple([(step.ref, step.result) for step in done])
        whole = Step("award", ref, self._rulebook.parts, inputs, sure)
        return IndicatorLine(ref, points, award, sure, sure, ZERO, False, (*done, whole))

    def _not_applicable(self, award: NotApplicable, problems: list[Problem]) -> IndicatorLine:
        marker, policy = self._marker, self._rulebook.scoring.not_applicable
        if policy is NotApplicablePolicy.NOT_ALLOWED:
            problems.append(problem(marker.path, "not-applicable-not-allowed", ref=marker.ref))
        elif not award.reason.strip():
            problems.append(problem(marker.path, "reason-required", ref=marker.ref))
        excluded = policy is NotApplicablePolicy.EXCLUDE_AND_REBASE
        step = marker.not_applicable(award)
        return IndicatorLine(marker.ref, marker.points, award, ZERO, ZERO, ZERO, excluded, (step,))
