# SPDX-License-Identifier: Apache-2.0
"""Every route of the API as its description tells it, with the act that it is for, and a body that it would read."""

from dataclasses import dataclass
from functools import cache

from zhuoping.api.v1 import api
from zhuoping.core.authority import Act

_BY_TYPE = {"string": "x", "integer": 1, "number": "1", "boolean": True, "array": [], "object": {}}
_BY_FORMAT = {"date": "2026-11-24", "time": "09:00:00", "date-time": "2026-11-24T09:00:00+08:00"}


@dataclass(frozen=True)
class Route:
    """One operation; `parameters` are the names in its path, `media_type` is empty where it has no body."""

    method: str
    path: str
    act: Act
    parameters: tuple[str, ...]
    query: tuple[str, ...]
    media_type: str
    schema: dict

    @property
    def name(self):
        return f"{self.method} {self.path}"

    def body(self, things):
        """A body with what is required, where `things` say what a name means."""
        named = {key: value for key, value in things.items() if key != "kind"}
        return _sample(self.schema, named, "")


@cache
def description():
    """The API's description."""
    return api.get_openapi_schema()


@cache
def acts():
    """The act of each operation, by method and path."""
    found = {}
    for router in api._get_bound_routers():  # noqa: SLF001 - there is no other way to a route's key.
        for path, view in router.path_operations.items():
            for operation in view.operations:
                for method in operation.methods:
                    address = f"/api/v1{router.prefix}{path}".rstrip("/")
                    found[method.lower(), address] = operation.auth_callbacks[0].act
    return found


@cache
def routes():
    """All of them."""
    found = []
    for path, methods in description()["paths"].items():
        for method, operation in methods.items():
            content = operation.get("requestBody", {}).get("content", {})
            media_type = next(iter(content), "")
            parameters = operation["parameters"]
            found.append(
                Route(
                    method,
                    path.removeprefix("/api/v1"),
                    acts()[method, path],
                    tuple(each["name"] for each in parameters if each["in"] == "path"),
                    tuple(each["name"] for each in parameters if each["in"] == "query" and each["required"]),
                    media_type,
                    content[media_type]["schema"] if content else {},
                )
            )
    return tuple(found)


def _sample(schema, things, name):
    if name in things:
        return things[name]
    if "$ref" in schema:
        return _sample(description()["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]], things, name)
    if "enum" in schema:
        return schema["enum"][0]
    if "anyOf" in schema:
        return _sample(schema["anyOf"][0], things, name)
    if "properties" in schema:
        required = schema.get("required", ())
        return {
            key: _sample(each, things, key) for key, each in schema["properties"].items() if key in required
        }
    return _BY_FORMAT.get(schema.get("format"), _BY_TYPE[schema.get("type", "object")])
