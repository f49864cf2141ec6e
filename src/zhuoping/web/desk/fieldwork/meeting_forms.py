# SPDX-License-Identifier: Apache-2.0
"""The forms of meetings and daily log: large controls for a phone in the hand."""

from django import forms
from django.utils.translation import gettext_lazy

from zhuoping.core.fieldwork.meetings import NAME_LIMIT
from zhuoping.core.fieldwork.records import SHORT_LIMIT
from zhuoping.web.desk.fieldwork.sheet_form import MomentField
from zhuoping.web.shared.forms import DateField, Form, TextField, VersionedForm
from zhuoping.web.shared.uploads import EvidenceField


class CoordinateField(forms.DecimalField):
    """Degrees; the browser fills them in when it is asked to."""

    def __init__(self, **kwargs: object) -> None:
        attributes = {"inputmode": "decimal", "autocomplete": "off"}
        super().__init__(required=False, widget=forms.TextInput(attributes), **kwargs)  # type: ignore[arg-type]


class NeededMixin:
    """Fields that the rule asks for in its own words, so that the form does not call them optional."""

    needed: tuple[str, ...] = ()

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name in self.needed:
            self.fields[name].is_needed_later = True  # type: ignore[attr-defined]


class MeetingForm(NeededMixin, VersionedForm):
    """A meeting: when, where, and the coordinates of the planned place."""

    needed = ("place",)

    held_at = MomentField(label=gettext_lazy("开始时间"))
    ended_at = MomentField(
        label=gettext_lazy("结束时间"),
        required=False,
        help_text=gettext_lazy("会议结束后再填；末次会议的签到时间由此计算。"),
    )
    place = forms.CharField(label=gettext_lazy("地点"), required=False)
    latitude = CoordinateField(
        label=gettext_lazy("计划地点的纬度"),
        help_text=gettext_lazy("按审查计划的地点填写，签到距离由此计算。"),
    )
    longitude = CoordinateField(label=gettext_lazy("计划地点的经度"))


class SignInForm(Form):
    """Where somebody signs in."""

    latitude = CoordinateField(label=gettext_lazy("纬度"))
    longitude = CoordinateField(label=gettext_lazy("经度"))
    place = forms.CharField(label=gettext_lazy("所在位置"), required=False, max_length=SHORT_LIMIT)


class ClientForm(NeededMixin, Form):
    """Somebody of the client."""

    needed = ("name", "function")

    name = forms.CharField(label=gettext_lazy("姓名"), required=False, max_length=NAME_LIMIT)
    function = forms.CharField(label=gettext_lazy("职务"), required=False, max_length=SHORT_LIMIT)


class NoteForm(NeededMixin, VersionedForm):
    """Why signing in was irregular."""

    needed = ("note",)

    note = TextField(label=gettext_lazy("异常说明"), rows=3, required=False)


class PhotosForm(Form):
    """Photographs of a meeting."""

    files = EvidenceField(label=gettext_lazy("照片"), several=True)  # type: ignore[assignment] # Of the form.


class LogForm(NeededMixin, Form):
    """An entry of the daily log."""

    needed = ("text",)

    day = DateField(label=gettext_lazy("日期"))
    text = TextField(label=gettext_lazy("当天做了什么"), rows=4, required=False)
