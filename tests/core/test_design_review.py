# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.core.blueprints import drawn
from zhuoping.core.blueprint import Blueprint
from zhuoping.core.design_review import (
    DesignElement,
    DesignVerdict,
    ElementReview,
    check_planned,
    design_gaps,
    judge,
    read_element,
    unclean,
)
from zhuoping.core.problems import Refused

E, V = DesignElement, DesignVerdict
ALL_CONFORM = tuple(ElementReview(each, V.CONFORMING) for each in E)


def refused(call, *given):
    with pytest.raises(Refused) as found:
        call(*given)
    return [f"{each.path}: {each.code}" for each in found.value.problems]


def gaps(modes=("E", "H", "I"), blueprint=None, reviews=ALL_CONFORM, evidence=None):
    given = dict.fromkeys(E, 1) if evidence is None else evidence
    found = design_gaps(modes, drawn() if blueprint is None else blueprint, reviews, given)
    return [f"{each.key}: {each.problem.code}" for each in found]


def test_conforming_element_needs_no_reason_and_every_other_verdict_one():
    assert judge(E.DESIGN_INPUT, V.CONFORMING, " ") == ElementReview(E.DESIGN_INPUT, V.CONFORMING)
    assert judge(E.DESIGN_INPUT, V.NOT_APPLICABLE, " 未\r\n更改 ").reason == "未\n更改"
    for verdict in (V.NOT_CONFORMING, V.WITH_CONDITIONS, V.NOT_APPLICABLE):
        assert refused(judge, E.DESIGN_INPUT, verdict, "\n ") == ["reason: design-reason-required"]


def test_reason_has_an_end():
    assert refused(judge, E.DESIGN_INPUT, V.CONFORMING, "x" * 20_001) == ["reason: text-too-long"]


def test_element_is_read_by_its_code():
    assert read_element("design-changes") is E.DESIGN_CHANGES
    assert refused(read_element, "blueprint") == ["element: design-element-unknown"]


def test_design_is_reviewed_only_where_it_is_planned():
    check_planned(("E", "H", "I"))

    assert refused(check_planned, ("E", "I")) == ["mode: mode-not-planned"]


def test_elements_that_do_not_conform_are_named_in_their_order():
    reviews = (
        ElementReview(E.DESIGN_CHANGES, V.WITH_CONDITIONS, "x"),
        ElementReview(E.DESIGN_INPUT, V.NOT_CONFORMING, "x"),
        ElementReview(E.SERVICE_SPECIFICATION, V.NOT_APPLICABLE, "x"),
    )

    assert unclean(reviews) == (E.DESIGN_INPUT, E.DESIGN_CHANGES)
    assert unclean(ALL_CONFORM) == ()


def test_nothing_is_missing_of_a_complete_review_or_without_the_mode():
    assert gaps() == []
    assert gaps(("E", "I"), Blueprint(), (), {}) == []


def test_blueprint_without_contact_point_is_missing():
    no_contact = drawn({"title": "报修", "customer": ["打电话"]})

    assert gaps(blueprint=Blueprint()) == ["blueprint: blueprint-missing"]
    assert gaps(blueprint=no_contact) == ["blueprint: blueprint-missing"]


def test_each_element_needs_a_verdict_and_evidence_unless_it_does_not_apply():
    reviews = (
        ElementReview(E.DESIGN_INPUT, V.CONFORMING),
        ElementReview(E.SERVICE_SPECIFICATION, V.NOT_CONFORMING, "x"),
        ElementReview(E.DESIGN_CHANGES, V.NOT_APPLICABLE, "未更改"),
    )

    assert gaps(reviews=reviews, evidence={E.DESIGN_INPUT: 2}) == [
        "service-specification: design-evidence-missing",
        "delivery-specification: design-verdict-missing",
        "quality-control-specification: design-verdict-missing",
    ]
