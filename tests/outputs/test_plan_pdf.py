# SPDX-License-Identifier: Apache-2.0
"""The printed plan: PDF/A-2a and tagged, the same bytes every time, complete in both languages, nothing covert."""

import io
import re
from dataclasses import replace
from datetime import date, timedelta

import pikepdf
import pypdfium2
import pytest

from tests.core.planning import AGENDA, AUDITOR, FIRST, MEMBERS, draft, item
from tests.core.samples import frame_of, sample_of
from zhuoping.core.agenda import ItemKind
from zhuoping.core.plan import client_view
from zhuoping.core.plan_paper import Heading, paper
from zhuoping.outputs.plan import plan_pdf
from zhuoping.schemes import library

HOSTILE = "👍龢𬭎\u202e001\u202c \x00#let x = 1 *a* _b_ $x$ @ref <l> \\ `c` [d] // /* e\u0301 \ud800"
HEADING = Heading(
    body="示例认证中心",
    number="R0482002026000001",
    engagement="ZP-2026-000001",
    version=1,
    client="甲泵业有限公司",
    address="福建省厦门市集美区样例路 1 号",
    scope="供水泵组的安装、维修、保养和技术支持",
    released_on=date(2026, 11, 24),
)
OUTLETS = {"wd-0000": "厦门网点", "wd-0001": "福州网点"}


def printed(language="zh", plan=None, outlets=OUTLETS, **changes):
    scheme = library.load("after-sales-completeness", "2025", language)
    heading = replace(HEADING, **changes)
    return plan_pdf(paper(scheme, client_view(scheme, plan or draft()), heading, outlets, language))


def text(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        return "".join(re.sub(r"[\s\u200b]", "", page.get_textpage().get_text_bounded()) for page in document)


def test_plan_is_pdf_a_2a_and_ua_1_with_title_author_language_and_date():
    with pikepdf.open(io.BytesIO(printed())) as pdf:
        metadata = dict(pdf.open_metadata())
        language, marked = str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked)
        created = str(pdf.docinfo.CreationDate)

    assert metadata["{http://www.aiim.org/pdfa/ns/id/}part"] == "2"
    assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
    assert metadata["{http://purl.org/dc/elements/1.1/}title"] == "审查计划 R0482002026000001"
    assert metadata["{http://purl.org/dc/elements/1.1/}creator"] == ["示例认证中心"]
    assert (language, marked, created[2:10]) == ("zh-CN", True, "20261124")


def test_same_plan_gives_the_same_bytes():
    assert printed() == printed()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "zh",
            [
                "审查计划",
                "R0482002026000001",
                "甲泵业有限公司",
                "初次认证",
                "现场FS01",
                "2026-12-07至2026-12-08",
                "总部职能、福州网点、厦门网点",
                "林审查组长HI",
                "2026-12-07周一",
                "09:30–12:00H服务设计审查、I服务管理审查总部职能林审查",
                "请在企业端确认本计划",
                "第1页，共1页",
            ],
        ),
        (
            "en",
            [
                "Evaluationplan",
                "onsiteFS01",
                "2026-12-07to2026-12-08",
                "Centralfunction",
                "teamleader",
                "2026-12-07Mon",
                "Openingmeeting",
                "Pleaseconfirmthisplanintheportal",
            ],
        ),
    ],
)
def test_plan_says_all_that_the_client_has_to_know(language, said):
    found = text(printed(language))

    assert [each for each in said if each not in found] == []


def test_draft_says_that_it_is_one_and_shows_no_number():
    found = text(printed(released_on=None, number="ZP-2026-000001/V1"))

    assert "草案，未发布" in found
    assert "ZP-2026-000001/V1" not in found


def test_nothing_covert_is_printed():
    visit = item(ItemKind.WORK, "13:00-15:00", (AUDITOR,), "wd-0001", ("B",), day=FIRST - timedelta(days=1))
    spy = replace(MEMBERS[AUDITOR], modes=("B",))
    agenda = tuple(each for each in AGENDA if AUDITOR not in each.persons)
    plan = draft(modes="E+H+I+B", members=(MEMBERS[1], spy), agenda=(*agenda, visit), modes_reason="暗访")

    found = text(printed(plan=plan))

    assert "林审查" in found
    assert [each for each in ("周审查", "2026-12-06", "福州网点", "暗访") if each in found] == []


def test_any_text_can_be_printed_and_what_no_font_has_is_said():
    found = text(printed(client=HOSTILE, address=HOSTILE, scope=HOSTILE, number=HOSTILE, body=HOSTILE))

    assert "#letx=1*a*_b_$x$@ref<l>" in found
    assert "字库没有的字符以〔U+编码〕表示：" in found
    assert "〔U+1F44D〕" in found


def test_plan_of_sixty_outlets_runs_over_pages():
    frame = frame_of(3600)
    outlets = {each.key: each.name for each in frame}
    sampled = sample_of(frame)
    visits = [item(ItemKind.WORK, "09:30-17:30", (AUDITOR,), key, ("I",)) for key in sampled.outlets]

    pdf = printed(plan=draft(sample=sampled, agenda=(*AGENDA, *visits)), outlets=outlets)

    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) > 2
    assert all(outlets[key] in text(pdf) for key in sampled.outlets)
