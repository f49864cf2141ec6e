# SPDX-License-Identifier: Apache-2.0
"""Static files from where they lie, at addresses that change with their content, so that browsers may keep them.

Nothing is collected: demo, tests, server and wheel all serve the same files the same way, and a read-only
installation needs no folder for copies (docs/design.md).
"""

import functools
import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import Storage

_SHOWN = 12  # Hexadecimal digits of the digest: enough to tell versions of one file apart.


class Statics(Storage):
    """Addresses of static files with the digest of what they hold."""

    def url(self, name: str | None) -> str:
        """The address of a static file. Raises ImproperlyConfigured for one that is not there."""
        return f"{settings.STATIC_URL}{name}?v={_digest(str(name))}"


@functools.cache
def _digest(name: str) -> str:
    found = finders.find(name)
    if not isinstance(found, str):
        raise ImproperlyConfigured(
            f"静态文件 {name} 不存在：请运行 python -m tools.assets / is missing: run python -m tools.assets"
        )
    return hashlib.sha256(Path(found).read_bytes()).hexdigest()[:_SHOWN]
