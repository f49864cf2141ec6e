# SPDX-License-Identifier: Apache-2.0
"""The two meetings on a phone: recorded, signed in at, photographed, explained; and the daily log below them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhuoping.actions import evidence as files
from zhuoping.actions.errors import Changed
from zhuoping.actions.fieldwork import day_logs, meetings
from zhuoping.actions.fieldwork import evidence as ties
from zhuoping.core.authority import Act
from zhuoping.core.fieldwork.meetings import Irregular, MeetingKind, expected, sign_in_rules, window
from zhuoping.core.fieldwork.people import FieldMember
from zhuoping.core.lifecycle import BY_CODE, Stage
from zhuoping.core.problems import Refused
from zhuoping.records.meeting_values import (
    AttendanceLine,
    MeetingKept,
    attendance_lines,
    day_logs_of,
    gaps_of_day_log,
    irregular_in,
    meetings_of,
    subject_of_meeting,
)
from zhuoping.records.models import Meeting
from zhuoping.web.desk.fieldwork.asking import InField, in_field
from zhuoping.web.desk.fieldwork.attendance import export_attendance
from zhuoping.web.desk.fieldwork.evidence_shown import Tied, tied
from zhuoping.web.desk.fieldwork.meeting_forms import (
    ClientForm,
    LogForm,
    MeetingForm,
    NoteForm,
    PhotosForm,
    SignInForm,
)
from zhuoping.web.shared.access import page, person_of
from zhuoping.web.shared.asking import SeeOther
from zhuoping.web.shared.changed import ask_which, settled
from zhuoping.web.shared.export import KINDS
from zhuoping.web.shared.forms import Form
from zhuoping.web.shared.refusals import messages_of, put_beside_fields, status_of
from zhuoping.web.shared.uploads import handed

_FIELDS = ("held_at", "ended_at", "place", "latitude", "longitude")
_FORMS: Mapping[str, type[Form]] = {
    "sign": SignInForm,
    "client": ClientForm,
    "note": NoteForm,
    "photos": PhotosForm,
    "log": LogForm,
}
Forms = Mapping[tuple[str, str], Form]


@dataclass(frozen=True, slots=True)
class MeetingShown:
    """A meeting as its card shows it; `kept` is None while it is not recorded."""

    kind: MeetingKind
    kept: MeetingKept | None
    lines: tuple[AttendanceLine, ...]
    irregular: tuple[Irregular, ...]
    opens: datetime | None
    shuts: datetime | None
    photos: tuple[Tied, ...]
    may_sign: bool
    forms: Mapping[str, Form]

    @property
    def row(self) -> Meeting | None:
        """As it is stored."""
        return self.kept.row if self.kept else None


@require_safe
@page(Act.VIEW_FIELDWORK)
def overview(request: HttpRequest, number: str) -> HttpResponse:
    """Both meetings and the daily log."""
    field = in_field(request, number)
    return redirect(field.address) if field.is_ahead else _page(request, field)


@require_http_methods(["GET", "POST"])
@page(Act.RECORD_FIELDWORK)
def meeting(request: HttpRequest, number: str, which: str) -> HttpResponse:
    """Write a meeting down, or change what is written."""
    field, kind = _field(request, number), _kind_or_404(which)
    stored = _stored(field, kind)
    form, status = stored, 200
    if request.method == "POST":
        form, status = MeetingForm(settled(request.POST, stored), initial=stored.initial), 422
        if form.is_valid():
            values = form.cleaned_data
            try:
                meetings.record_meeting(
                    by=person_of(request),
                    at=timezone.now(),
                    number=number,
                    kind=kind,
                    given=meetings.Given(**{name: values[name] for name in _FIELDS}),
                    seen=values["version"],
                )
            except Changed as changed:
                fresh = _stored(field, kind)
                return ask_which(
                    request, form, fresh, changed, back=_address(number), layout="shared/desk.html"
                )
            except Refused as refused:
                put_beside_fields(form, refused)
                status = status_of(refused)
            else:
                messages.success(request, _("会议已登记。"))
                return SeeOther(f"{_address(number)}#{kind}")
    context = {**_context(field), "kind": kind, "form": form, "back": _address(number)}
    return render(request, "desk/fieldwork/meeting.html", context, status=status)


@require_POST
@page(Act.RECORD_FIELDWORK)
def sign_in(request: HttpRequest, number: str, which: str) -> HttpResponse:
    """Sign in oneself."""
    kind = _kind_or_404(which)

    def act(given: dict[str, Any]) -> None:
        meetings.sign_in(
            by=person_of(request), at=timezone.now(), number=number, kind=kind, spot=meetings.Spot(**given)
        )

    return _do(request, number, kind, "sign", act, _("您已签到。"))


@require_POST
@page(Act.RECORD_FIELDWORK)
def sign_in_client(request: HttpRequest, number: str, which: str) -> HttpResponse:
    """Write down somebody of the client."""
    kind = _kind_or_404(which)

    def act(given: dict[str, Any]) -> None:
        meetings.sign_in_client(by=person_of(request), at=timezone.now(), number=number, kind=kind, **given)

    return _do(request, number, kind, "client", act, _("企业人员已登记。"))


@require_POST
@page(Act.RECORD_FIELDWORK)
def note(request: HttpRequest, number: str, which: str) -> HttpResponse:
    """Say why signing in was irregular."""
    kind = _kind_or_404(which)

    def act(given: dict[str, Any]) -> None:
        meetings.write_note(
            by=person_of(request),
            at=timezone.now(),
            number=number,
            kind=kind,
            text=given["note"],
            seen=given["version"],
        )

    return _do(request, number, kind, "note", act, _("说明已保存。"))


@require_POST
@page(Act.RECORD_FIELDWORK)
def photos(request: HttpRequest, number: str, which: str) -> HttpResponse:
    """Take in photographs of a meeting."""
    kind = _kind_or_404(which)

    def act(given: dict[str, Any]) -> None:
        by, at, engagement = person_of(request), timezone.now(), in_field(request, number).engagement
        kept = meetings_of(engagement).get(kind)
        if kept is None:
            raise Http404
        # Before anything is read into the store.
        files.check_may_add(by, engagement.client, engagement, internal=True)
        received = [files.receive(each, at=at) for each in handed(given["files"])]
        ties.attach(by=by, at=at, number=number, subjects=[subject_of_meeting(kept.row)], received=received)

    return _do(request, number, kind, "photos", act, _("照片已上传。"))


@require_POST
@page(Act.RECORD_FIELDWORK)
def untie(request: HttpRequest, number: str, tie: int) -> HttpResponse:
    """Take a photograph off a meeting; the file stays."""
    _field(request, number)
    ties.untie(by=person_of(request), at=timezone.now(), number=number, tie=tie)
    messages.success(request, _("已取消关联，文件仍保留。"))
    return SeeOther(_address(number))


@require_POST
@page(Act.RECORD_FIELDWORK)
def log(request: HttpRequest, number: str) -> HttpResponse:
    """Write or add to the log of a day."""

    def act(given: dict[str, Any]) -> None:
        day_logs.write_log(by=person_of(request), at=timezone.now(), number=number, **given)

    return _do(request, number, "log", "log", act, _("日志已保存。"))


@require_safe
@page(Act.VIEW_FIELDWORK)
def attendance(request: HttpRequest, number: str, form: str) -> HttpResponseBase:
    """The attendance of both meetings as a file, `csv` or `xlsx`."""
    field = in_field(request, number)
    if form not in KINDS or field.is_ahead:
        raise Http404
    return export_attendance(form, field.engagement, timezone.now())


def _do(
    request: HttpRequest,
    number: str,
    where: str,
    name: str,
    act: Callable[[dict[str, Any]], None],
    done: str,
) -> HttpResponse:
    """One small form of the page: done, or the page once more with what was typed and why not."""
    field, status = _field(request, number), 422
    form = _FORMS[name](request.POST, request.FILES or None, auto_id=f"{where}-{name}-%s")
    if form.is_valid():
        try:
            act(form.cleaned_data)
        except Refused as refused:
            put_beside_fields(form, refused)
            status = status_of(refused)
        else:
            messages.success(request, done)
            return SeeOther(f"{_address(number)}#{where}")
    return _page(request, field, {(where, name): form}, status=status)


def _page(
    request: HttpRequest, field: InField, sent: Forms | None = None, *, status: int = 200
) -> HttpResponse:
    now, given = timezone.now(), sent or {}
    held, lines = meetings_of(field.engagement), attendance_lines(field.engagement, now)
    shown = [_shown(field, kind, held.get(kind), lines, given, now) for kind in MeetingKind]
    logs: dict[object, list[object]] = {}
    for each in day_logs_of(field.engagement):
        logs.setdefault(each.day, []).append(each)
    today = timezone.localdate(now)
    new = LogForm(initial={"day": today}, auto_id="log-log-%s")
    context = {
        **_context(field),
        "meetings": shown,
        "rules": sign_in_rules(field.scheme),
        "has_attendance": bool(lines),
        "may_note": _may_note(field),
        "logs": list(logs.items()),
        "log_form": given.get(("log", "log"), new),
        "unwritten": messages_of(
            each.problem for each in gaps_of_day_log(field.engagement, field.plan, today)
        ),
    }
    return render(request, "desk/fieldwork/meetings.html", context, status=status)


def _shown(
    field: InField,
    kind: MeetingKind,
    kept: MeetingKept | None,
    lines: list[AttendanceLine],
    given: Forms,
    now: datetime,
) -> MeetingShown:
    if kept is None:
        return MeetingShown(kind, None, (), (), None, None, (), may_sign=False, forms={})
    rules, member = sign_in_rules(field.scheme), field.member
    opens, shuts = window(kept.value, rules)
    signed = {each.person_id for each in kept.attendances}
    fresh: dict[str, Form] = {
        "sign": SignInForm(auto_id=f"{kind}-sign-%s"),
        "client": ClientForm(auto_id=f"{kind}-client-%s"),
        "note": NoteForm(
            initial={"note": kept.row.note, "version": kept.row.version}, auto_id=f"{kind}-note-%s"
        ),
        "photos": PhotosForm(auto_id=f"{kind}-photos-%s"),
    }
    return MeetingShown(
        kind,
        kept,
        tuple(each for each in lines if each.meeting is kind),
        irregular_in(kept, field.team, field.scheme, now),
        opens,
        shuts,
        tuple(tied(field.engagement, subject_of_meeting(kept.row))),
        may_sign=field.may_record
        and _comes(field, member)
        and member is not None
        and member.person not in signed,
        forms={name: given.get((kind, name), form) for name, form in fresh.items()},
    )


def _comes(field: InField, member: FieldMember | None) -> bool:
    return member is not None and member in expected(field.team, field.scheme)


def _may_note(field: InField) -> bool:
    return field.member is not None and Stage(field.engagement.stage) in BY_CODE["meeting.noted"].stages


def _stored(field: InField, kind: MeetingKind) -> MeetingForm:
    kept = meetings_of(field.engagement).get(kind)
    if kept is None:
        place = field.engagement.client.address
        return MeetingForm(initial={"version": 0, "held_at": _typed(timezone.now()), "place": place})
    row = kept.row
    times = {"held_at": _typed(row.held_at), "ended_at": _typed(row.ended_at)}
    return MeetingForm(
        initial={**{name: getattr(row, name) for name in _FIELDS}, **times, "version": row.version}
    )


def _typed(moment: datetime | None) -> str:
    """A time as a browser sends it, so that what stands can be held against what was sent."""
    return "" if moment is None else f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"


def _context(field: InField) -> dict[str, object]:
    return {"engagement": field.engagement, "field": field}


def _field(request: HttpRequest, number: str) -> InField:
    field = in_field(request, number, Act.RECORD_FIELDWORK)
    if field.is_ahead:
        raise Http404
    return field


def _kind_or_404(which: str) -> MeetingKind:
    if which not in list(MeetingKind):
        raise Http404
    return MeetingKind(which)


def _address(number: str) -> str:
    return reverse("desk-fieldwork-meetings", args=[number])


_ONE = "engagements/<str:number>/fieldwork/meetings/"
urlpatterns = [
    path(_ONE, overview, name="desk-fieldwork-meetings"),
    path(f"{_ONE}attendance.<str:form>", attendance, name="desk-fieldwork-attendance"),
    path(f"{_ONE}log/", log, name="desk-fieldwork-log"),
    path(f"{_ONE}photos/<int:tie>/untie/", untie, name="desk-fieldwork-meeting-untie"),
    path(f"{_ONE}<str:which>/", meeting, name="desk-fieldwork-meeting"),
    path(f"{_ONE}<str:which>/sign-in/", sign_in, name="desk-fieldwork-sign-in"),
    path(f"{_ONE}<str:which>/client/", sign_in_client, name="desk-fieldwork-sign-in-client"),
    path(f"{_ONE}<str:which>/note/", note, name="desk-fieldwork-meeting-note"),
    path(f"{_ONE}<str:which>/photos/", photos, name="desk-fieldwork-meeting-photos"),
]
