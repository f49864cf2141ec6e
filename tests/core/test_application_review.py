# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.core.applying import ON, PRIOR, SCHEME, SOUND, told, with_values
from tests.make import edition
from zhuoping.core.application_review import (
    Answer,
    Answered,
    ApplicationReview,
    Capability,
    LookUp,
    Outcome,
    ReviewItem,
    check_review,
    may_be_left,
    review_problems,
)
from zhuoping.core.case import CertificateStatus, UsccOverride
from zhuoping.core.enterprise import Enterprise, read_enterprise
from zhuoping.core.industries import Industries
from zhuoping.core.problems import Refused
from zhuoping.core.regions import Divisions
from zhuoping.core.scheme import CertificationType
from zhuoping.core.wording import areas
from zhuoping.core.wording.application import HINTS

HUNDRED = edition("hundred")
ABLE = Capability(reviewer_is_competent=True, modes=frozenset("EHI"))
YES = {item: Answered(Answer.YES) for item in ReviewItem}
ACCEPTED = ApplicationReview(Outcome.ACCEPT, "符合受理条件", YES, LookUp(PRIOR, "E-27922-2"))
SUPPLEMENT = ApplicationReview(Outcome.SUPPLEMENT, "材料不全", to_add=("服务手册发布文件",))
DECLINED = ApplicationReview(Outcome.DECLINE, "近期有重大事故")


def registered(uscc="91110000600037341L", override=None):
    """The enterprise as registered, with the tables of codes empty: they only remark."""
    given = Enterprise("测试水泵有限公司", uscc, "北京", "110108", "C34", 120, ("水泵",), "", override)
    return read_enterprise(
        given, Divisions("GB/T 2260", "2026", "", {}), Industries("GB/T 4754", "2017", "", {})
    )


KNOWN = registered()


def problems(
    review=ACCEPTED, *, application=SOUND, registration=KNOWN, scheme=SCHEME, capability=ABLE, on=ON
):
    return told(review_problems(review, application, registration, scheme, capability, on))


def looked_up(*, on=ON, scheme=SCHEME, proof="E-27922-2", application=SOUND, **changes):
    review = replace(ACCEPTED, look_up=LookUp(replace(PRIOR, **changes), proof))
    return problems(review, on=on, scheme=scheme, application=application)


def answered(item, answer, note=""):
    return replace(ACCEPTED, answers={**YES, item: Answered(answer, note)})


def test_every_item_answer_and_outcome_has_its_label_and_every_item_a_hint():
    for kind in (ReviewItem, Answer, Outcome):
        keys = {key for key in areas.LABELS if key.startswith(f"{kind.__name__}.")}
        assert keys == {f"{kind.__name__}.{each}" for each in kind}
    assert {key for key in HINTS if key.startswith("ReviewItem.")} == {
        f"ReviewItem.{each}" for each in ReviewItem
    }


@pytest.mark.parametrize("review", [ACCEPTED, SUPPLEMENT, DECLINED], ids=list(Outcome))
def test_sound_review_is_recorded(review):
    assert problems(review) == []
    check_review(review, SOUND, KNOWN, SCHEME, ABLE, ON)


def test_empty_acceptance_is_told_everything_at_once():
    with pytest.raises(Refused) as caught:
        check_review(
            ApplicationReview(Outcome.ACCEPT, " "), SOUND, KNOWN, SCHEME, Capability(False, frozenset()), ON
        )

    assert told(caught.value.problems) == [
        "reviewer: reviewer-not-competent",
        "reason: application-review-reason-missing",
        *[f"answers.{item}: application-review-unanswered" for item in ReviewItem],
        "look_up: look-up-missing",
        "capability: modes-without-people",
    ]


@pytest.mark.parametrize("review", [SUPPLEMENT, DECLINED], ids=["supplement", "decline"])
def test_other_outcomes_need_neither_answers_nor_look_up_but_a_reason_and_a_competent_reviewer(review):
    assert problems(replace(review, reason="")) == ["reason: application-review-reason-missing"]
    assert problems(review, capability=Capability(False, frozenset())) == ["reviewer: reviewer-not-competent"]


# -- answers


@pytest.mark.parametrize("item", ReviewItem)
def test_one_no_bars_acceptance(item):
    assert problems(answered(item, Answer.NO, "查过")) == [f"answers.{item}: application-review-not-met"]


@pytest.mark.parametrize("item", [each for each in ReviewItem if each is not ReviewItem.EXPERIENCE])
def test_item_that_always_applies_is_not_left_out(item):
    assert problems(answered(item, Answer.NOT_APPLICABLE, "不适用")) == [
        f"answers.{item}: application-review-always-applies"
    ]


def test_experience_with_the_kind_of_work_may_be_left_out_with_a_note():
    assert problems(answered(ReviewItem.EXPERIENCE, Answer.NOT_APPLICABLE, "做过同类业务")) == []
    assert problems(answered(ReviewItem.EXPERIENCE, Answer.NOT_APPLICABLE)) == [
        "answers.experience: application-review-note-missing"
    ]


def test_no_without_a_note_is_refused_for_every_outcome():
    answers = {ReviewItem.SCOPE: Answered(Answer.NO, " ")}

    assert problems(replace(DECLINED, answers=answers)) == ["answers.scope: application-review-note-missing"]


def test_scheme_without_prior_certificate_needs_no_answer_on_it_and_no_look_up():
    answers = {item: each for item, each in YES.items() if item is not ReviewItem.PREREQUISITE}
    application = replace(SOUND, prior_certificate=None)
    review = replace(ACCEPTED, answers=answers, look_up=None)
    letters = Capability(True, frozenset(mode.letter for mode in HUNDRED.modes))

    assert problems(review, application=application, scheme=HUNDRED, capability=letters) == []
    assert may_be_left(ReviewItem.PREREQUISITE, HUNDRED)


# -- the look-up


@pytest.mark.parametrize(
    ("days_ago", "found"),
    [
        (-1, ["look_up.checked_on: date-ahead"]),
        (0, []),
        (7, []),
        (8, ["look_up.checked_on: look-up-too-old"]),
    ],
)
def test_look_up_is_of_the_days_that_the_edition_allows(days_ago, found):
    assert looked_up(checked_on=ON - timedelta(days=days_ago)) == found


@pytest.mark.parametrize(("days_ago", "found"), [(0, []), (1, ["look_up.checked_on: look-up-too-old"])])
def test_edition_that_allows_no_days_wants_the_look_up_on_the_day(days_ago, found):
    scheme = with_values(prior_certificate__look_up_days=None)

    assert looked_up(scheme=scheme, checked_on=ON - timedelta(days=days_ago)) == found


def test_look_up_leaves_a_proof():
    assert looked_up(proof=" ") == ["look_up.proof: look-up-proof-missing"]


def test_prior_certificate_is_valid_on_the_day_of_acceptance():
    last = PRIOR.valid_until
    the_day_after = last + timedelta(days=1)

    assert looked_up(on=last, checked_on=last) == []
    assert looked_up(on=the_day_after, checked_on=the_day_after) == ["look_up.valid_until: prior-ended"]


def test_certificate_suspended_since_the_application_bars_acceptance():
    assert looked_up(status=CertificateStatus.SUSPENDED) == ["look_up.status: prior-status"]


def test_look_up_that_differs_from_the_application_is_told_by_field():
    assert looked_up(
        number="27922-002", issuer=" 测试认证有限公司 ", level="三星", valid_until=date(2027, 6, 29)
    ) == [
        "look_up.number: look-up-differs",
        "look_up.level: look-up-differs",
        "look_up.valid_until: look-up-differs",
    ]


def test_look_up_beside_an_application_without_certificate_differs():
    application = replace(SOUND, prior_certificate=None)

    assert looked_up(application=application) == [
        f"look_up.{key}: look-up-differs" for key in ("number", "issuer", "level", "valid_until")
    ]


# -- people


def test_one_combination_that_people_cover_is_enough():
    recertification = replace(SOUND, type=CertificationType.RECERTIFICATION)
    without_h = Capability(True, frozenset("EI"))

    assert problems(capability=without_h) == ["capability: modes-without-people"]
    assert problems(capability=without_h, application=replace(SOUND, design_responsibility=False)) == []
    assert problems(capability=without_h, application=recertification) == ["capability: modes-without-people"]
    surveillance = replace(SOUND, type=CertificationType.SURVEILLANCE)
    assert problems(capability=without_h, application=surveillance) == []


def test_refusal_names_the_modes_of_the_combination_that_lacks_fewest():
    application = replace(SOUND, type=CertificationType.SURVEILLANCE)
    only_e = Capability(True, frozenset("E"))

    found = review_problems(ACCEPTED, application, KNOWN, SCHEME, only_e, ON)

    assert [each.values for each in found] == [(("modes", ("I",)),)]


def test_modes_are_not_looked_at_before_design_responsibility_is_answered():
    application = replace(SOUND, design_responsibility=None)

    assert problems(application=application, capability=Capability(True, frozenset())) == []


# -- asking for more


def test_supplement_lists_what_to_add():
    assert problems(replace(SUPPLEMENT, to_add=())) == ["to_add: nothing-to-add"]
    assert problems(replace(SUPPLEMENT, to_add=("手册", " "))) == ["to_add[1]: empty-text"]


def test_code_that_fails_its_check_bars_acceptance_until_somebody_accepted_it():
    wrong = "91350100M0001TGQXM"

    assert problems(registration=registered(wrong)) == ["uscc: credit-code-not-accepted"]
    assert problems(registration=registered(wrong, UsccOverride("马受理", "营业执照原件"))) == []


@pytest.mark.parametrize("review", [SUPPLEMENT, DECLINED], ids=["supplement", "decline"])
def test_code_that_fails_its_check_bars_nothing_but_acceptance(review):
    assert problems(review, registration=registered("91350100M0001TGQXM")) == []
