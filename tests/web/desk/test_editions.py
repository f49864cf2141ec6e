# SPDX-License-Identifier: Apache-2.0
"""Adopting editions on the desk: shipped ones and files, with the body's own values."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.adopting import PARAMETERS, adopt, content
from tests.cast import SCHEME
from tests.signing_in import sign_in
from zhuoping.records.models import AdoptedEdition
from zhuoping.records.values import scheme_of

ADOPT = f"/desk/editions/adopt/{SCHEME}/2025/"


def words(response):
    return response.content.decode()


def fields_of(page):
    """What a browser would send: each field's name with its value."""
    found = dict(re.findall(r'<input type="(?:text|hidden)" name="([^"]+)"[^>]*? value="([^"]*)"', page))
    for name, options in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return found


def name_of(page, key):
    """The field that stands for a parameter, by the key in its help."""
    return re.search(rf'id="id_(parameter-\d+)_helptext">{re.escape(key)}<', page)[1]


def filled(page, **changes):
    given = fields_of(page)
    for key, value in {**PARAMETERS, **changes}.items():
        given[name_of(page, key)] = str(value)
    return given


def test_shipped_edition_is_adopted_with_the_values_of_the_body(cast, client):
    sign_in(client, cast.tan)
    page = words(client.get(ADOPT))

    adopted = client.post(ADOPT, filled(page))

    row = AdoptedEdition.objects.get()
    assert (adopted.status_code, adopted["Location"]) == (303, f"/desk/editions/{row.pk}/")
    assert (row.scheme, row.edition, row.adopted_by) == (SCHEME, "2025", cast.tan)
    assert bytes(row.content) == content()
    assert bytes(row.overlay_en) == content("2025.en.yaml")
    assert set(row.body_parameters) == set(PARAMETERS)
    assert scheme_of(row).parameters["person_days.base"].value == 3
    assert "基础人日" in words(client.get(adopted["Location"]))


def test_missing_and_unfit_values_are_told_beside_their_fields(cast, client):
    sign_in(client, cast.tan)
    page = words(client.get(ADOPT))
    given = filled(page, **{"person_days.base": "三天", "certificate.number_pattern": ""})

    empty = client.post(ADOPT, given)
    given[name_of(page, "certificate.number_pattern")] = "证书-{serial}"
    unfit = client.post(ADOPT, given)

    assert (empty.status_code, unfit.status_code) == (422, 422)
    assert f'id="id_{name_of(page, "certificate.number_pattern")}_error"' in words(empty)
    assert f'id="id_{name_of(page, "person_days.base")}_error"' in words(unfit)
    assert f'id="id_{name_of(page, "certificate.number_pattern")}_error"' in words(unfit)
    assert "三天" in words(unfit)
    assert not AdoptedEdition.objects.exists()


def test_double_press_adopts_once(cast, client):
    sign_in(client, cast.tan)
    given = filled(words(client.get(ADOPT)))

    first, second = client.post(ADOPT, given), client.post(ADOPT, given)

    assert (first.status_code, second.status_code) == (303, 422)
    assert AdoptedEdition.objects.count() == 1


def test_other_values_take_the_place_of_the_earlier_ones(cast, client):
    earlier = adopt(cast.tan)
    sign_in(client, cast.tan)

    client.post(ADOPT, filled(words(client.get(ADOPT)), **{"person_days.base": "4"}))

    earlier.refresh_from_db()
    assert earlier.ended_at is not None
    assert scheme_of(earlier).parameters["person_days.base"].value == 3
    assert scheme_of(AdoptedEdition.objects.get(ended_at=None)).parameters["person_days.base"].value == 4


def upload(client, text, name="own.yaml", **more):
    return client.post("/desk/editions/upload/", {"content": SimpleUploadedFile(name, text), **more})


def test_faults_of_a_file_are_shown_with_line_and_path(cast, client):
    sign_in(client, cast.tan)
    text = content().replace(b"in_force_on: ", b"in_force_on: never # ", 1)
    line = text[: text.index(b"in_force_on")].count(b"\n") + 1

    answer = upload(client, text)

    assert answer.status_code == 422
    assert f"own.yaml:{line}" in words(answer)
    assert "<code>in_force_on</code>" in words(answer)


@pytest.mark.parametrize("text", [b"\xff\xfe\x00", b"a: [", b"- 1", b"&a [*a]", b"<script>alert(1)</script>"])
def test_file_that_is_no_edition_is_refused(cast, client, text):
    sign_in(client, cast.tan)

    answer = upload(client, text)

    assert answer.status_code == 422
    assert "own.yaml" in words(answer)
    assert "<script>alert" not in words(answer)


def test_fault_of_the_english_words_names_their_file(cast, client):
    sign_in(client, cast.tan)

    answer = upload(client, content(), overlay_en=SimpleUploadedFile("own.en.yaml", b"points: 7\n"))

    assert answer.status_code == 422
    assert "own.en.yaml" in words(answer)


def test_uploaded_edition_is_adopted_byte_for_byte(cast, client):
    sign_in(client, cast.tan)
    text = content().replace(b"edition: ", b"edition: 2025-own # ", 1)
    page = words(upload(client, text))

    client.post("/desk/editions/adopt-uploaded/", filled(page))

    row = AdoptedEdition.objects.get()
    assert (row.edition, bytes(row.content)) == ("2025-own", text)


def test_tampered_upload_is_refused(cast, client):
    sign_in(client, cast.tan)
    page = words(upload(client, content()))

    broken = client.post("/desk/editions/adopt-uploaded/", {**filled(page), "content": "%%%"})
    empty = client.post("/desk/editions/adopt-uploaded/", {**filled(page), "content": ""})

    assert (broken.status_code, empty.status_code) == (400, 422)
    assert not AdoptedEdition.objects.exists()


def test_edition_is_ended_with_a_reason(cast, edition, client):
    sign_in(client, cast.tan)
    address = f"/desk/editions/{edition.pk}/end/"

    without = client.post(address, {"reason": ""}).status_code
    client.post(address, {"reason": "新版实施"})

    edition.refresh_from_db()
    assert without == 422
    assert edition.ended_at is not None


@pytest.mark.parametrize("name", ["ma", "lin", "ou", "alice"])
def test_nobody_but_the_administrator_adopts(cast, edition, client, name):
    sign_in(client, getattr(cast, name))

    pages = ("", f"{edition.pk}/", f"{edition.pk}/end/", "upload/", f"adopt/{SCHEME}/2025/")

    assert {client.get(f"/desk/editions/{page}").status_code for page in pages} == {403}


@pytest.mark.parametrize("page", ["999/", "999/end/", "adopt/no-such/2025/", f"adopt/{SCHEME}/..%2f2025/"])
def test_edition_that_is_not_there_is_not_found(cast, client, page):
    sign_in(client, cast.tan)

    assert client.get(f"/desk/editions/{page}").status_code == 404
