# SPDX-License-Identifier: Apache-2.0
"""Actions that touch the same rows in another order wait for each other one way only (PostgreSQL)."""

import threading
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import connection, transaction

from tests import plans
from tests.actions.test_planning_processes import somebody_waits
from tests.cast import NOW, enterprise
from tests.engagements import handed_in, opened
from zhuoping.actions import clients, competence, ledger, notices, people
from zhuoping.actions.acting import lock_engagement
from zhuoping.core.problems import Refused
from zhuoping.core.team import TieKind
from zhuoping.records.models import Client, LedgerEntry, Person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _rows_are_locked(db):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one lock, taken when a transaction begins")


@contextmanager
def meanwhile(act, *refused, **given):
    """Whoever acts on another connection and waits for a lock; when the block ends they act, or are `refused`."""
    faults = []

    def run():
        try:
            act(at=NOW, **given)
        except Refused as fault:
            faults.extend(each.code for each in fault.problems)
        except Exception as fault:  # noqa: BLE001 - whatever it is, it is the test's to see.
            faults.append(fault)
        finally:
            connection.close()

    other = threading.Thread(target=run)
    with transaction.atomic():
        yield lambda: _begin(other)
    other.join()
    assert faults == list(refused)


def _begin(other):
    other.start()
    while other.is_alive() and not somebody_waits():
        pass


def test_new_name_of_a_client_and_a_file_for_its_engagement_come_together(cast, edition):
    engagement = opened(cast, edition)
    renamed = enterprise("甲泵业集团有限公司")
    given = {"by": cast.alice, "client": cast.client_a, "version": 1, "enterprise": renamed}

    with meanwhile(clients.edit, **given) as begin:
        lock_engagement(engagement.number)
        begin()
        handed_in(cast.alice, cast.client_a, engagement=engagement)

    assert Client.objects.get(pk=cast.client_a.pk).name == "甲泵业集团有限公司"
    assert engagement.evidence.count() == 1


def test_new_name_of_a_person_and_a_notice_for_them_come_together(cast):
    with meanwhile(people.rename, by=cast.tan, person=cast.alice, name="李爱丽") as begin:
        ledger.append(by=cast.ma, at=NOW, action="test.begun", subject=cast.client_a, body={})
        begin()
        notices.tell(cast.alice, "plan-released", at=NOW, values={"plan": "1"})

    assert Person.objects.get(pk=cast.alice.pk).name == "李爱丽"


def test_tie_that_is_recorded_during_a_release_stands_after_it_in_the_ledger(cast, edition):
    engagement = plans.drafted(cast, edition)
    tie = {"uscc": cast.client_a.uscc, "kind": TieKind.CONSULTED, "from_on": date(2026, 1, 1)}

    with meanwhile(competence.record_tie, by=cast.lin, person=cast.lin, until_on=None, **tie) as begin:
        plans.released(cast, engagement)
        begin()

    order = list(LedgerEntry.objects.order_by("-sequence").values_list("action", flat=True)[:2])
    assert order == ["tie.recorded", "plan.released"]


def test_of_two_who_register_one_enterprise_at_once_the_second_is_told_that_it_is_there(cast):
    new = enterprise("丙电器有限公司", "91110000600037341L")

    with meanwhile(clients.register, "uscc-registered", by=cast.bob, enterprise=new) as begin:
        clients.register(by=cast.alice, at=NOW, enterprise=new)
        begin()

    assert Client.objects.filter(uscc=new.uscc).count() == 1
