# SPDX-License-Identifier: Apache-2.0
"""Parts of a plain value, where they are there."""

from zhuoping.core.plain import Plain


def inner(value: Plain, *keys: str) -> Plain:
    """What stands under the keys, one after the other; None where one is missing."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def mapping(value: Plain) -> dict[str, Plain]:
    """The value as a mapping; an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def items(value: Plain) -> list[Plain]:
    """The value as a list; an empty one for anything else."""
    return value if isinstance(value, list) else []
