# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.cast import NOW, enterprise
from zhuoping.actions import clients
from zhuoping.actions.errors import Changed
from zhuoping.core.problems import Refused
from zhuoping.records.models import Client, LedgerEntry, Membership

NEW = "91110000600037341L"


def test_enterprise_registered_by_its_own_person_is_theirs(cast):
    client, remarks = clients.register(by=cast.bob, at=NOW, enterprise=enterprise("丙机电有限公司", NEW))

    assert remarks == ()
    assert (client.uscc, client.name, client.version) == (NEW, "丙机电有限公司", 1)
    assert Membership.objects.filter(person=cast.bob, client=client, ended_at=None).exists()
    entry = LedgerEntry.objects.get()
    assert (entry.action, entry.person, entry.subject) == (
        "client.registered",
        f"person:{cast.bob.pk}",
        f"client:{client.pk}",
    )


def test_enterprise_registered_by_an_officer_is_nobody_elses(cast):
    client, _ = clients.register(by=cast.ma, at=NOW, enterprise=enterprise("丙机电有限公司", NEW))

    assert not client.memberships.exists()


def test_credit_code_registered_before_is_refused(cast):
    with pytest.raises(Refused) as refused:
        clients.register(by=cast.bob, at=NOW, enterprise=enterprise())

    assert [each.code for each in refused.value.problems] == ["uscc-registered"]
    assert not LedgerEntry.objects.exists()


def test_editing_what_somebody_else_changed_meanwhile_shows_both(cast):
    clients.edit(by=cast.alice, at=NOW, client=cast.client_a, version=1, enterprise=enterprise(staff=500))

    with pytest.raises(Changed) as refused:
        clients.edit(by=cast.ma, at=NOW, client=cast.client_a, version=1, enterprise=enterprise(staff=600))

    assert refused.value.version == 2
    assert (refused.value.current["staff"], refused.value.given["staff"]) == (500, 600)
    assert Client.objects.get(pk=cast.client_a.pk).staff == 500


def test_editing_a_strangers_enterprise_is_refused(cast):
    with pytest.raises(Refused) as refused:
        clients.edit(by=cast.bob, at=NOW, client=cast.client_a, version=1, enterprise=enterprise(staff=1))

    assert [each.code for each in refused.value.problems] == ["not-allowed-relation"]
    assert Client.objects.get(pk=cast.client_a.pk).staff == 420
