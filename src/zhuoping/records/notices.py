# SPDX-License-Identifier: Apache-2.0
"""Notices in words: what a mail and a page say of one."""

from dataclasses import dataclass

from zhuoping.core import wording
from zhuoping.core.wording import notices
from zhuoping.core.wording.labels import Said, Word, said
from zhuoping.records.models import Notice, Person


@dataclass(frozen=True, slots=True)
class Told:
    """A notice in one language: the subject, the sentence, and lines that belong to it."""

    title: str
    sentence: str
    lines: tuple[str, ...] = ()


def language_of(person: Person) -> str:
    """The language (`zh` or `en`) of core's wording for what is sent to a person."""
    return "en" if person.language.startswith("en") else "zh"


def told(notice: Notice, language: str) -> Told:
    """A notice in words. Raises KeyError for a code without words: a fault of the program, which a test finds."""
    values = {key: said(_said(value), language) for key, value in notice.values.items() if key != "lines"}
    if notice.engagement is not None:
        values |= {"number": notice.engagement.number, "client": str(notice.engagement.client)}
    lines = notice.values.get("lines", {}).get(language, [])
    return Told(
        notices.title(notice.code, language, **values),
        wording.say(notice.code, values, language),
        tuple(lines),
    )


def _said(value: object) -> Said:
    if isinstance(value, dict):
        return Word(str(value["word"]))
    if isinstance(value, list):
        return tuple(_said(each) for each in value)
    # What somebody wrote ends in the middle of our sentence, which has a stop of its own.
    return str(value).rstrip("。. ")
