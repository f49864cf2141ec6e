# SPDX-License-Identifier: Apache-2.0
"""Nonconformities through the API: the same actions and refusals; a hidden one is not there for a client's program."""

import io

import pytest

from tests import files
from tests.adopting import edition
from tests.api.programs import program
from tests.cast import STAFF
from tests.fieldworking import attached, in_field
from tests.nonconforming import SECRET, STATEMENT, answered, hidden, raised
from tests.plans import agreed
from zhuoping.actions.evidence import Handed
from zhuoping.core.authority import Act, ever_may
from zhuoping.records.actors import actor_of
from zhuoping.records.models import LedgerEntry, Nonconformity, Tie

__all__ = ["edition"]

pytestmark = pytest.mark.django_db
TEXT = {"grade": "minor", "clause": "2.1", "statement": STATEMENT, "ref": "2.1"}
ANSWERS = {
    "root_cause": "漏排",
    "correction": "停岗",
    "corrective_action": "核对",
    "done_on": "2026-12-20",
    "version": 1,
}


@pytest.fixture
def engagement(cast, edition):
    return in_field(cast, edition)


def path(engagement, row=None, part=""):
    one = f"/{row.pk}" if row else ""
    return f"/engagements/{engagement.number}/nonconformities{one}{part}"


def test_program_raises_answers_and_verifies_one(cast, engagement):
    auditor, client = program(cast.sun), program(cast.alice)

    made = auditor.post(path(engagement), TEXT)
    row = Nonconformity.objects.get()
    file = client.post_file(
        "/evidence", files.pdf(b"a"), "证书.pdf", client=engagement.client.uscc, engagement=engagement.number
    )
    given = client.post(path(engagement, row, "/answer"), {**ANSWERS, "evidence": [file.json()["id"]]})
    done = auditor.post(
        path(engagement, row, "/verify"), {"doing": "return", "reason": "其他网点呢", "version": 2}
    )

    assert (made.status_code, made.json()["number"], made.json()["state"]) == (201, 1, "raised")
    assert (given.status_code, given.json()["state"]) == (200, "answered")
    assert [each["name"] for each in given.json()["answers"][0]["files"]] == ["证书.pdf"]
    assert (done.status_code, done.json()["state"]) == (200, "returned")
    assert done.json()["answers"][0]["verdict_text"] == "其他网点呢"


def test_program_changes_and_withdraws_one_and_the_slower_is_told(cast, engagement):
    row, auditor = raised(engagement, cast.sun), program(cast.lin)

    changed = auditor.put(path(engagement, row), {**TEXT, "statement": "三名", "version": 1})
    slower = auditor.put(path(engagement, row), {**TEXT, "statement": "四名", "version": 1})
    gone = auditor.post(path(engagement, row, "/withdraw"), {"reason": "找到了证书", "version": 2})

    assert (changed.status_code, changed.json()["statement"]) == (200, "三名")
    assert slower.status_code == 409
    assert (gone.status_code, gone.json()["state"]) == (200, "withdrawn")


def test_refusals_are_the_ones_of_the_pages(cast, engagement):
    row, client = raised(engagement, cast.sun), program(cast.alice)

    lacking = client.post(path(engagement, row, "/answer"), {"root_cause": "漏排", "version": 1})
    answered(row, cast.alice)
    again = client.post(path(engagement, row, "/answer"), ANSWERS)

    assert lacking.status_code == 422
    assert {each["code"] for each in lacking.json()["problems"]} == {
        "answer-part-missing",
        "answer-date-missing",
    }
    assert [each["code"] for each in again.json()["problems"]] == ["nonconformity-not-now"]


def test_same_answer_again_is_answered_with_the_same(cast, engagement):
    row, client = raised(engagement, cast.sun), program(cast.alice)

    first = client.post(path(engagement, row, "/answer"), ANSWERS, key="answer-1")
    again = client.post(path(engagement, row, "/answer"), ANSWERS, key="answer-1")

    assert first.json() == again.json()
    assert row.answers.count() == 1


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_form_is_handed_out(cast, engagement, kind):
    row = raised(engagement, cast.sun)

    assert program(cast.alice).get(path(engagement, row, f"/form.{kind}?language=en")).status_code == 200


def test_client_sees_of_the_evidence_only_what_was_shown(cast, engagement):
    row, auditor, client = raised(engagement, cast.sun), program(cast.lin), program(cast.alice)
    attached(engagement, cast.lin, f"nonconformity:{row.pk}", Handed(io.BytesIO(files.image()), "门头.png"))
    tie = Tie.objects.get(subject=f"nonconformity:{row.pk}")

    before = client.get(path(engagement, row)).json()["evidence"]
    shown = auditor.post(path(engagement, row, f"/evidence/{tie.pk}/show"))
    after = client.get(path(engagement, row)).json()["evidence"]

    assert (before, shown.status_code) == ([], 200)
    assert [each["name"] for each in after] == ["门头.png"]


def test_hidden_one_is_not_there_for_the_client_in_any_way(cast, engagement):
    first, row = raised(engagement, cast.sun), hidden(engagement, cast.sun)
    client, auditor = program(cast.alice), program(cast.sun)

    listed = client.get(path(engagement)).json()["items"]
    statuses = [
        client.get(path(engagement, row, part)).status_code for part in ("", "/form.pdf", "/form.docx")
    ]
    posted = client.post(path(engagement, row, "/answer"), ANSWERS).status_code
    others = [
        client.get(each).content.decode()
        for each in ("/work", f"/engagements/{engagement.number}", "/evidence")
    ]

    assert [each["id"] for each in listed] == [first.pk]
    assert (statuses, posted) == ([404] * 3, 404)
    assert [text for text in others if SECRET in text] == []
    assert auditor.get(path(engagement, row)).json()["hidden"] is True
    assert [each["id"] for each in auditor.get(path(engagement)).json()["items"]] == [row.pk, first.pk]


def test_nonconformity_of_another_engagement_is_not_there(cast, edition, engagement):
    row, other = raised(engagement, cast.sun), agreed(cast, edition, cast.bob, cast.client_b)

    assert program(cast.ma).get(path(other, row)).status_code == 404
    assert program(cast.bob).get(path(other, row)).status_code == 404
    assert program(cast.bob).post(path(engagement, row, "/answer"), ANSWERS).status_code == 404


@pytest.mark.parametrize("who", [*STAFF, "alice", "bob"])
def test_routes_give_each_person_what_the_rule_table_gives_them(cast, engagement, who):
    row, person = raised(engagement, cast.sun), getattr(cast, who)
    actor, asker = actor_of(person), program(person)
    theirs = actor.sees_all or engagement.client_id in actor.clients or who in ("lin", "sun")
    before, wrong = LedgerEntry.objects.count(), {}
    reads = {path(engagement): Act.VIEW_NONCONFORMITIES, path(engagement, row): Act.VIEW_NONCONFORMITIES}
    writes = {
        path(engagement): (Act.RAISE_NONCONFORMITY, TEXT),
        path(engagement, row, "/answer"): (Act.ANSWER_NONCONFORMITY, ANSWERS),
        path(engagement, row, "/verify"): (
            Act.RAISE_NONCONFORMITY,
            {"doing": "close", "reason": "x", "version": 1},
        ),
        path(engagement, row, "/withdraw"): (Act.RAISE_NONCONFORMITY, {"reason": "x", "version": 1}),
        path(engagement, row, "/evidence/1/show"): (Act.RAISE_NONCONFORMITY, None),
    }

    for address, act in reads.items():
        expected = 403 if not ever_may(actor, act) else 200 if theirs else 404
        status = asker.get(address).status_code
        if status != expected:
            wrong[address] = (status, expected)
    for address, (act, body) in writes.items():
        if ever_may(actor, act) and theirs:
            continue  # What people may do has tests of its own.
        expected = 404 if ever_may(actor, act) else 403
        status = asker.post(address, body).status_code
        if status != expected:
            wrong[f"post {address}"] = (status, expected)

    assert wrong == {}
    assert LedgerEntry.objects.count() == before
