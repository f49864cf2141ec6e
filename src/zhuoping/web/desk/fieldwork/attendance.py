# SPDX-License-Identifier: Apache-2.0
"""Attendance of the meetings as a file, with the columns of a national sign-in (CNCA document 2021 no. 3)."""

from datetime import datetime

from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhuoping.records.meeting_values import AttendanceLine, attendance_lines
from zhuoping.records.models import Engagement
from zhuoping.web.shared.export import answer
from zhuoping.web.shared.lists import Column
from zhuoping.web.shared.words import word


def export_attendance(kind: str, engagement: Engagement, now: datetime) -> HttpResponseBase:
    """The file: a line for everybody who signed in or should have, times in those of the body."""
    name = _("签到记录") + f"-{engagement.number}"
    return answer(kind, name, _COLUMNS, attendance_lines(engagement, now))


def _side(line: AttendanceLine) -> str:
    return _("受审查方") if line.of_client else _("审查组")


def _irregular(line: AttendanceLine) -> str:
    return "; ".join(word(each) for each in line.irregular)


_COLUMNS = (
    Column("plan", gettext_lazy("计划编号"), lambda line: line.plan),
    Column("meeting", gettext_lazy("会议"), lambda line: word(line.meeting)),
    Column("side", gettext_lazy("单位"), _side),
    Column("name", gettext_lazy("姓名"), lambda line: line.name),
    Column("registration", gettext_lazy("注册号"), lambda line: line.registration),
    Column("function", gettext_lazy("职务"), lambda line: line.function),
    Column("signed_in_at", gettext_lazy("签到时间"), lambda line: line.signed_in_at),
    Column("place", gettext_lazy("所在位置"), lambda line: line.place),
    Column("latitude", gettext_lazy("纬度"), lambda line: line.latitude, is_number=True),
    Column("longitude", gettext_lazy("经度"), lambda line: line.longitude, is_number=True),
    Column("kilometres", gettext_lazy("距离计划地点（公里）"), lambda line: line.kilometres, is_number=True),
    Column("irregular", gettext_lazy("异常"), _irregular),
    Column("note", gettext_lazy("异常说明"), lambda line: line.note),
)
