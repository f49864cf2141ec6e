# SPDX-License-Identifier: Apache-2.0
"""Where people are signed in: they see it, end it, and an administrator ends all of it."""

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.test import Client as Browser
from django.utils import timezone

from tests.api.programs import program
from tests.cast import NOW, PASSWORD
from tests.signing_in import sign_in
from zhuoping.actions import people, sessions
from zhuoping.core.problems import Refused
from zhuoping.records.models import LedgerEntry, Notice
from zhuoping.records.sign_ins import open_sessions
from zhuoping.web.shared.devices import device_of

PROFILE = "/account/profile/"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0"
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1"
)
WECHAT = "Mozilla/5.0 (Linux; Android 15; PHK110) AppleWebKit/537.36 Chrome/126.0 MicroMessenger/8.0"


def browser_of(person, device=PHONE, address="192.0.2.7"):
    """A browser in which somebody is signed in and has opened a page."""
    browser = sign_in(Browser(headers={"user-agent": device}, REMOTE_ADDR=address), person)
    caches["limits"].delete(f"seen:{browser.session.session_key}")
    browser.get(PROFILE)
    return browser


def is_signed_in(browser):
    return browser.get(PROFILE).status_code == 200


def row_of(browser):
    return UserSession.objects.get(session_key=browser.session.session_key)


def test_profile_shows_each_session_with_device_address_and_times(cast):
    browser_of(cast.alice, WINDOWS, "2001:db8::7")
    here = browser_of(cast.alice)
    browser_of(cast.bob, WECHAT, "192.0.2.9")

    page = here.get(PROFILE)

    shown = [(each.device, each.address, each.is_here) for each in page.context["sessions"]]
    assert sorted(shown) == [("Edge · Windows", "2001:db8::7", False), ("Safari · iPhone", "192.0.2.7", True)]
    assert "Safari · iPhone" in page.content.decode()


def test_session_begins_with_the_sign_in(cast, client):
    EmailAddress.objects.create(user=cast.alice, email=cast.alice.email, primary=True, verified=True)

    client.post("/account/login/", {"login": cast.alice.email, "password": PASSWORD})

    assert [row.session_key for row in open_sessions(cast.alice, timezone.now())] == [
        client.session.session_key
    ]


def test_session_ended_from_another_one_is_over(cast):
    here, there = browser_of(cast.alice), browser_of(cast.alice)

    answer = here.post(f"/account/sessions/{row_of(there).pk}/end/")

    assert (answer.status_code, answer["Location"]) == (303, "/account/profile/#sessions")
    assert (is_signed_in(here), is_signed_in(there)) == (True, False)
    assert not LedgerEntry.objects.exists()


def test_all_sessions_but_this_one_are_ended_at_once(cast):
    here, *others = [browser_of(cast.alice) for _ in range(3)]
    strangers = browser_of(cast.bob)

    here.post("/account/sessions/end-others/")

    assert [is_signed_in(each) for each in (here, *others, strangers)] == [True, False, False, True]


def test_attack_session_of_somebody_else_cannot_be_ended(cast):
    mine, theirs = browser_of(cast.bob), browser_of(cast.alice)

    answer = mine.post(f"/account/sessions/{row_of(theirs).pk}/end/")

    assert answer.status_code == 422
    assert "没有这次登录" in answer.content.decode()
    assert is_signed_in(theirs)


@pytest.mark.parametrize("page", ["end-others/", "1/end/"])
def test_attack_link_on_another_page_ends_no_session(cast, page):
    browser = browser_of(cast.alice)

    assert browser.get(f"/account/sessions/{page}").status_code == 405
    assert is_signed_in(browser)


def test_address_of_the_library_leads_to_the_profile(cast):
    assert browser_of(cast.alice).get("/account/sessions/")["Location"] == "/account/profile/#sessions"


def test_administrator_signs_a_person_out_everywhere(cast):
    browsers = [browser_of(cast.alice) for _ in range(2)]
    administrator = browser_of(cast.tan)
    page = administrator.get(f"/desk/people/{cast.alice.pk}/")

    administrator.post(f"/desk/people/{cast.alice.pk}/sessions/end/")
    administrator.post(f"/desk/people/{cast.alice.pk}/sessions/end/")

    assert page.context["sessions"] == 2
    assert [is_signed_in(each) for each in (*browsers, administrator)] == [False, False, True]
    entry = LedgerEntry.objects.get()
    assert (entry.action, entry.person, entry.subject, entry.body) == (
        "sessions.ended",
        f"person:{cast.tan.pk}",
        f"person:{cast.alice.pk}",
        '{"sessions":2}',
    )
    assert [(each.person, each.code) for each in Notice.objects.all()] == [(cast.alice, "sessions-ended")]


def test_program_of_an_administrator_signs_a_person_out_everywhere(cast):
    browser = browser_of(cast.alice)

    answer = program(cast.tan).delete(f"/people/{cast.alice.pk}/sessions")

    assert (answer.status_code, is_signed_in(browser)) == (200, False)


@pytest.mark.parametrize("who", ["ma", "bob"])
def test_attack_nobody_but_an_administrator_signs_others_out(cast, who):
    browser = browser_of(cast.alice)

    with pytest.raises(Refused) as refused:
        sessions.end_all(by=getattr(cast, who), at=NOW, person=cast.alice)

    assert [each.code for each in refused.value.problems] == ["not-allowed-role"]
    assert is_signed_in(browser)


def test_attack_session_of_somebody_shut_out_does_not_come_back_with_them(cast):
    browser = browser_of(cast.lin)
    people.deactivate(by=cast.tan, at=NOW, person=cast.lin, reason="离职")
    people.reactivate(by=cast.tan, at=NOW, person=cast.lin)

    assert not is_signed_in(browser)


def test_attack_session_on_a_lost_device_is_over_after_the_reset(cast):
    browser = browser_of(cast.wu)

    people.reset_second_factor(by=cast.tan, at=NOW, person=cast.wu, reason="手机丢失")

    assert not is_signed_in(browser)


def test_session_that_a_new_password_ended_is_shown_no_longer(cast):
    browser_of(cast.alice)
    cast.alice.set_password("another-secret-of-alice")
    cast.alice.save()
    here = browser_of(cast.alice)

    assert [each.is_here for each in here.get(PROFILE).context["sessions"]] == [True]


def test_session_that_was_signed_out_or_has_expired_is_shown_no_longer(cast):
    out, expired, here = (browser_of(cast.alice) for _ in range(3))
    out.post("/account/logout/")
    Session.objects.filter(session_key=expired.session.session_key).update(expire_date=timezone.now())

    assert [each.is_here for each in here.get(PROFILE).context["sessions"]] == [True]


def test_being_seen_is_noted_at_once_and_not_with_every_page(cast):
    browser = browser_of(cast.alice)
    first = row_of(browser).last_seen_at
    browser.get(PROFILE)

    assert row_of(browser).last_seen_at == first


def test_session_that_moves_is_shown_from_where_it_was_seen_last(cast):
    browser = browser_of(cast.alice)
    key, began = browser.session.session_key, row_of(browser).created_at

    sessions.note_seen(by=cast.alice, at=NOW, session_key=key, address="", device="x" * 300)

    row = row_of(browser)
    assert (row.created_at, row.last_seen_at, row.ip, row.user_agent) == (
        began,
        NOW,
        sessions.UNKNOWN_ADDRESS,
        "x" * 200,
    )
    assert [each.address for each in browser.get(PROFILE).context["sessions"]] == [""]


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        (WINDOWS, "Edge · Windows"),
        (PHONE, "Safari · iPhone"),
        (WECHAT, "微信 · Android"),
        ("curl/8.0", "未知设备"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox · Linux"),
    ],
)
def test_device_is_named_as_its_owner_knows_it(told, shown):
    assert device_of(told) == shown
