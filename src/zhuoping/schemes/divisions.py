# SPDX-License-Identifier: Apache-2.0
"""Reads the shipped table of administrative divisions (GB/T 2260), which says its own date and source."""

from functools import cache
from importlib import resources
from typing import cast

from zhuoping.core import plain
from zhuoping.core.regions import Divisions

EDITION = "2019-04"


@cache
def load_divisions(edition: str = EDITION) -> Divisions:
    """The table of divisions as of `edition` (year and month)."""
    file = resources.files("zhuoping.schemes") / "regions" / f"divisions-{edition}.yaml"
    table = cast(dict[str, plain.Plain], plain.read(file.read_bytes()).value)
    names = cast(dict[str, str], table["divisions"])
    return Divisions(str(table["standard"]), str(table["as_of"]), str(table["source"]), names)
