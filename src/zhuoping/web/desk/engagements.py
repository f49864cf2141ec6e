# SPDX-License-Identifier: Apache-2.0
"""The list of engagements: searched, filtered, sorted, exported."""

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhuoping.core.authority import Act, Role
from zhuoping.core.deadlines import WAITING
from zhuoping.core.lifecycle import Stage
from zhuoping.core.scheme import CertificationType
from zhuoping.records.models import Engagement, Person
from zhuoping.web.desk.standing import IN_FORCE, stage_words, turn_words, waits_for
from zhuoping.web.shared.access import actor_in, page
from zhuoping.web.shared.lists import Column, Empty, Filter, Listing
from zhuoping.web.shared.words import word

_NOBODY = "none"
_OVERDUE = "overdue"


@require_safe
@page(Act.VIEW_ENGAGEMENT)
def engagements(request: HttpRequest) -> HttpResponseBase:
    """The engagements that the person may see. Sorted only by what an index has in order."""
    actor = actor_in(request)
    rows = Engagement.objects.visible_to(actor).select_related("client", "officer").prefetch_related(IN_FORCE)
    listing = Listing(
        request,
        rows,
        columns=[
            Column("number", _("编号"), lambda row: row.number, sort="number", link=address),
            Column("client", _("客户"), lambda row: row.client.name),
            Column("type", _("认证类型"), lambda row: word(CertificationType(row.type))),
            Column("stage", _("阶段"), stage_words, template="desk/engagements_stage.html"),
            Column("turn", _("等待"), _turn),
            Column("officer", _("项目专员"), lambda row: row.officer and row.officer.name),
            Column(
                "due",
                _("期限"),
                lambda row: row.due_on,
                sort="due_on",
                template="shared/due.html",
            ),
            Column("opened", _("建立时间"), lambda row: row.opened_at, sort="pk"),
        ],
        filters=_filters(),
        empty=Empty(
            _("还没有项目"),
            _("企业在门户提出认证申请后，项目会出现在这里。"),
            reverse("desk-clients"),
            _("查看客户"),
        ),
        name="engagements",
        label=_("项目"),
    )
    return listing.response("desk/engagements.html")


def address(row: Engagement) -> str:
    """The page of an engagement."""
    return reverse("desk-engagement", args=[row.number])


def officers() -> list[Person]:
    """Everybody who may take an engagement, by name."""
    holders = Q(roles__role=Role.CASE_OFFICER, roles__ended_at=None, is_active=True)
    return list(Person.objects.filter(holders).order_by("name", "pk"))


def _filters() -> list[Filter]:
    by_officer = [(str(each.pk), each.name) for each in officers()]
    return [
        Filter(
            "stage",
            _("阶段"),
            [(stage.value, word(stage)) for stage in Stage],
            lambda rows, value: rows.filter(stage=value),
        ),
        Filter(
            "type",
            _("认证类型"),
            [(each.value, word(each)) for each in CertificationType],
            lambda rows, value: rows.filter(type=value),
        ),
        Filter("officer", _("项目专员"), [*by_officer, (_NOBODY, _("未指定"))], _of_officer),
        Filter("due", _("期限"), [(_OVERDUE, _("已逾期"))], _late),
    ]


def _of_officer(rows: QuerySet[Engagement], value: str) -> QuerySet[Engagement]:
    return rows.filter(officer=None) if value == _NOBODY else rows.filter(officer_id=int(value))


def _late(rows: QuerySet[Engagement], value: str) -> QuerySet[Engagement]:  # noqa: ARG001 - there is one choice.
    return rows.filter(due_on__lt=timezone.localdate(), stage__in=WAITING)


def _turn(row: Engagement) -> str:
    stage = Stage(row.stage)
    agreements = row.in_force  # type: ignore[attr-defined] # IN_FORCE puts it there.
    return turn_words(waits_for(stage, agreements), stage)


urlpatterns = [path("engagements/", engagements, name="desk-engagements")]
