# SPDX-License-Identifier: Apache-2.0
"""A sample and a frame as plain values and back, for files, the ledger and other programs (docs/domain/sampling.md).

Exact numbers travel as text, so that no program on the way makes floating-point numbers of them.
"""

from dataclasses import dataclass
from decimal import Decimal, DecimalException

from zhuoping.core import shapes
from zhuoping.core.plain import Plain
from zhuoping.core.planning_rules import SamplingRules, SizeRounding
from zhuoping.core.problems import Problem, Refused, at, problem
from zhuoping.core.sampling import Drawn, FrameOutlet, Sample, SampleChange, SampleSize
from zhuoping.core.scheme import CertificationType, Scheme

FORMAT = "zhuoping-sample-1"


@dataclass(frozen=True, slots=True)
class StoredSample:
    """A sample with the edition whose rules it follows; both are in the file."""

    scheme: str
    edition: str
    sample: Sample


@dataclass(frozen=True)
class _Frame:
    outlets: tuple[FrameOutlet, ...]


@dataclass(frozen=True)
class _RulesText:
    type: CertificationType
    factor: str | None
    rounding: SizeRounding
    random_share: str
    prefer_unvisited: bool
    central_function: bool
    may_merge: bool
    share_unsampled: str


@dataclass(frozen=True)
class _SampleText:
    """The keys of the file. `outlets` is what follows from the rest, for whoever only reads the list."""

    format: str
    scheme: str
    edition: str
    rules: _RulesText
    seed: str
    frame_digest: str
    frame_size: int
    size: SampleSize
    drawn: tuple[Drawn, ...]
    changes: tuple[SampleChange, ...]
    outlets: tuple[str, ...]


def read_frame(value: Plain) -> tuple[FrameOutlet, ...]:
    """The frame in a mapping with the key `outlets`, a list of them.

    Raises Refused with every fault of shape; whether keys and texts may stand there is for `check_frame`.
    """
    problems: list[Problem] = []
    frame = shapes.read(_Frame, value, "", problems)
    if frame is None:
        raise Refused(problems)
    return frame.outlets


def sample_value(sample: Sample, scheme: Scheme) -> dict[str, Plain]:
    """The sample as plain values; `read_sample` reads them back into an equal one."""
    rules, size = sample.rules, sample.size
    return {
        "format": FORMAT,
        "scheme": scheme.scheme,
        "edition": scheme.edition,
        "rules": {
            "type": rules.type.value,
            "factor": None if rules.factor is None else format(rules.factor, "f"),
            "rounding": rules.rounding.value,
            "random_share": format(rules.random_share, "f"),
            "prefer_unvisited": rules.prefer_unvisited,
            "central_function": rules.central_function,
            "may_merge": rules.may_merge,
            "share_unsampled": format(rules.share_unsampled, "f"),
        },
        "seed": sample.seed,
        "frame_digest": sample.frame_digest,
        "frame_size": sample.frame_size,
        "size": {
            "number": size.number,
            "least": size.least,
            "suitable": size.suitable,
            "reason": size.reason,
        },
        "drawn": [{"outlet": each.outlet, "why": each.why.value} for each in sample.drawn],
        "changes": [
            {"removed": list(each.removed), "added": list(each.added), "reason": each.reason}
            for each in sample.changes
        ],
        "outlets": list(sample.outlets),
    }


def read_sample(value: Plain) -> StoredSample:
    """The sample that `sample_value` made plain values of.

    Raises Refused with every fault: those of shape, sample-format, sample-list-differs.
    """
    problems: list[Problem] = []
    given = value.get("format") if isinstance(value, dict) else FORMAT
    if given != FORMAT:
        # The keys of another format say nothing here.
        raise Refused([problem("format", "sample-format", given=shapes.shown(given), known=FORMAT)])
    read = shapes.read(_SampleText, value, "", problems)
    if read is None:
        raise Refused(problems)
    rules = SamplingRules(
        read.rules.type,
        None if read.rules.factor is None else _number(read.rules.factor, "factor", problems),
        read.rules.rounding,
        _number(read.rules.random_share, "random_share", problems),
        read.rules.prefer_unvisited,
        read.rules.central_function,
        read.rules.may_merge,
        _number(read.rules.share_unsampled, "share_unsampled", problems),
    )
    sample = Sample(rules, read.seed, read.frame_digest, read.frame_size, read.size, read.drawn, read.changes)
    if sample.outlets != read.outlets:
        values = {"given": read.outlets, "expected": sample.outlets}
        problems.append(problem("outlets", "sample-list-differs", **values))
    if problems:
        raise Refused(problems)
    return StoredSample(read.scheme, read.edition, sample)


def _number(text: str, name: str, problems: list[Problem]) -> Decimal:
    """An exact number from its text, 0 or more."""
    try:
        number = Decimal(text)
    except DecimalException:
        number = Decimal("NaN")
    if not number.is_finite() or number < 0:
        problems.append(problem(at("rules", name), "not-a-number", given=shapes.shown(text)))
        return Decimal(0)
    return number
