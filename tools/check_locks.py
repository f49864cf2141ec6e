# SPDX-License-Identifier: Apache-2.0
"""Locks name no address, carry a hash for every package, and hold what pyproject.toml and package.json ask for."""

import json
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[A-Za-z0-9._, -]+\])?==([^\s;\\]+)")
MEND = "run tools/lock.py"


def faults(root: Path) -> list[str]:
    """Every fault of the locks under `root`, each with its file and the way out."""
    found: list[str] = []
    for lock in sorted((root / "requirements").glob("*.txt")):
        found += (f"requirements/{lock.name}: {fault}" for fault in text_faults(lock.read_text("utf-8")))
    return found + list(coverage_faults(root)) + list(npm_faults(root))


def text_faults(text: str) -> Iterator[str]:
    """Addresses, loose versions and missing hashes in one requirements file."""
    for number, line in enumerate(text.splitlines(), start=1):
        if "://" in line:
            yield f"line {number} holds an address; {MEND}"
    for entry in re.sub(r"\\\n\s*", " ", text).splitlines():
        if not entry.strip() or entry.startswith("#"):
            continue
        if not PINNED.match(entry):
            yield f"“{entry.split(' ')[0]}” is not pinned with ==; {MEND}"
        elif "--hash=sha256:" not in entry:
            yield f"“{entry.split(' ')[0]}” has no --hash; {MEND}"


def pinned(lock: Path) -> dict[str, set[str]]:
    """Name → versions of a lock; a universal lock may hold two versions for two Pythons."""
    versions: dict[str, set[str]] = {}
    for line in lock.read_text("utf-8").splitlines():
        if match := PINNED.match(line):
            versions.setdefault(canonicalize_name(match[1]), set()).add(match[2])
    return versions


def coverage_faults(root: Path) -> Iterator[str]:
    """Names that pyproject.toml asks for and a lock lacks, or holds in a version that is not allowed."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    runtime = project["project"]["dependencies"]
    groups = project["dependency-groups"]
    wanted = {"runtime": runtime, "dev": runtime + groups["dev"], "node": groups["node"]}
    for name, requirements in wanted.items():
        lock = root / "requirements" / f"{name}.txt"
        held = pinned(lock) if lock.exists() else {}
        for requirement in map(Requirement, requirements):
            versions = held.get(canonicalize_name(requirement.name), set())
            if not versions or not all(map(requirement.specifier.contains, versions)):
                yield f"requirements/{name}.txt does not hold “{requirement}”; {MEND}"
    yield from superset_faults(root / "requirements")


def superset_faults(folder: Path) -> Iterator[str]:
    """The dev lock must hold all of runtime in the same versions: it is installed in its place."""
    dev = pinned(folder / "dev.txt")
    for name, versions in pinned(folder / "runtime.txt").items():
        if dev.get(name) != versions:
            yield f"requirements/dev.txt holds another “{name}” than runtime.txt; {MEND}"


def npm_faults(root: Path) -> Iterator[str]:
    """Addresses, missing hashes and a package.json that has moved on."""
    text = (root / "package-lock.json").read_text("utf-8")
    if '"resolved"' in text:
        yield f'package-lock.json holds "resolved" addresses: check .npmrc and {MEND}'
    packages = json.loads(text)["packages"]
    asked = json.loads((root / "package.json").read_text("utf-8"))
    for kind in ("dependencies", "devDependencies"):
        if packages[""].get(kind, {}) != asked.get(kind, {}):
            yield f"package-lock.json does not hold the {kind} of package.json; {MEND}"
    for name, package in packages.items():
        if name and "integrity" not in package:
            yield f"package-lock.json: “{name}” has no integrity hash; {MEND}"


def main() -> int:
    """Print the faults; exit code 1 when there are any."""
    found = faults(ROOT)
    print("\n".join(found) or "locks: no address, every package with its hash")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
