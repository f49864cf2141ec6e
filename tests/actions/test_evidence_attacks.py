# SPDX-License-Identifier: Apache-2.0
"""What attackers hand in: each is refused with its reason, and nothing of it is kept."""

import pytest
from PIL import Image

from tests.actions.handing_in import DIGEST, PDF, add, files_in, refused, store
from tests.files import SAMPLES, image, office, pdf, zipped
from tests.outputs import clamd
from zhuoping.core.evidence import Kind
from zhuoping.core.problems import Refused
from zhuoping.records import evidence_store
from zhuoping.records.models import EvidenceFile

__all__ = ["store"]

MEGABYTE = 1024 * 1024


class Endless:
    """Two gigabytes that nobody ever holds."""

    left = 2 * 1024 * MEGABYTE
    given = 0

    def read(self, size=-1):
        size = min(size, self.left)
        self.left -= size
        self.given += size
        return bytes(size)


def test_attack_two_gigabytes_are_refused_at_the_limit_without_reading_on(cast, settings, store):
    settings.EVIDENCE_LIMIT = 5 * MEGABYTE
    content = Endless()

    assert refused(cast, content, "a.mp4") == [("file", "evidence-too-large")]
    assert (content.given, files_in(store)) == (6 * MEGABYTE, [])


def test_file_of_exactly_the_limit_comes_in(cast, settings):
    settings.EVIDENCE_LIMIT = len(PDF)

    assert add(cast).file.size == len(PDF)
    assert refused(cast, PDF + b"\n") == [("file", "evidence-too-large")]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("wrong-type.pdf", SAMPLES[Kind.DOCX], "evidence-mismatch"),
        ("wrong-type.jpg", SAMPLES[Kind.PNG], "evidence-mismatch"),
        ("wrong-type.docx", SAMPLES[Kind.XLSX], "evidence-mismatch"),
        ("program.pdf", b"MZ" + bytes(99), "evidence-unrecognised"),
        ("program.exe", b"MZ" + bytes(99), "evidence-kind-unknown"),
        ("picture.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "evidence-kind-unknown"),
        ("picture.png", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "evidence-unrecognised"),
        ("page.html", b"<html></html>", "evidence-kind-unknown"),
        ("page.txt", b"<html></html>", "evidence-unrecognised"),
        ("polyglot-pdf-page.pdf", pdf(b"<script>alert(1)</script>"), "evidence-two-kinds"),
        ("polyglot-picture-archive.jpg", image("JPEG") + zipped({"a.js": "x"}), "evidence-two-kinds"),
        ("polyglot-picture-program.jpg", b"GIF89a/*" + bytes(9) + b"*/=1", "evidence-unrecognised"),
        ("bomb.xlsx", office(Kind.XLSX, **{"xl/a.xml": bytes(40 * MEGABYTE)}), "evidence-bomb"),
        ("macros.docx", office(Kind.DOCX, **{"word/vbaProject.bin": "x"}), "evidence-macros"),
        ("archive.zip", zipped({"a.pdf": "x"}), "evidence-kind-unknown"),
        ("empty.pdf", b"", "evidence-empty"),
        ("photo\u202egpj.exe", b"MZ" + bytes(99), "evidence-kind-unknown"),
        ("", PDF, "evidence-name-missing"),
    ],
)
def test_attack_file_is_refused_and_leaves_nothing(cast, store, name, content, code):
    assert refused(cast, content, name) == [("file", code)]
    assert files_in(store) == []


def test_attack_path_in_the_name_stays_within_the_name(cast, store):
    row = add(cast, name="../../../../etc/cron.d/x\x00\n.pdf")

    assert row.name == "x.pdf"
    assert [path.name for path in files_in(store)] == [DIGEST]


def test_attack_photo_keeps_its_place_in_the_original(cast):
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (24.0, 29.0, 12.0)})
    photo = image("JPEG", exif=exif)

    row = add(cast, photo, "现场.jpg")

    with evidence_store.open_file(row.file_id) as content:
        assert content.read() == photo


def test_infected_file_is_refused_by_the_name_of_what_was_found(cast, settings, store):
    with clamd.running() as settings.CLAMD, pytest.raises(Refused) as caught:
        add(cast, pdf(clamd.VIRUS))

    (problem,) = caught.value.problems
    assert (problem.code, dict(problem.values)["signature"]) == ("evidence-infected", "Eicar-Test-Signature")
    assert (files_in(store), EvidenceFile.objects.count()) == ([], 0)


def test_clean_file_says_when_the_scanner_looked_last(cast, settings):
    add(cast)
    with clamd.running() as settings.CLAMD:
        row = add(cast)

    assert EvidenceFile.objects.get(pk=row.file_id).scanned == "OK 2026-11-24T08:00:00+00:00"


def test_file_is_refused_while_the_scanner_does_not_answer(cast, settings, store):
    with clamd.running() as settings.CLAMD:
        pass

    assert refused(cast) == [("file", "evidence-scan-unavailable")]
    assert files_in(store) == []
