# SPDX-License-Identifier: Apache-2.0
"""How every action in the field begins: the engagement locked, the team of its plan, and who acts."""

from dataclasses import dataclass

from zhuoping.actions.acting import allowed, lock_engagement
from zhuoping.core.authority import Act, Subject
from zhuoping.core.fieldwork.people import FieldMember
from zhuoping.core.lifecycle import BY_CODE, Stage, move
from zhuoping.records.fieldwork_values import field_team_of, is_double_scored
from zhuoping.records.models import Engagement, Person, Plan


@dataclass(frozen=True, slots=True)
class Work:
    """A locked engagement in the field: its plan in force, the team, and the member who acts (None for others)."""

    engagement: Engagement
    plan: Plan
    team: tuple[FieldMember, ...]
    member: FieldMember | None

    @property
    def double_scoring(self) -> bool:
        """Whether two auditors score, each for themselves."""
        return is_double_scored(self.engagement)


def begin(by: Person, number: str, code: str, act: Act | None = None) -> Work:
    """Lock an engagement for the move `code`, by somebody who may make it (or do `act`, where that is narrower).

    Refuses: engagement-unknown, not-allowed-role, not-allowed-relation, stage-over, not-this-stage.
    """
    engagement = lock_engagement(number, "fieldwork")
    plan, team = field_team_of(engagement)
    subject = Subject(client=engagement.client_id, team=frozenset(each.person for each in team))
    allowed(by, act or BY_CODE[code].act, subject)
    move(Stage(engagement.stage), code)
    if plan is None:
        raise RuntimeError(f"{number}: the table of moves lets nobody into the field without a plan")
    return Work(engagement, plan, team, next((each for each in team if each.person == by.pk), None))
