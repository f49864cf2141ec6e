# SPDX-License-Identifier: Apache-2.0
from decimal import Decimal
from typing import Any

import pytest

from tests.core.samples import refusal, with_values
from tests.make import edition
from zhuoping.core.planning_rules import (
    PersonDayRules,
    SamplingRules,
    SizeRounding,
    not_set,
    person_day_rules,
    sampling_rules,
)
from zhuoping.core.scheme import CertificationType

SCHEME = edition("2025")
INITIAL, SPECIAL = CertificationType.INITIAL, CertificationType.SPECIAL
BODY = {
    "person_days__base": Decimal(2),
    "person_days__per_product_family": Decimal("0.5"),
    "person_days__most_reduction_share": Decimal("0.2"),
}


def test_sampling_rules_are_those_of_the_edition() -> None:
    found = sampling_rules(SCHEME, CertificationType.SURVEILLANCE)

    assert found == SamplingRules(
        CertificationType.SURVEILLANCE,
        Decimal("0.6"),
        SizeRounding.UP,
        Decimal("0.25"),
        prefer_unvisited=True,
        central_function=True,
        may_merge=False,
        share_unsampled=Decimal("0.30"),
    )


def test_special_engagement_has_no_factor_until_the_body_sets_one() -> None:
    set_by_the_body = with_values(SCHEME, outlets__factor_special=Decimal("0.3"))

    assert sampling_rules(SCHEME, SPECIAL).factor is None
    assert sampling_rules(set_by_the_body, SPECIAL).factor == Decimal("0.3")


def test_edition_without_these_parameters_is_refused_with_all_of_them() -> None:
    assert refusal(sampling_rules, edition("twelve"), INITIAL) == [
        f"parameters.outlets.{name}: parameter-not-set"
        for name in (
            "factor_initial",
            "rounding",
            "random_share",
            "prefer_unvisited",
            "central_function_always",
            "may_merge",
            "surveillance_share_unsampled",
        )
    ]


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("outlets__factor_initial", "viel", "parameter-value"),
        ("outlets__factor_initial", True, "parameter-value"),
        ("outlets__factor_initial", -1, "parameter-value"),
        ("outlets__factor_initial", 1_000_001, "parameter-digits"),
        ("outlets__factor_initial", Decimal("0.1234567"), "parameter-digits"),
        ("outlets__random_share", Decimal("1.01"), "parameter-not-a-share"),
        ("outlets__prefer_unvisited", 1, "parameter-value"),
        ("outlets__rounding", "sideways", "not-allowed"),
        ("outlets__rounding", None, "parameter-not-set"),
    ],
)
def test_value_that_does_not_fit_is_refused(key: str, value: Any, code: str) -> None:
    scheme = with_values(SCHEME, **{key: value})

    assert refusal(sampling_rules, scheme, INITIAL) == [f"parameters.{key.replace('__', '.')}: {code}"]


def test_what_the_body_has_not_set_is_told_with_who_sets_it() -> None:
    missing = not_set(SCHEME, "person_days.base")

    assert missing.message("zh") == (
        "参数“基础人日”（person_days.base）还没有数值，无法据以计算：请管理员在采用版本时设定。"
    )
    assert missing.message("en").endswith("the administrator sets it when adopting the edition.")


def test_parameter_is_asked_for_only_where_it_counts() -> None:
    base = with_values(SCHEME, person_days__base=2)

    assert refusal(person_day_rules, SCHEME, families=3, reduced=True) == [
        "parameters.person_days.base: parameter-not-set",
        "parameters.person_days.per_product_family: parameter-not-set",
        "parameters.person_days.most_reduction_share: parameter-not-set",
    ]
    assert person_day_rules(base, families=1, reduced=False) == PersonDayRules(
        Decimal(2), Decimal("0.5"), None, None, below_least_needs_approval=True, hours_per_day=Decimal(8)
    )


def test_parameters_that_the_body_set_are_read() -> None:
    found = person_day_rules(with_values(SCHEME, **BODY), families=2, reduced=True)

    assert (found.base, found.per_product_family, found.most_reduction_share) == tuple(BODY.values())


@pytest.mark.parametrize(("hours", "code"), [(0, "parameter-value"), (..., "parameter-not-set")])
def test_day_without_hours_is_refused(hours: Any, code: str) -> None:
    scheme = with_values(SCHEME, **BODY, person_days__hours_per_day=hours)

    assert refusal(person_day_rules, scheme, families=1, reduced=False) == [
        f"parameters.person_days.hours_per_day: {code}"
    ]
