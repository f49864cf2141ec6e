# SPDX-License-Identifier: Apache-2.0
"""A person's calendar: an address that nobody can guess, for calendar programs, which cannot sign in.

The address is made from the server's secret, the person and a number that rises when they want a new one; a copy of
the database opens no calendar. What stands in it is asked anew each time: whoever is off a plan loses it.
"""

from datetime import date, timedelta
from typing import cast
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from zhuoping.actions import calendars
from zhuoping.core.authority import Actor
from zhuoping.core.wording.labels import Word, said
from zhuoping.outputs.calendar import Entry, calendar_file
from zhuoping.records.actors import actor_of
from zhuoping.records.models import Engagement, Person, Plan
from zhuoping.records.plan_values import agenda_of, client_plan, place_names
from zhuoping.records.values import scheme_of
from zhuoping.records.work_list import OpenAct, plans_of, work_list
from zhuoping.web.shared.access import person_of
from zhuoping.web.shared.asking import SeeOther
from zhuoping.web.shared.calendar_due import due_entries
from zhuoping.web.shared.language import wording_language

_SALT = "zhuoping.calendar"
# Past visits stay for whoever looks back a quarter.
_BACK = timedelta(days=92)


@require_http_methods(["GET", "POST"])
@login_required
def settings_page(request: HttpRequest) -> HttpResponse:
    """One's own address: shown, and by POST made new."""
    person = person_of(request)
    if request.method == "POST":
        calendars.new_address(by=person)
        messages.success(request, _("新的日历地址已生成，原来的地址不再有效。"))
        return SeeOther(reverse("account-calendar"))
    address = ""
    if person.calendar_address:
        address = settings.ORIGIN + reverse("calendar-feed", args=[token_of(person)])
    return render(request, "shared/calendar.html", {"address": address})


@require_safe
def feed(_request: HttpRequest, token: str) -> HttpResponse:
    """The calendar file behind an address; an old, changed or guessed one is a page that does not exist."""
    person = _person_with(token)
    actor = actor_of(person)
    host = urlsplit(settings.ORIGIN).hostname or "zhuoping"
    with translation.override(person.language):
        name = f"{settings.BODY_NAME or _('卓评')} – {person}"
        today = timezone.localdate()
        entries = [_entry(plan, actor) for plan in plans_of(actor, today - _BACK)]
        # Nonconformities have days of their own, also while they wait for somebody else.
        acts = [act for act in work_list(actor, today).acts if not act.move.startswith("nonconformity.")]
        entries += [_due(act, act.due_on, actor) for act in acts if act.due_on]
        entries += due_entries(actor)
        content = calendar_file(entries, name, host)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="zhuoping.ics"'
    response["Cache-Control"] = "private, max-age=300"
    return response


def token_of(person: Person) -> str:
    """The secret part of a person's address."""
    text = f"{person.pk}-{person.calendar_address}"
    return f"{text}-{salted_hmac(_SALT, text, algorithm='sha256').hexdigest()[:40]}"


def _person_with(token: str) -> Person:
    number, _dash, _rest = token.partition("-")
    if number.isascii() and number.isdigit() and len(number) < 19:  # noqa: PLR2004 - what a database can hold.
        person = Person.objects.filter(pk=int(number), is_active=True).exclude(calendar_address=0).first()
        if person is not None and constant_time_compare(token_of(person), token):
            return person
    raise Http404


def _entry(plan: Plan, actor: Actor) -> Entry:
    """The days of a plan as its reader sees them."""
    engagement = plan.engagement
    team = [member.person for member in plan.members.all()] if actor.is_staff else []
    text = [_("计划编号：%(number)s") % {"number": plan.number}]
    if team:
        text.append(_("审查组：%(people)s") % {"people": "、".join(map(str, team))})
    text += _agenda(plan, actor)
    last = cast("date", plan.ends_on)  # `plans_of` asks for it.
    changed_at = plan.released_at or plan.made_at
    return Entry(
        key=f"engagement-{engagement.pk}",
        version=plan.version,
        changed_at=changed_at,
        starts=plan.starts_on or last,
        ends=last,
        title=_("%(client)s：现场审查") % {"client": engagement.client},
        place=engagement.client.address,
        text="\n".join(text),
        address=_address(engagement, actor),
    )


def _due(act: OpenAct, due_on: date, actor: Actor) -> Entry:
    """The last day for something that its reader has to do."""
    engagement = act.engagement
    what = said(act.word, wording_language())
    return Entry(
        key=f"due-{engagement.pk}-{act.move}",
        version=engagement.version,
        changed_at=engagement.stage_since,
        starts=due_on,
        ends=due_on,
        title=_("%(client)s：%(act)s（期限）") % {"client": engagement.client, "act": what},
        text=_("项目编号：%(number)s") % {"number": engagement.number},
        address=_address(engagement, actor),
    )


def _address(engagement: Engagement, actor: Actor) -> str:
    door = "desk" if actor.is_staff else "portal"
    return settings.ORIGIN + f"/{door}/engagements/{engagement.number}/"


def _agenda(plan: Plan, actor: Actor) -> list[str]:
    """A line for each part of the agenda that concerns the reader; a client sees nothing that is covert."""
    if actor.is_staff:
        items = tuple(item for item in agenda_of(plan) if actor.id in item.persons)
    elif plan.agenda:
        items = client_plan(plan, scheme_of(plan.engagement.edition)).agenda
    else:
        items = ()
    names, language = place_names(plan), wording_language()
    lines = []
    for item in items:
        kind = said(Word(f"ItemKind.{item.kind}"), language)
        where = names.get(item.place, "")
        lines.append(f"{item.day:%m-%d} {item.start:%H:%M}–{item.end:%H:%M} {kind} {where}".rstrip())
    return lines
