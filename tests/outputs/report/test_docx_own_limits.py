# SPDX-License-Identifier: Apache-2.0
"""A template of one's own that asks for too much, is too much, or reaches out of the file is refused at once."""

import zipfile
from io import BytesIO

import pytest
from docx.opc.constants import RELATIONSHIP_TYPE

from tests.outputs.report.test_docx_own_template import content, filled, refusal
from tests.outputs.report.word import opened, parts, saved, text, written
from zhuoping.core.problems import Refused
from zhuoping.outputs.report import docx_sandbox
from zhuoping.outputs.report.docx import report_docx
from zhuoping.outputs.report.docx_template import docx_template

DOCUMENT = "word/document.xml"


def packed(members):
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return buffer.getvalue()


def with_body(xml, name=DOCUMENT):
    """A small template with XML put at the end of its body."""
    members = parts(written("{{ title }}"))
    members[DOCUMENT] = members[DOCUMENT].replace(b"<w:sectPr", xml.encode() + b"<w:sectPr", 1)
    if name != DOCUMENT:
        members[name] = members.pop(DOCUMENT)
        for each in ("[Content_Types].xml", "_rels/.rels"):
            members[each] = members[each].replace(DOCUMENT.encode(), name.encode())
    return packed(members.items())


def paragraph(words, inside="w:t"):
    return f"<w:p><w:r><{inside}>{words}</{inside}></w:r></w:p>"


@pytest.mark.parametrize(
    "tag",
    [
        "{{ client_name.ljust(3000000000) }}",
        "{{ '1'.zfill(3000000000) }}",
        "{{ 'x'.center(3000000000) }}",
        "{{ '{:>3000000000}'.format('x') }}",
        "{% set x = title %}" + "{% set x = x + x %}" * 40,
        "{% set x = [1, 2] %}" + "{% set x = x + x %}" * 40,
        "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
        "{% macro m() %}{{ caller() }}{{ caller() }}{% endmacro %}{% call m() %}x{% endcall %}",
        "{% for d in dimensions recursive %}{{ loop(dimensions) }}{% endfor %}",
        "{{ 1 - 1 }}",
        "{% colspan " + " " * 20 + "2 %}",
        "{%vm%}",
    ],
)
def test_calls_arithmetic_and_cell_tags_are_refused(tag):
    assert refusal(written(tag)).code == "template-forbidden"


def loops(depth, over):
    return "".join(f"{{% for v{n} in {over} %}}" for n in range(depth)) + "x" + "{% endfor %}" * depth


LONG = "a" * 10_000
DOUBLED = {
    "replaced": "{{ 'aaaaaaaaaa'" + " | replace('a', 'aaaaaaaaaa')" * 9 + " }}",
    "replaced-once": f"{{{{ '{LONG}' | replace('', '{LONG}') }}}}",
    "replaced-in-map": f"{{{{ ['{LONG}'] | map('replace', '', '{LONG}') | join }}}}",
    "joined": f"{{{{ '{LONG}' | join('{LONG}') }}}}",
    "put-together": "{% set x = 'aaaaaaaaaa' %}" + "{% set x = x ~ x %}" * 40,
    "block": "{% set x %}aaaaaaaaaa{% endset %}" + "{% set x %}{{ x }}{{ x }}{% endset %}" * 40,
    "lists": "{% set x = [1] %}" + "{% set x = [x, x] %}" * 45 + "{{ x }}",
    "tuples": "{% set x = (1, 1) %}" + "{% set x = (x, x) %}" * 45 + "{{ x }}",
    "dicts": "{% set x = {} %}" + "{% set x = {1: x, 2: x} %}" * 45 + "{{ x }}",
    "loops": loops(8, "'aaaaaaaaaaaaaaaaaaaa'"),
    "loops-of-content": loops(6, "annex.proof"),
    "loops-that-write-nothing": loops(8, "annex.proof").replace("x{", "{"),
    "defaults": f"{{{{ '{LONG}' | map(attribute='x', default='{LONG}') | join }}}}",
    "compared": f"{{% set x = '{LONG}' %}}{{% set y = '{LONG}' %}}"
    f"{{% for c in '{LONG}' %}}{{% if x ~ c == y ~ c %}}{{% endif %}}{{% endfor %}}",
    "tested": f"{{% set x = '{LONG}' %}}{{% for c in x %}}{{% if x is eq x %}}{{% endif %}}{{% endfor %}}",
}


@pytest.mark.parametrize("kind", DOUBLED)
def test_template_that_would_make_too_much_is_refused(kind, monkeypatch):
    # A tenth of the allowance shows the same in a tenth of the time.
    monkeypatch.setattr(docx_sandbox, "WORK_LIMIT", docx_sandbox.WORK_LIMIT // 10)

    assert refusal(written(DOUBLED[kind])).code == "template-too-much"


def test_tabs_in_text_of_an_endless_look_are_refused():
    look, tabs = f"<w:rPr>{'<w:b/>' * 10_000}</w:rPr>", "\t" * 1_000

    problem = refusal(with_body(f'<w:p><w:r>{look}<w:t xml:space="preserve">x{tabs}</w:t></w:r></w:p>'))

    assert problem.code == "template-too-much"


class Endless:
    def __str__(self):
        raise MemoryError


def test_memory_that_runs_out_is_a_refusal():
    with pytest.raises(Refused) as refused:
        report_docx(content() | {"scope": Endless()}, "zh", written("{{ scope }}"))

    assert [each.code for each in refused.value.problems] == ["template-too-much"]


def test_what_a_layout_needs_is_still_there():
    own = written(
        "{% for d in dimensions if d.ref in ['1', '2'] %}"
        "{{ loop.index }}/{{ loop.length }}{{ '' if loop.last else '、' }}{% else %}none{% endfor %}",
        "{% for a, b in [('x', 'y')] %}{% set c = a ~ '-' ~ b %}{{ c | upper }}{% endfor %}",
        "{{ dimensions | selectattr('ref', 'equalto', '1') | map(attribute='ref') | join('、') }}",
        "{{ dimensions | map(attribute='ref') | reverse | first }}{{ title | replace('评价', '评 价') | trim }}",
        "{% for g in dimensions | groupby('points') %}{{ g.grouper }} {% endfor %}",
        "{% set t %}{{ title }}{% endset %}{{ t }}{% filter upper %}q{% endfilter %}",
    )

    assert text(filled(own)).split("\n")[1:] == [
        "1/2、2/2",
        "X-Y",
        "1",
        "7评 价报告",
        "15 20 40 ",
        "评价报告Q",
    ]


@pytest.mark.parametrize("name", [DOCUMENT, "word/media/picture.png"])
def test_small_file_with_endless_markup_is_refused(name):
    template = with_body("<w:p/>" * 400_000, name)

    assert len(template) < 100_000
    assert refusal(template).code == "template-too-long"


def test_large_picture_is_no_markup():
    members = parts(docx_template("zh"))
    members["word/media/image1.png"] += bytes(3 * 1024 * 1024)

    assert "评价结论" in text(filled(packed(members.items())))


@pytest.mark.parametrize("words", ["{", "{%", "{{ a ", "{{ title }}"])
def test_endless_tags_are_refused(words):
    assert refusal(with_body(paragraph(words) * 2_001)).code == "template-too-many-tags"


def test_endless_tags_in_the_foot_are_refused():
    document = opened(docx_template("zh"))
    document.sections[0].footer.paragraphs[0].text = "{" * 2_001

    assert refusal(saved(document)).code == "template-too-many-tags"


def test_empty_paragraphs_are_kept():
    own = with_body("<w:p/><w:p><w:pPr/><w:r/></w:p>" * 3)

    assert len(opened(filled(own)).paragraphs) == 7


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("second", [DOCUMENT, "WORD/Document.xml"])
def test_part_that_is_there_twice_is_called_damage(second):
    template = packed([*parts(written("{{ title }}")).items(), (second, b"<x/>")])

    problem = refusal(template)

    assert problem.code == "template-damaged"
    assert DOCUMENT in problem.message("zh")


def linking(kind, target="http://example.invalid/x", source=DOCUMENT):
    document = opened(written("{{ title }}"))
    (part,) = (each for each in document.part.package.iter_parts() if each.partname == f"/{source}")
    part.relate_to(target, kind, is_external=True)
    return saved(document)


@pytest.mark.parametrize(
    ("kind", "source"),
    [
        (RELATIONSHIP_TYPE.IMAGE, DOCUMENT),
        (RELATIONSHIP_TYPE.OLE_OBJECT, DOCUMENT),
        (RELATIONSHIP_TYPE.IMAGE.replace("image", "attachedTemplate"), "word/settings.xml"),
    ],
)
def test_link_out_of_the_file_is_refused(kind, source):
    problem = refusal(linking(kind, source=source))

    assert problem.code == "template-outside"
    assert kind.rsplit("/", 1)[-1] in problem.message("zh")


def test_link_that_a_reader_may_follow_is_kept():
    report = filled(linking(RELATIONSHIP_TYPE.HYPERLINK, "https://example.invalid/"))

    assert b"https://example.invalid/" in parts(report)["word/_rels/document.xml.rels"]


def field(*codes):
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    pieces = "".join(f"<w:r><w:instrText>{code}</w:instrText></w:r>" for code in codes)
    return f"<w:p>{begin}{pieces}{end}</w:p>"


@pytest.mark.parametrize(
    "xml",
    [
        '<w:p><w:fldSimple w:instr="DDEAUTO c:\\cmd.exe"/></w:p>',
        field(" dde x y "),
        field(" DD", "EAU", "TO x "),
        field("{{ 'INCLUDE' }}TEXT x"),
        field(' INCLUDEPICTURE "http://example.invalid/x" '),
        field(" LINK Excel.Sheet.8 x "),
        field(" PAGE ") + field("RD x"),
    ],
    ids=["simple", "dde", "in-pieces", "by-tag", "picture", "link", "second"],
)
def test_field_that_fetches_is_refused(xml):
    assert refusal(with_body(xml)).code == "template-outside"


def test_field_that_fetches_is_found_in_the_foot():
    document = opened(docx_template("zh"))
    code = next(document.sections[0].footer._element.iter("{*}instrText"))  # noqa: SLF001
    code.text = " INCLUDETEXT x "

    assert refusal(saved(document)).code == "template-outside"


def test_other_fields_are_kept():
    xml = field(" PAGE ") + field(' HYPERLINK "https://example.invalid/link" ') + field(" LINKED ")

    assert parts(filled(with_body(xml)))[DOCUMENT].count(b"w:instrText") == 6
