# SPDX-License-Identifier: Apache-2.0
"""Special items, double scoring and samples in a real browser: no barriers, a phone is wide enough, y and n mark."""

import io

import pytest
from playwright.sync_api import expect

from tests.field_sampling import draw, staff, submitted_facts
from tests.fieldworking import IN_FIELD, attached, in_field
from tests.files import pdf
from tests.web.axe import barriers
from tests.web.browser import browse, chromium, house
from zhuoping.actions.evidence import Handed
from zhuoping.actions.fieldwork import double_scoring, special_items
from zhuoping.records.field_sample_values import drawn_of
from zhuoping.records.fieldwork_values import exact
from zhuoping.records.models import BlindScore, FieldSample, Finding

__all__ = ["browse", "chromium", "house"]

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.django_db(transaction=True)
def test_pages_have_no_barriers_and_fit_a_phone(browse, cast, edition):
    engagement = in_field(cast, edition, double_scoring=True)
    submitted_facts(engagement, cast.alice, roster=staff(9))
    given = {"by": cast.sun, "at": IN_FIELD, "number": engagement.number}
    item = special_items.record_deduction(ground="law", reason="未按三包规定退货", **given)
    attached(engagement, cast.sun, f"special:{item.pk}", Handed(io.BytesIO(pdf()), "退货记录.pdf"))
    for by, award in ((cast.sun, {"judged": 2, "reason": "缺岗位说明"}), (cast.lin, 3)):
        double_scoring.score_blind(ref="1.1", award=award, **given | {"by": by})
    draw(engagement, cast.sun)
    desk = f"/desk/engagements/{engagement.number}/fieldwork/"
    parts = (
        "special/",
        "special/deduction/",
        f"special/{item.pk}/evidence/",
        "double/",
        "double/1.1/",
        "double/2.1/",
        "samples/",
        "samples/2.1.b/?check=1",
        "samples/1.2/draw/",
    )

    page = browse(f"{desk}special/", cast.lin, size="phone", language="en")
    found = {}
    for part in parts:
        page.goto(f"{desk}{part}")
        found[part] = barriers(page), page.evaluate(WIDER)

    assert found == dict.fromkeys(parts, ([], 0))


@pytest.mark.django_db(transaction=True)
def test_sample_is_marked_by_keyboard_alone_and_the_award_follows(browse, cast, edition):
    engagement = in_field(cast, edition)
    submitted_facts(engagement, cast.alice, roster=staff(9))
    draw(engagement, cast.sun)
    page = browse(f"/desk/engagements/{engagement.number}/fieldwork/samples/2.1.b/", cast.sun)

    for marked, key in enumerate("yny", start=1):
        page.keyboard.press(key)
        page.wait_for_selector(f"#sample-progress:has-text('已核 {marked}/3')")
        expect(page.locator(".htmx-request, .htmx-settling, .htmx-swapping")).to_have_count(0)
    page.wait_for_selector("#sample-progress:has-text('得分已记入')")

    sample = drawn_of(FieldSample.objects.get())
    assert [sample.marks[each.key].conforming for each in sample.drawn] == [True, False, True]
    assert exact(Finding.objects.get().award) == {"parts": {"b": {"sampled": {"size": 3, "conforming": 2}}}}


@pytest.mark.django_db(transaction=True)
def test_full_points_are_one_press_on_the_page_of_a_score(browse, cast, edition):
    engagement = in_field(cast, edition, double_scoring=True)
    page = browse(f"/desk/engagements/{engagement.number}/fieldwork/double/1.1/", cast.sun)

    page.click("[data-full]")
    page.click(".z-submit .btn-primary")
    page.wait_for_url("**/double/1.2/")

    assert exact(BlindScore.objects.get().award) == 3
