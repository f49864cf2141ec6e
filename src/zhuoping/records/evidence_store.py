# SPDX-License-Identifier: Apache-2.0
"""Where the content of evidence is: a folder, or a bucket (evidence_bucket.py), each file under its SHA-256.

Content is written once and never over. It is in the store before a row points to it, so a crash can leave content
without a row, which does no harm, and never a row without content.
"""

from __future__ import annotations

import io
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import IO, cast

from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage, storages

# Raised when previews are made in another way, so that old ones are not shown.
_PREVIEWS = "previews/1"
_CHUNK = 1024 * 1024


def put(digest: str, content: IO[bytes]) -> None:
    """Keep content under its digest; content that is there already stays as it is."""
    _put(_key(digest), content)


def open_file(digest: str) -> File[bytes]:
    """The content with this digest. Raises FileNotFoundError: the store has lost what a row points to."""
    return cast("File[bytes]", _store().open(_key(digest)))


def put_preview(digest: str, longest: int, content: bytes) -> None:
    """Keep a small copy of an image."""
    _put(_preview_key(digest, longest), io.BytesIO(content))


def open_preview(digest: str, longest: int) -> File[bytes] | None:
    """The small copy of an image, when one was kept."""
    with suppress(FileNotFoundError):
        return cast("File[bytes]", _store().open(_preview_key(digest, longest)))
    return None


def _put(key: str, content: IO[bytes]) -> None:
    store = _store()
    if not store.exists(key):
        store.save(key, File(content))


def _store() -> Storage:
    return storages["evidence"]


def _key(digest: str) -> str:
    """Two steps of folders keep each of them small.

    >>> _key("abcdef")
    'ab/cd/abcdef'
    """
    return f"{digest[:2]}/{digest[2:4]}/{digest}"


def _preview_key(digest: str, longest: int) -> str:
    return f"{_PREVIEWS}/{_key(digest)}.{longest}.webp"


class Folder(FileSystemStorage):
    """Files in a folder that only the program's own account can read."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:  # noqa: ARG002 - Django's.
        """The name itself: the same name is the same content."""
        return name

    def _save(self, name: str, content: File[bytes]) -> str:
        """Write beside the place, to the disk, and only then under the name: no reader ever sees a part of a file."""
        place = Path(self.path(name))
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft, written = tempfile.mkstemp(dir=place.parent, prefix=".")
        try:
            with os.fdopen(draft, "wb") as file:
                for chunk in content.chunks(_CHUNK):
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            with suppress(FileExistsError):
                os.link(written, place)
            _sync(place.parent)
        finally:
            Path(written).unlink()
        return name


def _sync(folder: Path) -> None:
    """Have the disk keep the names in a folder."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
