# SPDX-License-Identifier: Apache-2.0
"""A person before a browser: goes to pages, reads them, fills in forms and presses buttons, in one language and size.

Words are given as the Chinese sentences of the source; `say` has them as this person's pages show them.
"""

import re
from pathlib import Path

from django.utils import translation
from playwright.sync_api import expect

from tests.web.axe import barriers
from tests.web.browser import SIZES, is_complaint
from zhuoping.core.wording.labels import label

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
_DJANGO = {"zh": "zh-hans", "en": "en"}
_HAN = re.compile(r"[\u4e00-\u9fff]")


class Visitor:
    """One person's browser. `pictures` is a folder for a picture of each page that is looked at, or None."""

    def __init__(self, context, product, language, size, pictures=None):
        self.context, self.product, self.language = context, product, language
        self._size, self._pictures = size, pictures
        self.page = context.new_page()
        # What is wrong with any page on the way; a journey goes on, and whoever began it asks at its end.
        self.faults = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", self._hear)
        self.open("/")
        if language == "en":
            # Chinese is the house's language; everybody else finds the switch on top of each page.
            self.page.locator("header").get_by_role("button", name="English", exact=True).click()
            expect(self.page.locator("html")).to_have_attribute("lang", "en")

    def _hear(self, said):
        if is_complaint(said):
            self.faults.append(said.text)

    # -- words

    def say(self, chinese, **values):
        """A sentence of the pages in the person's language; its `number` may ask for another form of the words."""
        with translation.override(_DJANGO[self.language]):
            said = translation.ngettext(chinese, chinese, values.get("number", 1))
            said = translation.gettext(chinese) if said == chinese else said
        assert self.language == "zh" or not _HAN.search(said), f"no English for {chinese}"
        return said % values if values else said

    def name(self, key):
        """What core calls something, such as `DocumentKind.permits`."""
        return label(key, self.language)

    # -- what a person does

    def open(self, path):
        """Type an address; the status of the answer."""
        return self.page.goto(path).status

    def follow(self, chinese, within="main", **values):
        """Follow a link."""
        self.page.locator(within).get_by_role(
            "link", name=self.say(chinese, **values), exact=True
        ).first.click()

    def follow_in_row(self, text):
        """Follow the link in the row of a table that holds this text."""
        self.page.locator("main tbody tr", has_text=text).first.get_by_role("link").first.click()

    def back(self, chinese):
        """Go up by the crumb with this name."""
        self.follow(chinese, within=".z-crumbs")

    def press(self, chinese, within="main", **values):
        """Press a button."""
        button = self.page.locator(within).get_by_role("button", name=self.say(chinese, **values), exact=True)
        button.first.click()

    def fill(self, **values):
        """Fill in fields by their names: text, one of several choices, a tick, or files."""
        for name, value in values.items():
            self._fill(name, value)

    def _fill(self, name, value):
        fields = self.page.locator(f"main [name='{name}']")
        kind = fields.first.evaluate("field => field.type")
        if kind in ("radio", "checkbox"):
            chosen = [value] if isinstance(value, str) else value
            if value is True:
                fields.first.check()
                return
            for each in chosen:
                self.page.locator(f"main [name='{name}'][value='{each}']").check()
        elif kind == "select-one":
            fields.select_option(value)
        elif kind == "file":
            fields.set_input_files(value)
        else:
            fields.fill(str(value))

    def download(self, chinese, **values):
        """Follow a link that hands out a file; its bytes."""
        with self.page.expect_download() as handed:
            self.follow(chinese, **values)
        return handed.value.path().read_bytes()

    # -- what a person sees

    def sees(self, *chinese, **values):
        """Each of these sentences stands on the page."""
        for each in chinese:
            self.reads(self.say(each, **values))

    def reads(self, *texts):
        """Each of these texts stands on the page as it is."""
        for each in texts:
            expect(self.page.locator("main")).to_contain_text(each)

    def is_at(self, chinese, **values):
        """The page has this title."""
        expect(self.page.locator("h1").first).to_have_text(self.say(chinese, **values))

    def is_told(self, chinese, **values):
        """The page says on top what has just been done."""
        told = self.page.locator("main > [role=status]")
        expect(told.filter(has_text=self.say(chinese, **values))).to_be_visible()

    def is_refused(self):
        """The page says that nothing was kept; the reader is taken there."""
        expect(self.page.locator("[data-problems]")).to_be_focused()

    def holds(self, **values):
        """Fields of the page hold these texts."""
        for name, value in values.items():
            expect(self.page.locator(f"main [name='{name}']")).to_have_value(value)

    def looks(self, name):
        """Look for barriers and for what does not fit the screen; with a folder for them, take a picture."""
        self._picture(name)
        self.faults += [f"{name}: {each}" for each in barriers(self.page)]
        if wider := self.page.evaluate(WIDER):
            self.faults.append(f"{name}: {wider} px wider than the screen")

    def passes(self, name):
        """Look only when pictures are taken: a page much like one that is looked at anyway."""
        if self._pictures:
            self.looks(name)

    def looks_on_paper(self, name):
        """On paper the content stands alone."""
        self.page.emulate_media(media="print")
        for part in (".z-top", ".z-nav", ".z-foot", ".z-head .z-actions", "main form"):
            expect(self.page.locator(part).first).to_be_hidden()
        expect(self.page.locator("h1")).to_be_visible()
        self._picture(name)
        self.page.emulate_media(media="screen")

    def _picture(self, name):
        if not self._pictures:
            return
        place = Path(self._pictures) / f"{self.language}-{self._size}"
        place.mkdir(parents=True, exist_ok=True)
        number = len(list(place.glob("*.png"))) + 1
        self.page.evaluate("scrollTo(0, 0)")
        self.page.screenshot(path=place / f"{number:02}-{name}.png", full_page=True)


def visit(chromium, product, language, size, pictures=None):
    """A new person's browser, at the first page; those who read English like it dark."""
    context = chromium.new_context(
        viewport=SIZES[size],
        base_url=product.address,
        locale="zh-CN",
        color_scheme="dark" if language == "en" else "light",
    )
    return Visitor(context, product, language, size, pictures)
