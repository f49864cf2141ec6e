# SPDX-License-Identifier: Apache-2.0
"""The scorecard for machines: one JSON object, amounts as strings in the edition's quantum (docs/domain/scoring.md)."""

from collections.abc import Iterable
from decimal import Decimal

from zhuoping.core.awards import Parts
from zhuoping.core.problems import Problem
from zhuoping.core.scheme import RatingBand, Scheme
from zhuoping.core.scorecard import IndicatorLine, Scorecard, Status, Step
from zhuoping.core.way_up import WayUp

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]


def scorecard_json(scheme: Scheme, scorecard: Scorecard, way: WayUp | None = None) -> dict[str, Json]:
    """The scorecard with its arithmetic.

    `total` is null until complete (`lowest` is the provisional sum); `stars` is null unless `rated` or `no-level`
    (then 0); `to_next` is null where there is no next level to name.
    """
    amount = _Amount(scheme.scoring_rules.quantum)
    rating = scorecard.rating
    named = rating.status in (Status.RATED, Status.NO_LEVEL)
    return {
        "scheme": scorecard.scheme,
        "edition": scorecard.edition,
        "points": amount(scorecard.points),
        "complete": scorecard.is_complete,
        "missing": list(scorecard.missing),
        "awards": {
            ref: amount(line.awarded)
            for ref, line in scorecard.indicators.items()
            if line.awarded is not None
        },
        "parts": _parts(scorecard.indicators.values(), amount),
        "not_applicable": [ref for ref, line in scorecard.indicators.items() if line.excluded],
        "dimensions": {ref: amount(line.sure) for ref, line in scorecard.dimensions.items()},
        "deductions": [{"ground": item.ground, "reason": item.reason} for item in scorecard.deductions],
        "deducted": amount(scorecard.deducted),
        "bonus": amount(scorecard.bonus),
        "determination": _determination(scorecard),
        "total": None if scorecard.total is None else amount(scorecard.total),
        "lowest": amount(scorecard.lowest),
        "highest": amount(scorecard.highest),
        "lowest_level": _name(scorecard.lowest_band),
        "highest_level": _name(scorecard.highest_band),
        "status": rating.status.value,
        "stars": (rating.band.stars if rating.band else 0) if named else None,
        "level": _name(rating.band),
        "to_next": None if rating.to_next is None else amount(rating.to_next),
        "next_level": _name(rating.next),
        "way_up": _way_up(way, amount),
        "steps": [_step(step) for step in scorecard.steps()],
        "problems": [],
    }


def refused_json(problems: Iterable[Problem], language: str) -> dict[str, Json]:
    """The answer to faulty input: no figures, every problem."""
    return {
        "complete": False,
        "missing": [],
        "awards": {},
        "dimensions": {},
        "deducted": None,
        "bonus": None,
        "total": None,
        "lowest": None,
        "highest": None,
        "stars": None,
        "level": None,
        "status": None,
        "to_next": None,
        "problems": [
            {"path": each.path, "code": each.code, "message": each.message(language)} for each in problems
        ],
    }


class _Amount:
    """Writes points as text, all with as many decimals as the quantum has."""

    def __init__(self, quantum: Decimal) -> None:
        self.quantum = quantum

    def __call__(self, value: Decimal) -> str:
        return format(value.quantize(self.quantum), "f")


def _name(band: RatingBand | None) -> str | None:
    return band.name if band else None


def _parts(lines: Iterable[IndicatorLine], amount: _Amount) -> dict[str, Json]:
    return {
        line.ref: {
            step.ref.removeprefix(f"{line.ref}."): amount(step.result)
            for step in line.steps
            if step.figure == "part"
        }
        for line in lines
        if isinstance(line.award, Parts)
    }


def _determination(scorecard: Scorecard) -> Json:
    made = scorecard.determination
    return None if made is None else {"by": made.by, "reason": made.reason}


def _way_up(way: WayUp | None, amount: _Amount) -> list[Json]:
    if way is None:
        return []
    return [{"indicators": list(each.refs), "points": amount(each.points)} for each in way.sets]


def _step(step: Step) -> Json:
    return {
        "figure": step.figure,
        "ref": step.ref,
        "rule": step.rule.name,
        "origin": step.rule.origin.value,
        "source": step.rule.source,
        "reading": step.rule.reading,
        "inputs": {name: _plain(value) for name, value in step.inputs},
        "result": _plain(step.result),
    }


def _plain(value: Decimal | int | str) -> Json:
    return format(value, "f") if isinstance(value, Decimal) else value
