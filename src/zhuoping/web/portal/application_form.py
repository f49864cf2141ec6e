# SPDX-License-Identifier: Apache-2.0
"""The form of an application. Everything may still be empty when it is saved; what is missing is told beside it."""

import hashlib
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhuoping.core.agreement import AgreementLanguage
from zhuoping.core.application_form import ApplicationForm
from zhuoping.core.case import CertificateStatus
from zhuoping.core.ledger.canonical import canonical
from zhuoping.core.scheme import Scheme
from zhuoping.core.shapes import TEXT_LIMIT
from zhuoping.records.models import Application
from zhuoping.web.portal.enterprise_form import lines
from zhuoping.web.shared.forms import DateField, Form, TextField, YesNoField
from zhuoping.web.shared.uploads import EvidenceField
from zhuoping.web.shared.words import choices_of

_MOST = 1_000_000
_PRIOR = (
    "prior_number",
    "prior_issuer",
    "prior_level",
    "prior_valid_until",
    "prior_status",
    "prior_checked_on",
    "prior_file",
)
_OPTIONAL = ("wishes", "agreement_language")


class ApplicationPageForm(Form):
    """What an applicant states (17065 7.2), in sections.

    `version` is that of the engagement, `seen` the digest of what the form showed: documents that were handed in
    meanwhile change the version and are no reason to refuse these fields.
    """

    sections = (
        (_("认证范围"), ("scope", "languages", "agreement_language", "wishes")),
        (_("服务设计"), ("design_responsibility", "design_reason")),
        (_("体系与场所"), ("running_since", "places", "outlets", "has_outsourced", "outsourced")),
        (_("前置认证证书"), _PRIOR),
    )
    shown_when: Mapping[str, str] = {"outsourced": "has_outsourced=yes"}  # type: ignore[misc]

    scope = TextField(
        label=_("认证范围"),
        rows=3,
        max_length=TEXT_LIMIT,
        help_text=_("商品和服务活动，如“家用空调的销售、安装和维修服务”；证书按此确定。"),
    )
    languages = TextField(label=_("使用的语言"), rows=2, help_text=_("服务和文件使用的语言，每行一种。"))
    agreement_language = forms.ChoiceField(
        label=_("合同的语言"),
        choices=choices_of(AgreementLanguage, _("随申请人使用的语言")),
        help_text=_("认证合同以此语言出具和签署。"),
    )
    wishes = TextField(label=_("时间和其他要求"), rows=2, max_length=TEXT_LIMIT)
    design_responsibility = YesNoField(
        label=_("本企业设计自己的售后服务"),
        yes=_("是，由本企业设计"),
        no=_("否，按他人的设计提供服务"),
        help_text=_("认证模式由此确定。"),
    )
    design_reason = TextField(
        label=_("理由"),
        rows=2,
        max_length=TEXT_LIMIT,
        help_text=_("由谁设计服务、有哪些设计文件，或为什么不承担设计。"),
    )
    running_since = DateField(label=_("服务体系开始运行的日期"))
    places = forms.IntegerField(label=_("场所数（含总部）"), min_value=0, max_value=_MOST)
    outlets = forms.IntegerField(
        label=_("在用服务网点数"),
        min_value=0,
        max_value=_MOST,
        help_text=_("须与情况表“服务网点”中在用的数量一致；没有网点填 0。"),
    )
    has_outsourced = YesNoField(label=_("有外包的服务"), yes=_("有"), no=_("没有"))
    outsourced = TextField(
        label=_("外包的服务"), rows=3, help_text=_("每行一项：服务内容和外包方，如“配送：某物流公司”。")
    )
    prior_number = forms.CharField(label=_("证书编号"), max_length=100)
    prior_issuer = forms.CharField(label=_("发证机构"), max_length=100)
    prior_level = forms.CharField(label=_("等级"), max_length=60)
    prior_valid_until = DateField(label=_("有效期至"))
    prior_status = forms.ChoiceField(
        label=_("查询到的状态"), choices=choices_of(CertificateStatus, _("请选择"))
    )
    prior_checked_on = DateField(
        label=_("查询日期"), help_text=_("在全国认证认可信息公共服务平台查询的日期。")
    )
    prior_file = EvidenceField(label=_("查询凭据"))
    prior_proof = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, scheme: Scheme, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own.
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.required = False
            # Empty is no fault while it is filled in; only what nobody asks for is called optional.
            field.is_needed_later = name not in _OPTIONAL  # type: ignore[attr-defined]
        if scheme.applicability is None:
            for name in (*_PRIOR, "prior_proof"):
                del self.fields[name]
        else:
            document = scheme.applicability.normative_document
            self.fields["prior_number"].help_text = _("本方案要求先持有：%(document)s。") % {
                "document": document
            }

    def form(self) -> ApplicationForm:
        """What was filled in."""
        given = {
            "prior_proof": None,
            **dict.fromkeys(_PRIOR[:3], ""),
            **dict.fromkeys(_PRIOR[3:]),
            **self.cleaned_data,
        }
        status = given["prior_status"]
        return ApplicationForm(
            scope=given["scope"],
            design_responsibility=given["design_responsibility"],
            design_reason=given["design_reason"],
            running_since=given["running_since"],
            places=given["places"],
            outlets=given["outlets"],
            outsourced=_outsourced(given["has_outsourced"], given["outsourced"]),
            languages=lines(given["languages"]),
            prior_number=given["prior_number"],
            prior_issuer=given["prior_issuer"],
            prior_level=given["prior_level"],
            prior_valid_until=given["prior_valid_until"],
            prior_status=CertificateStatus(status) if status else None,
            prior_checked_on=given["prior_checked_on"],
            prior_proof=given["prior_proof"],
            wishes=given["wishes"],
            agreement_language=AgreementLanguage(given["agreement_language"])
            if given["agreement_language"]
            else None,
        )


def initial_of(row: Application, version: int) -> dict[str, object]:
    """A stored application as the form shows it."""
    shown: dict[str, object] = {
        name: getattr(row, name)
        for name in (
            "scope", "design_responsibility", "design_reason", "running_since", "places", "outlets", "wishes",
            "agreement_language",
            *_PRIOR[:-1],
        )
    }  # fmt: skip
    shown |= {
        "languages": "\n".join(row.languages),
        "has_outsourced": None if row.outsourced is None else bool(row.outsourced),
        "outsourced": "\n".join(row.outsourced or ()),
        "prior_proof": row.prior_proof_id,
    }
    plain = {
        key: value if isinstance(value, bool | int) else str(value or "") for key, value in shown.items()
    }
    digest = hashlib.sha256(canonical(plain).encode()).hexdigest()
    return {**shown, "version": version, "seen": digest}


def _outsourced(answer: bool | None, text: str) -> tuple[str, ...] | None:
    """None where nobody said; a yes without a word stays a yes, with a line that still says nothing."""
    if answer is None:
        return None
    return (lines(text) or ("",)) if answer else ()
