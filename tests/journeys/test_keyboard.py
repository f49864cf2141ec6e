# SPDX-License-Identifier: Apache-2.0
"""Signing in, finding something in a list and filling in a form, without a mouse; it always shows where one is."""

import pytest
from playwright.sync_api import expect

from tests.journeys.test_meetings import OWNER, number_of
from zhuoping.cli.demo_data.accounts import PASSWORD

pytestmark = pytest.mark.xdist_group("meetings")

MOST_STEPS = 60
# Whether the focus is on an element, and whether that shows: by an outline or by a shadow around it.
IS_THERE = "element => document.activeElement === element"
SHOWS = """element => {
    const style = getComputedStyle(element);
    return style.outlineStyle !== 'none' || style.boxShadow !== 'none';
}"""


def step_to(visitor, selector):
    """Press Tab until the element has the focus."""
    wanted = visitor.page.locator(selector).first
    for _ in range(MOST_STEPS):
        visitor.page.keyboard.press("Tab")
        if wanted.evaluate(IS_THERE):
            break
    expect(wanted).to_be_focused()
    assert wanted.evaluate(SHOWS)


def type_into(visitor, selector, text):
    step_to(visitor, selector)
    visitor.page.keyboard.type(text)


def test_everything_is_done_by_keyboard(come):
    owner = come()
    keyboard = owner.page.keyboard
    owner.arrive()

    step_to(owner, "header a[href='/account/login/']")
    keyboard.press("Enter")
    owner.is_at("Sign In")
    type_into(owner, "[name=login]", OWNER)
    type_into(owner, "[name=password]", PASSWORD)
    keyboard.press("Enter")
    owner.is_at("首页")
    number = number_of(owner)

    step_to(owner, "nav a[href='/portal/engagements/']")
    keyboard.press("Enter")
    owner.is_at("我的认证项目")
    type_into(owner, "#listing-q", number[-4:])
    owner.sees("第 %(first)s–%(last)s 行，共 %(count)s 行", first=1, last=1, count=1)
    step_to(owner, f"#listing a[href*='{number}']")
    keyboard.press("Enter")
    owner.is_at(number)

    step_to(owner, "main a[href$='/application/']")
    keyboard.press("Enter")
    owner.is_at("申请内容")
    type_into(owner, "[name=places]", "2")
    step_to(owner, "[name=has_outsourced][value=yes]")
    keyboard.press("ArrowDown")
    expect(owner.page.locator("[name=has_outsourced][value=no]")).to_be_checked()
    step_to(owner, "main button[name=stay]")
    keyboard.press("Enter")
    owner.is_told("申请已保存。")
    owner.holds(places="2")
