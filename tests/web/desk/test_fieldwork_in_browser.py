# SPDX-License-Identifier: Apache-2.0
"""The scoring desk in a real browser: by keyboard, by two at once, with files; without barriers, on a phone too."""

import io

import pytest
from playwright.sync_api import expect

from tests import files, plans
from tests.fieldworking import IN_FIELD, attached, in_field, write
from tests.web.axe import barriers
from tests.web.browser import browse, chromium, house
from zhuoping.actions.evidence import Handed
from zhuoping.actions.fieldwork import opening
from zhuoping.records.fieldwork_values import standing
from zhuoping.records.models import Finding, Tie

__all__ = ["browse", "chromium", "house"]

pytestmark = pytest.mark.django_db(transaction=True)
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def address(engagement, part=""):
    return f"/desk/engagements/{engagement.number}/fieldwork/{part}"


class Keyboard:
    """Types texts and counts the keys that are pressed beyond them."""

    def __init__(self, page):
        self.page, self.pressed = page, 0

    def text(self, text):
        self.page.keyboard.type(text)

    def press(self, keys):
        self.pressed += len(keys.split("+"))
        self.page.keyboard.press(keys)


def test_all_indicators_are_scored_by_keyboard_alone(browse, cast, edition):
    engagement = in_field(cast, edition)
    page = browse(address(engagement), cast.lin)
    keys = Keyboard(page)

    full = {ref: f"{each.points:f}" for ref, each in standing(engagement).scorecard.indicators.items()}
    most = 0
    for ref, points in full.items():
        before = keys.pressed
        page.wait_for_selector(f'#desk-title:has-text("{ref} ")')
        if ref == "2.2":
            expect(page.locator("[name=met]").first).to_be_focused()
            keys.press("Space")
        elif ref == "2.1":
            keys.text("5")
            keys.press("Tab")
            keys.press("Tab")
            keys.press("Tab")
            keys.text("5")
        elif ref == "1.1":
            # Loaded, not opened by a key: the first digit goes to the points.
            keys.text("2.5")
            keys.press("Tab")
            keys.press("Tab")
            keys.text("岗位说明缺两处")
        else:
            keys.text(points)
        if ref != "7.3":
            keys.press("Alt+ArrowDown")
        most = max(most, keys.pressed - before)
    keys.press("Escape")
    page.wait_for_selector("#desk-summary:has-text('总分')")

    assert standing(engagement).scorecard.total == 149.5
    assert most <= 6


def test_two_see_each_other_and_nothing_that_is_typed_is_overwritten(browse, cast, edition):
    engagement = in_field(cast, edition)
    page = browse(address(engagement, "?ref=1.1"), cast.lin)
    page.locator("#value-text").type("林正在写")

    write(engagement, cast.sun, "1.1", "text", "孙写的发现")
    write(engagement, cast.sun, "1.1", "notes", "孙的笔记")
    write(engagement, cast.sun, "1.2", "award", 10)
    expect(page.locator("#value-notes")).to_have_value("孙的笔记", timeout=6000)
    during = page.locator("#value-text").input_value()
    listed = page.locator("#row-1-2").inner_text()
    page.keyboard.press("Escape")
    page.locator("button[name=keep]").wait_for()
    both = page.locator("#status-text").inner_text()
    page.locator("button[name=keep]").click()
    page.locator("#status-text .z-saved").wait_for()

    assert during == "林正在写"
    assert "10/10" in listed
    assert "孙写的发现" in both
    assert "林正在写" in both
    assert Finding.objects.get(ref="1.1").text == "林正在写"


def test_what_was_refused_keeps_the_indicator_open(browse, cast, edition):
    engagement = in_field(cast, edition)
    page = browse(address(engagement, "?ref=1.1"), cast.lin)

    page.locator("#points").fill("9")
    page.keyboard.press("Alt+ArrowDown")
    page.locator("#status-award:has-text('有内容还没有保存')").wait_for()
    title = page.locator("#desk-title").inner_text()
    page.locator("#points").fill("3")
    page.keyboard.press("Alt+ArrowDown")
    page.locator('#desk-title:has-text("1.2")').wait_for()

    assert title.startswith("1.1")
    assert Finding.objects.get(ref="1.1").award == 3


def test_indicator_is_found_and_help_opened_by_keys(browse, cast, edition):
    engagement = in_field(cast, edition)
    page = browse(address(engagement), cast.lin)

    page.keyboard.press("/")
    page.keyboard.type("手册")
    page.keyboard.press("Enter")
    page.locator('#desk-title:has-text("4.1")').wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("k")
    page.locator('#desk-title:has-text("3.3")').wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.locator("#desk-keys[open]").wait_for()

    assert page.url.endswith("?ref=3.3")


def test_several_files_are_taken_in_at_once_and_a_bad_one_says_why(browse, cast, edition):
    engagement = in_field(cast, edition)
    page = browse(address(engagement, "?ref=1.1"), cast.lin)

    chosen = [
        {"name": "一.png", "mimeType": "image/png", "buffer": files.image()},
        {"name": "二.pdf", "mimeType": "application/pdf", "buffer": files.pdf(b"x")},
        {"name": "三.html", "mimeType": "text/html", "buffer": b"<p>"},
    ]
    page.locator("#desk-files").set_input_files(chosen)
    page.locator("#desk-evidence:has-text('一.png'):has-text('二.pdf')").wait_for()
    page.locator("[data-uploads] .z-bad").wait_for()

    assert Tie.objects.filter(subject="finding:1.1").count() == 2
    assert "三.html" in page.locator("[data-uploads] li:has(.z-bad)").inner_text()


def test_desk_has_no_barriers_and_fits_a_phone(browse, cast, edition):
    ahead = plans.confirmed(cast, edition)
    page = browse(address(ahead), cast.lin, size="phone", language="en")
    found = {"ahead": (barriers(page), page.evaluate(WIDER))}
    opening.open_fieldwork(by=cast.lin, at=IN_FIELD, number=ahead.number)
    write(ahead, cast.lin, "2.1", "award", {"parts": {"a": 5}})
    attached(ahead, cast.lin, "finding:2.1", Handed(io.BytesIO(files.image()), "门头.png"))
    for size, shade in (("phone", "dark"), ("desk", "light")):
        page = browse(address(ahead, "?ref=2.1"), cast.lin, size=size, shade=shade, language="en")
        found[size] = (barriers(page), page.evaluate(WIDER))

    assert found == dict.fromkeys(found, ([], 0))
