# SPDX-License-Identifier: Apache-2.0
import json
from datetime import date, timedelta

import pytest

from tests.cast import NOW, SCHEME, TODAY, USCC_A
from zhuoping.actions import competence
from zhuoping.core.problems import Refused
from zhuoping.core.team import Grade, TieKind
from zhuoping.records.models import ClientTie, LedgerEntry, Person, Qualification

FIRST, LAST = date(2026, 1, 1), date(2028, 12, 31)
LATER = NOW + timedelta(hours=1)


def codes(refused):
    return [each.code for each in refused.value.problems]


def qualify(cast, **changes):
    given = {
        "by": cast.tan,
        "at": NOW,
        "person": cast.zhou,
        "scheme": SCHEME,
        "modes": ["I", "E"],
        "from_on": FIRST,
        "until_on": LAST,
        "registration": " 2026-M-1 ",
        "grade": Grade.SENIOR,
    }
    return competence.qualify(**given | changes)


def tie(cast, **changes):
    given = {
        "by": cast.lin,
        "at": NOW,
        "person": cast.lin,
        "uscc": " 91350200ma0000010t ",
        "kind": TieKind.CONSULTED,
        "from_on": FIRST,
        "until_on": None,
        "note": " 服务手册 ",
    }
    return competence.record_tie(**given | changes)


def last_entry():
    entry = LedgerEntry.objects.order_by("sequence").last()
    return entry.action, entry.subject, json.loads(entry.body)


def test_person_is_authorised_for_modes_between_days(cast, edition):
    row = qualify(cast)

    assert (row.modes, row.registration, row.grade) == (["E", "I"], "2026-M-1", "senior")
    assert (row.granted_by, row.granted_at, row.ended_at) == (cast.tan, NOW, None)
    body = {
        "qualification": row.pk,
        "scheme": SCHEME,
        "modes": ["E", "I"],
        "from_on": "2026-01-01",
        "until_on": "2028-12-31",
        "registration": "2026-M-1",
        "grade": "senior",
    }
    assert last_entry() == ("qualification.granted", f"person:{cast.zhou.pk}", body)


def test_authorisation_of_one_day_is_one(cast, edition):
    assert qualify(cast, until_on=FIRST, grade=None).grade == ""


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"modes": []}, ["modes-none"]),
        ({"modes": ["I", "Z", "i"]}, ["mode-unknown", "mode-unknown"]),
        ({"until_on": date(2025, 12, 31)}, ["dates-turned-round"]),
        ({"modes": [], "until_on": date(2025, 12, 31)}, ["modes-none", "dates-turned-round"]),
        ({"scheme": "another"}, ["scheme-not-adopted"]),
    ],
)
def test_unfit_authorisation_is_refused_with_all_reasons(cast, edition, changes, expected):
    before = Qualification.objects.count()

    with pytest.raises(Refused) as refused:
        qualify(cast, **changes)

    assert codes(refused) == expected
    assert Qualification.objects.count() == before


@pytest.mark.parametrize("name", ["lin", "ma", "ou", "alice"])
def test_nobody_but_an_administrator_authorises(cast, edition, name):
    person = getattr(cast, name)

    with pytest.raises(Refused) as refused:
        qualify(cast, by=person, person=person)

    assert codes(refused) == ["not-allowed-role"]


def test_authorisation_is_ended_once_with_a_reason(cast):
    row = Qualification.objects.get(person=cast.lin)

    with pytest.raises(Refused) as refused:
        competence.end_qualification(by=cast.tan, at=NOW, qualification=row, reason=" ")
    for at in (NOW, LATER):
        competence.end_qualification(by=cast.tan, at=at, qualification=row, reason=" 注册被撤销 ")

    row.refresh_from_db()
    assert codes(refused) == ["reason-missing"]
    assert row.ended_at == NOW
    assert LedgerEntry.objects.count() == 1
    body = {"qualification": row.pk, "reason": "注册被撤销"}
    assert last_entry() == ("qualification.ended", f"person:{cast.lin.pk}", body)


def test_person_records_their_own_tie(cast):
    row = tie(cast)

    assert (row.uscc, row.kind, row.note, row.recorded_by) == (USCC_A, "consulted", "服务手册", cast.lin)
    body = {
        "tie": row.pk,
        "uscc": USCC_A,
        "kind": "consulted",
        "from_on": "2026-01-01",
        "until_on": None,
        "note": "服务手册",
    }
    assert last_entry() == ("tie.recorded", f"person:{cast.lin.pk}", body)


def test_administrator_records_anybodys_tie_and_nobody_else_does(cast):
    tie(cast, by=cast.tan, until_on=LAST)

    with pytest.raises(Refused) as refused:
        tie(cast, by=cast.ma)

    assert codes(refused) == ["not-allowed-role"]
    assert ClientTie.objects.get().until_on == LAST


def test_tie_with_a_wrong_code_and_turned_dates_is_refused_with_both(cast):
    with pytest.raises(Refused) as refused:
        tie(cast, uscc="123", until_on=date(2025, 1, 1))

    assert codes(refused) == ["uscc-format", "dates-turned-round"]


def test_end_of_a_tie_is_said_once(cast):
    row = tie(cast)

    with pytest.raises(Refused) as early:
        competence.end_tie(by=cast.tan, at=NOW, tie=row, until_on=date(2025, 12, 31), reason="离职证明")
    competence.end_tie(by=cast.tan, at=NOW, tie=row, until_on=FIRST, reason=" 离职证明 ")
    with pytest.raises(Refused) as again:
        competence.end_tie(by=cast.lin, at=NOW, tie=row, until_on=LAST)

    row.refresh_from_db()
    assert (codes(early), codes(again)) == (["dates-turned-round"], ["tie-over"])
    assert row.until_on == FIRST
    body = {"tie": row.pk, "until_on": "2026-01-01", "reason": "离职证明"}
    assert last_entry() == ("tie.ended", f"person:{cast.lin.pk}", body)


def test_tie_of_another_is_not_ended(cast):
    row = tie(cast)

    with pytest.raises(Refused) as refused:
        competence.end_tie(by=cast.ma, at=NOW, tie=row, until_on=LAST)

    assert codes(refused) == ["not-allowed-role"]
    assert ClientTie.objects.get().until_on is None


def test_other_body_is_declared_and_taken_back(cast):
    for said in (" 别家认证 ", "别家认证", ""):
        competence.declare_other_body(by=cast.lin, at=NOW, person=cast.lin, other_body=said)

    assert Person.objects.get(pk=cast.lin.pk).other_body == ""
    bodies = [json.loads(each.body) for each in LedgerEntry.objects.order_by("sequence")]
    assert bodies == [{"other_body": "别家认证"}, {"other_body": ""}]


def test_other_body_of_another_is_not_declared(cast):
    with pytest.raises(Refused) as refused:
        competence.declare_other_body(by=cast.ma, at=NOW, person=cast.lin, other_body="别家认证")

    assert codes(refused) == ["not-allowed-role"]


def test_own_tie_is_ended_from_today_on_and_not_dated_back(cast):
    row = tie(cast)

    with pytest.raises(Refused) as refused:
        competence.end_tie(by=cast.lin, at=NOW, tie=row, until_on=TODAY - timedelta(days=1))
    competence.end_tie(by=cast.lin, at=NOW, tie=row, until_on=TODAY)

    assert codes(refused) == ["tie-ended-before-today"]
    assert ClientTie.objects.get().until_on == TODAY
    assert last_entry()[2] == {"tie": row.pk, "until_on": "2026-11-24"}


def test_own_tie_that_somebody_else_recorded_is_ended_by_an_administrator_with_a_reason(cast):
    row = tie(cast, by=cast.tan)

    with pytest.raises(Refused) as own:
        competence.end_tie(by=cast.lin, at=NOW, tie=row, until_on=TODAY)
    with pytest.raises(Refused) as unsaid:
        competence.end_tie(by=cast.tan, at=NOW, tie=row, until_on=FIRST, reason=" ")
    competence.end_tie(by=cast.tan, at=NOW, tie=row, until_on=FIRST, reason="离职证明")

    assert (codes(own), codes(unsaid)) == (["tie-recorded-by-another"], ["reason-missing"])
    assert ClientTie.objects.get().until_on == FIRST
