# SPDX-License-Identifier: Apache-2.0
"""Mailing a notice: at least once, and marked as soon as the mail server has it."""

from collections.abc import Mapping

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from zhuoping.actions import notices
from zhuoping.core.authority import Role
from zhuoping.records.actors import actor_of
from zhuoping.records.models import Notice
from zhuoping.records.notices import language_of, told


def mail_notice(values: Mapping[str, int]) -> None:
    """Mail the notice that a job names, unless it was mailed or its person has left.

    Died between sending and marking, it is sent again: better twice than never.
    """
    found = (
        Notice.objects.select_related("person", "engagement__client")
        .filter(pk=values["notice"], mailed_at=None)
        .first()
    )
    if found is None or not found.person.is_active:
        return
    letter(found).send()
    notices.mailed(found, at=timezone.now())


def letter(notice: Notice) -> EmailMessage:
    """The mail of a notice: what happened, the lines that belong to it, and where to go on."""
    language = language_of(notice.person)
    words = told(notice, language)
    name = settings.BODY_NAME or {"zh": "卓评", "en": "Zhuoping"}[language]
    greeting = {"zh": f"{notice.person}：", "en": f"Dear {notice.person},"}[language]
    parts = [greeting, words.sentence, "\n".join(words.lines), _address(notice), name]
    subject = f"{name}：{words.title}" if language == "zh" else f"{name}: {words.title}"
    # A line break in a name would begin a header of its own.
    return EmailMessage(
        " ".join(subject.split()), "\n\n".join(filter(None, parts)) + "\n", to=[notice.person.email]
    )


def _address(notice: Notice) -> str:
    """The page of the engagement, on the reader's side of the house; else the first page."""
    portal = Role.CLIENT_USER in actor_of(notice.person).roles
    page = "portal-engagement" if portal else "desk-engagement"
    if notice.engagement is not None:
        try:
            return f"{settings.ORIGIN}{reverse(page, args=[notice.engagement.number])}"
        except NoReverseMatch:
            # An installation without this door: its first page leads on.
            pass
    return f"{settings.ORIGIN}/"
