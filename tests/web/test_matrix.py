# SPDX-License-Identifier: Apache-2.0
"""Who may open what: every address, as every role, of two clients. What is not theirs answers 404, and nothing changes.

What a role should get is read off core's rule table, never off the page: a page that forgets to ask is found here.
"""

import pytest
from django.test import Client as Browser
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern, URLResolver

from tests.adopting import edition
from tests.cast import STAFF
from tests.engagements import handed_in, submitted
from tests.signing_in import sign_in
from zhuoping.core.authority import ever_may
from zhuoping.records.actors import actor_of
from zhuoping.records.models import LedgerEntry

__all__ = ["edition"]

# Addresses that ask for no act, with why nothing of a client is told by them.
FREE = {
    "api-nothing": "only says that there is no such address",
    "home": "says what this is",
    "ledger-checkpoint": "what outsiders keep",
    "ledger-key": "public by its name",
    "ledger-keys": "public by its name",
    "ledger-keys-json": "public by its name",
    "language": "sets a cookie",
    "health": "up or not",
    "account-invitation": "whoever has the token; tests of people",
    "account-calendar": "one's own address",
    "calendar-feed": "whoever has the token; tests of calendars",
    "account-profile": "oneself",
    "account-profile-name": "oneself",
    "account-profile-body": "oneself",
    "account-profile-tie": "oneself",
    "account-profile-tie-end": "oneself",
    "account-sessions": "oneself",
    "account-session-end": "oneself",
    "account-sessions-end-others": "oneself",
}
OTHERS = ("account_", "mfa_", "socialaccount_", "usersessions_", "openid_connect")
# Things of client A by the name of their parameter, so that a new page is walked without a word here.
WHO = (*STAFF, "alice", "bob")


def addresses(resolver=None):
    """Every named address of the pages: (name, view, the names of its parameters)."""
    for each in (resolver or get_resolver()).url_patterns:
        if isinstance(each, URLResolver):
            if each.namespace is None:
                yield from addresses(each)
        elif isinstance(each, URLPattern) and each.name and not each.name.startswith(OTHERS):
            yield each.name, each.callback, tuple(each.pattern.converters)


NAMES = sorted({name for name, _, _ in addresses()})
ACTS = {name: getattr(view, "act", None) for name, view, _ in addresses()}
PARAMETERS = {name: parameters for name, _, parameters in addresses()}


@pytest.fixture
def things(cast, edition):
    """What client A has: an application that was submitted, with its evidence and sheets."""
    engagement = submitted(cast, edition)
    return {
        "number": engagement.number,
        "uscc": cast.client_a.uscc,
        "key": "outlets",
        "kind": "handbook",
        "evidence": handed_in(cast.alice, cast.client_a).pk,
        "person": cast.lin.pk,
        "row": cast.client_a.sheets.get(key="outlets").rows.first().pk,
        "document": engagement.documents.first().pk,
        "edition": edition.pk,
        "version": 1,
        "scheme": "after-sales-completeness",
        "name": "2025",
        "token": "guessed",
    }


def pk_of(name, things):
    """Which thing the bare parameter `pk` of an address means."""
    if name.startswith("evidence"):
        return things["evidence"]
    return things["edition"] if "edition" in name else things["person"]


def address_of(name, things):
    given = {each: pk_of(name, things) if each == "pk" else things.get(each, 1) for each in PARAMETERS[name]}
    return reverse(name, kwargs=given)


def is_about_client(name):
    """Whether an address is about a thing of client A, which strangers must not learn of."""
    return bool({"number", "uscc"} & set(PARAMETERS[name])) or name.startswith("evidence")


def test_every_page_asks_for_an_act_or_is_known_to_be_free():
    assert sorted(name for name in NAMES if ACTS[name] is None and name not in FREE) == []


def status_of(browser, method, address):
    """The status and where it leads; what the answer streams is read, so that no file stays open."""
    # A form is sent as the pages send it, so its refusal is a part of a page.
    headers = {"HX-Request": "true"} if method == "post" else {}
    answer = getattr(browser, method)(address, headers=headers)
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer.status_code, getattr(answer, "url", "")


def test_no_page_shows_anything_to_somebody_who_is_not_signed_in(things):
    answers = {
        (name, method): status_of(Browser(), method, address_of(name, things))
        for name in NAMES
        if name not in FREE
        for method in ("get", "post")
    }

    shown = {
        each: (status, address)
        for each, (status, address) in answers.items()
        if status != 405 and not (status == 302 and address.startswith("/account/login/"))
    }
    assert shown == {}


@pytest.mark.parametrize("who", WHO)
def test_page_gives_each_person_what_the_rule_table_gives_them(who, cast, things):
    person = getattr(cast, who)
    actor, browser = actor_of(person), sign_in(Browser(raise_request_exception=True), person)
    before, wrong = LedgerEntry.objects.count(), []
    for name in NAMES:
        if name in FREE:
            continue
        address = address_of(name, things)
        theirs = actor.sees_all or cast.client_a.pk in actor.clients
        for method in ("get", "post"):
            may = ever_may(actor, ACTS[name]) and (actor.is_staff or not name.startswith("desk-"))
            if may and (theirs or not is_about_client(name)) and method == "post":
                continue  # What people may do has tests of its own.
            status, _ = status_of(browser, method, address)
            expected = (
                (403,) if not may else (404,) if is_about_client(name) and not theirs else (200, 302, 404)
            )
            if status != 405 and status not in expected:
                wrong.append(f"{method} {name}: {status}, not {expected}")

    assert wrong == []
    assert LedgerEntry.objects.count() == before


@pytest.mark.parametrize("who", ["alice", "bob", "lin"])
def test_guessed_number_answers_as_if_there_were_nothing(who, cast, things):
    browser = sign_in(Browser(), getattr(cast, who))
    guessed = {**things, "number": "ZP-2026-999999", "uscc": "91110000600037341L", "evidence": 999_999}
    statuses = {
        name: status_of(browser, "get", address_of(name, guessed))[0]
        for name in NAMES
        if is_about_client(name)
        and ever_may(actor_of(getattr(cast, who)), ACTS[name])
        and (who == "lin" or not name.startswith("desk-"))
    }

    assert {name: status for name, status in statuses.items() if status not in (404, 405)} == {}
