# SPDX-License-Identifier: Apache-2.0
"""docs/domain/ledger.md: its twenty lines verify what our program verifies, and its tables name what is there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.core.ledgers import LEDGER, NOON, chain, export
from zhuoping.core.ledger import Checkpoint, Entry, make_checkpoint
from zhuoping.core.ledger.entries import LONGEST_BODY
from zhuoping.outputs.signatures import new_key

DOCUMENT = (Path(__file__).parents[2] / "docs" / "domain" / "ledger.md").read_text(encoding="utf-8")
SCRIPT = re.search(r"```python\n(.*?)```", DOCUMENT, re.DOTALL)[1]
KEY = new_key()
ENTRIES = chain(4)


def sound() -> bytes:
    signed = [
        make_checkpoint(ENTRIES[place].head, at=NOON, key_id=KEY.public.key_id, sign=KEY.sign)
        for place in (1, 3)
    ]
    return b"".join(export(ENTRIES, signed))


def outsider(folder: Path, content: bytes) -> subprocess.CompletedProcess:
    """What an outsider's script says of an export."""
    (folder / "ledger.jsonl").write_bytes(content)
    (folder / "key.pem").write_bytes(KEY.public.pem)
    return subprocess.run(
        [sys.executable, "-c", SCRIPT, "ledger.jsonl", "key.pem"],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_outsider_finds_a_sound_export_sound(tmp_path):
    assert outsider(tmp_path, sound()).stdout == "4 entries, signed up to 4\n"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("8.50", "9.50", "body of 1"),
        ("person:2", "person:3", "entry 2"),
        (LEDGER, "6" * 32, "link 1"),
        ('"1.3"', '"1.3" ', "not canonical"),
        ("专", "\\u4e13", "not canonical"),
        ("12:00:00", "12:00:01", "InvalidSignature"),
    ],
)
def test_outsider_finds_what_was_changed(tmp_path, old, new, fault):
    said = outsider(tmp_path, sound().replace(old.encode(), new.encode(), 1))

    assert said.returncode == 1
    assert fault in said.stderr.splitlines()[-1]


def test_outsider_finds_an_old_checkpoint_at_the_end(tmp_path):
    lines = sound().splitlines(keepends=True)

    assert "checkpoint of something else" in outsider(tmp_path, b"".join([*lines, lines[3]])).stderr


def test_every_key_of_entries_and_checkpoints_is_told():
    told = set(re.findall(r"`(\w+)`", " ".join(re.findall(r"^\| (`.*?) \|", DOCUMENT, re.MULTILINE))))

    assert set(Entry._fields) | set(Checkpoint._fields) == told


def test_largest_body_is_told():
    assert f"at most {LONGEST_BODY // 1024 // 1024} MB" in DOCUMENT
