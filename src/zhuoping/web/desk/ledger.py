# SPDX-License-Identifier: Apache-2.0
"""The ledger for whoever oversees the body: where it stands, checkpoints, verifying, an export (17065 7.12)."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zhuoping.actions import checkpoints
from zhuoping.core.authority import Act, may
from zhuoping.core.ledger import Verify
from zhuoping.outputs.ledger_file import ledger_lines
from zhuoping.outputs.signatures import read_public_key
from zhuoping.records import history, ledger
from zhuoping.records.models import Checkpoint, LedgerEntry, SigningKey
from zhuoping.web.desk.history import before, shown
from zhuoping.web.shared import formats
from zhuoping.web.shared.access import actor_in, page, person_of
from zhuoping.web.shared.asking import SeeOther
from zhuoping.web.shared.refusals import messages_of

_CHECKPOINTS = 10


@require_safe
@page(Act.VIEW_LEDGER)
def overview(request: HttpRequest) -> HttpResponse:
    """Where the ledger stands, how far it is signed, and its entries, newest first."""
    return render(request, "desk/ledger.html", _context(request))


@require_POST
@page(Act.VIEW_LEDGER)
def verify(request: HttpRequest) -> HttpResponse:
    """Walk through the whole chain as it is in the database now, and say what was found."""
    found = ledger.verify_stored(_keys())
    context = {
        "found": found,
        "faults": messages_of(found.problems),
        "unsigned": found.head.sequence - found.signed,
        "verified_at": timezone.now(),
    }
    return render(request, "desk/ledger.html", _context(request) | context)


@require_safe
@page(Act.EXPORT_LEDGER)
def export(_request: HttpRequest) -> HttpResponseBase:
    """The whole ledger as a file that anybody can verify without us; it is made while it is sent."""
    stands = ledger.standing()
    if stands is None:
        raise Http404
    name, head = stands
    lines = ledger_lines(name, ledger.records_up_to(head))
    response = StreamingHttpResponse(lines, content_type="application/jsonl")
    filename = f"ledger-{formats.day(timezone.now())}-{head.sequence}.jsonl"
    response["Content-Disposition"] = content_disposition_header(True, filename) or "attachment"
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@page(Act.SIGN_CHECKPOINT)
def sign(request: HttpRequest) -> HttpResponse:
    """Sign where the ledger stands."""
    made = checkpoints.sign(by=person_of(request), at=timezone.now())
    done = _("校验点已签署到第 %(sequence)s 条，即全部记录。") % {"sequence": made.sequence}
    messages.success(request, done)
    return SeeOther(reverse("desk-ledger"))


def _keys() -> dict[str, Verify]:
    """The public keys that have signed here, by the id that each has by its own content."""
    keys = [read_public_key(row.pem.encode()) for row in SigningKey.objects.all()]
    return {key.key_id: key.verify for key in keys}


def _context(request: HttpRequest) -> dict[str, object]:
    stands = ledger.standing()
    signed = list(Checkpoint.objects.order_by("-sequence")[:_CHECKPOINTS])
    rows = LedgerEntry.objects.order_by("-sequence")
    asked = before(request)
    if asked is not None:
        rows = rows.filter(sequence__lt=asked)
    found = list(rows[: history.PAGE + 1])
    actor = actor_in(request)
    return {
        "ledger": stands and stands[0],
        "head": stands and stands[1],
        "checkpoints": signed,
        "after_last": stands[1].sequence - signed[0].sequence if stands and signed else None,
        "entries": shown(history.told(found[: history.PAGE])),
        "earlier": found[history.PAGE - 1].sequence if len(found) > history.PAGE else None,
        "is_newest": asked is None,
        "exports": may(actor, Act.EXPORT_LEDGER),
        "signs": may(actor, Act.SIGN_CHECKPOINT),
        "public_address": f"{settings.ORIGIN}{reverse('ledger-keys')}",
    }


urlpatterns = [
    path("ledger/", overview, name="desk-ledger"),
    path("ledger/verify/", verify, name="desk-ledger-verify"),
    path("ledger/export/", export, name="desk-ledger-export"),
    path("ledger/sign/", sign, name="desk-ledger-sign"),
]
