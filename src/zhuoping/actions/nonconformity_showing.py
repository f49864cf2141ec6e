# SPDX-License-Identifier: Apache-2.0
"""What the client comes to see of nonconformities: evidence that is shown, and those of a released visit."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from zhuoping.actions import ledger
from zhuoping.actions.fieldwork.work import begin
from zhuoping.actions.nonconformities import find, show, tell_raised
from zhuoping.core.fieldwork.people import check_scorer
from zhuoping.core.fieldwork.ties import SubjectKind
from zhuoping.core.ledger.canonical import Value
from zhuoping.core.nonconformities import NonconformityState
from zhuoping.core.problems import Refused, problem
from zhuoping.records.fieldwork_values import name_of
from zhuoping.records.models import CharacteristicSheet, Engagement, Nonconformity, Person, Tie
from zhuoping.records.nonconformity_values import subject_of
from zhuoping.records.values import scheme_of


@transaction.atomic
def show_evidence(*, by: Person, at: datetime, number: str, nonconformity: int, tie: int) -> Tie:
    """Show the client a file or a record that a nonconformity rests on; what was shown is not taken back.

    Refuses: what `begin` refuses, expert-scores-not, nonconformity-unknown, tie-gone, evidence-shown-already,
    evidence-still-covert.
    """
    work = begin(by, number, "nonconformity.verified")
    check_scorer(work.member)
    row = find(work.engagement, nonconformity, hidden=True)
    ties = Tie.objects.filter(engagement=work.engagement, subject=subject_of(row), untied_at=None)
    found = ties.filter(pk=tie).select_related("evidence", "record").first()
    if found is None:
        raise Refused([problem("tie", "tie-gone")])
    if row.is_hidden or is_still_covert(work.engagement, found):
        raise Refused([problem("tie", "evidence-still-covert", name=name_of(found))])
    thing = found.evidence or found.record
    if thing is None or not thing.internal:
        raise Refused([problem("tie", "evidence-shown-already", name=name_of(found))])
    thing.internal = False
    thing.save(update_fields=["internal"])
    body: dict[str, Value] = {
        "nonconformity": row.pk,
        "evidence": found.evidence_id,
        "record": found.record_id,
    }
    ledger.append(by=by, at=at, action="evidence.shown", subject=work.engagement, body=body)
    return found


def release_of_sheet(
    *, by: Person, at: datetime, engagement: Engagement, sheet: CharacteristicSheet
) -> list[Nonconformity]:
    """The nonconformities of a covert visit that is released just now: numbered, dated, and told to the client.

    A part of the release, in its transaction, with the engagement locked and `sheet.released_at` set. One that was
    withdrawn meanwhile stays the body's own.
    """
    scheme = scheme_of(engagement.edition)
    rows = Nonconformity.objects.filter(engagement=engagement, sheet=sheet, number=None).exclude(
        state=NonconformityState.WITHDRAWN
    )
    found = list(rows.order_by("pk"))
    for row in found:
        row.engagement, row.sheet = engagement, sheet
        show(row, scheme)
        row.version += 1
        row.save(update_fields=["number", "answer_due_on", "close_due_on", "version"])
        tell_raised(row, at)
    for row in found:
        body: dict[str, Value] = {
            "nonconformity": row.pk,
            "number": row.number,
            "characteristic_sheet": sheet.pk,
        }
        ledger.append(by=by, at=at, action="nonconformity.shown", subject=engagement, body=body)
    return found


def is_still_covert(engagement: Engagement, tie: Tie) -> bool:
    """Whether the same file or record is also tied to a covert visit, or to what came of one, that is not released."""
    same = Q(evidence=tie.evidence_id) if tie.evidence_id else Q(record=tie.record_id)
    subjects = set(Tie.objects.filter(same, engagement=engagement).values_list("subject", flat=True))
    sheets = CharacteristicSheet.objects.filter(engagement=engagement, covert=True, released_at=None)
    hidden = Nonconformity.objects.filter(engagement=engagement, sheet__in=sheets)
    secret = {f"{SubjectKind.SHEET}:{pk}" for pk in sheets.values_list("pk", flat=True)}
    secret |= {f"{SubjectKind.NONCONFORMITY}:{pk}" for pk in hidden.values_list("pk", flat=True)}
    return not subjects.isdisjoint(secret)
