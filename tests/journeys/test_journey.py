# SPDX-License-Identifier: Apache-2.0
"""From sign-up to a plan that the client has confirmed, in each language and size, on the running product."""

import functools
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.journeys import accounts, agreeing, applying, planning
from tests.web.axe import OF_COLOURS, RULES


@dataclass(frozen=True)
class Travel:
    """What one journey types in; the codes are of nobody."""

    language: str
    size: str
    uscc: str
    enterprise: str
    scope: str
    reason: str
    today: date
    weeks: int

    @property
    def first_day(self):
        """A Monday on which no other journey's team is out."""
        monday = self.today - timedelta(days=self.today.weekday())
        return monday + timedelta(weeks=6 + 2 * self.weeks)

    @property
    def email(self):
        return f"{self.uscc.lower()}@client.example"


CODES = ["91440300MA0000021N", "91320200MA0000032N", "91440300MA0000043Y", "91320200MA0000054Y"]
WORDS = {
    "zh": ("旅行泵业有限公司", "供水泵组的安装、维修、保养和技术支持", "由本公司服务部自行处理。"),
    "en": (
        "Journey Pumps Co., Ltd.",
        "Installation, repair and upkeep of pump sets",
        "Done by our own people.",
    ),
}


def travel_of(language, size):
    enterprise, scope, reason = WORDS[language]
    number = (language == "en") + 2 * ((language == "zh") == (size == "phone"))
    today = datetime.now(ZoneInfo("Asia/Shanghai")).date()
    return Travel(language, size, CODES[number], f"{enterprise} {number}", scope, reason, today, number)


def test_enterprise_comes_from_sign_up_to_a_plan_that_it_confirms(come, travel, tmp_path):
    own = travel_of(*travel)
    # One journey is enough for what does not depend on colours: the same pages, with less room for them.
    come = functools.partial(come, *travel, rules=RULES if travel == ("en", "phone") else OF_COLOURS)
    client = come()

    accounts.sign_up(client, own.email, "旅行者")
    applying.register(client, own)
    applying.fill_sheets(client, tmp_path, own)
    number = applying.open_application(client, own)
    applying.fill_in(client, number, tmp_path, own)
    applying.hand_in_documents(client, number, tmp_path, own)
    applying.submit(client)

    officer = come()
    accounts.sign_in(officer, agreeing.OFFICER)
    agreeing.review(officer, number, tmp_path, own)
    agreeing.issue(officer, number)
    agreeing.sign(client, number, own)

    first, *others = planning.draft(officer, number, own)
    planning.declare(come(), first, number)
    for email in others:
        planning.declare_too(come(), email, number)
    planning.release(officer, number)
    planning.confirm(client, number)
