# SPDX-License-Identifier: Apache-2.0
"""Who at the body may act on an engagement although no member of its team, and what is said of ties (17065 4.2).

The look-back is that of teams (`core/team`): a tie bars up to and including the last day that `barred_until` gives.
"""

from collections.abc import Iterable
from datetime import date

from zhuoping.core.clients import normalise_uscc
from zhuoping.core.planning_rules import not_set
from zhuoping.core.problems import Problem, problem
from zhuoping.core.scheme import Scheme
from zhuoping.core.team import LOOK_BACK, Tie, barred_until, look_back
from zhuoping.core.wording.labels import Word


def officer_problems(
    scheme: Scheme, uscc: str, name: str, ties: Iterable[Tie], on: date
) -> tuple[Problem, ...]:
    """What ties a person of the body to the client with this credit code so that another one has to act on a day.

    Codes: officer-tied, officer-tied-still, and parameter-not-set where a tie ended and nobody set the look-back.
    """
    years = look_back(scheme)
    found: list[Problem] = []
    for tie in ties:
        if normalise_uscc(tie.uscc) != normalise_uscc(uscc):
            continue
        values: dict[str, object] = {"name": name, "kind": Word(f"TieKind.{tie.kind}")}
        if tie.until_on is None:
            found.append(problem("by", "officer-tied-still", since=tie.from_on, **values))
        elif years is None:
            found.append(not_set(scheme, LOOK_BACK))
        elif on <= (barred := barred_until(tie, years)):
            values |= {"until": tie.until_on, "years": years, "barred": barred}
            found.append(problem("by", "officer-tied", **values))
    return tuple(found)


def end_of_tie_problems(
    *, own: bool, recorded_oneself: bool, until_on: date, on: date, reason: str
) -> tuple[Problem, ...]:
    """Why the end of a tie may not be recorded so. The look-back counts from it, so nobody shortens their own.

    `own`: whoever records it is the person who is tied, whatever else they may. Codes: tie-recorded-by-another,
    tie-ended-before-today; of others, reason-missing.
    """
    if not own:
        return () if reason.strip() else (problem("reason", "reason-missing"),)
    found: list[Problem] = []
    if not recorded_oneself:
        found.append(problem("until_on", "tie-recorded-by-another"))
    if until_on < on:
        found.append(problem("until_on", "tie-ended-before-today", until=until_on, on=on))
    return tuple(found)
