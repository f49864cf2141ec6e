# SPDX-License-Identifier: Apache-2.0
"""What pages are served with, built from sources: scripts and styles by esbuild, translations by polib.

`python -m tools.assets` builds; nothing happens when no input has changed since. What is built is never committed;
the wheel carries it (`artifacts` in pyproject.toml), so that an installed program needs no Node.

The launcher asks `are_built` at every start: what only building needs is imported there.
"""

import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from tools import environment

WEB = environment.ROOT / "src" / "zhuoping" / "web"
SOURCES = WEB / "assets"
STATIC = WEB / "static"
BUILT = STATIC / "zhuoping"
STAMP = environment.ROOT / "build" / "assets.stamp"
ENTRIES = ("app.ts", "theme.ts", "app.css")
AS_THEY_ARE = ("mark.svg",)
PLURALS = "nplurals=2; plural=(n != 1);"
# The browsers of the last three years: older ones know neither light-dark() nor oklch().
TARGET = "--target=es2022,chrome123,firefox120,safari17.5"


def inputs() -> Iterator[Path]:
    """Every file that what is built depends on."""
    yield Path(__file__)
    yield environment.ROOT / "package-lock.json"
    yield from sorted(path for path in SOURCES.rglob("*") if path.is_file())
    yield from catalogues()


def catalogues() -> list[Path]:
    """The translations of all doors."""
    return sorted(WEB.glob("*/locale/*/LC_MESSAGES/*.po"))


def digest() -> str:
    """What tells one state of the inputs from another."""
    found = hashlib.sha256()
    for path in inputs():
        content = path.read_bytes()
        found.update(f"{path.relative_to(environment.ROOT).as_posix()}\0{len(content)}\0".encode())
        found.update(content)
    return found.hexdigest()


def are_built() -> bool:
    """Whether what was built belongs to the inputs as they are now."""
    try:
        return STAMP.read_text("utf-8") == digest() and (BUILT / ENTRIES[0]).with_suffix(".js").exists()
    except OSError:
        return False


def build() -> None:
    """Build everything. The stamp is written last, so that a build which was cut off is done again."""
    before = digest()
    STAMP.parent.mkdir(exist_ok=True)
    STAMP.unlink(missing_ok=True)
    BUILT.mkdir(parents=True, exist_ok=True)
    _bundle()
    for folder in sorted({catalogue.parent for catalogue in catalogues()}):
        _compile(folder)
    _replace(STAMP, before.encode())


def _bundle() -> None:
    import gzip  # noqa: PLC0415 - see the top.

    draft = BUILT.with_name(f"draft.{os.getpid()}")
    _run_node(
        "esbuild",
        *(str(SOURCES / entry) for entry in ENTRIES),
        "--bundle",
        "--minify",
        "--legal-comments=eof",
        "--log-level=warning",
        TARGET,
        f"--outdir={draft}",
    )
    for name in AS_THEY_ARE:
        (draft / name).write_bytes((SOURCES / name).read_bytes())
    for made in sorted(draft.iterdir()):
        # A fixed time keeps the compressed file, and so the wheel, the same for the same sources.
        _replace(BUILT / f"{made.name}.gz", gzip.compress(made.read_bytes(), 9, mtime=0))
        made.replace(BUILT / made.name)
    draft.rmdir()


def _run_node(tool: str, *arguments: str) -> None:
    """Run a tool of node_modules. Raises CannotSetUp with what it said when it fails."""
    import subprocess  # noqa: PLC0415 - see the top.

    from tools import install, node  # noqa: PLC0415 - see the top.

    path = f"{Path(node.commands()[0]).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    result = subprocess.run(
        [str(node.modules() / ".bin" / tool), *arguments],
        cwd=environment.ROOT,
        env=os.environ | {"PATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if result.returncode != 0:
        raise install.CannotSetUp(f"{tool}: {result.stdout.strip()}")


def _compile(folder: Path) -> None:
    """Put all catalogues of a folder together into the one that Django reads."""
    import polib  # noqa: PLC0415 - see the top.

    merged = polib.POFile()
    merged.metadata = {"Content-Type": "text/plain; charset=utf-8", "Plural-Forms": PLURALS}
    known = set()
    for catalogue in sorted(folder.glob("*.po")):
        for entry in polib.pofile(str(catalogue)).translated_entries():
            if (entry.msgctxt, entry.msgid) not in known:
                merged.append(entry)
                known.add((entry.msgctxt, entry.msgid))
    _replace(folder / "django.mo", merged.to_binary())


def _replace(place: Path, content: bytes) -> None:
    """Write a file in one move: another process may be reading the old one."""
    draft = place.with_name(f"{place.name}.{os.getpid()}")
    draft.write_bytes(content)
    draft.replace(place)


def main(words: list[str]) -> int:
    """Build when something has changed; `types` checks the TypeScript instead."""
    from tools import install  # noqa: PLC0415 - see the top.

    try:
        if words == ["types"]:
            _run_node("tsc", "--noEmit")
        elif not are_built():
            install.say("正在构建页面 / building pages")
            build()
    # A catalogue that polib cannot read is an OSError, and so is a folder that cannot be written.
    except (install.CannotSetUp, OSError) as refusal:
        install.say(str(refusal))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
