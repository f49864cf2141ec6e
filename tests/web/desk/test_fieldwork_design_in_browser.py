# SPDX-License-Identifier: Apache-2.0
"""Mode H and the conclusions in a real browser: no barriers, nothing wider than a phone, all of it by keyboard."""

import io

import pytest

from tests.core.blueprints import plain
from tests.fieldworking import IN_FIELD, attached, in_field
from tests.files import pdf
from tests.web.axe import barriers
from tests.web.browser import browse, chromium, house
from zhuoping.actions.evidence import Handed
from zhuoping.actions.fieldwork import design
from zhuoping.records.design_values import design_of

__all__ = ["browse", "chromium", "house"]

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PAGES = ("design/", "design/blueprint/", "design/elements/design-input/", "conclusions/", "conclusions/I/")


@pytest.mark.django_db(transaction=True)
def test_pages_have_no_barriers_and_fit_a_phone(browse, cast, edition):
    engagement = in_field(cast, edition)
    attached(engagement, cast.lin, "design:design-input", Handed(io.BytesIO(pdf()), "设计任务书.pdf"))
    design.save_blueprint(by=cast.lin, at=IN_FIELD, number=engagement.number, blueprint=plain(), seen=0)
    desk = f"/desk/engagements/{engagement.number}/fieldwork/"

    page = browse(f"{desk}conclusions/", cast.lin, size="phone", language="en")
    found = {}
    for part in PAGES:
        page.goto(f"{desk}{part}")
        found[part] = barriers(page), page.evaluate(WIDER)

    assert found == dict.fromkeys(PAGES, ([], 0))


@pytest.mark.django_db(transaction=True)
def test_blueprint_is_drawn_and_saved_by_keyboard_alone(browse, cast, edition):
    engagement = in_field(cast, edition)
    page = browse(f"/desk/engagements/{engagement.number}/fieldwork/design/blueprint/", cast.lin)

    page.focus("#s0-title")
    page.keyboard.type("报修")
    page.keyboard.press("Tab")
    page.keyboard.type("打电话")
    page.keyboard.press("Tab")
    page.keyboard.type("热线")
    page.focus("button[value='stage-add']")
    page.keyboard.press("Space")
    page.wait_for_selector("#s1-title:focus")
    page.keyboard.type("上门")
    # Enter in a field saves; it moves or removes nothing.
    page.keyboard.press("Enter")
    page.wait_for_selector(".z-blueprint-picture img")

    stages = design_of(engagement).blueprint.stages
    assert [(each.title, each.customer) for each in stages] == [("报修", ("打电话",)), ("上门", ())]
    assert stages[0].contacts[0].text == "热线"
