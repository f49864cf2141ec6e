# SPDX-License-Identifier: Apache-2.0
"""A template of one's own lays the report out; one that is faulty or wants more than the content is refused."""

import zipfile
from functools import cache
from io import BytesIO

import docx
import pytest

from tests.make import edition, evaluated
from tests.outputs.report.word import furniture, opened, parts, saved, text, written
from zhuoping.core.problems import Refused
from zhuoping.outputs.report.content import report_content
from zhuoping.outputs.report.docx import report_docx
from zhuoping.outputs.report.docx_template import docx_template


@cache
def content():
    return report_content(evaluated(edition("2025"), sample_note="<&>"), "zh")


def filled(template):
    return report_docx(content(), "zh", template)


def refusal(template):
    with pytest.raises(Refused) as refused:
        filled(template)
    (problem,) = refused.value.problems
    assert problem.message("zh") != problem.message("en")
    return problem


def test_own_template_is_filled_in():
    own = written(
        "本机构报告 {{ client_name }}",
        "{%p if result.rated %}",
        "{{ result.headline }} {{ stars }}",
        "{%p endif %}",
        "{%p for d in dimensions %}",
        "{{ d.ref }} {{ d.indicators | map(attribute='ref') | join('、') }}",
        "{%p endfor %}",
        "{{ labels.total }} {{ sample_note }}",
    )

    assert text(filled(own)).split("\n")[1:] == [
        "本机构报告 测试水泵有限公司",
        "卓绝（五星） ★★★★★",
        "1 1.1、1.2、1.3",
        "2 2.1、2.2",
        "3 3.1、3.2、3.3",
        "4 4.1、4.2",
        "5 5.1、5.2",
        "6 6.1、6.2、6.3、6.4",
        "7 7.1、7.2、7.3",
        "总分 <&>",
    ]


def test_changed_default_template_keeps_its_changes():
    document = opened(docx_template("zh"))
    next(
        each for each in document.paragraphs if each.text == "评价结论" and each.style.name == "Heading 1"
    ).text = "结论"
    document.sections[0].first_page_header.paragraphs[0].text = "某认证中心 {{ report_number }}"

    report = filled(saved(document))

    assert "结论\n" in text(report)
    assert furniture(report)[0] == "某认证中心 BG-2026-001"


def test_template_without_the_radar_is_a_report_without_it():
    assert [name for name in parts(filled(written("{{ title }}"))) if name.startswith("word/media/")] == []


def test_properties_of_the_template_are_not_filled_in_but_replaced():
    document = docx.Document()
    document.core_properties.title = "{{ nothing }}"
    document.core_properties.comments = "{{ ''.__class__ }}"

    properties = opened(filled(saved(document))).core_properties

    assert properties.title == "售后服务体系完善程度认证 评价报告：测试水泵有限公司"
    assert properties.comments == ""


def test_own_template_gives_the_same_bytes_every_time():
    own = written("{{ title }}")

    assert filled(own) == filled(own)


def zipped(**members):
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def damaged():
    whole = written("{{ title }}")
    return whole[: len(whole) // 2]


def other_kind():
    """A package of the right shape that says it is a document with macros."""
    files = parts(written("{{ title }}"))
    types = files["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    return zipped(**(files | {"[Content_Types].xml": types}))


def without_body():
    return zipped(**{name: data for name, data in parts(written("x")).items() if name != "word/document.xml"})


def broken_body():
    return zipped(**(parts(written("x")) | {"word/document.xml": b"<w:document>"}))


@pytest.mark.parametrize(
    "template",
    [b"", b"text", b"PK\x03\x04", zipped(a=b"b"), damaged(), other_kind(), without_body(), broken_body()],
    ids=["empty", "text", "stub", "zip", "damaged", "macros", "without-body", "broken-body"],
)
def test_file_that_is_no_word_document_is_refused(template):
    assert refusal(template).code == "template-not-docx"


def test_template_that_is_too_large_is_refused():
    assert refusal(b"PK" + bytes(20 * 1024 * 1024)).code == "template-too-large"


def test_template_that_unpacks_to_too_much_is_refused():
    buffer = BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w") as member,
    ):
        for _ in range(101):
            member.write(bytes(1024 * 1024))

    assert refusal(buffer.getvalue()).code == "template-too-large"


@pytest.mark.parametrize(
    ("tag", "why"),
    [
        ("{{ clientname }}", "'clientname' is undefined"),
        ("{{ result.titel }}", "'dict object' has no attribute 'titel'"),
        ("{%p if summry %}", "'summry' is undefined"),
    ],
)
def test_name_that_the_report_does_not_have_is_refused(tag, why):
    problem = refusal(written(tag, "{%p endif %}") if "if" in tag else written(tag))

    assert (problem.code, dict(problem.values)["why"]) == ("template-name-unknown", why)


@pytest.mark.parametrize(
    ("paragraphs", "near"),
    [
        (["一", "总分 {{ result.total }", "二"], "总分 {{ result.total }二"),
        (["一", "二", "三", "四", "五", "{{ title | nonsense }} 处", "六"], "{{ title | nonsense }} 处"),
        (["{% endfor %}"], "{% endfor %}"),
        (["{% include 'x' %}"], "—"),
        (["{{ title | safe }}"], "{{ title | safe }}"),
        (["{{ -title }}"], "—"),
        (["{% set x = ['inf'] %}{{ x | first | float | int }}"], "—"),
        (["{{ 'inf' | float | int }}"], "—"),
        (["{% for x in result.stars %}{% endfor %}"], "—"),
        (["{{ " + "(" * 150 + "1" + ")" * 150 + " }}"], "—"),
    ],
    ids=[
        "unclosed",
        "filter",
        "unopened",
        "include",
        "safe",
        "types",
        "overflow",
        "infinite",
        "no-list",
        "depth",
    ],
)
def test_tag_that_is_wrong_is_refused_with_the_text_around_it(paragraphs, near):
    problem = refusal(written(*paragraphs))

    assert (problem.code, dict(problem.values)["near"]) == ("template-tag", near)


@pytest.mark.parametrize(
    "tag",
    [
        "{{ ''.__class__ }}",
        "{{ title.__class__.__mro__ }}",
        "{{ labels.__init__.__globals__ }}",
        "{{ dimensions.append(1) }}",
        "{{ result.clear() }}",
        "{{ 'a' * 100000000 }}",
        "{{ 10 ** 10 ** 10 }}",
        "{{ ''['__class__'] }}",
        "{{ [''] | map(attribute='__class__') | first }}",
    ],
)
def test_template_that_wants_more_than_the_content_is_refused(tag):
    assert refusal(written(tag)).code == "template-forbidden"


@pytest.mark.parametrize(
    "name", ["range", "lipsum", "dict", "cycler", "namespace", "self.__dict__", "config"]
)
def test_template_has_no_functions(name):
    assert refusal(written("{{ " + name + " }}")).code in {"template-name-unknown", "template-forbidden"}


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["{%p if not sample_note %}", "text {% endif %}"],
        ["{% if not sample_note %} text", "{%p endif %}"],
    ],
)
def test_template_that_gives_no_whole_document_is_refused(paragraphs):
    assert refusal(written(*paragraphs)).code == "template-structure"


def test_tags_in_head_and_foot_are_checked_too():
    document = docx.Document()
    document.sections[0].footer.paragraphs[0].text = "{{ ''.__class__ }}"

    assert refusal(saved(document)).code == "template-forbidden"
