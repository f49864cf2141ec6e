# SPDX-License-Identifier: Apache-2.0
"""What one process wrote, the next one knows: nothing about who may do what is kept in a process.

A neighbour of this product, asked in the same way, refused up to 13 of 20 uses straight after creating.
"""

import http.client
import json
import os
import socket
import subprocess
import sys
from contextlib import closing, contextmanager

import pytest
from stdnum.cn.uscc import calc_check_digit

TRIES = 200
# Nobody registers more enterprises in a day (actions/registration).
EACH = 5
ENTERPRISE = {
    "name": "丙机电有限公司",
    "address": "北京市海淀区样例路 1 号",
    "division": "110108",
    "industry": "C34",
    "staff": 12,
    "product_families": ["水泵"],
}


def installed(data):
    """The settings of an installation on the server's own database, which no other test uses."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("ZHUOPING_", "DJANGO_"))}
    return kept | {
        "ZHUOPING_DATABASE": os.environ["ZHUOPING_DATABASE"],
        "ZHUOPING_SECRET_KEY": "k" * 60,
        "ZHUOPING_HOSTS": "127.0.0.1",
        "ZHUOPING_ORIGIN": "https://zhuoping.example",
        "ZHUOPING_DATA": str(data),
        "ZHUOPING_API_WRITES_A_MINUTE": "10000",
        "ZHUOPING_API_READS_A_MINUTE": "10000",
        "DJANGO_SETTINGS_MODULE": "zhuoping.config.settings",
        "PYTHONWARNINGS": "default",
    }


def run(given, *words):
    done = subprocess.run(
        [sys.executable, "-m", *words], env=given, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@contextmanager
def serving(given, processes):
    """A server with several processes, and its port."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    words = ("zhuoping", "serve", "--port", str(port), "--processes", str(processes))
    with subprocess.Popen(
        [sys.executable, "-m", *words], env=given, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as server:
        try:
            assert server.stdout.readline()
            yield server, port
        finally:
            server.terminate()


def asked(port, method, path, key, body=None):
    """The status of an answer, each by a connection of its own, so that any process may give it."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
        connection.request(method, f"/api/v1{path}", json.dumps(body) if body else None, headers)
        return connection.getresponse().status


def await_answers(server, port, key):
    """The first answer; while nobody listens, the server is given a moment, and none once it has ended."""
    while True:
        try:
            return asked(port, "GET", "/clients", key)
        except ConnectionError:
            with pytest.raises(subprocess.TimeoutExpired):
                server.wait(0.1)


@pytest.mark.skipif(
    not os.environ.get("ZHUOPING_DATABASE"), reason="several processes mean PostgreSQL (decision 0009)"
)
def test_what_was_just_created_is_used_200_times_of_200_whichever_process_answers(tmp_path):
    given = installed(tmp_path / "data")
    run(given, "zhuoping", "migrate")
    keys = run(given, "tests.api.signed_up", str(TRIES // EACH)).split()
    with serving(given, 3) as (server, port):
        assert await_answers(server, port, keys[0]) == 200
        refused = []
        for index in range(TRIES):
            code = f"91110108{index:09}"
            uscc, key = code + calc_check_digit(code), keys[index // EACH]
            created = asked(port, "POST", "/clients", key, {**ENTERPRISE, "uscc": uscc})
            used = asked(port, "GET", f"/clients/{uscc}", key)
            if (created, used) != (201, 200):
                refused.append((uscc, created, used))

    assert refused == []
