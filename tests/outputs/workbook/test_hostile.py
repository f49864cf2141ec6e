# SPDX-License-Identifier: Apache-2.0
"""Files that nobody filled in: each is refused with a clear problem, before it can take memory or time."""

import re
import struct
import tracemalloc
import zipfile
from io import BytesIO

import pytest

from tests.outputs.workbook.by_hand import filled
from tests.outputs.workbook.packages import COVER_PART, blank, packed, parts_of, with_cell, with_parts
from zhuoping.core.problems import Refused
from zhuoping.outputs.workbook import guard, read_workbook

STRINGS, WORKBOOK, RELATIONS = "xl/sharedStrings.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504)
MB = 1024 * 1024


def cover():
    return parts_of(blank())[COVER_PART].decode()


def with_cover(sheet):
    return with_parts({COVER_PART: sheet.encode()})


def with_rows(rows):
    """A workbook whose cover has other rows."""
    return with_cover(
        re.sub(
            "<sheetData>.*</sheetData>", lambda _: f"<sheetData>{rows}</sheetData>", cover(), flags=re.DOTALL
        )
    )


def with_workbook(old, new):
    return with_parts({WORKBOOK: parts_of(blank())[WORKBOOK].decode().replace(old, new).encode()})


def refusal(content):
    """The one problem that the file is refused for."""
    with pytest.raises(Refused) as refused:
        read_workbook(content)
    (found,) = refused.value.problems
    return found


def forged(content, member, offset, fmt, number):
    """A field in the zip's table of contents overwritten."""
    data = bytearray(content)
    start = -1
    while (start := data.find(b"PK\x01\x02", start + 1)) >= 0:
        length = struct.unpack_from("<H", data, start + 28)[0]
        if data[start + 46 : start + 46 + length] == member.encode():
            struct.pack_into(fmt, data, start + offset, number)
    return bytes(data)


# -- files of other kinds


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"a,b,c\n1,2,3\n",
        b"<html><table></table></html>",
        b"%PDF-1.7",
        b"\x00" * 100,
        packed({"hello.txt": b"hello"}),
        packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"}),
        with_parts({WORKBOOK: None, "xl/workbook.bin": b"x"}),
    ],
)
def test_file_of_another_kind_is_refused(content):
    assert refusal(content).code == "workbook-not-xlsx"


def test_file_that_needs_a_password_is_refused():
    assert refusal(OLE).code == "workbook-encrypted"


def test_workbook_of_another_program_is_refused():
    parts = {name: data for name, data in parts_of(blank()).items() if name != STRINGS}
    parts |= {name: b'<worksheet xmlns="x"><sheetData/></worksheet>' for name in parts if "/sheet" in name}

    assert refusal(packed(parts)).code == "workbook-foreign"


def test_workbook_of_another_layout_is_refused():
    found = refusal(filled({"zhuoping!B2": "9"}))

    assert (found.code, found.values) == ("workbook-layout", (("given", "9"), ("known", "1")))


# -- damage


@pytest.mark.parametrize("keep", [2, 100, 30_000])
def test_truncated_file_is_refused(keep):
    assert refusal(blank()[:keep]).code == "workbook-damaged"


@pytest.mark.parametrize(
    "part", [WORKBOOK, RELATIONS, COVER_PART, STRINGS, "xl/styles.xml", "[Content_Types].xml"]
)
@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[: len(data) // 2],
        lambda _: b"",
        lambda data: data.replace(b"?>", b'?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;&b;">]>', 1),
        lambda data: data.replace(b'encoding="UTF-8"', b'encoding="cp037"'),
        lambda data: data.decode().encode("utf-16"),
        lambda data: data.replace(b"<", b"<\x00", 1),
    ],
    ids=["truncated", "empty", "entities", "encoding", "utf-16", "nul"],
)
def test_spoilt_part_is_refused(part, spoil):
    content = with_parts({part: spoil(parts_of(blank())[part])})

    assert refusal(content).code == "workbook-damaged"


@pytest.mark.parametrize("part", [RELATIONS, COVER_PART, STRINGS, "_rels/.rels"])
def test_missing_part_is_refused(part):
    assert refusal(with_parts({part: None})).code == "workbook-damaged"


@pytest.mark.parametrize(
    ("inner", "attributes"),
    [
        ("<v>7</v>", 't="b"'),
        ("<v>1</v>", 't="strange"'),
        ("<v>99999999</v>", 't="s"'),
        ("<v>-1</v>", 't="s"'),
        ("<v>1e3</v>", 't="s"'),
        ("<is><t>&unknown;</t></is>", 't="inlineStr"'),
        ("<is><t>&#0;</t></is>", 't="inlineStr"'),
        ("<is><t>&#xD800;</t></is>", 't="inlineStr"'),
        ("<v>-1e300</v>", ""),
    ],
)
def test_cell_that_no_program_writes_is_refused(inner, attributes):
    assert refusal(with_cell("C5", inner, attributes)).code == "workbook-damaged"


@pytest.mark.parametrize("reference", ["", "5", "c5", "C", "C0", "A" * 100_000 + "5", "C" + "9" * 100_000])
def test_cell_without_a_place_is_refused(reference):
    content = with_cover(cover().replace('r="C5"', f'r="{reference}"'))

    assert refusal(content).code == "workbook-damaged"


@pytest.mark.parametrize("value", ["-1000000000000", "1e300", "nan", "2958466"])
def test_number_that_is_no_date_in_a_date_cell_is_left_for_the_rules_to_refuse(value):
    style = re.search(r'<c r="C26" (s="\d+")', cover())[1]
    content = with_cell("C26", f"<v>{value}</v>", style)

    if value.startswith("-"):
        assert refusal(content).code == "workbook-damaged"
    else:
        assert "started_on" in read_workbook(content).value["evaluation"]


@pytest.mark.parametrize(
    "mark",
    ["field nonsense", "field facts", "row x", "table nonsense", "row 3", "row []", 'row ["a","b","c"]'],
)
def test_mark_that_was_never_written_is_refused(mark):
    content = filled({"封面!A5": mark})

    assert refusal(content).code == "workbook-damaged"


@pytest.mark.parametrize("cell", ["封面!A5", "服务人员名册!B4"])
def test_mark_or_key_of_any_length_is_refused(cell):
    mark = "x" * 10_000 if cell.endswith("B4") else f'row ["{"x" * 10_000}"]'

    assert refusal(filled({cell: mark})).code == "workbook-damaged"


def test_long_texts_of_the_file_are_not_repeated_in_messages():
    content = with_cell("A5", f"<is><t>field {'x' * 100_000}</t></is>", 't="inlineStr"')

    assert len(refusal(content).message("zh")) < 200


# -- zip


def test_large_file_is_refused_unopened():
    found = refusal(b"PK\x03\x04" + bytes(50 * MB))

    assert (found.code, found.values) == ("workbook-too-large", (("size", "50 MB"), ("limit", "20 MB")))


@pytest.mark.parametrize("name", ["xl/theme/theme1.xml", "xl/media/image1.png"])
def test_bomb_that_says_so_is_refused_unopened(name):
    content = with_parts({name: bytes(65 * MB)})

    tracemalloc.start()
    found = refusal(content)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert found.code == "workbook-bomb"
    assert peak < MB


def test_bomb_that_lies_about_its_size_is_refused():
    content = forged(with_parts({COVER_PART: cover().encode() + b" " * 65 * MB}), COVER_PART, 24, "<I", 1000)

    tracemalloc.start()
    found = refusal(content)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert found.code == "workbook-damaged"
    assert peak < 5 * MB


@pytest.mark.parametrize(
    ("offset", "fmt", "number"),
    [(8, "<H", 1), (10, "<H", 12), (10, "<H", 99)],
    ids=["encrypted", "bzip2", "aes"],
)
def test_member_that_is_packed_in_another_way_is_refused(offset, fmt, number):
    assert refusal(forged(blank(), COVER_PART, offset, fmt, number)).code == "workbook-damaged"


@pytest.mark.parametrize("name", [WORKBOOK, WORKBOOK.upper()])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_part_that_is_there_twice_is_refused(name):
    buffer = BytesIO(blank())
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr(name, b"<workbook/>")

    assert refusal(buffer.getvalue()).code == "workbook-damaged"


def test_too_many_parts_are_refused():
    content = packed({f"xl/{number}.txt": b"" for number in range(guard.MEMBER_LIMIT + 1)})

    assert refusal(content).code == "workbook-damaged"


def test_names_that_lead_out_of_the_folder_are_not_followed():
    outside = {
        "../../../etc/passwd": b"x",
        "/absolute.xml": b"<a/>",
        "xl/../../evil.xml": b"<a/>",
        "C:\\evil.xml": b"<a/>",
    }

    assert read_workbook(with_parts(outside)).value == read_workbook(blank()).value


def test_sheet_that_leads_out_of_the_package_is_refused():
    relations = parts_of(blank())[RELATIONS].replace(b"worksheets/sheet1.xml", b"../../../etc/passwd")

    assert refusal(with_parts({RELATIONS: relations})).code == "workbook-damaged"


# -- programs and links


@pytest.mark.parametrize(
    "name",
    [
        "xl/vbaProject.bin",
        "xl/activeX/activeX1.xml",
        "xl/embeddings/oleObject1.bin",
        "xl/macrosheets/sheet1.xml",
    ],
)
def test_macros_and_embedded_programs_are_refused(name):
    found = refusal(with_parts({name: b"x"}))

    assert (found.code, found.values) == ("workbook-macros", (("member", name),))


def test_macro_enabled_kind_is_refused_without_any_macro():
    kinds = parts_of(blank())["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )

    assert refusal(with_parts({"[Content_Types].xml": kinds})).code == "workbook-macros"


def test_settings_of_a_printer_are_harmless():
    content = with_parts({"xl/printerSettings/printerSettings1.bin": b"x"})

    assert read_workbook(content).value == read_workbook(blank()).value


@pytest.mark.parametrize(
    "name", ["xl/externalLinks/externalLink1.xml", "xl/connections.xml", "xl/queryTables/q.xml"]
)
def test_links_to_other_files_are_refused(name):
    found = refusal(with_parts({name: b"<a/>"}))

    assert (found.code, found.values) == ("workbook-external", (("member", name),))


def test_name_that_would_steer_a_terminal_is_shown_harmless():
    found = refusal(with_parts({"xl/\x1b[31mvbaProject.bin": b"x"}))

    assert found.values == (("member", "xl/?[31mvbaProject.bin"),)


# -- what would swell while it is parsed


def test_cell_at_the_end_of_the_sheet_is_refused():
    content = with_cover(
        cover().replace("</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')
    )

    found = refusal(content)

    assert (found.path, found.code) == ("封面", "sheet-too-long")
    assert found.values == (("sheet", "封面"), ("rows", "21000"), ("columns", "200"))


def test_styled_blank_cell_and_false_dimension_at_the_end_are_harmless():
    sheet = re.sub('<dimension ref="[^"]*"/>', '<dimension ref="A1:XFD1048576"/>', cover())
    sheet = sheet.replace("</sheetData>", '<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>')

    assert read_workbook(with_cover(sheet)).value == read_workbook(blank()).value


def test_sheets_that_reach_far_each_are_refused_together():
    far = f'<row r="{guard.ROW_LIMIT}"><c r="GR{guard.ROW_LIMIT}"><v>1</v></c></row></sheetData>'
    parts = parts_of(blank())
    changed = {
        name: data.replace(b"</sheetData>", far.encode())
        for name, data in parts.items()
        if "worksheets/sheet" in name
    }

    assert refusal(with_parts(changed)).code == "workbook-cells"


@pytest.mark.parametrize("index", ["0", "-0", "0 ", "00000000000"])
def test_long_text_that_many_cells_show_is_refused(index):
    strings = f"<sst><si><t>{'x' * 30_000}</t></si></sst>"
    cells = "".join(f'<c r="{letter}{{0}}" t="s"><v>{index}</v></c>' for letter in "ABCDEFGHIJ")
    rows = "".join(f'<row r="{row}">{cells.format(row)}</row>' for row in range(1, 300))
    parts = parts_of(with_rows(rows))

    found = refusal(packed(parts | {STRINGS: strings.encode()}))

    assert found.code == ("workbook-bomb" if index == "0" else "workbook-damaged")


def test_more_texts_than_any_case_has_are_refused():
    strings = b"<sst>" + b"<si/>" * (guard.STRING_LIMIT + 1) + b"</sst>"

    assert refusal(with_parts({STRINGS: strings})).code == "workbook-damaged"


def test_too_many_sheets_are_refused():
    sheet = re.search("<sheet [^>]*/>", parts_of(blank())[WORKBOOK].decode())[0]

    found = refusal(with_workbook(sheet, sheet * 101))

    assert (found.code, dict(found.values)["limit"]) == ("workbook-sheets", "100")


def test_two_sheets_of_one_name_or_one_part_are_refused():
    sheet = re.search("<sheet [^>]*/>", parts_of(blank())[WORKBOOK].decode())[0]

    codes = [
        refusal(with_workbook('name="证据"', 'name="封面"')).code,
        refusal(with_workbook(sheet, sheet + sheet.replace("封面", "副本"))).code,
    ]

    assert codes == ["workbook-damaged", "workbook-damaged"]
