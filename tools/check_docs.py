# SPDX-License-Identifier: Apache-2.0
"""House rules for documents and files: links lead somewhere, files stay short, every package says what it is."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST_README = 120
LONGEST_PYTHON = 400
LINK = re.compile(r"!?\[[^\]]*\]\(\s*<?([^)\s>]+)>?[^)]*\)")
HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)
FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
VERSION_HEADING = re.compile(r"^## \[?(Unreleased|\d+\.\d+\.\d+)\]?", re.MULTILINE)


def faults(root: Path) -> list[str]:
    """Every broken rule under `root`, each with its file."""
    checks = (link_faults, index_faults, readme_faults, changelog_faults, length_faults, package_faults)
    return [fault for check in checks for fault in check(root)]


def documents(root: Path) -> list[Path]:
    """The Markdown files that people read: those at the top and all under docs."""
    return sorted([*root.glob("*.md"), *(root / "docs").rglob("*.md")])


def python_files(root: Path) -> list[Path]:
    """The project's own Python files."""
    return sorted(path for folder in ("src", "tests", "tools") for path in (root / folder).rglob("*.py"))


def link_faults(root: Path) -> Iterator[str]:
    """Relative links whose file or heading does not exist; addresses on the network are not visited."""
    for document in documents(root):
        text = FENCE.sub("", document.read_text("utf-8"))
        for target in LINK.findall(re.sub(r"`[^`\n]*`", "", text)):
            if re.match(r"[a-z][a-z0-9+.-]*:", target):
                continue
            name, _, anchor = target.partition("#")
            there = (document.parent / name) if name else document
            place = document.relative_to(root)
            if not there.exists():
                yield f"{place}: link to “{target}”: no such file"
            elif anchor and there.suffix == ".md" and anchor not in anchors(there.read_text("utf-8")):
                yield f"{place}: link to “{target}”: no such heading"


def index_faults(root: Path) -> Iterator[str]:
    """Pages under docs that docs/index.md does not lead to: nobody would find them."""
    index = root / "docs" / "index.md"
    if not index.exists():
        yield "docs/index.md is missing"
        return
    targets = {target.partition("#")[0] for target in LINK.findall(index.read_text("utf-8"))}
    linked = {(index.parent / target).resolve() for target in targets}
    for page in sorted((root / "docs").rglob("*.md")):
        if page != index and page.resolve() not in linked:
            yield f"{page.relative_to(root)} is not linked from docs/index.md"


def anchors(text: str) -> set[str]:
    """The anchors that a forge makes of the headings of a Markdown text; a repeated one gets a number."""
    found: set[str] = set()
    for heading in HEADING.findall(FENCE.sub("", text)):
        shown = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()
        slug = re.sub(r"[^\w\- ]", "", shown).replace(" ", "-")
        same = sum(1 for known in found if re.fullmatch(re.escape(slug) + r"(-\d+)?", known))
        found.add(f"{slug}-{same}" if same else slug)
    return found


def readme_faults(root: Path) -> Iterator[str]:
    """A README is read in a minute or not at all."""
    readme = root / "README.md"
    if not readme.exists():
        yield "README.md is missing"
    elif (count := line_count(readme)) >= LONGEST_README:
        yield f"README.md has {count} lines, it must stay under {LONGEST_README}"


def changelog_faults(root: Path) -> Iterator[str]:
    """The first section of CHANGELOG names a version or `Unreleased` and holds something."""
    changelog = root / "CHANGELOG.md"
    if not changelog.exists():
        yield "CHANGELOG.md is missing"
        return
    sections = re.split(r"^(?=## )", changelog.read_text("utf-8"), flags=re.MULTILINE)[1:]
    if not sections or not VERSION_HEADING.match(sections[0]):
        yield "CHANGELOG.md: the first section must be “## Unreleased” or a version such as “## 0.1.0”"
    elif not re.search(r"^[-*] ", sections[0], re.MULTILINE):
        yield "CHANGELOG.md: the first section says nothing"


def length_faults(root: Path) -> Iterator[str]:
    """Python files that are too long to read at once; migrations are written by Django, and read by nobody."""
    for path in python_files(root):
        if "migrations" not in path.parts and (count := line_count(path)) > LONGEST_PYTHON:
            yield f"{path.relative_to(root)} has {count} lines, at most {LONGEST_PYTHON}: split it by subject"


def package_faults(root: Path) -> Iterator[str]:
    """Packages that do not say what lives in them."""
    for package in sorted({path.parent for path in (root / "src" / "zhuoping").rglob("*.py")}):
        start = package / "__init__.py"
        if not start.exists():
            yield f"{package.relative_to(root)} has no __init__.py"
        elif not ast.get_docstring(ast.parse(start.read_text("utf-8"))):
            yield f"{start.relative_to(root)} has no docstring: say what lives here and what it may import"


def line_count(path: Path) -> int:
    """Number of lines of a text file."""
    return len(path.read_text("utf-8").splitlines())


def main() -> int:
    """Print the faults; exit code 1 when there are any."""
    found = faults(ROOT)
    print("\n".join(found) or "documents and files keep the house rules")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
