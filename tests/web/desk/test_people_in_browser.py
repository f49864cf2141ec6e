# SPDX-License-Identifier: Apache-2.0
"""Pages about people and editions in a real browser: no barriers, nothing wider than a phone."""

from datetime import date

import pytest

from tests.cast import NOW, USCC_A
from tests.web.axe import barriers
from tests.web.browser import browse, chromium, house
from zhuoping.actions import competence, invitations
from zhuoping.core.authority import Role
from zhuoping.core.team import TieKind

__all__ = ["browse", "chromium", "house"]

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.django_db(transaction=True)
def test_pages_have_no_barriers_and_fit_a_phone(browse, cast, edition):
    invitations.invite(by=cast.tan, at=NOW, email="qian@body.example", name="钱新人", roles=[Role.AUDITOR])
    competence.record_tie(
        by=cast.lin,
        at=NOW,
        person=cast.lin,
        uscc=USCC_A,
        kind=TieKind.CONSULTED,
        from_on=date(2024, 1, 1),
        until_on=None,
    )
    page = browse("/desk/people/", cast.tan, size="phone", language="en")
    found = {}

    for path in (
        "/desk/people/",
        f"/desk/people/{cast.lin.pk}/",
        f"/desk/people/{cast.lin.pk}/qualifications/",
        f"/desk/editions/{edition.pk}/",
        "/desk/editions/adopt/after-sales-completeness/2025/",
    ):
        page.goto(path)
        found[path] = barriers(page), page.evaluate(WIDER)

    assert found == dict.fromkeys(found, ([], 0))
