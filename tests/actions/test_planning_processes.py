# SPDX-License-Identifier: Apache-2.0
"""Two officers release plans with one auditor on the same days at the same time: exactly one of them succeeds."""

import pytest
from django.db import connection

from tests import plans
from tests.processes import family, needs_fork

__all__ = ["family"]

pytestmark = [pytest.mark.django_db(transaction=True), needs_fork]


def somebody_waits():
    """Whether a transaction waits for a lock; SQLite does not tell."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return cursor.fetchone()[0] > 0


def test_of_two_releases_at_once_one_succeeds_and_the_other_is_told_who_is_booked(cast, edition, family):
    # Two drafts that lack nothing, both with Lin and Sun on the same days.
    first, second = (
        (each.number, plans.edit_of(each), cast.ma.pk)
        for each in (
            plans.drafted(cast, edition),
            plans.drafted(cast, edition, plans.agreed(cast, edition, cast.bob, cast.client_b)),
        )
    )
    start = family("tests.actions.plan_process")

    one = start(*first, "hold")
    begun = [one.stdout.readline(), one.stdout.readline()]
    two = start(*second)
    ready = two.stdout.readline()
    while two.lives() and not somebody_waits():
        pass
    one.go()

    assert (begun, ready) == (["ready\n", "in the middle\n"], "ready\n")
    assert one.rest() == "released\n"
    assert two.rest() == "member-booked\n"
