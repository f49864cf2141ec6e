# SPDX-License-Identifier: Apache-2.0
"""Running an installation: what it refuses, what it answers, and that nobody who is killed takes it down."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
from contextlib import closing, contextmanager
from io import StringIO
from pathlib import Path

import pytest

from tests.cli.asking import ask, environment
from zhuoping import __version__
from zhuoping.config.reading import SettingsFault, read_environment
from zhuoping.records.models import Person

PROCESSES = Path("/proc")
ADMINISTRATOR = ("administrator", "tan@body.example", "谭明理")
PASSWORD_TYPED = "a good long phrase 77\n"


def of_an_installation(data, **more):
    """The environment of an installation in order, without anything of this process's own."""
    others = {
        key: value for key, value in environment().items() if not key.startswith(("ZHUOPING_", "DJANGO_"))
    }
    settings = {
        "ZHUOPING_SECRET_KEY": "k" * 60,
        "ZHUOPING_HOSTS": "localhost,127.0.0.1",
        "ZHUOPING_ORIGIN": "https://zhuoping.example",
        "ZHUOPING_DATA": str(data),
    }
    # The server's own libraries may warn; the program itself is asked elsewhere.
    return {**others, **settings, "PYTHONWARNINGS": "default", **more}


def run(given, *words, typed=""):
    command = [sys.executable, "-m", "zhuoping", *words]
    done = subprocess.run(
        command, env=given, input=typed, capture_output=True, encoding="utf-8", check=False, timeout=120
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """The data folder of an installation whose database is of this version."""
    place = tmp_path_factory.mktemp("installation") / "data"
    code, _, faults = run(of_an_installation(place), "migrate")
    assert (code, faults) == (0, "")
    return place


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextmanager
def serving(data, processes=1):
    """A server that is asked to end with the block, with its port; it has said its address."""
    port = free_port()
    command = [sys.executable, "-m", "zhuoping", "serve", "--port", str(port), "--processes", str(processes)]
    given = of_an_installation(data)
    with subprocess.Popen(
        command, env=given, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        try:
            assert process.stdout.readline() == f"http://127.0.0.1:{port}/\n"
            yield process, port
        finally:
            process.kill()


def answer(process, port, path="/health/"):
    """The status and text of a page; while nobody answers yet, the process is given a moment."""
    for _ in range(600):
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
            try:
                connection.request("GET", path, headers={"Host": "localhost"})
                response = connection.getresponse()
                return response.status, response.read().decode()
            except OSError:
                give_a_moment(process)
    pytest.fail("nobody answers")


def give_a_moment(process):
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(0.1)


def children(pid):
    """The processes below a process: (id, command line)."""
    found = []
    for place in PROCESSES.glob("[0-9]*"):
        try:
            parent = int((place / "stat").read_text().rpartition(")")[2].split()[1])
            line = (place / "cmdline").read_text().replace("\0", " ")
        except OSError:
            continue  # It has ended meanwhile.
        if parent == pid:
            found.append((int(place.name), line))
    return found


def living(pids):
    return [pid for pid in pids if (PROCESSES / str(pid)).is_dir()]


def child(process, kind):
    return next((pid for pid, line in children(process.pid) if f"server.child {kind}" in line), None)


def next_child(process, kind, before):
    """The child that came after the one before; while none has, the process is given a moment."""
    for _ in range(600):
        after = child(process, kind)
        if after not in (None, before):
            return after
        give_a_moment(process)
    return None


# -- what it refuses


def test_settings_that_are_missing_are_all_named(tmp_path):
    given = {key: value for key, value in of_an_installation(tmp_path).items() if "ZHUOPING" not in key}

    code, out, faults = run(given, "serve")

    assert (code, out) == (1, "")
    assert faults.splitlines() == [
        f"ZHUOPING_{name} 未设置 / is not set" for name in ("SECRET_KEY", "DATA", "HOSTS", "ORIGIN")
    ]


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"ZHUOPING_SECRET_KEY": "short"}, "ZHUOPING_SECRET_KEY"),
        ({"ZHUOPING_SECRET_KEY": "demo-" + "k" * 60}, "ZHUOPING_SECRET_KEY"),
        ({"ZHUOPING_ORIGIN": "http://zhuoping.example"}, "ZHUOPING_ORIGIN"),
    ],
)
def test_secret_of_a_demo_and_an_open_address_are_faults(tmp_path, changed, named):
    with pytest.raises(SettingsFault) as found:
        read_environment(of_an_installation(tmp_path, **changed))

    assert str(found.value).count("\n") == 0
    assert str(found.value).startswith(named)


def test_server_with_faults_in_its_settings_does_not_start(tmp_path):
    changed = {"ZHUOPING_SECRET_KEY": "demo-" + "k" * 60, "ZHUOPING_ORIGIN": "http://zhuoping.example"}

    code, out, faults = run(of_an_installation(tmp_path, **changed), "serve")

    assert (code, out) == (1, "")
    assert [line.split(maxsplit=1)[0].rstrip(":") for line in faults.splitlines()] == [
        "ZHUOPING_SECRET_KEY",
        "ZHUOPING_ORIGIN",
    ]


def test_database_of_another_version_is_refused_with_the_way_out(tmp_path):
    code, out, faults = run(of_an_installation(tmp_path), "serve")

    assert (code, out) == (1, "")
    assert "请先运行 zhuoping migrate" in faults
    assert "run zhuoping migrate first" in faults


def test_worker_refuses_as_the_server_does(tmp_path):
    code, _, faults = run(of_an_installation(tmp_path), "worker")

    assert (code, "zhuoping migrate" in faults) == (1, True)


# -- the first administrator


@pytest.fixture
def appoint(monkeypatch):
    """Asks for an administrator in this process, with what is typed."""

    def appointing(typed):
        monkeypatch.setattr(sys, "stdin", StringIO(typed))
        return ask(*ADMINISTRATOR, "-l", "en")

    return appointing


def test_first_administrator_is_appointed_with_a_password_that_no_option_shows(data):
    done = run(of_an_installation(data), *ADMINISTRATOR, "-l", "en", typed=PASSWORD_TYPED)

    assert done == (0, "tan@body.example is administrator.\n", "")


@pytest.mark.django_db
def test_administrator_with_a_weak_password_is_not_appointed(appoint):
    weak = appoint("short\n")

    assert (weak.code, weak.err) == (
        1,
        "This password is too short. It must contain at least 12 characters.\n",
    )
    assert not Person.objects.exists()


@pytest.mark.django_db
def test_first_administrator_is_appointed_once(appoint):
    first, again = appoint(PASSWORD_TYPED), appoint(PASSWORD_TYPED)

    assert (first.code, again.code) == (0, 1)
    assert "[administrator-exists]" in again.err


def test_migrating_again_changes_nothing(data):
    code, out, _ = run(of_an_installation(data), "migrate")

    assert (code, "No migrations to apply." in out) == (0, True)


# -- what it answers, and what may happen to it


def test_server_answers_and_ends_when_asked(data):
    with serving(data) as (process, port):
        health = answer(process, port)
        home = answer(process, port, "/")
        process.send_signal(signal.SIGTERM)
        code = process.wait(timeout=60)

    assert (health[0], json.loads(health[1])) == (
        200,
        {"status": "ok", "version": __version__, "jobs_given_up": 0},
    )
    assert (home[0], "<html" in home[1]) == (200, True)
    assert code == 0


@pytest.mark.skipif(not (PROCESSES / "self").is_dir(), reason="finds processes in /proc")
def test_children_that_are_killed_are_started_again(data):
    told, replaced = [], []
    with serving(data) as (process, port):
        answer(process, port)
        for kind in ("worker", "web"):
            before = child(process, kind)
            os.kill(before, signal.SIGKILL)
            told.append(process.stderr.readline())
            replaced.append(next_child(process, kind, before) not in (None, before))
        health = answer(process, port)
        process.send_signal(signal.SIGTERM)
        code = process.wait(timeout=60)

    assert [line.rpartition("/ ")[2] for line in told] == [
        "worker ended (-9), starting it again\n",
        "web ended (-9), starting it again\n",
    ]
    assert replaced == [True, True]
    assert (health[0], code) == (200, 0)


@pytest.mark.skipif(not (PROCESSES / "self").is_dir(), reason="finds processes in /proc")
def test_supervisor_that_is_killed_leaves_nobody_behind(data):
    with serving(data, processes=2) as (process, port):
        answer(process, port)
        left = [pid for pid, _ in children(process.pid)]
        left += [grandchild for pid in left for grandchild, _ in children(pid)]
        process.kill()
        process.wait()
        with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as waiting:
            for _ in range(300):
                if not living(left):
                    break
                give_a_moment(waiting)
            waiting.communicate(b"\n")

    assert len(left) == 4
    assert living(left) == []
