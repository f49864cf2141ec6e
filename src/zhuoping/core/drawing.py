# SPDX-License-Identifier: Apache-2.0
"""Drawing a sample, changing it by hand, and drawing it again to see whether it holds (docs/domain/sampling.md).

Chance comes from a text, the seed, which is an argument and is recorded. Outlets are ranked by SHA-256 over seed,
digest of the frame and key, so the same frame and seed give the same sample in any language on any machine.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import fields, replace
from datetime import date
from hashlib import sha256
from itertools import zip_longest

from zhuoping.core.facts.rows.organisation import OutletKind
from zhuoping.core.planning_rules import SamplingRules
from zhuoping.core.problems import Problem, Refused, at, problem
from zhuoping.core.sampling import (
    ChosenBy,
    Drawn,
    FrameOutlet,
    Sample,
    SampleChange,
    SampleSize,
    check_frame,
    choose_size,
    fit_for_a_line,
    frame_digest,
    least_random,
)
from zhuoping.core.wording.labels import Said, Word

SEED_LIMIT = 200

_DRAW = "zhuoping-draw-1"


def rank(seed: str, digest: str, key: str) -> str:
    """The place of an outlet in the draw: who has the smaller one comes first. SHA-256 in hexadecimal.

    >>> rank("2026-11-24 08 17 22", "00", "wd-001")[:12]
    '648504e99467'
    """
    return sha256(f"{_DRAW}\n{seed}\n{digest}\n{key}".encode()).hexdigest()


def draw(frame: Sequence[FrameOutlet], size: SampleSize, seed: str, rules: SamplingRules) -> Sample:
    """A sample of `size` outlets: the least random share by rank over the whole frame, then one after the other.

    Each further one is an outlet not visited yet where the rules prefer that, then of the region and of the kind
    with the fewest chosen so far, then the one whose last visit is longest ago, then the first by rank.
    Raises Refused: what `check_frame` finds, seed-too-long, empty-text, character-not-allowed, sample-above-frame.
    """
    seed = seed.strip()
    problems = check_frame(frame) + fit_for_a_line("seed", seed, required=True)
    if len(seed) > SEED_LIMIT:
        problems.append(problem("seed", "seed-too-long", length=len(seed), limit=SEED_LIMIT))
    if size.number > len(frame):
        problems.append(problem("size", "sample-above-frame", given=size.number, outlets=len(frame)))
    if problems:
        raise Refused(problems)
    digest = frame_digest(frame)
    return Sample(rules, seed, digest, len(frame), size, _drawn(frame, size.number, rules, (seed, digest)))


def _drawn(
    frame: Sequence[FrameOutlet], number: int, rules: SamplingRules, chance: tuple[str, str]
) -> tuple[Drawn, ...]:
    ranks = {outlet.key: rank(*chance, outlet.key) for outlet in frame}
    waiting = sorted(frame, key=lambda outlet: ranks[outlet.key])
    if number == len(frame):
        # Nothing is left to chance or choice.
        return tuple(Drawn(outlet.key, ChosenBy.ALL) for outlet in waiting)
    by_chance = least_random(rules, number)
    chosen, waiting = waiting[:by_chance], waiting[by_chance:]
    drawn = [Drawn(outlet.key, ChosenBy.RANDOM) for outlet in chosen]
    regions = Counter(outlet.region for outlet in chosen)
    kinds = Counter(outlet.kind for outlet in chosen)

    # Of outlets alike in these, the next is always the last in its list: who waits longest, then the first by rank.
    alike: dict[tuple[bool, str, OutletKind | None], list[FrameOutlet]] = {}
    for outlet in sorted(
        waiting, key=lambda each: (each.visited_on or date.min, ranks[each.key]), reverse=True
    ):
        seen = rules.prefer_unvisited and outlet.visited_on is not None
        alike.setdefault((seen, outlet.region, outlet.kind), []).append(outlet)

    def urgency(group: tuple[bool, str, OutletKind | None]) -> tuple[bool, int, int, date, str]:
        seen, region, kind = group
        outlet = alike[group][-1]
        return seen, regions[region], kinds[kind], outlet.visited_on or date.min, ranks[outlet.key]

    while len(drawn) < number:
        group = min(alike, key=urgency)
        outlet = alike[group].pop()
        if not alike[group]:
            del alike[group]
        # Where all or none of those left were visited, the preference decides nothing.
        decided = not group[0] and any(seen for seen, *_ in alike)
        drawn.append(Drawn(outlet.key, ChosenBy.UNVISITED if decided else ChosenBy.SPREAD))
        regions[outlet.region] += 1
        kinds[outlet.kind] += 1
    return tuple(drawn)


# -- by hand


def change(
    sample: Sample,
    frame: Sequence[FrameOutlet],
    *,
    remove: Collection[str] = (),
    add: Collection[str] = (),
    reason: str,
) -> Sample:
    """The sample with outlets taken out and put in; what was drawn and every earlier change stay on record.

    Neither the number that was drawn nor the random share may be undercut, and two outlets never become one.
    Raises Refused: frame-differs, change-empty, change-reason-required, change-key-twice, change-not-in-sample,
    change-not-in-frame, change-already-in-sample, change-below-size, change-below-random-share.
    """
    if frame_digest(frame) != sample.frame_digest:
        raise Refused([_frame_differs(sample, frame)])
    made = SampleChange(tuple(remove), tuple(add), reason.strip())
    problems = _change_problems(sample, {outlet.key for outlet in frame}, made, "")
    if problems:
        raise Refused(problems)
    return replace(sample, changes=(*sample.changes, made))


def _change_problems(sample: Sample, keys: Collection[str], made: SampleChange, path: str) -> list[Problem]:
    where = {name: at(path, name) for name in ("remove", "add", "reason")}
    problems = _listing_problems(sample, keys, made, where)
    if not (made.removed or made.added):
        problems.append(problem(where["remove"], "change-empty"))
    if not made.reason.strip():
        problems.append(problem(where["reason"], "change-reason-required"))
    if problems:
        return problems
    now = replace(sample, changes=(*sample.changes, made)).current
    if len(now) < sample.size.number:
        values = {"given": len(now), "size": sample.size.number}
        problems.append(problem(where["remove"], "change-below-size", **values))
    random, least = _random(now), least_random(sample.rules, len(now))
    if random < least:
        values = {"given": random, "least": least}
        problems.append(problem(where["remove"], "change-below-random-share", **values))
    return problems


def _listing_problems(
    sample: Sample, keys: Collection[str], made: SampleChange, where: dict[str, str]
) -> list[Problem]:
    current = sample.outlets
    problems = []
    for name, listed in (("remove", made.removed), ("add", made.added)):
        twice = Counter(listed) - Counter(set(listed))
        problems += [problem(where[name], "change-key-twice", key=key) for key in twice]
    problems += [
        problem(where["remove"], "change-not-in-sample", key=key)
        for key in made.removed
        if key not in current
    ]
    for key in made.added:
        if key not in keys:
            problems.append(problem(where["add"], "change-not-in-frame", key=key))
        elif key in current:
            problems.append(problem(where["add"], "change-already-in-sample", key=key))
    return problems


def _random(drawn: Iterable[Drawn]) -> int:
    return sum(each.why in (ChosenBy.RANDOM, ChosenBy.ALL) for each in drawn)


# -- again


def redraw(sample: Sample, frame: Sequence[FrameOutlet], rules: SamplingRules) -> tuple[Problem, ...]:
    """What does not hold when the sample is drawn again from the frame under the edition's rules; none: it holds.

    Codes: what `check_frame` and `choose_size` find, frame-differs, sample-rule-differs, sample-size-differs,
    draw-differs, and what `change` refuses.
    """
    problems = check_frame(frame)
    if problems:
        return tuple(problems)
    if frame_digest(frame) != sample.frame_digest:
        return (_frame_differs(sample, frame),)
    problems += _rule_problems(sample.rules, rules)
    problems += _size_problems(sample, len(frame))
    if problems:
        return tuple(problems)
    again = draw(frame, sample.size, sample.seed, sample.rules)
    for index, (given, expected) in enumerate(zip_longest(sample.drawn, again.drawn)):
        if given != expected:
            values = {"given": _shown(given), "expected": _shown(expected)}
            return (problem(at("drawn", index), "draw-differs", **values),)
    keys = {outlet.key for outlet in frame}
    for index, made in enumerate(sample.changes):
        before = replace(sample, changes=sample.changes[:index])
        found = _change_problems(before, keys, made, at("changes", index))
        if found:
            # What follows builds on it.
            return tuple(found)
    return ()


def _shown(drawn: Drawn | None) -> Said:
    return Word(f"ChosenBy.{drawn.why}", drawn.outlet) if drawn else "-"


def _frame_differs(sample: Sample, frame: Sequence[FrameOutlet]) -> Problem:
    values = {"given": frame_digest(frame), "expected": sample.frame_digest}
    sizes = {"outlets": len(frame), "frame_size": sample.frame_size}
    return problem("frame_digest", "frame-differs", **values, **sizes)


def _rule_problems(stored: SamplingRules, rules: SamplingRules) -> list[Problem]:
    """Rules of the sample that are not the edition's; a factor that the edition leaves open is the body's to set."""
    return [
        problem(at("rules", each.name), "sample-rule-differs", given=given, expected=expected)
        for each in fields(SamplingRules)
        if (given := getattr(stored, each.name)) != (expected := getattr(rules, each.name))
        and not (each.name == "factor" and expected is None)
    ]


def _size_problems(sample: Sample, outlets: int) -> list[Problem]:
    """Whether the number is one that the sample's own rules give or allow."""
    size = sample.size
    try:
        again = choose_size(
            sample.rules, outlets, stated=size.number, suitable=size.suitable, reason=size.reason
        )
    except Refused as refused:
        return list(refused.problems)
    if again.least == size.least:
        return []
    return [problem("size.least", "sample-size-differs", given=size.least, expected=again.least)]
