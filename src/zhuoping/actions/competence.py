# SPDX-License-Identifier: Apache-2.0
"""What people are authorised for, and what ties them to enterprises and other bodies (17065 6.1 and 4.2)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from zhuoping.actions import ledger
from zhuoping.actions.acting import allowed
from zhuoping.actions.people import lock_person, own_or_managed
from zhuoping.actions.team_changes import TeamChange, tell_officers
from zhuoping.core.authority import Act
from zhuoping.core.clients import read_uscc
from zhuoping.core.independence import end_of_tie_problems
from zhuoping.core.ledger.canonical import Value
from zhuoping.core.problems import Problem, Refused, problem
from zhuoping.core.team import Grade, TieKind
from zhuoping.records.models import AdoptedEdition, ClientTie, Person, Qualification
from zhuoping.records.values import scheme_of


@transaction.atomic
def qualify(
    *,
    by: Person,
    at: datetime,
    person: Person,
    scheme: str,
    modes: Sequence[str],
    from_on: date,
    until_on: date,
    registration: str = "",
    grade: Grade | None = None,
) -> Qualification:
    """Authorise a person for modes of a scheme, both days included (17065 6.1).

    Refuses: not-allowed-role, scheme-not-adopted, modes-none, mode-unknown, dates-turned-round.
    """
    allowed(by, Act.MANAGE_QUALIFICATIONS)
    faults = [*_unknown(scheme, modes), *_turned_round(from_on, until_on)]
    if faults:
        raise Refused(faults)
    row = Qualification.objects.create(
        person=person,
        scheme=scheme,
        modes=sorted(set(modes)),
        registration=registration.strip(),
        grade=grade.value if grade else "",
        from_on=from_on,
        until_on=until_on,
        granted_by=by,
        granted_at=at,
    )
    body: dict[str, Value] = {
        "qualification": row.pk,
        "scheme": scheme,
        "modes": row.modes,
        "from_on": from_on.isoformat(),
        "until_on": until_on.isoformat(),
        "registration": row.registration,
        "grade": row.grade,
    }
    ledger.append(by=by, at=at, action="qualification.granted", subject=person, body=body)
    return row


@transaction.atomic
def end_qualification(*, by: Person, at: datetime, qualification: Qualification, reason: str) -> None:
    """End an authorisation before its last day; again is no change. Refuses: not-allowed-role, reason-missing."""
    allowed(by, Act.MANAGE_QUALIFICATIONS)
    if not reason.strip():
        raise Refused([problem("reason", "reason-missing")])
    person = lock_person(qualification.person)
    if Qualification.objects.filter(pk=qualification.pk, ended_at=None).update(ended_at=at):
        tell_officers(person, TeamChange.QUALIFICATION, at=at, scheme=qualification.scheme)
        body: dict[str, Value] = {"qualification": qualification.pk, "reason": reason.strip()}
        ledger.append(by=by, at=at, action="qualification.ended", subject=person, body=body)


@transaction.atomic
def record_tie(
    *,
    by: Person,
    at: datetime,
    person: Person,
    uscc: str,
    kind: TieKind,
    from_on: date,
    until_on: date | None,
    note: str = "",
) -> ClientTie:
    """Record that a person works or worked at an enterprise, or consulted for it (17065 4.2).

    A person records their own ties; an administrator anybody's. Refuses: not-allowed-role, uscc-format,
    dates-turned-round.
    """
    own_or_managed(by, person)
    read = read_uscc(uscc, path="uscc")
    faults = [*read.problems, *_turned_round(from_on, until_on)]
    if faults:
        raise Refused(faults)
    lock_person(person)
    row = ClientTie.objects.create(
        person=person,
        uscc=read.code,
        kind=kind,
        from_on=from_on,
        until_on=until_on,
        note=note.strip(),
        recorded_at=at,
        recorded_by=by,
    )
    tell_officers(person, TeamChange.TIE, at=at, uscc=read.code)
    body: dict[str, Value] = {
        "tie": row.pk,
        "uscc": row.uscc,
        "kind": kind.value,
        "from_on": from_on.isoformat(),
        "until_on": until_on.isoformat() if until_on else None,
        "note": row.note,
    }
    ledger.append(by=by, at=at, action="tie.recorded", subject=person, body=body)
    return row


@transaction.atomic
def end_tie(*, by: Person, at: datetime, tie: ClientTie, until_on: date, reason: str = "") -> None:
    """Say on which day a tie ended; the look-back counts from it, so it is said once.

    A person ends a tie of their own that they recorded, from today on; an administrator anybody else's, with a reason.
    Refuses: not-allowed-role, tie-over, dates-turned-round, and what `end_of_tie_problems` finds.
    """
    lock_person(tie.person)
    stored = ClientTie.objects.select_for_update(of=("self",)).select_related("person").get(pk=tie.pk)
    own_or_managed(by, stored.person)
    if stored.until_on is not None:
        raise Refused([problem("until_on", "tie-over", until=stored.until_on)])
    own = stored.person_id == by.pk
    said = end_of_tie_problems(
        own=own,
        recorded_oneself=stored.recorded_by_id == by.pk,
        until_on=until_on,
        on=timezone.localdate(at),
        reason=reason,
    )
    if faults := [*_turned_round(stored.from_on, until_on), *said]:
        raise Refused(faults)
    stored.until_on = until_on
    stored.save(update_fields=["until_on"])
    body: dict[str, Value] = {"tie": stored.pk, "until_on": until_on.isoformat()}
    if not own:
        body["reason"] = reason.strip()
    ledger.append(by=by, at=at, action="tie.ended", subject=stored.person, body=body)


@transaction.atomic
def declare_other_body(*, by: Person, at: datetime, person: Person, other_body: str) -> None:
    """Say in which other body a person practises, or that it is none (认证认可条例 Art. 14).

    A person says it of themselves, an administrator of anybody. Refuses: not-allowed-role.
    """
    own_or_managed(by, person)
    given = other_body.strip()
    stored = lock_person(person)
    if stored.other_body == given:
        return
    stored.other_body = given
    stored.save(update_fields=["other_body"])
    if given:
        tell_officers(stored, TeamChange.OTHER_BODY, at=at)
    ledger.append(by=by, at=at, action="other-body.declared", subject=stored, body={"other_body": given})


def _unknown(scheme: str, modes: Sequence[str]) -> list[Problem]:
    """Whoever is authorised is so for modes that an edition in use has."""
    edition = AdoptedEdition.objects.filter(scheme=scheme, ended_at=None).first()
    if edition is None:
        return [problem("scheme", "scheme-not-adopted", scheme=scheme)]
    if not modes:
        return [problem("modes", "modes-none")]
    known = tuple(mode.letter for mode in scheme_of(edition).modes)
    return [problem("modes", "mode-unknown", given=mode, known=known) for mode in modes if mode not in known]


def _turned_round(first: date, last: date | None) -> list[Problem]:
    if last is None or last >= first:
        return []
    return [problem("until_on", "dates-turned-round", first=first, last=last)]
