# SPDX-License-Identifier: Apache-2.0
"""The secret address of a person's calendar. No ledger entry: it changes no record of any engagement."""

from django.db.models import F

from zhuoping.records.models import Person


def new_address(*, by: Person) -> int:
    """Begin a new address, so that the one before opens nothing any more; which one it is."""
    Person.objects.filter(pk=by.pk).update(calendar_address=F("calendar_address") + 1)
    by.refresh_from_db(fields=["calendar_address"])
    return by.calendar_address
