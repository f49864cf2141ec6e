# SPDX-License-Identifier: Apache-2.0
"""Nonconformities: what is raised, answered, verified; by when, and what keeps a decision open (17065 7.4.6 to 7.4.8).

Every finding of this kind goes through one table of moves. Days come from the edition's parameters.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from zhuoping.core.authority import Party
from zhuoping.core.fieldwork.gaps import Gap, Where
from zhuoping.core.fieldwork.people import FieldMember, leader_of
from zhuoping.core.fieldwork.records import SHORT_LIMIT, TEXT_LIMIT
from zhuoping.core.problems import Problem, Refused, problem
from zhuoping.core.scheme import Scheme
from zhuoping.core.wording.labels import Word


class NonconformityGrade(StrEnum):
    """How much it weighs, the gravest first."""

    MAJOR = "major"
    MINOR = "minor"
    OBSERVATION = "observation"
    OPPORTUNITY = "opportunity"


class NonconformityState(StrEnum):
    """How far it is."""

    RAISED = "raised"
    ANSWERED = "answered"
    RETURNED = "returned"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


# The client has to answer these, and a decision waits for them; the others it may answer.
TO_ANSWER = frozenset({NonconformityGrade.MAJOR, NonconformityGrade.MINOR})
OPEN = frozenset({NonconformityState.RAISED, NonconformityState.ANSWERED, NonconformityState.RETURNED})
WAITS_FOR_CLIENT = frozenset({NonconformityState.RAISED, NonconformityState.RETURNED})
_CLOSE_DAYS: Mapping[NonconformityGrade, str] = {
    NonconformityGrade.MAJOR: "nonconformity.major_close_days",
    NonconformityGrade.MINOR: "nonconformity.minor_close_days",
}


class Doing(StrEnum):
    """What may be done to one."""

    CHANGE = "change"
    ANSWER = "answer"
    RETURN = "return"
    CLOSE = "close"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class NonconformityMove:
    """One thing that may be done: in which states, where it leads, and by which side."""

    doing: Doing
    states: frozenset[NonconformityState]
    to: NonconformityState
    party: Party

    @property
    def word(self) -> Word:
        """What people call it."""
        return Word(f"Doing.{self.doing}")


MOVES: tuple[NonconformityMove, ...] = (
    NonconformityMove(
        Doing.CHANGE, frozenset({NonconformityState.RAISED}), NonconformityState.RAISED, Party.BODY
    ),
    NonconformityMove(Doing.ANSWER, WAITS_FOR_CLIENT, NonconformityState.ANSWERED, Party.CLIENT),
    NonconformityMove(
        Doing.RETURN, frozenset({NonconformityState.ANSWERED}), NonconformityState.RETURNED, Party.BODY
    ),
    NonconformityMove(Doing.CLOSE, OPEN, NonconformityState.CLOSED, Party.BODY),
    NonconformityMove(Doing.WITHDRAW, OPEN, NonconformityState.WITHDRAWN, Party.BODY),
)
_BY_DOING = {each.doing: each for each in MOVES}


@dataclass(frozen=True, slots=True)
class NonconformityText:
    """What an auditor writes: the clause that is not met, the statement, where; `ref` is the indicator, or empty."""

    grade: NonconformityGrade
    clause: str
    statement: str
    place: str = ""
    ref: str = ""

    def tidied(self) -> "NonconformityText":
        """Without blanks around the texts."""
        return NonconformityText(
            self.grade, self.clause.strip(), _lines(self.statement), self.place.strip(), self.ref.strip()
        )


@dataclass(frozen=True, slots=True)
class CorrectiveAnswer:
    """What the client answers: why it happened, what was put right, what keeps it from coming back, and by when."""

    root_cause: str = ""
    correction: str = ""
    corrective_action: str = ""
    done_on: date | None = None

    def tidied(self) -> "CorrectiveAnswer":
        """Without blanks around the texts."""
        return CorrectiveAnswer(
            _lines(self.root_cause), _lines(self.correction), _lines(self.corrective_action), self.done_on
        )


@dataclass(frozen=True, slots=True)
class DueDates:
    """Until when the client answers, and until when the thing is closed; none where nothing has to be answered."""

    answer_on: date | None = None
    close_on: date | None = None


@dataclass(frozen=True, slots=True)
class FieldNonconformity:
    """One as it stands. `number` is None while it rests on a covert visit that is not released.

    `evidence` counts the files and records tied to it. `done_on` is the day that the latest answer names.
    """

    id: int
    number: int | None
    grade: NonconformityGrade
    state: NonconformityState
    clause: str = ""
    statement: str = ""
    evidence: int = 0
    due: DueDates = DueDates()
    done_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether anybody still has to do something about it."""
        return self.state in OPEN

    @property
    def waits_for(self) -> Party | None:
        """Who has to go on; nobody when it is over, and where the client may answer and need not."""
        if not self.is_open:
            return None
        if self.state in WAITS_FOR_CLIENT:
            return Party.CLIENT if self.grade in TO_ANSWER else None
        return Party.BODY

    @property
    def due_on(self) -> date | None:
        """The day by which whoever it waits for has to go on."""
        party = self.waits_for
        if party is None:
            return None
        dates = (self.due.answer_on, self.due.close_on) if party is Party.CLIENT else (self.due.close_on,)
        return min((each for each in dates if each is not None), default=None)

    @property
    def shown(self) -> str:
        """What it is called in a sentence."""
        return "—" if self.number is None else str(self.number)


@dataclass(frozen=True, slots=True)
class DeductionToVerify:
    """A special deduction that stands, and the nonconformity that it is put right by; None where there is none."""

    ground: str
    reason: str
    nonconformity: FieldNonconformity | None = None


def moves_from(state: NonconformityState, grade: NonconformityGrade, party: Party) -> tuple[Doing, ...]:
    """What one side may do now, in the order of the table."""
    return tuple(
        each.doing
        for each in MOVES
        if each.party is party and state in each.states and not _lacks_answer(state, grade, each.doing)
    )


def move(state: NonconformityState, grade: NonconformityGrade, doing: Doing) -> NonconformityState:
    """The state after it. Raises Refused: nonconformity-over, nonconformity-unanswered, nonconformity-not-now."""
    made = _BY_DOING[doing]
    if state not in OPEN:
        raise Refused(
            [problem("nonconformity", "nonconformity-over", state=Word(f"NonconformityState.{state}"))]
        )
    if _lacks_answer(state, grade, doing):
        word = Word(f"NonconformityGrade.{grade}")
        raise Refused([problem("nonconformity", "nonconformity-unanswered", kind=word)])
    if state not in made.states:
        values = {"state": Word(f"NonconformityState.{state}"), "doing": made.word}
        raise Refused([problem("nonconformity", "nonconformity-not-now", **values)])
    return made.to


def due_dates(scheme: Scheme, grade: NonconformityGrade, shown_on: date) -> DueDates:
    """The days by the edition's parameters, from the day on which the client learns of it."""
    if grade not in TO_ANSWER:
        return DueDates()
    close_on = _after(scheme, _CLOSE_DAYS[grade], shown_on)
    return DueDates(_earlier(_after(scheme, "nonconformity.answer_days", shown_on), close_on), close_on)


def answer_again_by(scheme: Scheme, returned_on: date, close_on: date | None) -> date | None:
    """Until when a returned answer is given again: the same time once more, and never past the day of closing.

    Where that day is over already, there is no later one to give: it stays overdue.
    """
    return _earlier(_after(scheme, "nonconformity.answer_days", returned_on), close_on)


def text_problems(scheme: Scheme, text: NonconformityText) -> tuple[Problem, ...]:
    """What is wrong with what an auditor wrote (tidied).

    nonconformity-clause-missing, nonconformity-statement-missing, text-too-long, indicator-unknown.
    """
    found: list[Problem] = []
    if not text.clause:
        found.append(problem("clause", "nonconformity-clause-missing"))
    if not text.statement:
        found.append(problem("statement", "nonconformity-statement-missing"))
    limits = {"clause": SHORT_LIMIT, "place": SHORT_LIMIT, "statement": TEXT_LIMIT}
    found.extend(_too_long({key: getattr(text, key) for key in limits}, limits))
    if text.ref and text.ref not in scheme.indicators:
        known = tuple(scheme.indicators)
        found.append(problem("ref", "indicator-unknown", ref=text.ref, known=known))
    return tuple(found)


def answer_problems(
    answer: CorrectiveAnswer, grade: NonconformityGrade, shown_on: date, close_on: date | None, on: date
) -> tuple[Problem, ...]:
    """What an answer (tidied) given `on` a day lacks: causes and measures are what is verified later (17065 7.4.7).

    Who answers when the day of closing is over has to be done with it.
    answer-part-missing, answer-date-missing, answer-date-before, answer-date-after, answer-empty, text-too-long.
    """
    texts = {
        "root_cause": answer.root_cause,
        "correction": answer.correction,
        "corrective_action": answer.corrective_action,
    }
    found = list(_too_long(texts, dict.fromkeys(texts, TEXT_LIMIT)))
    if grade in TO_ANSWER:
        found.extend(
            problem(key, "answer-part-missing", part=Word(f"CorrectiveAnswer.{key}"))
            for key, text in texts.items()
            if not text
        )
        if answer.done_on is None:
            found.append(problem("done_on", "answer-date-missing"))
    elif not any(texts.values()):
        found.append(problem("corrective_action", "answer-empty"))
    if answer.done_on is not None:
        if answer.done_on < shown_on:
            found.append(problem("done_on", "answer-date-before", given=answer.done_on, raised_on=shown_on))
        elif close_on is not None and answer.done_on > max(close_on, on):
            found.append(problem("done_on", "answer-date-after", given=answer.done_on, close_on=close_on))
    return tuple(found)


def check_closing(item: FieldNonconformity, on: date) -> None:
    """Nothing, when what the answer promises is done by today. Raises Refused: nonconformity-not-done-yet."""
    if item.done_on is not None and item.done_on > on:
        raise Refused([problem("verdict", "nonconformity-not-done-yet", done_on=item.done_on, today=on)])


def check_reason(path: str, text: str) -> str:
    """What an auditor says of it, tidied. Raises Refused: nonconformity-reason-missing, text-too-long."""
    tidied = _lines(text)
    if not tidied:
        raise Refused([problem(path, "nonconformity-reason-missing")])
    if found := tuple(_too_long({path: tidied}, {path: TEXT_LIMIT})):
        raise Refused(found)
    return tidied


def open_before_decision(
    scheme: Scheme, items: Iterable[FieldNonconformity], deductions: Iterable[DeductionToVerify]
) -> tuple[Problem, ...]:
    """What keeps a positive decision open: major and minor ones, and special deductions that are not verified (A15).

    nonconformity-open, deduction-without-correction, deduction-unverified; nothing where the edition does not ask.
    """
    if scheme.parameters["nonconformity.closed_before_decision"].value is not True:
        return ()
    found = [_is_open(each) for each in items if each.is_open and each.grade in TO_ANSWER]
    for deduction in deductions:
        item = deduction.nonconformity
        if item is None or item.state is NonconformityState.WITHDRAWN:
            found.append(problem("special", "deduction-without-correction", reason=deduction.reason))
        elif item.state is not NonconformityState.CLOSED:
            found.append(
                problem("special", "deduction-unverified", reason=deduction.reason, number=item.shown)
            )
    return tuple(found)


def blocks_decision(
    scheme: Scheme, items: Iterable[FieldNonconformity], deductions: Iterable[DeductionToVerify] = ()
) -> bool:
    """Whether a positive decision has to wait."""
    return bool(open_before_decision(scheme, items, deductions))


def nonconformity_gaps(items: Iterable[FieldNonconformity]) -> tuple[Gap, ...]:
    """What is missing before fieldwork closes: each one raised needs clause, statement and evidence (17065 7.4.6).

    That an answer is still to come does not keep fieldwork open: the client has weeks for it. That it cannot come, as
    the client has not been shown what it rests on, does.
    """
    found: list[Gap] = []
    for each in items:
        if each.state is NonconformityState.WITHDRAWN:
            continue
        for is_there, code in (
            (each.clause, "nonconformity-clause-missing"),
            (each.statement, "nonconformity-statement-missing"),
            (each.evidence, "nonconformity-evidence-missing"),
        ):
            if not is_there:
                given = problem(f"nonconformities.{each.shown}", code, number=each.shown)
                found.append(Gap(Where.NONCONFORMITY, str(each.id), given))
        if each.number is None and each.waits_for is Party.CLIENT:
            hidden = problem("nonconformities", "nonconformity-still-hidden")
            found.append(Gap(Where.NONCONFORMITY, str(each.id), hidden))
        elif each.waits_for is not None:
            found.append(Gap(Where.NONCONFORMITY, str(each.id), _is_open(each), blocks=False))
    return tuple(found)


def missed_on(item: FieldNonconformity, on: date) -> date | None:
    """The latest of its days that has passed while somebody still had to act; None where none has."""
    if item.waits_for is None:
        return None
    days = (item.due.answer_on, item.due.close_on) if item.waits_for is Party.CLIENT else (item.due.close_on,)
    return max((each for each in days if each is not None and each < on), default=None)


def to_escalate(item: FieldNonconformity, on: date, escalated_for: date | None) -> date | None:
    """The day that was missed and that nobody was told of: each missed day is told once."""
    missed = missed_on(item, on)
    return missed if missed is not None and (escalated_for is None or missed > escalated_for) else None


def escalated_to(team: Collection[FieldMember], officers: Iterable[int]) -> tuple[int, ...]:
    """Who is told of what is overdue: the team leader, then the case officer, by their ids."""
    leader = leader_of(team)
    return tuple(dict.fromkeys([*([leader.person] if leader else []), *officers]))


def _is_open(item: FieldNonconformity) -> Problem:
    return problem(
        f"nonconformities.{item.shown}",
        "nonconformity-open",
        number=item.shown,
        kind=Word(f"NonconformityGrade.{item.grade}"),
        state=Word(f"NonconformityState.{item.state}"),
    )


def _lacks_answer(state: NonconformityState, grade: NonconformityGrade, doing: Doing) -> bool:
    """Whether it would be closed while the client owes an answer."""
    return doing is Doing.CLOSE and state in WAITS_FOR_CLIENT and grade in TO_ANSWER


def _after(scheme: Scheme, key: str, day: date) -> date | None:
    """So many days on; None where the edition gives no number."""
    value = scheme.parameters[key].value
    return day + timedelta(days=value) if isinstance(value, int) and not isinstance(value, bool) else None


def _earlier(one: date | None, other: date | None) -> date | None:
    return min((each for each in (one, other) if each is not None), default=None)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _too_long(texts: Mapping[str, str], limits: Mapping[str, int]) -> Iterable[Problem]:
    for key, text in texts.items():
        if len(text) > limits[key]:
            yield problem(key, "text-too-long", length=len(text), limit=limits[key])
