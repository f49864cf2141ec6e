# SPDX-License-Identifier: Apache-2.0
"""Whatever is handed over: a clear error with its place, the right exit code, never a traceback or a half output."""

import os
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from tests.cli.asking import AWARDS, HOSTILE, Answer, ask, ask_process, case_text, codes, inside, written
from tests.make import edition
from zhuoping.cli import printing
from zhuoping.outputs.workbook import write_workbook

NULL, ZERO = Path("/dev/null"), Path("/dev/zero")
MB = 1024 * 1024


def places(answer: Answer) -> list[str]:
    """Where the problems of a refusal stand, in order."""
    return [line.split()[0] for line in answer.err.splitlines() if line.endswith("]")]


@pytest.mark.parametrize("word", ["score", "evaluate"])
@pytest.mark.parametrize(
    ("content", "place", "code"),
    [
        pytest.param(b"scheme: [a\nedition", "case.yaml:3", "unreadable", id="unfinished list"),
        pytest.param(b"scheme: a\n  b: c\n", "case.yaml:2", "unreadable", id="indentation"),
        pytest.param(b"a: 1\n---\nb: 2\n", "case.yaml:2", "unreadable", id="two documents"),
        pytest.param(b"a: \x00\n", "case.yaml:1", "unreadable", id="NUL"),
        pytest.param(b"a: b\nc: &x [1]\n", "case.yaml:2", "alias-not-allowed", id="anchor"),
        pytest.param(b"a: b\nc: *x\n", "case.yaml:2", "alias-not-allowed", id="alias"),
        pytest.param(b"[" * 100_000, "case.yaml:1", "too-deep", id="deep lists"),
        pytest.param(b"{a: " * 100_000, "case.yaml:1", "too-deep", id="deep mappings"),
        pytest.param(b"scheme: a\nscheme: b\n", "case.yaml:2", "duplicate-key", id="key twice"),
        pytest.param(b"[a, b]: c\n", "case.yaml:1", "wrong-type", id="a list as a key"),
        pytest.param("方案: 甲\n".encode("gbk"), "case.yaml", "not-text", id="GBK"),
        pytest.param("scheme: a\n".encode("utf-16"), "case.yaml", "not-text", id="UTF-16"),
        pytest.param(b"", "case.yaml:1", "wrong-type", id="empty"),
        pytest.param(b"null\n", "case.yaml:1", "wrong-type", id="null"),
        pytest.param(b"- a\n- b\n", "case.yaml:1", "wrong-type", id="list at the top"),
        pytest.param(b"only text\n", "case.yaml:1", "wrong-type", id="text at the top"),
        pytest.param(b"a: 1\n" + b"# \n" * 3 * MB, "case.yaml", "too-large", id="huge"),
        pytest.param(
            b"scheme: nothing\nedition: '1'\n", "case.yaml:2", "edition-unknown", id="unknown scheme"
        ),
        pytest.param(b"awards: {}\n", "case.yaml:1", "missing-key", id="no scheme"),
    ],
)
def test_text_that_cannot_be_understood_is_refused_with_its_line(tmp_path, word, content, place, code):
    path = written(tmp_path, content)
    output = () if word == "score" else ("-o", tmp_path / "out")

    answer = ask(word, path, *output)

    assert (answer.code, answer.out) == (1, "")
    assert (places(answer)[0], codes(answer)[0]) == (place, code)
    assert "Traceback" not in answer.err
    assert inside(tmp_path) == ["case.yaml"]


def test_million_laughs_are_refused_before_anybody_laughs(tmp_path):
    levels = "".join(
        f"{'abcdefghi'[n]}: &{'abcdefghi'[n]} [{','.join(['*' + 'abcdefghi'[n - 1]] * 9)}]\n"
        for n in range(1, 9)
    )
    path = written(tmp_path, 'a: &a ["lol"]\n' + levels)

    answer = ask("score", path)

    assert (answer.code, codes(answer)) == (1, ["alias-not-allowed"])


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("\ufeff" + AWARDS, id="BOM"),
        pytest.param(AWARDS.replace("\n", "\r\n"), id="CRLF"),
        pytest.param("---\n" + AWARDS + "...\n", id="document marks"),
    ],
)
def test_text_as_other_programs_write_it_is_read(tmp_path, content):
    answer = ask("score", written(tmp_path, content))

    assert (answer.code, answer.err) == (0, "")
    assert "38.75" in answer.out


@pytest.mark.parametrize(
    ("award", "code"),
    [
        ("3.2", "points-out-of-range"),
        ("{judged: 2.2, reason: 步长}", "points-off-step"),
        ("-1", "points-out-of-range"),
        ("2.5", "reason-required"),
        (".nan", "not-a-number"),
        (".inf", "not-a-number"),
        ("-.inf", "not-a-number"),
        ("NaN", "not-a-number"),
        ("1e400", "points-out-of-range"),
        ("1e-400", "points-off-step"),
        ("1e99999", "not-a-number"),
        ("9" * 60, "not-a-number"),
        ("true", "not-a-number"),
        ("three", "not-a-number"),
        ("[1, 2]", "not-a-number"),
        ("{}", "one-method"),
        ("{judged: 3, sampled: {size: 1, conforming: 1}}", "one-method"),
        ("{judged: 3, reason: [1]}", "wrong-type"),
        ("{guessed: 3}", "unknown-key"),
        ("{sampled: {size: 20, conforming: 17}}", "method-not-allowed"),
    ],
)
def test_award_that_means_nothing_is_refused_at_its_line(tmp_path, award, code):
    path = written(tmp_path, AWARDS.replace('"1.1": 3\n', f'"1.1": {award}\n'))

    answer = ask("score", path)

    assert (answer.code, codes(answer), places(answer)) == (1, [code], ["case.yaml:4"])


@pytest.mark.parametrize(
    ("sample", "code"),
    [
        ("{size: -20, conforming: 17}", "negative-number"),
        ("{size: 0, conforming: 0}", "sample-size"),
        ("{size: 20, conforming: 21}", "conforming-out-of-range"),
        ("{size: 20.5, conforming: 17}", "wrong-type"),
        ("{size: 1e3, conforming: 17}", "wrong-type"),
        ("{size: 99999999999999999999, conforming: 17}", "sample-size"),
        ("{size: 20}", "missing-key"),
        ("[20, 17]", "wrong-type"),
    ],
)
def test_sample_that_cannot_be_is_refused_at_its_line(tmp_path, sample, code):
    path = written(tmp_path, AWARDS.replace("{size: 20, conforming: 17}", sample))

    answer = ask("score", path)

    assert (answer.code, codes(answer), places(answer)) == (1, [code], ["case.yaml:5"])


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("none.yaml", 3),
        ("folder.yaml", 3),
        ("nowhere.yaml", 3),
        ("loop.yaml", 3),
        ("case.txt", 1),
        ("case", 1),
    ],
)
@pytest.mark.parametrize("word", ["score", "evaluate", "convert"])
def test_path_that_is_no_file_of_a_known_kind_is_told_in_a_line(tmp_path, word, name, code):
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "nowhere.yaml").symlink_to(tmp_path / "gone.yaml")
    (tmp_path / "loop.yaml").symlink_to(tmp_path / "loop.yaml")
    before = inside(tmp_path)
    output = {"score": (), "evaluate": ("-o", tmp_path / "out"), "convert": ("-o", tmp_path / "out.xlsx")}

    answer = ask(*{"convert": ("case", "convert")}.get(word, (word,)), tmp_path / name, *output[word])

    assert (answer.code, answer.out) == (code, "")
    assert name in answer.err
    assert "Traceback" not in answer.err
    assert inside(tmp_path) == before


def test_link_to_a_file_is_the_file(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link.yaml").symlink_to(written(tmp_path / "real", AWARDS))

    assert ask("score", tmp_path / "link.yaml").code == 0


@pytest.mark.skipif(not ZERO.exists(), reason="this system has no such device")
@pytest.mark.parametrize("device", [ZERO, NULL])
@pytest.mark.parametrize(
    "words",
    [
        ("score", "LINK.yaml"),
        ("evaluate", "LINK.xlsx", "-o", "out"),
        ("scheme", "check", "LINK"),
        ("score", "case.yaml", "--scheme-file", "LINK"),
        ("score", "case.yaml", "--overlay", "LINK"),
        ("evaluate", "case.yaml", "-o", "out", "--template", "LINK"),
    ],
)
def test_device_is_never_read(tmp_path, monkeypatch, device, words):
    monkeypatch.chdir(tmp_path)
    written(tmp_path, case_text() if words[0] == "evaluate" else AWARDS)
    for name in ("LINK", "LINK.yaml", "LINK.xlsx"):
        (tmp_path / name).symlink_to(device)

    answer = ask(*words, "-l", "en")

    assert (answer.code, answer.out) == (3, "")
    assert "is a device or a pipe, not a file" in answer.err
    assert not Path("out").exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_named_pipe_is_refused_instead_of_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.yaml")

    answer = ask("score", tmp_path / "pipe.yaml")

    assert (answer.code, len(answer.err.splitlines())) == (3, 1)


# -- workbooks


def book(**changes) -> bytes:
    """A workbook of the edition, `changes` made in its cover by cell."""
    sound = write_workbook(edition("2025"))
    loaded = openpyxl.load_workbook(BytesIO(sound))
    for cell, value in changes.items():
        loaded["封面"][cell] = value
    stream = BytesIO()
    loaded.save(stream)
    return stream.getvalue()


def packed(*members: tuple[str, bytes]) -> bytes:
    """A package with these members."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(b"PK" + bytes(50 * MB), "too-large", id="50 MB"),
        pytest.param(packed(("xl/worksheets/sheet1.xml", bytes(250 * MB))), "workbook-bomb", id="bomb"),
        pytest.param(packed(("xl/vbaProject.bin", b"x")), "workbook-macros", id="macros"),
        pytest.param(packed(("a.txt", b"x")), "workbook-not-xlsx", id="another package"),
        pytest.param(b"a,b,c\n1,2,3\n", "workbook-not-xlsx", id="a table as text"),
        pytest.param(b"", "workbook-not-xlsx", id="empty"),
        pytest.param(b"PK\x03\x04broken", "workbook-damaged", id="cut off"),
    ],
)
@pytest.mark.parametrize("name", ["case.xlsx", "case.XLSM"])
def test_hostile_workbook_is_refused_in_a_line(tmp_path, name, content, code):
    path = written(tmp_path, content, name)

    answer = ask("evaluate", path, "-o", tmp_path / "out")

    assert (answer.code, answer.out, codes(answer)) == (1, "", [code])
    assert inside(tmp_path) == [name]


def test_faults_of_a_workbook_name_their_cells(tmp_path):
    path = written(tmp_path, book(C5="名称", C22="初审", C26="昨天"), "case.xlsx")

    answer = ask("evaluate", path, "-o", tmp_path / "out")

    found = dict(zip(places(answer), codes(answer), strict=True))
    assert answer.code == 1
    assert {cell: found.get(cell) for cell in ("封面!C5", "封面!C6", "封面!C22", "封面!C26")} == {
        "封面!C5": None,
        "封面!C6": "missing-key",
        "封面!C22": "not-allowed",
        "封面!C26": "not-a-date",
    }
    assert inside(tmp_path) == ["case.xlsx"]


def test_formula_that_somebody_typed_is_no_content(tmp_path):
    path = written(tmp_path, book(C6="=cmd|'/C calc'!A0"), "case.xlsx")

    answer = ask("evaluate", path, "-o", tmp_path / "out")

    found = dict(zip(places(answer), codes(answer), strict=True))
    assert (answer.code, len(found), found["封面!C6"]) == (1, len(codes(answer)), "cell-not-computed")


@pytest.mark.parametrize(
    ("language", "key", "label"),
    [("zh", "“body（认证机构）”", "“认证机构”"), ("en", "“body (", "“Certification")],
)
def test_workbook_is_told_in_labels_and_a_file_in_keys_with_their_labels(tmp_path, language, key, label):
    cells = written(tmp_path, book(C5="名称"), "case.xlsx")
    file = written(tmp_path, "scheme: after-sales-completeness\nedition: 2025\nevaluation: {}\n")

    of_cells = ask("evaluate", cells, "-o", tmp_path / "out", "-l", language).err
    of_file = ask("evaluate", file, "-o", tmp_path / "out", "-l", language).err

    assert (label in of_cells, key in of_cells, key in of_file) == (True, False, True)
    sentences = [line for line in of_cells.splitlines() if line.startswith("    ")]
    assert [line for line in sentences if "_" in line] == []
    assert [line for line in of_cells.splitlines() if "evaluation" in line] == []


# -- texts that somebody wrote


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in HOSTILE.items()])
def test_text_of_any_kind_is_printed_as_text(tmp_path, text):
    path = written(tmp_path, AWARDS.replace("未公示三包", '"' + escaped(text) + '"'))

    answer = ask("score", path)

    assert (answer.code, answer.err) == (0, "")
    line = next(line for line in answer.out.splitlines() if "违反法律法规" in line)
    begin = text.translate({0x202E: None, 0x202C: None, 0x2067: None, 0x2069: None, 27: "�", 7: "�"})[:40]
    assert begin.split()[0] in line + answer.out.replace("\n", "")
    assert not set(answer.out) & {"\x1b", "\x07", "\u202e", "\u2067"}


def escaped(text: str) -> str:
    """A text as a double-quoted YAML scalar writes it."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return "".join(f"\\x{ord(each):02x}" if ord(each) < 32 else each for each in plain)


def test_words_that_nobody_sees_are_no_reason_and_no_name(tmp_path):
    text = """\
scheme: after-sales-completeness
edition: "2025"
awards:
  "1.1": {judged: 2, reason: "\\u200b"}
  "2.1": {parts: {a: 4}, reason: "\\u2060"}
  "2.2": {all_or_nothing: false, reason: "\\u3164"}
deductions: [{ground: law, reason: "\\u200e"}]
determination: {by: "\\u200b", reason: "\\ufeff"}
bonus: {reason: "\\u2800", exceeds_law: true, leads_trade: true}
"""

    answer = ask("score", written(tmp_path, text))

    assert (answer.code, codes(answer)) == (1, ["empty-text"] * 4 + ["reason-required"] * 3)


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        pytest.param('"1\\u200b.1"', "1〔U+200B〕.1", id="invisible"),
        pytest.param('"\\u202e1.1"', "〔U+202E〕1.1", id="right to left"),
        pytest.param('"1.1\\n  case.yaml:1  [ok]"', "1.1   case.yaml:1  [ok]", id="line break"),
        pytest.param('"\\e[2J\\x9b2J"', "�[2J〔U+009B〕2J", id="escape sequence"),
    ],
)
def test_key_of_any_kind_is_repeated_on_one_line_and_seen(tmp_path, key, shown):
    path = written(tmp_path, f'scheme: after-sales-completeness\nedition: "2025"\nawards:\n  {key}: 3\n')

    answer = ask("score", path)

    head, place, message = answer.err.splitlines()
    assert (answer.code, head) == (1, "case.yaml 有 1 处问题：")
    assert (f"awards.{shown}  [" in place, f"没有指标“{shown}”" in message) == (True, True)


def test_key_without_an_end_is_not_repeated_whole(tmp_path):
    endless = "9" * 100_000
    path = written(
        tmp_path, f'scheme: after-sales-completeness\nedition: "2025"\nawards: {{}}\n? {endless}\n: 3\n'
    )

    answer = ask("score", path)

    assert answer.code == 1
    assert max(map(len, answer.err.splitlines())) < 2 * printing.LONGEST_LINE


def test_file_name_of_any_kind_is_no_reason_to_fail(tmp_path):
    name = os.fsdecode(b"\xff\x1b[31m.yaml")
    path = written(tmp_path, "scheme: a\n", name)

    as_text = ask_process("score", path)
    as_json = ask_process("score", path.with_name(os.fsdecode(b"\xfe.yaml")), "--json")

    assert (as_text.code, "Traceback" in as_text.err, "\x1b" in as_text.err) == (1, False, False)
    assert (as_json.code, as_json.err, '"file-not-found"' in as_json.out) == (3, "", True)
