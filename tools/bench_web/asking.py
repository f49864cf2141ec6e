# SPDX-License-Identifier: Apache-2.0
"""A small browser for measuring: one connection, cookies, and the fields of a form as a page shows them."""

import http.client
import json
import re
import time
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urlencode

ORIGIN = "https://bench.example"


class Answer(NamedTuple):
    """What came back, and after how many seconds."""

    status: int
    body: bytes
    seconds: float


class Browser:
    """Signed in by a session's key; behind a proxy that speaks TLS, as it says itself."""

    def __init__(self, port: int, session: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._cookies = {"sessionid": session}

    def get(self, path: str, key: str = "") -> Answer:
        """A page, or with a key an answer of the API."""
        return self._ask("GET", path, None, {"Authorization": f"Bearer {key}"} if key else None)

    def post(self, path: str, fields: list[tuple[str, str]]) -> Answer:
        """A form sent."""
        return self._ask("POST", path, urlencode(fields))

    def put(self, path: str, key: str, body: object) -> Answer:
        """JSON sent to the API with a key."""
        given = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
        return self._ask("PUT", path, json.dumps(body), given)

    def _ask(self, method: str, path: str, body: str | None, more: dict[str, str] | None = None) -> Answer:
        headers = {
            "Host": "bench.example",
            "X-Forwarded-Proto": "https",
            "Referer": f"{ORIGIN}/",
            "Origin": ORIGIN,
            "Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items()),
        }
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        headers |= more or {}
        began = time.perf_counter()
        self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        content = response.read()
        seconds = time.perf_counter() - began
        for cookie in response.headers.get_all("Set-Cookie") or ():
            if found := re.match(r"([^=]+)=([^;]*)", cookie):
                self._cookies[found[1]] = found[2]
        return Answer(response.status, content, seconds)


class _Fields(HTMLParser):
    """The fields of the form that is sent by POST to the page itself."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[list[tuple[str, str]]] = []
        self._area = ""
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append([])
        elif not self.forms or "name" not in given:
            return
        elif tag == "textarea":
            self._area, self._text = given["name"], ""
        elif tag == "input" and given.get("type") not in ("file", "submit"):
            self._take(given)

    def _take(self, given: dict[str, str]) -> None:
        if given.get("type") not in ("radio", "checkbox") or "checked" in given:
            self.forms[-1].append((given["name"], given.get("value", "")))

    def handle_data(self, data: str) -> None:
        if self._area:
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._area:
            self.forms[-1].append((self._area, self._text))
            self._area = ""


def fields_of(page: bytes, with_field: str) -> list[tuple[str, str]]:
    """The fields of the form that holds `with_field`."""
    reader = _Fields()
    reader.feed(page.decode())
    return next(form for form in reader.forms if any(name == with_field for name, _ in form))
