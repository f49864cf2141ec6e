# SPDX-License-Identifier: Apache-2.0
"""The product itself, in processes of its own and with a database of its own: what the journeys travel through.

Its settings are those of a demo, so mails go to the console, which is a file here. Nothing of the tests' own Django
is shared with it.
"""

import http.client
import re
import socket
import subprocess
import sys
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.cli.asking import ROOT, environment

# As outputs/console_mail.py writes them.
_MAIL = re.compile(r"^To: (\S+)$(.*?)^-{79}$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"https?://\S+")


@dataclass(frozen=True)
class Product:
    """A running installation: its address, and what its processes have printed."""

    address: str
    printed: Path

    def links_to(self, receiver):
        """The links in the mails to an address, oldest first."""
        mails = _MAIL.findall(self.printed.read_text("utf-8"))
        return [link for to, text in mails if to == receiver for link in _LINK.findall(text)]


@contextmanager
def running(folder):
    """The product with its staff, its edition and two enterprises (see staffing.py), for the length of the block."""
    port = _free_port()
    given = _environment(folder / "data", port)
    subprocess.run([sys.executable, "-m", "tests.journeys.staffing"], cwd=ROOT, env=given, check=True)
    printed = folder / "printed.txt"
    command = [sys.executable, "-m", "zhuoping", "serve", "--port", str(port), "--processes", "1"]
    with (
        printed.open("w", encoding="utf-8") as out,
        subprocess.Popen(command, env=given, stdout=out, stderr=subprocess.STDOUT) as process,
    ):
        try:
            _wait_for(process, port, printed)
            yield Product(f"http://localhost:{port}", printed)
        finally:
            process.terminate()


def _environment(data, port):
    # The server's own libraries may warn; the program itself is asked elsewhere.
    own = ("ZHUOPING_", "DJANGO_", "PYTHONWARNINGS")
    return {
        **{key: value for key, value in environment().items() if not key.startswith(own)},
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        "PYTHONUNBUFFERED": "1",
        "ZHUOPING_DEMO": "true",
        "ZHUOPING_DATA": str(data),
        "ZHUOPING_SECRET_KEY": "journeys-only",
        "ZHUOPING_HOSTS": "localhost,127.0.0.1",
        "ZHUOPING_ORIGIN": f"http://localhost:{port}",
    }


def _free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def _wait_for(process, port, printed):
    """Return when the server answers; while nobody does, its process is given a moment."""
    for _ in range(600):
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
            try:
                connection.request("GET", "/health/", headers={"Host": "localhost"})
                connection.getresponse().read()
            except OSError:
                try:
                    process.wait(0.1)
                except subprocess.TimeoutExpired:
                    continue
            else:
                return
        break
    raise RuntimeError(printed.read_text("utf-8"))
