# SPDX-License-Identifier: Apache-2.0
"""The parts of the house in a real browser: no barriers, nothing wider than a phone, scripts do what they are for."""

import pytest
from playwright.sync_api import expect

from tests.web.axe import barriers
from tests.web.browser import browse, chromium, house

__all__ = ["browse", "chromium", "house"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("pages")]

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize(
    ("size", "shade", "language"), [("desk", "light", "en"), ("phone", "dark", "zh-hans")]
)
def test_parts_have_no_barriers_and_fit_the_screen(browse, cast, add_clients, size, shade, language):
    add_clients(*(f"卓越家电服务第{number}分公司" for number in range(30)), staff=12)
    page = browse("/t/form/", cast.ma, size=size, shade=shade, language=language)
    found = {}

    for path in (
        "/t/form/",
        "/t/parts/",
        "/t/clients/",
        "/t/clients/?q=没有的",
        "/t/refused/",
        "/nothing/",
        "/account/2fa/",
    ):
        page.goto(path)
        found[path] = barriers(page), page.evaluate(WIDER)
    page.context.clear_cookies()
    for path in ("/", "/account/login/", "/account/signup/", "/account/password/reset/"):
        page.goto(path)
        found[path] = barriers(page), page.evaluate(WIDER)

    assert found == dict.fromkeys(found, ([], 0))


def test_refused_form_brings_its_problems_before_the_reader(browse, cast):
    page = browse("/t/form/", cast.ma)
    page.evaluate("document.querySelector('main form').noValidate = true")

    page.click("main form button[type=submit]")

    expect(page.locator("[data-problems]")).to_be_focused()
    assert barriers(page) == []
    page.click("[data-problems] a >> nth=0")
    expect(page.locator("[name=name]")).to_be_focused()


# Two clicks, with the sending itself held back: whether each would have been stopped, and how the button stands then.
TWO_CLICKS = """async () => {
    const form = document.querySelector("main form"), stopped = [];
    form.noValidate = true;
    window.addEventListener("submit", (event) => { stopped.push(event.defaultPrevented); event.preventDefault(); });
    form.requestSubmit();
    form.requestSubmit();
    await new Promise((done) => setTimeout(done));
    return [stopped, form.querySelector("button").disabled];
}"""


def test_second_click_sends_nothing(browse, cast):
    page = browse("/t/form/", cast.ma)

    assert page.evaluate(TWO_CLICKS) == [[False, True], True]


def test_dependent_field_waits_for_its_answer(browse, cast):
    page = browse("/t/form/", cast.ma)
    field = page.locator("[name=prior_number]")

    expect(field).to_be_hidden()
    page.check("[name=has_prior][value=yes]")
    expect(field).to_be_visible()
    page.check("[name=has_prior][value=no]")
    expect(field).to_be_hidden()


def test_list_follows_search_filter_and_sort_and_goes_back(browse, cast, add_clients):
    add_clients("厦门电梯甲", "厦门电梯乙", division="350200")
    add_clients("北京电梯", division="110108")
    page = browse("/t/clients/", cast.ma)
    status = page.locator("#listing [role=status]")

    page.fill("#listing-q", "电梯")
    expect(status).to_have_text("第 1–3 行，共 3 行")
    page.select_option("#listing-division", "350200")
    expect(status).to_have_text("第 1–2 行，共 2 行")
    page.click("#listing th a >> nth=0")
    expect(page.locator("th[aria-sort=ascending]")).to_have_count(1)
    page.fill("#listing-q", "梯乙")
    expect(status).to_have_text("第 1–1 行，共 1 行")
    assert "sort=name" in page.url
    page.go_back()
    expect(status).to_have_text("第 1–2 行，共 2 行")
    expect(page.locator("header.z-top")).to_have_count(1)


def test_shade_is_kept_on_the_device(browse, cast):
    page = browse("/t/form/", cast.ma, shade="light")
    root = page.locator("html")

    expect(root).to_have_attribute("data-bs-theme", "light")
    page.click("[data-shade-toggle]")
    page.reload()
    expect(root).to_have_attribute("data-bs-theme", "dark")


def test_keyboard_reaches_content_and_menus(browse, cast):
    page = browse("/t/form/", cast.ma)

    page.keyboard.press("Tab")
    expect(page.locator(".z-skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.locator(".z-menu summary").press("Enter")
    expect(page.locator(".z-menu > div")).to_be_visible()
    assert barriers(page) == []
    page.keyboard.press("Escape")
    expect(page.locator(".z-menu > div")).to_be_hidden()
    expect(page.locator(".z-menu summary")).to_be_focused()


def test_navigation_opens_on_a_phone(browse, cast):
    page = browse("/t/form/", cast.ma, size="phone")

    expect(page.locator("#navigation")).to_be_hidden()
    page.click("[data-nav-toggle]")
    expect(page.locator("#navigation")).to_be_visible()
    assert barriers(page) == []


def test_paper_shows_the_content_alone(browse, cast):
    page = browse("/t/clients/", cast.ma)

    page.emulate_media(media="print")

    for part in (".z-top", ".z-nav", ".z-tools", ".z-foot", ".z-head .z-actions"):
        expect(page.locator(part)).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("table.z-list")).to_be_visible()
