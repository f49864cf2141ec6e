# SPDX-License-Identifier: Apache-2.0
"""The methods of scoring: one award on one indicator or part, to the step that computes its points.

What an award may be stands in the edition (methods, points, judged step). A value outside is refused, never
clamped (domain rules A14). Everything here is called within the context `exact.EXACT`.
"""

from collections.abc import Mapping

from zhuoping.core.awards import AllOrNothing, Judged, NotApplicable, PartAward, Sampled
from zhuoping.core.exact import LARGEST_SAMPLE, ZERO, is_multiple, proportion
from zhuoping.core.problems import Problem, problem
from zhuoping.core.scheme import Indicator, Method, Origin, Part, Scheme
from zhuoping.core.scorecard import Rule, Step, make
from zhuoping.core.wording.labels import Word

_METHODS: Mapping[type, Method] = {
    Judged: Method.JUDGED,
    Sampled: Method.SAMPLED,
    AllOrNothing: Method.ALL_OR_NOTHING,
}


class Rulebook:
    """The rules that the steps of a scorecard name, with where the edition says each comes from."""

    def __init__(self, scheme: Scheme) -> None:
        """Look up once what every scorecard under `scheme` names."""
        self.scoring = scheme.scoring_rules
        self.judged = _rule("judged", scheme, "scoring.judged_step")
        self.all_or_nothing = _rule("all-or-nothing", scheme, "scoring.judged_step")
        self.sampled = _rule("sampled", scheme, "scoring.quantum")
        self.not_applicable = _rule("not-applicable", scheme, "scoring.not_applicable")
        self.rebased = _rule("rebased", scheme, "scoring.not_applicable")
        self.deduction = _rule("deduction", scheme, "deduction.points_each")
        self.bonus = _rule("bonus", scheme, "bonus.points")
        # Sums follow from the points of the table itself.
        self.parts = Rule("parts", Origin.SPECIFICATION, "")
        self.sum = Rule("sum", Origin.SPECIFICATION, "")
        self.total = Rule("total", Origin.SPECIFICATION, "")


def _rule(name: str, scheme: Scheme, parameter: str) -> Rule:
    found = scheme.parameters[parameter]
    return Rule(name, found.origin, found.source, found.reading)


class Marker:
    """Scores one indicator or part; `ref` is `2.1` or `2.1.b`, `path` where its award stands in a file."""

    __slots__ = ("_allowed", "_figure", "_full", "_methods", "_rulebook", "_step", "path", "points", "ref")

    def __init__(
        self, figure: str, ref: str, path: str, target: Indicator | Part, rulebook: Rulebook
    ) -> None:
        self.ref = ref
        self.path = path
        self.points = target.points
        self._figure = figure
        self._methods = target.methods
        self._rulebook = rulebook
        self._step = rulebook.scoring.judged_step
        self._allowed = {award for award, method in _METHODS.items() if method in target.methods}
        self._full = ("points", target.points)

    def step(self, award: PartAward, reason: str, problems: list[Problem]) -> Step | None:
        """The points of `award` with their arithmetic; None with a problem appended when it is refused.

        `reason` is one given for the whole indicator: it speaks for each of its parts.
        """
        if type(award) not in self._allowed:
            problems.append(self.not_allowed(_METHODS[type(award)]))
            return None
        if isinstance(award, Judged):
            return self._judged(award, reason, problems)
        if isinstance(award, Sampled):
            return self._sampled(award, problems)
        return self._all_or_nothing(award, reason, problems)

    def _judged(self, award: Judged, reason: str, problems: list[Problem]) -> Step | None:
        given, points = award.points, self.points
        if not given.is_finite() or not ZERO <= given <= points:
            problems.append(problem(self.path, "points-out-of-range", given=given, points=points))
            return None
        # Full points are on the step (the loader sees to it) and speak for themselves.
        if given < points:
            if not is_multiple(given, self._step):
                problems.append(problem(self.path, "points-off-step", given=given, step=self._step))
                return None
            if not (award.reason.strip() or reason.strip()):
                problems.append(problem(self.path, "reason-required", ref=self.ref))
                return None
        # Zero has no sign on a scorecard, though a file may say -0.0.
        given = given or ZERO
        return make(
            Step, (self._figure, self.ref, self._rulebook.judged, (self._full, ("judged", given)), given)
        )

    def _sampled(self, award: Sampled, problems: list[Problem]) -> Step | None:
        size, conforming, points = award.size, award.conforming, self.points
        if not 1 <= size <= LARGEST_SAMPLE:
            where = f"{self.path}.sampled.size"
            problems.append(problem(where, "sample-size", given=size, limit=LARGEST_SAMPLE))
        elif not 0 <= conforming <= size:
            where = f"{self.path}.sampled.conforming"
            problems.append(problem(where, "conforming-out-of-range", given=conforming, size=size))
        else:
            scoring = self._rulebook.scoring
            result = proportion(points, conforming, size, scoring.quantum, scoring.rounding)
            inputs = (self._full, ("conforming", conforming), ("size", size))
            return make(Step, (self._figure, self.ref, self._rulebook.sampled, inputs, result))
        return None

    def _all_or_nothing(self, award: AllOrNothing, reason: str, problems: list[Problem]) -> Step | None:
        if not award.met and not (award.reason.strip() or reason.strip()):
            problems.append(problem(self.path, "reason-required", ref=self.ref))
            return None
        inputs = (self._full, ("met", "yes" if award.met else "no"))
        result = self.points if award.met else ZERO
        return Step(self._figure, self.ref, self._rulebook.all_or_nothing, inputs, result)

    def not_applicable(self, award: NotApplicable) -> Step:
        """The step of an indicator that does not apply: no points, whatever becomes of those it could give."""
        inputs = (self._full, ("reason", award.reason))
        return Step(self._figure, self.ref, self._rulebook.not_applicable, inputs, ZERO)

    def not_allowed(self, method: Method) -> Problem:
        """That the edition does not let this method score here."""
        known = tuple(_written(each) for each in self._methods)
        return problem(self.path, "method-not-allowed", given=_written(method), known=known)


def _written(method: Method) -> Word:
    # In an award, methods are keys.
    return Word(f"Method.{method}", method.value.replace("-", "_"))
