# SPDX-License-Identifier: Apache-2.0
"""Signing in with a phone in the hand, and the pages of meetings and facts without barriers at both widths."""

from decimal import Decimal

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.factsverifying import OUTLET, outlets, submit
from tests.fieldworking import IN_FIELD, in_field
from tests.web.axe import barriers
from tests.web.browser import browse, chromium, house
from zhuoping.actions.fieldwork import facts, meetings
from zhuoping.core.fieldwork.meetings import MeetingKind
from zhuoping.records.models import Attendance

__all__ = ["browse", "chromium", "house"]

pytestmark = pytest.mark.django_db(transaction=True)
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def address(engagement, part):
    return f"/desk/engagements/{engagement.number}/fieldwork/{part}"


def held(engagement, by):
    """The opening meeting, begun now, at a point in Xiamen."""
    now = timezone.now()
    meetings.record_meeting(
        by=by,
        at=now,
        number=engagement.number,
        kind=MeetingKind.OPENING,
        given=meetings.Given(now, "公司三楼会议室", None, Decimal("24.479834"), Decimal("118.089425")),
        seen=0,
    )


def test_position_is_asked_for_on_a_press_and_signed_in_with(browse, cast, edition):
    engagement = in_field(cast, edition)
    held(engagement, cast.lin)
    page = browse(address(engagement, "meetings/"), cast.lin, size="phone")
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 24.4798, "longitude": 118.0894})

    untouched = page.locator("[name=latitude]").input_value()
    page.get_by_role("button", name="取得我的位置").click()
    expect(page.locator("[data-located]")).to_have_text("已取得位置，请签到")
    page.get_by_role("button", name="签到：林审查").click()
    expect(page.get_by_text("您已签到。")).to_be_visible()

    row = Attendance.objects.get()
    assert untouched == ""
    assert (str(row.latitude), str(row.longitude)) == ("24.479800", "118.089400")


def test_position_that_is_not_given_is_told_and_signing_in_goes_on(browse, cast, edition):
    engagement = in_field(cast, edition)
    held(engagement, cast.lin)
    page = browse(address(engagement, "meetings/"), cast.lin, size="phone", language="en")

    page.get_by_role("button", name="Find my position").click()
    expect(page.locator("[data-located]")).to_contain_text("No position")
    page.get_by_role("button", name="Sign in: 林审查").click()
    expect(page.get_by_text("You are signed in.")).to_be_visible()

    assert Attendance.objects.get().latitude is None


def test_pages_have_no_barriers_and_fit_a_phone(browse, cast, edition):
    engagement = in_field(cast, edition)
    submit(cast, engagement, outlets(60))
    held(engagement, cast.lin)
    given = {"by": cast.lin, "at": IN_FIELD, "number": engagement.number, "sheet": "outlets", "seen": 0}
    facts.correct_row(**given, row=1, values=OUTLET | {"name": "思明店"}, reason="看到门牌")
    meetings.sign_in(by=cast.sun, at=IN_FIELD, number=engagement.number, kind=MeetingKind.OPENING)
    found = {}

    for size, language, shade in (("phone", "en", "dark"), ("desk", "zh-hans", "light")):
        for part in ("meetings/", "meetings/closing/", "facts/", "facts/outlets/", "facts/outlets/1/"):
            page = browse(address(engagement, part), cast.lin, size=size, language=language, shade=shade)
            found[part, size] = (barriers(page), page.evaluate(WIDER))

    assert found == dict.fromkeys(found, ([], 0))
