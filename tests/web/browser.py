# SPDX-License-Identifier: Apache-2.0
"""A real browser for tests: Chromium without a window, in one size, language and shade at a time.

Tests that need it are skipped where there is none: `apt install chromium-headless-shell` (without the parts that only a
window needs, so a third faster) or `apt install chromium`, or name one by ZHUOPING_CHROMIUM.
"""

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pylopdf_fonts_zh_cn
import pytest
from playwright.sync_api import Page, sync_playwright

from tests.signing_in import sign_in

SIZES = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser")
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


# Each module that imports a fixture has it for itself; the browser behind is one, as playwright runs once a process,
# and so are its windows, by the address of their server.
_started = []
_windows = {}


# For machines without a Chinese font: their own, and the one that reports are set in. It has no bold.
_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>{folder}</dir>
</fontconfig>
"""


@pytest.fixture(scope="session")
def chromium(tmp_path_factory):
    """The browser, started once for all tests of a process."""
    if _started:
        yield _started[0]
        return
    found = os.environ.get("ZHUOPING_CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    if not found:
        pytest.skip("no Chromium on this machine")
    # Playwright keeps a loop in this thread, which Django takes for a sign of asynchronous code.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(
            executable_path=found, args=list(_QUIET), env={**os.environ, **_fonts(tmp_path_factory)}
        )
        _started.append(browser)
        yield browser
        _started.clear()
        _windows.clear()
        browser.close()


def _fonts(tmp_path_factory):
    """What a browser has to be told so that it finds a Chinese font; nothing where the machine has one."""
    if any(Path("/usr/share/fonts").rglob("NotoSansCJK*")):
        return {}
    place = tmp_path_factory.mktemp("fonts") / "fonts.conf"
    place.write_text(_FONTS.format(folder=Path(pylopdf_fonts_zh_cn.__file__).parent), "utf-8")
    return {"FONTCONFIG_FILE": str(place)}


@dataclass
class Window:
    """A page of the browser whose cookies and storage are its own, and what its scripts and policy complained of."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def hear(self):
        """Keep what the page complains of from now on."""
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on(
            "console", lambda said: self.complaints.append(said.text) if is_complaint(said) else None
        )
        return self

    def wipe(self):
        """Leave nothing of whoever sat here but the page they saw last: to show none takes longer than to show one."""
        self.page.evaluate("localStorage.clear(); sessionStorage.clear()")
        self.page.context.clear_cookies()
        self.page.context.clear_permissions()


class Windows:
    """Windows of the browser for one server. One that was left is wiped for the next who comes.

    Chromium takes a second to open a new one, and no time for a page in one that is open.
    """

    def __init__(self, chromium, address):
        self._chromium, self._address = chromium, address
        self._idle = []

    def open(self, size="desk", shade="light"):
        """A window in a size and shade, in which nobody is signed in."""
        window = self._idle.pop() if self._idle else self._new()
        window.complaints = []
        window.page.set_viewport_size(SIZES[size])
        # Nobody waits for what glides; the house has no meaning in it.
        window.page.emulate_media(media="screen", color_scheme=shade, reduced_motion="reduce")
        return window

    def leave(self, window):
        """Somebody is done; what was complained of."""
        complaints = window.complaints
        window.wipe()
        self._idle.append(window)
        return complaints

    def close(self):
        """Close the windows that were left, and with them their connections to the server."""
        while self._idle:
            self._idle.pop().page.context.close()

    def _new(self):
        context = self._chromium.new_context(base_url=self._address, locale="zh-CN")
        return Window(context.new_page()).hear()


def windows(chromium, address):
    """The windows for the server at an address."""
    return _windows.setdefault(address, Windows(chromium, address))


@pytest.fixture(scope="session")
def house(live_server, chromium):
    """The windows for the server of Django's tests; they are closed before it ends."""
    found = windows(chromium, live_server.url)
    yield found
    found.close()


@pytest.fixture
def browse(house, live_server, client):
    """Opens a page as somebody: `browse("/desk/", person, size="phone", shade="dark", language="en")`.

    Complaints of the page's own scripts and policy fail the test; answers 4xx are part of what is tested.
    """
    opened = []

    def browsing(path, person=None, *, size="desk", shade="light", language="zh-hans"):
        window = house.open(size, shade)
        opened.append(window)
        cookies = {"django_language": language}
        if person is not None:
            sign_in(client, person)
            cookies["sessionid"] = client.cookies["sessionid"].value
        window.page.context.add_cookies(
            [{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items()]
        )
        window.page.goto(path)
        return window.page

    yield browsing
    assert [complaint for window in opened for complaint in house.leave(window)] == []


def is_complaint(said):
    """Whether a line on the console says that something is broken."""
    return said.type in {"error", "warning"} and "the server responded with a status of 4" not in said.text
