# SPDX-License-Identifier: Apache-2.0
"""Says what the JSON Schema of case files has against a value, as an editor would."""

import json

import jsonschema

from zhuoping.core.plain import Plain
from zhuoping.outputs.json_schema import case_schema


def faults(value: Plain, definition: str = "") -> list[tuple[str, str]]:
    """Each fault as (path, keyword), sorted; `definition` names one of the schema's `$defs` to check against."""
    schema = case_schema()
    if definition:
        schema = {"$ref": f"#/$defs/{definition}", "$defs": schema["$defs"]}
    checker = jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    written = json.loads(json.dumps(value, default=float))
    return sorted((error.json_path, error.validator) for error in checker.iter_errors(written))
