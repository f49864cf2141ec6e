# SPDX-License-Identifier: Apache-2.0
"""A case file or score file, as plain values, to a case; every fault found at once.

The keys are those of `core.case.Case`; only the score part is read here by hand, because an award may be written
in several ways and the bonus has a key for each condition of the edition (docs/domain/case-file.md).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from zhuoping.core import shapes
from zhuoping.core.awards import Award, Bonus, Deduction, Determination, read_awards
from zhuoping.core.case import Case, Client, Evaluation, Finding, PriorCertificate
from zhuoping.core.clients import read_uscc
from zhuoping.core.facts import Facts
from zhuoping.core.modes import parse_modes
from zhuoping.core.plain import Plain
from zhuoping.core.problems import Problem, Refused, at, problem
from zhuoping.core.scheme import Scheme
from zhuoping.core.scoring import score

SCORE_KEYS = ("scheme", "edition", "awards", "deductions", "determination", "bonus")
CASE_KEYS = tuple(field.name for field in fields(Case))


@dataclass(frozen=True, slots=True)
class Edition:
    """Which edition a file is to be read with."""

    scheme: str
    edition: str


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """What is scored: awards by indicator ref, and the special items."""

    awards: Mapping[str, Award]
    deductions: tuple[Deduction, ...]
    bonuses: tuple[Bonus, ...]
    determination: Determination | None


@dataclass(frozen=True, slots=True)
class _CaseText:
    """The parts of a case file that are read as they stand."""

    title: str
    client: Client
    scope: str
    evaluation: Evaluation
    prior_certificate: PriorCertificate | None = None
    sample_note: str = ""
    summary: str = ""


def edition_of(value: Plain) -> Edition:
    """The scheme and edition that a file names.

    Raises Refused when the file is no mapping or does not name them.
    """
    if not isinstance(value, dict):
        raise Refused([shapes.wrong_type("", dict, value)])
    problems: list[Problem] = []
    named: dict[str, Plain] = {}
    for key in ("scheme", "edition"):
        if key in value:
            # An edition is a name that looks like a number: `2025` and "2025" are the same edition.
            given = value[key]
            named[key] = str(given) if isinstance(given, int) and not isinstance(given, bool) else given
    edition = shapes.read(Edition, named, "", problems)
    if edition is None:
        raise Refused(problems)
    return edition


def read_score(value: Plain, scheme: Scheme) -> ScoreSheet:
    """The score sheet in a score file.

    Raises Refused with every fault of the writing, and then also with what `scoring.score` would refuse of the rest;
    a sheet that can be read may still hold awards that do not fit the edition.
    """
    problems: list[Problem] = []
    mapping = _mapping(value, scheme)
    _known(mapping, SCORE_KEYS, problems)
    sheet = _score(mapping, scheme, problems)
    if problems:
        raise Refused([*problems, *_unscorable(mapping, sheet, scheme, problems)])
    return sheet


def read_case(value: Plain, scheme: Scheme, found: Sequence[Problem] = ()) -> Case:
    """The case in a case file; `found` is what was at fault already when `value` was made.

    Raises Refused with that, with every fault of the writing, including findings for unknown indicators, and then also
    with what `scoring.score`, `read_uscc` and `parse_modes` would refuse of the rest.
    """
    problems: list[Problem] = []
    mapping = _mapping(value, scheme)
    _known(mapping, CASE_KEYS, problems)
    names = {field.name for field in shapes.fields(_CaseText)}
    text = shapes.read(_CaseText, {key: mapping[key] for key in mapping if key in names}, "", problems)
    facts = shapes.read(Facts, {} if mapping.get("facts") is None else mapping["facts"], "facts", problems)
    findings = _findings(mapping.get("findings"), scheme, problems)
    sheet = _score(mapping, scheme, problems)
    if text is None or facts is None or problems or found:
        problems = [*found, *(each for each in problems if not _is_among(each, found))]
        problems += _unfit(mapping, scheme, problems)
        raise Refused([*problems, *_unscorable(mapping, sheet, scheme, problems)])
    return Case(
        title=text.title,
        scheme=scheme.scheme,
        edition=scheme.edition,
        client=text.client,
        scope=text.scope,
        evaluation=text.evaluation,
        prior_certificate=text.prior_certificate,
        sample_note=text.sample_note,
        summary=text.summary,
        facts=facts,
        findings=findings,
        awards=sheet.awards,
        deductions=sheet.deductions,
        determination=sheet.determination,
        bonus=sheet.bonuses,
    )


def _mapping(value: Plain, scheme: Scheme) -> dict[str, Plain]:
    """The keys of a file that is meant for `scheme`: points given under one edition mean nothing under another."""
    named = edition_of(value)
    if (named.scheme, named.edition) != (scheme.scheme, scheme.edition):
        values = {
            "named": f"{named.scheme} {named.edition}",
            "given": f"{scheme.scheme} {scheme.edition}",
        }
        raise Refused([problem("edition", "edition-differs", **values)])
    return value if isinstance(value, dict) else {}


def _is_among(later: Problem, found: Sequence[Problem]) -> bool:
    """Whether a fault follows from one found before: what could not be read is missing afterwards."""
    path = at(later.path, dict(later.values)["key"]) if later.code == "missing-key" else later.path
    return any(each.path == path for each in found)


def _unfit(written: Mapping[str, Plain], scheme: Scheme, problems: Sequence[Problem]) -> list[Problem]:
    """What an evaluation would refuse of the client's code and the modes as written, beside the known problems."""
    found: list[Problem] = []
    uscc, modes = _member(written, "client", "uscc"), _member(written, "evaluation", "modes")
    if isinstance(uscc, str) and uscc.strip():
        found += read_uscc(uscc).problems
    if isinstance(modes, str) and modes.strip():
        try:
            parse_modes(modes, scheme, "evaluation.modes")
        except Refused as refused:
            found += refused.problems
    return [each for each in found if not _is_among(each, problems)]


def _member(written: Mapping[str, Plain], form: str, key: str) -> Plain:
    values = written.get(form)
    return values.get(key) if isinstance(values, dict) else None


def _unscorable(
    written: Mapping[str, Plain], sheet: ScoreSheet, scheme: Scheme, problems: list[Problem]
) -> list[Problem]:
    """What scoring would refuse of the awards and special items that could be read, beside the known problems."""
    # With one left out, the others would be blamed under a wrong number.
    deductions = sheet.deductions if _is_whole(written.get("deductions"), sheet.deductions) else ()
    bonuses = sheet.bonuses if _is_whole(written.get("bonus"), sheet.bonuses) else ()
    try:
        score(scheme, sheet.awards, deductions, bonuses, sheet.determination)
    except Refused as refused:
        known = {each.path for each in problems}
        return [each for each in refused.problems if each.path not in known]
    return []


def _is_whole(written: Plain, read: Sequence[object]) -> bool:
    """Whether all members of a list could be read; what is no list has no numbers."""
    return not isinstance(written, list) or len(written) == len(read)


def _known(value: Mapping[str, Plain], known: tuple[str, ...], problems: list[Problem]) -> None:
    problems.extend(problem(key, "unknown-key", key=key, known=known) for key in value if key not in known)


def _score(value: Mapping[str, Plain], scheme: Scheme, problems: list[Problem]) -> ScoreSheet:
    awards = read_awards(value.get("awards"), "awards", problems)
    deductions = [
        shapes.read(Deduction, item, at("deductions", index), problems)
        for index, item in enumerate(_list(value.get("deductions"), "deductions", problems))
    ]
    determination = None
    if value.get("determination") is not None:
        determination = shapes.read(Determination, value["determination"], "determination", problems)
    return ScoreSheet(
        awards,
        tuple(item for item in deductions if item is not None),
        _bonuses(value.get("bonus"), scheme, problems),
        determination,
    )


def _list(value: Plain, path: str, problems: list[Problem]) -> list[Plain]:
    if value is None:
        return []
    if isinstance(value, list):
        return value
    problems.append(shapes.wrong_type(path, tuple, value))
    return []


def _bonuses(value: Plain, scheme: Scheme, problems: list[Problem]) -> tuple[Bonus, ...]:
    """One mapping, or a list of them where an edition allows several."""
    if value is None:
        return ()
    if isinstance(value, list):
        read = [_bonus(item, at("bonus", index), scheme, problems) for index, item in enumerate(value)]
    else:
        read = [_bonus(value, "bonus", scheme, problems)]
    return tuple(bonus for bonus in read if bonus is not None)


@dataclass(frozen=True, slots=True)
class _BonusText:
    reason: str
    evidence: tuple[str, ...] = ()


def _bonus(value: Plain, path: str, scheme: Scheme, problems: list[Problem]) -> Bonus | None:
    if not isinstance(value, dict):
        problems.append(shapes.wrong_type(path, dict, value))
        return None
    keys = [condition.key for condition in scheme.bonus_conditions]
    known = (*(field.name for field in shapes.fields(_BonusText)), *keys)
    problems.extend(
        problem(at(path, key), "unknown-key", key=key, known=known) for key in value if key not in known
    )
    met = {key for key in keys if shapes.convert(bool, value.get(key, False), at(path, key), problems)}
    rest = {key: item for key, item in value.items() if key in known and key not in keys}
    text = shapes.read(_BonusText, rest, path, problems)
    return None if text is None else Bonus(text.reason, frozenset(met), text.evidence)


def _findings(value: Plain, scheme: Scheme, problems: list[Problem]) -> dict[str, Finding]:
    """The findings by indicator ref; one left null is not written yet."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        problems.append(shapes.wrong_type("findings", dict, value))
        return {}
    findings = {}
    for ref, written in value.items():
        path = at("findings", ref)
        if ref not in scheme.indicators:
            problems.append(problem(path, "indicator-unknown", ref=ref, known=tuple(scheme.indicators)))
        faults: list[Problem] = []
        finding = None if written is None else shapes.read(Finding, written, path, faults)
        # Of a ref that does not exist, nothing is asked for.
        problems.extend(each for each in faults if ref in scheme.indicators or each.code != "missing-key")
        if finding is not None:
            findings[ref] = finding
    return findings
