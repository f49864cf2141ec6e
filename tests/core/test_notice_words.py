# SPDX-License-Identifier: Apache-2.0
from zhuoping.core.wording import notices


def test_subject_of_a_notice_comes_in_both_languages():
    said = [notices.title("plan-confirmed", language, plan="R048202026000001") for language in ("zh", "en")]

    assert said == ["审查计划 R048202026000001 已确认", "Evaluation plan R048202026000001 confirmed"]


def test_every_notice_has_a_subject():
    assert set(notices.TITLES) == set(notices.WORDS)
