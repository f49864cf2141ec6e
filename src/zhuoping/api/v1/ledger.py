# SPDX-License-Identifier: Apache-2.0
"""The ledger: where it stands, its entries, an export that anybody can verify, checkpoints."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from ninja import Router, Schema

from zhuoping.actions import checkpoints
from zhuoping.api import keys, problems
from zhuoping.api.paging import Mark
from zhuoping.api.problems import ProblemOut, language_of
from zhuoping.api.v1.engagements import HistoryOut, entry_plain
from zhuoping.api.writing import CREATED, write
from zhuoping.core.authority import Act
from zhuoping.core.ledger import Head
from zhuoping.outputs.ledger_file import ledger_lines
from zhuoping.outputs.signatures import read_public_key
from zhuoping.records import history, ledger
from zhuoping.records.models import Checkpoint, LedgerEntry, SigningKey

router = Router(tags=["ledger"])


class CheckpointOut(Schema):
    """A signed statement of where the chain stood."""

    sequence: int
    digest: str
    at: str
    key_id: str
    signature: str


class LedgerOut(Schema):
    """Where the chain ends, and the last checkpoint."""

    ledger: str
    sequence: int
    digest: str
    checkpoint: CheckpointOut | None


class VerifiedOut(Schema):
    """What was found on a walk through the whole chain; no problems: nothing was changed."""

    sequence: int
    digest: str
    signed: int
    problems: list[ProblemOut]


@router.get("", auth=keys.may(Act.VIEW_LEDGER), response=LedgerOut)
def get_ledger(request: HttpRequest) -> dict[str, Any]:
    """Where the ledger stands."""
    del request
    name, head = _standing()
    last = Checkpoint.objects.order_by("-sequence").first()
    return {
        "ledger": name,
        "sequence": head.sequence,
        "digest": head.digest,
        "checkpoint": last and _checkpoint(last),
    }


@router.get("/entries", auth=keys.may(Act.VIEW_LEDGER), response=HistoryOut)
def list_entries(request: HttpRequest, before: Mark = None, subject: str = "") -> dict[str, Any]:
    """Entries, the newest first; `subject` as entries have it, such as `person:3`."""
    rows = LedgerEntry.objects.order_by("-sequence")
    if before is not None:
        rows = rows.filter(sequence__lt=before)
    if subject:
        rows = rows.filter(subject=subject)
    found = list(rows[: history.PAGE + 1])
    shown = found[: history.PAGE]
    language = language_of(request)
    return {
        "items": [entry_plain(each, language) for each in history.told(shown)],
        "before": shown[-1].sequence if len(found) > history.PAGE else None,
    }


@router.get("/export", auth=keys.may(Act.EXPORT_LEDGER))
def export(request: HttpRequest) -> HttpResponseBase:
    """The whole ledger (JSON Lines), as `zhuoping ledger verify` reads it; made while it is sent."""
    del request
    name, head = _standing()
    lines = ledger_lines(name, ledger.records_up_to(head))
    headers = {"Cache-Control": "no-store"}
    return StreamingHttpResponse(lines, content_type="application/jsonl", headers=headers)


@router.get("/verification", auth=keys.may(Act.VIEW_LEDGER), response=VerifiedOut)
def verify(request: HttpRequest) -> dict[str, Any]:
    """Walk through the whole chain as it is stored now."""
    keys_by_id = [read_public_key(row.pem.encode()) for row in SigningKey.objects.all()]
    found = ledger.verify_stored({key.key_id: key.verify for key in keys_by_id})
    return {
        "sequence": found.head.sequence,
        "digest": found.head.digest,
        "signed": found.signed,
        "problems": problems.plain(found.problems, language_of(request)),
    }


@router.post("/checkpoints", auth=keys.may(Act.SIGN_CHECKPOINT), response={CREATED: CheckpointOut})
def sign(request: HttpRequest) -> HttpResponse:
    """Sign where the ledger stands."""

    def act() -> dict[str, Any]:
        return _checkpoint(checkpoints.sign(by=keys.person_of(request), at=timezone.now()))

    return write(request, act, CREATED)


def _standing() -> tuple[str, Head]:
    found = ledger.standing()
    if found is None:
        raise Http404
    return found


def _checkpoint(row: Checkpoint) -> dict[str, Any]:
    return {name: getattr(row, name) for name in CheckpointOut.model_fields}
