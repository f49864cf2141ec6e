# SPDX-License-Identifier: Apache-2.0
"""Entries of the ledger in words."""

import pytest

from zhuoping.core.wording import history

ONE_OF_EACH = [
    ({"role": "auditor"}, [("角色", "审查员")]),
    ({"stage": "applying", "reason": "资料不全"}, [("所处阶段", "填写申请"), ("理由", "资料不全")]),
    (
        {"internal": True, "size": 12, "note": None},
        [("仅机构可见", "是"), ("大小（字节）", "12"), ("说明", "—")],
    ),
    ({"invited_by": 7, "roles": []}, [("邀请人", "谭管理"), ("角色", "—")]),
    (
        {"sheet": "outlets", "values": {"name": "集美站", "technicians": "3"}},
        [("资料表", "服务网点"), ("内容", "网点名称：集美站；技术人员数：3")],
    ),
    ({"modes": ["A", "B"]}, [("模式", "A、B")]),
    ({"places": [{"person": 7, "role": "leader"}]}, [("审查组", "人员：谭管理；角色：组长")]),
    ({"unheard_of": [{"a": 1}, {"a": 2}]}, [("unheard_of", "a：1 | a：2")]),
]


@pytest.mark.parametrize(("body", "expected"), ONE_OF_EACH)
def test_facts_of_an_entry_are_told_in_words(body, expected):
    assert [tuple(each) for each in history.details(body, "zh", {7: "谭管理"}, "plan.saved")] == expected


def test_people_in_a_body_are_found_wherever_they_stand():
    body = {
        "members": [3, 4],
        "person": 5,
        "count": 6,
        "days": [{"person": 7, "internal": True}],
        "officer": None,
    }

    assert list(history.people_in(body)) == [3, 4, 5, 7]


def test_action_of_a_later_version_is_told_by_its_code():
    assert (history.act("thing.done", "en"), history.act("role.granted", "en")) == (
        "thing.done",
        "Role granted",
    )


def test_facts_are_told_in_english_too():
    body = {"kind": "business-licence", "free": False, "terms": {}, "draw": [{"person": 9}]}

    assert [tuple(each) for each in history.details(body, "en", {})] == [
        ("Kind", "Business licence"),
        ("Free of interests", "no"),
        ("Terms", "—"),
        ("draw", "Person: 9"),
    ]
