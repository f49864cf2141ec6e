# SPDX-License-Identifier: Apache-2.0
"""Frames, rules and samples for the tests of planning."""

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from tests.make import edition
from zhuoping.core.drawing import draw
from zhuoping.core.facts.rows.organisation import OutletKind
from zhuoping.core.planning_rules import SamplingRules, sampling_rules
from zhuoping.core.problems import Refused
from zhuoping.core.sampling import FrameOutlet, Sample, choose_size
from zhuoping.core.scheme import CertificationType, Origin, Parameter, Scheme

REGIONS = ("350100", "350200", "350500")
KINDS = (OutletKind.SALES_SHOP, OutletKind.DELIVERY_AND_REPAIR)
SEED = "2026-11-24 08 17 22"


def rules(type_: str = "initial", **changes: Any) -> SamplingRules:
    """The shipped edition's rules, some of them changed."""
    return replace(sampling_rules(edition("2025"), CertificationType(type_)), **changes)


def with_values(scheme: Scheme, **values: Any) -> Scheme:
    """The scheme with other values of parameters, written `outlets__factor_special`; ... takes one out."""
    parameters = dict(scheme.parameters)
    for written, value in values.items():
        key = written.replace("__", ".")
        if value is ...:
            del parameters[key]
        else:
            found = parameters.get(key, Parameter(None, key, Origin.BODY, "机构"))
            parameters[key] = replace(found, value=value)
    return replace(scheme, parameters=parameters)


def frame_of(number: int, *, visited: int = 0) -> tuple[FrameOutlet, ...]:
    """So many outlets in turn over regions and kinds; the first `visited` of them were visited."""
    return tuple(
        FrameOutlet(
            f"wd-{index:04}",
            f"网点{index}",
            REGIONS[index % 3],
            KINDS[index % 2],
            visited_on=date(2025, 3, 1) if index < visited else None,
        )
        for index in range(number)
    )


def sample_of(frame: tuple[FrameOutlet, ...], seed: str = SEED, type_: str = "initial") -> Sample:
    """A sample of the least size by the shipped edition."""
    by = rules(type_)
    return draw(frame, choose_size(by, len(frame)), seed, by)


def refusal(call: Any, *given: Any, **named: Any) -> list[str]:
    """Each problem of the refusal that a call ends in, as `path: code`; each can be said in both languages."""
    try:
        call(*given, **named)
    except Refused as refused:
        return told(refused.problems)
    return []


def told(problems: Any) -> list[str]:
    """Each problem as `path: code`."""
    found = list(problems)
    assert all(each.message(language) for each in found for language in ("zh", "en"))
    return [f"{each.path}: {each.code}" for each in found]


outlets = st.builds(
    FrameOutlet,
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), min_size=1, max_size=6
    ).filter(lambda key: key.strip() and key != "central"),
    st.sampled_from(("甲店", "乙店")),
    st.sampled_from(REGIONS),
    st.sampled_from((None, *KINDS)),
    st.none() | st.integers(0, 50),
    st.none() | st.dates(date(2024, 1, 1), date(2026, 1, 1)),
)
frames = st.lists(outlets, min_size=1, max_size=40, unique_by=lambda outlet: outlet.key).map(tuple)
shares = st.decimals(0, 1, places=2)
seeds = st.text("0123456789 期开奖", min_size=1, max_size=20).filter(str.strip)
