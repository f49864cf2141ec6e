# SPDX-License-Identifier: Apache-2.0
"""`zhuoping ledger verify`."""

from pathlib import Path

import pytest

from tests.cli.asking import ask, ask_process, codes, written
from tests.core.ledgers import LEDGER, NOON, chain, export
from zhuoping.core.ledger import make_checkpoint
from zhuoping.core.ledger.lines import record_line
from zhuoping.outputs.signatures import new_key

KEY, OTHER = new_key(), new_key()
ENTRIES = chain(5)
DIGEST = ENTRIES[4].digest


def signed(number: int, key=KEY):
    return make_checkpoint(ENTRIES[number - 1].head, at=NOON, key_id=key.public.key_id, sign=key.sign)


@pytest.fixture
def key(tmp_path) -> Path:
    return written(tmp_path, KEY.public.pem, "key.pem")


def exported(folder: Path, *checkpoints: int, entries=ENTRIES, key=KEY) -> Path:
    lines = export(entries, [signed(number, key) for number in checkpoints])
    return written(folder, b"".join(lines), "ledger.jsonl")


def test_whole_ledger_is_said_to_be_whole_in_both_languages(tmp_path, key):
    file = exported(tmp_path, 2, 5)

    chinese, english = (
        ask("ledger", "verify", file, "--key", key),
        ask("ledger", "verify", file, "--key", key, "-l", "en"),
    )

    assert (chinese.code, chinese.err, chinese.out.splitlines()) == (
        0,
        "",
        [
            "ledger.jsonl 完好：5 条记录首尾相连，2 个校验点签名有效。",
            "已签名到第 5 条，即全部记录。",
            f"日志编号：{LEDGER}",
            f"第 5 条的摘要：{DIGEST}",
        ],
    )
    assert (english.code, english.err, english.out.splitlines()) == (
        0,
        "",
        [
            "ledger.jsonl is whole: 5 entries in one chain, 2 checkpoints with valid signatures.",
            "Signed up to entry 5, which is all of it.",
            f"Ledger: {LEDGER}",
            f"Digest of entry 5: {DIGEST}",
        ],
    )


def test_entries_without_a_checkpoint_are_told(tmp_path, key):
    answer = ask("ledger", "verify", exported(tmp_path, 2), "--key", key, "-l", "en")

    assert answer.code == 0
    assert answer.out.splitlines()[1] == (
        "Signed up to entry 2; no checkpoint covers the 3 after it: nothing proves that they are unaltered."
    )


def test_first_broken_link_is_told_in_words_with_exit_code_1(tmp_path, key):
    file = exported(tmp_path, 5)
    file.write_bytes(file.read_bytes().replace(b"8.50", b"9.50"))

    chinese, english = (
        ask("ledger", "verify", file, "--key", key),
        ask("ledger", "verify", file, "--key", key, "-l", "en"),
    )

    assert (chinese.code, chinese.out, chinese.err.splitlines()) == (
        1,
        "",
        [
            "ledger.jsonl 有 1 处问题：",
            "  entry.1  [ledger-body-changed]",
            "    第 1 条记录的内容与其摘要不符：内容写入后被改动，请与原始导出比对这一条。",
        ],
    )
    assert english.err.splitlines()[0] == "ledger.jsonl: 1 problem:"


def test_line_that_cannot_be_read_is_told_with_its_number(tmp_path, key):
    file = exported(tmp_path, 5)
    file.write_bytes(file.read_bytes().replace(b'"1.3"', b'"1.3" '))

    answer = ask("ledger", "verify", file, "--key", key)

    assert (answer.code, answer.err.splitlines()[1]) == (1, "  ledger.jsonl:4  [ledger-line-unreadable]")


def test_checkpoint_kept_elsewhere_finds_the_tail_that_was_cut(tmp_path, key):
    kept = written(tmp_path, record_line(signed(5)), "kept.jsonl")
    file = exported(tmp_path, 2, entries=ENTRIES[:3])

    without, found = (
        ask("ledger", "verify", file, "--key", key),
        ask("ledger", "verify", file, "--key", key, "--checkpoint", kept),
    )

    assert without.code == 0
    assert (found.code, codes(found)) == (1, ["ledger-entries-cut"])


def test_key_may_be_given_several_times(tmp_path, key):
    other = written(tmp_path, OTHER.public.pem, "other.pem")
    lines = export(ENTRIES, [signed(2, OTHER), signed(5)])
    file = written(tmp_path, b"".join(lines), "ledger.jsonl")

    one, both = (
        ask("ledger", "verify", file, "--key", key),
        ask("ledger", "verify", file, "--key", key, "--key", other),
    )

    assert (one.code, codes(one)) == (1, ["ledger-key-unknown"])
    assert both.code == 0


def test_key_must_be_given(tmp_path):
    assert ask("ledger", "verify", exported(tmp_path, 5)).code == 2


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (KEY.pem, "key-is-private"),
        (b"nonsense", "key-not-public"),
        (b"x" * (64 * 1024 + 1), "too-large"),
    ],
    ids=["private", "nonsense", "large"],
)
def test_key_that_is_none_is_refused_under_its_own_name(tmp_path, content, code):
    wrong = written(tmp_path, content, "wrong.pem")

    answer = ask("ledger", "verify", exported(tmp_path, 5), "--key", wrong, "-l", "en")

    assert (answer.code, answer.err.splitlines()[0], codes(answer)) == (1, "wrong.pem: 1 problem:", [code])


def test_checkpoints_that_are_none_are_refused_under_their_own_name(tmp_path, key):
    kept = written(tmp_path, "nonsense\n", "kept.jsonl")

    answer = ask("ledger", "verify", exported(tmp_path, 5), "--key", key, "--checkpoint", kept)

    assert (answer.code, answer.err.splitlines()[1]) == (1, "  kept.jsonl:1  [ledger-checkpoint-unreadable]")


@pytest.mark.parametrize("content", ["", "scheme: a\n", "\x00" * 100, "{" * 3_000_000])
def test_file_of_another_kind_is_refused(tmp_path, key, content):
    answer = ask("ledger", "verify", written(tmp_path, content, "ledger.jsonl"), "--key", key)

    assert (answer.code, answer.err.splitlines()[1]) == (1, "  ledger.jsonl:1  [ledger-format-unknown]")


def test_file_that_cannot_be_read_has_the_exit_code_of_files(tmp_path, key):
    names = [tmp_path / "none.jsonl", tmp_path, Path("/dev/zero")]

    answers = [ask("ledger", "verify", name, "--key", key) for name in names]

    assert [answer.code for answer in answers] == [3, 3, 3]
    assert ask("ledger", "verify", exported(tmp_path, 5), "--key", tmp_path / "none.pem").code == 3


def test_verifying_loads_no_web_framework(tmp_path, key):
    after = "import atexit, sys; atexit.register(lambda: print('django' in sys.modules))"

    answer = ask_process("ledger", "verify", exported(tmp_path, 5), "--key", key, before=after)

    assert (answer.code, answer.err, answer.out.splitlines()[-1]) == (0, "", "False")
