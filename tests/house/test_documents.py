# SPDX-License-Identifier: Apache-2.0
"""The check of documents and files finds each broken rule; this tree breaks none."""

import re
from pathlib import Path

import pytest

from tools import check_docs

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def tree(tmp_path):
    write(tmp_path / "README.md", "# House\n\n[Guide](docs/guide.md#第一步-start)\n")
    write(tmp_path / "docs" / "index.md", "# Documents\n\n[Guide](guide.md#same)\n")
    write(tmp_path / "docs" / "guide.md", "# Guide\n\n## 第一步: *Start*\n\n## Same\n\n## Same\n")
    write(tmp_path / "CHANGELOG.md", "# Changes\n\n## Unreleased\n\n- New: a house.\n")
    write(tmp_path / "src" / "zhuoping" / "__init__.py", '"""A package."""\n')
    return tmp_path


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def test_documents_and_files_of_this_tree_keep_the_rules():
    assert check_docs.faults(ROOT) == []


def test_tidy_tree_has_no_fault(tree):
    assert check_docs.faults(tree) == []


@pytest.mark.parametrize(
    ("target", "fault"),
    [
        ("docs/none.md", "no such file"),
        ("docs/guide.md#none", "no such heading"),
        ("#none", "no such heading"),
        ("docs/guide.md#same-2", "no such heading"),
    ],
)
def test_link_that_leads_nowhere_is_found(tree, target, fault):
    write(tree / "README.md", f"# House\n\n[there]({target})\n")

    assert check_docs.faults(tree) == [f"README.md: link to “{target}”: {fault}"]


@pytest.mark.parametrize(
    "text",
    [
        "[same again](docs/guide.md#same-1)",
        "[page](https://example.org/none)",
        "[mail](mailto:someone@example.org)",
        "`[code](none.md)`",
        "```\n[code](none.md)\n```",
    ],
)
def test_link_that_leads_somewhere_or_is_none_is_kept(tree, text):
    write(tree / "README.md", f"# House\n\n{text}\n")

    assert check_docs.faults(tree) == []


def test_page_that_the_index_does_not_lead_to_is_found(tree):
    write(tree / "docs" / "domain" / "lost.md", "# Lost\n")

    assert check_docs.faults(tree) == ["docs/domain/lost.md is not linked from docs/index.md"]


def test_missing_index_is_found(tree):
    (tree / "docs" / "index.md").unlink()

    assert check_docs.faults(tree) == ["docs/index.md is missing"]


def test_readme_of_120_lines_is_too_long(tree):
    write(tree / "README.md", "line\n" * 120)

    assert check_docs.faults(tree) == ["README.md has 120 lines, it must stay under 120"]


def test_missing_readme_and_changelog_are_found(tree):
    (tree / "README.md").unlink()
    (tree / "CHANGELOG.md").unlink()

    assert check_docs.faults(tree) == ["README.md is missing", "CHANGELOG.md is missing"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("# Changes\n", "the first section must be “## Unreleased” or a version such as “## 0.1.0”"),
        (
            "# Changes\n\n## Soon\n\n- x\n",
            "the first section must be “## Unreleased” or a version such as “## 0.1.0”",
        ),
        ("# Changes\n\n## 0.1.0\n\n## 0.0.9\n\n- x\n", "the first section says nothing"),
    ],
)
def test_changelog_without_a_top_section_is_found(tree, text, fault):
    write(tree / "CHANGELOG.md", text)

    assert check_docs.faults(tree) == [f"CHANGELOG.md: {fault}"]


def test_python_file_over_400_lines_is_found(tree):
    write(tree / "tests" / "test_long.py", "x = 1\n" * 401)
    write(tree / "tests" / "test_full.py", "x = 1\n" * 400)

    assert check_docs.faults(tree) == ["tests/test_long.py has 401 lines, at most 400: split it by subject"]


def test_package_that_does_not_say_what_it_is_is_found(tree):
    write(tree / "src" / "zhuoping" / "mute" / "__init__.py", "x = 1\n")
    write(tree / "src" / "zhuoping" / "bare" / "room.py", "x = 1\n")

    assert check_docs.faults(tree) == [
        "src/zhuoping/bare has no __init__.py",
        "src/zhuoping/mute/__init__.py has no docstring: say what lives here and what it may import",
    ]


def test_architecture_names_every_module_of_core_and_none_that_is_gone():
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    named = set(re.findall(r"\b(\w+\.py)\b", text))

    core = {path.name for path in (ROOT / "src" / "zhuoping" / "core").glob("*.py")} - {"__init__.py"}
    everywhere = {path.name for path in check_docs.python_files(ROOT)}
    assert core - named == set()
    assert named - everywhere == set()
