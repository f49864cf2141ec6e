# SPDX-License-Identifier: Apache-2.0
"""Signing a frozen scorecard, by team and client: drawn on a screen, or a scan of what was signed by hand."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from zhuoping.actions import evidence, ledger, notices
from zhuoping.actions.application import officers_of
from zhuoping.actions.application_review import client_people
from zhuoping.actions.evidence import Handed, Received
from zhuoping.actions.fieldwork.closing import latest_frozen
from zhuoping.actions.fieldwork.work import begin
from zhuoping.core.authority import Party
from zhuoping.core.fieldwork.people import FieldMember, leader_of
from zhuoping.core.fieldwork.signing import Signature, check_image, check_side, check_signature
from zhuoping.core.ledger.canonical import Value
from zhuoping.core.problems import Refused, problem
from zhuoping.core.wording.labels import Said, Word
from zhuoping.records.actors import actor_of
from zhuoping.records.closing_values import signatures_of
from zhuoping.records.models import Engagement, Person, ScorecardSignature


def sign_scorecard(
    *,
    by: Person,
    at: datetime,
    number: str,
    digest: str,
    party: Party,
    image: Handed | Received,
    name: str = "",
    function: str = "",
    remarks: str = "",
) -> ScorecardSignature:
    """Sign the scorecard that was frozen last, which is named by its `digest`; each round is signed for itself.

    A member of the team signs with their own name; the leader also takes in what the client signed in the field.
    Refuses: what `begin`, `check_side`, `check_signature`, `check_image` and `evidence.receive` refuse,
    scorecard-other.
    """
    received = evidence.receive(image, at=at, path="image")
    return _sign(by, at, number, digest, Signature(party, by.pk, name, function, remarks), received)


@transaction.atomic
def _sign(
    by: Person, at: datetime, number: str, digest: str, given: Signature, image: Received
) -> ScorecardSignature:
    work = begin(by, number, "scorecard.signed")
    engagement, is_client = work.engagement, not actor_of(by).is_staff
    check_side(given.party, work.member, work.team, is_client=is_client)
    if given.party is Party.BODY:
        given = Signature(given.party, by.pk, str(by), given.function, given.remarks)
    given = given.tidied()
    card = latest_frozen(engagement)
    if digest != card.digest:
        raise Refused([problem("digest", "scorecard-other", round=card.round)])
    check_signature(given, signatures_of(card))
    check_image(image.kind)
    (file,) = evidence.record(by=by, at=at, client=engagement.client, received=[image], engagement=engagement)
    row = ScorecardSignature.objects.create(
        scorecard=card,
        party=given.party.value,
        person=by,
        name=given.name,
        function=given.function,
        image=file,
        remarks=given.remarks,
        signed_at=at,
    )
    values: dict[str, Said] = {
        "party": Word(f"Party.{given.party}"),
        "name": given.name,
        "round": str(card.round),
    }
    for person in _told(engagement, given.party, by, work.team):
        notices.tell(person, "scorecard-signed", at=at, values=values, engagement=engagement)
    body: dict[str, Value] = {
        "round": card.round,
        "digest": card.digest,
        "party": row.party,
        "name": row.name,
        "function": row.function,
        "remarks": row.remarks,
        "evidence": file.pk,
        "image_digest": file.file_id,
    }
    ledger.append(by=by, at=at, action="scorecard.signed", subject=engagement, body=body)
    return row


def _told(engagement: Engagement, party: Party, by: Person, team: Collection[FieldMember]) -> list[Person]:
    """The client of a signature of the body; the leader and the officers of the client's.

    Of one that the leader took in for the client, the client is told as well: nobody signs for it behind its back.
    """
    clients = client_people(engagement)
    if party is Party.BODY:
        return clients
    leader = leader_of(team)
    leading = Person.objects.filter(pk__in=[leader.person] if leader else [], is_active=True)
    told = {each.pk: each for each in [*clients, *leading, *officers_of(engagement)]}
    return [each for pk, each in told.items() if pk != by.pk]
