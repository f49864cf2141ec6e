# SPDX-License-Identifier: Apache-2.0
"""A plan in words: names for ids and keys, day by day, in both languages."""

from dataclasses import replace
from datetime import date

import pytest

from tests.core.planning import AGENDA, FIRST, LAST, LEADER, MEMBERS, SCHEME, draft, item
from zhuoping.core.agenda import ItemKind
from zhuoping.core.plan import client_view
from zhuoping.core.plan_paper import Heading, activity, agenda_days, mode_name, paper
from zhuoping.schemes import library

OUTLETS = {"wd-0000": "厦门网点", "wd-0001": "福州网点"}
HEADING = Heading("示例认证中心", "P-1", "ZP-1", 1, "甲泵业", "厦门", "水泵", date(2026, 11, 24))


def test_paper_says_who_does_what_where_and_when():
    shown = paper(SCHEME, client_view(SCHEME, draft()), HEADING, OUTLETS, "zh")

    assert (shown.scheme, shown.type, shown.method) == (
        "售后服务体系完善程度认证 2025",
        "初次认证",
        "现场 FS01",
    )
    assert shown.modes == ("E 顾客调查（功能感知）", "H 服务设计审查", "I 服务管理审查")
    assert shown.places == ("总部职能", "福州网点", "厦门网点")
    assert (shown.team[0].name, shown.team[0].role, shown.team[0].modes) == ("林审查", "组长", "H I")
    assert [each.day for each in shown.days] == [date(2026, 12, 1), FIRST, LAST]
    first = shown.days[1].items[1]
    assert (first.index, first.time, first.activity, first.place, first.persons) == (
        1,
        "09:30–12:00",
        "H 服务设计审查、I 服务管理审查",
        "总部职能",
        "林审查",
    )


def test_paper_is_complete_in_english():
    scheme = library.load("after-sales-completeness", "2025", "en")

    shown = paper(scheme, client_view(scheme, draft()), HEADING, OUTLETS, "en")

    assert (shown.type, shown.method, shown.places[0]) == ("initial", "on site FS01", "Central function")
    assert shown.days[0].items[0].place == "no visit"


def test_paper_of_work_that_is_neither_on_site_nor_remote_says_no_way():
    survey = replace(draft(), agenda=(AGENDA[5],))

    assert paper(SCHEME, client_view(SCHEME, survey), HEADING, OUTLETS, "zh").method == ""


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({}, "总部职能"),
        ({"remote": True}, "总部职能（远程）"),
        ({"place": "", "remote": True}, "远程"),
        ({"place": ""}, ""),
        ({"place": "wd-9999"}, "wd-9999"),
    ],
)
def test_place_of_an_item(changes, where):
    work = replace(AGENDA[1], **changes)

    (day,) = agenda_days(SCHEME, [work], tuple(MEMBERS.values()), OUTLETS, "zh")

    assert day.items[0].place == where


def test_item_with_refs_and_topic_says_them():
    work = replace(AGENDA[1], modes=("I",), refs=("1.2", "3"), topic="看派工系统")

    assert activity(SCHEME, work, "zh") == "I 服务管理审查：1.2、3、看派工系统"
    assert activity(SCHEME, replace(work, kind=ItemKind.TEAM, modes=(), refs=()), "en") == (
        "Meeting of the team: 看派工系统"
    )
    assert activity(SCHEME, replace(work, modes=(), refs=(), topic=""), "zh") == "审查"


def test_mode_that_the_edition_lacks_is_its_letter():
    assert mode_name(SCHEME, "Q") == "Q"


def test_somebody_who_left_the_team_stands_with_their_number():
    gone = item(ItemKind.WORK, "09:00-10:00", (LEADER, 99), "central", ("I",))

    (day,) = agenda_days(SCHEME, [gone], (MEMBERS[LEADER],), OUTLETS, "zh")

    assert day.items[0].persons == "林审查、#99"
