# SPDX-License-Identifier: Apache-2.0
"""A case in which every field of every sheet is filled in, and awards are given by every method."""

import dataclasses
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from tests import make
from zhuoping.core import shapes
from zhuoping.core.case import Case
from zhuoping.core.facts import Facts
from zhuoping.core.scheme import Scheme
from zhuoping.outputs.workbook.columns import fact_sheets

AWARDS = {
    "1.1": {"judged": Decimal("2.5"), "reason": "一项职能没有部门承担"},
    "1.2": {"sampled": {"size": 20, "conforming": 17}},
    "1.3": 2,
    "2.1": {"parts": {"a": 5, "b": {"sampled": {"size": 40, "conforming": 38}, "reason": "两人证书过期"}}},
    "2.2": {"all_or_nothing": False, "reason": "没有中级"},
}
SPECIALS = {
    "deductions": [
        {"ground": "law", "reason": "未明码标价", "evidence": ["处罚决定书", "整改报告\n第二版"]},
        {"ground": "operation", "reason": "热线中断一天"},
    ],
    "determination": {"by": "吴决定", "reason": "已整改"},
    "bonus": {
        "reason": "终身免费升级",
        "exceeds_law": True,
        "leads_trade": True,
        "evidence": ["协会对比表"],
    },
}


def full_case(scheme: Scheme) -> Case:
    """The case under the shipped edition."""
    case = make.case(
        scheme,
        awards=AWARDS,
        sample_note="样例",
        summary="第一段\n\n第二段",
        client={
            "name": "龢平𬭎业有限公司",
            "uscc": "91110000600037341L",
            "name_en": "Heping",
            "address": "北京市",
            "industry": "制造业",
            "staff": 1860,
            "uscc_override": {"by": "周复核", "evidence": "营业执照"},
        },
        **SPECIALS,
    )
    rows = {name: (_filled(shape), _least(shape)) for name, shape in fact_sheets().items()}
    return dataclasses.replace(case, facts=Facts(**rows))


def _filled(shape: type) -> Any:
    """A row with every field."""
    return shape(**{field.name: _value(field) for field in shapes.fields(shape)})


def _least(shape: type) -> Any:
    """A row with what is required only."""
    return shape(**{field.name: _value(field) for field in shapes.fields(shape) if field.required})


def _value(field: shapes.Field) -> Any:
    hint, _ = shapes.optional(field.type)
    if issubclass(hint, StrEnum):
        return list(hint)[-1]
    values = {
        str: f"{field.name} 内容",
        bool: True,
        int: 7,
        Decimal: Decimal("12.5"),
        date: date(2026, 11, 24),
    }
    return values[hint]
