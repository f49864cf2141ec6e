# SPDX-License-Identifier: Apache-2.0
"""Closing, signing and opening again by programs, with the codes of the pages."""

import hashlib

import pytest

from tests import files
from tests.adopting import edition
from tests.api.programs import program
from tests.closing import AT_CLOSING, complete
from tests.fieldworking import in_field
from zhuoping.actions.fieldwork import closing
from zhuoping.records.models import Finding, FrozenScorecard

__all__ = ["edition"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def engagement(cast, edition):
    return complete(cast, edition)


@pytest.fixture
def frozen(cast, engagement):
    return closing.close_fieldwork(by=cast.lin, at=AT_CLOSING, number=engagement.number)


def test_gaps_are_listed_with_where_each_is_put_right(cast, edition):
    number = in_field(cast, edition).number

    found = program(cast.sun).get(f"/engagements/{number}/fieldwork/gaps").json()

    assert (found[0]["where"], found[0]["key"], found[0]["code"]) == ("finding", "1.1", "finding-untouched")
    assert [each["code"] for each in found if not each["blocks"]] == ["mode-pending"]


def test_leader_closes_and_the_file_has_the_digest(cast, engagement):
    place = f"/engagements/{engagement.number}"

    answer = program(cast.lin).post(f"{place}/fieldwork/close", {})
    file = program(cast.alice).get(f"{place}/scorecards/1")
    ours = program(cast.ma).get(f"{place}/scorecards/1/internal")

    assert (answer.status_code, answer.json()["total"]) == (201, "150.00")
    assert hashlib.sha256(file.content).hexdigest() == answer.json()["digest"]
    assert "内部笔记" in ours.content.decode()
    assert "内部笔记" not in file.content.decode()
    assert program(cast.alice).get(f"{place}/scorecards/1/internal").status_code == 403


def test_closing_with_a_gap_is_refused_with_its_code(cast, engagement):
    Finding.objects.filter(engagement=engagement, ref="1.1").update(ways=[])

    answer = program(cast.lin).post(f"/engagements/{engagement.number}/fieldwork/close", {})

    assert answer.status_code == 422
    assert [each["code"] for each in answer.json()["problems"]] == ["finding-ways-missing"]
    assert not FrozenScorecard.objects.exists()


def test_client_finds_no_scorecard_before_closing_and_another_client_none_at_all(cast, engagement):
    place = f"/engagements/{engagement.number}/scorecards"

    assert program(cast.alice).get(place).json() == []
    assert program(cast.alice).get(f"{place}/1").status_code == 404
    assert program(cast.bob).get(place).status_code == 404
    assert program(cast.alice).get(f"/engagements/{engagement.number}/fieldwork/gaps").status_code == 403


def test_client_signs_with_an_image_and_it_stands_with_the_scorecard(cast, frozen):
    place = f"/engagements/{frozen.engagement.number}/scorecards"
    given = {"digest": frozen.digest, "party": "client", "signatory": "陈总", "function": "总经理"}

    signed = program(cast.alice).post_file(f"{place}/1/sign", files.image(), "签名.png", **given)
    again = program(cast.alice).post_file(f"{place}/1/sign", files.image(), "签名.png", **given)
    listed = program(cast.sun).get(place).json()

    assert (signed.status_code, signed.json()["signatory"]) == (201, "陈总")
    assert [each["code"] for each in again.json()["problems"]] == ["signed-already"]
    assert [each["signatory"] for each in listed[0]["signatures"]] == ["陈总"]


def test_officer_opens_again_and_the_frozen_one_stays(cast, frozen):
    place = f"/engagements/{frozen.engagement.number}"

    answer = program(cast.ma).post(f"{place}/fieldwork/reopen", {"reason": "补 3.1 的记录"})

    assert (answer.status_code, answer.json()["reopened_reason"]) == (200, "补 3.1 的记录")
    assert program(cast.lin).post(f"{place}/fieldwork/reopen", {"reason": "x"}).status_code == 403
    assert program(cast.lin).post(f"{place}/fieldwork/close", {}).json()["round"] == 2
