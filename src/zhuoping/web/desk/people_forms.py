# SPDX-License-Identifier: Apache-2.0
"""Forms of the administrator: whom to invite as staff, and what somebody is authorised for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from zhuoping.core.authority import STAFF, Role
from zhuoping.core.team import Grade
from zhuoping.records.models import AdoptedEdition
from zhuoping.records.values import scheme_of
from zhuoping.web.shared.forms import DateField, Form
from zhuoping.web.shared.language import wording_language
from zhuoping.web.shared.people_forms import InviteForm
from zhuoping.web.shared.words import choices_of


class StaffInviteForm(InviteForm):
    """Whom to invite, and as what."""

    roles = forms.MultipleChoiceField(
        label=_("角色"),
        choices=choices_of(role for role in Role if role in STAFF),
        widget=forms.CheckboxSelectMultiple,
    )


class QualificationForm(Form):
    """What somebody is authorised for, from when until when."""

    scheme = forms.ChoiceField(label=_("认证方案"))
    modes = forms.MultipleChoiceField(label=_("认证模式"), widget=forms.CheckboxSelectMultiple)
    from_on = DateField(label=_("生效日期"))
    until_on = DateField(label=_("截止日期"), help_text=_("当日仍有效。"))
    registration = forms.CharField(
        label=_("审查员注册号"), max_length=60, required=False, help_text=_("由中国认证认可协会颁发。")
    )
    grade = forms.ChoiceField(label=_("级别"), choices=choices_of(Grade, empty="—"), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        schemes: dict[str, str] = {}
        modes: dict[str, str] = {}
        for edition in AdoptedEdition.objects.filter(ended_at=None):
            read = scheme_of(edition, wording_language())
            schemes[read.scheme] = read.title
            modes |= {mode.letter: f"{mode.letter} {mode.title}" for mode in read.modes}
        self._choose("scheme", schemes)
        self._choose("modes", modes)
        if len(schemes) == 1:
            self.fields["scheme"].initial = next(iter(schemes))

    def _choose(self, name: str, choices: dict[str, str]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - as declared above.
        field.choices = sorted(choices.items())
