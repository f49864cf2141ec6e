# SPDX-License-Identifier: Apache-2.0
"""The blueprint drawn: nothing is left out or sticks out, texts stay texts, and the print is an archive's PDF."""

import io
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree as ET

import pikepdf
import pypdfium2
import pytest

from tests.core.blueprints import drawn, stage
from zhuoping.core.blueprint import Blueprint, BlueprintPaper, BlueprintStage, ContactPoint
from zhuoping.outputs.blueprint import blueprint_pdf, blueprint_svg
from zhuoping.outputs.blueprint.wrapping import wrapped

HOSTILE = "<script>alert(1)</script>]]>&amp;'\"👍龢\u202e001 #let x = 1 *a* $x$ \\ =1+1"
SVG = "{http://www.w3.org/2000/svg}"


def paper(blueprint=None, language="zh", **changes):
    made = BlueprintPaper(
        language=language,
        blueprint=drawn() if blueprint is None else blueprint,
        body="示例认证中心",
        client="甲泵业有限公司",
        engagement="ZP-2026-000001",
        version=3,
        on=date(2026, 12, 7),
    )
    return replace(made, **changes)


def stages(count):
    return drawn(*[stage(f"阶段名称 {index}") for index in range(1, count + 1)])


def tree_of(svg):
    return ET.fromstring(svg)  # noqa: S314 - our own picture, no stranger's.


def picture(*given, **changes):
    return tree_of(blueprint_svg(paper(*given, **changes)))


def words(tree):
    """All that the picture says, without the breaks of its lines."""
    return "".join("".join(each.itertext()) for each in tree.iter(f"{SVG}text")).replace(" ", "")


def printed(*given, **changes):
    """All that the print says, without blanks, and its number of pages."""
    with pypdfium2.PdfDocument(blueprint_pdf(paper(*given, **changes))) as document:
        found = "".join(
            re.sub(r"[\s\u200b]", "", page.get_textpage().get_text_bounded()) for page in document
        )
        return found, len(document)


SAID = {
    "zh": [
        "服务蓝图",
        "第3版",
        "顾客行为",
        "接触点",
        "后台行为",
        "支持过程",
        "互动线",
        "可视线",
        "内部互动线",
    ],
    "en": ["Serviceblueprint", "Version3", "Customeracts", "Contactpoints", "Support", "Lineofvisibility"],
}
DRAWN = ["2上门维修", "开门，说明故障", "热线", "维修工", "到达时间≤24±2h", "着工装、戴工牌", "备件出库"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_picture_says_all_that_is_drawn_in_either_language(language):
    found = words(picture(language=language))

    assert [each for each in (*SAID[language], *DRAWN) if each not in found] == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_print_says_all_that_is_drawn_in_either_language(language):
    found, pages = printed(language=language)

    assert [each for each in (*SAID[language], *DRAWN) if each not in found] == []
    assert pages == 1


def test_picture_has_a_name_and_a_description_for_whoever_cannot_see_it():
    tree = picture()

    assert tree.find(f"{SVG}title").text == "服务蓝图 · 甲泵业有限公司"
    assert tree.find(f"{SVG}desc").text == "2 个阶段，2 个接触点"
    assert picture(Blueprint()).find(f"{SVG}desc").text == "0 个阶段，0 个接触点"


def test_nothing_sticks_out_of_the_picture_and_boxes_do_not_overlap():
    tree = picture(stages(30))
    width, height = float(tree.get("width")), float(tree.get("height"))
    boxes = [
        tuple(float(each.get(name)) for name in ("x", "y", "width", "height"))
        for each in tree.iter(f"{SVG}rect")
        if each.get("rx")
    ]

    assert all(x + w <= width and y + h <= height for x, y, w, h in boxes)
    columns = {x: sorted((b[1], b[1] + b[3]) for b in boxes if b[0] == x) for x, *_ in boxes}
    assert len(columns) == 30
    assert all(one[1] <= other[0] for found in columns.values() for one, other in pairwise(found))
    assert all(float(each.get("y")) <= height for each in tree.iter(f"{SVG}text"))


@pytest.mark.parametrize(
    "text", ["在" * 200, "W" * 300, "Contract-management " * 10, "维修 manual 第三版", "", " a  b "]
)
def test_line_is_never_wider_than_its_room_and_nothing_is_lost(text):
    lines = wrapped(text, 14.0)

    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(len(line) <= 14 or not line.isupper() for line in lines)
    assert max(len(line) for line in lines) <= 23


def test_words_are_broken_between_them_where_that_is_possible():
    assert wrapped("Annual inspection by a technician", 10) == ["Annual", "inspection by a", "technician"]


def test_texts_stay_texts_whatever_they_are():
    svg = blueprint_svg(paper(drawn(stage(HOSTILE)), client=f"{HOSTILE}\x00\x0b\ud800"))
    tree = tree_of(svg)

    assert "<script" not in svg
    assert {each.tag for each in tree.iter()} == {
        f"{SVG}{name}" for name in ("svg", "title", "desc", "rect", "text", "polygon", "line")
    }
    assert "=1+1" in words(tree)
    # Nothing in it is fetched, runs or leads anywhere.
    assert re.findall(r"\s(on[a-z]+|href|style|xlink:href)=", re.sub(r">[^<]*<", "><", svg)) == []


def test_print_takes_any_text_and_says_what_no_font_has():
    found, _ = printed(drawn(stage(HOSTILE)), client=HOSTILE)

    assert "<script>alert(1)</script>" in found
    assert "#letx=1*a*$x$" in found
    assert "〔U+1F44D〕" in found
    assert "字库没有的字符" in found


def test_print_is_pdf_a_2a_and_ua_1_and_the_same_every_time():
    made = blueprint_pdf(paper())
    with pikepdf.open(io.BytesIO(made)) as pdf:
        metadata = dict(pdf.open_metadata())

    assert metadata["{http://www.aiim.org/pdfa/ns/id/}part"] == "2"
    assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
    assert made == blueprint_pdf(paper())
    assert blueprint_svg(paper()) == blueprint_svg(paper())


@pytest.mark.parametrize(("count", "pages", "titles"), [(5, 1, []), (6, 2, ["阶段1–3", "阶段4–6"])])
def test_stages_are_spread_over_pages_evenly(count, pages, titles):
    found, number = printed(stages(count))

    assert number == pages
    assert re.findall("阶段[0-9]–[0-9]", found) == titles
    assert all(f"{index}阶段名称{index}" in found for index in range(1, count + 1))


def test_largest_drawing_is_printed_with_all_of_its_stages():
    full = BlueprintStage("满", ("做" * 300,) * 20, (ContactPoint("点" * 300),) * 20, ("后" * 300,) * 20)

    found, pages = printed(Blueprint((full, full)))

    assert found.count("做" * 20) >= 2 * 20 * 10
    assert pages > 2


def test_empty_drawing_says_that_it_is_empty():
    assert "还没有画出阶段" in words(picture(Blueprint()))
    assert "还没有画出阶段" in printed(Blueprint())[0]
