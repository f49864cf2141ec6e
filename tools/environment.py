# SPDX-License-Identifier: Apache-2.0
"""Where the virtual environment is and whether it is finished: one small state file in it tells."""

import hashlib
import json
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "requirements"
STATE = "zhuoping-state.json"


def folder() -> Path:
    """Where the packages are: `.venv` in the checkout, or the folder named by ZHUOPING_VENV."""
    return Path(os.environ.get("ZHUOPING_VENV") or ROOT / ".venv").absolute()


def python_of(place: Path) -> Path:
    """The interpreter of the environment in `place`."""
    return place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def python_version() -> str:
    """Major and minor version of the running Python: packages of one do not fit another."""
    return f"{sys.version_info[0]}.{sys.version_info[1]}"


def lock_digest(name: str) -> str:
    """What tells one lock from another."""
    return hashlib.sha256((LOCKS / f"{name}.txt").read_bytes()).hexdigest()


def read_state(place: Path) -> dict[str, str]:
    """What a finished set-up left behind: python, root and the digest of each installed lock; else empty."""
    try:
        state = json.loads((place / STATE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return state if isinstance(state, dict) else {}


def write_state(place: Path, state: dict[str, str]) -> None:
    """Write the state in one move, so that no reader sees half of it."""
    draft = place / f"{STATE}.{os.getpid()}"
    draft.write_text(json.dumps(state, indent=1, sort_keys=True), "utf-8")
    draft.replace(place / STATE)


def fits(place: Path, state: dict[str, str]) -> bool:
    """Whether the environment was finished, by this Python, for this checkout."""
    same = state.get("python") == python_version() and state.get("root") == str(ROOT)
    return same and python_of(place).exists()


def is_ready(place: Path, name: str) -> bool:
    """Whether everything that the lock called `name` holds is installed."""
    state = read_state(place)
    return fits(place, state) and state.get(name) == lock_digest(name)


def with_lock(state: dict[str, str], name: str) -> dict[str, str]:
    """The state after the lock called `name` was installed on top of `state`.

    dev holds all of runtime; a new runtime set may have moved packages under dev, so dev is then forgotten.
    """
    if name == "node":
        return state | {"node": lock_digest("node")}
    kept = {key: value for key, value in state.items() if key != "dev"}
    names = ("runtime", "dev") if name == "dev" else (name,)
    return kept | {each: lock_digest(each) for each in names}
