# SPDX-License-Identifier: Apache-2.0
"""What has served its time is thrown away every night, and nothing that still counts."""

from datetime import UTC, datetime, timedelta

import pytest
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt, AccessLog
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db import connection

from tests.cast import NOW
from zhuoping.actions import invitations, purging
from zhuoping.cli.worker import purging as nightly
from zhuoping.core.authority import Role
from zhuoping.core.problems import Refused
from zhuoping.records.models import AnsweredWrite, Invitation, LedgerEntry

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SECOND = timedelta(seconds=1)


def answered(person, key, at):
    return AnsweredWrite.objects.create(
        person=person, key=key, request_digest="0" * 64, status=200, answer="{}", at=at
    )


def session(key, until):
    return Session.objects.create(session_key=key, session_data="", expire_date=until)


def noted(person, key, seen=NOW - DAY):
    return UserSession.objects.create(user=person, session_key=key, ip="192.0.2.1", last_seen_at=seen)


def tried(model, at, username, **more):
    row = model.objects.create(username=username, ip_address="192.0.2.1", **more)
    model.objects.filter(pk=row.pk).update(attempt_time=at)


def invited(cast, email, at=NOW):
    return invitations.invite(by=cast.tan, at=at, email=email, name="新", roles=[Role.AUDITOR])


def test_answers_of_idempotency_keys_are_kept_for_48_hours(cast):
    answered(cast.alice, "old", NOW - timedelta(hours=48))
    answered(cast.alice, "young", NOW - timedelta(hours=48) + SECOND)

    purging.purge(at=NOW)

    assert [each.key for each in AnsweredWrite.objects.all()] == ["young"]


def test_expired_sessions_go_with_what_is_known_of_them(cast):
    session("expired", NOW)
    session("standing", NOW + SECOND)
    for key in ("expired", "standing", "signed-out"):
        noted(cast.alice, key)
    noted(cast.alice, "begins-now", NOW)

    purging.purge(at=NOW)

    assert [each.session_key for each in Session.objects.all()] == ["standing"]
    assert [each.session_key for each in UserSession.objects.order_by("pk")] == ["standing", "begins-now"]


def test_secret_of_an_invitation_goes_once_it_opens_nothing(cast):
    accepted, withdrawn, standing = (invited(cast, f"{name}@body.example") for name in ("lin", "w", "s"))
    invitations.accept(by=cast.lin, at=NOW, token=accepted)
    second = Invitation.objects.get(email="w@body.example")
    invitations.withdraw(by=cast.tan, at=NOW, invitation=second)
    invited(cast, "e@body.example", NOW - invitations.INVITATION_LASTS)

    purging.purge(at=NOW)
    purging.purge(at=NOW)

    kept = {each.email: each.token_digest for each in Invitation.objects.all()}
    over = {email: digest.startswith("over:") for email, digest in kept.items()}
    assert over == {
        "lin@body.example": True,
        "w@body.example": True,
        "s@body.example": False,
        "e@body.example": True,
    }
    assert invitations.standing(token=standing, at=NOW).email == "s@body.example"
    with pytest.raises(Refused):
        invitations.standing(token=withdrawn, at=NOW)


def test_expired_invitation_is_sent_again_after_its_secret_went(cast):
    invited(cast, "e@body.example", NOW - invitations.INVITATION_LASTS)
    purging.purge(at=NOW)

    token = invitations.renew(by=cast.tan, at=NOW, invitation=Invitation.objects.get())

    assert invitations.standing(token=token, at=NOW).email == "e@body.example"


def test_failed_tries_are_kept_for_a_day_and_sign_ins_for_90(db):
    tried(AccessAttempt, NOW - DAY, "old", failures_since_start=5)
    tried(AccessAttempt, NOW - DAY + SECOND, "young", failures_since_start=5)
    tried(AccessLog, NOW - 90 * DAY, "old")
    tried(AccessLog, NOW - 90 * DAY + SECOND, "young")

    purging.purge(at=NOW)

    kept = [list(model.objects.values_list("username", flat=True)) for model in (AccessAttempt, AccessLog)]
    assert kept == [["young"], ["young"]]


def rows_of_cache():
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM zhuoping_cache")
        return {key.rsplit(":", 1)[1] for (key,) in cursor.fetchall()}


def test_expired_rows_of_the_cache_go(db):
    caches["default"].set("expired", 1, 3600)
    caches["default"].set("standing", 1, 10**9)

    purging.purge(at=datetime(2035, 1, 1, tzinfo=UTC))

    assert rows_of_cache() >= {"standing"}
    assert "expired" not in rows_of_cache()


def test_purge_says_whether_there_may_be_more_and_goes_on_until_there_is_not(cast):
    for number in range(5):
        answered(cast.alice, str(number), NOW - 3 * DAY)

    more = [purging.purge(at=NOW, lot=2) for _ in range(3)]

    assert (more, AnsweredWrite.objects.count()) == ([True, True, False], 0)


def test_nightly_job_leaves_nothing_to_do_and_no_entry(cast):
    for number in range(5):
        answered(cast.alice, str(number), NOW - 1000 * DAY)

    nightly.purge()
    nightly.purge()

    assert not AnsweredWrite.objects.exists()
    assert not LedgerEntry.objects.exists()
    assert nightly.next_time(NOW) == datetime(2026, 11, 24, 19, tzinfo=UTC)
