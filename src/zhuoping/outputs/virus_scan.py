# SPDX-License-Identifier: Apache-2.0
"""Asking ClamAV's daemon about a file, over its socket (command INSTREAM)."""

import socket
import struct
from contextlib import suppress
from typing import BinaryIO

_CHUNK = 256 * 1024
_SECONDS = 60
_ANSWER_LIMIT = 4096
_CLEAN = "stream: OK"
_FOUND = " FOUND"


class ScannerUnavailable(Exception):  # noqa: N818 - becomes a refusal.
    """The daemon could not be asked, or answered that it could not look."""


def signature_in(file: BinaryIO, address: str) -> str | None:
    """The name of what the daemon at `address` (`unix:/path` or `host:port`) found in a file; None for nothing.

    Raises ScannerUnavailable whenever there is no clear answer: then nobody knows that the file is clean.
    """
    try:
        with _connected(address) as connection:
            answer = _ask(connection, file)
    except (OSError, ValueError) as error:
        raise ScannerUnavailable(str(error)) from error
    if answer == _CLEAN:
        return None
    if answer.startswith("stream: ") and answer.endswith(_FOUND):
        return answer.removeprefix("stream: ").removesuffix(_FOUND)
    raise ScannerUnavailable(answer)


def _connected(address: str) -> socket.socket:
    if address.startswith("unix:"):
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(_SECONDS)
        try:
            connection.connect(address.removeprefix("unix:"))
        except OSError:
            connection.close()
            raise
        return connection
    host, _, port = address.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=_SECONDS)


def _ask(connection: socket.socket, file: BinaryIO) -> str:
    file.seek(0)
    # The daemon stops listening when a file exceeds its own limit, and says so: its answer still waits to be read.
    with suppress(BrokenPipeError, ConnectionResetError):
        connection.sendall(b"zINSTREAM\0")
        while chunk := file.read(_CHUNK):
            connection.sendall(struct.pack(">I", len(chunk)) + chunk)
        connection.sendall(struct.pack(">I", 0))
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < _ANSWER_LIMIT:
        part = connection.recv(_ANSWER_LIMIT)
        if not part:
            break
        answer += part
    return answer.rstrip(b"\0").decode("utf-8", "replace").strip()
