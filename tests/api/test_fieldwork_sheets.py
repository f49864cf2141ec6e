# SPDX-License-Identifier: Apache-2.0
"""Characteristic sheets by programs: made, written anew, rested on a file, released; what clients get of them."""

import pytest

from tests import sheets
from tests.adopting import edition
from tests.api.programs import program
from tests.files import image
from zhuoping.records.models import CharacteristicSheet, Evidence, Tie

__all__ = ["edition"]

pytestmark = pytest.mark.django_db
HEAD = {
    "place": "厦门网点",
    "visited_at": "2026-11-24T10:00:00+08:00",
    "scenario": sheets.SCENARIO,
    "cover": sheets.COVER,
    "purchase": sheets.PURCHASE,
}


@pytest.fixture
def engagement(cast, edition):
    return sheets.in_field_with(cast, edition)


def base(engagement, part=""):
    return f"/engagements/{engagement.number}/fieldwork/sheets{part}"


def test_sheet_is_made_rested_on_a_file_and_released(cast, engagement):
    sun, lin, alice = program(cast.sun), program(cast.lin), program(cast.alice)

    made = sun.post(
        base(engagement), {**HEAD, "mode": "D", "inspector": cast.sun.pk, "rows": [sheets.ROW]}
    ).json()
    file = sun.post_file(base(engagement, f"/{made['id']}/evidence"), image(), "收据.png").json()
    tie = lin.get(base(engagement, f"/{made['id']}")).json()["evidence"][0]
    done = lin.post(
        base(engagement, f"/{made['id']}/release"), {"version": made["version"], "evidence": [tie["id"]]}
    ).json()
    seen = alice.get(f"/engagements/{engagement.number}/characteristic-sheets/1").json()

    assert (made["covert"], made["secret"], made["shown_number"]) == (True, True, None)
    assert [each["code"] for each in made["lacks"]] == ["sheet-evidence-missing"]
    assert (made["rows"][0]["verdict"], made["rows"][0]["counts"]) == (None, "conforming")
    assert (file["internal"], tie["evidence"], tie["internal"]) == (True, file["id"], True)
    assert (done["secret"], done["shown_number"], done["evidence"][0]["internal"]) == (False, 1, False)
    assert (seen["rows"][0]["verdict"], seen["evidence"]) == ("conforming", [file["id"]])


def test_sheet_is_written_anew_and_whoever_is_slower_is_told_both(cast, engagement):
    row = sheets.made(engagement, cast.lin)
    lin, where = program(cast.lin), base(engagement, f"/{row.pk}")
    head = {"place": "泉州网点", "visited_at": HEAD["visited_at"], "inspector": cast.lin.pk}

    changed = lin.put(where, {**head, "version": 1, "rows": [sheets.SEEN]})
    slower = lin.put(where, {**head, "place": "漳州网点", "version": 1})

    assert (changed.status_code, changed.json()["version"], changed.json()["place"]) == (200, 2, "泉州网点")
    assert (slower.status_code, slower.json()["version"]) == (409, 2)
    assert (slower.json()["current"]["place"], slower.json()["given"]["place"]) == ("泉州网点", "漳州网点")


def test_all_faults_come_back_with_their_paths(cast, engagement):
    given = {**HEAD, "mode": "A", "inspector": cast.sun.pk, "rows": [{**sheets.ROW, "repeats": ["x"]}]}

    answer = program(cast.lin).post(base(engagement), given)

    assert answer.status_code == 422
    assert [f"{each['path']}: {each['code']}" for each in answer.json()["problems"]] == [
        "inspector: inspector-not-of-mode",
        "scenario: sheet-is-open",
        "cover: sheet-is-open",
        "purchase: sheet-is-open",
        "rows[0].repeats: repeat-not-a-number",
    ]
    assert CharacteristicSheet.objects.count() == 0


def test_time_without_its_zone_is_not_read(cast, engagement):
    given = {**HEAD, "mode": "B", "inspector": cast.sun.pk, "visited_at": "2026-11-24T10:00:00"}

    assert program(cast.sun).post(base(engagement), given).status_code == 422


def test_list_goes_on_by_the_number(cast, engagement):
    for mode, by in (("A", cast.lin), ("B", cast.sun), ("C", cast.lin)):
        sheets.made(engagement, by, mode)
    ma = program(cast.ma)

    first = ma.get(base(engagement, "?limit=2")).json()
    rest = ma.get(base(engagement, f"?limit=2&after={first['after']}")).json()

    assert [each["mode"] for each in first["items"] + rest["items"]] == ["A", "B", "C"]
    assert rest["after"] is None


def test_sheet_of_another_engagement_and_of_none_is_not_found(cast, engagement):
    lin, head = program(cast.lin), {**HEAD, "inspector": cast.lin.pk, "version": 1}

    assert lin.get(base(engagement, "/999999")).status_code == 404
    assert lin.post_file(base(engagement, "/999999/evidence"), image(), "a.png").status_code == 404
    assert lin.put(base(engagement, "/999999"), head).status_code == 404
    assert lin.get(f"/engagements/{engagement.number}/characteristic-sheets/1").status_code == 404
    assert not Tie.objects.exists()
    assert not Evidence.objects.filter(name="a.png").exists()


def test_body_sees_by_the_client_s_number_what_was_released(cast, engagement):
    row = sheets.made(engagement, cast.sun, "B")
    sheets.proof(row, cast.sun)
    sheets.released(row, cast.lin)

    told = program(cast.ma).get(f"/engagements/{engagement.number}/characteristic-sheets").json()

    assert [(each["number"], each["mode"]) for each in told["items"]] == [(1, "B")]
