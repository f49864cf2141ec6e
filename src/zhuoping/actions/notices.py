# SPDX-License-Identifier: Apache-2.0
"""Telling people: a row in the same transaction, and a job that mails it. Nothing is told that did not happen."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from zhuoping.actions import jobs
from zhuoping.core.wording.labels import Said, Word
from zhuoping.records.models import Engagement, Notice, Person

MAIL = "notice.mail"


def tell(
    person: Person,
    code: str,
    *,
    at: datetime,
    values: Mapping[str, Said] | None = None,
    engagement: Engagement | None = None,
) -> Notice:
    """Leave a notice for one person and have it mailed; `code` has its words in core/wording/notices.py.

    A `Word` among the values is said in the reader's language.
    """
    stored = {key: _stored(value) for key, value in (values or {}).items()}
    notice = Notice.objects.create(person=person, code=code, values=stored, engagement=engagement, at=at)
    jobs.ask_for(MAIL, at=at, values={"notice": notice.pk})
    return notice


def mailed(notice: Notice, *, at: datetime) -> None:
    """Mark a notice as mailed, so that a job done twice mails once."""
    Notice.objects.filter(pk=notice.pk, mailed_at=None).update(mailed_at=at)


def read(*, by: Person, at: datetime) -> None:
    """Mark what stands on a person's page as read. No ledger entry: it changes no record of any engagement."""
    Notice.objects.filter(person=by, read_at=None).update(read_at=at)


@transaction.atomic
def tell_of_work(
    person: Person, *, at: datetime, on: str, count: int, lines: Mapping[str, tuple[str, ...]]
) -> bool:
    """The daily digest for one person, once a day; `lines` by language. False when it was told already, or is empty."""
    # Two workers with the same job: the second one waits here, and then sees what the first one wrote.
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if count == 0 or Notice.objects.filter(person=person, code="daily-digest", values__on=on).exists():
        return False
    values: dict[str, Said] = {"on": on, "count": str(count)}
    notice = tell(person, "daily-digest", at=at, values=values)
    notice.values |= {"lines": {language: list(each) for language, each in lines.items()}}
    notice.save(update_fields=["values"])
    return True


def _stored(value: Said) -> object:
    if isinstance(value, Word):
        return {"word": value.key}
    if isinstance(value, tuple):
        return [_stored(each) for each in value]
    return value
