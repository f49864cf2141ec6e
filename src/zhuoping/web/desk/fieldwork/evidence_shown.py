# SPDX-License-Identifier: Apache-2.0
"""What a finding rests on, as the desk lists it: files with small pictures, interviews, records seen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.template.defaultfilters import linebreaksbr
from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from zhuoping.core.evidence import IMAGES, Kind, kind_of_media_type
from zhuoping.core.fieldwork.records import FieldRecordKind
from zhuoping.core.fieldwork.ties import SubjectKind, TieSubject
from zhuoping.core.wording.labels import said
from zhuoping.records.models import Engagement, Tie
from zhuoping.web.shared import formats
from zhuoping.web.shared.language import wording_language
from zhuoping.web.shared.words import begun, word

# A finding that rests on more is shown the newest first, and the rest when it is asked for.
SHOWN = 30
# A row of the list: the fields of `Tied` in their order. Whole rows of five tables would take four times as long.
_COLUMNS = (
    "pk",
    "subject",
    "tied_at",
    "tied_by__name",
    "evidence_id",
    "evidence__name",
    "evidence__dated_on",
    "evidence__file__size",
    "evidence__file__media_type",
    "evidence__capture__taken_at",
    "evidence__capture__place",
    "evidence__capture__caption",
    "record_id",
    "record__kind",
    "record__text",
    "record__who",
    "record__function",
    "record__place",
    "record__happened_at",
)


@dataclass(frozen=True, slots=True)
class Tied:
    """One file or record that something rests on; `evidence` is set for a file, `record` for a record."""

    pk: int
    subject: str
    tied_at: datetime
    tied_by: str
    evidence: int | None
    name: str
    dated_on: date | None
    size: int
    media_type: str
    taken_at: datetime | None
    taken_where: str | None
    caption: str | None
    record: int | None
    kind: str
    text: str
    who: str
    function: str
    place: str
    happened_at: datetime | None

    @property
    def ref(self) -> str:
        """The indicator, where it is tied to a finding."""
        return self.subject.partition(":")[2]

    @property
    def has_preview(self) -> bool:
        """Whether there is something to look at."""
        return self.evidence is not None and self._file in IMAGES

    @property
    def label(self) -> str:
        """What kind of file or record it is."""
        if self.evidence is not None:
            return said(self._file.word, wording_language())
        return word(FieldRecordKind(self.kind))

    @property
    def html(self) -> SafeString:
        """The line as the list has it. By hand, not by a template: a page has dozens, and opens six times as fast."""
        lines = [self._title, *([conditional_escape(self.caption)] if self.caption else [])]
        return format_html(
            "{}<div>{}<br><small>{}</small></div>",
            self._thumb,
            format_html_join(mark_safe("<br>"), "{}", ((line,) for line in lines)),
            format_html_join(" · ", "{}", ((each,) for each in self._particulars if each)),
        )

    @property
    def _address(self) -> str:
        return reverse("evidence-download", args=[self.evidence])

    @property
    def _thumb(self) -> SafeString:
        if not self.has_preview:
            return format_html('<span class="z-thumb z-thumb-none" aria-hidden="true">{}</span>', self.label)
        return format_html(
            '<a class="z-thumb" href="{0}preview/" target="_blank" rel="noopener">'
            '<img src="{0}small/" alt="{1}" width="48" height="48" loading="lazy"></a>',
            self._address,
            _("%(name)s的预览") % {"name": self.name},
        )

    @property
    def _title(self) -> SafeString:
        if self.evidence is None:
            return linebreaksbr(self.text)
        return format_html('<a href="{}" download>{}</a>', self._address, self.name)

    @property
    def _particulars(self) -> Iterator[str]:
        if self.evidence is None:
            yield begun(self.label)
            yield from (self.who, self.function, self.place)
            yield formats.moment(self.happened_at)
            yield self.tied_by
            return
        if self.dated_on:
            yield _("文件日期 %(day)s") % {"day": formats.day(self.dated_on)}
        if self.taken_at:
            yield _("拍摄 %(at)s") % {"at": formats.moment(self.taken_at)}
        yield self.taken_where or ""
        yield formats.size(self.size)
        yield f"{self.tied_by} {formats.moment(self.tied_at)}"

    @property
    def _file(self) -> Kind:
        return kind_of_media_type(self.media_type)


@dataclass(frozen=True, slots=True)
class EvidenceList:
    """The list for one indicator, and how much more there is."""

    items: list[Tied]
    more: int


def evidence_of(engagement: Engagement, ref: str, *, everything: bool = False) -> EvidenceList:
    """What the finding on an indicator rests on, the newest first; one query."""
    rows = tied(engagement, subject_of_finding(ref))
    shown = rows if everything else rows[:SHOWN]
    return EvidenceList(shown, len(rows) - len(shown))


def tied(engagement: Engagement, subject: str = "") -> list[Tied]:
    """Ties that stand, newest first; of one subject, or of all findings."""
    rows = Tie.objects.filter(engagement=engagement, untied_at=None)
    rows = (
        rows.filter(subject=subject)
        if subject
        else rows.filter(subject__startswith=f"{SubjectKind.FINDING}:")
    )
    return [Tied(*row) for row in rows.order_by("-pk").values_list(*_COLUMNS)]


def subject_of_finding(ref: str) -> str:
    """How a finding is written as what evidence is tied to."""
    return str(TieSubject(SubjectKind.FINDING, ref))
