# SPDX-License-Identifier: Apache-2.0
"""A sample of what the client stated: people of the roster, outlets, rows of any sheet, marked one by one (A14).

The frame is kept whole with its digest, and chance comes from a recorded seed, as for the outlets of a plan
(`core.drawing`): anybody can draw the same again. What conforms becomes the award, and is never typed by hand.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from math import isqrt
from typing import Any

from zhuoping.core import shapes
from zhuoping.core.awards import Award, PartAward, Parts, Sampled
from zhuoping.core.drawing import rank
from zhuoping.core.fact_rows import row_class
from zhuoping.core.fieldwork.gaps import Gap, Where
from zhuoping.core.fieldwork.records import TEXT_LIMIT
from zhuoping.core.fieldwork.ties import SubjectKind, TieSubject, read_subject
from zhuoping.core.planning_rules import SamplingRules
from zhuoping.core.problems import Problem, Refused, problem
from zhuoping.core.sampling import fit_for_a_line, least_size
from zhuoping.core.scheme import Method, Scheme
from zhuoping.core.wording.labels import Word

_FRAME = "zhuoping-members-1"
_KEY_LENGTH = 16
SEED_LIMIT = 64
# What is shown of a member beside its name: more would be the sheet again.
_DETAILS = 3


@dataclass(frozen=True, slots=True)
class FrameMember:
    """One that may be drawn; `key` follows from what the client stated, so the same statement gives the same key."""

    key: str
    name: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """What was found of a member; `version` counts how often it was marked."""

    conforming: bool
    note: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True)
class DrawnMembers:
    """A sample with all that is needed to draw it again; `marks` by key."""

    subject: str
    seed: str
    frame_digest: str
    drawn: tuple[FrameMember, ...]
    marks: Mapping[str, Mark]

    @property
    def size(self) -> int:
        """How many were drawn."""
        return len(self.drawn)

    @property
    def marked(self) -> int:
        """How many were marked."""
        return len(self.marks)

    @property
    def conforming(self) -> int:
        """How many of them conform."""
        return sum(each.conforming for each in self.marks.values())

    @property
    def is_complete(self) -> bool:
        """Whether every member is marked."""
        return self.marked == self.size

    @property
    def award(self) -> Sampled | None:
        """The award that follows; None while a member is not marked."""
        return Sampled(self.size, self.conforming) if self.is_complete else None


@dataclass(frozen=True, slots=True)
class Target:
    """What a sample scores: an indicator, or one of its parts."""

    ref: str
    part: str = ""

    @property
    def subject(self) -> str:
        """As it is stored."""
        return str(TieSubject(SubjectKind.FINDING, f"{self.ref}.{self.part}" if self.part else self.ref))


# -- what is sampled


def read_target(scheme: Scheme, subject: str) -> Target:
    """The indicator or part that `finding:2.1.b` means, where the edition lets a sample score it.

    Raises Refused: tie-subject-unknown, sample-by-parts, method-not-allowed.
    """
    read = read_subject(subject)
    target = _target(scheme, read.key) if read.kind is SubjectKind.FINDING else None
    if target is None:
        raise Refused([problem("subject", "tie-subject-unknown", given=subject[:40])])
    indicator = scheme.indicators[target.ref]
    part = next((each for each in indicator.parts if each.ref == target.part), None)
    if indicator.parts and part is None:
        known = tuple(f"{indicator.ref}.{each.ref}" for each in indicator.parts)
        raise Refused([problem("subject", "sample-by-parts", ref=indicator.ref, known=known)])
    methods = (part or indicator).methods
    if Method.SAMPLED not in methods:
        known_methods = tuple(Word(f"Method.{each}") for each in methods)
        given = Word(f"Method.{Method.SAMPLED}")
        raise Refused([problem("subject", "method-not-allowed", given=given, known=known_methods)])
    return target


def targets(scheme: Scheme) -> tuple[Target, ...]:
    """Everything that a sample may score, in the order of the edition."""
    found: list[Target] = []
    for ref, indicator in scheme.indicators.items():
        if not indicator.parts and Method.SAMPLED in indicator.methods:
            found.append(Target(ref))
        found += [Target(ref, part.ref) for part in indicator.parts if Method.SAMPLED in part.methods]
    return tuple(found)


def frame_of(sheet: str, rows: Iterable[Mapping[str, Any]]) -> tuple[FrameMember, ...]:
    """The members that the rows of a sheet make, as they were submitted.

    Rows with one staff number are one person (scheme facts, 2.1), and outlets that are closed serve nobody.
    Raises Refused: fact-sheet-none.
    """
    fields = shapes.fields(row_class(sheet))
    texts = [each.name for each in fields if each.type is str]
    found: dict[str, FrameMember] = {}
    again: dict[str, int] = {}
    for row in rows:
        if row.get("closed_on"):
            continue
        number = str(row.get("staff_number") or "").strip()
        said = (
            ["staff_number", number] if number else [sheet, *(_flat(row.get(each.name)) for each in fields)]
        )
        key = sha256(_line(said).encode()).hexdigest()[:_KEY_LENGTH]
        if key in found and number:
            continue
        again[key] = again.get(key, 0) + 1
        # Rows that say the same in every word are told apart by their order.
        key = key if again[key] == 1 else f"{key}-{again[key]}"
        shown = [text for each in texts if (text := _flat(row.get(each)))]
        found[key] = FrameMember(key, shown[0] if shown else key, " · ".join(shown[1 : _DETAILS + 1]))
    return tuple(found.values())


def members_digest(frame: Iterable[FrameMember]) -> str:
    """SHA-256 over the frame, in hexadecimal, by key: the order of the sheet does not count.

    >>> members_digest([FrameMember("b", "乙"), FrameMember("a", "甲")])[:12]
    '9cd3ef57bbbc'
    """
    lines = [_line([each.key, each.name, each.detail]) for each in sorted(frame, key=lambda each: each.key)]
    return sha256("".join(f"{line}\n" for line in (_FRAME, *lines)).encode()).hexdigest()


# -- drawing


def proposed_size(rules: SamplingRules | None, members: int) -> int:
    """How many of so many members to draw, as a proposal: as many as of so many outlets, at least one of any.

    Where the edition leaves the number of outlets open, the square root, rounded up.
    """
    least = least_size(rules, members) if rules is not None else None
    if least is None:
        least = isqrt(members - 1) + 1 if members else 0
    return max(least, min(members, 1))


def draw_members(frame: Sequence[FrameMember], size: int, seed: str, subject: str) -> DrawnMembers:
    """A sample of `size` members: those who come first by rank over seed and frame.

    Raises Refused: frame-empty, sample-of-nothing, sample-above-members, empty-text, character-not-allowed,
    seed-too-long.
    """
    seed = seed.strip()
    found = fit_for_a_line("seed", seed, required=True)
    if len(seed) > SEED_LIMIT:
        found.append(problem("seed", "seed-too-long", length=len(seed), limit=SEED_LIMIT))
    if not frame:
        found.append(problem("sheet", "frame-empty"))
    elif size < 1:
        found.append(problem("size", "sample-of-nothing"))
    elif size > len(frame):
        found.append(problem("size", "sample-above-members", given=size, members=len(frame)))
    if found:
        raise Refused(found)
    digest = members_digest(frame)
    return DrawnMembers(subject, seed, digest, _first(frame, size, seed, digest), {})


def check_again(standing: DrawnMembers | None, reason: str) -> str:
    """The reason as it is kept; one is needed to draw anew. Raises Refused: sample-again-reason, text-too-long."""
    text = reason.strip()
    if standing is not None and not text:
        raise Refused([problem("reason", "sample-again-reason", size=standing.size, marked=standing.marked)])
    return _checked_text("reason", text)


def redraw_members(sample: DrawnMembers, frame: Sequence[FrameMember]) -> tuple[Problem, ...]:
    """What does not hold when a sample is drawn again from its frame: members-differ, members-drawn-differ."""
    digest = members_digest(frame)
    if digest != sample.frame_digest:
        return (problem("frame_digest", "members-differ", given=digest, expected=sample.frame_digest),)
    again = _first(frame, sample.size, sample.seed, digest)
    if again != sample.drawn:
        return (problem("drawn", "members-drawn-differ"),)
    return ()


# -- marking


def check_mark(sample: DrawnMembers, key: str, note: str) -> str:
    """The note as it is kept. Raises Refused: member-not-drawn, text-too-long."""
    if all(each.key != key for each in sample.drawn):
        raise Refused([problem("member", "member-not-drawn")])
    return _checked_text("note", note.replace("\r\n", "\n").strip())


def with_sample(standing: Award | None, target: Target, sampled: Sampled) -> Award:
    """The award on an indicator with what a sample gave in its place: other parts and the reason stay."""
    if not target.part:
        return Sampled(sampled.size, sampled.conforming, standing.reason if standing is not None else "")
    before: Mapping[str, PartAward] = standing.parts if isinstance(standing, Parts) else {}
    old = before.get(target.part)
    part = replace(sampled, reason=old.reason if old is not None else "")
    parts = dict(sorted({**before, target.part: part}.items()))
    return Parts(parts, standing.reason if standing is not None else "")


def sample_gaps(
    scheme: Scheme, samples: Iterable[DrawnMembers], awards: Mapping[str, Award | None]
) -> tuple[Gap, ...]:
    """What samples lack before fieldwork may close: members without a mark, and an award that is not what they give.

    An auditor may judge instead of going by the sample; what is scored as sampled is what was marked.
    """
    found: list[Gap] = []
    for each in samples:
        target = read_target(scheme, each.subject)
        where = f"samples.{target.subject}"
        if not each.is_complete:
            values = {"marked": each.marked, "size": each.size}
            fault = problem(where, "sample-unmarked", ref=_shown(target), **values)
            found.append(Gap(Where.FINDING, target.ref, fault))
            continue
        award = awards.get(target.ref)
        given = award.parts.get(target.part) if isinstance(award, Parts) else award
        if isinstance(given, Sampled) and (given.size, given.conforming) != (each.size, each.conforming):
            figures = {
                "given": f"{given.conforming}/{given.size}",
                "marked": f"{each.conforming}/{each.size}",
            }
            fault = problem(where, "sample-award-differs", ref=_shown(target), **figures)
            found.append(Gap(Where.FINDING, target.ref, fault))
    return tuple(found)


def _target(scheme: Scheme, key: str) -> Target | None:
    if key in scheme.indicators:
        return Target(key)
    ref, _, part = key.rpartition(".")
    indicator = scheme.indicators.get(ref)
    known = indicator is not None and any(each.ref == part for each in indicator.parts)
    return Target(ref, part) if known else None


def _shown(target: Target) -> str:
    return f"{target.ref}.{target.part}" if target.part else target.ref


def _first(frame: Sequence[FrameMember], size: int, seed: str, digest: str) -> tuple[FrameMember, ...]:
    return tuple(sorted(frame, key=lambda each: rank(seed, digest, each.key))[:size])


def _line(said: list[str]) -> str:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def _flat(value: object) -> str:
    """A text on one line."""
    return " ".join(str(value or "").split())


def _checked_text(name: str, text: str) -> str:
    if len(text) > TEXT_LIMIT:
        raise Refused([problem(name, "text-too-long", length=len(text), limit=TEXT_LIMIT)])
    return text
