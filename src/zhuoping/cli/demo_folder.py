# SPDX-License-Identifier: Apache-2.0
"""Where the demo keeps its data, and how they come there: made once a version and week, then copied."""

import hashlib
import os
import secrets
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, cached_property
from pathlib import Path

import zhuoping
from zhuoping.core.problems import Refused, problem

MARK = "zhuoping-demo"
_DATABASE = "zhuoping.sqlite3"
_KEY = "secret-key"
_BUILD = "zhuoping.cli.demo_data.build"


@dataclass(frozen=True)
class DemoFolder:
    """One folder of demo data, served on a port of this machine."""

    path: Path
    port: int

    @property
    def origin(self) -> str:
        """The address that people open."""
        return f"http://localhost:{self.port}"

    @property
    def is_filled(self) -> bool:
        """Whether there is a demo in the folder."""
        return (self.path / _DATABASE).is_file()

    @property
    def is_cached(self) -> bool:
        """Whether data for a new demo lie ready."""
        return (self._cache / MARK).is_file()

    def environment(self) -> dict[str, str]:
        """The environment of the demo's processes: nothing of another installation on this machine gets in."""
        return _environment(self.path, self._key(), self.origin)

    def clear(self) -> None:
        """Take the demo's data away. Refuses demo-folder-foreign: what is not the demo's is not ours to delete."""
        if self.path.exists():
            self._check_own()
            shutil.rmtree(self.path)

    def prepare(self) -> None:
        """See to it that the folder holds a demo of this version. Refuses demo-folder-foreign."""
        if self.is_filled:
            self._check_own()
            if self._made_by() != _program_digest():
                self.run("migrate")
                self._mark(self.path)
            return
        if self.path.exists() and any(self.path.iterdir()):
            self._check_own()
        if not self.is_cached:
            self._fill_cache()
        shutil.copytree(self._cache, self.path, dirs_exist_ok=True)
        self.path.chmod(0o700)

    def run(self, *words: str) -> str:
        """Run a child that loads Django on this folder's data; what it printed."""
        return _run(self.environment(), *words)

    def _key(self) -> str:
        """The secret of this demo, kept with its data, so that sessions outlive a restart."""
        place = self.path / _KEY
        if not place.is_file():
            self.path.mkdir(parents=True, exist_ok=True)
            place.write_text(f"demo-{secrets.token_urlsafe(48)}", "ascii")
            place.chmod(0o600)
        return place.read_text("ascii")

    def _made_by(self) -> str:
        """The program that brought the data to its version."""
        return (self.path / MARK).read_text("ascii").strip()

    @staticmethod
    def _mark(folder: Path) -> None:
        (folder / MARK).write_text(f"{_program_digest()}\n", "ascii")

    def _check_own(self) -> None:
        if not (self.path / MARK).is_file():
            raise Refused([problem(str(self.path), "demo-folder-foreign", folder=self.path)])

    @cached_property
    def _cache(self) -> Path:
        """Where data for new demos lie ready: of this very program, and not older than a week, as plans have dates."""
        year, week, _ = datetime.now(UTC).isocalendar()
        return cache_folder() / f"demo-{_program_digest()}-{year}-{week}"

    def _fill_cache(self) -> None:
        """Fill a folder beside it first: whoever is interrupted leaves no half-filled one."""
        cache_folder().mkdir(parents=True, exist_ok=True)
        for old in cache_folder().glob("demo-*"):
            shutil.rmtree(old, ignore_errors=True)
        making = self._cache.with_suffix(f".{os.getpid()}")
        making.mkdir(mode=0o700)
        try:
            _run(_environment(making, f"demo-{secrets.token_urlsafe(48)}", self.origin), "fill")
            self._mark(making)
            making.rename(self._cache)
        finally:
            shutil.rmtree(making, ignore_errors=True)


def default_folder() -> Path:
    """Where a person's programs keep data on this system."""
    return _home("XDG_DATA_HOME", ".local/share", "Library/Application Support") / "zhuoping" / "demo"


def cache_folder() -> Path:
    """Where a person's programs keep what they can make again."""
    return _home("XDG_CACHE_HOME", ".cache", "Library/Caches") / "zhuoping"


def _home(variable: str, elsewhere: str, on_mac: str) -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / on_mac
    return Path(os.environ.get(variable) or Path.home() / elsewhere)


@cache
def _program_digest() -> str:
    """What tells one state of the program from another."""
    root = Path(zhuoping.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        if path.suffix in {".py", ".yaml"}:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _environment(folder: Path, key: str, origin: str) -> dict[str, str]:
    foreign = ("ZHUOPING_", "DJANGO_")
    others = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    return {
        **others,
        "ZHUOPING_DEMO": "true",
        "ZHUOPING_DATA": str(folder),
        "ZHUOPING_SECRET_KEY": key,
        "ZHUOPING_HOSTS": "localhost,127.0.0.1",
        "ZHUOPING_ORIGIN": origin,
    }


def _run(environment: dict[str, str], *words: str) -> str:
    command = [sys.executable, "-P", "-m", _BUILD, *words]
    done = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout.strip()
