# SPDX-License-Identifier: Apache-2.0
"""Past service records by programs: imported, promised, drawn, marked, read in figures."""

import pytest

from tests import footprints
from tests.adopting import edition
from tests.api.programs import program
from tests.footprints import KEPT, LATE

__all__ = ["edition"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def engagement(cast, edition):
    return footprints.in_field(cast, edition)


def base(engagement, part=""):
    return f"/engagements/{engagement.number}/fieldwork/footprint{part}"


def test_orders_are_imported_promised_drawn_and_marked(cast, engagement):
    lin = program(cast.lin)

    made = lin.post_file(base(engagement, "/orders"), footprints.listed(KEPT, LATE), "工单.csv")
    promised = lin.put(
        base(engagement, "/promise"),
        {"version": 1, "response": 30, "sign_off": True, "regions": {"西藏": {"response": 120}}},
    )
    drawn = lin.post(base(engagement, "/sample"), {"size": 1}).json()
    order = drawn["sample"]["orders"][0]
    where = base(engagement, f"/sample/{drawn['sample']['id']}/orders/{order['key']}")
    done = lin.put(where, {"conforming": True, "note": "见派工单"}).json()
    slower = lin.put(where, {"conforming": False, "note": "无签收"})

    assert (made.status_code, made.json()["version"], made.json()["figures"]["orders"]) == (201, 1, 2)
    assert promised.json()["promise"]["regions"] == {"西藏": {"response": 120, "arrival": None}}
    assert promised.json()["figures"]["checks"][0] == {
        "check": "response",
        "kept": 2,
        "broken": 0,
        "unknown": 0,
        "share": "1.0000",
        "median": 20,
        "ninetieth": 80,
    }
    assert set(order["verdicts"]) == {"response", "sign-off"}
    assert (done["sample"]["marked"], done["sample"]["orders"][0]["conforming"], done["lacks"]) == (
        1,
        True,
        [],
    )
    assert (slower.status_code, slower.json()["current"]["conforming"]) == (409, True)


def test_every_bad_cell_comes_back_and_nothing_is_taken(cast, engagement):
    lin = program(cast.lin)
    content = footprints.listed(KEPT, LATE.replace("2026-11-20 09:20", "昨天"))

    answer = lin.post_file(base(engagement, "/orders"), content, "工单.csv")

    assert answer.status_code == 422
    assert [f"{each['path']}: {each['code']}" for each in answer.json()["problems"]] == [
        "CSV!F3: order-time-unreadable"
    ]
    assert lin.get(base(engagement)).json()["figures"]["orders"] == 0


def test_client_and_stranger_learn_nothing(cast, engagement):
    for person in (cast.alice, cast.bob):
        assert program(person).get(base(engagement)).status_code in {403, 404}
