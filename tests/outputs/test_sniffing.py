# SPDX-License-Identifier: Apache-2.0
"""What strange bytes are: each kind by its structure, and each way to be two things or to do harm."""

import io
import struct
import zipfile
import zlib

import pytest
from docx import Document
from xlsxwriter import Workbook

from tests.files import (
    FRAME,
    SAMPLES,
    box,
    boxes,
    compound,
    image,
    office,
    office_members,
    pdf,
    zipped,
)
from zhuoping.core.evidence import Kind
from zhuoping.core.problems import Refused
from zhuoping.outputs.sniffing import kind_of

HTML = b"<html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture
def sniff(tmp_path):
    """The kind of bytes on a disk, or the code of why they are refused."""

    def asked(content):
        place = tmp_path / "draft"
        place.write_bytes(content)
        with place.open("rb") as file:
            try:
                return kind_of(file, name="a.bin")
            except Refused as refused:
                (problem,) = refused.problems
                assert problem.message("en").startswith("“a.bin”") or "“a.bin”" in problem.message("en")
                return problem.code

    return asked


@pytest.mark.parametrize(("kind", "content"), SAMPLES.items(), ids=lambda value: getattr(value, "value", ""))
def test_each_kind_is_known_by_its_structure(sniff, kind, content):
    assert sniff(content) == kind


def test_documents_of_other_programs_are_known(sniff):
    letter, book = io.BytesIO(), io.BytesIO()
    Document().save(letter)
    with Workbook(book) as workbook:
        workbook.add_worksheet().write(0, 0, "x")

    assert (sniff(letter.getvalue()), sniff(book.getvalue())) == (Kind.DOCX, Kind.XLSX)


@pytest.mark.parametrize(
    "options", [{"progressive": True}, {"exif": b"Exif\0\0" + bytes(64)}, {"quality": 5}]
)
def test_jpeg_of_every_making_is_walked_to_its_end(sniff, options):
    assert sniff(image("JPEG", (300, 200), **options)) == Kind.JPEG


def test_picture_with_a_film_behind_its_end_is_what_telephones_make(sniff):
    assert sniff(SAMPLES[Kind.JPEG] + SAMPLES[Kind.MP4]) == Kind.JPEG


@pytest.mark.parametrize(
    "content",
    ["只有文字".encode("gb18030"), b"\xef\xbb\xbfa,b\r\n1,2\r\n", "第一页\f第二页".encode(), b"=1+1"],
)
def test_plain_text_in_both_encodings_is_text(sniff, content):
    assert sniff(content) == Kind.TEXT


@pytest.mark.parametrize(
    "content",
    [
        HTML,
        SVG,
        b"\xef\xbb\xbf\n <?xml version='1.0'?><a/>",
        b"#!/bin/sh\nrm x\n",
        b"{\\rtf1 x}",
        b"GIF89a/*" + bytes(20) + b"*/=1;alert(1)",
        b"MZ" + bytes(100),
        b"\x7fELF" + bytes(100),
        zipped({"a.txt": "x"}),
        boxes(b"xxxx", box(b"moov")),
        "文".encode("utf-16"),
        b"\xff\xfb\x90\x64" + bytes(900),
        "半个字".encode()[:-1] + b"\xff\xff",
        compound("Catalog"),
        compound("WordDocument", "Workbook"),
        zipped(office_members(Kind.DOCX) | office_members(Kind.XLSX) | {"[Content_Types].xml": "<Types/>"}),
    ],
)
def test_everything_else_is_nothing_that_is_accepted(sniff, content):
    assert sniff(content) == "evidence-unrecognised"


@pytest.mark.parametrize("kind", [Kind.JPEG, Kind.PNG, Kind.TEXT, Kind.MP3, Kind.MP4, Kind.WAV, Kind.TIFF])
def test_archive_behind_another_kind_is_refused(sniff, kind):
    archive = zipped({"a.js": "alert(1)"})

    assert sniff(SAMPLES[kind] + archive) in (
        "evidence-two-kinds",
        "evidence-damaged",
        "evidence-unrecognised",
    )
    assert sniff(SAMPLES[Kind.JPEG] + archive + b"more") == "evidence-two-kinds"


def test_archive_behind_a_pdf_is_refused_and_one_inside_is_an_attachment(sniff):
    archive = zipped({"a.js": "alert(1)"}, zipfile.ZIP_STORED)

    assert sniff(pdf() + archive) == "evidence-two-kinds"
    assert sniff(pdf(archive)) == Kind.PDF


@pytest.mark.parametrize(
    "content",
    [
        pdf(HTML),
        pdf() + b"\n" + HTML,
        SAMPLES[Kind.JPEG] + HTML,
        SAMPLES[Kind.PNG] + SVG,
        SAMPLES[Kind.PNG] + b"MZ" + bytes(60),
        SAMPLES[Kind.JPEG] + pdf(),
        image("JPEG", comment=HTML),
        image("JPEG", comment=b"%PDF-1.4"),
        SAMPLES[Kind.WEBP] + HTML,
        b"title\n" + HTML,
        office(Kind.DOCX, **{"META-INF/MANIFEST.MF": "Main-Class: A"}),
    ],
)
def test_two_kinds_in_the_same_bytes_are_refused(sniff, content):
    assert sniff(content) == "evidence-two-kinds"


def test_page_behind_a_package_as_its_comment_is_refused(sniff):
    buffer = io.BytesIO(office(Kind.DOCX))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.comment = HTML

    assert sniff(buffer.getvalue()) == "evidence-two-kinds"


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
@pytest.mark.parametrize(
    "content",
    [
        SAMPLES[Kind.JPEG][:-2],
        SAMPLES[Kind.PNG][:-4],
        SAMPLES[Kind.PNG].replace(b"IDAT", b"IDAX"),
        SAMPLES[Kind.WEBP][:-4],
        SAMPLES[Kind.TIFF][:12],
        b"%PDF-1.7\nstartxref",
        SAMPLES[Kind.DOCX][:-30],
        zipped(office_members(Kind.DOCX), zipfile.ZIP_STORED).replace(b"<x/>", b"<y/>"),
        SAMPLES[Kind.DOC][:600],
        SAMPLES[Kind.MP4][:-9],
        boxes(b"isom", box(b"mdat", bytes(20))),
        boxes(b"isom", box(b"moov"), b"\0"),
        SAMPLES[Kind.WAV][:30],
        b"ID3\x03\0\0\0\0\0\x05" + bytes(200),
    ],
)
def test_file_that_ends_early_or_contradicts_itself_is_refused(sniff, content):
    assert sniff(content) == "evidence-damaged"


def test_sound_behind_a_tag_and_its_padding_is_found(sniff):
    tag = b"ID3\x03\0\0\0\0\0\x05hello" + bytes(100)

    assert sniff(tag + FRAME * 3) == Kind.MP3


def test_box_of_sixty_four_bits_and_box_to_the_end_are_followed(sniff):
    large = struct.pack(">I4sQ", 1, b"mdat", 20) + bytes(4)
    to_the_end = struct.pack(">I4s", 0, b"mdat") + bytes(9)

    assert sniff(boxes(b"isom", large, box(b"moov"), to_the_end)) == Kind.MP4


@pytest.mark.parametrize("name", ["word/vbaProject.bin", "word/vbaData.xml", "xl/macrosheets/sheet1.xml"])
def test_macros_in_a_package_are_refused(sniff, name):
    assert sniff(office(Kind.DOCX, **{name: "x"})) == "evidence-macros"


def test_macros_by_content_type_are_refused(sniff):
    types = '<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'

    assert sniff(zipped({"[Content_Types].xml": types})) == "evidence-macros"


@pytest.mark.parametrize("name", ["Macros", "_VBA_PROJECT_CUR", "VBA"])
def test_macros_in_an_old_document_are_refused(sniff, name):
    assert sniff(compound("WordDocument", name)) == "evidence-macros"


def test_document_with_a_password_is_refused(sniff):
    locked = bytearray(office(Kind.DOCX))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(signature) + offset] |= 1

    assert sniff(compound("EncryptedPackage", "EncryptionInfo")) == "evidence-encrypted"
    assert sniff(bytes(locked)) == "evidence-encrypted"


@pytest.mark.parametrize("streams", [3, 30, 300])
@pytest.mark.parametrize("shift", [9, 12])
def test_directory_of_an_old_document_is_followed_over_its_sectors(sniff, streams, shift):
    names = [f"Stream {number}" for number in range(streams)]

    assert sniff(compound(*names, "Workbook", shift=shift)) == Kind.XLS


def test_directory_that_runs_in_a_circle_is_refused(sniff):
    content = bytearray(compound("WordDocument"))
    struct.pack_into("<I", content, 512 + 4, 1)

    assert sniff(bytes(content)) == "evidence-damaged"


def test_zip_bomb_by_ratio_is_refused_before_it_is_unpacked(sniff):
    assert sniff(office(Kind.XLSX, **{"xl/bomb.xml": bytes(40 * 1024 * 1024)})) == "evidence-bomb"


def test_zip_bomb_by_members_is_refused(sniff):
    parts = {f"xl/{number}": "" for number in range(5_001)}

    assert sniff(office(Kind.XLSX, **parts)) == "evidence-bomb"


def test_zip_bomb_of_shared_bytes_is_refused(sniff):
    content = office(Kind.XLSX, **{"xl/a.xml": bytes(range(256)) * 40, "xl/b.xml": bytes(range(256)) * 41})
    entry = content.rindex(b"PK\x01\x02")
    changed = bytearray(content)
    struct.pack_into("<I", changed, entry + 20, len(content))

    assert sniff(bytes(changed)) == "evidence-bomb"


def test_package_that_states_less_than_it_unpacks_to_is_refused(sniff):
    content = bytearray(office(Kind.XLSX, **{"xl/a.xml": "a" * 5000}))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", content, content.rindex(signature) + offset, 10)

    assert sniff(bytes(content)) == "evidence-damaged"


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "C:/x", "a\\..\\b"])
def test_path_out_of_a_package_is_refused(sniff, name):
    assert sniff(office(Kind.DOCX, **{name: "x"})) == "evidence-damaged"


def test_part_twice_in_a_package_is_refused(sniff):
    assert sniff(office(Kind.DOCX, **{"WORD/document.xml": "<y/>"})) == "evidence-damaged"


def test_picture_of_too_many_pixels_is_refused_unopened(sniff):
    content = bytearray(image("PNG"))
    struct.pack_into(">II", content, 16, 100_000, 100_000)
    struct.pack_into(">I", content, 29, zlib.crc32(content[12:29]))

    assert sniff(bytes(content)) == "evidence-pixels"
