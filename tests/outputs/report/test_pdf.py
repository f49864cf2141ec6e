# SPDX-License-Identifier: Apache-2.0
"""The PDF says what the content says, on pages for the archive: PDF/A-2a, tagged, the same bytes every time."""

import io
import re
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

import pikepdf
import pypdfium2
import pytest

from tests.make import case_value, edition, evaluated
from zhuoping.core.wording import report
from zhuoping.outputs.report.content import report_content
from zhuoping.outputs.report.pdf import report_pdf
from zhuoping.schemes import library

NOTE = "样例：名称和得分均为虚构。"
HOSTILE = "👍龢𬭎\u202e001\u202c \x00#let x = 1 *a* _b_ $x$ @ref <l> \\ `c` [d] // /* e\u0301 中\u0301 \ud800"
CHINESE = re.compile("[\u4e00-\u9fff]")


@cache
def full(language="zh"):
    """The shipped edition in a language, with every kind of award, a deduction and a bonus, as a sample."""
    scheme = library.load("after-sales-completeness", "2025", language)
    awards = {
        **case_value(scheme)["awards"],
        "1.2": {"sampled": {"size": 20, "conforming": 17}},
        "4.1": {"judged": 12, "reason": "缺危机处理"},
    }
    changes = {
        "awards": awards,
        "deductions": [{"ground": "law", "reason": "收费未公示", "evidence": ["照片"]}],
        "bonus": {"reason": "快", "exceeds_law": True, "leads_trade": True, "evidence": ["对照表"]},
        "sample_note": NOTE,
        "summary": "体系完整。",
    }
    return report_pdf(report_content(evaluated(scheme, **changes), language), language)


def small(language="zh", **changes):
    """The scheme of four indicators: a short report."""
    return report_pdf(report_content(evaluated(edition("hundred"), **changes), language), language)


def pages(pdf):
    """The text of each page, without blanks and breaks, as a reader's program extracts it."""
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    return [re.sub(r"[\s\u200b]", "", text) for text in texts]


def opened(pdf):
    return pikepdf.open(io.BytesIO(pdf))


def test_report_is_pdf_a_2a_and_ua_1_with_title_author_language_and_the_date_of_the_case():
    with opened(full()) as pdf:
        metadata = dict(pdf.open_metadata())
        language, marked = str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked)
        created = str(pdf.docinfo.CreationDate)
        size = [float(number) for number in pdf.pages[0].MediaBox]

    assert {key.rpartition("}")[2]: value for key, value in metadata.items() if "/pdf" in key}.items() >= {
        "part": "1",
        "conformance": "A",
    }.items()
    assert metadata["{http://www.aiim.org/pdfa/ns/id/}part"] == "2"
    assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
    assert (
        metadata["{http://purl.org/dc/elements/1.1/}title"]
        == "售后服务体系完善程度认证 评价报告：测试水泵有限公司"
    )
    assert metadata["{http://purl.org/dc/elements/1.1/}creator"] == ["测试认证有限公司"]
    assert (language, marked) == ("zh-CN", True)
    assert datetime.strptime(created[2:16], "%Y%m%d%H%M%S").replace(tzinfo=UTC) == datetime(
        2026, 11, 24, tzinfo=UTC
    )
    assert [round(number) for number in size] == [0, 0, 595, 842]


def test_same_case_gives_the_same_bytes():
    assert small() == small()


def test_only_our_fonts_are_embedded():
    with opened(full()) as pdf:
        names = {
            str(each["/BaseFont"]).rpartition("+")[2]
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and "/BaseFont" in each
        }

    assert {name.removesuffix("-Identity-H") for name in names} == {
        "NotoSansSC-Regular",
        "NotoSerifSC-Regular",
    }


def test_report_says_title_result_every_indicator_and_its_arithmetic():
    text = "".join(pages(full()))

    for said in (
        "售后服务体系完善程度认证",
        "评价报告",
        "测试水泵有限公司",
        "BG-2026-001",
        "卓绝（五星）",
        "140.50/150",
    ):
        assert said in text
    for ref, indicator in edition("2025").indicators.items():
        assert f"{ref}{indicator.title}" in text
    assert "10×17÷20=8.50" in text
    assert "140.50−1.00+1.00=140.50" in text


def test_every_page_but_the_cover_bears_number_client_page_and_sample_note():
    found = pages(full())
    last = len(found)

    assert NOTE in found[0]
    for number, page in enumerate(found[1:], 2):
        assert page.startswith(f"BG-2026-001测试水泵有限公司{NOTE}")
        assert page.endswith(f"第{number}页共{last}页")


def test_head_of_a_long_table_is_repeated_on_each_of_its_pages():
    found = [page for page in pages(full()) if "统计抽样的通行取值" in page or "IAFMD1" in page]

    assert all("参数取值依据来源出处解读" in page for page in found)


def test_english_report_speaks_english():
    said = report_content(evaluated(library.load("after-sales-completeness", "2025", "en")), "en")

    found = pages(full("en"))
    text = "".join(found)

    assert found[2].endswith(f"Page3of{len(found)}")
    for key in ("chapter_result", "chapter_findings", "annex_parameters", "requirement", "signature"):
        assert report.labels("en")[key].replace(" ", "") in text
    assert said["result"]["headline"].replace(" ", "") in text
    assert not any(
        label in text for label in report.labels("zh").values() if CHINESE.search(label) and len(label) > 2
    )


def test_readers_can_follow_headings_tables_and_the_picture():
    with opened(full()) as pdf:
        kinds, described = set(), []
        for each in pdf.objects:
            if isinstance(each, pikepdf.Dictionary) and "/S" in each and "/P" in each:
                kinds.add(str(each.S))
                described += [str(each.Alt)] if "/Alt" in each else []
        outline = [str(item.title) for item in pdf.open_outline().root]

    assert kinds >= {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/Figure", "/L"}
    assert described == ["各一级指标得分率"]
    assert outline[:3] == ["1 评价结论", "2 基本情况", "3 评分表"]


@pytest.mark.parametrize(
    ("name", "changes", "headline", "label"),
    [
        ("2025", {"awards": {"1.1": 3}}, "评分未完成", "暂计"),
        ("2025", {"deductions": [{"ground": "law", "reason": "甲"}] * 4}, "待判定", "总分"),
        ("hundred", {"deductions": [{"ground": "law", "reason": "甲"}] * 5}, "不符合认证条件", "总分"),
        (
            "hundred",
            {
                "awards": {
                    "A1": {"judged": 0, "reason": "无"},
                    "A2": {"sampled": {"size": 1, "conforming": 0}},
                    "B1": {"all_or_nothing": True},
                    "B2": {"all_or_nothing": True},
                }
            },
            "没有等级",
            "总分",
        ),
        ("twelve", {}, "12星级", "总分"),
    ],
)
def test_every_status_and_scheme_can_be_laid_out(name, changes, headline, label):
    made = report_pdf(report_content(evaluated(edition(name), **changes), "zh"), "zh")

    # The page of the conclusion follows cover and contents.
    page = pages(made)[2]
    assert headline in page
    assert label in page


def hostile(text):
    value = case_value(edition("hundred"))
    return {
        "title": text,
        "scope": text,
        "summary": text,
        "sample_note": text,
        "client": {"name": text, "uscc": "91110000600037341L", "address": text},
        "evaluation": {
            **value["evaluation"],
            "body": text,
            "report_number": text,
            "team": [{"name": text, "role": "leader", "registration": text}],
        },
        "findings": {"A1": {"text": text, "strengths": text, "evidence": [{"kind": "photo", "title": text}]}},
        "awards": {**value["awards"], "A1": {"judged": 19, "reason": text}},
        "deductions": [{"ground": "law", "reason": text, "evidence": [text]}],
        "bonus": {"reason": text, "leads_trade": True, "evidence": [text]},
    }


def test_text_that_no_font_can_show_is_printed_by_its_codes_and_noted():
    text = "".join(pages(small(**hostile(HOSTILE))))

    shown = "〔U+1F44D〕龢𬭎001〔U+0000〕#letx=1*a*_b_$x$@ref<l>\\`c`[d]///*é中〔U+0301〕〔U+D800〕"
    assert shown in text
    assert "已换成〔U+编码〕：U+0000,U+0301,U+D800,U+1F44D。" in text


def test_list_of_substituted_characters_is_cut_short():
    text = "".join(pages(small(scope="".join(map(chr, range(0x1F600, 0x1F640))))))

    assert "有64处字符" in text
    assert "U+1F61D…。" in text


@pytest.mark.parametrize("text", ["x" * 10_000, "长文" * 5_000, "。（" * 3_000, "\n" * 9_000 + "末"])
def test_very_long_text_is_laid_out_in_full(text):
    reason = {**case_value(edition("hundred"))["awards"], "A1": {"judged": 19, "reason": text}}

    shown = "".join(pages(small(awards=reason)))

    # It stands among the findings and again in the gap list.
    last = text[-1]
    assert shown.count(last) >= 2 * text.count(last)


def test_very_long_text_everywhere_is_no_failure():
    assert small(**hostile("long" * 1_000)).startswith(b"%PDF")


def test_names_of_any_length_are_shortened_in_the_properties_only():
    client = {"name": "甲\n" + "长" * 19_000, "uscc": "91110000600037341L"}
    evaluation = {**case_value(edition("hundred"))["evaluation"], "body": "机" * 19_000}

    pdf = small(client=client, evaluation=evaluation)

    with opened(pdf) as document:
        title, author = str(document.docinfo["/Title"]), str(document.docinfo["/Author"])
    assert (len(title), title[-10:], author) == (255, "长" * 10, "机" * 255)
    assert "".join(pages(pdf)).count("长") >= 19_000


def test_title_of_any_length_stands_whole_below_a_short_heading():
    scheme = edition("hundred")
    first, *rest = scheme.dimensions
    indicators = tuple(replace(each, title="指" * 4_000) for each in first.indicators)
    long = replace(first, title="长" * 4_000, indicators=indicators)
    case = evaluated(replace(scheme, dimensions=(long, *rest)))

    text = "".join(pages(report_pdf(report_content(case, "zh"), "zh")))

    # Whole in the scorecard and in the findings.
    assert "长" * 100 + "…" in text
    assert (text.count("长") > 2 * 4_000, text.count("指") > 2 * len(indicators) * 4_000) == (True, True)
