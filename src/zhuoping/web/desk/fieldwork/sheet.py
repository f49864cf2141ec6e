# SPDX-License-Identifier: Apache-2.0
"""One characteristic sheet: written by whoever carries out its mode, read by the rest of the body."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhuoping.actions.errors import Changed
from zhuoping.actions.fieldwork import sheets as actions
from zhuoping.core.authority import Act
from zhuoping.core.case import TeamRole
from zhuoping.core.characteristic_rows import ROW_LIMIT, read_rows, rows_of_blueprint, verdict_of
from zhuoping.core.characteristics import SheetHead, sheet_lacks
from zhuoping.core.fieldwork.people import SCORERS
from zhuoping.core.problems import Problem, Refused
from zhuoping.records.design_values import design_of
from zhuoping.records.models import CharacteristicSheet
from zhuoping.records.sheet_values import evidence_of_sheet, rows_of, sheet_of
from zhuoping.web.desk.fieldwork.asking import InField, in_field
from zhuoping.web.desk.fieldwork.sheet_form import (
    SAVE,
    Draft,
    HeadForm,
    controls_of,
    draft_of,
    faults_of,
    read_draft,
)
from zhuoping.web.desk.fieldwork.sheets import context_of, sheet_or_404
from zhuoping.web.shared.access import page, person_of
from zhuoping.web.shared.asking import SeeOther
from zhuoping.web.shared.formats import EMPTY, moment
from zhuoping.web.shared.refusals import messages_of, put_beside_fields, status_of
from zhuoping.web.shared.sheets import SheetTie, rows_shown
from zhuoping.web.shared.words import word

_CONFLICT, _UNREADABLE = 409, 422
_HEAD = ("place", "visited_at", "inspector", "scenario", "cover", "purchase")
_BLUEPRINT = "blueprint"


@require_http_methods(["GET", "POST"])
@page(Act.VIEW_FIELDWORK)
def one(request: HttpRequest, number: str, sheet: int) -> HttpResponse:
    """The sheet. POST keeps it, or does what a button asks for and gives the draft back unkept."""
    field = in_field(request, number)
    row = sheet_or_404(field, sheet)
    if request.method != "POST":
        return _page(request, field, row)
    form, draft = _form(field, row, request), read_draft(request.POST)
    asked = request.POST.get("do", SAVE)
    if asked != SAVE:
        _change(field, draft, asked)
        return _page(request, field, row, form, draft, {"is_unsaved": True})
    draft.tidy()
    if not form.is_valid():
        told = {"faults": faults_of(_row_problems(draft)), "is_unsaved": True}
        return _page(request, field, row, form, draft, told, status=_UNREADABLE)
    given = form.cleaned_data
    try:
        _save(request, row, given, draft)
    except Changed as changed:
        # Whoever saves once more has seen what stands.
        form = _form(field, row, request, version=changed.version)
        told = {
            "changed": messages_of(changed.problems),
            "differences": _differences(field, changed.current, changed.given),
            "is_unsaved": True,
        }
        return _page(request, field, row, form, draft, told, status=_CONFLICT)
    except Refused as refused:
        put_beside_fields(
            form, Refused(each for each in refused.problems if not each.path.startswith("rows"))
        )
        told = {"faults": faults_of(refused.problems), "is_unsaved": True}
        return _page(request, field, row, form, draft, told, status=status_of(refused))
    messages.success(request, _("记录表已保存。"))
    return SeeOther(reverse("desk-fieldwork-sheet", args=[number, sheet]))


def _save(request: HttpRequest, row: CharacteristicSheet, given: Mapping[str, Any], draft: Draft) -> None:
    head = SheetHead(row.mode, **{name: given.get(name, "") for name in _HEAD})
    actions.change(
        by=person_of(request),
        at=timezone.now(),
        number=row.engagement.number,
        sheet=row.pk,
        seen=given["version"],
        head=head,
        rows=draft.plain(),
    )


def _row_problems(draft: Draft) -> tuple[Problem, ...]:
    """What is wrong with the rows, while the head cannot even be read: all faults at once."""
    try:
        read_rows(draft.plain())
    except Refused as refused:
        return refused.problems
    return ()


def _change(field: InField, draft: Draft, asked: str) -> None:
    if asked != _BLUEPRINT:
        draft.change(asked)
        return
    draft.tidy()
    there = {(each.get("contact", ""), each.get("name", "")) for each in draft.rows}
    begun = rows_of_blueprint(design_of(field.engagement).blueprint)
    draft.begin(each for each in begun if (each["contact"], each["name"]) not in there)


def _form(
    field: InField, row: CharacteristicSheet, request: HttpRequest | None = None, version: int | None = None
) -> HeadForm:
    """The head, as it is kept or as it was sent."""
    able = [each for each in field.team if row.mode in each.modes and each.role in SCORERS]
    people = [(each.person, each.name) for each in able]
    # Who inspected and is off the team by now stays there to be seen, and the rule says what to do.
    if row.inspector_id not in {each.person for each in able}:
        people.append((row.inspector_id, str(row.inspector)))
    sent = None
    if request is not None:
        sent = request.POST.copy()
        if version is not None:
            sent["version"] = str(version)
    initial = {**{name: getattr(row, name) for name in _HEAD}, "version": row.version}
    return HeadForm(
        sent, initial={**initial, "inspector": row.inspector_id}, people=people, covert=row.covert
    )


def _page(
    request: HttpRequest,
    field: InField,
    row: CharacteristicSheet,
    form: HeadForm | None = None,
    draft: Draft | None = None,
    told: Mapping[str, object] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    more = dict(told or {})
    member, rows = field.member, rows_of(row)
    carries_out = member is not None and row.mode in member.modes and member.role in SCORERS
    draft = draft or draft_of(rows)
    blueprint = design_of(field.engagement).blueprint
    context = {
        **context_of(field, row),
        "form": form or _form(field, row),
        "may_write": field.may_visit and carries_out and row.released_at is None,
        "may_attach": field.may_visit,
        "may_release": _may_release(field, row),
        "rows": rows_shown(rows),
        "draft": controls_of(draft, more.get("faults", ())),  # type: ignore[arg-type]
        "may_add": len(draft.rows) < ROW_LIMIT,
        "points": [each.text for each in blueprint.contact_points],
        "lacking": messages_of(sheet_lacks(sheet_of(row))),
        "evidence": [SheetTie(each) for each in evidence_of_sheet(row)],
        **more,
    }
    return render(request, "desk/fieldwork/sheet.html", context, status=status)


def _may_release(field: InField, row: CharacteristicSheet) -> bool:
    leads = field.member is not None and field.member.role is TeamRole.LEADER
    return field.may_visit and leads and row.released_at is None


def _differences(
    field: InField, current: Mapping[str, Any], given: Mapping[str, Any]
) -> list[tuple[str, str, str]]:
    """Where what stands and what was written differ: the field or the row, both as people read them."""
    labels = {name: str(each.label) for name, each in HeadForm.base_fields.items()}
    names = {str(each.person): each.name for each in field.team}
    found = [
        (labels[name], _said(name, current[name], names), _said(name, given[name], names))
        for name in _HEAD
        if current[name] != given[name]
    ]
    one, other = (_lines(each["rows"]) for each in (current, given))
    for index in range(max(len(one), len(other))):
        pair = [rows[index] if index < len(rows) else EMPTY for rows in (one, other)]
        if pair[0] != pair[1]:
            found.append((_("第 %(number)s 行") % {"number": index + 1}, pair[0], pair[1]))
    return found


def _lines(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """Each row as lines of what stands in it."""
    return ["\n".join(map(str, _texts(row))) for row in rows]


def _texts(row: Mapping[str, Any]) -> Iterable[str]:
    read = read_rows([dict(row)])[0]
    found = verdict_of(read)
    verdict = word(found) if found else ""
    yield from filter(
        None,
        (read.contact, read.name, read.asked, read.found, read.method, read.instrument, verdict, read.note),
    )


def _said(name: str, value: Any, names: Mapping[str, str]) -> str:  # noqa: ANN401 - as the action has it.
    if name == "visited_at":
        return moment(datetime.fromisoformat(value))
    if name == "inspector":
        return names.get(str(value), str(value))
    return str(value) or EMPTY


urlpatterns = [
    path("engagements/<str:number>/fieldwork/sheets/<int:sheet>/", one, name="desk-fieldwork-sheet"),
]
