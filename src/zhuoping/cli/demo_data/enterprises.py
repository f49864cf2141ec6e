# SPDX-License-Identifier: Apache-2.0
"""The two sample enterprises: what they say of themselves and their fact sheets, from the shipped sample cases."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from zhuoping.core import case_file, plain
from zhuoping.core.case import Case
from zhuoping.core.enterprise import Enterprise
from zhuoping.schemes import library

SCHEME, EDITION = "after-sales-completeness", "2025"
PUMPS, APPLIANCES = "pump-maker", "appliance-maker"


@dataclass(frozen=True, slots=True)
class Registered:
    """What registration asks for beyond what a case says."""

    division: str
    industry: str
    product_families: tuple[str, ...]


_REGISTERED: Mapping[str, Registered] = {
    PUMPS: Registered("330110", "C34", ("箱式泵站", "罐式泵站", "变频供水泵组")),
    APPLIANCES: Registered("350211", "C38", ("空调器", "冰箱")),
}


@cache
def sample(name: str) -> Case:
    """The shipped sample case."""
    text = resources.files("zhuoping.cli.samples").joinpath(f"{name}.yaml").read_bytes()
    return case_file.read_case(plain.read(text).value, library.load(SCHEME, EDITION))


def enterprise(name: str) -> Enterprise:
    """A sample enterprise as it registers."""
    client, more = sample(name).client, _REGISTERED[name]
    return Enterprise(
        name=client.name,
        name_en=client.name_en,
        uscc=client.uscc,
        address=client.address,
        division=more.division,
        industry=more.industry,
        staff=client.staff,
        product_families=more.product_families,
    )


def sheets(name: str) -> dict[str, list[Mapping[str, object]]]:
    """The fact sheets of a sample enterprise that have rows, as a door hands them in."""
    facts = sample(name).facts
    found = {field.name: getattr(facts, field.name) for field in dataclasses.fields(facts)}
    return {key: [_values(row) for row in rows] for key, rows in found.items() if rows}


def _values(row: object) -> Mapping[str, object]:
    """A row as it is typed in: what is empty is left out."""
    values = dataclasses.asdict(row)  # type: ignore[call-overload]
    return {key: value for key, value in values.items() if value not in (None, "")}
