# SPDX-License-Identifier: Apache-2.0
"""A real browser for tests: Chromium without a window, in one size, language and shade at a time.

Tests that need it are skipped where there is none: `apt install chromium`, or name one by ZHUOPING_CHROMIUM.
"""

import os
import shutil
from pathlib import Path

import pylopdf_fonts_zh_cn
import pytest
from playwright.sync_api import sync_playwright

from tests.signing_in import sign_in

SIZES = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


# Each module that imports the fixture has it for itself; the browser behind is one, as playwright runs once a process.
_started = []


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
    found = (
        os.environ.get("ZHUOPING_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    )
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
        browser.close()


def _fonts(tmp_path_factory):
    """What a browser has to be told so that it finds a Chinese font; nothing where the machine has one."""
    if any(Path("/usr/share/fonts").rglob("NotoSansCJK*")):
        return {}
    place = tmp_path_factory.mktemp("fonts") / "fonts.conf"
    place.write_text(_FONTS.format(folder=Path(pylopdf_fonts_zh_cn.__file__).parent), "utf-8")
    return {"FONTCONFIG_FILE": str(place)}


@pytest.fixture
def browse(chromium, live_server, client):
    """Opens a page as somebody: `browse("/desk/", person, size="phone", shade="dark", language="en")`.

    Complaints of the page's own scripts and policy fail the test; answers 4xx are part of what is tested.
    """
    contexts, complaints = [], []

    def opened(path, person=None, *, size="desk", shade="light", language="zh-hans"):
        context = chromium.new_context(viewport=SIZES[size], color_scheme=shade, base_url=live_server.url)
        contexts.append(context)
        cookies = {"django_language": language}
        if person is not None:
            sign_in(client, person)
            cookies["sessionid"] = client.cookies["sessionid"].value
        context.add_cookies(
            [{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items()]
        )
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if is_complaint(said) else None)
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def is_complaint(said):
    """Whether a line on the console says that something is broken."""
    return said.type in {"error", "warning"} and "the server responded with a status of 4" not in said.text
