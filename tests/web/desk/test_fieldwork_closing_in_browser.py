# SPDX-License-Identifier: Apache-2.0
"""Closing and signing in a real browser: no barriers, nothing wider than a phone, a signature by finger or mouse."""

import pytest

from tests.closing import AT_CLOSING, complete
from tests.web.axe import barriers
from tests.web.browser import browse, chromium, house
from zhuoping.actions.fieldwork import closing
from zhuoping.records.models import Finding, ScorecardSignature

__all__ = ["browse", "chromium", "house"]

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PARTS = ("closing/", "scorecard/", "scorecard/sign/")


@pytest.mark.django_db(transaction=True)
def test_pages_have_no_barriers_and_fit_a_phone(browse, cast, edition):
    engagement = complete(cast, edition)
    Finding.objects.filter(engagement=engagement, ref="1.1").update(text="")
    desk = f"/desk/engagements/{engagement.number}/fieldwork/"
    page = browse(f"{desk}closing/", cast.lin, size="phone", language="en")
    found = {"gaps": (barriers(page), page.evaluate(WIDER))}
    Finding.objects.filter(engagement=engagement, ref="1.1").update(text="职责清楚")
    closing.close_fieldwork(by=cast.lin, at=AT_CLOSING, number=engagement.number)

    for part in PARTS:
        page.goto(f"{desk}{part}")
        found[part] = barriers(page), page.evaluate(WIDER)

    assert found == dict.fromkeys(("gaps", *PARTS), ([], 0))


@pytest.mark.django_db(transaction=True)
def test_client_reads_and_signs_on_a_phone(browse, cast, edition):
    engagement = complete(cast, edition)
    closing.close_fieldwork(by=cast.lin, at=AT_CLOSING, number=engagement.number)
    page = browse(f"/portal/engagements/{engagement.number}/scorecard/", cast.alice, size="phone")
    found = barriers(page), page.evaluate(WIDER)

    page.fill("[name=name]", "陈总")
    page.fill("[name=function]", "总经理")
    page.locator(".z-signature-pad").scroll_into_view_if_needed()
    box = page.locator(".z-signature-pad").bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 50, steps=5)
    page.mouse.up()
    page.click("form.z-form button[type=submit]")
    page.wait_for_selector(".z-score-signature")

    row = ScorecardSignature.objects.get()
    assert found == ([], 0)
    assert (row.name, row.party, row.image.file.media_type) == ("陈总", "client", "image/png")
