# SPDX-License-Identifier: Apache-2.0
"""What desk and portal share about frozen scorecards: one as both read it, its files, and the form that signs it.

Shown is the client's half only (core/fieldwork/frozen); what a page adds for the body stands beside it.
"""

import base64
import binascii
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhuoping.actions.evidence import Handed
from zhuoping.core.authority import Party
from zhuoping.core.evidence import IMAGES, kind_of_media_type
from zhuoping.core.fieldwork.frozen import shown_of, shown_text
from zhuoping.core.fieldwork.records import SHORT_LIMIT
from zhuoping.core.fieldwork.signing import NAME_LIMIT, REMARKS_LIMIT
from zhuoping.core.fieldwork.summary_paper import SummaryPaper, summary_paper
from zhuoping.core.problems import Refused, problem
from zhuoping.outputs.scorecard_summary import summary_pdf
from zhuoping.records.models import Engagement, FrozenScorecard, ScorecardSignature
from zhuoping.records.values import scheme_of
from zhuoping.web.shared.forms import Form, TextField
from zhuoping.web.shared.language import wording_language
from zhuoping.web.shared.uploads import EvidenceField, handed
from zhuoping.web.shared.words import choices_of

_DRAWN = "data:image/png;base64,"
# A line drawn on a pad is some ten kilobytes; more is no signature.
_DRAWN_LIMIT = 600_000


@dataclass(frozen=True, slots=True)
class IndicatorShown:
    """An indicator on a frozen scorecard: points as figures, the finding, and the reasons of the award."""

    ref: str
    title: str
    awarded: str
    points: str
    text: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DimensionShown:
    """A dimension with its indicators."""

    title: str
    awarded: str
    points: str
    indicators: tuple[IndicatorShown, ...]


@dataclass(frozen=True, slots=True)
class SignatureShown:
    """A signature; `has_preview` where its image can be shown."""

    row: ScorecardSignature
    has_preview: bool


@dataclass(frozen=True, slots=True)
class ScorecardShown:
    """A frozen scorecard as a page shows it."""

    row: FrozenScorecard
    paper: SummaryPaper
    dimensions: tuple[DimensionShown, ...]
    signatures: tuple[SignatureShown, ...]

    @property
    def deducted(self) -> str:
        """What special deductions took, where a cap may hold."""
        return str(shown_of(self.row.content)["scorecard"]["deducted"])


def scorecard_shown(engagement: Engagement, row: FrozenScorecard) -> ScorecardShown:
    """A frozen scorecard in the language of the page; `row` with its signatures (records/closing_values)."""
    shown, language = shown_of(row.content), wording_language()
    paper = summary_paper(scheme_of(engagement.edition, language), shown, row.digest, language)
    signatures = tuple(
        SignatureShown(each, kind_of_media_type(each.image.file.media_type) in IMAGES)
        for each in row.signatures.select_related("person", "image__file").order_by("pk")
    )
    return ScorecardShown(row, paper, tuple(_dimensions(paper, shown["findings"])), signatures)


def scorecard_or_404(rows: Sequence[FrozenScorecard], round_: int | None) -> FrozenScorecard:
    """The round that is asked for; the latest where none is."""
    found = next((each for each in rows if round_ in (None, each.round)), None)
    if found is None:
        raise Http404
    return found


def json_file(engagement: Engagement, row: FrozenScorecard) -> HttpResponse:
    """The client's half, byte for byte what its digest is of."""
    name = f"{engagement.number}-scorecard-{row.round}.json"
    return _download(shown_text(row.content).encode(), "application/json", name)


def pdf_file(engagement: Engagement, row: FrozenScorecard) -> HttpResponse:
    """The summary in the language of the page; in Chinese the file that was left behind."""
    language = wording_language()
    if language == "zh" and row.summary_id is not None:
        return redirect("evidence-download", row.summary_id)
    scheme = scheme_of(engagement.edition, language)
    content = summary_pdf(summary_paper(scheme, shown_of(row.content), row.digest, language))
    return _download(content, "application/pdf", f"{engagement.number}-summary-{row.round}.pdf")


class SignatureForm(Form):
    """A signature: drawn on the pad of the page, or a scan; `digest` names the scorecard that was read."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    drawn = forms.CharField(widget=forms.HiddenInput, required=False, max_length=_DRAWN_LIMIT)
    party = forms.ChoiceField(
        label=gettext_lazy("为哪一方签署"), choices=choices_of(Party), widget=forms.RadioSelect
    )
    name = forms.CharField(label=gettext_lazy("签署人姓名"), max_length=NAME_LIMIT, required=False)
    function = forms.CharField(label=gettext_lazy("职务"), max_length=SHORT_LIMIT, required=False)
    remarks = TextField(
        label=gettext_lazy("意见"),
        rows=3,
        max_length=REMARKS_LIMIT,
        required=False,
        help_text=gettext_lazy("对评分有不同意见的，写在这里。"),
    )
    image = EvidenceField(
        label=gettext_lazy("签名的扫描件或照片"),
        required=False,
        help_text=gettext_lazy("没有在签名板上签名时上传：图片或 PDF。"),
    )

    def __init__(self, *args: Any, sides: Sequence[Party], **kwargs: Any) -> None:  # noqa: ANN401 - Django's own.
        self.sides = tuple(sides)
        if self.sides == (Party.BODY, Party.CLIENT):
            self.shown_when = {"name": f"party={Party.CLIENT}"}  # type: ignore[misc] # Of this form.
        super().__init__(*args, **kwargs)
        if len(self.sides) == 1:
            # One side only: nothing to choose; whoever sends another is refused by the rule.
            self.fields["party"].widget = forms.HiddenInput()
            self.initial.setdefault("party", self.sides[0].value)
        if self.sides == (Party.BODY,):
            del self.fields["name"]
        else:
            self.fields["name"].is_needed_later = True  # type: ignore[attr-defined]
            self.fields["function"].is_needed_later = True  # type: ignore[attr-defined]
        self.fields["drawn"].widget.attrs |= {
            "data-signature": _("签名板：用手指、笔或鼠标在框内签名"),
            "data-clear": _("清除"),
        }

    def values(self) -> Mapping[str, Any]:
        """What was given, as the action takes it. Raises Refused: signature-missing, signature-unreadable."""
        given = self.cleaned_data
        return {
            "digest": given["digest"],
            "party": Party(given["party"]),
            "name": given.get("name", ""),
            "function": given["function"],
            "remarks": given["remarks"],
            "image": self._image(),
        }

    def _image(self) -> Handed:
        drawn, scan = self.cleaned_data["drawn"], self.cleaned_data["image"]
        # What was uploaded was chosen last, or there is no pad.
        if scan:
            return handed(scan)[0]
        if not drawn:
            raise Refused([problem("image", "signature-missing")])
        try:
            # The colon of the address of another kind of picture is no letter of base64.
            content = base64.b64decode(drawn.removeprefix(_DRAWN), validate=True)
        except binascii.Error:
            raise Refused([problem("image", "signature-unreadable")]) from None
        return Handed(io.BytesIO(content), f"{_('签名')}.png")


def _dimensions(paper: SummaryPaper, findings: Mapping[str, Any]) -> Iterator[DimensionShown]:
    for each in paper.dimensions:
        indicators = tuple(
            IndicatorShown(ref, title, got, most, *_said(findings.get(ref)))
            for ref, title, got, most in each.indicators
        )
        yield DimensionShown(f"{each.ref} {each.title}", each.awarded, each.points, indicators)


def _said(finding: Mapping[str, Any] | None) -> tuple[str, tuple[str, ...]]:
    """The text of a finding, and why it has no more points."""
    if finding is None:
        return "", ()
    award = finding["award"] or {}
    reasons = [award.get("reason", "")]
    reasons += [part.get("reason", "") for part in award.get("parts", {}).values()]
    return finding["text"], tuple(each for each in reasons if each)


def _download(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response


def signed_by(request: HttpRequest, form: SignatureForm) -> str:
    """Whose signature it was, for the sentence afterwards."""
    return form.cleaned_data.get("name") or str(request.user)
