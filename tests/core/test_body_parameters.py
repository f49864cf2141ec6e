# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.core.applying import SCHEME, told
from tests.make import edition
from zhuoping.core.body_parameters import body_keys, unset_parameters, with_body_parameters
from zhuoping.core.problems import Refused
from zhuoping.core.scheme import Origin, Parameter
from zhuoping.core.wording import areas

PATTERN = "034{year}S{serial:04}R{cycle}"
NEEDED = {
    "certificate.number_pattern": PATTERN,
    "person_days.base": 2,
    "person_days.per_product_family": Decimal("0.5"),
    "person_days.most_reduction_share": Decimal("0.3"),
}


def refused(values, scheme=SCHEME):
    with pytest.raises(Refused) as caught:
        with_body_parameters(scheme, values)
    return told(caught.value.problems)


def test_body_sets_what_the_edition_leaves_to_it():
    scheme = with_body_parameters(SCHEME, NEEDED, source=" 机构决定 2026-3 ")

    assert {key: each.value for key, each in scheme.parameters.items() if key in NEEDED} == NEEDED
    assert {scheme.parameters[key].source for key in NEEDED} == {"机构决定 2026-3"}
    assert {scheme.parameters[key].origin for key in NEEDED} == {Origin.BODY}
    assert [key for key, each in scheme.parameters.items() if each != SCHEME.parameters[key]] == [
        key for key in SCHEME.parameters if key in NEEDED
    ]
    assert replace(scheme, parameters=SCHEME.parameters) == SCHEME


def test_edition_itself_is_not_changed_and_its_source_stays_where_none_is_given():
    scheme = with_body_parameters(SCHEME, {"person_days.base": 2})

    assert SCHEME.parameters["person_days.base"].value is None
    assert scheme.parameters["person_days.base"].source == SCHEME.parameters["person_days.base"].source


def test_unset_are_those_that_wait_for_a_value_and_not_those_where_none_is_an_answer():
    assert unset_parameters(SCHEME) == tuple(key for key in SCHEME.parameters if key in NEEDED)
    assert unset_parameters(with_body_parameters(SCHEME, NEEDED)) == ()
    assert (
        SCHEME.parameters["deduction.at_most"].value
        is SCHEME.parameters["outlets.factor_special"].value
        is None
    )


def test_keys_of_the_body_are_in_the_order_of_the_edition():
    keys = body_keys(SCHEME)

    assert keys == tuple(key for key, each in SCHEME.parameters.items() if each.origin is Origin.BODY)
    assert "person_days.base" in keys
    assert "bonus.points" not in keys


def test_every_origin_has_its_label():
    assert {key for key in areas.LABELS if key.startswith("Origin.")} == {f"Origin.{each}" for each in Origin}


@pytest.mark.parametrize(
    "key",
    ["bonus.points", "deduction.points_each", "validity.years", "retention.years_after_end"],
    ids=["specification", "parent-standard", "analogy", "law"],
)
def test_what_is_not_the_bodys_cannot_be_set(key):
    assert refused({key: 1}) == [f"parameters.{key}: parameter-not-for-body"]


def test_all_faults_are_told_at_once():
    values = {"no.such": 1, "bonus.points": 2, "person_days.base": -1, "scoring.judged_step": 0}

    assert refused(values) == [
        "parameters.no.such: parameter-unknown",
        "parameters.bonus.points: parameter-not-for-body",
        "parameters.person_days.base: parameter-value",
        "parameters.scoring.judged_step.value: parameter-value",
    ]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("person_days.base", 0),
        ("person_days.most_reduction_share", 0),
        ("person_days.most_reduction_share", 1),
        ("outlets.factor_special", Decimal("0.6")),
        ("outlets.factor_special", None),
        ("deduction.at_most", None),
        ("deduction.at_most", 3),
        ("deduction.determination_above", None),
        ("managers.rounding", "down"),
        ("voluntary.prior_certificate_counts", True),
        ("prior_certificate.level", "五星"),
        ("nonconformity.answer_days", 0),
        ("deadlines.review_workdays", 0),
        ("deadlines.review_workdays", 3650),
        ("deadlines.review_workdays", None),
        ("deadlines.application_days", 60),
        ("surveillance.alarm_days", (60, 30)),
        ("surveillance.alarm_days", ()),
        ("surveillance.level_may_change", False),
        ("certificate.number_pattern", PATTERN),
    ],
)
def test_value_that_fits_its_kind_is_taken(key, value):
    assert with_body_parameters(SCHEME, {key: value}).parameters[key].value == value


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("person_days.base", None),
        ("person_days.base", True),
        ("person_days.base", "二"),
        ("person_days.most_reduction_share", Decimal("1.01")),
        ("person_days.most_reduction_share", -1),
        ("person_days.most_reduction_share", "0.3"),
        ("person_days.most_reduction_share", True),
        ("outlets.factor_special", -1),
        ("prior_certificate.level", " "),
        ("prior_certificate.level", 5),
        ("nonconformity.answer_days", Decimal("1.5")),
        ("nonconformity.answer_days", True),
        ("nonconformity.answer_days", None),
        ("nonconformity.answer_days", -1),
        ("surveillance.alarm_days", 30),
        ("surveillance.alarm_days", (30, -1)),
        ("surveillance.alarm_days", (30, True)),
        ("surveillance.level_may_change", 1),
        ("certificate.number_pattern", 5),
        ("certificate.number_pattern", None),
    ],
)
def test_value_of_another_kind_is_refused(key, value):
    assert refused({key: value}) == [f"parameters.{key}: parameter-value"]


def test_pattern_of_certificates_is_checked_as_such():
    assert refused({"certificate.number_pattern": "zp{serial:06}"}) == [
        "parameters.certificate.number_pattern: pattern-characters",
        "parameters.certificate.number_pattern: pattern-field-missing",
    ]


@pytest.mark.parametrize(
    "value", [Decimal("NaN"), Decimal("Infinity"), Decimal("1E+12"), 10**12, Decimal("1E-12")]
)
def test_number_that_the_arithmetic_has_no_room_for_is_refused(value):
    assert refused({"person_days.base": value}) == ["parameters.person_days.base: not-a-number"]
    assert refused({"scoring.judged_step": value}) == ["parameters.scoring.judged_step: not-a-number"]


@pytest.mark.parametrize("value", [-1, 3651, Decimal("1.5"), True, "十", (5,)])
def test_term_is_a_number_of_days_that_a_calendar_holds(value):
    assert refused({"deadlines.review_workdays": value}) == [
        "parameters.deadlines.review_workdays.value: parameter-value"
    ]


def test_number_in_a_list_is_looked_at_too():
    assert refused({"surveillance.alarm_days": (30, 10**12)}) == [
        "parameters.surveillance.alarm_days: not-a-number"
    ]


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("scoring.judged_step", Decimal("0.7"), "off-step"),
        ("scoring.judged_step", Decimal("0.005"), "off-quantum"),
        ("scoring.rounding", "sideways", "parameter-value"),
        ("deduction.determination_above", 4, "thresholds-crossed"),
        ("managers.least", Decimal("0.5"), "parameter-value"),
    ],
)
def test_scoring_has_to_agree_with_itself_under_the_bodys_values(key, value, code):
    assert {each.split(": ")[1] for each in refused({key: value})} == {code}


def test_parameter_with_a_fraction_takes_any_amount():
    kept = Parameter(Decimal("0.5"), "比例", Origin.BODY, "机构")
    scheme = replace(SCHEME, parameters={**SCHEME.parameters, "some.share": kept})

    assert with_body_parameters(scheme, {"some.share": 2}).parameters["some.share"].value == 2
    assert refused({"some.share": "2"}, scheme) == ["parameters.some.share: parameter-value"]


def test_parameters_of_a_small_scheme_are_set_too():
    scheme = edition("hundred")
    key = next(key for key in body_keys(scheme) if key == "scoring.judged_step")

    assert with_body_parameters(scheme, {key: 1}).parameters[key].value == 1
