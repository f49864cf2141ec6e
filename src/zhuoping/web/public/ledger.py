# SPDX-License-Identifier: Apache-2.0
"""The public keys of the body and the latest checkpoint, for whoever wants to keep them and verify an export later."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from zhuoping.core.ledger import Checkpoint
from zhuoping.core.ledger.lines import record_line
from zhuoping.records import ledger, models


@require_safe
@never_cache
def keys(request: HttpRequest) -> HttpResponse:
    """The keys and the latest checkpoint, to read."""
    stands = ledger.standing()
    context = {
        "ledger": stands and stands[0],
        "keys": models.SigningKey.objects.all(),
        "checkpoint": _latest(),
    }
    return render(request, "public/ledger_keys.html", context)


@require_safe
@never_cache
def keys_json(_request: HttpRequest) -> JsonResponse:
    """The same for programs."""
    stands, latest = ledger.standing(), _latest()
    return JsonResponse(
        {
            "ledger": stands and stands[0],
            "keys": [
                {"key_id": key.key_id, "pem": key.pem, "since": key.since_at.isoformat()}
                for key in models.SigningKey.objects.all()
            ],
            "checkpoint": latest and _checkpoint(latest)._asdict(),
        }
    )


@require_safe
def key(_request: HttpRequest, key_id: str) -> HttpResponse:
    """One public key as the file that `zhuoping ledger verify --key` takes."""
    found = get_object_or_404(models.SigningKey, key_id=key_id)
    return _file(found.pem, f"{key_id}.pem", "application/x-pem-file")


@require_safe
@never_cache
def checkpoint(_request: HttpRequest) -> HttpResponse:
    """The latest checkpoint as the line that `zhuoping ledger verify --checkpoint` takes."""
    latest = _latest()
    if latest is None:
        raise Http404
    name = f"checkpoint-{latest.sequence}.jsonl"
    return _file(record_line(_checkpoint(latest)), name, "application/jsonl")


def _latest() -> models.Checkpoint | None:
    return models.Checkpoint.objects.order_by("-sequence").first()


def _checkpoint(row: models.Checkpoint) -> Checkpoint:
    return Checkpoint(row.sequence, row.digest, row.at, row.key_id, row.signature)


def _file(content: str, name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


urlpatterns = [
    path("ledger/keys/", keys, name="ledger-keys"),
    path("ledger/keys.json", keys_json, name="ledger-keys-json"),
    path("ledger/keys/<str:key_id>.pem", key, name="ledger-key"),
    path("ledger/checkpoint.jsonl", checkpoint, name="ledger-checkpoint"),
]
