# SPDX-License-Identifier: Apache-2.0
"""Service capability by programs: written down, changed, taken out."""

import pytest

from tests import footprints
from tests.adopting import edition
from tests.api.programs import program

__all__ = ["edition"]

pytestmark = pytest.mark.django_db
ROW = {"parameter": "持证服务工程师", "declared": "24", "unit": "人"}


@pytest.fixture
def engagement(cast, edition):
    return footprints.in_field(cast, edition)


def base(engagement, part=""):
    return f"/engagements/{engagement.number}/fieldwork/capability{part}"


def test_parameter_is_written_changed_and_taken_out(cast, engagement):
    lin = program(cast.lin)

    made = lin.post(base(engagement), ROW).json()
    where = base(engagement, f"/{made['id']}")
    verified = ROW | {"verified": "22", "method": "核对社保名单", "verdict": "conforming"}
    faulty = lin.put(where, verified | {"version": 1})
    changed = lin.put(where, verified | {"version": 1, "reason": "两人离职"}).json()
    slower = lin.put(where, ROW | {"version": 1})
    listed = lin.get(base(engagement)).json()
    left = lin.post(f"{where}/remove", {"version": 2, "reason": "重复"}).json()

    assert (made["position"], made["version"], made["verdict"], made["differs"]) == (1, 1, None, False)
    assert [each["code"] for each in faulty.json()["problems"]] == ["capability-reason-required"]
    assert (changed["version"], changed["differs"], slower.status_code) == (2, True, 409)
    assert ([each["id"] for each in listed["rows"]], listed["lacks"]) == ([made["id"]], [])
    assert (left["rows"], [each["code"] for each in left["lacks"]]) == ([], ["capability-missing"])


def test_client_and_stranger_learn_nothing(cast, engagement):
    for person in (cast.alice, cast.bob):
        assert program(person).get(base(engagement)).status_code in {403, 404}
