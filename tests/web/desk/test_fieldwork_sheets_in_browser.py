# SPDX-License-Identifier: Apache-2.0
"""Characteristic sheets in a real browser: no barriers, nothing wider than a phone, and filled in by keyboard."""

import pytest

from tests import sheets
from tests.web.axe import barriers
from tests.web.browser import browse, chromium, house
from tests.web.desk.test_plan_in_browser import WIDER, looked_at
from zhuoping.records.models import CharacteristicSheet

__all__ = ["browse", "chromium", "house"]


@pytest.mark.django_db(transaction=True)
def test_pages_of_sheets_have_no_barriers_and_fit_a_phone(browse, cast, edition):
    engagement = sheets.in_field_with(cast, edition)
    row = sheets.made(engagement, cast.sun, "B", [sheets.ROW, sheets.SEEN])
    sheets.proof(row, cast.sun)
    desk = f"/desk/engagements/{engagement.number}/fieldwork/sheets/"
    one = f"{desk}{row.pk}/"

    auditor = browse("/desk/", cast.sun, size="phone", language="en")
    found = looked_at(auditor, [desk, f"{desk}new/", one, f"{one}evidence/"])
    leader = browse("/desk/", cast.lin, size="phone", language="en")
    leading = looked_at(leader, [one, f"{one}release/"])
    sheets.released(row, cast.lin)
    client = browse("/portal/", cast.alice, size="phone", language="en")
    portal = f"/portal/engagements/{engagement.number}/sheets/"
    reading = looked_at(client, [portal, f"{portal}1/"])

    for each in (found, leading, reading):
        assert each == dict.fromkeys(each, ([], 0))


@pytest.mark.django_db(transaction=True)
def test_row_is_written_and_kept_by_keyboard(browse, cast, edition):
    engagement = sheets.in_field_with(cast, edition)
    row = sheets.made(engagement, cast.lin, rows=())
    page = browse(f"/desk/engagements/{engagement.number}/fieldwork/sheets/{row.pk}/", cast.lin)

    page.focus("#r0-contact")
    for text in ("前台", "Tab", "等待", "Tab", "t", "Tab", "30", "Tab", "Tab", "Tab", "s", "Tab"):
        page.keyboard.press(text) if text in ("Tab", "t") else page.keyboard.insert_text(text)
    page.select_option("#r0-kind", "temporal")
    page.focus("#r0-repeats")
    page.keyboard.insert_text("25 30")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=记录表已保存")

    assert CharacteristicSheet.objects.get().rows[0]["repeats"] == ["25", "30"]
    assert (barriers(page), page.evaluate(WIDER)) == ([], 0)
