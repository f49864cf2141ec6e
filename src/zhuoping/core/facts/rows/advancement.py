# SPDX-License-Identifier: Apache-2.0
"""Facts on advancement (7.1 to 7.3): the service philosophy, promises by document, and publicity."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class PromiseKind(StrEnum):
    """What a promise is measured by."""

    TIME = "time"
    DISTANCE = "distance"
    MONEY = "money"
    EFFECT = "effect"


class PublicityKind(StrEnum):
    """Whether the client speaks, is honoured, or others speak; the last is passive and is not publicity."""

    OWN_ACTIVITY = "own-activity"
    HONOUR = "honour"
    THIRD_PARTY_REPORT = "third-party-report"


class Channel(StrEnum):
    """A way of reaching the public."""

    WEB = "web"
    MEDIA = "media"
    RADIO = "radio"
    TELEVISION = "television"
    COMPANY_PAPER = "company-paper"
    PRINT = "print"
    MEETING = "meeting"
    FORUM = "forum"


@dataclass(frozen=True, slots=True)
class Philosophy:
    """A sentence of the service philosophy, and how it is made known."""

    statement: str
    made_known_outside: str = ""
    made_known_inside: str = ""
    trained_on: date | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise as one document states it; the same `subject` and `kind` is the same promise."""

    document: str
    subject: str
    kind: PromiseKind
    value: Decimal | None = None
    unit: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Publicity:
    """One act of publicity, honour, or report by others."""

    title: str
    kind: PublicityKind
    channel: Channel | None = None
    by: str = ""
    dated_on: date | None = None
