# SPDX-License-Identifier: Apache-2.0
"""A stand-in for ClamAV's daemon: speaks INSTREAM on a real socket, and finds the word that the tests call a virus."""

import socket
import struct
import threading
from contextlib import contextmanager

VIRUS = b"the-word-that-tests-call-a-virus"
FOUND = "stream: Eicar-Test-Signature FOUND"
OK = "stream: OK"


@contextmanager
def running(place=None, *, answer=None, limit=None):
    """A daemon at the path `place`, or on a port of loopback; its address. `answer` replaces what it would say."""
    if place:
        server = socket.socket(socket.AF_UNIX)
        server.bind(str(place))
        server.listen()
        address = f"unix:{place}"
    else:
        server = socket.create_server(("127.0.0.1", 0))
        address = f"127.0.0.1:{server.getsockname()[1]}"
    thread = threading.Thread(target=_serve, args=(server, answer, limit))
    thread.start()
    try:
        yield address
    finally:
        server.shutdown(socket.SHUT_RDWR)
        server.close()
        thread.join()


def _serve(server, answer, limit):
    while True:
        try:
            connection, _ = server.accept()
        except OSError:
            return
        with connection, connection.makefile("rwb") as stream:
            said = answer if answer is not None else _look(stream, limit)
            stream.write(said.encode() + b"\0" if said else b"")


def _look(stream, limit):
    assert stream.read(10) == b"zINSTREAM\0"
    content = b""
    while length := struct.unpack(">I", stream.read(4))[0]:
        content += stream.read(length)
        if limit is not None and len(content) > limit:
            return "INSTREAM size limit exceeded. ERROR"
    return FOUND if VIRUS in content else OK
