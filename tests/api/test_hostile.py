# SPDX-License-Identifier: Apache-2.0
"""Whatever is sent, the answer is a problem document and never a failure of the program."""

import json

import pytest

from tests.adopting import edition
from tests.api.programs import program
from tests.cast import USCC_A
from tests.engagements import opened
from zhuoping.records.models import Client, FactRow, LedgerEntry

__all__ = ["edition"]

pytestmark = pytest.mark.django_db
DEEP = b'{"a":' * 50_000 + b"1" + b"}" * 50_000


def problems(answer):
    assert answer["Content-Type"] == "application/problem+json"
    return answer.status_code, [(each["path"], each["code"]) for each in answer.json().get("problems", [])]


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"",
        b"\xff\xfe",
        DEEP,
        b"[" * 100_000,
        b'{"version": NaN}',
        b'{"version": Infinity}',
        b'{"version": 1, "version": 2}',
        b'{"version": 1e999999}',
        b'{"version": ' + b"9" * 5000 + b"}",
    ],
    ids=["half", "empty", "no utf-8", "deep", "brackets", "nan", "infinity", "twice", "exponent", "digits"],
)
def test_body_that_is_no_json_for_us_is_refused(cast, edition, body):
    number = opened(cast, edition).number

    answer = program(cast.alice).raw("post", f"/engagements/{number}/submit", body)

    assert problems(answer)[0] in (400, 422)


@pytest.mark.parametrize("character", ["\0", "\x07", "\ud800", "\uffff"])
def test_characters_that_cannot_be_kept_are_named_by_their_place(cast, character):
    body = json.dumps({"name": f"a{character}", "uscc": "", "address": "", "division": "", "industry": ""})

    answer = program(cast.bob).raw("post", "/clients", body)

    assert problems(answer) == (422, [("body.name", "character-not-allowed")])


@pytest.mark.parametrize(
    "path", ["/clients?q=%00", "/clients/%00", "/engagements/%07/plan", "/people/99999999999999999999"]
)
def test_address_with_anything_in_it_is_answered(cast, path):
    answer = program(cast.ma).get(path)

    assert problems(answer)[0] in (404, 422)


@pytest.mark.parametrize(
    "path",
    [
        "/clients?limit=0",
        "/clients?limit=1000",
        "/clients?after=-1",
        "/clients?after=x",
        "/engagements?stage=x",
    ],
)
def test_query_out_of_bounds_is_refused(cast, path):
    assert problems(program(cast.ma).get(path))[0] == 422


def test_mark_that_no_row_can_have_is_refused_or_empty(cast):
    asker = program(cast.ma)

    assert asker.get(f"/clients?after={2**63 - 1}").status_code == 200
    assert problems(asker.get(f"/clients?after={2**63}"))[0] == 422


@pytest.mark.parametrize(
    "change",
    [
        {"places": -1},
        {"places": 2**31},
        {"places": True},
        {"prior_proof": 2**62},
        {"running_since": "2026-02-30"},
        {"scop": "x"},
    ],
)
def test_form_with_an_impossible_field_is_refused_and_keeps_nothing(cast, edition, change):
    number = opened(cast, edition).number
    asker, before = program(cast.alice), LedgerEntry.objects.count()

    answer = asker.put(f"/engagements/{number}/application", {"version": 1, **change})

    assert problems(answer) == (422, [(f"body.form.{next(iter(change))}", "request-malformed")])
    assert LedgerEntry.objects.count() == before


def test_number_of_many_digits_never_grows_into_a_long_text(cast, edition):
    number = opened(cast, edition).number
    days = {
        "version": 0,
        "families": 1,
        "planned_days": 0,
        "reductions": [{"share": "1e9999999", "reason": "x"}],
    }

    answer = program(cast.ma).put(f"/engagements/{number}/plan/days", days)

    assert problems(answer) == (422, [("body.given.reductions.0.share", "request-malformed")])


def test_number_of_a_fact_sheet_comes_back_as_it_was_sent(cast):
    line = {"year": 2025, "kind": "satisfaction", "planned": 12345.67, "actual": 0.1}
    place = f"/clients/{USCC_A}/facts/budget"
    asker = program(cast.alice)

    asker.post(f"{place}/rows", {"values": line})

    (row,) = asker.get(place).json()["items"]
    assert {key: row["values"][key] for key in line} == line
    assert FactRow.objects.get().values["planned"] == {"decimal": "12345.67"}


@pytest.mark.parametrize("media_type", ["text/plain", "application/xml", "application/x-www-form-urlencoded"])
def test_body_of_another_type_is_not_taken(cast, media_type):
    answer = program(cast.bob).raw("post", "/clients", "a=b", media_type)

    assert problems(answer)[0] == 415


def test_request_larger_than_anything_we_take_is_refused_unread(cast, settings):
    settings.EVIDENCE_LIMIT = 100

    answer = program(cast.bob).raw("post", "/clients", "x" * 201)

    assert problems(answer) == (413, [("files", "evidence-request-too-large")])


def test_json_larger_than_is_read_into_memory_is_refused(cast, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100

    answer = program(cast.bob).raw("post", "/clients", json.dumps({"name": "x" * 100}))

    assert problems(answer)[0] == 413


def test_file_that_is_too_large_is_refused_with_and_without_a_key(cast, settings):
    settings.EVIDENCE_LIMIT = 1000
    asker = program(cast.alice)

    answers = [
        asker.post_file("/evidence", b"x" * 1500, "大.txt", key=key, client=USCC_A) for key in ("", "one")
    ]

    assert [problems(each)[0] for each in answers] == [413, 413]


def test_form_without_its_file_is_refused_with_a_key_too(cast):
    form = '--b\r\nContent-Disposition: form-data; name="client"\r\n\r\nx\r\n--b--\r\n'

    answer = program(cast.alice).raw("post", "/evidence", form, "multipart/form-data; boundary=b")

    assert problems(answer)[0] == 422


@pytest.mark.parametrize("form", ["", "--x", "--b\r\nContent-Disposition: nonsense"])
def test_form_that_is_none_is_refused(cast, form):
    answer = program(cast.alice).raw("post", "/evidence", form, "multipart/form-data; boundary=")

    assert problems(answer)[0] in (400, 422)


def test_address_without_a_route_is_a_problem_document(cast, client):
    assert problems(client.get("/api/v1/nothing"))[0] == 404
    assert problems(client.post("/api/v0/clients"))[0] == 404


def test_method_that_a_route_has_not_is_refused(cast):
    answer = program(cast.alice).delete("/clients")

    assert (answer.status_code, sorted(answer["Allow"].split(", "))) == (405, ["GET", "POST"])


def test_nothing_of_all_that_was_kept(cast):
    program(cast.bob).raw("post", "/clients", b'{"name": "\\u0000"}')

    assert Client.objects.count() == 2
