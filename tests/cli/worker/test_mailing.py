# SPDX-License-Identifier: Apache-2.0
"""Notices become mails: once each, in the reader's language, and not before the change is there."""

import pytest
from django.core import mail
from django.db import transaction

from tests.cast import NOW
from tests.make_web import engagement_at
from zhuoping.actions import notices, people
from zhuoping.cli.worker import loop
from zhuoping.core.authority import Role
from zhuoping.core.lifecycle import Stage
from zhuoping.records.models import Job, Notice, Person


def granted(cast, person, role=Role.REVIEWER):
    people.grant_role(by=cast.tan, at=NOW, person=person, role=role)
    return Notice.objects.get(person=person)


def test_notice_is_mailed_once_and_marked(cast):
    notice = granted(cast, cast.ma)

    done = loop.do_all()

    assert done == 1
    assert [(each.subject, each.to) for each in mail.outbox] == [
        ("示例认证中心：新的角色：复核人", ["ma@body.example"])
    ]
    assert mail.outbox[0].body == (
        "马受理：\n\n您获得了新的角色：复核人。登录后即可使用相应的页面；复核、决定和管理角色须先设置两步验证。\n\n"
        "http://testserver/\n\n示例认证中心\n"
    )
    notice.refresh_from_db()
    assert notice.mailed_at is not None
    assert not Job.objects.exists()


def test_mail_is_in_the_language_of_its_reader(cast):
    Person.objects.filter(pk=cast.ma.pk).update(language="en")
    granted(cast, cast.ma)

    loop.do_all()

    assert mail.outbox[0].subject == "示例认证中心: New role: reviewer"
    assert mail.outbox[0].body.startswith("Dear 马受理,\n\nYou were given a new role: reviewer. Sign in")


def test_job_done_a_second_time_sends_no_second_mail(cast):
    notice = granted(cast, cast.ma)
    Job.objects.create(name=notices.MAIL, values={"notice": notice.pk}, due_at=NOW)

    assert loop.do_all() == 2
    assert len(mail.outbox) == 1


def test_mail_that_the_server_did_not_take_is_tried_again(cast, settings):
    notice = granted(cast, cast.ma)
    settings.EMAIL_BACKEND = "no.such.Backend"
    loop.do_all()
    waiting = Job.objects.get()

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    Job.objects.update(due_at=NOW)
    loop.do_all()

    assert (waiting.tries, "No module named" in waiting.fault) == (1, True)
    assert len(mail.outbox) == 1
    notice.refresh_from_db()
    assert notice.mailed_at is not None


def test_person_who_was_shut_out_gets_no_mail(cast):
    granted(cast, cast.ma)
    Person.objects.filter(pk=cast.ma.pk).update(is_active=False)

    loop.do_all()

    assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
def test_nothing_is_told_of_what_was_rolled_back(cast):
    with transaction.atomic():
        granted(cast, cast.ma)
        transaction.set_rollback(True)

    assert loop.do_all() == 0
    assert mail.outbox == []


def test_mail_about_an_engagement_names_it_and_leads_to_it(cast):
    found = engagement_at(cast, Stage.SUBMITTED)

    loop.do_all()

    letter = next(each for each in mail.outbox if each.to == ["ma@body.example"])
    assert letter.subject == f"示例认证中心：申请 {found.number} 待评审"
    assert f"{found.client}提交了认证申请 {found.number}：请进行申请评审。" in letter.body


def test_line_break_in_a_name_begins_no_header_of_its_own(cast):
    found = engagement_at(cast, Stage.SUBMITTED)
    found.number = "ZP\nBcc: everybody@example.org"
    found.save(update_fields=["number"])

    loop.do_all()

    letter = next(each for each in mail.outbox if each.to == ["ma@body.example"])
    assert "\n" not in letter.subject
    assert letter.recipients() == ["ma@body.example"]
