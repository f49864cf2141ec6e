# SPDX-License-Identifier: Apache-2.0
import typing
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.core.facts.asking import DIVISIONS, ON
from tests.core.scored import many
from tests.outputs.workbook.strategies import instances
from zhuoping.core import shapes, wording
from zhuoping.core.facts import QUESTIONS, CheckRules, Facts, Verdict, check_facts
from zhuoping.core.facts.checking import worst
from zhuoping.core.facts.checks.staffing import ROUNDINGS

ROWS = {field.name: typing.get_args(field.type)[0] for field in shapes.fields(Facts)}


def test_no_sheet_has_to_be_filled_in() -> None:
    assert [field.name for field in shapes.fields(Facts) if field.required] == []
    assert Facts() == Facts(**dict.fromkeys(ROWS, ()))


def test_every_sheet_informs_a_check_and_every_check_reads_known_sheets() -> None:
    read = {sheet for question in QUESTIONS for sheet in (*question.needs, *question.uses)}

    assert read == set(ROWS)


def test_checks_come_in_the_order_of_the_indicators() -> None:
    refs = [tuple(int(number) for number in question.indicator.split(".")) for question in QUESTIONS]

    assert refs == sorted(refs)


counts = st.none() | st.integers(0, 3)
rules = st.builds(
    CheckRules,
    managers_ratio=st.none() | st.decimals(0, 1, places=2) | st.just(Decimal(7)),
    managers_rounding=st.none() | st.sampled_from([*ROUNDINGS, "sideways"]),
    managers_least=counts,
    managers_intermediate_least=counts,
    managers_outlets_count=st.none() | st.booleans(),
    warn_days=counts | st.just(10**30),
    prior_certificate_counts=st.none() | st.booleans(),
)


@many
@given(st.sampled_from(sorted(ROWS)), rules, st.data())
def test_any_rows_are_checked_and_told_in_both_languages(
    sheet: str, rules: CheckRules, data: st.DataObject
) -> None:
    rows = data.draw(st.lists(instances(ROWS[sheet]), min_size=1, max_size=4).map(tuple))

    checks = check_facts(Facts(**{sheet: rows}), ON, rules, DIVISIONS)

    for check in checks:
        assert check.verdict is (Verdict.CANNOT_TELL if check.empty else worst(check.remarks))
        for language in wording.LANGUAGES:
            told = [check.explain(language), *(remark.message(language) for remark in check.remarks)]
            assert all(told)
        for remark in check.remarks:
            assert any(remark.path.startswith(f"facts.{each}") for each in check.sheets)
