# SPDX-License-Identifier: Apache-2.0
"""What evidence may be tied to: a finding, a special item, a nonconformity and so on, written as one short text."""

from dataclasses import dataclass
from enum import StrEnum

from zhuoping.core.problems import Refused, problem


class SubjectKind(StrEnum):
    """What something rests on evidence for."""

    FINDING = "finding"
    SPECIAL = "special"
    NONCONFORMITY = "nonconformity"
    ANSWER = "answer"
    MEETING = "meeting"
    ATTENDANCE = "attendance"
    SHEET = "sheet"
    DESIGN = "design"
    FOOTPRINT = "footprint"
    CAPABILITY = "capability"
    FACT = "fact"


_KINDS = frozenset(each.value for each in SubjectKind)


@dataclass(frozen=True, slots=True)
class TieSubject:
    """`finding:1.2`, `nonconformity:7`: the kind, and which one of it."""

    kind: SubjectKind
    key: str

    def __str__(self) -> str:
        """As it is stored."""
        return f"{self.kind}:{self.key}"


def read_subject(text: str) -> TieSubject:
    """A subject as stored or sent. Raises Refused: tie-subject-unknown."""
    kind, colon, key = text.partition(":")
    if not colon or not key or kind not in _KINDS:
        raise Refused([problem("subject", "tie-subject-unknown", given=text[:40])])
    return TieSubject(SubjectKind(kind), key)
