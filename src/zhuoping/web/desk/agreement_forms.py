# SPDX-License-Identifier: Apache-2.0
"""Forms of the agreement on the body's side: its clauses, and why a version is taken back."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhuoping.core.agreement import CLAUSE_LIMIT, SOURCES, ClauseKey
from zhuoping.core.ledger.canonical import Value
from zhuoping.web.shared.forms import Form, TextField, VersionedForm
from zhuoping.web.shared.words import word

_REASON_LIMIT = 2000
_ROWS = 5


class ClausesForm(VersionedForm):
    """The text of each clause, in the language that the agreement is issued in."""

    language = forms.ChoiceField(choices=[("zh", "中文"), ("en", "English")], widget=forms.HiddenInput)
    # The particulars that the page showed.
    seen = forms.JSONField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own.
        super().__init__(*args, **kwargs)
        for key in ClauseKey:
            # Whether a clause may be empty is for core to say, so that its sentence names the clause and the source.
            self.fields[key.value] = TextField(
                label=word(key),
                rows=_ROWS,
                required=False,
                max_length=CLAUSE_LIMIT * 2,
                help_text=f"ISO/IEC {SOURCES[key]}",
            )
            self.fields[key.value].is_needed_later = True  # type: ignore[attr-defined]

    def clauses(self) -> Mapping[ClauseKey, str]:
        """The clauses as filled in, with plain line ends."""
        return {key: self.cleaned_data[key.value].replace("\r\n", "\n").strip() for key in ClauseKey}

    def particulars(self) -> dict[str, Value]:
        """The particulars that the person had before them; what is none of these is nothing that was shown."""
        given = self.cleaned_data["seen"]
        return given if isinstance(given, dict) else {}


class SeenForm(Form):
    """The document that the person has read, by its digest."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)


class WithdrawForm(SeenForm):
    """Why a version is taken back."""

    reason = TextField(label=_("撤回的原因"), rows=2, max_length=_REASON_LIMIT)
