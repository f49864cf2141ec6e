# SPDX-License-Identifier: Apache-2.0
"""Reads the shipped table of trades (GB/T 4754), which says its own date and source."""

from functools import cache
from importlib import resources
from typing import cast

from zhuoping.core import plain
from zhuoping.core.industries import Industries, Industry

EDITION = "2017"


@cache
def load_industries(edition: str = EDITION) -> Industries:
    """The table of trades of `edition` (year)."""
    file = resources.files("zhuoping.schemes") / "industries" / f"gbt4754-{edition}.yaml"
    table = cast(dict[str, plain.Plain], plain.read(file.read_bytes()).value)
    sections = cast(dict[str, list[str]], table["sections"])
    divisions = cast(dict[str, list[str]], table["divisions"])
    entries = {code: Industry(code, code, *names) for code, names in sections.items()}
    entries |= {code: Industry(code, *values) for code, values in divisions.items()}
    return Industries(str(table["standard"]), str(table["as_of"]), str(table["source"]), entries)
