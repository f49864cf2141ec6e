# SPDX-License-Identifier: Apache-2.0
"""Nonconformities on the pages of both sides; what a client must not see is not there."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from tests import files
from tests.cast import STAFF
from tests.fieldworking import attached, in_field
from tests.nonconforming import ANSWER, SECRET, STATEMENT, answered, hidden, raised, verified, version_of
from tests.plans import agreed
from tests.signing_in import sign_in
from zhuoping.actions.evidence import Handed
from zhuoping.core.authority import Act, ever_may
from zhuoping.records.actors import actor_of
from zhuoping.records.models import LedgerEntry, Nonconformity, Notice, Tie
from zhuoping.web.shared.calendar import token_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def engagement(cast, edition):
    return in_field(cast, edition)


def desk(engagement, row=None, part=""):
    one = f"{row.pk}/" if row else ""
    return f"/desk/engagements/{engagement.number}/fieldwork/nonconformities/{one}{part}"


def portal(engagement, row=None, part=""):
    one = f"{row.pk}/" if row else ""
    return f"/portal/engagements/{engagement.number}/nonconformities/{one}{part}"


def words(answer):
    return answer.content.decode()


# -- the desk


def test_auditor_raises_one_from_a_finding(cast, engagement, client):
    sign_in(client, cast.sun)

    page = words(client.get(f"{desk(engagement)}new/?ref=2.1"))
    given = {"grade": "minor", "ref": "2.1", "clause": "2.1", "statement": STATEMENT, "place": "厦门网点"}
    answer = client.post(f"{desk(engagement)}new/", given)
    row = Nonconformity.objects.get()

    assert '<option value="2.1" selected>' in page
    assert (answer.status_code, answer["Location"]) == (303, desk(engagement, row))
    assert (row.number, row.statement, row.ref, row.raised_by) == (1, STATEMENT, "2.1", cast.sun)


def test_what_is_missing_stands_beside_its_field(cast, engagement, client):
    sign_in(client, cast.sun)

    answer = client.post(f"{desk(engagement)}new/", {"grade": "minor", "clause": "2.1", "statement": " \n"})

    assert answer.status_code == 422
    assert not Nonconformity.objects.exists()


def test_page_shows_what_it_rests_on_and_offers_what_may_be_done(cast, engagement, client):
    row = raised(engagement, cast.sun)
    file = attached(
        engagement, cast.lin, f"nonconformity:{row.pk}", Handed(io.BytesIO(files.image()), "门头.png")
    )
    sign_in(client, cast.lin)

    page = words(client.get(desk(engagement, row)))
    shown = client.post(desk(engagement, row, f"evidence/{Tie.objects.get(evidence=file).pk}/show/"))
    file.refresh_from_db()

    assert {
        each for each in (STATEMENT, "门头.png", "内部", "给企业看", "修改", "撤销") if each not in page
    } == set()
    assert (shown.status_code, file.internal) == (303, False)


def test_evidence_is_tied_by_the_page(cast, engagement, client):
    row = raised(engagement, cast.sun)
    sign_in(client, cast.lin)

    answer = client.post(
        desk(engagement, row, "evidence/"), {"files": [SimpleUploadedFile("门头.png", files.image())]}
    )

    assert answer.status_code == 303
    assert Tie.objects.get(subject=f"nonconformity:{row.pk}").evidence.internal


def test_slower_of_two_who_change_it_sees_both(cast, engagement, client):
    row = raised(engagement, cast.sun)
    sign_in(client, cast.lin)
    given = {"grade": "minor", "ref": "2.1", "clause": "2.1 人员资质", "place": "厦门网点"}

    first = client.post(desk(engagement, row, "change/"), {**given, "statement": "三名", "version": 1})
    second = client.post(desk(engagement, row, "change/"), {**given, "statement": "四名", "version": 1})

    assert (first.status_code, second.status_code) == (303, 409)
    assert {each for each in ("三名", "四名") if each not in words(second)} == set()


def test_auditor_returns_and_closes_it(cast, engagement, client):
    row = raised(engagement, cast.sun)
    answered(row, cast.alice)
    sign_in(client, cast.sun)

    page = words(client.get(desk(engagement, row, "verify/")))
    given = {"doing": "return", "reason": "没有说明其他网点", "version": version_of(row)}
    answer = client.post(desk(engagement, row, "verify/"), given)
    row.refresh_from_db()

    assert ANSWER.root_cause in page
    assert (answer.status_code, row.state) == (303, "returned")


def test_list_is_filtered_and_takes_as_many_queries_for_three_as_for_one(cast, engagement, client):
    sign_in(client, cast.lin)
    counts = []
    raised(engagement, cast.sun)
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(desk(engagement))
        counts.append(len(queries))
        raised(engagement, cast.sun, "major")
        raised(engagement, cast.sun, "observation", statement="标识褪色")

    page = words(client.get(f"{desk(engagement)}?grade=observation"))

    assert counts[0] == counts[1]
    assert ("标识褪色" in page, STATEMENT in page) == (True, False)


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_form_is_handed_out_to_both_sides(cast, engagement, client, kind):
    row = raised(engagement, cast.sun)

    answers = []
    for person, page in ((cast.lin, desk), (cast.alice, portal)):
        sign_in(client, person)
        answers.append(client.get(page(engagement, row, f"form.{kind}")))

    assert [each.status_code for each in answers] == [200, 200]
    assert "NC01-zh" in answers[0]["Content-Disposition"]


# -- the portal


def test_client_reads_and_answers_with_a_file(cast, engagement, client):
    row = raised(engagement, cast.sun)
    sign_in(client, cast.alice)

    listed, page = words(client.get(portal(engagement))), words(client.get(portal(engagement, row)))
    given = {
        "root_cause": ANSWER.root_cause,
        "correction": ANSWER.correction,
        "corrective_action": ANSWER.corrective_action,
        "done_on": "2026-12-20",
        "version": 1,
        "files": [SimpleUploadedFile("证书.pdf", files.pdf(b"a"))],
    }
    answer = client.post(portal(engagement, row, "answer/"), given)
    row.refresh_from_db()

    assert STATEMENT in listed
    assert STATEMENT in page
    assert (answer.status_code, row.state, row.answers.get().done_on) == (303, "answered", date(2026, 12, 20))
    assert "证书.pdf" in words(client.get(portal(engagement, row)))


def test_answer_that_lacks_something_keeps_what_was_typed(cast, engagement, client):
    row = raised(engagement, cast.sun)
    sign_in(client, cast.alice)

    answer = client.post(portal(engagement, row, "answer/"), {"root_cause": "漏排了新人", "version": 1})

    assert answer.status_code == 422
    assert "漏排了新人" in words(answer)


def test_answer_to_a_text_that_was_changed_is_refused_and_goes_the_second_time(cast, engagement, client):
    row = raised(engagement, cast.sun)
    sign_in(client, cast.lin)
    given = {"grade": "minor", "ref": "2.1", "clause": "2.1", "place": "", "statement": "三名", "version": 1}
    client.post(desk(engagement, row, "change/"), given)
    sign_in(client, cast.alice)
    typed = {
        "root_cause": "漏排",
        "correction": "停岗",
        "corrective_action": "核对",
        "done_on": "2026-12-20",
        "version": 1,
    }

    first = client.post(portal(engagement, row, "answer/"), typed)
    second = client.post(portal(engagement, row, "answer/"), typed | {"version": 2})

    assert (first.status_code, second.status_code) == (409, 303)
    assert 'name="version" value="2"' in words(first)
    assert "三名" in words(first)


def test_answer_page_of_a_closed_one_is_not_there(cast, engagement, client):
    row = raised(engagement, cast.sun)
    answered(row, cast.alice)
    verified(row, cast.lin)
    sign_in(client, cast.alice)

    assert client.get(portal(engagement, row, "answer/")).status_code == 404
    typed = {"root_cause": "a", "correction": "b", "corrective_action": "c", "done_on": "2026-12-20"}
    assert client.post(portal(engagement, row, "answer/"), {**typed, "version": 3}).status_code == 422
    assert row.answers.count() == 1


def test_client_sees_of_the_evidence_only_what_was_shown(cast, engagement, client):
    row = raised(engagement, cast.sun)
    for name in ("内部照片.png", "公开照片.png"):
        attached(engagement, cast.lin, f"nonconformity:{row.pk}", Handed(io.BytesIO(files.image()), name))
    sign_in(client, cast.lin)
    client.post(desk(engagement, row, f"evidence/{Tie.objects.get(evidence__name='公开照片.png').pk}/show/"))
    sign_in(client, cast.alice)

    page = words(client.get(portal(engagement, row)))

    assert ("公开照片.png" in page, "内部照片.png" in page) == (True, False)


def test_first_page_of_the_client_leads_to_what_it_has_to_answer(cast, engagement, client):
    raised(engagement, cast.sun)
    sign_in(client, cast.alice)

    page = words(client.get("/portal/"))

    assert portal(engagement) in page


# -- nothing of a covert visit


def test_hidden_one_is_on_no_page_of_the_client_and_staff_sees_it(cast, engagement, client):
    raised(engagement, cast.sun)
    row = hidden(engagement, cast.sun)
    raised(engagement, cast.sun)
    sign_in(client, cast.alice)
    pages = ["/portal/", f"/portal/engagements/{engagement.number}/", portal(engagement)]
    pages += [f"{portal(engagement)}?export=csv", f"{portal(engagement)}?state=open"]

    told = {each: b"".join(client.get(each)).decode(errors="replace") for each in pages}
    statuses = [
        client.get(portal(engagement, row, part)).status_code
        for part in ("", "answer/", "form.pdf", "form.docx")
    ]
    posted = client.post(portal(engagement, row, "answer/"), {"version": 1}).status_code
    sign_in(client, cast.lin)

    assert {
        each for each, text in told.items() if SECRET in text or "暗访" in text or "NC03" in text
    } == set()
    assert (statuses, posted) == ([404] * 4, 404)
    assert SECRET in words(client.get(desk(engagement, row)))
    assert "暗访，未公开" in words(client.get(desk(engagement)))


def test_hidden_one_is_in_no_notice_mail_or_digest_of_the_client(cast, engagement):
    before = Notice.objects.filter(person=cast.alice).count()
    row = hidden(engagement, cast.sun, "observation")

    verified(row, cast.lin)

    assert Notice.objects.filter(person=cast.alice).count() == before


def test_calendar_has_the_days_of_both_sides_and_nothing_hidden(cast, engagement, client):
    row, secret = raised(engagement, cast.sun), hidden(engagement, cast.sun)

    def due(person):
        person.calendar_address = 1
        person.save(update_fields=["calendar_address"])
        events = Calendar.from_ical(client.get(f"/account/calendar/{token_of(person)}.ics").content)
        return {
            str(each["uid"]).partition("@")[0]: (each.decoded("dtstart"), str(each["summary"]))
            for each in events.walk("VEVENT")
            if str(each["uid"]).startswith("nonconformity")
        }

    expected = {f"nonconformity-{row.pk}": (date(2026, 12, 22), "甲泵业有限公司：不符合项 1 答复到期")}
    assert due(cast.alice) == due(cast.sun) == expected
    assert due(cast.bob) == due(cast.ma) == {}
    assert secret.answer_due_on is None


# -- who may open what


@pytest.mark.parametrize("who", [*STAFF, "alice", "bob"])
def test_pages_give_each_person_what_the_rule_table_gives_them(cast, engagement, client, who):
    row = raised(engagement, cast.sun)
    person = getattr(cast, who)
    actor = actor_of(person)
    theirs = actor.sees_all or engagement.client_id in actor.clients or who in ("lin", "sun")
    pages = {
        desk(engagement): Act.VIEW_NONCONFORMITIES,
        desk(engagement, row): Act.VIEW_NONCONFORMITIES,
        desk(engagement, row, "form.docx"): Act.VIEW_NONCONFORMITIES,
        f"{desk(engagement)}new/": Act.RAISE_NONCONFORMITY,
        desk(engagement, row, "change/"): Act.RAISE_NONCONFORMITY,
        desk(engagement, row, "verify/"): Act.RAISE_NONCONFORMITY,
        desk(engagement, row, "withdraw/"): Act.RAISE_NONCONFORMITY,
        desk(engagement, row, "evidence/"): Act.RAISE_NONCONFORMITY,
        portal(engagement): Act.ANSWER_NONCONFORMITY,
        portal(engagement, row): Act.ANSWER_NONCONFORMITY,
        portal(engagement, row, "answer/"): Act.ANSWER_NONCONFORMITY,
        portal(engagement, row, "form.docx"): Act.ANSWER_NONCONFORMITY,
    }
    sign_in(client, person)
    before, wrong = LedgerEntry.objects.count(), {}

    for page, act in pages.items():
        may = ever_may(actor, act) and (actor.is_staff or not page.startswith("/desk/"))
        expected = 403 if not may else 200 if theirs else 404
        status = client.get(page).status_code
        if status != expected:
            wrong[page] = (status, expected)

    assert wrong == {}
    assert LedgerEntry.objects.count() == before


def test_nonconformity_of_another_engagement_is_not_there(cast, edition, engagement, client):
    row = raised(engagement, cast.sun)
    other = agreed(cast, edition, cast.bob, cast.client_b)
    sign_in(client, cast.ma)

    assert client.get(desk(engagement, row)).status_code == 200
    assert client.get(desk(other, row)).status_code == 404
