# SPDX-License-Identifier: Apache-2.0
"""The page of number patterns: what stands, what comes next, what is refused, and two people at once."""

import pytest

from tests.signing_in import sign_in
from zhuoping.core.number_patterns import Patterns
from zhuoping.records.models import NumberPatterns
from zhuoping.records.numbering import patterns_in_force

PAGE = "/desk/numbering/"
OTHERS = Patterns("XM{year}{serial:05}", "HT-{serial:06}", "JH{year}{serial:05}")


def words(response):
    return response.content.decode()


@pytest.fixture
def tan(cast, client):
    return sign_in(client, cast.tan)


def test_page_shows_what_stands_and_what_comes_next(tan):
    page = words(tan.get(PAGE))

    assert 'value="ZP-{year}-{serial:06}"' in page
    assert "<dt>合同编号</dt><dd>HT-20" in page
    assert "可用字段：{prefix}、{year}、{serial:06}" in page
    assert "设定经过" not in page


def test_patterns_are_set_and_stay_with_who_set_them(cast, tan):
    answer = tan.post(PAGE, {**OTHERS.plain(), "version": 0})

    page = words(tan.get(PAGE))
    assert (answer.status_code, answer["Location"]) == (303, PAGE)
    assert patterns_in_force()[0] == OTHERS
    assert "编号规则已保存" in page
    assert "谭管理<br>XM{year}{serial:05}<br>HT-{serial:06}<br>JH{year}{serial:05}" in page


def test_refusals_stand_beside_their_fields_and_nothing_typed_is_lost(tan):
    answer = tan.post(PAGE, {"engagement": "zp", "agreement": "", "plan": "HT/{serial:03}", "version": 0})

    form = answer.context["form"]
    assert answer.status_code == 422
    assert {name: [each.code for each in errors.as_data()] for name, errors in form.errors.items()} == {
        "engagement": ["pattern-characters", "pattern-field-missing"],
        "agreement": ["empty-text"],
        "plan": ["pattern-slash"],
    }
    assert 'value="HT/{serial:03}"' in words(answer)
    assert not NumberPatterns.objects.exists()


def test_whoever_comes_second_sees_both_and_chooses(tan):
    tan.post(PAGE, {**OTHERS.plain(), "version": 0})
    mine = {**Patterns().plain(), "plan": "P{serial:06}"}

    clash = tan.post(PAGE, {**mine, "version": 0})
    stands = NumberPatterns.objects.get().pk
    settled = tan.post(
        PAGE, {**mine, "version": stands, "keep_engagement": "theirs", "keep_agreement": "theirs"}
    )

    assert clash.status_code == 409
    assert [each.name for each in clash.context["differences"]] == ["engagement", "agreement", "plan"]
    assert settled.status_code == 303
    assert patterns_in_force()[0] == Patterns(OTHERS.engagement, OTHERS.agreement, "P{serial:06}")


def test_page_speaks_english(tan):
    tan.cookies["django_language"] = "en"

    page = words(tan.get(PAGE))

    assert "Patterns of numbers" in page
    assert "Fields: {year}, {serial:06}" in page
