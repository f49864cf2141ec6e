# SPDX-License-Identifier: Apache-2.0
"""A case to the plain mapping of its file, and to YAML text, without loss (docs/domain/case-file.md).

`core.case_file.read_case` reads the mapping back into an equal case. What stands at its default is left out.
"""

import dataclasses
import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum

import yaml

from zhuoping.core import plain, shapes
from zhuoping.core.awards import AllOrNothing, Award, Bonus, Judged, NotApplicable, Parts, Sampled
from zhuoping.core.case import Case
from zhuoping.core.plain import Plain
from zhuoping.core.problems import Problem, Refused, at, problem

# Characters that no XML document can hold: neither a workbook nor a report could show them.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# YAML takes these for line breaks, so they may stand only where they are escaped.
_RARE_BREAKS = re.compile("[\r\x85\u2028\u2029\ufeff]")


def case_value(case: Case) -> dict[str, Plain]:
    """The case as the mapping that a case file holds.

    Raises Refused: character-not-allowed, with the path of every text that holds a control character.
    """
    written = {
        "findings": {ref: _plain(finding) for ref, finding in case.findings.items()},
        "awards": {ref: award_value(award) for ref, award in case.awards.items()},
        "bonus": _bonus_value(case.bonus),
    }
    value: dict[str, Plain] = {}
    for field in dataclasses.fields(Case):
        inner = written[field.name] if field.name in written else _plain(getattr(case, field.name))
        if field.name not in _OPTIONAL or inner not in (None, "", [], {}):
            value[field.name] = inner
    _refuse_control_characters(value)
    return value


_OPTIONAL = frozenset(field.name for field in shapes.fields(Case) if not field.required)


def row_value(row: object) -> Plain:
    """A row of a fact sheet as a case file writes it."""
    return _plain(row)


def case_text(case: Case) -> str:
    """The case as the text of a case file, in YAML.

    Raises Refused: character-not-allowed.
    """
    return yaml_text(case_value(case))


def yaml_text(value: Plain) -> str:
    """Plain values as YAML that `core.plain.read` reads back unchanged."""
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)


def award_value(award: Award) -> Plain:
    """An award as a file writes it."""
    body = _award_body(award)
    if not award.reason:
        # A judged award without a reason is the bare number.
        return body["judged"] if isinstance(award, Judged) else body
    return {**body, "reason": award.reason}


def _award_body(award: Award) -> dict[str, Plain]:
    if isinstance(award, Judged):
        return {"judged": award.points}
    if isinstance(award, AllOrNothing):
        return {"all_or_nothing": award.met}
    if isinstance(award, Sampled):
        return {"sampled": {"size": award.size, "conforming": award.conforming}}
    if isinstance(award, NotApplicable):
        return {"not_applicable": True}
    return _parts_body(award)


def _parts_body(award: Parts) -> dict[str, Plain]:
    return {"parts": {ref: award_value(part) for ref, part in award.parts.items()}}


def _bonus_value(bonuses: tuple[Bonus, ...]) -> Plain:
    """One bonus is a mapping, several are a list of them."""
    values: list[Plain] = []
    for bonus in bonuses:
        value: dict[str, Plain] = {"reason": bonus.reason, **dict.fromkeys(sorted(bonus.conditions), True)}
        if bonus.evidence:
            value["evidence"] = list(bonus.evidence)
        values.append(value)
    return values[0] if len(values) == 1 else values


def _plain(value: object) -> Plain:
    """Any value of a case but awards and bonus; a dataclass without the fields that stand at their defaults."""
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if dataclasses.is_dataclass(value):
        given = [(field, getattr(value, field.name)) for field in dataclasses.fields(value)]
        return {field.name: _plain(inner) for field, inner in given if not _may_be_left_out(field, inner)}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, bool | int | Decimal | str):
        return value
    raise TypeError(type(value).__name__)


def _may_be_left_out(field: dataclasses.Field[object], value: object) -> bool:
    """Whether the reader would put the same value there; a truth value is always written: “no” is an answer."""
    return value == field.default and not isinstance(value, bool)


def control_character(path: str, text: str) -> Problem | None:
    """The problem of a text that holds a character which no XML document can hold."""
    found = _CONTROL.search(text)
    return problem(path, "character-not-allowed", given=f"U+{ord(found[0]):04X}") if found else None


def _refuse_control_characters(value: Plain) -> None:
    found = [control_character(path, text) for path, text in _texts(value, "")]
    problems = [each for each in found if each]
    if problems:
        raise Refused(problems)


def _texts(value: Plain, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, at(path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, at(path, index))


class _Dumper(yaml.SafeDumper):
    """Writes the subset that `core.plain` reads: no anchors, no tags, quotes only where they are needed."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        """Equal texts in two places are two texts: the reader refuses anchors."""
        return True

    def resolve(self, kind: type[yaml.Node], value: object, implicit: object) -> str:  # noqa: ARG002
        """No scalar gets a tag: what a plain one means is for the reader to say."""
        return _TEXT if kind is yaml.ScalarNode else _MAPPING_OR_LIST[kind]


_TEXT, _MAPPING, _LIST = (f"tag:yaml.org,2002:{name}" for name in ("str", "map", "seq"))
_MAPPING_OR_LIST: dict[type[yaml.Node], str] = {yaml.MappingNode: _MAPPING, yaml.SequenceNode: _LIST}
# Text to our reader, a number to others.
_NUMBER_WITH_ZEROS = re.compile(r"[-+]?0[0-9]+(\.[0-9]*)?")
_ISO_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_resolve: Callable[..., str] = yaml.resolver.Resolver().resolve


def _represent_text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = None
    if _RARE_BREAKS.search(text) or _means_something_else(text):
        style = '"'
    elif "\n" in text:
        style = "|"
    return dumper.represent_scalar(_TEXT, text, style=style)


def _means_something_else(text: str) -> bool:
    """Whether the bare text would be a number, truth value or null to our reader or to another YAML program."""
    if not isinstance(plain.scalar(text), str) or _NUMBER_WITH_ZEROS.fullmatch(text):
        return True
    # Dates stay bare, as people write them.
    return not _ISO_DATE.fullmatch(text) and _resolve(yaml.ScalarNode, text, (True, False)) != _TEXT


def _represent_bare(dumper: _Dumper, value: bool | int | Decimal | None) -> yaml.ScalarNode:
    text = "null" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    return dumper.represent_scalar(_TEXT, text)


def _represent_mapping(dumper: _Dumper, value: dict[str, Plain]) -> yaml.MappingNode:
    return dumper.represent_mapping(_MAPPING, value.items())


_Dumper.add_representer(str, _represent_text)
_Dumper.add_representer(dict, _represent_mapping)
for bare in (type(None), bool, int, Decimal):
    _Dumper.add_representer(bare, _represent_bare)
