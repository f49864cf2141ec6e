# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.api.programs import program
from zhuoping.api import limits
from zhuoping.api.v1 import _THROTTLE as THROTTLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def few(monkeypatch):
    """Two reads and one write a minute, in a minute that does not end."""
    monkeypatch.setattr(THROTTLE, "_most", {"read": 2, "write": 1})
    monkeypatch.setattr(limits.time, "time", lambda: 1_800_000_030.0)


def statuses(asker, method, path, times):
    return [getattr(asker, method)(path).status_code for _ in range(times)]


def test_requests_above_the_limit_are_told_when_to_come_again(cast, few):
    asker = program(cast.alice)
    statuses(asker, "get", "/me", 2)

    answer = asker.get("/me")

    assert (answer.status_code, answer["Content-Type"]) == (429, "application/problem+json")
    assert answer["Retry-After"] == "30"


def test_reads_and_writes_are_counted_apart_and_for_each_key(cast, few):
    one, other = program(cast.alice), program(cast.alice)

    found = [
        statuses(one, "get", "/me", 3),
        statuses(one, "post", "/notices/read", 2),
        statuses(other, "get", "/me", 1),
    ]

    assert found == [[200, 200, 429], [200, 429], [200]]


def test_next_minute_begins_anew(cast, few, monkeypatch):
    asker = program(cast.alice)
    before = statuses(asker, "get", "/me", 3)
    monkeypatch.setattr(limits.time, "time", lambda: 1_800_000_061.0)

    after = statuses(asker, "get", "/me", 1)

    assert (before, after) == ([200, 200, 429], [200])
