# SPDX-License-Identifier: Apache-2.0
"""`zhuoping demo`: its folder, its people, its engagements at every stage, all of them made by the real actions."""

import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cli.asking import ask, environment
from zhuoping.cli.demo_data import second_factors
from zhuoping.cli.demo_data.accounts import CLIENT_USERS, PASSWORD, STAFF
from zhuoping.cli.demo_data.stages import STEPS
from zhuoping.cli.demo_folder import MARK, DemoFolder, default_folder
from zhuoping.core.authority import Role, needs_second_factor
from zhuoping.core.lifecycle import Stage

PORT = 8000


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A demo's folder, filled; what was made for it lies ready for the next one."""
    place = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(place / "cache"))
        patch.setenv("PYTHONPATH", environment()["PYTHONPATH"])
        folder = DemoFolder(place / "data", PORT)
        folder.prepare()
    return folder


def asked(folder, query):
    with sqlite3.connect(folder.path / "zhuoping.sqlite3") as reading:
        return reading.execute(query).fetchall()


def test_stages_of_the_demo_are_all_stages():
    assert set(STEPS) == set(Stage)


def test_demo_has_an_engagement_at_every_stage(made):
    stages = asked(made, "SELECT stage FROM records_engagement")

    assert sorted(stage for (stage,) in stages) == sorted(stage.value for stage in Stage)


def test_everything_has_happened_before_now_and_stands_in_the_ledger(made):
    moments = [at for (at,) in asked(made, "SELECT at FROM records_ledgerentry ORDER BY sequence")]

    assert moments == sorted(moments)
    assert moments[-1] < datetime.now(UTC).isoformat()
    assert len(moments) > 400


def test_nobody_gets_mails_of_what_happened_in_the_days_before(made):
    assert asked(made, "SELECT count(*) FROM records_notice WHERE mailed_at IS NULL") == [(0,)]
    assert asked(made, "SELECT count(*) FROM records_job WHERE key IS NULL") == [(0,)]


def test_every_role_has_somebody_and_those_who_need_it_have_a_second_factor(made):
    roles = {each.role for each in (*STAFF, *CLIENT_USERS.values())}
    needing = {each.key for each in STAFF if needs_second_factor([each.role])}

    assert roles == set(Role)
    assert set(second_factors.SECRETS) == needing
    assert asked(made, "SELECT count(*) FROM mfa_authenticator WHERE type = 'totp'") == [(len(needing),)]


def test_folder_is_for_its_owner_only_and_holds_a_secret_of_its_own(made):
    made.environment()

    assert made.path.stat().st_mode & 0o077 == 0
    key = made.path / "secret-key"
    assert key.stat().st_mode & 0o077 == 0
    assert key.read_text().startswith("demo-")


def test_processes_of_a_demo_know_nothing_of_another_installation(made, monkeypatch):
    monkeypatch.setenv("ZHUOPING_DATABASE", "postgresql://somewhere/real")
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "somebody.else")

    given = made.environment()

    assert {key for key in given if key.startswith(("ZHUOPING_", "DJANGO_"))} == {
        "ZHUOPING_DEMO",
        "ZHUOPING_DATA",
        "ZHUOPING_SECRET_KEY",
        "ZHUOPING_HOSTS",
        "ZHUOPING_ORIGIN",
    }


def test_one_more_engagement_is_added_at_a_stage(made):
    before = asked(made, "SELECT count(*) FROM records_engagement WHERE stage = 'planned'")

    answer = ask("demo", "--folder", made.path, "--stage", "planned", "-l", "en")

    after = asked(made, "SELECT count(*) FROM records_engagement WHERE stage = 'planned'")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("Added engagement ZP-")
    assert (before, after) == ([(1,)], [(2,)])


def test_visits_of_the_demo_are_half_way_and_closed_with_everything(made):
    of = "FROM records_{} r JOIN records_engagement e ON e.id = r.engagement_id WHERE e.stage = '{}'"

    raised = asked(made, f"SELECT count(*) {of.format('nonconformity', 'fieldwork')}")
    scored = asked(made, f"SELECT count(*) {of.format('finding', 'fieldwork')} AND award IS NOT NULL")
    frozen = asked(made, f"SELECT r.round, length(r.digest) {of.format('frozenscorecard', 'closed')}")
    special = asked(made, f"SELECT kind {of.format('specialitem', 'closed')} ORDER BY kind")
    answered = asked(made, f"SELECT state {of.format('nonconformity', 'closed')}")
    signed = asked(made, "SELECT party FROM records_scorecardsignature")

    assert (raised, scored) == ([(1,)], [(10,)])
    assert (frozen, special) == ([(1, 64)], [("bonus",), ("deduction",)])
    assert (answered, signed) == ([("closed",)], [("client",)])


@pytest.mark.parametrize("stage", ["fieldwork", "closed"])
def test_one_more_visit_is_added_although_the_usual_team_is_out(made, stage):
    before = asked(made, "SELECT stage FROM records_engagement ORDER BY id")

    answer = ask("demo", "--folder", made.path, "--stage", stage, "-l", "en")

    after = asked(made, "SELECT stage FROM records_engagement ORDER BY id")
    assert (answer.code, answer.err) == (0, "")
    assert after == [*before, (stage,)]


def test_stage_that_is_none_is_told_with_those_that_are():
    answer = ask("demo", "--stage", "somewhere", "-l", "en")

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("There is no stage somewhere: use one of applying, submitted,")


def test_folder_of_somebody_else_is_neither_filled_nor_cleared(tmp_path):
    (tmp_path / "letter.txt").write_text("mine")

    fill = ask("demo", "--folder", tmp_path, "--stage", "planned")
    clear = ask("demo", "--folder", tmp_path, "--fresh", "--no-open")

    assert (fill.code, clear.code) == (1, 1)
    assert "[demo-folder-foreign]" in fill.err
    assert "[demo-folder-foreign]" in clear.err
    assert [each.name for each in tmp_path.iterdir()] == ["letter.txt"]


def test_fresh_start_takes_the_data_away_and_nothing_else(tmp_path):
    folder = DemoFolder(tmp_path / "data", PORT)
    folder.path.mkdir()
    (folder.path / MARK).write_text("x")
    (tmp_path / "letter.txt").write_text("mine")

    folder.clear()

    assert [each.name for each in tmp_path.iterdir()] == ["letter.txt"]


def test_sign_ins_are_shown_with_codes_of_the_moment():
    answer = ask("demo", "--codes")

    lines = [line.split() for line in answer.out.splitlines() if "@" in line]
    assert answer.code == 0
    assert [line[2] for line in lines] == [each.email for each in (*STAFF, *CLIENT_USERS.values())]
    assert {line[2] for line in lines if len(line) == 4} == {
        f"{key}@body.example" for key in second_factors.SECRETS
    }
    assert PASSWORD in answer.out


@pytest.mark.parametrize(
    ("seconds", "code"), [(59, "287082"), (1111111109, "081804"), (2000000000, "279037")]
)
def test_codes_are_those_of_the_standard(seconds, code):
    # RFC 6238, appendix B: the last six of its eight digits.
    assert second_factors.code("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", seconds) == code


def test_port_that_is_taken_is_told(made, monkeypatch):
    listening = """
import socket
holder = socket.socket()
holder.bind(("127.0.0.1", 0))
holder.listen()
print(holder.getsockname()[1], flush=True)
input()
"""
    with subprocess.Popen(
        [sys.executable, "-c", listening], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        port = other.stdout.readline().strip()
        answer = ask("demo", "--folder", made.path, "--port", port, "-l", "en")
        other.communicate("\n")

    assert (answer.code, answer.out) == (1, "")
    assert (
        answer.err
        == f"Port {port} is taken: choose another with --port, or stop the program that holds it.\n"
    )


def test_folder_lies_where_programs_keep_their_data(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "linux")

    assert default_folder() == Path(tmp_path, "zhuoping", "demo")
