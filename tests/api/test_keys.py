# SPDX-License-Identifier: Apache-2.0
"""Keys count for their person as they are now, for as long as they last, and never for more than their scopes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.api.programs import program
from tests.signing_in import give_second_factor
from zhuoping.actions import api_keys, people
from zhuoping.core.authority import Role
from zhuoping.core.problems import Refused
from zhuoping.core.programs import Scope
from zhuoping.records.models import ApiKey, LedgerEntry

pytestmark = pytest.mark.django_db


def make(person, *, days=30, at=None, scopes=(Scope.READ,)):
    at = at or timezone.now()
    return api_keys.make(by=person, at=at, name=" ERP ", scopes=scopes, expires_at=at + timedelta(days=days))


def codes(answer):
    return answer.status_code, [each["code"] for each in answer.json().get("problems", [])]


def test_key_is_kept_without_its_secret_and_noted_in_the_ledger(cast):
    row, text = make(cast.alice, scopes=[Scope.READ, Scope.APPLY, Scope.READ])

    _, prefix, secret = text.split("_", 2)
    stored = ApiKey.objects.values().get()
    assert (row.name, row.prefix, row.scopes) == ("ERP", prefix, ["apply", "read"])
    assert not any(secret in str(value) for value in stored.values())
    entry = LedgerEntry.objects.get(action="api-key.made")
    assert secret not in entry.body


def test_key_says_whose_it_is(cast):
    answer = program(cast.alice, scopes=[Scope.READ]).get("/me").json()

    assert (answer["id"], answer["roles"], answer["clients"], answer["scopes"]) == (
        cast.alice.pk,
        ["client-user"],
        [cast.client_a.uscc],
        ["read"],
    )


def test_use_of_a_key_is_noted_once_an_hour(cast):
    row, text = make(cast.alice)
    used = []
    for minutes in (0, 30, 61):
        at = row.made_at + timedelta(minutes=minutes)
        api_keys.note_use(key=ApiKey.objects.get(), at=at)
        used.append(ApiKey.objects.get().used_at - row.made_at)

    assert used == [timedelta(0), timedelta(0), timedelta(minutes=61)]
    assert api_keys.find(text=text, at=row.made_at) == row


@pytest.mark.parametrize("change", ["ended", "expired", "shut out", "secret", "prefix", "kind", "empty"])
def test_key_that_does_not_count_is_not_found(cast, change):
    row, text = make(cast.alice)
    at = row.made_at
    if change == "ended":
        api_keys.end(by=cast.alice, at=at, key=row.pk)
    elif change == "expired":
        at = row.expires_at
    elif change == "shut out":
        people.deactivate(by=cast.tan, at=at, person=cast.alice, reason="离职")
    elif change == "secret":
        text = f"{text[:-1]}{'A' if text[-1] != 'A' else 'B'}"
    elif change == "prefix":
        text = text.replace(row.prefix, "0" * len(row.prefix))
    elif change == "kind":
        text = text.replace("zp_", "yp_", 1)
    else:
        text = ""

    assert api_keys.find(text=text, at=at) is None


def test_role_that_ends_takes_its_rights_from_the_key_at_once(cast):
    people.grant_role(by=cast.tan, at=timezone.now(), person=cast.ma, role=Role.AUDITOR)
    officer = program(cast.ma)
    before = officer.get("/people").status_code
    people.end_role(by=cast.tan, at=timezone.now(), person=cast.ma, role=Role.CASE_OFFICER)

    answer = officer.get("/people")

    assert (before, codes(answer)) == (200, (403, ["not-allowed-role"]))


def test_role_that_is_new_counts_with_an_older_key(cast):
    auditor = program(cast.lin)
    people.grant_role(by=cast.tan, at=timezone.now(), person=cast.lin, role=Role.CASE_OFFICER)

    assert auditor.get("/people").status_code == 200


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.REVIEWER, Role.DECIDER])
def test_key_older_than_a_role_with_second_factor_counts_no_longer(cast, role):
    officer = program(cast.ma)
    people.grant_role(by=cast.tan, at=timezone.now(), person=cast.ma, role=role)
    give_second_factor(cast.ma)

    answer = officer.get("/me")

    assert codes(answer) == (403, ["api-key-before-second-factor"])
    assert program(cast.ma).get("/me").status_code == 200


@pytest.mark.parametrize("who", ["bob", "ma", "tan"])
def test_key_of_another_is_ended_by_administrators_only(cast, who):
    row, _ = make(cast.alice)
    by = getattr(cast, who)

    if who == "tan":
        api_keys.end(by=by, at=timezone.now(), key=row.pk)
    else:
        with pytest.raises(Refused) as refused:
            api_keys.end(by=by, at=timezone.now(), key=row.pk)
        assert [each.code for each in refused.value.problems] == ["not-allowed-role"]

    assert (ApiKey.objects.get().ended_at is not None) is (who == "tan")


def test_key_that_was_ended_cannot_be_ended_again(cast):
    row, _ = make(cast.alice)
    api_keys.end(by=cast.alice, at=timezone.now(), key=row.pk)

    with pytest.raises(Refused) as refused:
        api_keys.end(by=cast.alice, at=timezone.now(), key=row.pk)

    assert [each.code for each in refused.value.problems] == ["api-key-unknown"]


def test_administrator_sees_and_ends_a_persons_keys(cast):
    row, _ = make(cast.alice)
    administrator = program(cast.tan)
    place = f"/people/{cast.alice.pk}/keys"

    listed = administrator.get(place).json()
    ended = administrator.delete(f"{place}/{row.pk}").status_code
    strangers = administrator.delete(f"/people/{cast.bob.pk}/keys/{row.pk}").status_code

    assert [(each["id"], each["name"], each["ended_at"]) for each in listed] == [(row.pk, "ERP", None)]
    assert (ended, strangers) == (200, 404)
