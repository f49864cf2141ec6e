# SPDX-License-Identifier: Apache-2.0
"""Pages that show each part of the house, for tests of web/shared: a list, a form, a refusal."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import ClassVar

from django import forms as plain
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from zhuoping.actions.errors import Changed
from zhuoping.core.authority import Act
from zhuoping.core.lifecycle import OVER, Stage
from zhuoping.core.problems import Refused, problem
from zhuoping.records.models import Client, Engagement, Person
from zhuoping.web.shared.access import page
from zhuoping.web.shared.forms import DateField, TextField, VersionedForm, YesNoField
from zhuoping.web.shared.lists import Column, Empty, Filter, Listing
from zhuoping.web.shared.refusals import put_beside_fields, status_of


class EnterpriseForm(VersionedForm):
    sections = (
        ("企业", ["name", "kind", "founded_on"]),
        ("服务", ["scope", "channels", "has_prior", "prior_number"]),
    )
    shown_when: ClassVar = {"prior_number": "has_prior=yes"}

    name = plain.CharField(label="企业名称", max_length=20, help_text="与营业执照一致。")
    kind = plain.ChoiceField(label="类型", choices=[("", "请选择"), ("maker", "生产"), ("seller", "销售")])
    founded_on = DateField(label="成立日期", required=False)
    scope = TextField(label="服务范围")
    channels = plain.MultipleChoiceField(
        label="服务方式",
        choices=[("on-site", "上门"), ("in-store", "到店")],
        widget=plain.CheckboxSelectMultiple,
        required=False,
    )
    has_prior = YesNoField(label="已持有服务认证证书", yes="是", no="否")
    prior_number = plain.CharField(label="证书编号", required=False)
    agreed = plain.BooleanField(label="以上内容属实")


def listing_of(request):
    return Listing(
        request,
        Client.objects.none() if "nobody" in request.GET else Client.objects.all(),
        columns=[
            Column("name", _("名称"), lambda row: row.name, sort="name", link=lambda row: f"/c/{row.uscc}/"),
            Column("uscc", "统一社会信用代码", lambda row: row.uscc),
            Column("staff", "员工数", lambda row: row.staff, sort="staff", is_number=True),
            Column("since", "登记时间", lambda row: row.registered_at, sort="registered_at"),
        ],
        filters=[
            Filter(
                "division",
                "地区",
                [("350200", "厦门"), ("110108", "北京海淀")],
                lambda rows, value: rows.filter(division=value),
            )
        ],
        empty=Empty("还没有客户", "企业注册后出现在这里，也可以由项目专员登记。", "/new/", "登记企业"),
        name="clients",
        label="客户",
    )


def clients(request):
    return listing_of(request).response("t/list.html")


def form(request):
    filled = EnterpriseForm(request.POST or None, initial={"version": 1})
    status = 200
    if request.method == "POST" and filled.is_valid():
        refused = Refused(
            [
                problem("client.name", "points-out-of-range", given=1, points=2),
                problem("by", "agreement-not-issued"),
            ]
        )
        put_beside_fields(filled, refused)
        status = status_of(refused)
    elif request.method == "POST":
        status = 422
    return render(request, "t/form.html", {"form": filled}, status=status)


def parts(request):
    ways = [(stage, "") for stage in Stage if stage not in OVER]
    engagements = [
        Engagement(stage=stage, ended_at_stage=before)
        for stage, before in [*ways, (Stage.DECLINED, Stage.SUBMITTED), (Stage.DISCONTINUED, Stage.AGREED)]
    ]
    context = {
        "engagements": engagements,
        "found": [problem("agreement", "agreement-not-issued")],
        "somebody": Person(name="马受理"),
        "at": datetime(2026, 11, 24, 16, 30, tzinfo=UTC),
        "days": Decimal("7.50"),
        "octets": 4096,
        "yes": True,
    }
    return render(request, "t/parts.html", context)


def refused(request):
    raise Refused(
        [
            problem("stage", "agreement-not-issued"),
            problem("awards.1", "points-out-of-range", given=1, points=2),
        ]
    )


def changed(request):
    raise Changed("client", 3, {"name": "甲"}, {"name": "乙"})


def broken(request):
    raise RuntimeError


@page(Act.MANAGE_PEOPLE)
def people_only(request):
    return HttpResponse("people")


urlpatterns = [
    path("", include("zhuoping.config.urls")),
    path("t/clients/", clients),
    path("t/form/", form),
    path("t/parts/", parts),
    path("t/refused/", refused),
    path("t/changed/", changed),
    path("t/broken/", broken),
    path("t/people/", people_only),
]
