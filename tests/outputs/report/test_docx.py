# SPDX-License-Identifier: Apache-2.0
"""The Word report says everything that the content says, for every status, whatever people wrote."""

import zipfile
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from io import BytesIO

import pytest
from docx.oxml.ns import qn

from tests.make import case_value, edition, evaluated
from tests.outputs.report.test_docx_document import complete_case, incomplete_case
from tests.outputs.report.word import furniture, headings, opened, parts, text
from zhuoping.core.wording import LANGUAGES
from zhuoping.outputs.report.content import report_content
from zhuoping.outputs.report.docx import report_docx
from zhuoping.outputs.report.docx_text import clean
from zhuoping.outputs.report.radar import radar_png

# Said otherwise or not for a reader: metadata, codes, and evidence in parts beside its line.
NOT_PRINTED = {
    "language", "title", "document_title", "date", "labels", "page", "substituted", "status", "level", "name",
    "share", "state", "kind", "reference", "dated_on", "figure", "refs", "meaning", "deducted", "bonus_amount",
    "verdict",
}  # fmt: skip
TITLES = {"dimensions", "indicators", "checks", "modes", "parameters", "missing"}


def content(case, language="zh"):
    return report_content(case, language)


@cache
def complete(language="zh"):
    return report_docx(content(complete_case(), language), language)


def case(**changes):
    return evaluated(edition("2025"), **changes)


def report(language="zh", **changes):
    return report_docx(content(case(**changes), language), language)


def printed(value, key="", inside=""):
    """Every text that a reader has to find."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in NOT_PRINTED or (name == "title" and inside in TITLES) or inside == "proof":
                yield from printed(inner, name, key or inside)
    elif isinstance(value, list):
        for inner in value:
            yield from printed(inner, "", key or inside)
    elif isinstance(value, str) and value:
        yield value


@pytest.mark.parametrize("language", LANGUAGES)
def test_report_says_everything_that_the_content_says(language):
    said = content(complete_case(), language)

    shown = text(complete(language)).replace("\n", "")

    missing = [each for each in printed(said) if each.replace("\n", "") not in shown]
    assert missing == []


def test_report_of_an_incomplete_case_says_everything_too():
    said = content(incomplete_case())

    shown = text(report_docx(said, "zh")).replace("\n", "")

    assert [each for each in printed(said) if each.replace("\n", "") not in shown] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_tag_is_left_in_any_part(language):
    texts = {name: data for name, data in parts(complete(language)).items() if name.endswith(".xml")}

    assert [name for name, data in texts.items() if b"{{" in data or b"{%" in data] == []


def test_headings_are_the_chapters_dimensions_and_indicators():
    found = headings(complete())

    assert [words for style, words in found if style == "Heading 1"] == [
        "评价结论", "基本情况", "评分表", "评价发现", "特别扣分与特别加分", "差距清单", "提升路径", "签署",
        "附录 A　分数推算", "附录 B　参数与依据来源", "附录 C　条文解读", "附录 D　关于本报告",
    ]  # fmt: skip
    refs = [words.split()[0] for style, words in found if style == "Heading 3"]
    assert refs == list(edition("2025").indicators)


def test_chapter_without_content_is_left_out_of_text_and_contents():
    best = report()

    assert "提升路径" not in text(best)
    assert "提升路径" in text(complete())


@pytest.mark.parametrize(
    ("changes", "headline", "stars"),
    [
        ({}, "卓绝（五星）", "★★★★★"),
        ({"awards": {"1.1": 3}}, "评分未完成", ""),
        ({"deductions": [{"ground": "law", "reason": "逾期"}] * 4}, "待判定", ""),
        ({"deductions": [{"ground": "law", "reason": "逾期"}] * 5}, "不符合认证条件", ""),
    ],
    ids=["rated", "incomplete", "determination-required", "not-certifiable"],
)
def test_stars_are_shown_for_a_level_only(changes, headline, stars):
    shown = text(report(**changes))

    assert headline in shown
    assert stars in shown
    assert ("★" in shown) == bool(stars)


def test_stars_that_are_missing_are_shown_open():
    assert "★★★★☆" in text(
        report(awards=case_value(edition("2025"))["awards"] | {"4.1": {"judged": 2, "reason": "缺"}})
    )


@pytest.mark.parametrize("name", ["hundred", "twelve"])
def test_other_schemes_are_reported_alike(name):
    scheme = edition(name)

    shown = text(report_docx(content(evaluated(scheme)), "zh"))

    assert scheme.title in shown
    assert all(indicator.title in shown for indicator in scheme.indicators.values())


def test_sample_note_stands_on_the_cover_and_at_the_foot_of_every_other_page():
    noted = report(sample_note="样例")

    assert furniture(noted) == ("", "BG-2026-001\t测试水泵有限公司", "", "样例\n第 1 页 共 1 页")
    assert text(noted).strip().startswith("样例")
    assert furniture(report())[3] == "第 1 页 共 1 页"


def test_radar_of_the_case_takes_the_place_of_the_sample():
    said = content(complete_case())

    pictures = [data for name, data in parts(complete()).items() if name.endswith(".png")]

    assert pictures == [radar_png(said["dimensions"], "zh")]
    assert pictures[0].startswith(b"\x89PNG")


def test_report_is_the_same_bytes_every_time():
    assert report_docx(content(complete_case()), "zh") == complete()


def test_times_in_the_file_are_those_of_the_case():
    with zipfile.ZipFile(BytesIO(complete())) as archive:
        times = {member.date_time for member in archive.infolist()}
    properties = opened(complete()).core_properties

    assert times == {(1980, 1, 1, 0, 0, 0)}
    assert (properties.title, properties.author) == (
        "售后服务体系完善程度认证 评价报告：测试水泵有限公司",
        "测试认证有限公司",
    )
    assert properties.created == properties.modified == datetime(2026, 11, 24, tzinfo=UTC)


HOSTILE = "龢𬭎👷‍♀️ <b>&amp;</b> {{ client_name }} {% if %} {_{ _} %_} مرحبا ]]> '\" ${x}"


def test_hostile_text_stands_as_it_was_written():
    finding = {"text": HOSTILE, "evidence": [{"kind": "record", "title": HOSTILE}]}

    hostile = report(findings={"1.1": finding}, summary=HOSTILE, sample_note=HOSTILE, title=HOSTILE)

    assert text(hostile).count(HOSTILE) == 5
    assert furniture(hostile)[3].startswith(HOSTILE)


def test_control_characters_are_dropped_and_line_breaks_are_one_kind():
    assert clean("a\x00b\x07c\x0cd\x1be\x7ff\x9fg\ud800h\uffffi") == "abcdefghi"
    assert clean(["一\r\n二\r三\x85四\u2028五\u2029六\n七"]) == ["一\n二\n三\n四\n五\n六\n七"]


def test_marks_that_turn_the_order_round_are_dropped_from_text_and_title():
    marks = "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
    client = {"name": f"{marks}甲{marks}乙", "uscc": "91110000600037341L"}

    made = report(client=client, summary=f"9{marks}.1")

    assert not set(marks) & set(text(made) + opened(made).core_properties.title)
    assert "甲乙" in text(made)
    assert opened(made).core_properties.title.endswith("：甲乙")
    assert "9.1" in text(made)


def test_line_breaks_and_tabs_of_a_text_are_kept():
    assert "第一行\n第二行\t末" in text(report(summary="第一行\r\n第二行\t末"))


def test_long_client_name_does_not_break_the_properties():
    long = "长" * 400
    client = {"name": long, "uscc": "91110000600037341L"}

    named = report(client=client)

    assert long in text(named)
    assert len(opened(named).core_properties.title) == 255


def rows_that_stay_whole(report_file, words):
    rows = list(opened(report_file).element.body.iter(qn("w:tr")))
    found = [row for row in rows if any(words in (each.text or "") for each in row.iter(qn("w:t")))]
    return {bool(list(row.iter(qn("w:cantSplit")))) for row in found}


def test_row_stays_on_one_page_unless_its_text_is_long():
    short, long, many = "短", "理由" * 5_000, "\n".join("多行" for _ in range(30))
    findings = {
        "1.1": {"text": short + "发现"},
        "1.2": {"text": long},
        "1.3": {"text": many},
    }

    made = report(findings=findings)

    assert rows_that_stay_whole(made, "短发现") == {True}
    assert rows_that_stay_whole(made, long) == {False}
    assert rows_that_stay_whole(made, "多行") == {False}


def test_award_of_ten_thousand_characters_is_told_in_full():
    awards = case_value(edition("2025"))["awards"] | {
        "1.1": {"judged": Decimal("2.5"), "reason": "理由" * 5_000}
    }

    # Among the findings, and again in the gap list.
    assert text(report(awards=awards)).count("理由" * 5_000) == 2
