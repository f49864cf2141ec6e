# SPDX-License-Identifier: Apache-2.0
"""Attacks by what is typed or sent: numbers without end, files of strangers, formulas, texts that fill the ledger."""

import io

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory

from tests.api.programs import program
from tests.cast import USCC_A, USCC_B
from tests.make_web import engagement_at
from zhuoping.core.lifecycle import Stage
from zhuoping.records.models import Evidence, LedgerEntry
from zhuoping.web.shared.calendar import token_of
from zhuoping.web.shared.export import guarded

# More digits than Python reads into a number.
NUMBER = "9" * 5000
MEGABYTE = 1024 * 1024


class Untouched(io.RawIOBase):
    """A body that must not be read."""

    def readable(self):
        return True

    def readinto(self, buffer):
        raise AssertionError(f"{len(buffer)} bytes were asked for")


@pytest.mark.parametrize("number", [NUMBER, "9" * 30, "٣", "-1", "1e3"])
def test_attack_number_without_end_is_no_failure(cast, client, number):
    engagement = engagement_at(cast, Stage.APPLYING)
    client.force_login(cast.alice)
    one = f"/portal/engagements/{engagement.number}"

    statuses = {
        client.get(f"{one}/documents/handbook/", {"replaces": number}).status_code,
        client.post(f"{one}/application/", {"prior_proof": number}).status_code,
        client.post(f"{one}/submit/", {"version": number}).status_code,
        client.post(f"/portal/clients/{USCC_A}/facts/outlets/1/remove/", {"version": number}).status_code,
    }

    assert statuses <= {200, 404, 409, 422}


@pytest.mark.parametrize("number", [NUMBER, "many"])
def test_attack_version_of_an_approval_that_is_no_number_is_refused(cast, client, number):
    engagement = engagement_at(cast, Stage.AGREED)
    client.force_login(cast.ma)
    page = f"/desk/engagements/{engagement.number}/plan/days/approval/"

    assert client.post(page, {"version": number, "reason": "理由"}).status_code in (409, 422)


@pytest.mark.django_db
@pytest.mark.parametrize("cookie", ["", "sessionid=made-up"])
def test_attack_file_of_a_stranger_is_refused_unread(cookie):
    said = {}
    media_type = "multipart/form-data; boundary=x"
    environ = RequestFactory().post("/account/login/", content_type=media_type).environ
    asked = {"CONTENT_LENGTH": str(6 * MEGABYTE), "wsgi.input": Untouched(), "HTTP_COOKIE": cookie}

    answer = WSGIHandler()(environ | asked, lambda status, _: said.update(status=status))

    assert said["status"].startswith("413 ")
    assert "5 MB" in b"".join(answer).decode()


@pytest.mark.parametrize("sign", ["＝", "＋", "－", "＠"])
def test_attack_formula_in_full_width_is_guarded(sign):
    assert guarded(f"{sign}HYPERLINK(A1)") == f"'{sign}HYPERLINK(A1)"


def test_attack_text_without_end_does_not_fill_the_ledger(cast):
    engagement = engagement_at(cast, Stage.APPLYING)
    client, officer, administrator = (program(each) for each in (cast.alice, cast.ma, cast.tan))
    before, text = LedgerEntry.objects.count(), "长" * 20_001

    answers = [
        client.post(f"/engagements/{engagement.number}/discontinue", {"reason": text[:2001]}),
        client.put(f"/engagements/{engagement.number}/application", {"version": 1, "wishes": text}),
        officer.post(f"/clients/{USCC_A}/credit-code", {"evidence": text[:501]}),
        administrator.put(f"/people/{cast.ma.pk}/name", {"name": text[:101]}),
        administrator.post(f"/people/{cast.ma.pk}/deactivate", {"reason": text[:2001]}),
    ]

    assert [each.status_code for each in answers] == [422] * 5
    assert LedgerEntry.objects.count() == before


def test_attack_evidence_of_another_client_is_no_proof_of_mine(cast, client):
    engagement = engagement_at(cast, Stage.APPLYING, cast.client_b)
    engagement_at(cast, Stage.SUBMITTED)
    theirs = Evidence.objects.filter(client=cast.client_a).first()
    client.force_login(cast.bob)
    given = {"version": engagement.version, "seen": "x", "prior_proof": theirs.pk}

    client.post(f"/portal/engagements/{engagement.number}/application/", given)
    program(cast.bob).put(
        f"/engagements/{engagement.number}/application",
        {
            "version": engagement.version,
            "prior_proof": theirs.pk,
        },
    )

    engagement.application.refresh_from_db()
    assert engagement.application.prior_proof_id is None
    assert client.get(f"/evidence/{theirs.pk}/").status_code == 404


def test_attack_row_of_another_client_is_not_reached_by_my_own_address(cast, client):
    engagement_at(cast, Stage.SUBMITTED)
    row = cast.client_a.sheets.get(key="outlets").rows.first()
    client.force_login(cast.bob)
    page = f"/portal/clients/{USCC_B}/facts/outlets/{row.pk}/"

    answers = [client.get(page), client.post(f"{page}remove/", {"version": row.version})]

    assert [each.status_code for each in answers] == [404, 422]
    assert cast.client_a.sheets.get(key="outlets").rows.filter(pk=row.pk).exists()


@pytest.mark.parametrize(
    "back", ["//evil.example", "/\t/evil.example", "https:evil.example", "\\\\evil.example"]
)
def test_attack_language_leads_to_no_other_site(cast, client, back):
    assert client.post("/language/", {"language": "en", "next": back})["Location"] == "/"


def test_attack_calendar_takes_no_lines_from_a_name(cast, client):
    engagement_at(cast, Stage.CONFIRMED)
    cast.client_a.name = "甲\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nATTACH:https://evil.example"
    cast.client_a.save()
    cast.lin.calendar_address = 1
    cast.lin.save()

    lines = client.get(f"/account/calendar/{token_of(cast.lin)}.ics").content.decode().splitlines()

    # The days of the visit, and the day by which the leader opens fieldwork.
    assert lines.count("BEGIN:VEVENT") == 2
    assert not [line for line in lines if line.startswith("ATTACH")]
