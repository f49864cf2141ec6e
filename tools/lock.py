# SPDX-License-Identifier: Apache-2.0
"""Make all locks anew: requirements/*.txt with uv, package-lock.json with npm.

Run in the checkout: `.venv/bin/python -m tools.lock`; further words go to uv, for example `--upgrade`
or `--upgrade-package rich`. Without them what is locked stays and only what is missing is added.
"""

import os
import subprocess
import sys
import tomllib

from tools import check_locks, environment, node

OPTIONS = [
    "--universal",
    "--python-version",
    "3.11",
    "--generate-hashes",
    "--no-header",
    "--no-annotate",
    "--no-strip-extras",  # An older pip takes `name[extra]` for another package than `name` and asks for its hash.
    "--quiet",
]
# Each lock: what uv reads, and the group of pyproject.toml that is added on standard input ("-"). uv itself
# refuses groups of an unmanaged project. dev is bound to runtime's versions, because it is installed on top.
SOURCES = {
    "runtime": (["pyproject.toml"], None),
    "dev": (["pyproject.toml", "-", "--constraint", "requirements/runtime.txt"], "dev"),
    "node": (["-"], "node"),
}


def main(further: list[str]) -> int:
    """Write the locks, then check them."""
    # uv would fetch a Python of its own when it misses one.
    offline = os.environ | {"UV_PYTHON_DOWNLOADS": "never"}
    project = tomllib.loads((environment.ROOT / "pyproject.toml").read_text("utf-8"))
    for name, (source, group) in SOURCES.items():
        print(f"requirements/{name}.txt", flush=True)
        wanted = "\n".join(project["dependency-groups"][group]) if group else ""
        command = [sys.executable, "-m", "uv", "pip", "compile", *source, *OPTIONS, *further]
        target = ["--output-file", f"requirements/{name}.txt"]
        subprocess.run(
            [*command, *target], cwd=environment.ROOT, env=offline, input=wanted, text=True, check=True
        )
    print("package-lock.json", flush=True)
    node.run_npm("install", "--package-lock-only")
    return check_locks.main()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
