# SPDX-License-Identifier: Apache-2.0
"""Any case that an edition's file could hold, made from the fields of the case themselves."""

import dataclasses
import typing
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from zhuoping.core import shapes
from zhuoping.core.awards import (
    AllOrNothing,
    Award,
    Bonus,
    Deduction,
    Determination,
    Judged,
    NotApplicable,
    PartAward,
    Parts,
    Sampled,
)
from zhuoping.core.case import Case, Client, Evaluation, Finding, PriorCertificate
from zhuoping.core.facts import Facts
from zhuoping.core.scheme import Indicator, Scheme

# What has broken a spreadsheet, a YAML file or a report before.
AWKWARD = (
    "=cmd|'/C calc'!A0",
    "+86 10 1234",
    "@SUM(A1)",
    "-1",
    "'quoted",
    '"',
    '""',
    '"doubly" quoted',
    "龢𬭎𬭬",
    "安装👷‍♀️完成",
    "\u200fمرحبا\u202e",
    "first\nsecond\n\n  third",
    "windows\r\nline",
    "old mac\rline",
    "tab\there",
    "_x0041_",
    "#REF!",
    "1.10",
    "007",
    "1e5",
    "2026-11-24",
    "true",
    "null",
    "~",
    "yes",
    "- item",
    "key: value # no comment",
    " blanks around ",
    "trailing\n",
    "\u2028separator\x85",
    "&amp; <b>",
    "理由" * 5_000,
)

_LETTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
_WORDS = st.sampled_from(AWKWARD) | st.text(_LETTERS | st.sampled_from("\n\t"), min_size=1, max_size=12)
texts = _WORDS.filter(lambda words: bool(shapes.text(words, "", [], required=False)))
reasons = st.just("") | texts.map(str.strip)
_COUNTS = st.integers(0, 200) | st.integers(0, 10**20)
_AMOUNTS = st.decimals(0, 10**6, places=3) | st.decimals(0, 10**25, places=9) | st.just(Decimal("1E+300"))
_PLAIN: Mapping[type, SearchStrategy[Any]] = {
    bool: st.booleans(),
    int: _COUNTS,
    Decimal: _AMOUNTS,
    date: st.dates(),
}


def instances(shape: type) -> SearchStrategy[Any]:
    """Any instance of a dataclass that its reader accepts."""
    return st.builds(shape, **{field.name: _field(shape, field) for field in shapes.fields(shape)})


def _field(shape: type, field: shapes.Field) -> SearchStrategy[Any]:
    hint, nullable = shapes.optional(field.type)
    if typing.get_origin(hint) is tuple:
        values = st.lists(_of(typing.get_args(hint)[0]), max_size=2).map(tuple)
    else:
        values = _of(hint)
    if nullable:
        values = st.none() | values
    if field.required:
        return values
    default = next(each.default for each in dataclasses.fields(shape) if each.name == field.name)
    values = values if default is dataclasses.MISSING else st.just(default) | values
    return st.just("") | values if hint is str else values


def _of(hint: Any) -> SearchStrategy[Any]:
    if hint is str:
        return texts
    if dataclasses.is_dataclass(hint):
        return instances(typing.cast(type, hint))
    return st.sampled_from(list(hint)) if issubclass(hint, StrEnum) else _PLAIN[hint]


_PART_AWARDS: SearchStrategy[PartAward] = st.one_of(
    st.builds(Judged, _AMOUNTS, reasons),
    st.builds(AllOrNothing, st.booleans(), reasons),
    st.builds(Sampled, _COUNTS, _COUNTS, reasons),
)


def _awards(indicator: Indicator) -> SearchStrategy[Award]:
    whole = _PART_AWARDS | st.builds(NotApplicable, reasons)
    if not indicator.parts:
        return whole
    refs = st.sampled_from([part.ref for part in indicator.parts])
    return whole | st.builds(Parts, st.dictionaries(refs, _PART_AWARDS), reasons)


def _bonuses(scheme: Scheme) -> SearchStrategy[tuple[Bonus, ...]]:
    conditions = st.frozensets(st.sampled_from([each.key for each in scheme.bonus_conditions]))
    evidence = st.lists(texts, max_size=2).map(tuple)
    return st.lists(st.builds(Bonus, texts, conditions, evidence), max_size=3).map(tuple)


def _facts() -> SearchStrategy[Facts]:
    """Rows on a few of the sheets: all of them at once would say nothing more."""
    sheets = {field.name: _field(Facts, field) for field in shapes.fields(Facts)}
    names = st.lists(st.sampled_from(sorted(sheets)), max_size=4, unique=True)
    chosen = names.flatmap(lambda some: st.fixed_dictionaries({name: sheets[name] for name in some}))
    return chosen.map(lambda given: Facts(**given))


@st.composite
def cases(draw: st.DrawFn, scheme: Scheme) -> Case:
    """Any case under `scheme`, whether or not its awards fit the methods."""
    refs = list(scheme.indicators)
    found = draw(st.dictionaries(st.sampled_from(refs), instances(Finding), max_size=4))
    scored = draw(st.lists(st.sampled_from(refs), max_size=6, unique=True))
    grounds = st.sampled_from([ground.key for ground in scheme.deduction_grounds]) | texts
    deductions = st.builds(Deduction, grounds, texts, st.lists(texts, max_size=3).map(tuple))
    return Case(
        title=draw(texts),
        scheme=scheme.scheme,
        edition=scheme.edition,
        client=draw(instances(Client)),
        scope=draw(texts),
        evaluation=draw(instances(Evaluation)),
        prior_certificate=draw(st.none() | instances(PriorCertificate)),
        sample_note=draw(st.just("") | texts),
        summary=draw(st.just("") | texts),
        facts=draw(_facts()),
        findings=found,
        awards={ref: draw(_awards(scheme.indicators[ref])) for ref in scored},
        deductions=draw(st.lists(deductions, max_size=3).map(tuple)),
        determination=draw(st.none() | instances(Determination)),
        bonus=draw(_bonuses(scheme)),
    )
