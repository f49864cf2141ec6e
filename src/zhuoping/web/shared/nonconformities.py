# SPDX-License-Identifier: Apache-2.0
"""What desk and portal share about nonconformities: finding one, what it rests on, its printed form."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from zhuoping.core.evidence import IMAGES, kind_of_media_type
from zhuoping.core.nonconformities import NonconformityState
from zhuoping.outputs.nonconformity import nonconformity_docx, nonconformity_pdf
from zhuoping.records.fieldwork_values import name_of
from zhuoping.records.models import Engagement, Evidence, Nonconformity, NonconformityAnswer, Tie
from zhuoping.records.nonconformity_paper import form_of, is_internal, seen
from zhuoping.records.nonconformity_values import answers_of, evidence_of
from zhuoping.web.shared.access import actor_in
from zhuoping.web.shared.language import wording_language

# The colour says who has to move; the words say it too.
STATE_SHADES = {
    NonconformityState.RAISED: "z-care",
    NonconformityState.ANSWERED: "z-accent",
    NonconformityState.RETURNED: "z-care",
    NonconformityState.CLOSED: "z-good",
    NonconformityState.WITHDRAWN: "",
}
_MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@dataclass(frozen=True, slots=True)
class Rests:
    """A file or a record that something rests on, as a page lists it."""

    tie: Tie
    name: str
    is_internal: bool

    @property
    def file(self) -> Evidence | None:
        """The file, where it is one."""
        return self.tie.evidence

    @property
    def has_preview(self) -> bool:
        """Whether there is something to look at."""
        return self.file is not None and kind_of_media_type(self.file.file.media_type) in IMAGES


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """One answer as a page shows it."""

    row: NonconformityAnswer
    files: list[Rests]


def nonconformity_or_404(request: HttpRequest, engagement: Engagement, pk: int) -> Nonconformity:
    """One of the engagement, when the person may see it: a hidden one is not there for a client."""
    rows = Nonconformity.objects.visible_to(actor_in(request)).filter(engagement=engagement)
    row = rows.select_related("raised_by", "closed_by", "withdrawn_by", "sheet").filter(pk=pk).first()
    if row is None:
        raise Http404
    row.engagement = engagement
    return row


def rests_on(row: Nonconformity, *, for_client: bool) -> list[Rests]:
    """What it rests on; a client sees only what was shown."""
    return [_rests(tie) for tie in seen(evidence_of(row), for_client=for_client)]


def shown_answers(row: Nonconformity) -> list[ShownAnswer]:
    """The answers, the newest first."""
    return [ShownAnswer(each.row, [_rests(tie) for tie in each.ties]) for each in reversed(answers_of(row))]


def form_answer(row: Nonconformity, kind: str, *, for_client: bool) -> HttpResponse:
    """The printed form as `pdf` or `docx`, in the language of the page."""
    language = wording_language()
    paper = form_of(row, language, for_client=for_client)
    content = nonconformity_pdf(paper) if kind == "pdf" else nonconformity_docx(paper)
    response = HttpResponse(content, content_type=_MEDIA_TYPES[kind])
    name = f"{row.engagement.number}-NC{row.number or 0:02}-{language}.{kind}"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response


def _rests(tie: Tie) -> Rests:
    return Rests(tie, name_of(tie), is_internal(tie))
