# SPDX-License-Identifier: Apache-2.0
"""Evidence without a file: an interview, a record seen, an observation (17065 7.4.4, 7.12)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from zhuoping.core.problems import Problem, problem

TEXT_LIMIT = 20_000
SHORT_LIMIT = 200


class FieldRecordKind(StrEnum):
    """What was done to get it."""

    INTERVIEW = "interview"
    RECORD = "record"
    OBSERVATION = "observation"


@dataclass(frozen=True, slots=True)
class FieldNote:
    """One such record: `who` in which `function` for an interview, what and where for a record seen."""

    kind: FieldRecordKind
    text: str
    happened_at: datetime
    who: str = ""
    function: str = ""
    place: str = ""


def note_problems(note: FieldNote, now: datetime) -> tuple[Problem, ...]:
    """What is wrong with it: text-missing, text-too-long, record-who-missing, record-later."""
    found: list[Problem] = []
    if not note.text.strip():
        found.append(problem("text", "text-missing"))
    limits = {"text": TEXT_LIMIT, "who": SHORT_LIMIT, "function": SHORT_LIMIT, "place": SHORT_LIMIT}
    for name, limit in limits.items():
        length = len(getattr(note, name))
        if length > limit:
            found.append(problem(name, "text-too-long", length=length, limit=limit))
    if note.kind is FieldRecordKind.INTERVIEW and not note.who.strip():
        found.append(problem("who", "record-who-missing"))
    if note.happened_at > now:
        found.append(problem("happened_at", "record-later", given=f"{note.happened_at:%Y-%m-%d %H:%M}"))
    return tuple(found)
