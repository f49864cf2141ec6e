# SPDX-License-Identifier: Apache-2.0
"""Uploads are bounded before a page sees them, and what is refused has its sentence beside the field."""

import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory
from django.utils.datastructures import MultiValueDict

from tests.files import pdf
from zhuoping.core.problems import Refused
from zhuoping.web.shared.forms import Form
from zhuoping.web.shared.uploads import EvidenceField, handed

MEGABYTE = 1024 * 1024


class One(Form):
    file = EvidenceField(label="文件")


class Several(Form):
    files = EvidenceField(label="文件", several=True, required=False)


def upload(name="a.pdf", content=None):
    return SimpleUploadedFile(name, pdf() if content is None else content)


def form(kind, *uploads):
    name = next(iter(kind.base_fields))
    return kind({}, MultiValueDict({name: list(uploads)}))


def request_with(content, name="a.mp4"):
    """A request with one file, read as a server reads it."""
    file = io.BytesIO(content)
    file.name = name
    return RequestFactory().post("/", {"file": file})


def test_one_file_is_cleaned_to_an_upload():
    asked = form(One, upload())

    assert asked.is_valid()
    (given,) = handed(asked.cleaned_data["file"])
    assert (given.name, given.content.read(), given.dated_on) == ("a.pdf", pdf(), None)


def test_several_files_are_cleaned_to_a_list():
    asked = form(Several, upload("a.pdf"), upload("b.png"))

    assert asked.is_valid()
    assert [each.name for each in handed(asked.cleaned_data["files"])] == ["a.pdf", "b.png"]


def test_no_file_is_a_fault_only_where_one_is_needed():
    none, needed = form(Several), form(One)

    assert (none.is_valid(), none.cleaned_data) == (True, {"files": []})
    assert (needed.is_valid(), list(needed.errors)) == (False, ["file"])


def test_every_bad_file_has_its_sentence_beside_the_field(settings):
    settings.EVIDENCE_LIMIT = 1000

    asked = form(
        Several, upload("a.svg"), upload("b.pdf", b""), upload("c.pdf", bytes(1001)), upload("d.pdf")
    )

    assert not asked.is_valid()
    assert [sentence.split("”")[0] for sentence in asked.errors["files"]] == ["“a.svg", "“b.pdf", "“c.pdf"]


def test_control_names_what_is_accepted_and_the_limit(settings):
    settings.EVIDENCE_LIMIT = 200 * MEGABYTE

    page = str(Several())

    assert 'type="file"' in page
    assert 'accept=".pdf,.ofd,' in page
    assert " multiple" in page
    assert "单个文件不超过 200 MB" in page
    assert " multiple" not in str(One())


def test_upload_within_the_limit_comes_whole_from_the_disk(settings):
    settings.EVIDENCE_LIMIT = 2 * MEGABYTE
    content = b"x" * (2 * MEGABYTE)

    request = request_with(content)
    file = request.FILES["file"]

    assert Path(file.temporary_file_path()).exists()
    assert file.read() == content
    request.close()


def test_attack_upload_over_the_limit_is_let_go_and_cannot_be_read(settings, tmp_path):
    settings.EVIDENCE_LIMIT = MEGABYTE
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)

    file = request_with(bytes(2 * MEGABYTE)).FILES["file"]

    assert (file.size, list(tmp_path.iterdir())) == (2 * MEGABYTE, [])
    for read in (file.read, lambda: next(file.chunks()), file.readline, lambda: file.read(10)):
        with pytest.raises(Refused) as refused:
            read()
        assert refused.value.problems[0].code == "evidence-too-large"


class Untouched(io.RawIOBase):
    """The body of a request that nobody may read."""

    def readable(self):
        return True

    def readinto(self, buffer):
        raise AssertionError(f"{len(buffer)} bytes were asked for")


def answer_to(length, body):
    """What the whole program answers to a request of so many bytes, as a server would ask it."""
    said = {}
    asked = RequestFactory().post("/account/login/", content_type="multipart/form-data; boundary=x")
    environ = asked.environ | {"CONTENT_LENGTH": length, "wsgi.input": body}
    answer = WSGIHandler()(environ, lambda status, _: said.update(status=status))
    return said["status"], b"".join(answer).decode()


@pytest.mark.django_db
def test_attack_request_of_two_gigabytes_is_refused_unread(settings):
    status, page = answer_to(str(2 * 1024 * MEGABYTE), Untouched())

    assert status.startswith("413 ")
    assert "这次上传的全部文件超过上限 5 MB，没有接收：请分几次上传。" in page


@pytest.mark.django_db
@pytest.mark.parametrize("length", ["", "-1", "many"])
def test_request_that_does_not_say_its_length_has_no_body(length):
    status, _ = answer_to(length, io.BytesIO(b""))

    assert not status.startswith(("413", "5"))
