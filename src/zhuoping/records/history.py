# SPDX-License-Identifier: Apache-2.0
"""What was done in an engagement, out of the ledger.

Whatever belongs to an engagement has the engagement for its subject (actions/ledger.append sees to that), so its
history is one stretch of an index, however long the ledger is.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from zhuoping.core.ledger.canonical import Value
from zhuoping.core.wording import history
from zhuoping.records.models import Engagement, LedgerEntry, Person

PAGE = 50


@dataclass(frozen=True, slots=True)
class Done:
    """One entry for readers: `person` is the name as it is now, empty for what the program did by itself."""

    sequence: int
    at: datetime
    person: str
    action: str
    subject: str
    body: Mapping[str, Value]
    digest: str
    people: Mapping[int, str]

    def act(self, language: str) -> str:
        """What was done, in words."""
        return history.act(self.action, language)

    def details(self, language: str) -> tuple[history.Detail, ...]:
        """The facts of it, in words."""
        return history.details(self.body, language, self.people, self.action)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some entries, newest first; those before the sequence `earlier` come next, None where the history begins."""

    entries: tuple[Done, ...]
    earlier: int | None


def entries_of(engagement: Engagement, *, before: int | None = None, most: int = PAGE) -> Stretch:
    """The newest entries of an engagement, or those before a sequence; two queries, however many there are."""
    rows = LedgerEntry.objects.filter(subject=f"engagement:{engagement.pk}").order_by("-sequence")
    if before is not None:
        rows = rows.filter(sequence__lt=before)
    found = list(rows[: most + 1])
    shown = found[:most]
    earlier = shown[-1].sequence if len(found) > most else None
    return Stretch(told(shown), earlier)


def told(rows: list[LedgerEntry]) -> tuple[Done, ...]:
    """Entries as readers want them, with the names of all people in them; one query."""
    bodies: list[dict[str, Value]] = [json.loads(row.body) for row in rows]
    named = {number for body in bodies for number in history.people_in(body)}
    by = [_number(row.person) for row in rows]
    named.update(number for number in by if number is not None)
    people = {person.pk: str(person) for person in Person.objects.filter(pk__in=named)}
    return tuple(
        Done(
            row.sequence,
            datetime.fromisoformat(row.at),
            "" if number is None else people.get(number, row.person),
            row.action,
            row.subject,
            body,
            row.digest,
            people,
        )
        for row, body, number in zip(rows, bodies, by, strict=True)
    )


def _number(reference: str) -> int | None:
    """The number in `person:12`; None for the program."""
    kind, _, number = reference.partition(":")
    return int(number) if kind == "person" and number.isdecimal() else None
