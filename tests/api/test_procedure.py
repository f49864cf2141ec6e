# SPDX-License-Identifier: Apache-2.0
"""What the journey does not do: supplements, discontinuing, officers, revisions of files, withdrawn agreements."""

import pytest

from tests import engagements, reviewing
from tests.adopting import edition
from tests.api.programs import program
from tests.cast import USCC_A
from tests.files import image, pdf
from zhuoping.records.models import Evidence

__all__ = ["edition"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(cast):
    return program(cast.ma)


def place(engagement, rest=""):
    return f"/engagements/{engagement.number}{rest}"


def test_supplement_is_asked_for_and_the_client_sees_what(cast, edition, officer):
    engagement = engagements.submitted(cast, edition)
    form = {
        "version": engagement.version,
        "outcome": "supplement",
        "reason": "缺清单",
        "to_add": ["网点清单"],
    }
    kept = officer.put(place(engagement, "/review"), form).json()

    done = officer.post(place(engagement, "/review/outcome"), {"version": kept["version"]})

    seen = program(cast.alice).get(place(engagement, "/application")).json()
    assert (done.status_code, done.json()["stage"], seen["stage"]) == (201, "supplementing", "supplementing")
    assert [(each["outcome"], each["to_add"]) for each in seen["reviews"]] == [("supplement", ["网点清单"])]


def test_refused_outcome_keeps_what_was_filled_in(cast, edition, officer):
    engagement = engagements.submitted(cast, edition)
    form = {"version": engagement.version, "outcome": "accept", "reason": "齐全"}
    kept = officer.put(place(engagement, "/review"), form).json()

    answer = officer.post(place(engagement, "/review/outcome"), {"version": kept["version"]}, key="one")

    assert answer.status_code == 422
    draft = officer.get(place(engagement, "/review")).json()
    assert (draft["draft"]["reason"], draft["version"]) == ("齐全", kept["version"])


def test_proof_of_the_look_up_is_the_bodys_own(cast, edition, officer):
    engagement = engagements.submitted(cast, edition)
    sending = {"version": engagement.version}

    officer.post_file(place(engagement, "/review/proof"), image(colour="blue"), "查询.png", **sending)

    proof = officer.get(place(engagement, "/review")).json()["draft"]["look_up"]["proof"]
    assert Evidence.objects.get(pk=proof).internal
    assert program(cast.alice).get(f"/evidence/{proof}").status_code == 404


def test_engagement_changes_hands_to_case_officers_only(cast, edition, officer):
    engagement = engagements.submitted(cast, edition)

    given = officer.put(place(engagement, "/officer"), {"officer": cast.ma.pk})
    refused = officer.put(place(engagement, "/officer"), {"officer": cast.lin.pk})
    nobody = officer.put(place(engagement, "/officer"), {"officer": 999_999})

    assert (given.json()["officer"], nobody.status_code) == (cast.ma.pk, 404)
    assert refused.json()["problems"][0]["code"] == "officer-not-one"


def test_engagement_is_discontinued_with_a_reason(cast, edition):
    engagement = engagements.opened(cast, edition)
    client = program(cast.alice)

    refused = client.post(place(engagement, "/discontinue"), {"reason": " "})
    done = client.post(place(engagement, "/discontinue"), {"reason": "不办了"})

    assert refused.json()["problems"][0]["code"] == "reason-missing"
    assert (done.json()["stage"], client.get(place(engagement)).json()["moves"]) == ("discontinued", [])


def test_whose_turn_it_is_follows_the_signatures(cast, edition, officer):
    engagement = reviewing.issued(cast, edition)
    before = officer.get(place(engagement)).json()["waits_for"]
    reviewing.sign(cast, engagement)

    after = officer.get(place(engagement)).json()["waits_for"]

    assert [[each["party"] for each in turns] for turns in (before, after)] == [
        ["client", "body"],
        ["client"],
    ]


def test_agreement_is_withdrawn_by_its_digest(cast, edition, officer):
    engagement = reviewing.issued(cast, edition)
    (issued,) = officer.get(place(engagement, "/agreement")).json()
    there = place(engagement, "/agreement/withdraw")

    stale = officer.post(there, {"digest": "0" * 64, "reason": "改期"})
    done = officer.post(there, {"digest": issued["digest"], "reason": "改期"})

    assert (stale.status_code, stale.json()["current"]["digest"]) == (409, issued["digest"])
    assert done.json()["withdrawn_at"] is not None


def test_file_is_revised_and_nothing_is_lost(cast):
    client = program(cast.alice)
    first = client.post_file("/evidence", pdf(b"1"), "手册.pdf", client=USCC_A).json()

    second = client.post_file("/evidence", pdf(b"2"), "手册.pdf", client=USCC_A, replaces=first["id"])
    again = client.post_file("/evidence", pdf(b"3"), "手册.pdf", client=USCC_A, replaces=first["id"])

    assert second.json()["replaces"] == first["id"]
    assert again.json()["problems"][0]["code"] == "revision-replaced-already"
    content = client.get(f"/evidence/{first['id']}/content")
    assert b"".join(content.streaming_content) == pdf(b"1")


def test_client_keeps_nothing_as_the_bodys_own(cast):
    answer = program(cast.alice).post_file("/evidence", pdf(), "x.pdf", client=USCC_A, internal="true")

    assert answer.status_code == 403
    assert Evidence.objects.count() == 0


def test_document_is_taken_off_the_list_and_another_kinds_is_not(cast, edition):
    engagement = engagements.filled(cast, edition)
    client = program(cast.alice)
    row = engagement.documents.get(kind="handbook").pk

    other = client.delete(place(engagement, f"/documents/permits/{row}")).status_code
    own = client.delete(place(engagement, f"/documents/handbook/{row}")).json()

    assert (other, own) == (404, {"withdrawn": row})


def test_rows_of_a_sheet_are_added_changed_and_removed(cast):
    client = program(cast.alice)
    there = f"/clients/{USCC_A}/facts/managers"
    values = {"name": "王五", "level": "headquarters", "grade": "intermediate"}

    row = client.post(f"{there}/rows", {"values": values}).json()
    changing = {"version": row["version"], "values": {**values, "name": "王六"}}
    changed = client.put(f"{there}/rows/{row['id']}", changing).json()
    stale = client.put(f"{there}/rows/{row['id']}", changing)
    removed = client.delete(f"{there}/rows/{row['id']}?version={changed['version']}").json()

    assert (changed["values"]["name"], stale.status_code, removed) == ("王六", 409, {"removed": row["id"]})
    sheets = {each["key"]: each for each in client.get(f"/clients/{USCC_A}/facts").json()}
    assert sheets["managers"] == {"key": "managers", "version": 3, "rows": 0}


def test_rows_of_a_sheet_come_in_order_and_go_on_by_a_mark(cast):
    client = program(cast.alice)
    engagements.fill_facts(cast.alice, cast.client_a)
    there = f"/clients/{USCC_A}/facts/outlets"

    first = client.get(f"{there}?limit=2").json()
    second = client.get(f"{there}?limit=2&after={first['after']}").json()

    names = [each["values"]["name"] for each in (*first["items"], *second["items"])]
    assert (names, second["after"]) == (["厦门网点", "福州网点", "泉州网点"], None)
    assert client.get(f"/clients/{USCC_A}/facts/secrets").status_code == 404


def test_engagements_are_found_by_words_stage_type_client_and_day(cast, edition, officer):
    engagement = engagements.submitted(cast, edition)
    engagements.opened(cast, edition, cast.bob, cast.client_b)
    hits = {
        query: [
            each["number"] == engagement.number
            for each in officer.get(f"/engagements?{query}").json()["items"]
        ]
        for query in (
            "q=甲泵",
            "stage=submitted",
            f"client={USCC_A}",
            "type=recertification",
            "due_until=2020-01-01",
        )
    }

    assert list(hits.values()) == [[True], [True], [True], [], []]


def test_list_of_engagements_takes_as_many_queries_for_two_as_for_one(
    cast, edition, officer, django_assert_num_queries
):
    engagements.opened(cast, edition)
    engagements.opened(cast, edition, cast.bob, cast.client_b)
    officer.get("/me")

    for limit in (1, 2):
        with django_assert_num_queries(3):
            assert len(officer.get(f"/engagements?limit={limit}").json()["items"]) == limit


def test_credit_code_is_accepted_by_the_body(cast, officer):
    there = f"/clients/{USCC_A}/credit-code"

    done = officer.post(there, {"evidence": "营业执照原件"}).json()

    assert done == {"uscc": USCC_A, "evidence": "营业执照原件"}
    assert program(cast.alice).post(there, {"evidence": "x"}).status_code == 403


def test_notices_are_told_and_read(cast, edition, officer):
    engagement = engagements.submitted(cast, edition)

    (told,) = officer.get("/notices").json()["items"]
    officer.post("/notices/read")

    assert (told["code"], told["engagement"], told["is_read"]) == (
        "application-submitted",
        engagement.number,
        False,
    )
    assert [each["is_read"] for each in officer.get("/notices").json()["items"]] == [True]


def test_entries_of_the_ledger_are_told_in_the_language_asked_for(cast, edition):
    engagement = engagements.opened(cast, edition)
    said = [
        program(cast.ou, language=language).get(place(engagement, "/history")).json()["items"][0]["act"]
        for language in ("zh-CN", "en")
    ]
    entries = program(cast.ou).get(f"/ledger/entries?subject=engagement:{engagement.pk}").json()

    assert said[0] != said[1]
    assert [each["action"] for each in entries["items"]] == ["application.opened"]
    assert entries["before"] is None
