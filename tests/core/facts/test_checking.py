# SPDX-License-Identifier: Apache-2.0
from datetime import date
from decimal import Decimal, localcontext

from hypothesis import given
from hypothesis import strategies as st

from tests.core.facts.asking import DIVISIONS, ON, RULES
from zhuoping.core.facts import QUESTIONS, CheckRules, Facts, Figure, Verdict, check_facts, check_rules
from zhuoping.core.facts.checking import Word, attention, cannot_tell, gap, note, share, shown, worst
from zhuoping.core.facts.rows.organisation import OutletKind
from zhuoping.core.facts.rows.resources import BudgetLine, CostKind
from zhuoping.core.scheme import Origin, Parameter, ParameterValue


def parameters(**values: ParameterValue) -> dict[str, Parameter]:
    return {
        key.replace("__", "."): Parameter(value, key, Origin.BODY, "test") for key, value in values.items()
    }


def test_facts_without_rows_cannot_be_told() -> None:
    checks = check_facts(Facts(), ON, RULES, DIVISIONS)

    assert [each.code for each in checks] == [each.code for each in QUESTIONS]
    assert {each.verdict for each in checks} == {Verdict.CANNOT_TELL}


def test_every_indicator_has_a_check() -> None:
    refs = list(dict.fromkeys(each.indicator for each in QUESTIONS))

    assert refs == [
        "1.1", "1.2", "1.3", "2.1", "2.2", "3.1", "3.2", "3.3", "4.1", "4.2",
        "5.1", "5.2", "6.1", "6.2", "6.3", "6.4", "7.1", "7.2", "7.3",
    ]  # fmt: skip


def test_rules_are_read_from_the_parameters_of_the_edition() -> None:
    rules = check_rules(
        parameters(
            managers__ratio=Decimal("0.10"),
            managers__rounding="up",
            managers__least=1,
            managers__intermediate_least=1,
            managers__outlets_count=True,
            certificates_expiring__warn_days=90,
            voluntary__prior_certificate_counts=False,
        )
    )

    assert rules == RULES


def test_rules_of_a_silent_edition_are_empty() -> None:
    assert check_rules({}) == CheckRules()
    assert check_rules(parameters(managers__least=True, managers__outlets_count=1)) == CheckRules()


def test_parameter_of_the_wrong_kind_is_as_good_as_none() -> None:
    """The loader refuses such an edition; one that is made in code must not break a check."""
    assert check_rules(parameters(managers__ratio="ten percent", managers__rounding=1)) == CheckRules()
    assert check_rules(parameters(managers__ratio=1)) == CheckRules(managers_ratio=Decimal(1))


def test_figures_do_not_depend_on_the_ambient_decimal_context() -> None:
    lines = [BudgetLine(2026, kind, Decimal("1234.56"), Decimal("1234.50")) for kind in CostKind]

    with localcontext() as context:
        context.prec = 2
        checks = check_facts(Facts(budget=tuple(lines)), ON, RULES, DIVISIONS)

    (spent,) = (each for each in checks if each.code == "budget-spent")
    assert [figure.text() for figure in spent.figures] == ["2026", "13580.16", "13579.50", "100.00%", "元"]


def test_worst_remark_decides() -> None:
    remarks = [note("", "a"), attention("", "b"), gap("", "c"), cannot_tell("", "d")]

    assert [worst(remarks[:count]).value for count in range(5)] == ["met", "met", "attention", "gap", "gap"]
    assert worst([remarks[3], remarks[1]]) == Verdict.CANNOT_TELL


def test_values_are_shown_in_the_language_of_the_reader() -> None:
    value = (
        OutletKind.SHOWROOM,
        Word("outlets"),
        Decimal("0E-50"),
        Decimal("1E+2"),
        3,
        date(2026, 1, 2),
        None,
        "龢",
    )

    assert shown(value, "zh") == "有销售职能的展厅、服务网点、0、100、3、2026-01-02、—、龢"
    assert shown(value, "en") == "Showroom with sales function, Outlets, 0, 100, 3, 2026-01-02, —, 龢"


def test_figures_are_shown_with_their_labels() -> None:
    figure = Figure("certified_share", Decimal("0.6667"))

    assert (figure.label("zh"), figure.label("en"), figure.text()) == ("持证率", "Share certified", "66.67%")
    assert [Figure("certified_share", None).text(), Figure("staff", 12).text()] == ["—", "12"]


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_share_is_within_half_a_place(part: int, whole: int) -> None:
    found = share(part, whole)

    assert found is not None
    assert abs(found - Decimal(part) / whole) <= Decimal("0.00005")
