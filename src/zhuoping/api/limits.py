# SPDX-License-Identifier: Apache-2.0
"""How many requests a key may send. Counted in each server process: with several, that many times as many pass."""

import time

from django.core.cache import caches
from django.http import HttpRequest
from ninja.throttling import BaseThrottle

_MINUTE = 60


class PerKey(BaseThrottle):
    """Requests of one key within a minute of the clock. It keeps nothing of a request: threads share it."""

    def __init__(self, *, reads: int, writes: int) -> None:
        self._most = {"read": reads, "write": writes}

    def allow_request(self, request: HttpRequest) -> bool:
        """Whether this one may pass; reads and writes are counted apart."""
        kind = "read" if request.method in ("GET", "HEAD") else "write"
        key: object = getattr(request, "auth", None)
        counted = f"{kind}:{getattr(key, 'prefix', '')}:{int(time.time()) // _MINUTE}"
        counts = caches["limits"]
        counts.add(counted, 0, 2 * _MINUTE)
        return counts.incr(counted) <= self._most[kind]

    def wait(self) -> float:
        """Seconds until the next minute begins."""
        return _MINUTE - time.time() % _MINUTE
