# SPDX-License-Identifier: Apache-2.0
"""How every action begins: lock the engagement, then look up who acts, inside the transaction that writes."""

from datetime import datetime

from django.utils import timezone

from zhuoping.core.authority import Act, Actor, Subject, check
from zhuoping.core.independence import officer_problems
from zhuoping.core.problems import Problem, Refused, problem
from zhuoping.records.actors import actor_now
from zhuoping.records.models import Client, Engagement, Person, PlanMember
from zhuoping.records.people_values import ties_of
from zhuoping.records.values import scheme_of


def lock_engagement(number: str, *more: str) -> Engagement:
    """The engagement's row, locked until the transaction ends (SQLite: the transaction holds the only write lock).

    `more` are relations to be read with it. Raises Refused: engagement-unknown.
    """
    found = (
        Engagement.objects.select_for_update(of=("self",))
        .select_related("client", "edition", *more)
        .filter(number=number)
        .first()
    )
    if found is None:
        raise Refused([problem("engagement", "engagement-unknown", number=number)])
    return found


def lock_client(client: Client) -> Client:
    """The enterprise's row, locked until the transaction ends.

    Not its key: whoever holds one of its engagements writes rows that refer to the enterprise, while a new name is
    carried over to its engagements here; with the key locked, the two would wait for each other.
    """
    return Client.objects.select_for_update(of=("self",), no_key=True).get(pk=client.pk)


def subject_of(engagement: Engagement) -> Subject:
    """What an engagement is to the rules of authority: its client, and its team as proposed or released."""
    places = PlanMember.objects.standing().filter(plan__engagement=engagement)
    return Subject(client=engagement.client_id, team=frozenset(places.values_list("person_id", flat=True)))


def allowed(by: Person, act: Act, subject: Subject | None = None) -> Actor:
    """The actor, read inside the transaction, when the rule table lets them do `act`.

    Raises Refused: the codes of `authority.check`.
    """
    actor = actor_now(by.pk)
    check(actor, act, subject)
    return actor


def allowed_on(engagement: Engagement, by: Person, act: Act, at: datetime) -> Actor:
    """As `allowed`, on an engagement: whoever acts for the body there is not tied to its client (17065 4.2).

    Every act of the body on an engagement begins here, but for handing it over and for declaring interests.
    Raises Refused: the codes of `authority.check` and of `officer_problems`.
    """
    actor = allowed(by, act, subject_of(engagement))
    expect_independent(actor, by, engagement, at)
    return actor


def expect_independent(actor: Actor, by: Person, engagement: Engagement, at: datetime) -> None:
    """That somebody of the body has no tie to the client of an engagement that bars them; a client's people are free.

    Raises Refused: the codes of `officer_problems`.
    """
    if actor.is_staff and (found := ties_that_bar(by, engagement, at)):
        raise Refused(found)


def ties_that_bar(person: Person, engagement: Engagement, at: datetime) -> tuple[Problem, ...]:
    """What bars a person of the body from acting for it on an engagement: the codes of `officer_problems`."""
    scheme, uscc = scheme_of(engagement.edition), engagement.client.uscc
    return officer_problems(scheme, uscc, str(person), ties_of(person.pk), timezone.localdate(at))
