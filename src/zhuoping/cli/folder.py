# SPDX-License-Identifier: Apache-2.0
"""Output is there whole or not at all, and nobody else's file is touched.

What is written is first put beside its place, under a hidden name, and takes the place by a rename. A program
that is killed on the way leaves at most the hidden thing behind.
"""

import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from zhuoping.cli.sources import NotAFile
from zhuoping.core.problems import Refused, problem


def check_folder(folder: Path, names: Collection[str]) -> None:
    """Refuse at once a folder that `write_folder` could not write files of these names into.

    Raises Refused when it is the current folder or holds anything else; OSError when it is none.
    """
    folder = _real(folder)
    if folder in (here := _real(Path.cwd()), *here.parents):
        # Its place is taken by a new folder: whoever stands in the old one would stand nowhere.
        raise Refused([problem("", "output-folder-current", folder=folder)])
    if not folder.exists():
        return
    entries = {each.name: each.is_file() for each in folder.iterdir()}
    # We leave all of our files or none: anything else is somebody's.
    if entries and entries != dict.fromkeys(names, True):
        others = [name for name in sorted(entries) if name not in names or not entries[name]]
        shown = "、".join((others or sorted(entries))[:3])
        raise Refused([problem("", "output-folder-in-use", folder=folder.name, files=shown)])


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put `files` into `folder`, replacing what an earlier run put there.

    Raises Refused as `check_folder`; OSError when it cannot be written.
    """
    check_folder(folder, files)
    folder = _real(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _naming(folder), _beside(folder) as made:
        made.mkdir()
        for name, content in files.items():
            (made / name).write_bytes(content)
        if folder.exists():
            shutil.copymode(folder, made)
            _exchange(made, folder)
        else:
            made.rename(folder)


def _exchange(made: Path, folder: Path) -> None:
    """Two renames are all that lies between the old folder and the new one."""
    aside = made.with_name(f"{made.name}-before")
    try:
        folder.rename(aside)
        made.rename(folder)
    except BaseException:
        # Somebody who interrupts us here must not lose the old folder with the hidden one.
        if aside.exists() and not folder.exists():
            aside.rename(folder)
        raise


def write_file(path: Path, content: bytes | Iterable[bytes], *, force: bool) -> None:
    """Write one file, whole or piece by piece; one that is there already is replaced only when `force` says so.

    Raises Refused (output-exists) when it is there and may not be replaced; OSError when it cannot be written.
    """
    path = _real(path)
    if path.exists():
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, "is a directory", str(path))
        if not stat.S_ISREG(mode):
            raise NotAFile(errno.EINVAL, "not a regular file", str(path))
        if not force:
            raise Refused([problem("", "output-exists", name=path.name)])
    path.parent.mkdir(parents=True, exist_ok=True)
    with _naming(path), _beside(path) as made:
        with made.open("wb") as file:
            file.writelines([content] if isinstance(content, bytes) else content)
        if path.exists():
            shutil.copymode(path, made)
        made.replace(path)


def _real(path: Path) -> Path:
    """The place itself where `path` is a link to it; a link that leads to itself stays as it is."""
    return Path(os.path.realpath(path))


@contextmanager
def _beside(place: Path) -> Iterator[Path]:
    """A hidden path on the same disk as `place`; whatever is left there is removed in the end."""
    hidden = Path(tempfile.mkdtemp(prefix=f".{place.name[:50]}-", dir=place.parent))
    try:
        yield hidden / "new"
    finally:
        shutil.rmtree(hidden, ignore_errors=True)


@contextmanager
def _naming(place: Path) -> Iterator[None]:
    """Let an error name the place that was asked for instead of the hidden one."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror or os.strerror(error.errno or 0), str(place)) from None
