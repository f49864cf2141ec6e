# SPDX-License-Identifier: Apache-2.0
"""How every write is answered: once for each Idempotency-Key, with the action's answer as JSON."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar, cast

from django.core.files.uploadedfile import UploadedFile
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from zhuoping.actions import answered, api_keys
from zhuoping.api.keys import key_of, person_of
from zhuoping.api.reading import MULTIPART
from zhuoping.core.problems import Refused, problem

LONGEST_KEY = 100
OK, CREATED, ACCEPTED = 200, 201, 202
Prepared = TypeVar("Prepared")


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What an act gives that came out in another way than its route usually does, with the status that says so."""

    status: int
    value: Mapping[str, object]


def write(
    request: HttpRequest,
    act: Callable[[], Mapping[str, object] | Otherwise],
    status: int = OK,
    *,
    secret: str = "",
) -> HttpResponse:
    """Do `act`, and answer with what it gives as plain values; the same request again gets the same answer.

    What the answer has under `secret` is shown once and kept nowhere, so a repeated answer has null there.
    Raises Refused: idempotency-key-unusable, request-differs, as `api_keys.act_with`, and as `act`.
    """
    shown = list[answered.Answer]()

    def answer() -> answered.Answer:
        given = api_keys.act_with(key=key_of(request), at=timezone.now(), act=act)
        other = given if isinstance(given, Otherwise) else Otherwise(status, given)
        shown.append((other.status, _text(other.value)))
        return other.status, _text({**other.value, secret: None}) if secret else shown[0][1]

    key = _key(request)
    if not key:
        given, again = answer(), False
    else:
        given, again = answered.once(
            by=person_of(request), at=timezone.now(), key=key, request_digest=_digest(request), act=answer
        )
    return _response(given if again else shown[0], again=again)


def write_prepared(
    request: HttpRequest,
    prepare: Callable[[], Prepared],
    act: Callable[[Prepared], Mapping[str, object]],
    status: int = CREATED,
) -> HttpResponse:
    """As `write`, for an act with what takes long, such as a file that comes in: while no transaction is open.

    Raises Refused: as `write` and `prepare`.
    """
    key = _key(request)
    before = answered.before(by=person_of(request), key=key, request_digest=_digest(request)) if key else None
    if before is not None:
        return _response(before, again=True)
    prepared = prepare()
    return write(request, lambda: act(prepared), status)


def _key(request: HttpRequest) -> str:
    """The request's Idempotency-Key; empty where it has none."""
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return ""
    if not 0 < len(key) <= LONGEST_KEY or not all("!" <= character <= "~" for character in key):
        raise Refused([problem("Idempotency-Key", "idempotency-key-unusable", limit=LONGEST_KEY)])
    return key


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, cls=DjangoJSONEncoder)


def _response(given: answered.Answer, *, again: bool) -> HttpResponse:
    response = HttpResponse(given[1], status=given[0], content_type="application/json")
    response["Cache-Control"] = "no-store"
    if again:
        response["Idempotency-Replayed"] = "true"
    return response


def _digest(request: HttpRequest) -> str:
    """What was asked: method, address and body; a file counts by its name, size and content."""
    digest = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    if request.content_type == MULTIPART:
        for name in sorted(request.FILES):
            file = cast("UploadedFile[bytes]", request.FILES[name])
            digest.update(f"{name} {file.name} {file.size}\n".encode())
            for chunk in file.chunks():
                digest.update(chunk)
            file.seek(0)
        digest.update(json.dumps(sorted(request.POST.lists())).encode())
    else:
        digest.update(request.body)
    return digest.hexdigest()
