# SPDX-License-Identifier: Apache-2.0
"""Forms for adopting an edition: its file, and the values that it leaves to the body."""

from collections.abc import Iterator
from typing import ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhuoping.core.body_parameters import (
    body_keys,
    may_be_null,
    text_of_value,
    unset_parameters,
    value_from_text,
)
from zhuoping.core.problems import Problem, Refused
from zhuoping.core.scheme import Parameter, ParameterValue, Scheme
from zhuoping.core.scheme_numbers import KNOWN_PARAMETERS
from zhuoping.core.wording import report
from zhuoping.web.shared.forms import Form, Sections
from zhuoping.web.shared.language import wording_language

_LONGEST = 200


class UploadForm(Form):
    """An edition's file, and its English words if there are any."""

    content = forms.FileField(
        label=gettext_lazy("版本文件（YAML）"), help_text=gettext_lazy("格式见开发文档“方案文件”。")
    )
    overlay_en = forms.FileField(label=gettext_lazy("英文文本（YAML）"), required=False)


class ParametersForm(Form):
    """A field for each parameter that the edition leaves to the body: first those that still wait for a value."""

    sections: ClassVar[Sections] = (("", ()),)  # Drawn in parts; which, `groups` says for each edition.

    def __init__(self, sent: object, *, scheme: Scheme) -> None:
        super().__init__(sent)
        self.scheme = scheme
        missing = unset_parameters(scheme)
        keys = [*missing, *(key for key in body_keys(scheme) if key not in missing)]
        self._names = {key: f"parameter-{number}" for number, key in enumerate(keys)}
        for key, name in self._names.items():
            self.fields[name] = self._field(key)
        self._waiting = [self._names[key] for key in missing]

    def groups(self) -> Iterator[tuple[str, list[BoundField]]]:
        """The fields that wait, then the others, which may stay as they are."""
        others = [name for name in self._names.values() if name not in self._waiting]
        for title, names in ((_("须由机构设定"), self._waiting), (_("机构可改"), others)):
            if names:
                yield title, [self[name] for name in names]

    def values(self) -> dict[str, ParameterValue]:
        """What the body sets otherwise than the edition does."""
        given = {
            key: value_from_text(self.scheme, key, self.cleaned_data[name])
            for key, name in self._names.items()
        }
        return {key: value for key, value in given.items() if value != self.scheme.parameters[key].value}

    def by_field(self, refused: Refused) -> Refused:
        """The refusal with each parameter's path as the field that it stands in."""
        named = {f"parameters.{key}": name for key, name in self._names.items()}
        return Refused(
            Problem(named.get(each.path.removesuffix(".value"), each.path), each.code, each.values)
            for each in refused.problems
        )

    def _field(self, key: str) -> forms.Field:
        parameter = self.scheme.parameters[key]
        label = f"{parameter.title}（{parameter.unit}）" if parameter.unit else parameter.title
        initial = text_of_value(parameter.value)
        choices = _choices(key, parameter)
        if choices:
            return forms.ChoiceField(label=label, choices=choices, initial=initial, help_text=key)
        required = not may_be_null(key)
        return forms.CharField(
            label=label, max_length=_LONGEST, required=required, initial=initial, help_text=key
        )


def _choices(key: str, parameter: Parameter) -> list[tuple[str, str]]:
    """The words that a parameter may have, where it is one of a few."""
    known = KNOWN_PARAMETERS.get(key)
    if isinstance(known, tuple):
        return [(word, _label(f"value.{word}", word)) for word in known]
    return [("true", _("是")), ("false", _("否"))] if isinstance(parameter.value, bool) else []


def _label(key: str, word: str) -> str:
    """What people call a value; some have no other name than their own."""
    return report.sentence(key, wording_language()) if key in report.SENTENCES else word
