# SPDX-License-Identifier: Apache-2.0
"""Which outlets a visit goes to: a sample that anybody can draw again (domain rules A9, docs/domain/sampling.md).

Here are the values, the frame with its digest, and how many to visit: at least ⌈factor × √outlets⌉, in whole numbers
throughout. Which ones they are is drawn in `drawing.py`.
"""

import json
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from math import isqrt

from zhuoping.core.facts.rows.organisation import OutletKind
from zhuoping.core.planning_rules import SamplingRules, SizeRounding
from zhuoping.core.problems import Problem, Refused, at, problem
from zhuoping.core.scheme import CertificationType

# The place that stands for the central function in an agenda; no outlet may have it as its key.
CENTRAL = "central"

_FRAME = "zhuoping-frame-1"
# Controls, halves of characters, line and paragraph separators: a canonical line could not hold them.
_NOT_IN_A_LINE = ("Cc", "Cs", "Zl", "Zp")


class ChosenBy(StrEnum):
    """Why an outlet is in the sample."""

    RANDOM = "random"
    UNVISITED = "unvisited"
    SPREAD = "spread"
    ALL = "all"
    MANUAL = "manual"


@dataclass(frozen=True, slots=True)
class FrameOutlet:
    """One outlet that may be drawn. `key` never changes and is never used again; `visited_on` is our last visit."""

    key: str
    name: str
    region: str = ""
    kind: OutletKind | None = None
    headcount: int | None = None
    visited_on: date | None = None


@dataclass(frozen=True, slots=True)
class SampleSize:
    """How many outlets to draw.

    `least` is what the rule asks for (None: it leaves that to the officer), `suitable` whether sampling suits these
    outlets; `reason` is why where it does not, or where the number is another than the least.
    """

    number: int
    least: int | None
    suitable: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """An outlet of a sample, and why it is there."""

    outlet: str
    why: ChosenBy


@dataclass(frozen=True, slots=True)
class SampleChange:
    """One change by hand: what was taken out, what was put in, and why."""

    removed: tuple[str, ...]
    added: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample with all that is needed to draw it again; what was drawn stays, whatever is changed by hand."""

    rules: SamplingRules
    seed: str
    frame_digest: str
    frame_size: int
    size: SampleSize
    drawn: tuple[Drawn, ...]
    changes: tuple[SampleChange, ...] = ()

    @property
    def current(self) -> tuple[Drawn, ...]:
        """What is to be visited: as drawn, after the changes in their order."""
        why = {each.outlet: each.why for each in self.drawn}
        now = dict(why)
        for change in self.changes:
            for key in change.removed:
                now.pop(key, None)
            # An outlet that comes back is there for the reason that it was drawn for.
            now |= {key: why.get(key, ChosenBy.MANUAL) for key in change.added}
        return tuple(Drawn(key, reason) for key, reason in now.items())

    @property
    def outlets(self) -> tuple[str, ...]:
        """The keys of the outlets to be visited."""
        return tuple(each.outlet for each in self.current)


# -- the frame


def check_frame(frame: Sequence[FrameOutlet], path: str = "outlets") -> list[Problem]:
    """What is wrong with a frame: frame-key-twice, frame-key-reserved, empty-text, character-not-allowed."""
    problems = []
    seen: set[str] = set()
    for index, outlet in enumerate(frame):
        where = at(path, index)
        for name in ("key", "name", "region"):
            problems += fit_for_a_line(at(where, name), getattr(outlet, name), required=name == "key")
        if outlet.key in seen:
            problems.append(problem(at(where, "key"), "frame-key-twice", key=outlet.key))
        if outlet.key == CENTRAL:
            problems.append(problem(at(where, "key"), "frame-key-reserved", key=outlet.key))
        seen.add(outlet.key)
    return problems


def check_whole(frame: Sequence[FrameOutlet], listed: Iterable[str], rules: SamplingRules) -> list[Problem]:
    """Whether the frame is the client's list of outlets: frame-lacks-outlet, frame-outlet-unlisted.

    Outlets are not merged or left out to make the sample smaller, unless the edition lets them be merged.
    """
    known, keys = list(listed), {outlet.key for outlet in frame}
    unlisted = [outlet.key for outlet in frame if outlet.key not in set(known)]
    problems = [problem("outlets", "frame-outlet-unlisted", key=key) for key in unlisted]
    if not rules.may_merge:
        problems += [problem("outlets", "frame-lacks-outlet", key=key) for key in known if key not in keys]
    return problems


def frame_digest(frame: Iterable[FrameOutlet]) -> str:
    """SHA-256 over the frame, in hexadecimal: one line of JSON for each outlet, by key, under a first line.

    The order of the list does not count, so sorting it in a spreadsheet changes nothing.

    >>> frame_digest([FrameOutlet("b", "乙"), FrameOutlet("a", "甲")])[:12]
    '4d1a86b32dd2'
    """
    lines = [_FRAME, *(_line(outlet) for outlet in sorted(frame, key=lambda outlet: outlet.key))]
    return sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()


def _line(outlet: FrameOutlet) -> str:
    kind = outlet.kind.value if outlet.kind else ""
    visited = outlet.visited_on.isoformat() if outlet.visited_on else ""
    fields = [outlet.key, outlet.name, outlet.region, kind, outlet.headcount, visited]
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def fit_for_a_line(path: str, text: str, *, required: bool) -> list[Problem]:
    """Why a text cannot stand in a canonical line: empty-text where it is `required`, character-not-allowed."""
    if required and not text.strip():
        return [problem(path, "empty-text")]
    found = [each for each in text if unicodedata.category(each) in _NOT_IN_A_LINE]
    return [problem(path, "character-not-allowed", given=f"U+{ord(each):04X}") for each in found[:1]]


# -- how many


def least_size(rules: SamplingRules, outlets: int) -> int | None:
    """The least number to visit of so many outlets; None where the edition leaves it to the officer.

    ⌈factor × √outlets⌉ and never more than there are, in whole numbers: no root is ever rounded on the way.
    """
    if rules.factor is None:
        return None
    over, under = rules.factor.as_integer_ratio()
    square = over * over * outlets
    if rules.rounding is SizeRounding.UP:
        root = isqrt(square)
        number = -(-(root + (root * root < square)) // under)
    elif rules.rounding is SizeRounding.HALF_UP:
        number = (isqrt(4 * square) // under + 1) // 2
    else:
        number = isqrt(square) // under
    return min(number, outlets)


def choose_size(
    rules: SamplingRules, outlets: int, *, stated: int | None = None, suitable: bool = True, reason: str = ""
) -> SampleSize:
    """How many of so many outlets to draw: the least, or more where a person says so.

    Where sampling is not `suitable`, all of them at an initial engagement or recertification and the edition's
    share, rounded up, at surveillance. Any other number than the factor's needs a reason.
    Raises Refused: sample-size-to-be-stated, sample-below-least, sample-above-frame, sample-reason-required.
    """
    least = least_size(rules, outlets) if suitable else _without_sampling(rules, outlets)
    number = least if stated is None else stated
    if number is None:
        raise Refused([problem("size", "sample-size-to-be-stated")])
    problems = []
    if number < (least or 0):
        problems.append(problem("size", "sample-below-least", given=number, least=least or 0))
    if number > outlets:
        problems.append(problem("size", "sample-above-frame", given=number, outlets=outlets))
    if (number != least or not suitable) and not reason.strip():
        problems.append(problem("reason", "sample-reason-required"))
    if problems:
        raise Refused(problems)
    return SampleSize(number, least, suitable, reason.strip())


def _without_sampling(rules: SamplingRules, outlets: int) -> int | None:
    if rules.type is CertificationType.SPECIAL:
        return None
    return _share(rules.share_unsampled, outlets) if rules.type is CertificationType.SURVEILLANCE else outlets


def least_random(rules: SamplingRules, size: int) -> int:
    """How many outlets of a sample of that size have to be there by chance, rounded up."""
    return _share(rules.random_share, size)


def _share(share: Decimal, whole: int) -> int:
    over, under = share.as_integer_ratio()
    return -(-over * whole // under)
