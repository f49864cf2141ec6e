# SPDX-License-Identifier: Apache-2.0
import dataclasses
import typing
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum

from zhuoping.core import shapes, wording
from zhuoping.core.facts import QUESTIONS, Facts, Verdict
from zhuoping.core.facts.checks.resources import SupportGroup
from zhuoping.core.wording import facts, labels, remarks
from zhuoping.core.wording.choices import CHOICES

FLAT = (str, int, Decimal, bool, date)


def rows() -> dict[str, type]:
    return {field.name: typing.get_args(field.type)[0] for field in shapes.fields(Facts)}


def choices() -> Iterator[type[StrEnum]]:
    yield from (Verdict, SupportGroup)
    for row in rows().values():
        for field in shapes.fields(row):
            kind, _ = shapes.optional(field.type)
            if issubclass(kind, StrEnum):
                yield kind


def test_rows_are_flat() -> None:
    kinds = {shapes.optional(field.type)[0] for row in rows().values() for field in shapes.fields(row)}

    assert all(dataclasses.is_dataclass(row) for row in rows().values())
    assert {kind for kind in kinds if kind not in FLAT and not issubclass(kind, StrEnum)} == set()


def test_every_sheet_field_and_choice_has_its_label_and_no_label_is_left_over() -> None:
    fields = {f"{sheet}.{field.name}" for sheet, row in rows().items() for field in shapes.fields(row)}

    assert set(labels.SHEETS) == set(rows())
    assert set(labels.FIELDS) == fields
    assert set(CHOICES) == {f"{kind.__name__}.{each.value}" for kind in choices() for each in kind}


def test_every_check_has_a_title_and_a_sentence() -> None:
    codes = [question.code for question in QUESTIONS]

    assert len(codes) == len(set(codes))
    assert set(labels.CHECKS) == {f"check.{code}" for code in codes}
    assert set(codes) < set(facts.WORDS)


def test_labels_are_there_in_both_languages_and_tell_choices_apart() -> None:
    assert all(zh.strip() and en.strip() and zh != en for zh, en in labels.LABELS.values())
    for kind in set(choices()):
        for language in wording.LANGUAGES:
            assert len({labels.label(f"{kind.__name__}.{each.value}", language) for each in kind}) == len(
                kind
            )


def test_columns_of_a_sheet_have_different_labels() -> None:
    for sheet, row in rows().items():
        for language in wording.LANGUAGES:
            named = [labels.label(f"{sheet}.{field.name}", language) for field in shapes.fields(row)]
            assert len(named) == len(set(named)), sheet


def test_words_of_facts_stand_in_one_place_only() -> None:
    others = (wording.plain, wording.scheme, wording.scoring, wording.case, wording.workbook)

    assert not set(remarks.WORDS) & set(labels.LABELS)
    assert not [code for other in others for code in other.WORDS if code in facts.WORDS]
