# SPDX-License-Identifier: Apache-2.0
"""The form of an enterprise: what core/enterprise reads, with the shipped tables of places and trades beside it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhuoping.core.enterprise import ADDRESS_LIMIT, NAME_LIMIT, Enterprise
from zhuoping.records.models import Client
from zhuoping.schemes.divisions import load_divisions
from zhuoping.schemes.industries import load_industries
from zhuoping.web.shared.forms import Form, TextField
from zhuoping.web.shared.language import wording_language

_CODE_LIMIT = 40


class EnterpriseForm(Form):
    """What an enterprise says of itself; `version` is that of the stored one, 0 for a new one."""

    sections = (
        (gettext_lazy("企业"), ("name", "name_en", "uscc", "address", "division")),
        (gettext_lazy("业务"), ("industry", "staff", "product_families")),
    )

    name = forms.CharField(
        label=gettext_lazy("企业名称"),
        max_length=NAME_LIMIT,
        help_text=gettext_lazy("与营业执照一致，证书按此打印。"),
    )
    name_en = forms.CharField(label=gettext_lazy("英文名称"), max_length=NAME_LIMIT, required=False)
    uscc = forms.CharField(
        label=gettext_lazy("统一社会信用代码"),
        max_length=_CODE_LIMIT,
        help_text=gettext_lazy("营业执照上的 18 位代码，登记后不能修改。"),
    )
    address = forms.CharField(label=gettext_lazy("地址"), max_length=ADDRESS_LIMIT)
    division = forms.CharField(
        label=gettext_lazy("所在地区划代码"),
        max_length=_CODE_LIMIT,
        widget=forms.TextInput({"list": "divisions", "autocomplete": "off"}),
    )
    industry = forms.CharField(
        label=gettext_lazy("行业代码"),
        max_length=_CODE_LIMIT,
        widget=forms.TextInput({"list": "industries", "autocomplete": "off"}),
    )
    staff = forms.IntegerField(
        label=gettext_lazy("员工人数"), max_value=10_000_000, help_text=gettext_lazy("全企业在职人数。")
    )
    product_families = TextField(
        label=gettext_lazy("商品类别"),
        rows=4,
        help_text=gettext_lazy("提供售后服务的商品，每行一类，如“家用空调”；审查人日按类别核算。"),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own.
        super().__init__(*args, **kwargs)
        self.fields["division"].help_text = self._help(
            "division", _("输入地名或代码查找，区县按实际填写六位代码。")
        )
        self.fields["industry"].help_text = self._help("industry", _("输入行业名称或代码查找，如 C34。"))

    def enterprise(self) -> Enterprise:
        """What was filled in."""
        given = self.cleaned_data
        return Enterprise(
            name=given["name"],
            uscc=given["uscc"],
            address=given["address"],
            division=given["division"],
            industry=given["industry"],
            staff=given["staff"],
            product_families=lines(given["product_families"]),
            name_en=given["name_en"],
        )

    def _help(self, name: str, words: str) -> str:
        """How to fill in a code, with what the code that stands there means."""
        # Not by way of the bound field: it would keep the help text of now.
        written = str((self.data if self.is_bound else self.initial).get(name) or "").strip()
        meaning = named_place(written) if name == "division" else named_trade(written)
        if not written or meaning in ("", written):
            return words
        return _("%(help)s现为：%(meaning)s。") % {"help": words, "meaning": meaning}


def initial_of(client: Client) -> Mapping[str, object]:
    """A stored enterprise as the form shows it."""
    return {
        "name": client.name,
        "name_en": client.name_en,
        "uscc": client.uscc,
        "address": client.address,
        "division": client.division,
        "industry": client.industry,
        "staff": client.staff,
        "product_families": "\n".join(client.product_families),
        "version": client.version,
    }


def lines(text: str) -> tuple[str, ...]:
    """The lines of a text that say something."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def named_place(code: str) -> str:
    """A division code with the name of the place, or of the one around it."""
    return load_divisions().told(code)


def named_trade(code: str) -> str:
    """A trade code with its name in the language of the page."""
    return load_industries().shown(code, wording_language())


def place_options() -> list[tuple[str, str]]:
    """Every place of the table as (code, name with its province)."""
    table = load_divisions()
    options = []
    for code, name in table.names.items():
        province = table.province_of(code)
        around = table.name(province) if province and province != code else ""
        options.append((code, f"{around}{name}"))
    return options


def trade_options() -> list[tuple[str, str]]:
    """Every trade of the table as (code with its section, name)."""
    english = wording_language() == "en"
    return [
        (
            each.section if each.code == each.section else f"{each.section}{each.code}",
            each.name_en if english else each.name,
        )
        for each in load_industries().entries.values()
    ]
