# SPDX-License-Identifier: Apache-2.0
"""The forms of mode F: the file to import, the promise, the draw, and the check of one work order."""

from django import forms
from django.utils.translation import gettext_lazy

from zhuoping.core.fieldwork.field_samples import SEED_LIMIT
from zhuoping.core.footprint import Promise, region_lines
from zhuoping.web.shared.forms import Form, TextField, VersionedForm, YesNoField
from zhuoping.web.shared.uploads import EvidenceField


class OrderFileForm(Form):
    """The client's list of work orders."""

    file = EvidenceField(
        label=gettext_lazy("工单文件"),
        help_text=gettext_lazy("企业业务系统导出的 Excel（.xlsx）或 CSV；上传后先预览，确认后才导入。"),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["accept"] = ".xlsx,.csv"


class PromiseForm(VersionedForm):
    """What the client promises; times as people write them."""

    response = forms.CharField(
        label=gettext_lazy("响应时限"),
        required=False,
        help_text=gettext_lazy("从受理到响应，例如“30 分钟”“2 小时”；没有承诺的留空。"),
    )
    arrival = forms.CharField(
        label=gettext_lazy("到达时限"),
        required=False,
        help_text=gettext_lazy("从受理到到达现场；没有承诺的留空。"),
    )
    regions = TextField(
        label=gettext_lazy("各地区的时限"),
        rows=4,
        required=False,
        help_text=gettext_lazy("与上面不同的地区，每行一个：地区，响应时限，到达时限。地区名与工单一致。"),
    )
    sign_off = forms.BooleanField(label=gettext_lazy("承诺完工后由顾客签收"), required=False)
    call_back = forms.BooleanField(label=gettext_lazy("承诺完工后回访"), required=False)


class OrderDrawForm(Form):
    """How many orders to draw; the seed is made with the page, and recorded."""

    size = forms.IntegerField(label=gettext_lazy("样本数"), min_value=1)
    seed = forms.CharField(
        label=gettext_lazy("随机起点"),
        max_length=SEED_LIMIT,
        help_text=gettext_lazy("同一份工单和同一起点，抽到的样本总是相同。"),
    )
    reason = TextField(label=gettext_lazy("重新抽取的理由"), rows=2, required=False)

    def __init__(self, *args: object, again: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if again:
            # The rule asks for it in its own words.
            self.fields["reason"].is_needed_later = True  # type: ignore[attr-defined]
        else:
            del self.fields["reason"]


class OrderMarkForm(VersionedForm):
    """What was found of one order; `version` is that of its mark."""

    conforming = YesNoField(
        label=gettext_lazy("对照原始记录，是否兑现承诺"), yes=gettext_lazy("符合"), no=gettext_lazy("不符合")
    )
    note = TextField(
        label=gettext_lazy("说明"),
        rows=3,
        required=False,
        help_text=gettext_lazy("查了哪些原始记录；判定与清单算得的结果不同时必须写。"),
    )


def promise_initial(promise: Promise | None, version: int) -> dict[str, object]:
    """What the form of a stored promise begins with."""
    if promise is None:
        return {"version": version}
    return {
        "version": version,
        "response": _written(promise.limits.response),
        "arrival": _written(promise.limits.arrival),
        "regions": region_lines(promise),
        "sign_off": promise.sign_off,
        "call_back": promise.call_back,
    }


def _written(minutes: int | None) -> str:
    return "" if minutes is None else str(minutes)
