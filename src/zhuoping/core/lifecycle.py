# SPDX-License-Identifier: Apache-2.0
"""The stages of an engagement and the moves between them, as one table (domain rule A19).

认证认可条例 Art. 21: no step of the procedure is left out. What is not in the table cannot be done: neither a move
from a stage that is not named there, nor any at a stage that is over. `docs/domain/life-cycle.md` is made from it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from zhuoping.core.authority import Act, Party, Role, party_of, roles_for, words_of
from zhuoping.core.problems import Refused, problem
from zhuoping.core.wording.labels import Word


class Stage(StrEnum):
    """How far an engagement is."""

    APPLYING = "applying"
    SUBMITTED = "submitted"
    SUPPLEMENTING = "supplementing"
    ACCEPTED = "accepted"
    AGREED = "agreed"
    PLANNED = "planned"
    CONFIRMED = "confirmed"
    FIELDWORK = "fieldwork"
    CLOSED = "closed"
    DECLINED = "declined"
    DISCONTINUED = "discontinued"


FIRST = Stage.APPLYING
OVER = frozenset({Stage.DECLINED, Stage.DISCONTINUED})


class Need(StrEnum):
    """What has to be so before a move; the action that makes the move has core check it."""

    CLIENT_REGISTERED = "client-registered"
    EDITION_ADOPTED = "edition-adopted"
    APPLICATION_COMPLETE = "application-complete"
    DECLARATIONS_MADE = "declarations-made"
    CHECKLIST_ANSWERED = "checklist-answered"
    PRIOR_CERTIFICATE_VALID = "prior-certificate-valid"
    REVIEWER_COMPETENT = "reviewer-competent"
    REASON_GIVEN = "reason-given"
    TO_ADD_LISTED = "to-add-listed"
    AGREEMENT_ISSUED = "agreement-issued"
    SIDE_UNSIGNED = "side-unsigned"
    BOTH_SIGNED = "both-signed"
    PLAN_COMPLETE = "plan-complete"
    TEAM_LAWFUL = "team-lawful"
    SAMPLE_DRAWN = "sample-drawn"
    PERSON_DAYS_ENOUGH = "person-days-enough"
    TEAM_LEADER = "team-leader"
    FIRST_DAY_REACHED = "first-day-reached"
    AUDITOR_OF_MODE = "auditor-of-mode"
    NOTHING_MISSING = "nothing-missing"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that may be done: at which stages, where it leads, who may (by `act`), and what it needs.

    No `stages` means that it opens an engagement; no `to` that the stage stays. `owed` moves are those that the
    engagement waits for; the others are allowed and nobody owes them. One that `follows` is made by the program right
    after another. `code` is also the ledger's.
    """

    code: str
    stages: tuple[Stage, ...]
    to: Stage | None
    act: Act
    clause: str
    needs: tuple[Need, ...] = ()
    owed: bool = False
    follows: bool = False

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles that may make it."""
        return roles_for(self.act)

    @property
    def word(self) -> Word:
        """What people call it, with the roles that may."""
        return Word(f"Move.{self.code}", aside=words_of(self.roles))


_FIELDWORK = (Stage.FIELDWORK,)
# The client has weeks for its answers, so they go on when the team has left.
_ANSWERING = (Stage.FIELDWORK, Stage.CLOSED)
_FILLING = (Stage.APPLYING, Stage.SUPPLEMENTING)
_BEFORE_CONFIRMED = tuple(list(Stage)[: list(Stage).index(Stage.CONFIRMED)])

MOVES: tuple[Move, ...] = (
    Move(
        "application.opened",
        (),
        FIRST,
        Act.APPLY,
        "17065 7.2",
        (Need.CLIENT_REGISTERED, Need.EDITION_ADOPTED),
    ),
    Move("application.saved", _FILLING, None, Act.APPLY, "17065 7.2"),
    Move(
        "application.submitted",
        _FILLING,
        Stage.SUBMITTED,
        Act.APPLY,
        "17065 7.2",
        (Need.APPLICATION_COMPLETE, Need.DECLARATIONS_MADE),
        owed=True,
    ),
    Move("review.saved", (Stage.SUBMITTED,), None, Act.REVIEW_APPLICATION, "17065 7.3.1"),
    Move(
        "application.accepted",
        (Stage.SUBMITTED,),
        Stage.ACCEPTED,
        Act.REVIEW_APPLICATION,
        "17065 7.3.1",
        (Need.CHECKLIST_ANSWERED, Need.PRIOR_CERTIFICATE_VALID, Need.REVIEWER_COMPETENT, Need.REASON_GIVEN),
        owed=True,
    ),
    Move(
        "supplement.requested",
        (Stage.SUBMITTED,),
        Stage.SUPPLEMENTING,
        Act.REVIEW_APPLICATION,
        "17065 7.3.1",
        (Need.TO_ADD_LISTED, Need.REVIEWER_COMPETENT, Need.REASON_GIVEN),
    ),
    Move(
        "application.declined",
        (Stage.SUBMITTED, Stage.SUPPLEMENTING),
        Stage.DECLINED,
        Act.REVIEW_APPLICATION,
        "17065 7.3.4",
        (Need.REVIEWER_COMPETENT, Need.REASON_GIVEN),
    ),
    Move("agreement.issued", (Stage.ACCEPTED,), None, Act.ISSUE_AGREEMENT, "17065 4.1.2", owed=True),
    Move(
        "agreement.signed",
        (Stage.ACCEPTED,),
        None,
        Act.SIGN_AGREEMENT,
        "17065 4.1.2",
        (Need.AGREEMENT_ISSUED, Need.SIDE_UNSIGNED),
        owed=True,
    ),
    Move(
        "agreement.concluded",
        (Stage.ACCEPTED,),
        Stage.AGREED,
        Act.SIGN_AGREEMENT,
        "17065 4.1.2",
        (Need.BOTH_SIGNED,),
        follows=True,
    ),
    Move("plan.saved", (Stage.AGREED,), None, Act.MAKE_PLAN, "17065 7.4.1"),
    Move(
        "interests.declared",
        (Stage.AGREED, Stage.PLANNED, Stage.CONFIRMED),
        None,
        Act.DECLARE_INTERESTS,
        "17065 4.2",
    ),
    Move(
        "plan.released",
        (Stage.AGREED,),
        Stage.PLANNED,
        Act.RELEASE_PLAN,
        "17065 7.4.1",
        (
            Need.PLAN_COMPLETE,
            Need.TEAM_LAWFUL,
            Need.SAMPLE_DRAWN,
            Need.PERSON_DAYS_ENOUGH,
            Need.PRIOR_CERTIFICATE_VALID,
        ),
        owed=True,
    ),
    Move("plan.confirmed", (Stage.PLANNED,), Stage.CONFIRMED, Act.CONFIRM_PLAN, "17065 7.4.1", owed=True),
    Move(
        "changes.requested",
        (Stage.PLANNED,),
        Stage.AGREED,
        Act.CONFIRM_PLAN,
        "17065 7.4.1",
        (Need.REASON_GIVEN,),
    ),
    Move(
        "plan.withdrawn",
        (Stage.PLANNED, Stage.CONFIRMED),
        Stage.AGREED,
        Act.WITHDRAW_PLAN,
        "17065 7.4.1",
        (Need.REASON_GIVEN,),
    ),
    Move(
        "fieldwork.opened",
        (Stage.CONFIRMED,),
        Stage.FIELDWORK,
        Act.LEAD_FIELDWORK,
        "17065 7.4.3",
        (Need.TEAM_LEADER, Need.FIRST_DAY_REACHED),
        owed=True,
    ),
    # A mystery customer may go before the team comes openly.
    Move("visit.recorded", (Stage.CONFIRMED, Stage.FIELDWORK), None, Act.RECORD_FIELDWORK, "17065 7.4.4"),
    Move("fieldwork.recorded", _FIELDWORK, None, Act.RECORD_FIELDWORK, "17065 7.4.4"),
    # Why signing in was irregular may be told days after the team has left (A12).
    Move("meeting.noted", _ANSWERING, None, Act.RECORD_FIELDWORK, "国认监〔2021〕3 号"),
    Move("finding.recorded", _FIELDWORK, None, Act.SCORE, "17065 7.4.9"),
    Move("determination.recorded", _FIELDWORK, None, Act.DETERMINE, "17065 7.4.4", (Need.REASON_GIVEN,)),
    Move(
        "mode.concluded",
        _FIELDWORK,
        None,
        Act.SCORE,
        "17065 7.4.9",
        (Need.AUDITOR_OF_MODE, Need.REASON_GIVEN),
    ),
    Move("nonconformity.raised", _FIELDWORK, None, Act.RAISE_NONCONFORMITY, "17065 7.4.6"),
    Move("nonconformity.answered", _ANSWERING, None, Act.ANSWER_NONCONFORMITY, "17065 7.4.7"),
    Move(
        "nonconformity.verified", _ANSWERING, None, Act.RAISE_NONCONFORMITY, "17065 7.4.8", (Need.ANSWERED,)
    ),
    Move(
        "fieldwork.closed",
        _FIELDWORK,
        Stage.CLOSED,
        Act.LEAD_FIELDWORK,
        "17065 7.4.9",
        (Need.TEAM_LEADER, Need.NOTHING_MISSING),
        owed=True,
    ),
    Move("scorecard.signed", (Stage.CLOSED,), None, Act.SIGN_SCORECARD, "17065 7.4.9"),
    Move(
        "fieldwork.reopened",
        (Stage.CLOSED,),
        Stage.FIELDWORK,
        Act.REOPEN_FIELDWORK,
        "17065 7.4.4",
        (Need.REASON_GIVEN,),
    ),
    Move(
        "prior-certificate.looked-up",
        (Stage.ACCEPTED, Stage.AGREED, Stage.PLANNED, Stage.CONFIRMED),
        None,
        Act.REVIEW_APPLICATION,
        "17065 7.3.1",
    ),
    Move(
        "engagement.discontinued",
        _BEFORE_CONFIRMED,
        Stage.DISCONTINUED,
        Act.DISCONTINUE,
        "认证认可条例 Art. 18",
        (Need.REASON_GIVEN,),
    ),
)

BY_CODE: Mapping[str, Move] = {move.code: move for move in MOVES}


@dataclass(frozen=True, slots=True)
class Turn:
    """A side that the engagement waits for, and its roles that can go on."""

    party: Party
    roles: tuple[Role, ...]


class StepState(StrEnum):
    """How a step of the progress strip stands."""

    DONE = "done"
    CURRENT = "current"
    AHEAD = "ahead"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the progress strip."""

    key: str
    state: StepState


# The strip shows the way that an engagement should go; a stage on a side way belongs to the step that it mends.
STEPS: Mapping[str, tuple[Stage, ...]] = {
    "application": (Stage.APPLYING,),
    "review": (Stage.SUBMITTED, Stage.SUPPLEMENTING),
    "agreement": (Stage.ACCEPTED,),
    "planning": (Stage.AGREED,),
    "confirmation": (Stage.PLANNED,),
    "ready": (Stage.CONFIRMED,),
    "fieldwork": (Stage.FIELDWORK,),
    "closed": (Stage.CLOSED,),
}


def is_over(stage: Stage) -> bool:
    """Whether nothing can be done any more."""
    return stage in OVER


def moves_from(stage: Stage) -> tuple[Move, ...]:
    """What people may do at a stage, in the order of the table."""
    return tuple(move for move in MOVES if stage in move.stages and not move.follows)


def move(stage: Stage, code: str) -> Stage:
    """The stage that `code` leads to from `stage`; the same one where it stays.

    Raises Refused: stage-over, not-this-stage (saying what may be done now, and by whom). KeyError for a code that
    is not in the table: that is a fault of the program.
    """
    made = BY_CODE[code]
    if stage in made.stages:
        return made.to or stage
    values: dict[str, object] = {"stage": Word(f"Stage.{stage}"), "act": Word(f"Move.{code}")}
    if is_over(stage):
        raise Refused([problem("stage", "stage-over", **values)])
    possible = tuple(each.word for each in moves_from(stage))
    raise Refused([problem("stage", "not-this-stage", possible=possible, **values)])


def sign(stage: Stage, party: Party, signed: Collection[Party] | None) -> tuple[str, ...]:
    """The moves that a signature of `party` under the agreement makes, in order: the second one concludes it.

    `signed` are the sides that have signed the version in force; None when none was issued. A new version has no
    signatures. Raises Refused: stage-over, not-this-stage, agreement-not-issued, agreement-signed-already.
    """
    move(stage, "agreement.signed")
    if signed is None:
        raise Refused([problem("agreement", "agreement-not-issued")])
    if party in signed:
        raise Refused([problem("agreement", "agreement-signed-already", party=Word(f"Party.{party}"))])
    second = {party, *signed} == set(Party)
    return ("agreement.signed", "agreement.concluded") if second else ("agreement.signed",)


def turn(stage: Stage, signed: Collection[Party] | None = None) -> tuple[Turn, ...]:
    """Whom the engagement waits for: one side, both while neither has signed, or nobody.

    `signed` as for `sign`. Nobody owes anything when it is over, and while a confirmed plan waits for its first day.
    """
    owed = [each for each in moves_from(stage) if each.owed]
    sides: tuple[Party, ...] = tuple(Party)
    if stage is Stage.ACCEPTED and signed is None:
        owed = [BY_CODE["agreement.issued"]]
    elif stage is Stage.ACCEPTED and signed is not None:
        owed = [BY_CODE["agreement.signed"]]
        sides = tuple(party for party in Party if party not in signed)
    roles = tuple(role for role in Role if any(role in each.roles for each in owed))
    turns = (Turn(party, tuple(role for role in roles if party_of(role) is party)) for party in sides)
    return tuple(each for each in turns if each.roles)


def progress(stage: Stage, ended_at: Stage | None = None) -> tuple[Step, ...]:
    """The steps of the progress strip at a stage; where it is over, `ended_at` is the stage before the end.

    Raises ValueError for an ended engagement without that: it would have to guess.
    """
    last = ended_at if is_over(stage) else stage
    if last is None or is_over(last):
        raise ValueError(f"{stage}: ended at which stage?")
    here = next(index for index, stages in enumerate(STEPS.values()) if last in stages)
    state = StepState.ENDED if is_over(stage) else StepState.CURRENT
    return tuple(
        Step(key, StepState.DONE if index < here else state if index == here else StepState.AHEAD)
        for index, key in enumerate(STEPS)
    )
