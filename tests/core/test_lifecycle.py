# SPDX-License-Identifier: Apache-2.0
import pytest

from zhuoping.core.authority import Party, Role
from zhuoping.core.lifecycle import (
    BY_CODE,
    FIRST,
    MOVES,
    OVER,
    STEPS,
    Need,
    Stage,
    StepState,
    Turn,
    is_over,
    move,
    moves_from,
    progress,
    sign,
    turn,
)
from zhuoping.core.problems import Problem, Refused
from zhuoping.core.wording.labels import label

CLIENT, BODY = Party.CLIENT, Party.BODY


def refusal(call, *arguments) -> Problem:
    with pytest.raises(Refused) as caught:
        call(*arguments)
    (problem,) = caught.value.problems
    return problem


def follow(*codes: str) -> Stage:
    stage = FIRST
    for code in codes:
        stage = move(stage, code)
    return stage


def test_straight_way_leads_from_an_open_application_to_closed_fieldwork() -> None:
    way = [
        ("application.saved", "applying"),
        ("application.submitted", "submitted"),
        ("review.saved", "submitted"),
        ("application.accepted", "accepted"),
        ("agreement.issued", "accepted"),
        ("agreement.signed", "accepted"),
        ("agreement.signed", "accepted"),
        ("agreement.concluded", "agreed"),
        ("interests.declared", "agreed"),
        ("plan.saved", "agreed"),
        ("plan.released", "planned"),
        ("plan.confirmed", "confirmed"),
        ("visit.recorded", "confirmed"),
        ("fieldwork.opened", "fieldwork"),
        ("finding.recorded", "fieldwork"),
        ("nonconformity.raised", "fieldwork"),
        ("mode.concluded", "fieldwork"),
        ("fieldwork.closed", "closed"),
        ("nonconformity.answered", "closed"),
        ("scorecard.signed", "closed"),
    ]

    reached = [follow(*(code for code, _ in way[: count + 1])) for count in range(len(way))]

    assert reached == [Stage(stage) for _, stage in way]


def test_application_is_supplemented_and_submitted_again_as_often_as_asked() -> None:
    again = ("supplement.requested", "application.saved", "application.submitted")

    assert follow("application.submitted", *again, *again) is Stage.SUBMITTED


@pytest.mark.parametrize(
    ("stage", "code", "to"),
    [
        ("planned", "changes.requested", "agreed"),
        ("planned", "plan.withdrawn", "agreed"),
        ("confirmed", "plan.withdrawn", "agreed"),
        ("closed", "fieldwork.reopened", "fieldwork"),
        ("submitted", "application.declined", "declined"),
        ("supplementing", "application.declined", "declined"),
        *((stage, "engagement.discontinued", "discontinued") for stage in list(Stage)[:6]),
    ],
)
def test_side_way_leads_where_the_table_says(stage: str, code: str, to: str) -> None:
    assert move(Stage(stage), code) is Stage(to)


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("code", BY_CODE)
def test_every_pair_that_is_not_in_the_table_is_refused(stage: Stage, code: str) -> None:
    made = BY_CODE[code]
    if stage in made.stages:
        assert move(stage, code) is (made.to or stage)
        return

    problem = refusal(move, stage, code)

    assert (problem.path, problem.code) == ("stage", "stage-over" if is_over(stage) else "not-this-stage")
    assert all(problem.message(language) for language in ("zh", "en"))


def test_plan_released_before_both_have_signed_is_refused_with_what_may_be_done_and_by_whom() -> None:
    problem = refusal(move, Stage.ACCEPTED, "plan.released")

    assert problem.message("zh") == (
        "项目处于“签订合同”阶段，不能“发布审查计划”，程序不得跳步（认证认可条例第二十一条）。"
        "现在可以：出具认证合同（项目专员）、签署认证合同（项目专员、客户用户）、再次查询前置认证证书（项目专员）、"
        "终止项目（项目专员、客户用户）。"
    )
    assert problem.message("en") == (
        "The engagement is at the stage “signing the agreement”, where nobody can release the plan; "
        "no step of the procedure may be left out. What may be done now: issue the agreement (case officer), "
        "sign the agreement (case officer, client user), look up the prior certificate again (case officer), "
        "discontinue the engagement (case officer, client user)."
    )


def test_declined_application_submitted_again_is_refused_for_good() -> None:
    problem = refusal(move, Stage.DECLINED, "application.submitted")

    assert problem.message("en") == (
        "The engagement is over (declined), so nobody can submit the application any more: "
        "apply anew if certification is still wanted."
    )


def test_released_plan_changed_in_place_is_refused() -> None:
    assert refusal(move, Stage.PLANNED, "plan.saved").code == "not-this-stage"
    assert refusal(move, Stage.CONFIRMED, "plan.saved").code == "not-this-stage"


def test_client_who_discontinues_after_confirming_is_refused() -> None:
    assert refusal(move, Stage.CONFIRMED, "engagement.discontinued").code == "not-this-stage"


def test_code_that_is_not_in_the_table_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError):
        move(Stage.AGREED, "plan.burned")


def test_nothing_may_be_done_when_it_is_over_and_something_before() -> None:
    assert (
        {stage for stage in Stage if not moves_from(stage)}
        == OVER
        == {each for each in Stage if is_over(each)}
    )


def test_move_that_follows_another_is_not_offered_to_people() -> None:
    assert [each.code for each in moves_from(Stage.ACCEPTED)] == [
        "agreement.issued",
        "agreement.signed",
        "prior-certificate.looked-up",
        "engagement.discontinued",
    ]


@pytest.mark.parametrize("first", Party)
def test_second_signature_concludes_the_agreement_whoever_signs_first(first: Party) -> None:
    (second,) = set(Party) - {first}

    assert sign(Stage.ACCEPTED, first, frozenset()) == ("agreement.signed",)
    assert sign(Stage.ACCEPTED, second, {first}) == ("agreement.signed", "agreement.concluded")


def test_one_side_that_signs_twice_does_not_conclude_the_agreement() -> None:
    problem = refusal(sign, Stage.ACCEPTED, CLIENT, {CLIENT})

    assert (problem.path, problem.code) == ("agreement", "agreement-signed-already")
    assert problem.message("en").startswith("The client has signed this version already")


def test_agreement_that_was_not_issued_is_not_signed() -> None:
    assert refusal(sign, Stage.ACCEPTED, BODY, None).code == "agreement-not-issued"


@pytest.mark.parametrize(
    ("stage", "code"), [(Stage.SUBMITTED, "not-this-stage"), (Stage.DISCONTINUED, "stage-over")]
)
def test_agreement_is_signed_at_its_stage_only(stage: Stage, code: str) -> None:
    assert refusal(sign, stage, CLIENT, {BODY}).code == code


OFFICER = Turn(BODY, (Role.CASE_OFFICER,))
LEADER = Turn(BODY, (Role.AUDITOR,))
CUSTOMER = Turn(CLIENT, (Role.CLIENT_USER,))


@pytest.mark.parametrize(
    ("stage", "signed", "turns"),
    [
        ("applying", None, (CUSTOMER,)),
        ("submitted", None, (OFFICER,)),
        ("supplementing", None, (CUSTOMER,)),
        ("accepted", None, (OFFICER,)),
        ("accepted", frozenset(), (CUSTOMER, OFFICER)),
        ("accepted", {BODY}, (CUSTOMER,)),
        ("accepted", {CLIENT}, (OFFICER,)),
        ("agreed", set(Party), (OFFICER,)),
        ("planned", set(Party), (CUSTOMER,)),
        ("confirmed", set(Party), (LEADER,)),
        ("fieldwork", set(Party), (LEADER,)),
        ("closed", set(Party), ()),
        ("declined", None, ()),
        ("discontinued", {CLIENT}, ()),
    ],
)
def test_it_is_the_turn_of_whoever_owes_the_next_move(stage: str, signed, turns) -> None:
    assert turn(Stage(stage), signed) == turns


def states(stage: str, ended_at: Stage | None = None) -> str:
    """The strip as letters: d(one), c(urrent), a(head), e(nded)."""
    return "".join(step.state[0] for step in progress(Stage(stage), ended_at))


@pytest.mark.parametrize(
    ("stage", "strip"),
    [
        ("applying", "caaaaaaa"),
        ("submitted", "dcaaaaaa"),
        ("supplementing", "dcaaaaaa"),
        ("accepted", "ddcaaaaa"),
        ("agreed", "dddcaaaa"),
        ("planned", "ddddcaaa"),
        ("confirmed", "dddddcaa"),
        ("fieldwork", "ddddddca"),
        ("closed", "dddddddc"),
    ],
)
def test_strip_shows_what_is_done_and_what_lies_ahead(stage: str, strip: str) -> None:
    assert states(stage) == strip
    assert [step.key for step in progress(Stage(stage))] == list(STEPS)


def test_strip_of_an_ended_engagement_ends_at_the_step_where_it_was() -> None:
    assert states("declined", Stage.SUPPLEMENTING) == "deaaaaaa"
    assert states("discontinued", Stage.PLANNED) == "ddddeaaa"


@pytest.mark.parametrize("ended_at", [None, Stage.DECLINED])
def test_strip_of_an_ended_engagement_is_not_guessed(ended_at: Stage | None) -> None:
    with pytest.raises(ValueError, match="ended at which stage"):
        progress(Stage.DISCONTINUED, ended_at)


def test_every_stage_but_the_ends_has_exactly_one_step() -> None:
    assert sorted(stage for stages in STEPS.values() for stage in stages) == sorted(set(Stage) - OVER)


def test_table_has_each_code_once_and_reaches_every_stage() -> None:
    codes = [each.code for each in MOVES]

    assert len(codes) == len(set(codes))
    assert {each.to for each in MOVES if each.to} == set(Stage)
    assert [each.code for each in MOVES if not each.stages] == ["application.opened"]
    assert BY_CODE["application.opened"].to is FIRST
    assert {need for each in MOVES for need in each.needs} == set(Need)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_stage_move_need_and_step_has_its_own_words(language: str) -> None:
    for kind, members in {
        "Stage": Stage,
        "Move": BY_CODE,
        "Need": Need,
        "Step": STEPS,
        "StepState": StepState,
    }.items():
        words = [label(f"{kind}.{member}", language) for member in members]
        assert len(words) == len(set(words)), kind
