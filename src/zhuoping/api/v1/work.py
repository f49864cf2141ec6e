# SPDX-License-Identifier: Apache-2.0
"""What a person has to do now, and what they were told."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema

from zhuoping.actions import notices
from zhuoping.api import keys
from zhuoping.api.paging import Limit, Mark, Page, paged
from zhuoping.api.problems import language_of
from zhuoping.api.writing import write
from zhuoping.core.authority import Act
from zhuoping.core.wording.labels import said
from zhuoping.records.models import Notice
from zhuoping.records.notices import told
from zhuoping.records.work_list import work_list

router = Router(tags=["work"])


class OpenActOut(Schema):
    """One thing to do: the code of the move, in words, and until when."""

    engagement: str
    client_name: str
    move: str
    act: str
    due_on: date | None
    overdue: bool


class WorkOut(Schema):
    """What waits, the most urgent first; `more`: there is more than is shown."""

    items: list[OpenActOut]
    more: bool


class NoticeOut(Schema):
    """What somebody was told."""

    id: int
    code: str
    title: str
    sentence: str
    engagement: str | None
    at: datetime
    is_read: bool


class ReadOut(Schema):
    """Until when all was read."""

    read_at: datetime


@router.get("/work", auth=keys.may(Act.VIEW_WORK_LIST), response=WorkOut)
def get_work(request: HttpRequest) -> dict[str, Any]:
    """The open acts of whoever asks."""
    found, language = work_list(keys.actor_in(request), timezone.localdate()), language_of(request)
    return {
        "items": [
            {
                "engagement": each.engagement.number,
                "client_name": each.engagement.client.name,
                "move": each.move,
                "act": said(each.word, language),
                "due_on": each.due_on,
                "overdue": each.overdue,
            }
            for each in found.acts
        ],
        "more": found.more,
    }


@router.get("/notices", auth=keys.may(Act.VIEW_WORK_LIST), response=Page[NoticeOut])
def list_notices(request: HttpRequest, after: Mark = None, limit: Limit = 50) -> dict[str, Any]:
    """What the person was told, the newest first."""
    rows = Notice.objects.filter(person=keys.person_of(request)).select_related("engagement__client")
    language = language_of(request)

    def plain(row: Notice) -> dict[str, Any]:
        words = told(row, language)
        return {
            "id": row.pk,
            "code": row.code,
            "title": words.title,
            "sentence": words.sentence,
            "engagement": row.engagement.number if row.engagement else None,
            "at": row.at,
            "is_read": row.read_at is not None,
        }

    return paged(rows, after, limit, plain)


@router.post("/notices/read", auth=keys.may(Act.VIEW_WORK_LIST), response=ReadOut)
def read_notices(request: HttpRequest) -> HttpResponse:
    """Mark all notices as read."""

    def act() -> dict[str, Any]:
        at = timezone.now()
        notices.read(by=keys.person_of(request), at=at)
        return {"read_at": at}

    return write(request, act)
