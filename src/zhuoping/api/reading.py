# SPDX-License-Identifier: Apache-2.0
"""What comes in: JSON read strictly and exactly, bounded before it is read, without characters that cannot be kept."""

import json
from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal
from typing import Annotated, Any, NoReturn, cast, get_type_hints

from django.conf import settings
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from ninja.errors import HttpError
from ninja.parser import Parser
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from zhuoping.core.problems import Refused, problem
from zhuoping.core.programs import check_characters
from zhuoping.core.shapes import TEXT_LIMIT

JSON, MULTIPART = "application/json", "multipart/form-data"
LONGEST_NUMBER = 40
# As on the pages: a reason stands in the ledger for ever.
LONGEST_REASON = 2000
_LARGEST_WHOLE = 2**31 - 1  # What the databases' columns hold.
_TOO_LARGE, _NOT_TAKEN = 413, 415


def _no_truth(value: object) -> object:
    """`true` is no number, even where Python counts it as 1."""
    if isinstance(value, bool):
        raise ValueError("not a number")  # noqa: TRY004 - what pydantic takes for a fault of the value.
    return value


Whole = Annotated[int, Field(ge=0, le=_LARGEST_WHOLE), BeforeValidator(_no_truth)]
Amount = Annotated[Decimal, Field(max_digits=12, decimal_places=4)]


class In(BaseModel):
    """What a program sends: a field that is not known is refused, as it may be a known one misspelt.

    No text is longer than the longest that a page takes: what was done stands in the ledger for ever.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, str_max_length=TEXT_LIMIT)


def fields_of(shape: type) -> dict[str, Any]:
    """The fields of a dataclass as `pydantic.create_model` takes them: kinds and defaults, whole numbers bounded."""
    kinds = get_type_hints(shape)
    return {
        each.name: (_WHOLE_KINDS.get(kinds[each.name], kinds[each.name]), each.default)
        for each in fields(shape)
    }


_WHOLE_KINDS: Mapping[object, object] = {int: Whole, int | None: Whole | None}


class Version(In):
    """The version that the program saw."""

    version: Whole


class Reason(In):
    """Why."""

    reason: Annotated[str, Field(max_length=LONGEST_REASON)]


class StrictParser(Parser):
    """JSON as RFC 8259 has it: no NaN, no key twice, fractions as exact decimals."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """The body. Raises Refused: character-not-allowed; ValueError or RecursionError where it is no JSON for us."""
        value = json.loads(
            request.body,
            parse_float=_exact,
            parse_int=_whole,
            parse_constant=_no_number,
            object_pairs_hook=_once,
        )
        check_characters(value, "body")
        return cast("dict[str, Any]", value)

    def parse_querydict(
        self,
        data: MultiValueDict,  # type: ignore[type-arg] # As ninja has it.
        list_fields: list[str],
        request: HttpRequest,
    ) -> dict[str, Any]:
        """Fields of a query or a form. Raises Refused: character-not-allowed."""
        result = super().parse_querydict(data, list_fields, request)
        check_characters({str(key): value for key, value in result.items() if isinstance(value, str | list)})
        return result


def check_request(request: HttpRequest) -> None:
    """Nothing, when a request may be read at all: its length, its type, its address.

    Raises Refused: evidence-request-too-large, character-not-allowed; HttpError 415.
    """
    length = request.META.get("CONTENT_LENGTH") or "0"
    if length.isdigit() and int(length) > 2 * settings.EVIDENCE_LIMIT:
        limit = f"{2 * settings.EVIDENCE_LIMIT / 1024 / 1024:g} MB"
        raise Refused([problem("files", "evidence-request-too-large", limit=limit)])
    check_characters(request.path_info, "path")
    if length not in ("", "0") and request.content_type not in (JSON, MULTIPART):
        raise HttpError(_NOT_TAKEN, f"send {JSON}, or {MULTIPART} with a file")


def _exact(text: str) -> Decimal:
    number = Decimal(_short(text))
    if abs(number.adjusted()) > LONGEST_NUMBER:
        raise ValueError(text)
    return number


def _whole(text: str) -> int:
    return int(_short(text))


def _short(text: str) -> str:
    if len(text) > LONGEST_NUMBER:
        raise ValueError(text[:LONGEST_NUMBER])
    return text


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)


def _once(pairs: list[tuple[str, Any]]) -> Mapping[str, Any]:
    """An object; of a key that stands twice nobody knows which was meant."""
    read = dict(pairs)
    if len(read) != len(pairs):
        raise ValueError("a key stands twice")
    return read
