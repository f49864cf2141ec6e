# SPDX-License-Identifier: Apache-2.0
"""The API's description (OpenAPI 3.1): what ninja makes of the routes, and what all of them share."""

from datetime import timedelta
from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from zhuoping.api.problems import MEDIA_TYPE, TITLES
from zhuoping.api.writing import LONGEST_KEY
from zhuoping.core.programs import ANSWERS_KEPT

_PROBLEM: dict[str, Any] = {
    "type": "object",
    "description": "RFC 9457. Each problem has the code that the pages have too, and a sentence in zh or en.",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "problems": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["path", "code", "message"],
                "properties": {name: {"type": "string"} for name in ("path", "code", "message")},
            },
        },
        "version": {"type": "integer", "description": "409: the version that stands."},
        "current": {"type": "object", "description": "409: what stands."},
        "given": {"type": "object", "description": "409: what was sent."},
    },
}
_IDEMPOTENCY_KEY: dict[str, Any] = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "description": (
        "The same key with the same request acts once and gets the same answer, "
        f"for {ANSWERS_KEPT // timedelta(hours=1)} hours at least; after that the answer is forgotten."
    ),
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY, "pattern": "^[!-~]+$"},
}
_LANGUAGE: dict[str, Any] = {
    "in": "header",
    "name": "Accept-Language",
    "required": False,
    "description": "The language of sentences: en, or Chinese for all else.",
    "schema": {"type": "string", "enum": ["zh-CN", "en"]},
}
_ALWAYS = (400, 401, 403, 404, 422, 429)
_WRITING = (*_ALWAYS, 409, 413, 415)


class Api(NinjaAPI):
    """Ninja's, described with its refusals."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:  # noqa: ANN401 - ninja's own.
        """The description, with problem documents and the headers that every route takes."""
        schema = super().get_openapi_schema(**options)
        components: dict[str, Any] = schema["components"]
        components["schemas"]["Problem"] = _PROBLEM
        for methods in schema["paths"].values():
            for method, operation in methods.items():
                self._complete(operation, is_write=method != "get")
        return schema

    @staticmethod
    def _complete(operation: dict[str, Any], *, is_write: bool) -> None:
        operation["parameters"] = [
            *operation.get("parameters", []),
            _LANGUAGE,
            *([_IDEMPOTENCY_KEY] if is_write else []),
        ]
        content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
        for status in sorted(_WRITING if is_write else _ALWAYS):
            operation["responses"][status] = {"description": TITLES[status], "content": content}
