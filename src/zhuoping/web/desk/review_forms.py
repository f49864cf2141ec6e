# SPDX-License-Identifier: Apache-2.0
"""The form of an application review: the checklist, the look-up, the outcome; everything may be left for later."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from zhuoping.core.application_review import Answer, Outcome, ReviewItem, may_be_left
from zhuoping.core.case import CertificateStatus
from zhuoping.core.review_form import Found, Noted, ReviewForm
from zhuoping.core.scheme import Scheme
from zhuoping.core.wording.application import HINTS
from zhuoping.web.shared.forms import DateField, TextField, VersionedForm
from zhuoping.web.shared.language import wording_language
from zhuoping.web.shared.uploads import EvidenceField
from zhuoping.web.shared.words import choices_of, word

_NOTE = "note-"
LOOK_UP = ("number", "issuer", "level", "valid_until", "status", "checked_on", "proof")


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the checklist as the page draws it."""

    title: str
    hint: str
    answer: BoundField
    note: BoundField


class ReviewPageForm(VersionedForm):
    """The review. Fields of the checklist are named by their items, as the paths of problems are."""

    outcome = forms.ChoiceField(
        label=_("结论"), choices=choices_of(Outcome), widget=forms.RadioSelect, required=False
    )
    reason = TextField(label=_("理由"), rows=3, required=False, help_text=_("申请方会看到。"))
    to_add = TextField(
        label=_("需要补充的内容"), rows=4, required=False, help_text=_("每行一项；申请方据此办理。")
    )
    due_on = DateField(label=_("补充期限"), required=False)
    number = forms.CharField(label=_("证书编号"), required=False)
    issuer = forms.CharField(label=_("发证机构"), required=False)
    level = forms.CharField(label=_("等级"), required=False)
    valid_until = DateField(label=_("有效期至"), required=False)
    status = forms.ChoiceField(
        label=_("查得的状态"), choices=choices_of(CertificateStatus, empty="—"), required=False
    )
    checked_on = DateField(label=_("查询日期"), required=False)
    proof = EvidenceField(label=_("查询凭据"), required=False)

    shown_when = {"to_add": "outcome=supplement", "due_on": "outcome=supplement"}  # noqa: RUF012 - as in Form.

    def __init__(self, scheme: Scheme, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own.
        super().__init__(*args, **kwargs)
        self.scheme = scheme
        for item in ReviewItem:
            answers = [
                each for each in Answer if each is not Answer.NOT_APPLICABLE or may_be_left(item, scheme)
            ]
            self.fields[item.value] = forms.ChoiceField(
                label=word(item),
                choices=[(each.value, word(each)) for each in answers],
                widget=forms.RadioSelect,
                required=False,
            )
            self.fields[f"{_NOTE}{item}"] = TextField(label=_("说明"), rows=1, required=False)
        for field in self.fields.values():
            # What is left for later is no option: nothing is accepted without it.
            field.is_needed_later = True  # type: ignore[attr-defined]

    def checklist(self) -> Iterator[Item]:
        """The items in their order; without a prior certificate asked for, its item is left out."""
        index = ("zh", "en").index(wording_language())
        for item in ReviewItem:
            if item is ReviewItem.PREREQUISITE and self.scheme.applicability is None:
                continue
            hint = HINTS[f"ReviewItem.{item}"][index]
            yield Item(word(item), hint, self[item.value], self[f"{_NOTE}{item}"])

    def look_up(self) -> list[BoundField]:
        """The fields of the look-up."""
        return [self[name] for name in LOOK_UP]

    def conclusion(self) -> list[BoundField]:
        """The fields of the outcome."""
        return [self[name] for name in ("outcome", "reason", "to_add", "due_on")]

    def review_form(self, proof: int | None) -> ReviewForm:
        """What was filled in; `proof` is the evidence that is kept already."""
        given = self.cleaned_data
        noted = {
            item: Noted(
                Answer(given[item.value]) if given[item.value] else None, given[f"{_NOTE}{item}"].strip()
            )
            for item in ReviewItem
        }
        found = Found(
            number=given["number"],
            issuer=given["issuer"],
            level=given["level"],
            valid_until=given["valid_until"],
            status=CertificateStatus(given["status"]) if given["status"] else None,
            checked_on=given["checked_on"],
            proof=proof,
        )
        return ReviewForm(
            outcome=Outcome(given["outcome"]) if given["outcome"] else None,
            reason=given["reason"].strip(),
            noted={item: each for item, each in noted.items() if each != Noted()},
            found=found,
            to_add=tuple(filter(None, map(str.strip, given["to_add"].splitlines()))),
            due_on=given["due_on"],
        )


def initial_of(form: ReviewForm, version: int) -> Mapping[str, object]:
    """A kept draft as the page shows it."""
    found = form.found
    return {
        "version": version,
        "outcome": form.outcome or "",
        "reason": form.reason,
        "to_add": "\n".join(form.to_add),
        "due_on": form.due_on,
        **{name: getattr(found, name) for name in LOOK_UP if name not in ("status", "proof")},
        "status": found.status or "",
        **{item.value: noted.answer or "" for item, noted in form.noted.items()},
        **{f"{_NOTE}{item}": noted.note for item, noted in form.noted.items()},
    }
