# SPDX-License-Identifier: Apache-2.0
"""Decision records: numbered, of one shape, and the one on dependencies says what pyproject.toml says."""

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.schemes.documents import rows, section

ROOT = Path(__file__).resolve().parents[2]
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
DEPENDENCIES = (ROOT / "docs" / "decisions" / "0004-each-dependency-has-a-reason.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
ASKED = {
    "### The program": PROJECT["project"]["dependencies"],
    "### Working on it": PROJECT["dependency-groups"]["dev"],
    "### Only where a machine has no Node": PROJECT["dependency-groups"]["node"],
}
# What older metadata says in its own words.
EXPRESSIONS = {
    "django-csp": "BSD-3-Clause",
    "django-ninja": "MIT",
    "django-template-partials": "MIT",
    "pytest-django": "BSD-3-Clause",
    "python-docx": "MIT",
    "python-stdnum": "LGPL-2.1-or-later",
    "pylopdf-fonts-zh-cn": "OFL-1.1",
    "import-linter": "BSD-2-Clause",
    "jinja2": "BSD-3-Clause",
    "rfc8785": "Apache-2.0",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
}


def told(heading):
    return {row[0]: row[1:] for row in rows(section(DEPENDENCIES, heading))}


def installed():
    names = [*told("### The program"), *told("### Working on it")]
    return [pytest.param(name, licence_told(name), id=name) for name in names]


def licence_told(name):
    return (told("### The program") | told("### Working on it"))[name][0]


def test_decisions_are_numbered_without_a_gap():
    numbers = [int(path.name[:4]) for path in DECISIONS]

    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_decision_has_its_number_in_the_title_and_the_four_sections(path):
    text = path.read_text("utf-8")

    assert re.fullmatch(r"\d{4}(-[a-z0-9]+)+\.md", path.name)
    assert text.startswith(f"# {path.name[:4]} ")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == [
        "Context",
        "Decision",
        "Consequences",
        "Alternatives",
    ]


@pytest.mark.parametrize("heading", ASKED)
def test_dependencies_told_are_those_asked_for(heading):
    asked = [Requirement(each).name for each in ASKED[heading]]

    assert list(told(heading)) == asked


@pytest.mark.parametrize(("name", "licence"), installed())
def test_licence_told_is_the_one_in_the_installed_package(name, licence):
    package = metadata.metadata(name)

    assert licence == EXPRESSIONS.get(name, package.get("License-Expression") or package.get("License"))


def test_every_dependency_has_a_size_a_date_and_a_reason():
    everything = [cells for heading in ASKED for cells in told(heading).values()]

    assert [cells for cells in everything if not re.fullmatch(r"\d+(\.\d)?", cells[1])] == []
    assert [cells for cells in everything if not re.fullmatch(r"20\d\d-\d\d", cells[2])] == []
    assert [cells for cells in everything if not cells[3]] == []
