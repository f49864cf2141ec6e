# SPDX-License-Identifier: Apache-2.0
"""The days of nonconformities in a person's calendar: until when the client answers, until when each is closed."""

from django.conf import settings
from django.utils.translation import gettext as _

from zhuoping.core.authority import Actor, Party
from zhuoping.outputs.calendar import Entry
from zhuoping.records.models import Nonconformity
from zhuoping.records.nonconformity_values import dated_for, item_of, party_of
from zhuoping.web.shared.words import word

# More than this is no calendar that anybody reads.
_MOST = 200


def due_entries(actor: Actor) -> list[Entry]:
    """One whole day for each open nonconformity that somebody has to act on; nothing hidden for a client."""
    rows = dated_for(actor).order_by("pk")[:_MOST]
    return [each for each in (_entry(row, party_of(actor)) for row in rows) if each is not None]


def _entry(row: Nonconformity, party: Party) -> Entry | None:
    item = item_of(row)
    if item.due_on is None or (party is Party.CLIENT and item.waits_for is not party):
        return None
    engagement, is_answer = row.engagement, item.waits_for is Party.CLIENT
    values = {"client": engagement.client, "number": item.shown}
    title = (
        _("%(client)s：不符合项 %(number)s 答复到期")
        if is_answer
        else _("%(client)s：不符合项 %(number)s 整改到期")
    )
    door, folder = ("desk", "fieldwork/") if party is Party.BODY else ("portal", "")
    return Entry(
        key=f"nonconformity-{row.pk}",
        version=row.version,
        changed_at=row.raised_at,
        starts=item.due_on,
        ends=item.due_on,
        title=title % values,
        text=f"{engagement.number} · {word(item.grade)}",
        address=settings.ORIGIN
        + f"/{door}/engagements/{engagement.number}/{folder}nonconformities/{row.pk}/",
    )
