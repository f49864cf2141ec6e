# SPDX-License-Identifier: Apache-2.0
"""The forms of nonconformities on the desk."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhuoping.core.fieldwork.records import SHORT_LIMIT, TEXT_LIMIT
from zhuoping.core.nonconformities import Doing, NonconformityGrade, NonconformityText
from zhuoping.core.scheme import Scheme
from zhuoping.records.models import CharacteristicSheet
from zhuoping.web.shared.forms import Form, TextField, VersionedForm
from zhuoping.web.shared.uploads import EvidenceField
from zhuoping.web.shared.words import begun, choices_of, word


class TextForm(VersionedForm):
    """What an auditor writes of a nonconformity."""

    grade = forms.ChoiceField(
        label=gettext_lazy("性质"),
        choices=choices_of(NonconformityGrade),
        widget=forms.RadioSelect,
        help_text=gettext_lazy("严重和一般不符合须答复，并在认证决定前关闭；观察项和改进机会供企业参考。"),
    )
    ref = forms.ChoiceField(label=gettext_lazy("评价指标"), required=False)
    clause = forms.CharField(
        label=gettext_lazy("不符合的条款"),
        max_length=SHORT_LIMIT,
        help_text=gettext_lazy("评价规范的条款，或企业自己的规定及条号。"),
    )
    statement = TextField(
        label=gettext_lazy("事实陈述"),
        rows=6,
        max_length=TEXT_LIMIT,
        help_text=gettext_lazy("写看到的事实：地点、对象、数量，让没在场的人也能找到证据。"),
    )
    place = forms.CharField(label=gettext_lazy("地点"), max_length=SHORT_LIMIT, required=False)

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own.
        super().__init__(*args, **kwargs)
        refs = [(ref, f"{ref} {each.title}") for ref, each in scheme.indicators.items()]
        self.fields["ref"].choices = [("", _("不涉及某一指标")), *refs]  # type: ignore[attr-defined]

    def text(self) -> NonconformityText:
        """As the action takes it."""
        given = self.cleaned_data
        return NonconformityText(
            NonconformityGrade(given["grade"]),
            given["clause"],
            given["statement"],
            given["place"],
            given["ref"],
        )


class RaiseForm(TextForm):
    """The same for a new one, which may come from a characteristic sheet."""

    sheet = forms.ChoiceField(
        label=gettext_lazy("来自服务特性记录表"),
        required=False,
        help_text=gettext_lazy("来自暗访的，组长公开该次暗访之前，企业看不到这个不符合项。"),
    )
    field_order = ("grade", "ref", "sheet", "clause", "statement", "place")

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own.
        sheets: Iterable[CharacteristicSheet],
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        known = [(str(each.pk), _sheet(each)) for each in sheets]
        if known:
            self.fields["sheet"].choices = [("", _("不是")), *known]  # type: ignore[attr-defined]
        else:
            del self.fields["sheet"]
        del self.fields["version"]

    def sheet_given(self) -> int | None:
        """The sheet that was chosen."""
        chosen = self.cleaned_data.get("sheet", "")
        return int(chosen) if chosen else None


class VerdictForm(VersionedForm):
    """Closed or returned, and what that rests on."""

    doing = forms.ChoiceField(label=gettext_lazy("验证结论"), widget=forms.RadioSelect)
    reason = TextField(
        label=gettext_lazy("验证说明"),
        rows=4,
        max_length=TEXT_LIMIT,
        help_text=gettext_lazy("看了什么、结果怎样；退回的，写明还要做什么。企业会看到。"),
    )

    def __init__(self, *args: Any, doings: Iterable[Doing], **kwargs: Any) -> None:  # noqa: ANN401 - Django's own.
        super().__init__(*args, **kwargs)
        self.fields["doing"].choices = [(each.value, begun(word(each))) for each in doings]  # type: ignore[attr-defined]


class WithdrawForm(VersionedForm):
    """Why it is taken back."""

    reason = TextField(
        label=gettext_lazy("撤销的理由"),
        rows=3,
        max_length=2000,
        help_text=gettext_lazy("记录保留，企业会看到理由。"),
    )


class FilesForm(Form):
    """Files that a nonconformity rests on."""

    files = EvidenceField(label=gettext_lazy("照片或文件"), several=True)  # type: ignore[assignment] # Of the form, not of its uploads.


def _sheet(sheet: CharacteristicSheet) -> str:
    text = _("%(mode)s 第 %(number)s 张 · %(place)s") % {
        "mode": sheet.mode,
        "number": sheet.number,
        "place": sheet.place,
    }
    hidden = sheet.covert and sheet.released_at is None
    return f"{text} · {_('暗访，未公开')}" if hidden else text
