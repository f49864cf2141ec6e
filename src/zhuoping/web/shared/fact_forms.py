# SPDX-License-Identifier: Apache-2.0
"""A form for the rows of any fact sheet, made from the row class: fields, labels and choices as in its workbook."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from zhuoping.core.fact_rows import row_class
from zhuoping.core.facts.rows.organisation import PLACE_FIELDS
from zhuoping.core.shapes import TEXT_LIMIT
from zhuoping.outputs.workbook.columns import Column, Kind, columns
from zhuoping.records.values import row_from_plain
from zhuoping.schemes.divisions import load_divisions
from zhuoping.web.shared import formats
from zhuoping.web.shared.forms import DateField, Form
from zhuoping.web.shared.language import wording_language

# Texts that people write at length get more than a line.
_LONG = frozenset(
    {
        "text",
        "statement",
        "analysis",
        "measure",
        "problem",
        "result",
        "purpose",
        "not_needed_because",
        "consequence",
    }
)
_YES, _NO = "yes", "no"
# The largest number of a sheet's cell that a database and a workbook both keep exactly.
_MOST = 10**15


class RowForm(Form):
    """One row of a fact sheet; empty fields are left out, so that the row's own defaults hold."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def __init__(self, key: str, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own.
        super().__init__(*args, **kwargs)
        self.columns = sheet_columns(key)
        for column in self.columns:
            self.fields[column.key] = _field(row_class(key), column)

    def row_values(self) -> dict[str, object]:
        """The row as plain values, as core reads them."""
        given = {column.key: self.cleaned_data[column.key] for column in self.columns}
        truths = {column.key for column in self.columns if column.kind is Kind.TRUTH}
        return {
            key: value == _YES if key in truths else value
            for key, value in given.items()
            if value not in (None, "")
        }


def sheet_columns(key: str) -> tuple[Column, ...]:
    """The columns of a sheet, labelled in the language of the page."""
    return columns(row_class(key), wording_language(), key)


def initial_of(values: Mapping[str, Any], version: int) -> dict[str, object]:
    """A stored row as its form shows it."""
    return {**{name: _shown(value) for name, value in row_from_plain(values).items()}, "version": version}


def default_of(key: str) -> dict[str, object]:
    """What a new row begins with."""
    return {
        field.name: _shown(field.default)
        for field in dataclasses.fields(row_class(key))
        if field.default is not dataclasses.MISSING and field.default not in (None, "")
    }


def cell(column: Column, values: Mapping[str, Any]) -> object:
    """What a stored row holds in a column, as lists show and export it."""
    value = row_from_plain(values).get(column.key)
    if value is None or column.kind not in (Kind.CHOICE, Kind.DATE):
        return value
    if column.kind is Kind.DATE:
        return date.fromisoformat(str(value))
    return dict(column.choices).get(str(value), value)


def cell_text(column: Column, values: Mapping[str, Any]) -> str:
    """What stands in a cell, as people read it: regions with their names."""
    value = cell(column, values)
    if column.key in PLACE_FIELDS:
        return load_divisions().told(str(value or "")) or formats.EMPTY
    return formats.shown(value)


def _shown(value: object) -> object:
    if isinstance(value, bool):
        return _YES if value else _NO
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.value if isinstance(value, StrEnum) else value


def _field(shape: type, column: Column) -> forms.Field:
    field = next(each for each in dataclasses.fields(shape) if each.name == column.key)
    has_default = field.default not in (dataclasses.MISSING, None, "")
    common: dict[str, Any] = {"label": column.label, "required": column.required}
    if column.kind is Kind.WHOLE:
        return forms.IntegerField(min_value=0, max_value=_MOST, **common)
    if column.kind is Kind.NUMBER:
        return forms.DecimalField(
            min_value=0, max_value=_MOST, widget=forms.NumberInput({"step": "any"}), **common
        )
    if column.kind is Kind.DATE:
        return DateField(**common)
    if column.kind is Kind.TRUTH:
        return forms.ChoiceField(choices=_choices([(_YES, _("是")), (_NO, _("否"))], has_default), **common)
    if column.kind is Kind.CHOICE:
        return forms.ChoiceField(choices=_choices(list(column.choices), has_default), **common)
    widget = forms.Textarea({"rows": 3}) if column.key in _LONG else None
    return forms.CharField(max_length=TEXT_LIMIT, widget=widget, help_text=_hint(column.key), **common)


def _choices(choices: list[tuple[str, str]], has_default: bool) -> list[tuple[str, str]]:
    return choices if has_default else [("", _("请选择")), *choices]


def _hint(key: str) -> str:
    return {
        "region": _("行政区划代码或全名，如 350200 或 厦门市。"),
        "serves": _("行政区划代码或全名，如 350200 或 厦门市；多个用逗号分开。"),
    }.get(key, "")
