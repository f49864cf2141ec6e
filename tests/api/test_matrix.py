# SPDX-License-Identifier: Apache-2.0
"""Who may call what: every route of the API, as every role, of two clients, with a key of all scopes.

As in tests/web/test_matrix.py: what a role should get is read off core's rule table, never off the route.
"""

import pytest

from tests.adopting import edition
from tests.api.programs import program
from tests.api.routes import routes
from tests.cast import NOW, STAFF
from tests.engagements import handed_in, submitted
from tests.files import pdf
from zhuoping.actions import invitations
from zhuoping.core.authority import ever_may
from zhuoping.records.actors import actor_of
from zhuoping.records.models import Invitation, LedgerEntry

__all__ = ["edition"]

WHO = (*STAFF, "alice", "bob")
# What they do is done to client A by what stands in their body.
BY_BODY = ("post /engagements", "post /evidence")
ABOUT = {"number", "uscc", "evidence_id"}


@pytest.fixture
def things(cast, edition):
    """What client A has, by the names of parameters and fields."""
    engagement = submitted(cast, edition)
    invitations.invite(by=cast.alice, at=NOW, email="new@a.example", name="新", client=cast.client_a)
    return {
        "number": engagement.number,
        "uscc": cast.client_a.uscc,
        "client": cast.client_a.uscc,
        "engagement": engagement.number,
        "scheme": edition.scheme,
        "key": "outlets",
        "row": cast.client_a.sheets.get(key="outlets").rows.first().pk,
        "kind": "handbook",
        "document": engagement.documents.get(kind="handbook").pk,
        "evidence_id": handed_in(cast.alice, cast.client_a).pk,
        "invitation": Invitation.objects.get().pk,
        "person": cast.lin.pk,
        "role": "auditor",
        "index": 0,
        "field": "text",
        "version": 1,
        "email": "somebody@else.example",
        "division": "350211",
        "industry": "C34",
    }


def call(asker, route, things):
    """The answer to a request that its route would read."""
    given = {each: things.get(each, 1) for each in route.parameters}
    query = "&".join(f"{each}={things.get(each, 1)}" for each in route.query)
    path = route.path.format(**given) + (f"?{query}" if query else "")
    if route.media_type.startswith("multipart"):
        fields = {key: value for key, value in route.body(things).items() if key != "file"}
        return asker.post_file(path, pdf(b"matrix"), "矩阵.pdf", **fields)
    if route.media_type:
        return getattr(asker, route.method)(path, route.body(things))
    return getattr(asker, route.method)(path)


def text_of(answer):
    """The whole body. A stream that is read to its end closes itself; closing it here would end the transaction."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode(errors="replace")


def is_about_client(route):
    return route.name in BY_BODY or not ABOUT.isdisjoint(route.parameters)


@pytest.mark.django_db
@pytest.mark.parametrize("who", WHO)
def test_route_gives_each_person_what_the_rule_table_gives_them(who, cast, things):
    person = getattr(cast, who)
    actor, asker, wrong = actor_of(person), program(person), []
    before = LedgerEntry.objects.count()
    theirs = actor.sees_all or cast.client_a.pk in actor.clients
    for route in routes():
        may = ever_may(actor, route.act)
        if may and (theirs or not is_about_client(route)) and route.method != "get":
            continue  # What people may do has tests of its own.
        answer = call(asker, route, things)
        text = text_of(answer)
        expected = (200, 404) if theirs or not is_about_client(route) else (404,)
        if answer.status_code not in (expected if may else (403,)):
            wrong.append(f"{route.name}: {answer.status_code} {text[:200]}")
        if not theirs and (things["number"] in text or cast.client_a.name in text):
            wrong.append(f"{route.name} tells of client A: {text[:200]}")

    assert wrong == []
    assert LedgerEntry.objects.count() == before


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["alice", "ma", "lin"])
def test_guessed_number_answers_as_if_there_were_nothing(who, cast, things):
    guessed = {
        **things,
        "number": "ZP-2026-999999",
        "uscc": "91110000600037341L",
        "client": "91110000600037341L",
        "evidence_id": 999_999,
    }
    actor, asker = actor_of(getattr(cast, who)), program(getattr(cast, who))

    statuses = {
        route.name: call(asker, route, guessed).status_code
        for route in routes()
        if is_about_client(route) and ever_may(actor, route.act)
    }

    assert {name: status for name, status in statuses.items() if status != 404} == {}


@pytest.mark.django_db
def test_no_route_answers_without_a_key(cast, things):
    stranger = program(cast.alice)
    stranger.key = "zp_000000000000_guessed"

    answers = {route.name: call(stranger, route, things).status_code for route in routes()}

    assert {name: status for name, status in answers.items() if status != 401} == {}
