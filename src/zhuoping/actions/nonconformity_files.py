# SPDX-License-Identifier: Apache-2.0
"""The files of an answer: received before anything is locked, the client's own, and tied to the answer."""

from collections.abc import Sequence
from datetime import datetime

from zhuoping.actions import evidence as files
from zhuoping.actions import ledger
from zhuoping.actions.evidence import Handed, Received
from zhuoping.core.fieldwork.ties import SubjectKind
from zhuoping.core.ledger.canonical import Value
from zhuoping.core.problems import Problem, Refused, problem
from zhuoping.records.models import Engagement, Evidence, Membership, NonconformityAnswer, Person, Tie


def receive_all(by: Person, at: datetime, number: str, handed: Sequence[Handed]) -> list[Received]:
    """The files, looked at before anything is locked; all their faults at once."""
    engagement = Engagement.objects.select_related("client").filter(number=number).first()
    if engagement is None:
        raise Refused([problem("engagement", "engagement-unknown", number=number)])
    files.check_may_add(by, engagement.client, engagement)
    received: list[Received] = []
    faults: list[Problem] = []
    for index, each in enumerate(handed):
        try:
            received.append(files.receive(each, at=at, path=f"files[{index}]"))
        except Refused as refused:
            faults.extend(refused.problems)
    if faults:
        raise Refused(faults)
    return received


def own_files(engagement: Engagement, wanted: Sequence[int]) -> list[Evidence]:
    """Files that the client's side handed in for this engagement. Refuses: evidence-of-client."""
    people = Membership.objects.filter(client_id=engagement.client_id).values("person_id")
    own = Evidence.objects.filter(engagement=engagement, internal=False, uploaded_by__in=people)
    found = {each.pk: each for each in own.filter(pk__in=wanted)}
    strangers = [each for each in wanted if each not in found]
    if strangers:
        raise Refused([problem("evidence", "evidence-of-client", name=str(each)) for each in strangers])
    return list(found.values())


def tie_all(
    engagement: Engagement, answer: NonconformityAnswer, given: Sequence[Evidence], by: Person, at: datetime
) -> None:
    """Tie files to an answer."""
    subject = f"{SubjectKind.ANSWER}:{answer.pk}"
    for file in given:
        Tie.objects.create(engagement=engagement, subject=subject, evidence=file, tied_at=at, tied_by=by)
        body: dict[str, Value] = {"subject": subject, "evidence": file.pk, "record": None}
        ledger.append(by=by, at=at, action="evidence.tied", subject=engagement, body=body)
