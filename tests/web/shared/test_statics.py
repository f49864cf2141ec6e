# SPDX-License-Identifier: Apache-2.0
"""Static files: addresses that carry what they hold, kept by browsers; a missing file is told at once."""

import hashlib

import pytest
from django.contrib.staticfiles import finders
from django.core.exceptions import ImproperlyConfigured
from django.templatetags.static import static

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "name",
    [
        "zhuoping/app.css",
        "zhuoping/app.js",
        "zhuoping/theme.js",
        "django_htmx/htmx-2.min.js",
        "mfa/js/webauthn.js",
    ],
)
def test_address_carries_the_digest_and_browsers_keep_the_file(client, name):
    with open(finders.find(name), "rb") as file:  # noqa: PTH123 - a path as Django gives it.
        content = file.read()

    response = client.get(static(name))

    assert static(name) == f"/static/{name}?v={hashlib.sha256(content).hexdigest()[:12]}"
    assert b"".join(response.streaming_content) == content
    assert response["Cache-Control"] == "max-age=31536000, public"
    response.close()


def test_style_sheet_is_sent_compressed(client):
    response = client.get(static("zhuoping/app.css"), headers={"Accept-Encoding": "gzip"})

    assert response["Content-Encoding"] == "gzip"
    response.close()


def test_file_that_is_not_there_is_refused_by_name():
    with pytest.raises(ImproperlyConfigured, match=r"zhuoping/none\.js"):
        static("zhuoping/none.js")
