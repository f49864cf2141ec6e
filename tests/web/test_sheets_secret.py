# SPDX-License-Identifier: Apache-2.0
"""No client learns of a mystery customer before the release: not by pages, API, search, exports, ledger, mail,
calendar, evidence, plan, its PDF, nor by what an error says, by a number, a version or a time.

Everything that a client's user can reach is asked for twice: before there is any covert sheet, and when there are
some with their evidence and a nonconformity, by their very ids. The answers have to be the same.
"""

import io
import json
import re
import zipfile

import pypdfium2
import pytest
from django.core import mail
from django.test import Client as Browser
from django.urls import reverse

from tests import sheets
from tests.adopting import edition
from tests.api.programs import program
from tests.api.routes import routes
from tests.api.test_matrix import call
from tests.files import image
from tests.nonconforming import SECRET as STATEMENT
from tests.nonconforming import raised
from tests.signing_in import sign_in
from tests.web.test_matrix import FREE, NAMES, PARAMETERS
from zhuoping.actions import calendars
from zhuoping.actions.fieldwork import evidence
from zhuoping.cli.worker import loop
from zhuoping.core.authority import Act, Subject, ever_may, may
from zhuoping.core.fieldwork.records import FieldNote, FieldRecordKind
from zhuoping.records.actors import actor_of
from zhuoping.records.models import CharacteristicSheet, Engagement, Job, Notice, Tie
from zhuoping.records.values import scheme_of
from zhuoping.web.shared.calendar import token_of

__all__ = ["edition"]

pytestmark = pytest.mark.django_db
UNKNOWN = dict.fromkeys(("sheet", "evidence", "tie", "nonconformity"), 999_999)
FILE = "暗访录像截图.png"
TOLD = (*sheets.SECRETS, STATEMENT, FILE, "暗访", "神秘顾客")


def covert(cast, engagement):
    """Two covert sheets, changed once, with a file, a record and a nonconformity; the ids of it all."""
    rows = [sheets.made(engagement, cast.sun, mode) for mode in "BD"]
    sheets.changed(rows[0], cast.sun, [sheets.ROW, sheets.SEEN])
    file = sheets.proof(rows[0], cast.sun, FILE)
    for index, row in enumerate(rows):
        sheets.proof(row, cast.sun, f"{index}.png", ("blue", "green")[index])
    said = FieldNote(FieldRecordKind.INTERVIEW, sheets.SCENARIO, sheets.IN_FIELD, sheets.COVER)
    subject = f"sheet:{rows[0].pk}"
    evidence.note(by=cast.sun, at=sheets.IN_FIELD, number=engagement.number, subjects=[subject], given=said)
    found = raised(engagement, cast.sun, sheet=rows[0], statement=STATEMENT)
    tie = Tie.objects.get(evidence=file)
    ids = {"sheet": rows[0].pk, "evidence": file.pk, "tie": tie.pk, "nonconformity": found.pk}
    return rows, ids


def things(cast, engagement, ids):
    """What the names of parameters mean, for the pages and for the API."""
    return {
        "number": engagement.number,
        "uscc": cast.client_a.uscc,
        "client": cast.client_a.uscc,
        "engagement": engagement.number,
        "key": "outlets",
        "kind": "handbook",
        "scheme": "after-sales-completeness",
        "name": "2025",
        "shown": 1,
        "pk": ids["evidence"],
        "evidence_id": ids["evidence"],
        "replaces": ids["evidence"],
        **ids,
    }


def plain(text):
    """Without what differs with every request: tokens against forged ones, and the address that was asked for."""
    return re.sub(r"[A-Za-z0-9]{64}|(?<=/)[0-9]+(?=[/?\"])", "", text)


def content_of(answer):
    """The whole body; a stream is read to its end, so that no file stays open."""
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def mailed():
    """What is mailed of everything that waits, whenever it was told."""
    mail.outbox.clear()
    Job.objects.update(due_at=sheets.NOW)
    loop.do_all()
    return list(mail.outbox)


def pages(cast, engagement, ids, browser, query=""):
    """Everything behind an address for somebody who is signed in."""
    known, found = things(cast, engagement, ids), {}
    for name in NAMES:
        if name in FREE:
            continue
        where = reverse(name, kwargs={each: known.get(each, 1) for each in PARAMETERS[name]})
        answer = browser.get(where + query)
        content = content_of(answer)
        if content[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(content)) as book:
                content = b"".join(book.read(part) for part in book.namelist() if "docProps" not in part)
        found[name] = answer.status_code, plain(content.decode(errors="replace"))
    return found


def calls(cast, engagement, ids, asker):
    """Everything that the API tells a client's program, and how it refuses what is not the client's to do."""
    known, found, actor = things(cast, engagement, ids), {}, actor_of(cast.alice)
    for route in routes():
        if route.method == "get" or not ever_may(actor, route.act):
            answer = call(asker, route, known)
            content = content_of(answer)
            found[route.name] = answer.status_code, plain(content.decode(errors="replace"))
    return found


def differing(before, after, query=""):
    """What came out otherwise, and what tells a secret (but what was asked for and is repeated)."""
    assert before.keys() == after.keys()
    changed = {each: (before[each], after[each]) for each in before if before[each] != after[each]}
    told = {
        (each, word)
        for each, (_, text) in after.items()
        for word in TOLD
        if word in text and word not in query
    }
    return changed, told


@pytest.fixture
def engagement(cast, edition):
    return sheets.in_field_with(cast, edition)


@pytest.fixture
def alice(cast):
    return sign_in(Browser(), cast.alice)


@pytest.mark.parametrize("query", ["", "?export=csv", "?export=xlsx", f"?q={sheets.PLACE}"])
def test_pages_search_and_exports_are_the_same_with_covert_sheets_as_without(cast, engagement, alice, query):
    before = pages(cast, engagement, UNKNOWN, alice, query)

    _, ids = covert(cast, engagement)
    after = pages(cast, engagement, ids, alice, query)

    assert differing(before, after, query) == ({}, set())
    assert {after[name][0] for name in after if name.startswith("desk-")} == {403, 405}
    assert [after[name][0] for name in ("evidence-download", "evidence-preview", "evidence-small")] == [
        404
    ] * 3
    assert after["portal-sheets"][0] == 200
    assert after["portal-sheet"][0] == 404


def test_api_is_the_same_with_covert_sheets_as_without(cast, engagement):
    asker = program(cast.alice)
    before = calls(cast, engagement, UNKNOWN, asker)

    _, ids = covert(cast, engagement)
    after = calls(cast, engagement, ids, asker)

    assert differing(before, after) == ({}, set())
    ledger = [name for name in after if "history" in name or name.startswith("get /ledger")]
    assert {after[name][0] for name in ledger} == {403}
    assert after["get /engagements/{number}/fieldwork/sheets/{sheet}"][0] == 403
    assert after["get /evidence/{evidence_id}/content"][0] == 404
    assert json.loads(after["get /engagements/{number}/characteristic-sheets"][1])["items"] == []


def test_search_of_the_api_finds_nothing_by_what_is_secret(cast, engagement):
    asker = program(cast.alice)
    covert(cast, engagement)

    found = {each: asker.get(f"/engagements?q={each}").json()["items"] for each in TOLD}

    assert found == {each: [] for each in TOLD}


def test_error_says_the_same_of_what_is_hidden_as_of_what_is_not_there(cast, engagement, alice):
    _, ids = covert(cast, engagement)
    asker, base = program(cast.alice), f"/engagements/{engagement.number}"
    number, about = engagement.number, {"client": cast.client_a.uscc, "engagement": engagement.number}
    portal = f"/portal/engagements/{number}"

    def asked(known):
        answer = {"version": 1, "root_cause": "x", "correction": "x", "corrective_action": "x"}
        answers = [
            asker.post_file("/evidence", b"%PDF-1.7\n%%EOF\n", "a.pdf", replaces=known["evidence"], **about),
            asker.post(f"{base}/nonconformities/{known['nonconformity']}/answers", answer),
            asker.post(f"{base}/nonconformities/{known['nonconformity']}/answer", answer),
            asker.put(f"{base}/fieldwork/sheets/{known['sheet']}", {"version": 1}),
            asker.post(f"{base}/fieldwork/sheets/{known['sheet']}/release", {"version": 1}),
            alice.get(f"{portal}/nonconformities/{known['nonconformity']}/"),
            alice.post(f"{portal}/nonconformities/{known['nonconformity']}/answer/", answer),
            alice.get(f"{portal}/sheets/{known['sheet']}/"),
            alice.get(f"/evidence/{known['evidence']}/"),
        ]
        return [(each.status_code, plain(each.content.decode())) for each in answers]

    hidden = asked(ids)

    assert hidden == asked(UNKNOWN)
    assert {status for status, _ in hidden} == {403, 404}
    assert not Engagement.objects.get(pk=engagement.pk).evidence.filter(name="a.pdf").exists()


def test_nobody_of_the_client_is_told_or_mailed_and_the_calendar_stays(cast, engagement):
    calendars.new_address(by=cast.alice)
    cast.alice.refresh_from_db()
    mailed()
    where = reverse("calendar-feed", args=[token_of(cast.alice)])
    before = Notice.objects.filter(person__in=[cast.alice, cast.bob]).count(), Browser().get(where).content

    covert(cast, engagement)
    letters = mailed()

    after = Notice.objects.filter(person__in=[cast.alice, cast.bob]).count(), Browser().get(where).content
    assert after == before
    assert [each.to for each in letters if "client-" in str(each.to)] == []


def test_engagement_has_no_later_version_stage_or_date_for_it(cast, engagement):
    before = Engagement.objects.filter(pk=engagement.pk).values().get()

    rows, _ = covert(cast, engagement)

    assert Engagement.objects.filter(pk=engagement.pk).values().get() == before
    assert [each.shown_number for each in rows] == [None, None]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_plan_its_pdf_and_the_api_have_no_covert_mode(cast, engagement, alice, language):
    alice.cookies["django_language"] = language
    names = {
        mode.letter: mode.title
        for code in ("zh", "en")
        for mode in scheme_of(engagement.edition, code).modes
        if mode.letter in "BD"
    }
    where = f"/portal/engagements/{engagement.number}/plan/"

    page = alice.get(where).content.decode()
    with pypdfium2.PdfDocument(alice.get(f"{where}plan.pdf").content) as document:
        pdf = "".join(each.get_textpage().get_text_bounded() for each in document)
    told = program(cast.alice).get(f"/engagements/{engagement.number}/plan/released").content.decode()

    assert [each for each in (page, pdf, told) if re.search(r"\b[BD]\b|2026-12-06|12-06", each)] == []
    assert [title for title in names.values() if title in page + pdf + told] == []


def test_first_mystery_visit_before_the_team_comes_is_as_hidden(cast, edition, alice):
    engagement = sheets.planned_with(cast, edition)
    asker = program(cast.alice)
    told = calls(cast, engagement, UNKNOWN, asker)
    before = pages(cast, engagement, UNKNOWN, alice)

    row = sheets.made(engagement, cast.sun, "B", at=sheets.NOW)
    ids = {**UNKNOWN, "sheet": row.pk}
    # The pages first: one of them says when the key was used last.
    after = pages(cast, engagement, ids, alice)

    assert differing(before, after) == ({}, set())
    assert differing(told, calls(cast, engagement, ids, asker)) == ({}, set())


def test_released_sheet_is_seen_without_what_stays_the_body_s_own(cast, engagement, alice):
    rows, ids = covert(cast, engagement)
    sheets.released(rows[0], cast.lin, [ids["tie"]])
    portal, asker = f"/portal/engagements/{engagement.number}/sheets/", program(cast.alice)

    listed, page = (alice.get(each).content.decode() for each in (portal, f"{portal}1/"))
    told = asker.get(f"/engagements/{engagement.number}/characteristic-sheets/1").json()

    assert [
        each for each in (sheets.PLACE, sheets.SCENARIO, FILE, "秒表 S-07", "25 / 18.5 s") if each not in page
    ] == []
    assert [
        each for each in (sheets.COVER, sheets.PURCHASE, sheets.NOTE, "0.png") if each in listed + page
    ] == []
    assert sheets.PLACE in listed
    assert sorted(told) == [
        "evidence", "inspector", "mode", "number", "place", "rows", "scenario", "visited_at",
    ]  # fmt: skip
    assert (told["number"], told["evidence"], "note" in told["rows"][0]) == (1, [ids["evidence"]], False)
    assert content_of(alice.get(f"/evidence/{ids['evidence']}/")) == image()
    assert f"{portal}" in alice.get(f"/portal/engagements/{engagement.number}/").content.decode()


def test_release_of_one_sheet_tells_nothing_of_the_other(cast, engagement, alice):
    rows, _ = covert(cast, engagement)
    third = sheets.made(engagement, cast.lin, "A")
    sheets.proof(third, cast.lin, "公开.png", "black")
    sheets.released(rows[1], cast.lin)
    sheets.released(third, cast.lin)
    portal = f"/portal/engagements/{engagement.number}/sheets/"

    asked = program(cast.alice).get(f"/engagements/{engagement.number}/characteristic-sheets").json()
    export = content_of(alice.get(f"{portal}?export=csv")).decode("utf-8-sig")

    assert [(each["number"], each["mode"]) for each in asked["items"]] == [(1, "D"), (2, "A")]
    assert [line.split(",")[0] for line in export.splitlines()[1:]] == ["1", "2"]
    assert "B " not in export
    assert plain(alice.get(f"{portal}3/").content.decode()) == plain(
        alice.get(f"{portal}999/").content.decode()
    )
    assert alice.get(f"{portal}3/").status_code == 404


def test_mail_of_the_release_says_what_may_be_seen_now(cast, engagement):
    rows, _ = covert(cast, engagement)
    mailed()

    sheets.released(rows[0], cast.lin)
    letters = [each for each in mailed() if each.to == [cast.alice.email]]

    assert len(letters) == 2
    assert sheets.PLACE in letters[0].body
    assert [each for each in (sheets.COVER, sheets.NOTE) if each in letters[0].body + letters[1].body] == []


@pytest.mark.parametrize("who", ["lin", "sun", "he", "ma", "tan", "ou", "wu", "alice", "bob"])
def test_rows_that_a_person_sees_are_those_that_the_rule_table_gives(cast, engagement, who):
    rows, _ = covert(cast, engagement)
    sheets.made(engagement, cast.lin, "A")
    sheets.released(rows[1], cast.lin)
    actor, team = actor_of(getattr(cast, who)), frozenset({cast.lin.pk, cast.sun.pk})

    allowed = {
        row.pk
        for row in CharacteristicSheet.objects.all()
        if may(actor, Act.VIEW_SHEETS, Subject(cast.client_a.pk, team, secret=row.released_at is None))
    }

    assert {row.pk for row in CharacteristicSheet.objects.visible_to(actor)} == allowed


def test_other_client_finds_nothing_of_a_released_sheet(cast, engagement):
    rows, _ = covert(cast, engagement)
    sheets.released(rows[0], cast.lin)
    bob = sign_in(Browser(), cast.bob)

    assert bob.get(f"/portal/engagements/{engagement.number}/sheets/").status_code == 404
    assert bob.get(f"/portal/engagements/{engagement.number}/sheets/1/").status_code == 404
    base = f"/engagements/{engagement.number}/characteristic-sheets"
    assert [program(cast.bob).get(each).status_code for each in (base, f"{base}/1")] == [404, 404]
