# SPDX-License-Identifier: Apache-2.0
"""What keeps fieldwork open: of each indicator here, of everything else where it belongs; together one list (A14, A15).

17065 7.4.9: results are documented before they are reviewed. An award that is not whole, says nothing, was verified by
no way or rests on nothing could not be.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

from zhuoping.core.fieldwork.findings import FieldFinding
from zhuoping.core.fieldwork.gaps import Gap, Where
from zhuoping.core.problems import Problem, at, problem


def finding_gaps(
    refs: Iterable[str],
    findings: Mapping[str, FieldFinding],
    scored: Collection[str],
    waiting: Iterable[Problem] = (),
) -> tuple[Gap, ...]:
    """What the findings lack, in the order of `refs`; one gap only for an indicator that nobody has touched.

    `scored` are those that the scorecard counts in full, `waiting` says why it does not count an award yet.
    """
    reasons = tuple(waiting)
    return tuple(
        Gap(Where.FINDING, ref, fault)
        for ref in refs
        for fault in _lacks(ref, findings.get(ref), _of(ref, reasons), is_scored=ref in scored)
    )


def closing_gaps(*parts: Iterable[Gap]) -> tuple[Gap, ...]:
    """All gaps as one list: those that keep fieldwork open first, else in the order given; none of them twice."""
    found = dict.fromkeys(gap for part in parts for gap in part)
    return tuple(sorted(found, key=lambda gap: not gap.blocks))


def _lacks(
    ref: str, finding: FieldFinding | None, waiting: tuple[Problem, ...], *, is_scored: bool
) -> Iterator[Problem]:
    path = at("findings", ref)
    if finding is None or not finding.is_touched:
        yield problem(path, "finding-untouched", ref=ref)
        return
    if waiting:
        yield from waiting
    elif not is_scored:
        yield problem(path, "finding-unscored", ref=ref)
    if not finding.text.strip():
        yield problem(path, "finding-text-missing", ref=ref)
    if not finding.ways:
        yield problem(path, "finding-ways-missing", ref=ref)
    if not finding.evidence:
        yield problem(path, "finding-evidence-missing", ref=ref)


def _of(ref: str, waiting: tuple[Problem, ...]) -> tuple[Problem, ...]:
    path = at("awards", ref)
    return tuple(each for each in waiting if each.path == path or each.path.startswith(f"{path}."))
