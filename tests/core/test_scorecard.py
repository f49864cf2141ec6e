# SPDX-License-Identifier: Apache-2.0
"""The scorecard reads as a proof: a small evaluator, which knows only fractions, recomputes every step."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tests.core.scored import NAMES, few, full, rounded, some_awards, specials
from tests.make import edition
from zhuoping.core.awards import AllOrNothing, Bonus, Deduction, Judged, NotApplicable, Parts, Sampled
from zhuoping.core.scheme import Method, Scheme
from zhuoping.core.scorecard import Scorecard, Step
from zhuoping.core.scoring import score


def recomputed(step: Step, scheme: Scheme) -> Fraction:
    """A step's result from its inputs and the name of its rule alone; roundings are those of the edition."""
    given_values = dict(step.inputs)
    numbers = {key: Fraction(value) for key, value in given_values.items() if not isinstance(value, str)}
    rules = scheme.scoring_rules
    match step.rule.name:
        case "judged":
            return numbers["judged"]
        case "all-or-nothing":
            return numbers["points"] if given_values["met"] == "yes" else Fraction(0)
        case "sampled":
            exact = numbers["points"] * numbers["conforming"] / numbers["size"]
            return rounded(exact, rules.quantum, rules.rounding)
        case "not-applicable":
            return Fraction(0)
        case "rebased":
            exact = numbers["points"] * numbers["awarded"] / numbers["involved"]
            return rounded(exact, rules.quantum, rules.rounding)
        case "deduction":
            amount = numbers["cases"] * numbers["points_each"]
            return min(amount, numbers.get("at_most", amount))
        case "bonus":
            return numbers["given"] * numbers["points_each"]
        case "total":
            return numbers["awarded"] - numbers["deducted"] + numbers["bonus"]
    assert step.rule.name in ("parts", "sum")
    return sum(numbers.values(), Fraction(0))


def check_proof(card: Scorecard, scheme: Scheme) -> None:
    """Each result follows from its inputs, and each input is an earlier result or stands in the edition."""
    so_far = dict.fromkeys(scheme.indicators, Decimal(0))
    reachable = {ref: line.sure + line.open for ref, line in card.dimensions.items()}
    figures: dict[str, Decimal] = {}
    for step in card.steps():
        assert Fraction(step.result) == recomputed(step, scheme), step
        for name, value in step.inputs:
            if step.figure == "dimension":
                assert value == so_far[name]
            elif step.figure == "awarded":
                assert value in (figures[name], reachable[name])
            elif name in figures:
                assert value == figures[name]
        if step.figure == "part":
            so_far[step.ref.rpartition(".")[0]] += step.result
        elif step.figure == "award":
            so_far[step.ref] = step.result
        else:
            # Re-based, the sum of awards goes on under its name.
            figures["awarded" if step.figure == "rebased" else step.ref or step.figure] = step.result
    assert figures["total" if card.is_complete else "lowest"] == card.lowest
    assert card.is_complete or figures["highest"] == card.highest
    assert (figures["deducted"], figures["bonus"]) == (card.deducted, card.bonus)


@few
@given(st.sampled_from(NAMES), st.data())
def test_steps_are_a_proof_of_the_total(name: str, data: st.DataObject) -> None:
    scheme = edition(name)

    card = score(scheme, data.draw(some_awards(name)), *data.draw(specials(name)))

    check_proof(card, scheme)


def test_proof_of_a_full_scorecard_is_told_in_order() -> None:
    scheme = edition("twelve")
    awards = {
        "一.1": Judged(Decimal("17.9"), "缺一项"),
        "一.2": Parts({"z": AllOrNothing(met=True), "y": Sampled(8, 1), "x": Judged(Decimal(2))}),
    }

    card = score(scheme, awards, [Deduction("law", "理由")])

    assert [
        (step.figure, step.ref, step.rule.name, step.inputs, str(step.result)) for step in card.steps()
    ] == [
        ("award", "一.1", "judged", (("points", 18), ("judged", Decimal("17.9"))), "17.9"),
        ("part", "一.2.x", "judged", (("points", 2), ("judged", 2)), "2"),
        ("part", "一.2.y", "sampled", (("points", 3), ("conforming", 1), ("size", 8)), "0.38"),
        ("part", "一.2.z", "all-or-nothing", (("points", 1), ("met", "yes")), "1"),
        (
            "award",
            "一.2",
            "parts",
            (("一.2.x", 2), ("一.2.y", Decimal("0.38")), ("一.2.z", 1)),
            "3.38",
        ),
        ("dimension", "一", "sum", (("一.1", Decimal("17.9")), ("一.2", Decimal("3.38"))), "21.28"),
        ("deducted", "", "deduction", (("cases", 1), ("points_each", Decimal("0.25"))), "0.25"),
        ("bonus", "", "bonus", (("given", 0), ("points_each", 0)), "0"),
        ("awarded", "", "sum", (("一", Decimal("21.28")),), "21.28"),
        (
            "total",
            "",
            "total",
            (("awarded", Decimal("21.28")), ("deducted", Decimal("0.25")), ("bonus", 0)),
            "21.03",
        ),
    ]


def test_re_based_total_shows_what_was_divided_by_what() -> None:
    scheme = edition("hundred")
    awards = full("hundred") | {"A2": Sampled(3, 2), "B2": NotApplicable("无废弃商品")}

    card = score(scheme, awards)

    assert card.rebase is not None
    assert (card.rebase.points, card.rebase.involved) == (100, 75)
    steps = {step.figure: step for step in card.closing_steps}
    assert steps["rebased"].inputs == (("awarded", Decimal("68.33")), ("points", 100), ("involved", 75))
    assert steps["rebased"].result == card.total == Decimal("91.11")


def test_each_step_says_where_its_rule_comes_from() -> None:
    scheme = edition("2025")
    bonus = Bonus("理由", frozenset({"exceeds_law", "leads_trade"}))

    card = score(scheme, full("2025"), [Deduction("law", "理由")], [bonus])

    sources = {
        step.rule.name: (step.rule.origin, step.rule.source, step.rule.reading) for step in card.steps()
    }
    for rule, key in (
        ("deduction", "deduction.points_each"),
        ("bonus", "bonus.points"),
        ("judged", "scoring.judged_step"),
    ):
        parameter = scheme.parameters[key]
        assert sources[rule] == (parameter.origin, parameter.source, parameter.reading)


def test_scorecard_cannot_be_changed() -> None:
    card = score(edition("2025"), full("2025"))

    for thing, field in ((card, "total"), (card.indicators["1.1"], "awarded"), (card.rating, "band")):
        try:
            setattr(thing, field, None)
        except AttributeError:
            continue
        raise AssertionError(field)


def test_missing_indicators_are_named_in_the_order_of_the_edition() -> None:
    scheme = edition("2025")
    scored = [ref for ref in reversed(scheme.indicators) if Method.JUDGED in scheme.indicators[ref].methods]

    card = score(scheme, {ref: full("2025")[ref] for ref in scored})

    assert card.missing == tuple(ref for ref in scheme.indicators if ref not in scored)
    assert (card.total, card.is_complete) == (None, False)
