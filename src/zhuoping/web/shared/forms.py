# SPDX-License-Identifier: Apache-2.0
"""The house's forms: label, help and error beside each field, a summary on top, nothing typed is lost.

How they look stands in templates/django/forms and serves every form, also those of allauth. A page writes
`<form method="post">{% csrf_token %}{{ form }}…</form>` and its own buttons.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import Promise

Sections = Sequence[tuple["str | Promise", Sequence[str]]]


class Form(forms.Form):
    """What every form of desk and portal is based on.

    `sections` gives long forms parts with titles, each a list of field names; fields that stand in none make an
    untitled last part. `shown_when` hides a field until another has a value: {"prior_number": "has_prior=yes"},
    several values with `|`. Without a script every field shows, so the server never relies on it.
    """

    sections: ClassVar[Sections] = ()
    shown_when: ClassVar[Mapping[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own.
        super().__init__(*args, **kwargs)
        for name, condition in self.shown_when.items():
            self.fields[name].shown_when = condition  # type: ignore[attr-defined]

    def groups(self) -> Iterator[tuple[str | Promise, list[BoundField]]]:
        """The visible fields by section, in order."""
        left = {field.name: field for field in self.visible_fields()}
        for title, names in self.sections:
            yield title, [left.pop(name) for name in names if name in left]
        if left:
            yield "", list(left.values())


class VersionedForm(Form):
    """A form for a thing that two people may edit: it carries the version that the person saw (409 when it is old)."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class DateInput(forms.DateInput):
    """A day, with the browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class DateField(forms.DateField):
    """A day, as 2026-11-24."""

    widget = DateInput

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own.
        super().__init__(input_formats=["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日"], **kwargs)


class TextField(forms.CharField):
    """Several lines of text."""

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own.
        super().__init__(widget=forms.Textarea({"rows": rows}), **kwargs)


class YesNoField(forms.TypedChoiceField):
    """是 or 否, and nothing before the person has chosen: a default would answer for them."""

    def __init__(self, *, yes: str | Promise, no: str | Promise, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own.
        super().__init__(
            choices=[("yes", yes), ("no", no)],
            coerce=lambda answer: answer == "yes",
            empty_value=None,
            widget=forms.RadioSelect,
            **kwargs,
        )

    def prepare_value(self, value: object) -> object:
        """The choice for a value that a record holds."""
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
