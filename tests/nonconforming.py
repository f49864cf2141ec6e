# SPDX-License-Identifier: Apache-2.0
"""Nonconformities for tests, by the real actions: raised by Lin or Sun, answered by Alice, one of them hidden."""

from datetime import UTC, date, datetime

from tests.cast import NOW
from tests.fieldworking import IN_FIELD
from zhuoping.actions import nonconformities
from zhuoping.core.nonconformities import CorrectiveAnswer, Doing, NonconformityGrade, NonconformityText
from zhuoping.records.models import CharacteristicSheet, Nonconformity

STATEMENT = "厦门网点两名维修工没有上岗证书，却在上门维修。"
SECRET = "暗访时前台没有出示收费标准。"
ANSWER = CorrectiveAnswer("新人培训漏排", "两人停岗培训", "每月核对上岗证书", date(2026, 12, 20))


def text(grade="minor", statement=STATEMENT, **more):
    """What an auditor would write."""
    values = {"clause": "2.1 人员资质", "place": "厦门网点", "ref": "2.1"} | more
    return NonconformityText(NonconformityGrade(grade), statement=statement, **values)


def raised(engagement, by, grade="minor", sheet=None, at=IN_FIELD, **more):
    """One nonconformity, of a characteristic sheet if one is given."""
    return nonconformities.raise_(
        by=by,
        at=at,
        number=engagement.number,
        text=text(grade, **more),
        sheet=sheet.pk if sheet else None,
    )


def covert_sheet(engagement, by, mode="B", released_at=None):
    """The sheet of a mystery customer, written straight into its table: how it is made has tests of its own."""
    return CharacteristicSheet.objects.create(
        engagement=engagement,
        mode=mode,
        number=CharacteristicSheet.objects.filter(engagement=engagement).count() + 1,
        covert=mode in "BD",
        place="厦门网点",
        visited_at=NOW,
        inspector=by,
        made_at=NOW,
        made_by=by,
        released_at=released_at,
    )


def hidden(engagement, by, grade="minor"):
    """One from a covert visit that is not released."""
    return raised(engagement, by, grade, covert_sheet(engagement, by), statement=SECRET)


def version_of(row):
    """The version as a page would send it."""
    return Nonconformity.objects.get(pk=row.pk).version


def answered(row, by, given=ANSWER, at=IN_FIELD, **more):
    """An answer to it."""
    values = {"version": version_of(row)} | more
    return nonconformities.answer(
        by=by, at=at, number=row.engagement.number, nonconformity=row.pk, given=given, **values
    )


def verified(row, by, doing="close", reason="查看了证书原件", at=datetime(2026, 12, 21, 1, tzinfo=UTC)):
    """An auditor's verdict."""
    return nonconformities.verify(
        by=by,
        at=at,
        number=row.engagement.number,
        nonconformity=row.pk,
        version=version_of(row),
        doing=Doing(doing),
        reason=reason,
    )


def withdrawn(row, by, reason="证书后来找到了", at=IN_FIELD):
    """Taken back."""
    return nonconformities.withdraw(
        by=by,
        at=at,
        number=row.engagement.number,
        nonconformity=row.pk,
        version=version_of(row),
        reason=reason,
    )
