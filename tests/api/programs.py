# SPDX-License-Identifier: Apache-2.0
"""A program of somebody of the cast: requests with a key, as JSON."""

import json
from dataclasses import dataclass, field
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.test.client import MULTIPART_CONTENT
from django.utils import timezone

from tests.signing_in import give_second_factor
from zhuoping.actions import api_keys
from zhuoping.core.programs import Scope


@dataclass
class Program:
    """Asks /api/v1 with a key."""

    key: str
    language: str = "zh-CN"
    browser: Browser = field(default_factory=Browser)

    def get(self, path):
        return self._ask("get", path)

    def post(self, path, body=None, key=""):
        return self._ask("post", path, json.dumps(body), key)

    def put(self, path, body=None, key=""):
        return self._ask("put", path, json.dumps(body), key)

    def post_file(self, path, content, name, key="", **fields):
        """A form with a file, as programs send it."""
        form = {"file": SimpleUploadedFile(name, content), **fields}
        return self._ask("post", path, form, key, MULTIPART_CONTENT)

    def delete(self, path, key=""):
        return self._ask("delete", path, "", key)

    def raw(self, method, path, body, media_type="application/json"):
        return self._ask(method, path, body, media_type=media_type)

    def _ask(self, method, path, body=None, key="", media_type="application/json"):
        headers = {"Authorization": f"Bearer {self.key}", "Accept-Language": self.language}
        if key:
            headers["Idempotency-Key"] = key
        given = {} if body is None else {"data": body, "content_type": media_type}
        return getattr(self.browser, method)(f"/api/v1{path}", headers=headers, **given)


def program(person, scopes=tuple(Scope), language="zh-CN"):
    """A program with a new key of `person`; whoever needs a second factor has one."""
    give_second_factor(person)
    now = timezone.now()
    _, text = api_keys.make(
        by=person, at=now, name="tests", scopes=scopes, expires_at=now + timedelta(days=1)
    )
    return Program(text, language)
