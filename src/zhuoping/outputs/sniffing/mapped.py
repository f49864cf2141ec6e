# SPDX-License-Identifier: Apache-2.0
"""Mapped content for libraries that want a file."""

import io
import mmap


class MappedFile(io.RawIOBase):
    """Reads mapped content; closing it leaves the content open."""

    def __init__(self, content: mmap.mmap) -> None:
        super().__init__()
        self._content = content
        self._place = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place; ValueError for one before the start."""
        base = (0, self._place, len(self._content))[whence]
        if base + offset < 0:
            raise ValueError(f"seek to {base + offset}")
        self._place = base + offset
        return self._place

    def tell(self) -> int:
        """The place now."""
        return self._place

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        """Fill the buffer as far as there is content."""
        part = self._content[self._place : self._place + len(buffer)]
        buffer[: len(part)] = part
        self._place += len(part)
        return len(part)
