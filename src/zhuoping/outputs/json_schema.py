# SPDX-License-Identifier: Apache-2.0
"""The JSON Schema of case files and score files, for editors and other programs (docs/domain/case-file.md).

It is made from the dataclasses that the reader works with, so that the two cannot differ. What depends on the edition
(refs, parts, steps, grounds, conditions) is not in it: `zhuoping evaluate` checks that. Every name is given in Chinese
and English.
"""

import dataclasses
import json
import typing
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from zhuoping.core import shapes
from zhuoping.core.awards import Bonus
from zhuoping.core.case import Case
from zhuoping.core.case_file import SCORE_KEYS
from zhuoping.core.facts import Facts
from zhuoping.core.wording import labels
from zhuoping.core.wording.case_file import MEANINGS, TITLES
from zhuoping.core.wording.workbook import TEXTS

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]
Schema = dict[str, Json]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_NOT_BLANK = r"\S"
_ISO_DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_SCALARS: Mapping[type, tuple[str, Schema]] = {
    str: ("string", {"maxLength": shapes.TEXT_LIMIT}),
    bool: ("boolean", {}),
    int: ("integer", {"minimum": 0}),
    Decimal: ("number", {"minimum": 0}),
    date: ("string", {"format": "date", "pattern": _ISO_DATE}),
}
_HINTS = {int: "hint.whole", Decimal: "hint.number", date: "hint.date"}
# A bare `awards:` in a file is nothing given, as the reader takes it.
_MAY_STAND_BARE = ("facts", "findings", "awards", "deductions", "bonus")


def case_schema() -> Schema:
    """The JSON Schema (2020-12) of a case file; `$defs/ScoreFile` in it is that of a score file."""
    definitions: dict[str, Json] = {}
    case = _object(Case, definitions)
    properties = typing.cast(Schema, case["properties"])
    score = {
        **_titled(TITLES["score-file"]),
        **_closed({name: properties[name] for name in SCORE_KEYS}, ["scheme", "edition"]),
    }
    definitions |= _award_definitions()
    return {
        "$schema": DIALECT,
        **_titled(TITLES["case-file"]),
        **case,
        "$defs": {"ScoreFile": score, **dict(sorted(definitions.items()))},
    }


def case_schema_text() -> str:
    """The schema as JSON text, the same at every run."""
    return json.dumps(case_schema(), ensure_ascii=False, indent=2)


def _object(shape: type, definitions: dict[str, Json], sheet: str = "") -> Schema:
    """A dataclass as an object; the dataclasses inside it are added to `definitions`."""
    defaults = {field.name: field.default for field in dataclasses.fields(shape)}
    properties: Schema = {}
    for field in shapes.fields(shape):
        default = defaults[field.name]
        properties[field.name] = {
            **_field_words(shape, field.name, sheet),
            **_field(shape, field, definitions),
            **({"default": default} if isinstance(default, bool | str) and default != "" else {}),
        }
    return _closed(properties, [field.name for field in shapes.fields(shape) if field.required])


def _closed(properties: Schema, required: list[str]) -> Schema:
    schema: Schema = {"type": "object", "additionalProperties": False, "properties": properties}
    return {**schema, "required": list(required)} if required else schema


def _field(shape: type, field: shapes.Field, definitions: dict[str, Json]) -> Schema:
    if shape is not Case:
        return _value(field.type, definitions, required=field.required)
    if field.name in ("scheme", "edition"):
        # An edition is a name that looks like a number: 2025 and "2025" are the same.
        return {"type": ["string", "integer"], "pattern": _NOT_BLANK, "maxLength": shapes.TEXT_LIMIT}
    if field.name == "awards":
        value: Schema = {"type": "object", "additionalProperties": _reference("Award")}
    elif field.name == "bonus":
        definitions[Bonus.__name__] = _bonus()
        one = _reference(Bonus.__name__)
        return {"anyOf": [one, {"type": "array", "items": one}, {"type": "null"}]}
    else:
        value = _value(field.type, definitions, required=field.required)
    return _or_null(value) if field.name in _MAY_STAND_BARE else value


def _value(hint: Any, definitions: dict[str, Json], *, required: bool) -> Schema:  # noqa: ANN401
    """The schema of a type hint, as `shapes.convert` reads it."""
    inner, nullable = shapes.optional(hint)
    origin = typing.get_origin(inner)
    if origin is tuple:
        item = typing.get_args(inner)[0]
        schema: Schema = {"type": "array", "items": _value(item, definitions, required=True)}
    elif origin is not None:
        member = typing.get_args(inner)[1]
        schema = {"type": "object", "additionalProperties": _value(member, definitions, required=True)}
    elif dataclasses.is_dataclass(inner):
        schema = _definition(typing.cast(type, inner), definitions)
    elif issubclass(inner, StrEnum):
        schema = {"enum": [each.value for each in inner]}
    else:
        schema = _scalar(inner, required=required)
    return _or_null(schema) if nullable else schema


def _scalar(kind: type, *, required: bool) -> Schema:
    name, limits = _SCALARS[kind]
    not_blank: Schema = {"pattern": _NOT_BLANK} if kind is str and required else {}
    return {"type": name, **not_blank, **limits}


def _definition(shape: type, definitions: dict[str, Json]) -> Schema:
    """A reference to a dataclass, defined at its first use."""
    name = shape.__name__
    if name not in definitions:
        definitions[name] = _fact_sheets(definitions) if shape is Facts else _object(shape, definitions)
    return _reference(name)


def _fact_sheets(definitions: dict[str, Json]) -> Schema:
    """The fact sheets, each a list of rows whose fields are labelled for that sheet."""
    properties: Schema = {}
    for field in shapes.fields(Facts):
        row = typing.get_args(field.type)[0]
        definitions[row.__name__] = _object(row, definitions, field.name)
        sheet: Schema = {"type": "array", "items": _reference(row.__name__)}
        properties[field.name] = {**_titled(labels.SHEETS[field.name]), **sheet}
    return _closed(properties, [])


def _or_null(schema: Schema) -> Schema:
    if "enum" in schema:
        return {"enum": [*typing.cast(list[Json], schema["enum"]), None]}
    if isinstance(schema.get("type"), str):
        return {**schema, "type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def _reference(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


# -- awards and bonus, which a file writes in ways of their own


def _bonus() -> Schema:
    """A bonus; each condition of an edition is a key of its own beside the reason."""
    properties: Schema = {
        name: {**_field_words(Bonus, name, ""), **_value(hint, {}, required=True)}
        for name, hint in (("reason", str), ("evidence", tuple[str, ...]))
    }
    conditions = {**_described(MEANINGS["Bonus.conditions"]), "type": "boolean"}
    return {**_closed(properties, ["reason"]), "additionalProperties": conditions}


def _award_definitions() -> Schema:
    """An award in all its forms; a part may not have parts or be not applicable."""
    points = _scalar(Decimal, required=True)
    sample = _closed(
        {
            name: {**_titled(TEXTS[f"column.{name}"]), **_described(MEANINGS[f"Sample.{name}"]), **_whole()}
            for name in ("size", "conforming")
        },
        ["size", "conforming"],
    )
    parts: Schema = {"type": "object", "additionalProperties": _reference("PartAward")}
    forms: dict[str, Schema] = {
        "judged": points,
        "all_or_nothing": _scalar(bool, required=True),
        "sampled": _reference("Sample"),
        "parts": parts,
        "not_applicable": {"const": True},
    }
    number: Schema = {**_described(MEANINGS["Award.number"]), **points}
    nothing: Schema = {**_described(MEANINGS["Award.null"]), "type": "null"}
    names = {key: f"{key.title().replace('_', '')}Award" for key in forms}
    of_a_part = [_reference(names[key]) for key in ("judged", "all_or_nothing", "sampled")]
    of_all = [_reference(name) for name in names.values()]
    return {
        "Award": {**_titled(TITLES["award"]), "anyOf": [number, *of_all, nothing]},
        "PartAward": {**_titled(TITLES["part-award"]), "anyOf": [number, *of_a_part, nothing]},
        "Sample": {**_titled(TITLES["sample"]), **sample},
        **{names[key]: _award_form(key, form) for key, form in forms.items()},
    }


def _award_form(key: str, form: Schema) -> Schema:
    value: Schema = {**_described(MEANINGS[f"Award.{key}"]), **form}
    reason: Schema = {
        **_titled(TEXTS["column.reason"]),
        **_described(MEANINGS["Award.reason"]),
        "type": ["string", "null"],
    }
    title = _titled(TEXTS[f"Method.{key.replace('_', '-')}"])
    return {**title, **_closed({key: value, "reason": reason}, [key])}


def _whole() -> Schema:
    return _scalar(int, required=True)


# -- words


def _field_words(shape: type, name: str, sheet: str) -> Schema:
    """The title of a field, and what to write there: its meaning, its form, its choices."""
    title = labels.FIELDS[f"{sheet}.{name}"] if sheet else TEXTS[f"{shape.__name__}.{name}"]
    said = [MEANINGS[f"{shape.__name__}.{name}"]] if not sheet else []
    kind = next((shapes.optional(each.type)[0] for each in shapes.fields(shape) if each.name == name), str)
    if kind in _HINTS:
        said.append(TEXTS[_HINTS[kind]])
    lines = [_both(words) for words in said]
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        lines += [f"{each.value}: {_both(_choice_words(each))}" for each in kind]
    return {**_titled(title), **({"description": "\n".join(lines)} if lines else {})}


def _choice_words(value: StrEnum) -> tuple[str, str]:
    key = f"{type(value).__name__}.{value.value}"
    return TEXTS[key] if key in TEXTS else labels.LABELS[key]


def _titled(words: tuple[str, str]) -> Schema:
    return {"title": _both(words)}


def _described(words: tuple[str, str]) -> Schema:
    return {"description": _both(words)}


def _both(words: tuple[str, str]) -> str:
    return " / ".join(words)
