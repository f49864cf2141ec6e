# SPDX-License-Identifier: Apache-2.0
"""Shipped texts share no sentence with the specification, whose wording belongs to the body that issued it.

Compared are Chinese characters only: punctuation, blanks, digits and Latin letters are left out on both sides, so that
a run is found across a comma, a line break or a changed number. Files that are no text (fonts, archives) are not read.
Without a copy of the specification nothing is compared.
"""

import os
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VARIABLE = "ZHUOPING_SPECIFICATION"
LOCAL = "local/*specification*.txt"
SHORTEST = 12

# What may be the same, and why. Taken out of a run before its length is judged.
ALLOWED: Mapping[str, str] = {
    "售后服务体系完善程度认证": "name of the certification",
    "新标检测认证有限公司": "name of the issuer",
    "商品售后服务评价体系": "title of GB/T 27922",
    "合格评定服务认证模式选择与应用导则": "title of GB/T 27207",
    "合格评定服务认证模式选择与应用指南": "title of RB/T 314",
    "中华人民共和国产品质量法": "title of a law",
    "中华人民共和国消费者权益保护法": "title of a law",
    "既往服务足迹检测": "name of mode F",
    "验证感知": "name of mode F, other part",
    "服务能力确认或验证": "name of mode G",
    "服务设计审查": "name of mode H",
    "服务管理审查": "name of mode I",
    "初次认证": "name of a type of engagement",
    "监督审查": "name of a type of engagement",
    "再认证": "name of a type of engagement",
    "非例行监督": "name of a type of engagement",
    "广播电视企业报刊印刷品会议论坛": "ways of reaching the public, a word each",
}

_CHINESE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]")


def specification(root: Path, environment: Mapping[str, str]) -> Path | None:
    """The copy to compare with: the file that the variable names, else the first in the checkout's `local` folder."""
    named = environment.get(VARIABLE)
    return Path(named) if named else min(root.glob(LOCAL), default=None)


def shipped(root: Path) -> list[Path]:
    """Everything that people receive: the package, the documents, and the pages at the top."""
    folders = (root / "src" / "zhuoping", root / "docs")
    found = (path for folder in folders for path in folder.rglob("*") if path.suffix != ".pyc")
    return sorted(path for path in (*found, *root.glob("*.md")) if path.is_file())


def faults(root: Path, original: str) -> list[str]:
    """Each run of a shipped file that also stands in the `original`, with file and line."""
    letters = "".join(_CHINESE.findall(original))
    found = []
    for path in shipped(root):
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(root)}:{line}: {run}" for line, run in common_runs(text, letters)]
    return found


def common_runs(text: str, letters: str) -> Iterator[tuple[int, str]]:
    """The longest runs of Chinese characters that `text` shares with `letters`, each with the line it begins on."""
    places = [(match[0], match.start()) for match in _CHINESE.finditer(text)]
    own = "".join(letter for letter, _ in places)
    known = {letters[start : start + SHORTEST] for start in range(len(letters) - SHORTEST + 1)}
    end = 0
    for begin in range(len(own) - SHORTEST + 1):
        if own[begin : begin + SHORTEST] not in known:
            continue
        # What begins inside the run before this one is shared at least as far as that one.
        reach = max(end, begin + SHORTEST)
        while reach < len(own) and own[begin : reach + 1] in letters:
            reach += 1
        if reach > end and len(without_names(own[begin:reach])) >= SHORTEST:
            yield text.count("\n", 0, places[begin][1]) + 1, own[begin:reach]
        end = reach


def without_names(run: str) -> str:
    """A run without the names and terms that cannot be said otherwise, the longest first."""
    for name in sorted(ALLOWED, key=len, reverse=True):
        run = run.replace(name, "")
    return run


def check(root: Path, environment: Mapping[str, str]) -> int:
    """Print what was found; 1 when there is a fault, 0 when there is none or nothing to compare with."""
    copy = specification(root, environment)
    if copy is None:
        print(f"skipped: no copy of the specification ({VARIABLE} or {LOCAL}), so wording was not compared")
        return 0
    try:
        original = copy.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        print(f"the copy of the specification cannot be read as UTF-8 text: {error}")
        return 1
    found = faults(root, original)
    told = f"runs of {SHORTEST} or more characters shared with the specification: {len(found)}"
    print("\n".join([*found, f"{told}; say these in our own words" if found else told]))
    return 1 if found else 0


def main() -> int:
    """Check this checkout."""
    return check(ROOT, os.environ)


if __name__ == "__main__":
    sys.exit(main())
