# SPDX-License-Identifier: Apache-2.0
"""`zhuoping evaluate`: what is printed, what is written, and that what is written is whole."""

import json
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document

from tests.cli.asking import HOSTILE, ask, ask_process, case_text, codes, inside, on_event, written
from tests.make import edition, full_awards
from zhuoping.cli.evaluating import OUTPUTS

LOW = {
    "5.1": {"judged": Decimal("7.5"), "reason": "督导无专职"},
    "1.2": {"sampled": {"size": 20, "conforming": 17}},
}
FACTS = {
    "regions": [{"region": "福建省", "served_by": "direct-dispatch"}, {"region": "浙江省"}],
    "outlets": [
        {
            "name": "厦门服务处",
            "kind": "delivery-and-repair",
            "ownership": "self-built",
            "region": "350200",
            "technicians": 6,
        }
    ],
}


def partly(**changes):
    """A case that loses points, with facts that give something to check."""
    return case_text(awards=full_awards(edition("2025")) | LOW, facts=FACTS, **changes)


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    """A case evaluated once, for all that look at it: (answer, folder)."""
    folder = tmp_path_factory.mktemp("evaluate")
    return ask("evaluate", written(folder, partly()), "-o", folder / "out"), folder / "out"


def test_scorecard_and_both_reports_are_written(done):
    answer, folder = done

    card = json.loads((folder / "scorecard.json").read_text(encoding="utf-8"))
    assert (answer.code, answer.err, inside(folder)) == (0, "", sorted(OUTPUTS))
    assert (card["total"], card["stars"], card["level"], card["problems"]) == ("146.00", 5, "卓绝", [])
    assert (folder / "report.pdf").read_bytes().startswith(b"%PDF-")
    with zipfile.ZipFile(folder / "report.docx") as word:
        assert b"146.00" in word.read("word/document.xml")


def test_printed_scorecard_ends_with_checks_and_the_files(done):
    answer, folder = done

    lines = [" ".join(line.split()) for line in answer.out.splitlines()]
    assert lines[0] == "试评"
    assert "1.2 网点覆盖与管理 10 × 17 ÷ 20 = 8.50 8.50 10" in lines
    assert "★★★★★ 卓绝（五星） 总分：146.00 分（满分 150 分）" in lines
    assert "已达到最高等级。" in lines
    assert any(line.startswith("缺口 1.2 销售区域覆盖：2 个销售区域中，") for line in lines)
    assert lines[-4:] == ["已写入：", *(str(folder / name) for name in OUTPUTS)]
    assert "\x1b" not in answer.out


def test_json_is_all_that_is_printed_and_equals_what_is_written(tmp_path):
    answer = ask(
        "evaluate", written(tmp_path, partly()), "-o", tmp_path / "new" / "out", "--json", "-l", "en"
    )

    assert (answer.code, answer.err) == (0, "")
    assert json.loads(answer.out)["level"] == "Zhuojue"
    assert answer.out == (tmp_path / "new" / "out" / "scorecard.json").read_text(encoding="utf-8")
    assert inside(tmp_path / "new") == ["out"]


def test_workbook_gives_what_its_case_file_gives(done, tmp_path):
    _, folder = done
    path = written(tmp_path, partly())

    made = ask("workbook", "new", "--case", path, "-o", tmp_path / "case.xlsx", "-l", "en")
    answer = ask("evaluate", tmp_path / "case.xlsx", "-o", tmp_path / "out")

    assert (made.code, answer.code, answer.err) == (0, 0, "")
    assert (tmp_path / "out" / "scorecard.json").read_bytes() == (folder / "scorecard.json").read_bytes()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_reports_take_every_text_that_people_write(tmp_path, language):
    texts = {
        ref: {
            "text": text,
            "strengths": text,
            "improvement": text,
            "evidence": [{"kind": "record", "title": text[:50]}],
        }
        for ref, text in zip(edition("2025").indicators, HOSTILE.values(), strict=False)
    }
    path = written(tmp_path, partly(findings=texts, summary=HOSTILE["long"], sample_note=HOSTILE["emoji"]))

    answer = ask("evaluate", path, "-o", tmp_path / "out", "-l", language)

    assert (answer.code, answer.err, inside(tmp_path / "out")) == (0, "", sorted(OUTPUTS))


def test_faults_of_the_case_come_all_at_once_and_nothing_is_written(tmp_path):
    evaluation = {
        "body": "甲",
        "report_number": "一",
        "type": "initial",
        "design_responsibility": True,
        "design_reason": "自行设计",
        "modes": "E+X",
        "started_on": "2026-11-20",
        "ended_on": "2026-11-19",
        "team": [],
    }
    text = case_text(client={"name": "甲", "uscc": "123"}, evaluation=evaluation, awards={"1.1": 9})

    answer = ask("evaluate", written(tmp_path, text), "-o", tmp_path / "out")

    assert (answer.code, answer.out) == (1, "")
    assert codes(answer) == ["uscc-format", "dates-reversed", "mode-unknown", "points-out-of-range"]
    assert inside(tmp_path) == ["case.yaml"]


def test_faults_of_writing_and_of_scoring_come_together(tmp_path):
    text = case_text(awards={"1.1": 9}) + "colour: red\n"

    answer = ask("evaluate", written(tmp_path, text), "-o", tmp_path / "out")

    assert (answer.code, codes(answer)) == (1, ["unknown-key", "points-out-of-range"])


# -- the output folder


def earlier_output(folder: Path) -> Path:
    """A folder as an earlier run left it."""
    folder.mkdir()
    for name in OUTPUTS:
        written(folder, "old", name)
    return folder


def test_earlier_output_is_replaced_and_the_folder_keeps_its_mode(tmp_path):
    path = written(tmp_path, partly())
    earlier_output(tmp_path / "out").chmod(0o700)

    answer = ask("evaluate", path, "-o", tmp_path / "out")

    assert answer.code == 0
    assert (inside(tmp_path), inside(tmp_path / "out")) == (["case.yaml", "out"], sorted(OUTPUTS))
    assert (tmp_path / "out" / "report.pdf").read_bytes().startswith(b"%PDF-")
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("notes.txt",), "notes.txt"),
        ((*OUTPUTS, "notes.txt"), "notes.txt"),
        (("report.pdf",), "report.pdf"),
        ((*OUTPUTS, ".git/"), ".git"),
        (("scorecard.json", "report.docx", "report.pdf/"), "report.pdf"),
        (("a", "b", "c", "d", "e"), "a、b、c"),
    ],
)
def test_output_folder_with_files_of_somebody_else_is_left_alone(tmp_path, names, told):
    path = written(tmp_path, partly())
    (tmp_path / "out").mkdir()
    for name in names:
        if name.endswith("/"):
            (tmp_path / "out" / name).mkdir()
        else:
            written(tmp_path / "out", "mine", name)

    answer = ask("evaluate", path, "-o", tmp_path / "out", "-l", "en")

    assert (answer.code, codes(answer)) == (1, ["output-folder-in-use"])
    assert f"The output folder out holds other files ({told})" in answer.err
    assert inside(tmp_path / "out") == sorted(name.rstrip("/") for name in names)


def test_link_to_an_output_folder_is_written_through(tmp_path):
    path = written(tmp_path, partly())
    earlier_output(tmp_path / "real")
    (tmp_path / "out").symlink_to(tmp_path / "real")

    answer = ask("evaluate", path, "-o", tmp_path / "out")

    assert answer.code == 0
    assert (tmp_path / "out").is_symlink()
    assert (tmp_path / "real" / "report.pdf").read_bytes().startswith(b"%PDF-")
    assert inside(tmp_path) == ["case.yaml", "out", "real"]


def test_output_folder_that_is_a_file_is_refused_before_any_work(tmp_path):
    path = written(tmp_path, partly())

    answer = ask("evaluate", path, "-o", path, "-l", "en")

    assert (answer.code, answer.out, answer.err) == (
        3,
        "",
        f"{path} is a file and no folder: choose another place.\n",
    )
    assert path.read_text(encoding="utf-8") == partly()


@pytest.mark.parametrize("output", [".", "..", ""])
def test_folder_that_one_stands_in_is_never_replaced(tmp_path, monkeypatch, output):
    (tmp_path / "here").mkdir()
    path = written(tmp_path, partly())
    monkeypatch.chdir(tmp_path / "here")

    answer = ask("evaluate", path, "-o", output)

    assert (answer.code, codes(answer)) == (1, ["output-folder-current"])
    assert inside(tmp_path) == ["case.yaml", "here"]


def test_output_that_cannot_be_made_there_is_one_line(tmp_path):
    path = written(tmp_path, partly())

    answer = ask("evaluate", path, "-o", path / "inside")

    assert (answer.code, answer.out, len(answer.err.splitlines())) == (3, "", 1)
    assert inside(tmp_path) == ["case.yaml"]


def test_full_disk_leaves_nothing_behind(tmp_path):
    path = written(tmp_path, partly())
    # A bound on the size of files stands for the end of the disk.
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))"

    answer = ask_process("evaluate", path, "-o", tmp_path / "out", before=limit)

    assert (answer.code, answer.out, len(answer.err.splitlines())) == (3, "", 1)
    assert str(tmp_path / "out") in answer.err
    assert inside(tmp_path) == ["case.yaml"]


@pytest.mark.parametrize("earlier", [False, True])
def test_program_killed_in_the_middle_leaves_no_half_folder(tmp_path, earlier):
    path = written(tmp_path, partly())
    if earlier:
        earlier_output(tmp_path / "out")

    # Everything is made and nothing has taken its place yet.
    answer = ask_process(
        "evaluate", path, "-o", tmp_path / "out", before=on_event("os.rename", "True", "SIGKILL")
    )

    assert answer.code == -9
    if earlier:
        assert {(tmp_path / "out" / name).read_text() for name in OUTPUTS} == {"old"}
        assert inside(tmp_path / "out") == sorted(OUTPUTS)
    else:
        assert not (tmp_path / "out").exists()


def test_earlier_output_comes_back_when_the_new_one_cannot_take_its_place(tmp_path):
    path = written(tmp_path, partly())
    earlier_output(tmp_path / "out")
    # The first rename puts the old folder aside, the second fails.
    failing = """
import sys
renames = []
def hook(event, args):
    if event == "os.rename":
        renames.append(args)
        if len(renames) == 2:
            raise OSError(5, "Input/output error")
sys.addaudithook(hook)
"""

    answer = ask_process("evaluate", path, "-o", tmp_path / "out", "-l", "en", before=failing)

    assert (answer.code, answer.out) == (3, "")
    assert f"{tmp_path / 'out'} cannot be read or written (Input/output error)" in answer.err
    assert {(tmp_path / "out" / name).read_text() for name in OUTPUTS} == {"old"}
    assert inside(tmp_path) == ["case.yaml", "out"]


@pytest.mark.parametrize("signal", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_interrupted_writing_leaves_nothing_behind(tmp_path, signal):
    path = written(tmp_path, partly())

    answer = ask_process(
        "evaluate", path, "-o", tmp_path / "out", before=on_event("os.rename", "True", signal)
    )

    assert (answer.code, answer.out, answer.err.strip()) == (130, "", "已中断。 / Interrupted.")
    assert inside(tmp_path) == ["case.yaml"]


@pytest.mark.parametrize("signal", ["SIGINT", "SIGTERM"])
def test_earlier_output_survives_an_interruption_while_it_is_exchanged(tmp_path, signal):
    path = written(tmp_path, partly())
    earlier_output(tmp_path / "out")
    # The old folder is aside, and the new one is about to take its place.
    exchanging = on_event("os.rename", 'str(args[0]).endswith("new")', signal)

    answer = ask_process("evaluate", path, "-o", tmp_path / "out", before=exchanging)

    assert (answer.code, answer.out) == (130, "")
    assert {(tmp_path / "out" / name).read_text() for name in OUTPUTS} == {"old"}
    assert inside(tmp_path) == ["case.yaml", "out"]


def test_folder_name_with_a_line_break_is_told_on_one_line(tmp_path):
    path = written(tmp_path, partly())

    answer = ask("evaluate", path, "-o", tmp_path / "out\n★")

    assert answer.code == 0
    assert answer.out.splitlines()[-3:] == [f"  {tmp_path / 'out ★' / name}" for name in OUTPUTS]


def test_text_with_line_breaks_adds_no_lines_to_the_scorecard(tmp_path):
    forged = "甲\n★★★★★  卓绝（五星）"
    client = {"name": forged, "uscc": "91110000600037341L"}
    plain = ask("evaluate", written(tmp_path, partly()), "-o", tmp_path / "out")
    path = written(tmp_path, partly(title=forged, client=client, sample_note=forged), "forged.yaml")

    answer = ask("evaluate", path, "-o", tmp_path / "out")

    assert (answer.code, "甲 ★★★★★  卓绝（五星）  初次认证" in answer.out) == (0, True)
    # The note is one line more.
    assert len(answer.out.splitlines()) == len(plain.out.splitlines()) + 1


# -- a template of one's own


def test_own_template_gives_its_words_to_the_report(tmp_path):
    path = written(tmp_path, partly())
    document = Document()
    document.add_paragraph("本机构报告：{{ client_name }}")
    document.save(tmp_path / "own.docx")

    answer = ask("evaluate", path, "-o", tmp_path / "out", "--template", tmp_path / "own.docx")

    assert (answer.code, answer.err) == (0, "")
    report = Document(tmp_path / "out" / "report.docx")
    assert [paragraph.text for paragraph in report.paragraphs] == ["本机构报告：测试水泵有限公司"]


@pytest.mark.parametrize("content", [b"", b"no Word file", b"PK\x03\x04"])
def test_template_that_is_no_word_file_is_refused_by_name(tmp_path, content):
    path = written(tmp_path, partly())
    own = written(tmp_path, content, "own.docx")

    answer = ask("evaluate", path, "-o", tmp_path / "out", "--template", own)

    assert (answer.code, answer.out, answer.err.splitlines()[0]) == (1, "", "own.docx 有 1 处问题：")
    assert codes(answer)[0].startswith("template-")
    assert inside(tmp_path) == ["case.yaml", "own.docx"]
