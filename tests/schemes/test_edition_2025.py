# SPDX-License-Identifier: Apache-2.0
"""Edition 2025 is the specification's table, and every value that the specification leaves open has its source."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.make import edition
from zhuoping.core.facts.checking import CheckRules, check_rules
from zhuoping.core.overlay import apply_overlay
from zhuoping.core.plain import Plain
from zhuoping.core.scheme import (
    BonusRules,
    CertificationType,
    DeductionRules,
    Method,
    NotApplicablePolicy,
    Openness,
    Origin,
    Rounding,
    ScoringRules,
)
from zhuoping.schemes import library

CHINESE = edition("2025")

J, S, A, P = Method.JUDGED, Method.SAMPLED, Method.ALL_OR_NOTHING, Method.PARTS


# -- the table


def test_identity_is_that_of_the_title_page() -> None:
    assert (CHINESE.scheme, CHINESE.edition, CHINESE.language) == ("after-sales-completeness", "2025", "zh")
    assert CHINESE.title == "售后服务体系完善程度认证"
    assert CHINESE.issuer == "新标检测认证有限公司"
    assert (CHINESE.published_on, CHINESE.in_force_on) == (date(2025, 6, 15), date(2025, 6, 20))
    assert CHINESE.applicability is not None
    assert CHINESE.applicability.normative_document == "GB/T 27922-2011"


def test_dimensions_have_the_points_of_the_table() -> None:
    told = [(each.ref, each.title, each.points) for each in CHINESE.dimensions]

    assert told == [
        ("1", "组织架构", 15),
        ("2", "人员配置", 20),
        ("3", "资源配置", 20),
        ("4", "规范要求", 40),
        ("5", "监督", 20),
        ("6", "改进", 15),
        ("7", "提高", 20),
    ]
    assert CHINESE.points == 150


def test_indicators_have_the_points_of_the_table_and_their_methods() -> None:
    told = {ref: (each.points, each.methods) for ref, each in CHINESE.indicators.items()}

    assert list(told.items()) == [
        ("1.1", (3, (J,))),
        ("1.2", (10, (J, S))),
        ("1.3", (2, (J,))),
        ("2.1", (10, (P,))),
        ("2.2", (10, (A, J))),
        ("3.1", (10, (J,))),
        ("3.2", (5, (J,))),
        ("3.3", (5, (J, S))),
        ("4.1", (20, (J, S))),
        ("4.2", (20, (J, S))),
        ("5.1", (10, (J,))),
        ("5.2", (10, (J, S))),
        ("6.1", (5, (J, S))),
        ("6.2", (2, (J,))),
        ("6.3", (5, (J,))),
        ("6.4", (3, (J,))),
        ("7.1", (10, (J, S))),
        ("7.2", (5, (J, S))),
        ("7.3", (5, (J, S))),
    ]


def test_staffing_has_two_parts_of_five_points() -> None:
    told = {
        (ref, part.ref): (part.points, part.methods)
        for ref, indicator in CHINESE.indicators.items()
        for part in indicator.parts
    }

    assert told == {("2.1", "a"): (5, (J,)), ("2.1", "b"): (5, (J, S))}


def test_indicators_are_fed_by_these_modes() -> None:
    told = {ref: "".join(each.modes) for ref, each in CHINESE.indicators.items()}

    assert told == {
        "1.1": "HI",
        "1.2": "AEFGHI",
        "1.3": "I",
        "2.1": "BEGI",
        "2.2": "I",
        "3.1": "I",
        "3.2": "I",
        "3.3": "AEGI",
        "4.1": "EHI",
        "4.2": "HI",
        "5.1": "EHI",
        "5.2": "EFI",
        "6.1": "EFHI",
        "6.2": "I",
        "6.3": "I",
        "6.4": "I",
        "7.1": "I",
        "7.2": "BDEFHI",
        "7.3": "EI",
    }


def test_levels_begin_at_a_hundred_and_rise_by_ten() -> None:
    told = [(each.stars, each.name, each.at_least) for each in CHINESE.bands]

    assert told == [(1, "卓著", 100), (2, "卓然", 110), (3, "卓越", 120), (4, "卓殊", 130), (5, "卓绝", 140)]


def test_special_items_have_four_grounds_and_two_conditions() -> None:
    assert [each.key for each in CHINESE.deduction_grounds] == ["law", "own-rules", "trade", "operation"]
    assert [each.key for each in CHINESE.bonus_conditions] == ["exceeds_law", "leads_trade"]


def test_nine_modes_say_whether_they_are_covert_and_may_be_added() -> None:
    told = [(each.letter, each.openness, each.extra) for each in CHINESE.modes]

    assert told == [
        ("A", Openness.OPEN, True),
        ("B", Openness.COVERT, True),
        ("C", Openness.OPEN, True),
        ("D", Openness.COVERT, True),
        ("E", Openness.NONE, False),
        ("F", Openness.NONE, True),
        ("G", Openness.NONE, True),
        ("H", Openness.NONE, False),
        ("I", Openness.NONE, False),
    ]


def test_combinations_follow_design_responsibility_and_type() -> None:
    told = {
        (each.design_responsibility, each.type): (each.any_of, each.default) for each in CHINESE.combinations
    }

    assert told == {
        (True, CertificationType.INITIAL): (("E+H+I",), None),
        (True, CertificationType.SURVEILLANCE): (("E+H+I", "E+I"), "E+H+I"),
        (True, CertificationType.RECERTIFICATION): (("E+H+I",), None),
        (True, CertificationType.SPECIAL): (("E+H+I", "E+I"), "E+H+I"),
        (False, CertificationType.INITIAL): (("E+I",), None),
        (False, CertificationType.SURVEILLANCE): (("E+I",), None),
        (False, CertificationType.RECERTIFICATION): (("E+I",), None),
        (False, CertificationType.SPECIAL): (("E+I",), None),
    }


def test_choice_between_combinations_has_a_condition_and_only_that() -> None:
    with_condition = [each.type for each in CHINESE.combinations if each.condition]

    assert with_condition == [CertificationType.SURVEILLANCE, CertificationType.SPECIAL]
    assert with_condition == [each.type for each in CHINESE.combinations if len(each.any_of) > 1]


def test_terms_and_six_kinds_of_activity_are_there() -> None:
    assert [each.key for each in CHINESE.terms] == [
        "after-sales-service",
        "management-professional",
        "auditor",
        "evaluation",
        "evaluation-system",
        "indicator",
    ]
    assert [(each.key, len(each.examples)) for each in CHINESE.activities] == [
        ("with-contract", 4),
        ("until-normal-use", 4),
        ("goods-quality", 6),
        ("customer-relations", 3),
        ("information", 4),
        ("culture-and-experience", 4),
    ]


# -- parameters


def test_scoring_goes_by_reading_a16() -> None:
    assert CHINESE.scoring_rules == ScoringRules(
        NotApplicablePolicy.NOT_ALLOWED, Decimal("0.5"), Decimal("0.01"), Rounding.HALF_UP
    )


def test_special_items_go_by_readings_a1_and_a2() -> None:
    assert CHINESE.deduction_rules == DeductionRules(Decimal(1), None, 3, 5)
    assert CHINESE.bonus_rules == BonusRules(Decimal(1), 1)


def test_checks_go_by_readings_a15_and_a25() -> None:
    assert check_rules(CHINESE.parameters) == CheckRules(
        managers_ratio=Decimal("0.1"),
        managers_rounding="up",
        managers_least=1,
        managers_intermediate_least=1,
        managers_outlets_count=True,
        warn_days=90,
        prior_certificate_counts=False,
    )


def test_what_the_specification_leaves_open_has_a_value_or_is_left_to_the_body() -> None:
    groups = ("scoring", "deduction", "bonus", "managers", "certificates_expiring", "voluntary")

    told = {key: each.value for key, each in CHINESE.parameters.items() if key.split(".")[0] not in groups}

    assert told == {
        "prior_certificate.level": "any",
        "prior_certificate.issuer": "any-approved",
        "prior_certificate.valid_at_acceptance": True,
        "prior_certificate.look_up_days": 7,
        "prior_certificate.look_up_days_at_release": 7,
        "prior_certificate.valid_at_decision": True,
        "prior_certificate.must_stay_valid": True,
        "application.least_running_months": 3,
        "application.record_months": 3,
        "application.no_major_incident_years": 1,
        "deadlines.application_days": None,
        "deadlines.review_workdays": 10,
        "deadlines.supplement_days": 30,
        "deadlines.agreement_workdays": 10,
        "deadlines.client_signature_days": 30,
        "deadlines.body_signature_workdays": 5,
        "deadlines.plan_workdays": 20,
        "deadlines.plan_answer_workdays": 5,
        "validity.years": 3,
        "validity.ends_days_before": 1,
        "certificate.number_pattern": None,
        "surveillance.first_within_months": 12,
        "surveillance.interval_months": 12,
        "surveillance.least_per_cycle": 2,
        "surveillance.alarm_days": (90, 60, 30),
        "surveillance.overdue_suspends": True,
        "surveillance.level_may_change": True,
        "recertification.ends_before_expiry": True,
        "special.within_days": 30,
        "suspension.usual_months": 3,
        "suspension.most_months": 6,
        "withdrawal.within_workdays": 5,
        "withdrawal.misuse_months": 2,
        "outlets.factor_initial": 1,
        "outlets.factor_surveillance": Decimal("0.6"),
        "outlets.factor_recertification": Decimal("0.8"),
        "outlets.factor_special": None,
        "outlets.rounding": "up",
        "outlets.random_share": Decimal("0.25"),
        "outlets.central_function_always": True,
        "outlets.may_merge": False,
        "outlets.prefer_unvisited": True,
        "outlets.surveillance_share_unsampled": Decimal("0.30"),
        "person_days.base": None,
        "person_days.least_per_outlet": Decimal("0.5"),
        "person_days.per_product_family": None,
        "person_days.most_reduction_share": None,
        "person_days.below_least_needs_approval": True,
        "person_days.hours_per_day": 8,
        "person_days.most_hours_a_day": 10,
        "person_days.least_visit_minutes": 60,
        "survey.confidence": Decimal("0.95"),
        "survey.margin": Decimal("0.05"),
        "survey.proportion": Decimal("0.5"),
        "survey.finite_correction": True,
        "survey.rounding": "up",
        "survey.most_missing_answers": 1,
        "survey.satisfied_from": 90,
        "nonconformity.answer_days": 15,
        "nonconformity.minor_close_days": 30,
        "nonconformity.major_close_days": 90,
        "nonconformity.closed_before_decision": True,
        "sign_in.within_hours": 2,
        "sign_in.distance_km": 5,
        "sign_in.note_workdays": 5,
        "sign_in.photos_least": 1,
        "sign_in.photos_most": 3,
        "independence.consultancy_years": 2,
        "independence.complaint_years": 2,
        "complaints.acknowledge_workdays": 5,
        "complaints.close_days": 60,
        "retention.years_after_end": 2,
        "retention.previous_cycle": True,
        "reporting.monthly_day": 10,
    }


def test_only_these_parameters_are_said_to_stand_in_the_specification() -> None:
    told = [key for key, each in CHINESE.parameters.items() if each.origin is Origin.SPECIFICATION]

    assert told == [
        "bonus.points",
        "bonus.at_most",
        "managers.ratio",
        "managers.intermediate_least",
        "managers.outlets_count",
    ]


def test_only_these_parameters_are_said_to_stand_in_a_law() -> None:
    told = [key for key, each in CHINESE.parameters.items() if each.origin is Origin.LAW]

    assert told == ["retention.years_after_end", "reporting.monthly_day"]


def test_every_parameter_has_a_title_a_source_and_a_grouped_key() -> None:
    faulty = [
        key
        for key, each in CHINESE.parameters.items()
        if not (each.title.strip() and each.source.strip() and re.fullmatch(r"[a-z_]+\.[a-z_]+", key))
    ]

    assert faulty == []


def test_value_left_to_the_body_says_so() -> None:
    told = {key: each.origin for key, each in CHINESE.parameters.items() if each.value is None}

    assert set(told.values()) == {Origin.BODY}


def test_readings_are_a1_to_a25_each_with_reason_person_and_day() -> None:
    assert list(CHINESE.readings) == [f"A{number}" for number in range(1, 26)]
    assert {each.on for each in CHINESE.readings.values()} == {date(2026, 11, 24)}
    texts = [
        getattr(each, name)
        for each in CHINESE.readings.values()
        for name in ("passage", "reading", "reason", "by")
    ]
    assert [text for text in texts if not text.strip()] == []


# -- the files


def test_edition_is_listed_among_the_shipped_ones() -> None:
    assert ("after-sales-completeness", "2025") in library.editions()


def test_official_wording_may_replace_a_requirement_and_nothing_else_changes() -> None:
    overlay: dict[str, Plain] = {
        "overlay": "after-sales-completeness",
        "edition": "2025",
        "language": "zh",
        "indicators": {"1.3": {"requirement": "机构自有的正式文字"}},
    }

    worded = apply_overlay(CHINESE, overlay)

    first, *rest = CHINESE.dimensions
    one, two, three = first.indicators
    changed = replace(three, requirement="机构自有的正式文字")
    assert worded == replace(CHINESE, dimensions=(replace(first, indicators=(one, two, changed)), *rest))
