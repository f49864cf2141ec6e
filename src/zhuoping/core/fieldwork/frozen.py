# SPDX-License-Identifier: Apache-2.0
"""The frozen scorecard: one text for one state, its digest, and the score computed anew from that text alone.

It has two halves. `shown` is what the client gets, and names the digest of `internal`, what the body keeps to itself
(notes, evidence, covert modes). So the digest of `shown`, under which both sides sign, holds for all of it: a client
who has only its own half can check it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Any

from zhuoping.core.awards import (
    AllOrNothing,
    Award,
    Bonus,
    Deduction,
    Determination,
    Judged,
    Parts,
    Sampled,
)
from zhuoping.core.fieldwork.findings import award_of
from zhuoping.core.fieldwork.special_items import SpecialKind
from zhuoping.core.ledger.canonical import Value, canonical
from zhuoping.core.plain import Plain
from zhuoping.core.scorecard import Scorecard
from zhuoping.core.scoring import Scorer

FORMAT = "zhuoping-scorecard-1"
_SHOWN, _INTERNAL, _DIGEST = "shown", "internal", "internal_digest"


@dataclass(frozen=True, slots=True)
class Frozen:
    """The text that is kept, and the digest that is signed."""

    content: str
    digest: str


def freeze(shown: Mapping[str, Value], internal: Mapping[str, Value]) -> Frozen:
    """Both halves as one text. Equal values give equal bytes (RFC 8785)."""
    told: dict[str, Value] = {**shown, "format": FORMAT, _DIGEST: digest_of(canonical(internal))}
    content = canonical({_SHOWN: told, _INTERNAL: internal})
    return Frozen(content, digest_of(canonical(told)))


def shown_of(content: str) -> dict[str, Any]:
    """What the client gets, of the text that is kept."""
    found: dict[str, Any] = json.loads(content)[_SHOWN]
    return found


def shown_text(content: str) -> str:
    """The same as the text whose SHA-256 is the digest."""
    return canonical(shown_of(content))


def internal_text(content: str) -> str:
    """The body's own half; its SHA-256 is the `internal_digest` of the other."""
    return canonical(json.loads(content)[_INTERNAL])


def is_intact(content: str, digest: str) -> bool:
    """Whether the text is what was frozen under the digest, both halves of it."""
    shown = shown_text(content)
    return digest_of(shown) == digest and shown_of(content)[_DIGEST] == digest_of(internal_text(content))


def digest_of(text: str) -> str:
    """SHA-256 of a text, in hexadecimal digits."""
    return sha256(text.encode()).hexdigest()


def award_value(award: Award) -> dict[str, Value]:
    """An award as the text has it: as a case file writes it, with points as text."""
    written: dict[str, Value] = {}
    if isinstance(award, Judged):
        written["judged"] = format(award.points, "f")
    elif isinstance(award, AllOrNothing):
        written["all_or_nothing"] = award.met
    elif isinstance(award, Sampled):
        written["sampled"] = {"size": award.size, "conforming": award.conforming}
    elif isinstance(award, Parts):
        written["parts"] = {ref: award_value(part) for ref, part in award.parts.items()}
    else:
        written["not_applicable"] = True
    return {**written, "reason": award.reason} if award.reason else written


def awards_in(shown: Mapping[str, Any]) -> dict[str, Award]:
    """The awards of a frozen scorecard by ref."""
    written = {ref: finding["award"] for ref, finding in shown["findings"].items()}
    found = {ref: award_of(ref, _plain(award)) for ref, award in written.items() if award is not None}
    return {ref: award for ref, award in found.items() if award is not None}


def rescored(scorer: Scorer, shown: Mapping[str, Any]) -> Scorecard:
    """The scorecard, computed anew from nothing but the text, by the edition that it names."""
    special = shown["special"]
    deductions = [
        Deduction(each["ground"], each["reason"]) for each in special if each["kind"] == SpecialKind.DEDUCTION
    ]
    bonuses = [
        Bonus(each["reason"], frozenset(each["conditions"]))
        for each in special
        if each["kind"] == SpecialKind.BONUS
    ]
    made = shown["determination"]
    determination = None if made is None else Determination(made["by"], made["reason"])
    return scorer.score(awards_in(shown), deductions, bonuses, determination)


def _plain(written: Any) -> Plain:  # noqa: ANN401 - JSON.
    """An award of the text as the reader of awards takes it."""
    found: dict[str, Plain] = dict(written)
    if "judged" in found:
        found["judged"] = Decimal(str(found["judged"]))
    if "parts" in found:
        found["parts"] = {ref: _plain(part) for ref, part in written["parts"].items()}
    return found
