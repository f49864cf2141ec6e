# SPDX-License-Identifier: Apache-2.0
"""Small files of every kind that may be handed in, made here so that nobody has to trust a sample."""

import io
import struct
import wave
import zipfile

from PIL import Image

from zhuoping.core.evidence import Kind

OFFICE = {
    Kind.DOCX: ("word/document.xml", "wordprocessingml.document"),
    Kind.XLSX: ("xl/workbook.xml", "spreadsheetml.sheet"),
    Kind.PPTX: ("ppt/presentation.xml", "presentationml.presentation"),
}
STREAMS = {Kind.DOC: "WordDocument", Kind.XLS: "Workbook", Kind.PPT: "PowerPoint Document"}
# A frame of 128 kbit/s and 44.1 kHz has 417 bytes.
FRAME = b"\xff\xfb\x90\x64" + bytes(413)


def pdf(text=b"(Hello) Tj"):
    """A page of PDF with a text."""
    return b"%PDF-1.7\n1 0 obj\n<<>>\nstream\n" + text + b"\nendstream\nendobj\nstartxref\n0\n%%EOF\n"


def image(form="PNG", size=(40, 20), mode="RGB", colour="red", **options):
    """A picture of one colour."""
    buffer = io.BytesIO()
    Image.new(mode, size, colour).save(buffer, form, **options)
    return buffer.getvalue()


def zipped(members, compression=zipfile.ZIP_DEFLATED):
    """An archive of texts or bytes by name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def office_members(kind):
    """The parts of an Office document that say what it is."""
    part, main = OFFICE[kind]
    content_type = f"application/vnd.openxmlformats-officedocument.{main}.main+xml"
    types = f'<Types><Override PartName="/{part}" ContentType="{content_type}"/></Types>'
    return {"[Content_Types].xml": types, part: "<x/>"}


def office(kind, **members):
    """An Office document, with further parts."""
    return zipped(office_members(kind) | members)


def ofd():
    """An OFD document (GB/T 33190)."""
    return zipped({"OFD.xml": "<ofd:OFD/>", "Doc_0/Document.xml": "<ofd:Document/>"})


def compound(*streams, shift=9):
    """A compound file with empty streams of these names: head, allocation table, directory."""
    sector = 1 << shift
    head = bytearray(sector)
    head[:8] = bytes.fromhex("D0CF11E0A1B11AE1")
    struct.pack_into("<H", head, 30, shift)
    # One sector of the table, which is sector 0; the directory begins at 1; no further sectors of the table.
    struct.pack_into("<II", head, 44, 1, 1)
    struct.pack_into("<II", head, 68, 0xFFFFFFFE, 0)
    struct.pack_into("<109I", head, 76, 0, *[0xFFFFFFFF] * 108)
    entries = b"".join(_entry(name, 2 if index else 5) for index, name in enumerate(("Root Entry", *streams)))
    directory = entries.ljust(-(-len(entries) // sector) * sector, b"\0")
    count = len(directory) // sector
    chain = [0xFFFFFFFD, *range(2, count + 1), 0xFFFFFFFE]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(sector, b"\xff")
    return bytes(head) + table + directory


def _entry(name, kind):
    text = name.encode("utf-16-le")
    return text.ljust(64, b"\0") + struct.pack("<HB", len(text) + 2, kind) + bytes(61)


def box(name, content=b""):
    """A box of ISO/IEC 14496-12."""
    return struct.pack(">I4s", 8 + len(content), name) + content


def boxes(brand, *more):
    """A file of boxes with this brand."""
    return box(b"ftyp", brand + bytes(4)) + b"".join(more)


def wav():
    """A short silence."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(160))
    return buffer.getvalue()


SAMPLES = {
    Kind.PDF: pdf(),
    Kind.OFD: ofd(),
    Kind.JPEG: image("JPEG"),
    Kind.PNG: image(),
    Kind.WEBP: image("WEBP"),
    Kind.HEIC: boxes(b"heic", box(b"meta"), box(b"mdat", bytes(9))),
    Kind.TIFF: image("TIFF"),
    **{kind: office(kind) for kind in OFFICE},
    **{kind: compound(stream) for kind, stream in STREAMS.items()},
    Kind.TEXT: "售后服务承诺：24 小时内响应\n".encode(),
    Kind.MP3: FRAME * 3,
    Kind.M4A: boxes(b"M4A ", box(b"moov"), box(b"mdat", bytes(20))),
    Kind.WAV: wav(),
    Kind.MP4: boxes(b"isom", box(b"mdat", bytes(20)), box(b"moov")),
    Kind.MOV: boxes(b"qt  ", box(b"wide"), box(b"mdat", bytes(20)), box(b"moov")),
}
