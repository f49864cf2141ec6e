# SPDX-License-Identifier: Apache-2.0
"""The file of a test edition with some of its values changed, and what the loader says of it."""

import copy
from typing import Any

from tests.make import EDITIONS
from zhuoping.core import plain
from zhuoping.core.problems import Problem, Refused
from zhuoping.core.scheme_file import read_scheme
from zhuoping.core.wording import LANGUAGES

GONE = object()


def edited(name: str, **changes: object) -> Any:
    """The plain values of `editions/NAME.yaml`; changes are written `dimensions__0__points=41`, GONE removes."""
    value: Any = copy.deepcopy(plain.read((EDITIONS / f"{name}.yaml").read_bytes()).value)
    for path, new in changes.items():
        *outer, last = [int(key) if key.isdecimal() else key for key in path.split("__")]
        target = value
        for key in outer:
            target = target[key]
        if new is GONE:
            del target[last]
        else:
            target[last] = new
    return value


def with_parameters(name: str, **values: object) -> Any:
    """The same with other values of parameters, written `deduction_fails_at=0`; unknown ones are added."""
    value = edited(name)
    for written, new in values.items():
        group, _, key = written.partition("__")
        parameter = {"title": "参数", "origin": "body", "source": "机构"}
        value["parameters"][f"{group}.{key}"] = {**parameter, "value": new}
    return value


def faults(value: Any) -> list[str]:
    """Each fault as `path: code`; none when the edition is sound. Each can be said in every language."""
    found: tuple[Problem, ...] = ()
    try:
        read_scheme(value)
    except Refused as refused:
        found = refused.problems
    assert all(each.message(language) for each in found for language in LANGUAGES)
    return [f"{each.path}: {each.code}" for each in found]
