# SPDX-License-Identifier: Apache-2.0
"""Builders: editions and awards for the tests, by the product's own readers."""

from decimal import Decimal
from functools import cache
from pathlib import Path

from zhuoping.core import case_file, plain
from zhuoping.core.case import Case
from zhuoping.core.evaluation import EvaluatedCase, evaluate
from zhuoping.core.plain import Plain
from zhuoping.core.scheme import Indicator, Method, Part, Scheme
from zhuoping.core.scheme_file import read_scheme
from zhuoping.schemes import library
from zhuoping.schemes.divisions import load_divisions

EDITIONS = Path(__file__).parent / "schemes" / "editions"


@cache
def edition(name: str) -> Scheme:
    """The shipped edition `2025`, or one of the unlike schemes `hundred` and `twelve`."""
    if name == "2025":
        return library.load("after-sales-completeness", "2025")
    return read_scheme(plain.read((EDITIONS / f"{name}.yaml").read_bytes()).value)


def full_awards(scheme: Scheme) -> dict[str, Plain]:
    """Full points for every indicator, as a file writes them."""
    return {ref: _full(indicator) for ref, indicator in scheme.indicators.items()}


def case_value(scheme: Scheme, **changes: Plain) -> dict[str, Plain]:
    """A small case with full points, as a file writes it; `changes` replace its keys."""
    modes = next(rule.any_of[0] for rule in scheme.combinations if rule.design_responsibility)
    return {
        "title": "试评",
        "scheme": scheme.scheme,
        "edition": scheme.edition,
        "client": {"name": "测试水泵有限公司", "uscc": "91110000600037341L"},
        "scope": "水泵的销售与售后服务",
        "evaluation": {
            "body": "测试认证有限公司",
            "report_number": "BG-2026-001",
            "type": "initial",
            "design_responsibility": True,
            "design_reason": "自行设计服务",
            "modes": modes,
            "started_on": "2026-11-20",
            "ended_on": "2026-11-24",
            "team": [{"name": "林审查", "role": "leader", "registration": "SC-001"}],
        },
        "prior_certificate": {
            "number": "27922-001",
            "issuer": "测试认证有限公司",
            "level": "五星",
            "valid_until": "2027-06-30",
            "status": "valid",
            "checked_on": "2026-11-20",
        },
        "findings": {
            ref: {"text": f"{ref} 查实。", "evidence": [{"kind": "record", "title": f"{ref} 记录"}]}
            for ref in scheme.indicators
        },
        "awards": full_awards(scheme),
        **changes,
    }


def case(scheme: Scheme, **changes: Plain) -> Case:
    """The case of `case_value`, read as from a file."""
    return case_file.read_case(case_value(scheme, **changes), scheme)


def evaluated(scheme: Scheme, **changes: Plain) -> EvaluatedCase:
    """The case of `case_value`, evaluated."""
    return evaluate(scheme, case(scheme, **changes), load_divisions())


def _full(target: Indicator | Part) -> Plain:
    if isinstance(target, Indicator) and target.parts:
        return {"parts": {part.ref: _full(part) for part in target.parts}}
    if Method.JUDGED in target.methods:
        return Decimal(target.points)
    if Method.ALL_OR_NOTHING in target.methods:
        return {"all_or_nothing": True}
    return {"sampled": {"size": 10, "conforming": 10}}
