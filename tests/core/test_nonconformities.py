# SPDX-License-Identifier: Apache-2.0
"""Nonconformities as rules: the table of moves, days, answers, what keeps a decision or fieldwork open."""

from dataclasses import replace
from datetime import date

import pytest

from tests.core.planning import SCHEME
from tests.core.samples import refusal, told, with_values
from zhuoping.core.authority import Party
from zhuoping.core.case import TeamRole
from zhuoping.core.fieldwork.gaps import Where
from zhuoping.core.fieldwork.people import FieldMember
from zhuoping.core.nonconformities import (
    OPEN,
    CorrectiveAnswer,
    DeductionToVerify,
    Doing,
    DueDates,
    FieldNonconformity,
    NonconformityText,
    answer_again_by,
    answer_problems,
    blocks_decision,
    check_closing,
    check_reason,
    due_dates,
    escalated_to,
    missed_on,
    move,
    moves_from,
    nonconformity_gaps,
    open_before_decision,
    text_problems,
    to_escalate,
)
from zhuoping.core.nonconformities import NonconformityGrade as Grade
from zhuoping.core.nonconformities import NonconformityState as State
from zhuoping.core.problems import Refused

RAISED_ON = date(2026, 12, 7)
DUE = DueDates(date(2026, 12, 22), date(2027, 1, 6))
MINOR = FieldNonconformity(1, 3, Grade.MINOR, State.RAISED, "2.1", "两名维修工无证", 1, DUE)
ANSWER = CorrectiveAnswer("培训计划漏了新人", "两人停岗", "每月核对证书", date(2026, 12, 20))
TEXT = NonconformityText(Grade.MAJOR, "2.1", "两名维修工无证", "厦门网点", "2.1")


def test_states_are_gone_through_as_the_table_says():
    followed = [
        move(State.RAISED, Grade.MAJOR, Doing.CHANGE),
        move(State.RAISED, Grade.MAJOR, Doing.ANSWER),
        move(State.ANSWERED, Grade.MAJOR, Doing.RETURN),
        move(State.RETURNED, Grade.MAJOR, Doing.ANSWER),
        move(State.ANSWERED, Grade.MAJOR, Doing.CLOSE),
        move(State.RETURNED, Grade.MAJOR, Doing.WITHDRAW),
    ]

    assert followed == ["raised", "answered", "returned", "answered", "closed", "withdrawn"]


@pytest.mark.parametrize("state", [State.CLOSED, State.WITHDRAWN])
@pytest.mark.parametrize("doing", Doing)
def test_nothing_is_done_to_one_that_is_over(state, doing):
    assert refusal(move, state, Grade.MINOR, doing) == ["nonconformity: nonconformity-over"]
    assert moves_from(state, Grade.MINOR, Party.BODY) == moves_from(state, Grade.MINOR, Party.CLIENT) == ()


def test_major_and_minor_are_closed_only_once_answered_and_observations_at_once():
    for state in (State.RAISED, State.RETURNED):
        assert refusal(move, state, Grade.MINOR, Doing.CLOSE) == ["nonconformity: nonconformity-unanswered"]
        assert move(state, Grade.OBSERVATION, Doing.CLOSE) == "closed"
    assert moves_from(State.RAISED, Grade.MAJOR, Party.BODY) == (Doing.CHANGE, Doing.WITHDRAW)
    assert moves_from(State.RAISED, Grade.OPPORTUNITY, Party.BODY) == (
        Doing.CHANGE,
        Doing.CLOSE,
        Doing.WITHDRAW,
    )


def test_move_out_of_turn_is_refused_with_what_it_would_be():
    with pytest.raises(Refused) as caught:
        move(State.ANSWERED, Grade.MINOR, Doing.ANSWER)

    (found,) = caught.value.problems
    assert found.message("zh") == "该不符合项现在是“待验证”，不能答复：请刷新页面，看最新情况。"
    assert refusal(move, State.ANSWERED, Grade.MINOR, Doing.CHANGE) == [
        "nonconformity: nonconformity-not-now"
    ]
    assert refusal(move, State.RAISED, Grade.MINOR, Doing.RETURN) == ["nonconformity: nonconformity-not-now"]


def test_side_sees_its_own_moves_only():
    assert moves_from(State.RAISED, Grade.MINOR, Party.CLIENT) == (Doing.ANSWER,)
    assert moves_from(State.ANSWERED, Grade.MINOR, Party.CLIENT) == ()
    assert moves_from(State.ANSWERED, Grade.MINOR, Party.BODY) == (Doing.RETURN, Doing.CLOSE, Doing.WITHDRAW)


def test_days_are_the_editions():
    assert due_dates(SCHEME, Grade.MINOR, RAISED_ON) == DUE
    assert due_dates(SCHEME, Grade.MAJOR, RAISED_ON) == DueDates(date(2026, 12, 22), date(2027, 3, 7))
    assert due_dates(SCHEME, Grade.OBSERVATION, RAISED_ON) == DueDates()


def test_answer_is_never_due_after_closing_and_no_number_sets_no_day():
    short = with_values(SCHEME, nonconformity__minor_close_days=10)
    none = with_values(SCHEME, nonconformity__minor_close_days=None)

    assert due_dates(short, Grade.MINOR, RAISED_ON) == DueDates(date(2026, 12, 17), date(2026, 12, 17))
    assert due_dates(none, Grade.MINOR, RAISED_ON) == DueDates(date(2026, 12, 22), None)


def test_returned_answer_is_due_again_after_as_long_and_never_past_closing():
    assert answer_again_by(SCHEME, date(2026, 12, 10), DUE.close_on) == date(2026, 12, 25)
    assert answer_again_by(SCHEME, date(2027, 1, 2), DUE.close_on) == DUE.close_on
    assert answer_again_by(SCHEME, date(2026, 12, 10), None) == date(2026, 12, 25)


def test_whoever_has_to_go_on_has_a_day():
    answered = replace(MINOR, state=State.ANSWERED)

    assert (MINOR.waits_for, MINOR.due_on) == (Party.CLIENT, DUE.answer_on)
    assert (answered.waits_for, answered.due_on) == (Party.BODY, DUE.close_on)
    assert (replace(MINOR, state=State.CLOSED).waits_for, replace(MINOR, state=State.CLOSED).due_on) == (
        None,
    ) * 2
    assert replace(MINOR, grade=Grade.OBSERVATION).waits_for is None
    assert replace(MINOR, due=DueDates()).due_on is None
    assert (MINOR.shown, replace(MINOR, number=None).shown) == ("3", "—")


def test_texts_are_tidied_and_what_is_missing_or_unknown_is_told_at_once():
    bare = NonconformityText(Grade.MINOR, " ", "\r\n", ref="9.9").tidied()
    long = replace(TEXT, clause="x" * 201, place="y" * 201, statement="z" * 20_001)

    assert NonconformityText(
        Grade.MINOR, " 2.1 ", "一\r\n二 ", " 厦门 ", " 2.1 "
    ).tidied() == NonconformityText(Grade.MINOR, "2.1", "一\n二", "厦门", "2.1")
    assert told(text_problems(SCHEME, bare)) == [
        "clause: nonconformity-clause-missing",
        "statement: nonconformity-statement-missing",
        "ref: indicator-unknown",
    ]
    assert told(text_problems(SCHEME, long)) == [
        "clause: text-too-long",
        "place: text-too-long",
        "statement: text-too-long",
    ]
    assert text_problems(SCHEME, TEXT) == text_problems(SCHEME, replace(TEXT, ref="")) == ()


def problems(answer, grade=Grade.MINOR, close_on=DUE.close_on, on=RAISED_ON):
    return told(answer_problems(answer.tidied(), grade, RAISED_ON, close_on, on))


def test_answer_to_a_nonconformity_says_cause_correction_action_and_day():
    assert problems(ANSWER) == []
    assert problems(CorrectiveAnswer("原因")) == [
        "correction: answer-part-missing",
        "corrective_action: answer-part-missing",
        "done_on: answer-date-missing",
    ]
    assert problems(replace(ANSWER, root_cause="x" * 20_001)) == ["root_cause: text-too-long"]


def test_answer_to_an_observation_says_something():
    assert problems(CorrectiveAnswer(" ", "\n", ""), Grade.OBSERVATION) == ["corrective_action: answer-empty"]
    assert problems(CorrectiveAnswer(correction="已贴标签"), Grade.OPPORTUNITY) == []


def test_day_of_an_answer_lies_between_raising_and_closing():
    assert problems(replace(ANSWER, done_on=date(2026, 12, 6))) == ["done_on: answer-date-before"]
    assert problems(replace(ANSWER, done_on=date(2027, 1, 7))) == ["done_on: answer-date-after"]
    assert problems(replace(ANSWER, done_on=DUE.close_on)) == []
    assert problems(replace(ANSWER, done_on=date(2030, 1, 1)), close_on=None) == []


def test_who_answers_after_the_last_day_has_to_be_done_with_it():
    late = date(2027, 1, 20)

    assert problems(replace(ANSWER, done_on=late), on=late) == []
    assert problems(replace(ANSWER, done_on=date(2027, 1, 21)), on=late) == ["done_on: answer-date-after"]


def test_nothing_is_closed_before_the_day_that_the_answer_names():
    item = replace(MINOR, state=State.ANSWERED, done_on=date(2026, 12, 20))

    assert refusal(check_closing, item, date(2026, 12, 19)) == ["verdict: nonconformity-not-done-yet"]
    check_closing(item, date(2026, 12, 20))
    check_closing(MINOR, date(2026, 12, 8))


def test_verdict_has_a_reason():
    assert check_reason("reason", " 查看了两人的证书 ") == "查看了两人的证书"
    assert refusal(check_reason, "reason", " ") == ["reason: nonconformity-reason-missing"]
    assert refusal(check_reason, "reason", "x" * 20_001) == ["reason: text-too-long"]


@pytest.mark.parametrize("grade", [Grade.MAJOR, Grade.MINOR])
@pytest.mark.parametrize("state", sorted(OPEN))
def test_open_major_or_minor_one_keeps_the_decision_open(grade, state):
    found = open_before_decision(SCHEME, [replace(MINOR, grade=grade, state=state)], [])

    assert told(found) == ["nonconformities.3: nonconformity-open"]


def test_decision_does_not_wait_for_observations_closed_or_withdrawn_ones():
    items = [
        replace(MINOR, grade=Grade.OBSERVATION),
        replace(MINOR, state=State.CLOSED),
        replace(MINOR, state=State.WITHDRAWN),
    ]

    assert not blocks_decision(SCHEME, items)


def test_special_deduction_waits_for_its_own_nonconformity_to_be_closed():
    def deduction(item):
        return DeductionToVerify("law", "无证上岗", item)

    missing = [deduction(None), deduction(replace(MINOR, state=State.WITHDRAWN))]
    unverified = [deduction(replace(MINOR, grade=Grade.OBSERVATION))]

    assert told(open_before_decision(SCHEME, [], missing)) == ["special: deduction-without-correction"] * 2
    assert told(open_before_decision(SCHEME, [], unverified)) == ["special: deduction-unverified"]
    assert open_before_decision(SCHEME, [], [deduction(replace(MINOR, state=State.CLOSED))]) == ()


def test_edition_that_does_not_ask_keeps_nothing_open():
    lax = with_values(SCHEME, nonconformity__closed_before_decision=False)

    assert not blocks_decision(lax, [MINOR], [DeductionToVerify("law", "无证上岗")])


def test_raised_one_needs_clause_statement_and_evidence_before_fieldwork_closes():
    gaps = nonconformity_gaps([replace(MINOR, clause="", statement="", evidence=0)])

    assert [(gap.where, gap.key, gap.problem.code, gap.blocks) for gap in gaps] == [
        (Where.NONCONFORMITY, "1", "nonconformity-clause-missing", True),
        (Where.NONCONFORMITY, "1", "nonconformity-statement-missing", True),
        (Where.NONCONFORMITY, "1", "nonconformity-evidence-missing", True),
        (Where.NONCONFORMITY, "1", "nonconformity-open", False),
    ]


def test_hidden_one_keeps_fieldwork_open_as_the_client_cannot_answer_it():
    secret = replace(MINOR, number=None, due=DueDates())

    assert [(gap.problem.code, gap.blocks) for gap in nonconformity_gaps([secret])] == [
        ("nonconformity-still-hidden", True)
    ]
    assert nonconformity_gaps([replace(secret, grade=Grade.OBSERVATION)]) == ()


def test_open_answer_does_not_keep_fieldwork_open_and_a_withdrawn_one_is_no_gap():
    bare = replace(MINOR, state=State.WITHDRAWN, evidence=0)

    assert [gap.blocks for gap in nonconformity_gaps([MINOR])] == [False]
    assert nonconformity_gaps([bare, replace(MINOR, state=State.CLOSED)]) == ()


def test_missed_day_is_the_latest_that_has_passed():
    answered = replace(MINOR, state=State.ANSWERED)

    assert missed_on(MINOR, DUE.answer_on) is None
    assert missed_on(MINOR, date(2026, 12, 23)) == DUE.answer_on
    assert missed_on(MINOR, date(2027, 1, 7)) == DUE.close_on
    assert missed_on(answered, date(2026, 12, 23)) is None
    assert missed_on(answered, date(2027, 1, 7)) == DUE.close_on
    assert missed_on(replace(MINOR, state=State.CLOSED), date(2027, 1, 7)) is None
    assert missed_on(replace(MINOR, due=DueDates()), date(2027, 1, 7)) is None


def test_each_missed_day_is_told_once():
    late, later = date(2026, 12, 23), date(2027, 1, 7)

    assert to_escalate(MINOR, DUE.answer_on, None) is None
    assert to_escalate(MINOR, late, None) == DUE.answer_on
    assert to_escalate(MINOR, late, DUE.answer_on) is None
    assert to_escalate(MINOR, later, DUE.answer_on) == DUE.close_on


def test_leader_and_officer_are_told_once_each():
    team = [FieldMember(7, "林审查", TeamRole.LEADER), FieldMember(8, "孙审查", TeamRole.AUDITOR)]

    assert escalated_to(team, [5]) == (7, 5)
    assert escalated_to(team, [7]) == (7,)
    assert escalated_to(team[1:], [5, 6]) == (5, 6)
