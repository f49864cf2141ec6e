# SPDX-License-Identifier: Apache-2.0
"""A person before a browser: goes to pages, reads them, fills in forms and presses buttons, in one language and size.

Words are given as the Chinese sentences of the source; `say` has them as this person's pages show them.
"""

import html
import re
from pathlib import Path

from django.utils import translation
from playwright.sync_api import expect

from tests.web.axe import RULES, barriers
from zhuoping.core.wording.labels import label

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
_DJANGO = {"zh": "zh-hans", "en": "en"}
_HAN = re.compile(r"[\u4e00-\u9fff]")
# What kind each field of a form is, by name; asked at once, as each question to the browser costs as much as an answer.
_KINDS = """(first, names) => names.map(name => document.querySelector(`main [name='${name}']`).type)"""


class Visitor:
    """One person's window of the browser; those who read English like it dark.

    `pictures` is a folder for a picture of each page that is looked at, or None; `rules` are those of axe.py that
    the pages have to keep.
    """

    def __init__(self, house, product, language, size, *, pictures=None, rules=RULES):
        self._house, self._window = house, house.open(size, "dark" if language == "en" else "light")
        self.page, self.context = self._window.page, self._window.page.context
        self.product, self.language = product, language
        self._size, self._pictures, self._rules = size, pictures, rules
        # What is wrong with any page on the way; a journey goes on, and whoever began it asks at its end.
        self.faults = []

    def arrive(self):
        """Come for the first time. Chinese is the house's language; others find the switch on top of each page."""
        self.open("/")
        if self.language == "en":
            self.page.locator("header").get_by_role("button", name="English", exact=True).click()
            expect(self.page.locator("html")).to_have_attribute("lang", "en")

    def come_again(self):
        """Come as somebody whose browser remembers the language."""
        value = _DJANGO[self.language]
        self.context.add_cookies([{"name": "django_language", "value": value, "url": self.product.address}])

    def leave(self):
        """Go away, whoever has not yet; the next one finds nothing of this one in the window."""
        if self._window is not None:
            self.faults += self._house.leave(self._window)
            self._window = None

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
        first = self.page.locator(f"main [name='{next(iter(values))}']").first
        for (name, value), kind in zip(values.items(), first.evaluate(_KINDS, list(values)), strict=True):
            self._fill(name, value, kind)

    def _fill(self, name, value, kind):
        fields = self.page.locator(f"main [name='{name}']")
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

    def send(self, path, **values):
        """Send a form as its page does, without a look at it: for one more of what was filled in a moment ago.

        The text of the page that answers; a file is given by its path.
        """
        cookies = {each["name"]: each["value"] for each in self.context.cookies()}
        form = {name: value if isinstance(value, Path) else str(value) for name, value in values.items()}
        answer = self.context.request.post(
            path, multipart={"csrfmiddlewaretoken": cookies["csrftoken"], **form}
        )
        assert answer.status == 200
        return html.unescape(answer.text())

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
        self.faults += [f"{name}: {each}" for each in barriers(self.page, self._rules)]
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
