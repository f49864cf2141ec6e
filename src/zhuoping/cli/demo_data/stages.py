# SPDX-License-Identifier: Apache-2.0
"""One engagement, brought to any stage through the real actions: for the demo, and for tests (tests/make_web.py)."""

from collections.abc import Callable, Iterable, Mapping

from zhuoping.actions import application
from zhuoping.cli.demo_data import applying, field_closing, fielding, plans, reviewing
from zhuoping.cli.demo_data.clock import Clock
from zhuoping.cli.demo_data.players import Players
from zhuoping.core.lifecycle import Stage
from zhuoping.records.models import Engagement

Step = Callable[[Players, str, Clock], None]


def engagement_at(stage: Stage, players: Players, clock: Clock) -> Engagement:
    """A new engagement of the players' enterprise at a stage."""
    return go_on(begin(players, clock), STEPS[stage], players, clock)


def begin(players: Players, clock: Clock) -> str:
    """A new engagement; its number."""
    return applying.open_(players, clock)


def go_on(number: str, steps: Iterable[Step], players: Players, clock: Clock) -> Engagement:
    """The next steps of an engagement, and the engagement after them."""
    for step in steps:
        step(players, number, clock)
    return Engagement.objects.select_related("client", "edition").get(number=number)


def _discontinue(players: Players, number: str, clock: Clock) -> None:
    reason = "企业调整年度计划，本年度不再申请。"
    application.discontinue(by=players.user, at=clock.tick(), number=number, reason=reason)


_SUBMITTED: tuple[Step, ...] = (applying.complete, applying.submit)
_ACCEPTED: tuple[Step, ...] = (*_SUBMITTED, reviewing.accept, reviewing.issue_agreement)
_AGREED: tuple[Step, ...] = (*_ACCEPTED, reviewing.sign_agreement)
_PLANNED: tuple[Step, ...] = (*_AGREED, plans.begin, plans.finish, plans.release)
_CONFIRMED: tuple[Step, ...] = (*_PLANNED, plans.confirm)

STEPS: Mapping[Stage, tuple[Step, ...]] = {
    Stage.APPLYING: (),
    Stage.SUBMITTED: _SUBMITTED,
    Stage.SUPPLEMENTING: (*_SUBMITTED, reviewing.ask_for_more),
    Stage.ACCEPTED: _ACCEPTED,
    Stage.AGREED: _AGREED,
    Stage.PLANNED: _PLANNED,
    Stage.CONFIRMED: _CONFIRMED,
    Stage.FIELDWORK: (*_CONFIRMED, fielding.open_, fielding.go_half_way),
    Stage.CLOSED: (
        *_CONFIRMED,
        fielding.open_,
        field_closing.finish,
        field_closing.close,
        field_closing.sign,
    ),
    Stage.DECLINED: (*_SUBMITTED, reviewing.decline),
    Stage.DISCONTINUED: (*_ACCEPTED, _discontinue),
}
