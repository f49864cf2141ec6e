# SPDX-License-Identifier: Apache-2.0
"""Forms of the parts of a plan."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhuoping.core.agenda import AgendaItem, ItemKind, Member
from zhuoping.core.modes import required_modes
from zhuoping.core.person_days import MOST_FAMILIES, Reduction
from zhuoping.core.plan_paper import mode_name, place_name
from zhuoping.core.sampling import FrameOutlet, Sample
from zhuoping.core.scheme import CertificationType, Scheme
from zhuoping.web.shared.forms import DateField, Form, TextField, VersionedForm, YesNoField
from zhuoping.web.shared.language import wording_language
from zhuoping.web.shared.words import choices_of

REDUCTIONS = 4


def _choose(form: forms.Form, name: str, choices: Sequence[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - as declared.
    field.choices = list(choices)


class BasicsForm(VersionedForm):
    """Modes with their reason, and the days of the visit."""

    sections = (
        (_("认证模式"), ["modes", "extra", "modes_reason"]),
        (_("审查日期"), ["starts_on", "ends_on", "note"]),
    )

    modes = forms.ChoiceField(label=_("模式组合"), widget=forms.RadioSelect)
    extra = forms.MultipleChoiceField(
        label=_("另加的模式"), required=False, widget=forms.CheckboxSelectMultiple
    )
    modes_reason = TextField(
        label=_("选择的理由"),
        rows=2,
        max_length=2000,
        required=False,
        help_text=_("有多种组合可选，或另加模式时必须写明。企业看不到。"),
    )
    starts_on = DateField(label=_("开始日期"), required=False)
    ends_on = DateField(label=_("结束日期"), required=False)
    note = TextField(
        label=_("内部说明"), rows=2, max_length=4000, required=False, help_text=_("只有机构人员能看到。")
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        scheme: Scheme,
        type_: CertificationType,
        design_responsibility: bool,
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        for name in ("starts_on", "ends_on"):
            # A draft does without; what is left for later is no option.
            self.fields[name].is_needed_later = True  # type: ignore[attr-defined]
        rule = required_modes(scheme, type_, design_responsibility=design_responsibility)
        names = {
            each: "、".join(mode_name(scheme, letter) for letter in each.split("+")) for each in rule.any_of
        }
        _choose(self, "modes", [(each, f"{each}：{words}") for each, words in names.items()])
        extra = [(mode.letter, mode_name(scheme, mode.letter)) for mode in scheme.modes if mode.extra]
        _choose(self, "extra", extra)
        if not extra:
            del self.fields["extra"]


class DaysForm(VersionedForm):
    """What the person-days are computed from, and how many are planned; outlets come last, one field each."""

    sections = (
        (_("计划"), ["families", "planned_days"]),
        (
            _("减少（合计不超过上限）"),
            [f"{name}_{row}" for row in range(1, REDUCTIONS + 1) for name in ("share", "reason")],
        ),
    )

    families = forms.IntegerField(label=_("商品类数"), min_value=1, max_value=MOST_FAMILIES)
    planned_days = forms.DecimalField(
        label=_("计划人日"), max_digits=7, decimal_places=2, min_value=Decimal("0.01"), required=False
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        outlets: Mapping[str, str],
        rows: int = REDUCTIONS,
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows = max(rows, REDUCTIONS)
        self.fields["planned_days"].is_needed_later = True  # type: ignore[attr-defined]
        for number in range(1, self.rows + 1):
            self.fields[f"share_{number}"] = forms.DecimalField(
                label=gettext("减少 %(number)s：幅度") % {"number": number},
                max_digits=5,
                decimal_places=4,
                required=False,
                help_text=_("写成小数，如 0.1。") if number == 1 else "",
            )
            self.fields[f"reason_{number}"] = forms.CharField(
                label=gettext("减少 %(number)s：理由") % {"number": number}, max_length=500, required=False
            )
        for key, name in outlets.items():
            self.fields[f"outlet_{key}"] = forms.DecimalField(
                label=gettext("%(name)s：按人数核定的人日") % {"name": name},
                max_digits=7,
                decimal_places=4,
                required=False,
            )
        self.outlets = outlets

    def reductions(self) -> tuple[list[int], list[Reduction]]:
        """The rows that hold anything, and what they say."""
        rows, found = [], []
        for number in range(1, self.rows + 1):
            share, reason = self.cleaned_data[f"share_{number}"], self.cleaned_data[f"reason_{number}"]
            if share is not None or reason.strip():
                rows.append(number)
                found.append(Reduction(share or Decimal(0), reason))
        return rows, found

    def by_headcount(self) -> dict[str, Decimal]:
        """The days of outlets for which a number was entered."""
        values = ((key, self.cleaned_data[f"outlet_{key}"]) for key in self.outlets)
        return {key: days for key, days in values if days is not None}


class DrawForm(VersionedForm):
    """How a sample is drawn."""

    again_reason = TextField(label=_("为什么重新抽取"), rows=2, max_length=1000)
    size = forms.IntegerField(
        label=_("抽样数"), min_value=0, required=False, help_text=_("留空按规则计算；多抽须写明理由。")
    )
    suitable = YesNoField(
        label=_("这些网点适合抽样"), yes=_("适合"), no=_("不适合（按规则全部或按比例审查）")
    )
    reason = TextField(label=_("理由"), rows=2, max_length=1000, required=False)
    seed = forms.CharField(
        label=_("随机起点"),
        max_length=200,
        required=False,
        help_text=_("留空由程序随机产生；也可以填双方当场商定的文字。起点会公开，任何人可据以重新抽取。"),
    )

    def __init__(self, *args: Any, drawn: bool, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        if not drawn:
            del self.fields["again_reason"]


class ChangeForm(VersionedForm):
    """Outlets taken out of the sample and put in by hand."""

    remove = forms.MultipleChoiceField(label=_("调出"), required=False, widget=forms.CheckboxSelectMultiple)
    add = forms.MultipleChoiceField(
        label=_("调入"), required=False, widget=forms.SelectMultiple({"size": 8, "class": "form-select"})
    )
    reason = TextField(
        label=_("理由"), rows=2, max_length=1000, help_text=_("原样本和调整后的样本都会保留。")
    )

    def __init__(self, *args: Any, sample: Sample, frame: Sequence[FrameOutlet], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        chosen = set(sample.outlets)
        names = {each.key: f"{each.name}（{each.key}）" for each in frame}
        _choose(self, "remove", [(key, names.get(key, key)) for key in sample.outlets])
        _choose(self, "add", [(key, name) for key, name in names.items() if key not in chosen])


class ItemForm(VersionedForm):
    """One item of the agenda."""

    shown_when = {"modes": "kind=work", "refs": "kind=work"}  # noqa: RUF012 - as in the base class.

    kind = forms.ChoiceField(label=_("活动"), choices=choices_of(ItemKind))
    day = DateField(label=_("日期"))
    start = forms.TimeField(label=_("开始时间"), widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    end = forms.TimeField(label=_("结束时间"), widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    persons = forms.TypedMultipleChoiceField(
        label=_("人员"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    place = forms.ChoiceField(label=_("地点"), required=False)
    remote = forms.BooleanField(label=_("远程进行"), required=False)
    modes = forms.MultipleChoiceField(label=_("模式"), required=False, widget=forms.CheckboxSelectMultiple)
    refs = forms.CharField(
        label=_("指标"),
        max_length=300,
        required=False,
        help_text=_("维度或指标的编号，用逗号分开，如 1.2, 3。"),
    )
    topic = forms.CharField(label=_("说明"), max_length=300, required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        scheme: Scheme,
        members: Sequence[Member],
        places: Sequence[str],
        outlets: Mapping[str, str],
        letters: Sequence[str],
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "persons", [(str(each.person), each.name) for each in members])
        names = [(place, place_name(place, outlets, wording_language())) for place in places]
        _choose(self, "place", [("", "—"), *names])
        _choose(self, "modes", [(letter, mode_name(scheme, letter)) for letter in letters])

    def item(self) -> AgendaItem:
        """What was filled in; modes and refs belong to work only."""
        given = self.cleaned_data
        kind = ItemKind(given["kind"])
        refs = [each.strip() for each in given["refs"].replace("，", ",").replace("、", ",").split(",")]
        is_work = kind is ItemKind.WORK
        return AgendaItem(
            kind=kind,
            day=given["day"],
            start=given["start"],
            end=given["end"],
            persons=tuple(given["persons"]),
            place=given["place"],
            modes=tuple(given["modes"]) if is_work else (),
            refs=tuple(each for each in refs if each) if is_work else (),
            topic=given["topic"].strip(),
            remote=given["remote"],
        )


class InterestsForm(Form):
    """A declaration of interests."""

    shown_when = {"text": "free=no"}  # noqa: RUF012 - as in the base class.

    free = YesNoField(
        label=_("您与这家企业有利益关系吗？"),
        yes=_("没有：近两年未受雇于它或为它提供咨询，与它也没有经济或亲属关系"),
        no=_("有，或可能有"),
    )
    text = TextField(label=_("是什么关系"), rows=3, max_length=2000, required=False)
