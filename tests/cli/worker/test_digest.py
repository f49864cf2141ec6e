# SPDX-License-Identifier: Apache-2.0
"""The daily digest, and when what comes again comes again."""

from datetime import UTC, date, datetime, timedelta

from django.core import mail
from django.utils import timezone

from tests.cast import NOW
from tests.make_web import engagement_at
from zhuoping.actions import jobs
from zhuoping.cli.worker import checkpoints, digest, loop
from zhuoping.core.lifecycle import Stage
from zhuoping.records.models import Checkpoint, Engagement, Job, Notice
from zhuoping.records.work_list import OpenAct


def digests(person):
    return Notice.objects.filter(person=person, code="daily-digest")


def test_everybody_with_something_to_do_is_told_once_a_day(cast):
    found = engagement_at(cast, Stage.SUBMITTED)
    Engagement.objects.update(due_on=date(2099, 12, 8))

    digest.tell_everybody()
    digest.tell_everybody()

    notice = digests(cast.ma).get()
    assert notice.values["count"] == "1"
    assert notice.values["on"] == timezone.localdate().isoformat()
    assert notice.values["lines"] == {
        "zh": [f"- {found.number} 甲泵业有限公司: 评审申请（期限 2099-12-08）"],
        "en": [f"- {found.number} 甲泵业有限公司: Review the application (due 2099-12-08)"],
    }
    assert not digests(cast.alice).exists()


def test_digest_is_a_mail_with_its_lines(cast):
    found = engagement_at(cast, Stage.SUBMITTED)
    digest.tell_everybody()

    loop.do_all()

    letter = next(each for each in mail.outbox if each.subject.endswith("今日待办 1 项"))
    assert f"- {found.number} 甲泵业有限公司" in letter.body


def test_line_says_until_when_and_what_is_overdue(cast):
    found = engagement_at(cast, Stage.SUBMITTED)
    due_on = date(2026, 11, 20)

    lines = [
        digest.line(OpenAct(found, "application.accepted", *each), language).partition(": ")[2]
        for each in ((None, False), (due_on, False), (due_on, True))
        for language in ("zh", "en")
    ]

    assert lines == [
        "评审申请",
        "Review the application",
        "评审申请（期限 2026-11-20）",
        "Review the application (due 2026-11-20)",
        "评审申请（期限 2026-11-20，已逾期）",
        "Review the application (due 2026-11-20, overdue)",
    ]


def test_next_digest_is_at_eight_in_the_morning_where_the_body_is():
    assert digest.next_time(datetime(2026, 11, 23, 23, 59, tzinfo=UTC)) == datetime(2026, 11, 24, tzinfo=UTC)
    assert digest.next_time(datetime(2026, 11, 24, tzinfo=UTC)) == datetime(2026, 11, 25, tzinfo=UTC)


def test_recurring_jobs_are_there_once_and_come_again(cast):
    loop.ensure_recurring(loop.KINDS)
    loop.ensure_recurring(loop.KINDS)
    Job.objects.filter(name="digest.daily").update(due_at=NOW)

    loop.do_all()

    names = Job.objects.exclude(key=None).values_list("name", flat=True)
    assert sorted(names) == ["checkpoint.daily", "digest.daily", "nonconformities.daily", "purge.daily"]
    assert Job.objects.filter(due_at__lte=timezone.now() + timedelta(seconds=1)).count() == 0


def test_checkpoint_is_signed_on_schedule_where_there_is_something_to_sign(cast, settings, tmp_path):
    settings.SIGNING_KEY = tmp_path / "signing-key.pem"
    checkpoints.sign()
    nothing = Checkpoint.objects.count()
    engagement_at(cast, Stage.APPLYING)

    checkpoints.sign()

    assert (nothing, Checkpoint.objects.count()) == (0, 1)
    assert checkpoints.next_time(NOW) == datetime(2026, 11, 24, 17, tzinfo=UTC)


def test_job_of_a_kind_that_is_not_known_fails_and_waits(cast):
    Job.objects.create(name="no.such", due_at=NOW)

    assert loop.do_one() is True
    assert "KeyError" in Job.objects.get().fault
    assert jobs.take(at=timezone.now()) is None
