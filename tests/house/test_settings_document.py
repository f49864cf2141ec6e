# SPDX-License-Identifier: Apache-2.0
"""docs/operate/settings.md tells every variable of the environment with its default; jobs.md every job."""

import re
from dataclasses import MISSING, fields
from pathlib import Path

from zhuoping.cli.worker.loop import KINDS
from zhuoping.config.reading import PREFIX, Environment

OPERATE = Path(__file__).resolve().parents[2] / "docs" / "operate"
TOLD = dict(
    re.findall(
        r"^\| `(ZHUOPING_[A-Z_]+)` \| ([^|]+) \|", (OPERATE / "settings.md").read_text("utf-8"), re.MULTILINE
    )
)


def test_every_variable_is_told_in_no_other_than_these():
    assert set(TOLD) == {PREFIX + field.name.upper() for field in fields(Environment)}


def test_variables_without_a_default_are_told_to_be_required():
    required = {PREFIX + field.name.upper() for field in fields(Environment) if field.default is MISSING}

    assert {name for name, default in TOLD.items() if default.strip() == "required"} == required


def test_defaults_that_are_numbers_or_truths_are_told_exactly():
    simple = {
        PREFIX + field.name.upper(): f"`{str(field.default).lower()}`"
        for field in fields(Environment)
        if isinstance(field.default, int)
    }

    assert {name: TOLD[name].strip() for name in simple} == simple


def test_every_job_is_told():
    told = re.findall(r"^\| `([a-z]+\.[a-z]+)` \|", (OPERATE / "jobs.md").read_text("utf-8"), re.MULTILINE)

    assert sorted(told) == sorted(KINDS)
