# SPDX-License-Identifier: Apache-2.0
"""The pages of a plan in a real browser: no barriers, nothing wider than a phone, on the desk and in the portal."""

import pytest

from tests import plans
from tests.web.axe import barriers
from tests.web.browser import browse, chromium, house

__all__ = ["browse", "chromium", "house"]

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def looked_at(page, addresses):
    """What is wrong with each page: barriers, and by how much it is too wide."""
    found = {}
    for address in addresses:
        page.goto(address)
        found[address] = barriers(page), page.evaluate(WIDER)
    return found


@pytest.mark.django_db(transaction=True)
def test_pages_of_a_plan_have_no_barriers_and_fit_a_phone(browse, cast, edition):
    engagement = plans.drafted(cast, edition)
    desk = f"/desk/engagements/{engagement.number}/plan/"
    parts = ("", "basics/", "days/", "sample/", "sample/change/", "team/", "agenda/", "agenda/1/")

    officer = browse("/desk/", cast.ma, size="phone", language="en")
    found = looked_at(officer, [f"{desk}{part}" for part in parts])
    auditor = browse("/desk/", cast.lin, size="phone", language="en")
    found |= looked_at(auditor, [f"/desk/engagements/{engagement.number}/interests/"])
    plans.released(cast, engagement)
    client = browse("/portal/", cast.alice, size="phone", language="en")
    portal = f"/portal/engagements/{engagement.number}/plan/"
    found |= looked_at(client, [portal, f"{portal}changes/"])

    assert found == dict.fromkeys(found, ([], 0))
