# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace
from typing import Any

import pytest

from tests.make import edition
from zhuoping.core.overlay import apply_overlay
from zhuoping.core.plain import Plain
from zhuoping.core.problems import Refused
from zhuoping.schemes import library

HEAD: dict[str, Plain] = {"overlay": "twelve-stars", "edition": "2017", "language": "zh"}
TWELVE = edition("twelve")


def refused(value: Plain) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as caught:
        apply_overlay(TWELVE, value)
    return [(each.path, each.code) for each in caught.value.problems]


def test_texts_are_replaced_and_nothing_else() -> None:
    words: dict[str, Any] = {
        **HEAD,
        "language": "en",
        "title": "Twelve stars",
        "dimensions": {"一": {"title": "All"}},
        "indicators": {
            "一.1": {"title": "Judged", "aspects": ["one", "two"]},
            "一.2": {"parts": {"y": {"title": "Second"}}},
        },
        "bands": {"12": {"name": "Twelve"}},
        "modes": {"E": {"title": "Survey"}},
        "combinations": {"true/initial": {"condition": "always"}},
        "deduction_grounds": {"law": {"title": "Law"}},
        "bonus_conditions": {"leads_trade": {"title": "Leads"}},
        "parameters": {"scoring.quantum": {"title": "Quantum"}},
    }

    worded = apply_overlay(TWELVE, words)

    (dimension,) = TWELVE.dimensions
    first, second = dimension.indicators
    part_x, part_y, part_z = second.parts
    quantum = TWELVE.parameters["scoring.quantum"]
    assert worded == replace(
        TWELVE,
        language="en",
        title="Twelve stars",
        dimensions=(
            replace(
                dimension,
                title="All",
                indicators=(
                    replace(first, title="Judged", aspects=("one", "two")),
                    replace(second, parts=(part_x, replace(part_y, title="Second"), part_z)),
                ),
            ),
        ),
        bands=(*TWELVE.bands[:-1], replace(TWELVE.bands[-1], name="Twelve")),
        modes=(replace(TWELVE.modes[0], title="Survey"), TWELVE.modes[1]),
        combinations=(replace(TWELVE.combinations[0], condition="always"), *TWELVE.combinations[1:]),
        deduction_grounds=(replace(TWELVE.deduction_grounds[0], title="Law"),),
        bonus_conditions=(replace(TWELVE.bonus_conditions[0], title="Leads"),),
        parameters={**TWELVE.parameters, "scoring.quantum": replace(quantum, title="Quantum")},
    )


def test_empty_overlay_changes_nothing() -> None:
    assert apply_overlay(TWELVE, HEAD) == TWELVE


def test_numbers_and_rules_cannot_be_changed() -> None:
    words: dict[str, Any] = {
        **HEAD,
        "points": 25,
        "bands": {"1": {"at_least": 1}},
        "indicators": {
            "一.1": {"points": 19, "methods": ["judged"]},
            "一.2": {"parts": {"x": {"points": 3}}},
        },
        "parameters": {"deduction.points_each": {"value": 0}},
    }

    assert refused(words) == [
        ("points", "overlay-changes-fact"),
        ("bands.1.at_least", "overlay-changes-fact"),
        ("parameters.deduction.points_each.value", "overlay-changes-fact"),
        ("indicators.一.1.points", "overlay-changes-fact"),
        ("indicators.一.1.methods", "overlay-changes-fact"),
        ("indicators.一.2.parts.x.points", "overlay-changes-fact"),
    ]


def test_overlay_of_another_edition_is_refused() -> None:
    assert refused({**HEAD, "overlay": "other", "edition": "2018"}) == [
        ("overlay", "overlay-for-other-edition"),
        ("edition", "overlay-for-other-edition"),
    ]


def test_every_fault_is_told_at_once() -> None:
    words: dict[str, Any] = {
        "overlay": "twelve-stars",
        "edition": 2017,
        "colour": "red",
        "title": "",
        "applicability": {"title": "x"},
        "terms": [1],
        "dimensions": {"二": {"title": "x"}},
        "indicators": {"一.1": "x", "一.9": {"parts": {}}},
        "modes": {"E": {"colour": "red"}},
    }

    assert refused(words) == [
        ("edition", "wrong-type"),
        ("", "missing-key"),
        ("colour", "unknown-key"),
        ("applicability", "overlay-unknown-ref"),
        ("terms", "wrong-type"),
        ("modes.E.colour", "unknown-key"),
        ("dimensions.二", "overlay-unknown-ref"),
        ("indicators.一.9", "overlay-unknown-ref"),
        ("indicators.一.1", "wrong-type"),
        ("title", "empty-text"),
    ]


def test_indicators_that_are_no_mapping_are_refused() -> None:
    assert refused({**HEAD, "indicators": "x"}) == [("indicators", "wrong-type")]


def test_text_in_place_of_an_overlay_is_refused() -> None:
    assert refused("x") == [("", "wrong-type")]


@pytest.mark.parametrize("key", ["overlay", "edition", "language"])
def test_head_of_an_overlay_must_say_what_it_is_for(key: str) -> None:
    assert refused({each: HEAD[each] for each in HEAD if each != key}) == [("", "missing-key")]
    assert refused({**HEAD, key: " "})[0] == (key, "empty-text")


def test_edition_of_2025_speaks_english_throughout() -> None:
    base = edition("2025")
    english = library.load("after-sales-completeness", "2025", "en")

    assert english.language == "en"
    assert [each.points for each in english.indicators.values()] == [
        each.points for each in base.indicators.values()
    ]
    assert english.applicability != base.applicability
    assert [band.at_least for band in english.bands] == [100, 110, 120, 130, 140]


def test_two_levels_of_one_name_are_refused() -> None:
    assert refused({**HEAD, "bands": {"11": {"name": "12星级"}}}) == [("bands[11].name", "band-name-twice")]
