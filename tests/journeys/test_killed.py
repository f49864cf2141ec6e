# SPDX-License-Identifier: Apache-2.0
"""The server is killed while scores are saved and files come in: whatever was answered "saved" is there afterwards."""

import hashlib
import http.client
import io
import os
import re
import signal
import sqlite3
import threading
import urllib.parse
import urllib.request
import uuid
from http.cookiejar import CookieJar
from itertools import count
from pathlib import Path

import pytest
from PIL import Image

from tests.journeys.audit_ground import asked
from zhuoping.cli.demo_data.accounts import PASSWORD

PROCESSES = Path("/proc")
ENOUGH = 4
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_SEEN = re.compile(r'id="seen-text"[^>]* value="(\d+)"')

pytestmark = [
    pytest.mark.skipif(not (PROCESSES / "self").is_dir(), reason="finds processes in /proc"),
    pytest.mark.xdist_group("killed"),
]


class Auditor:
    """Somebody of the team who speaks HTTP: signed in, with fieldwork opened."""

    def __init__(self, product):
        self.product = product
        self.number, leader, *_ = asked(product, "spare")
        self._jar = urllib.request.HTTPCookieProcessor(CookieJar())
        self._web = urllib.request.build_opener(self._jar)
        token = _TOKEN.search(self._get("/account/login/")).group(1)
        self._send("/account/login/", {"csrfmiddlewaretoken": token, "login": leader, "password": PASSWORD})
        self.desk = f"/desk/engagements/{self.number}/fieldwork/"
        self._token = _TOKEN.search(self._get(self.desk)).group(1)
        self._send(f"{self.desk}open/", {"csrfmiddlewaretoken": self._token})

    def _get(self, path):
        with self._web.open(self.product.address + path, timeout=60) as answer:
            return answer.read().decode()

    def _send(self, path, fields, **headers):
        body = urllib.parse.urlencode(fields).encode()
        return self._post(path, body, headers)

    def _post(self, path, body, headers):
        asking = urllib.request.Request(self.product.address + path, body, headers)  # noqa: S310 - The product.
        with self._web.open(asking, timeout=60) as answer:
            return answer.status, answer.read().decode()

    def save(self, text, seen):
        """Save the text of indicator 1.1 as its page does; the version that the answer names."""
        fields = {"csrfmiddlewaretoken": self._token, "value": text, "seen": seen}
        _, answer = self._send(f"{self.desk}findings/1.1/text/", fields, **{"HX-Request": "true"})
        assert "已保存" in answer
        return int(_SEEN.search(answer).group(1))

    def attach(self, name, content):
        """Upload a file to indicator 1.1 as the page's script does."""
        mark = uuid.uuid4().hex
        fields = {"csrfmiddlewaretoken": self._token, "ref": "1.1"}
        parts = [
            f'--{mark}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
            for key, value in fields.items()
        ]
        parts.append(
            f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
            "Content-Type: image/png\r\n\r\n"
        )
        body = "".join(parts).encode() + content + f"\r\n--{mark}--\r\n".encode()
        headers = {"Content-Type": f"multipart/form-data; boundary={mark}", "X-Upload": "1"}
        status, _ = self._post(f"{self.desk}evidence/add/", body, headers)
        assert status == 204

    def asked(self, query):
        """Ask the database, about this engagement."""
        with sqlite3.connect(self.product.printed.parent / "data" / "zhuoping.sqlite3") as reading:
            return reading.execute(query, {"number": self.number}).fetchall()


@pytest.fixture(scope="module")
def auditor(product):
    return Auditor(product)


def processes_of(product):
    """All processes of the web server below the supervisor, which starts them again."""
    port = product.address.rpartition(":")[2]
    found = {}
    for place in PROCESSES.glob("[0-9]*"):
        try:
            parent = int((place / "stat").read_text().rpartition(")")[2].split()[1])
            found[int(place.name)] = parent, (place / "cmdline").read_text().replace("\0", " ")
        except OSError:
            continue  # It has ended meanwhile.
    top = next(pid for pid, (_, line) in found.items() if f"zhuoping serve --port {port}" in line)
    web = [pid for pid, (parent, line) in found.items() if parent == top and "child web" in line]
    return web + [pid for pid, (parent, _) in found.items() if parent in web]


def kill_during(product, act):
    """Do `act(1)`, `act(2)` … without a pause, and kill the server when some are done; how many were answered."""
    done, enough = [], threading.Event()

    def go_on():
        for number in count(1):
            try:
                act(number)
            except (OSError, http.client.HTTPException):
                return
            done.append(number)
            if number == ENOUGH:
                enough.set()

    acting = threading.Thread(target=go_on, daemon=True)
    acting.start()
    assert enough.wait(120)
    killed = processes_of(product)
    for pid in killed:
        os.kill(pid, signal.SIGKILL)
    acting.join(120)
    assert (len(killed) > 1, acting.is_alive()) == (True, False)
    _wait_for(product)
    return len(done)


def _wait_for(product):
    """Return when the server answers again."""
    for _ in range(600):
        try:
            with urllib.request.build_opener().open(f"{product.address}/health/", timeout=30):
                return
        except OSError:
            threading.Event().wait(0.1)
    pytest.fail("nobody answers")


def test_save_that_was_answered_is_there_when_the_server_is_killed_in_the_next_one(auditor):
    seen = [0]

    def save(number):
        seen[0] = auditor.save(f"{number}", seen[0])

    answered = kill_during(auditor.product, save)

    of = "FROM records_engagement e JOIN records_finding f ON f.engagement_id = e.id WHERE e.number = :number"
    ((text, version),) = auditor.asked(f"SELECT f.text, f.version {of}")
    ((entries,),) = auditor.asked(
        "SELECT count(*) FROM records_ledgerentry WHERE action = 'finding.recorded' AND subject ="
        " (SELECT 'engagement:' || id FROM records_engagement WHERE number = :number)"
    )
    # The one that was under way is there as a whole, with its entry, or not at all.
    assert answered <= int(text) <= answered + 1
    assert (version, entries) == (int(text), int(text))
    assert auditor.save("再写一句", version) == version + 1


def test_file_that_was_answered_is_there_when_the_server_is_killed_in_the_next_one(auditor):
    sent = {}

    def attach(number):
        content = io.BytesIO()
        Image.frombytes("RGB", (400, 400), os.urandom(480_000)).save(content, "PNG")
        sent[f"{number}.png"] = hashlib.sha256(content.getvalue()).hexdigest()
        auditor.attach(f"{number}.png", content.getvalue())

    answered = kill_during(auditor.product, attach)

    kept = dict(
        auditor.asked(
            "SELECT v.name, v.file_id FROM records_evidence v JOIN records_engagement e ON"
            " e.id = v.engagement_id JOIN records_tie t ON t.evidence_id = v.id WHERE e.number = :number"
        )
    )
    stored = auditor.product.printed.parent / "data"
    assert answered <= len(kept) <= answered + 1
    assert kept == {name: sent[name] for name in kept}
    for digest in kept.values():
        (place,) = [each for each in stored.rglob(digest) if each.is_file()]
        assert hashlib.sha256(place.read_bytes()).hexdigest() == digest
