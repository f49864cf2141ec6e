# SPDX-License-Identifier: Apache-2.0
"""The daily digest: everybody with open acts is told once a day what they are."""

from datetime import datetime, time

from django.utils import timezone

from zhuoping.actions import notices
from zhuoping.cli.worker.hours import next_at
from zhuoping.core.wording.labels import said
from zhuoping.records.actors import actor_of
from zhuoping.records.models import Person
from zhuoping.records.work_list import OpenAct, work_list

HOUR = time(8, 0)
# A mail is read on a phone: the list itself is on the first page.
MOST_LINES = 20
LANGUAGES = ("zh", "en")


def tell_everybody() -> None:
    """Leave today's digest for each person with something to do; whoever has it already gets no second one."""
    now = timezone.now()
    on = timezone.localdate(now)
    for person in Person.objects.filter(is_active=True).order_by("pk").iterator():
        acts = work_list(actor_of(person), on).acts
        lines = {language: tuple(line(act, language) for act in acts[:MOST_LINES]) for language in LANGUAGES}
        notices.tell_of_work(person, at=now, on=on.isoformat(), count=len(acts), lines=lines)


def line(act: OpenAct, language: str) -> str:
    """One open act as a line of a mail."""
    what = said(act.word, language)
    return f"- {act.engagement.number} {act.engagement.client}: {what}{_until(act)[language]}"


def _until(act: OpenAct) -> dict[str, str]:
    if act.due_on is None:
        return dict.fromkeys(LANGUAGES, "")
    if act.overdue:
        return {"zh": f"（期限 {act.due_on}，已逾期）", "en": f" (due {act.due_on}, overdue)"}
    return {"zh": f"（期限 {act.due_on}）", "en": f" (due {act.due_on})"}


def next_time(now: datetime) -> datetime:
    """The next time of the day at which digests go out, where the body is."""
    return next_at(HOUR, now)
