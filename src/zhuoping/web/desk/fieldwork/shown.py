# SPDX-License-Identifier: Apache-2.0
"""The desk in words: the list of indicators, the fields of a finding, the sums, and what is still missing."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from zhuoping.core.fieldwork.findings import FOR_EXPERTS, Field, FieldFinding, FindingState, Way, shown_points
from zhuoping.core.fieldwork.outlook import Outlook, outlook_of
from zhuoping.core.scheme import Dimension, Indicator, Scheme
from zhuoping.core.scorecard import Status
from zhuoping.records.fieldwork_values import Standing
from zhuoping.web.desk.fieldwork.asking import InField
from zhuoping.web.desk.fieldwork.award_form import AwardControls, controls_of, controls_sent, reason_of
from zhuoping.web.shared.formats import figure
from zhuoping.web.shared.language import wording_language
from zhuoping.web.shared.words import begun, word

SHADES = {
    FindingState.EVIDENCE_MISSING: "z-care",
    FindingState.NONCONFORMITY: "z-bad",
    FindingState.SCORED: "z-good",
    FindingState.STARTED: "z-accent",
    FindingState.UNTOUCHED: "",
}


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator in the list: `given` is what it has so far, as a figure; empty before anything is awarded."""

    ref: str
    title: str
    points: Decimal
    given: str
    state: FindingState
    label: str
    shade: str
    is_here: bool

    @property
    def html(self) -> SafeString:
        """The row as the list has it. By hand, not by a template: there are nineteen of them on every page."""
        return self._html("")

    @property
    def fresh(self) -> SafeString:
        """The row to take the place of the one on the page."""
        return self._html(' hx-swap-oob="true"')

    def _html(self, more: str) -> SafeString:
        return format_html(
            '<li id="row-{0}" data-row="{1} {2}"{3}>'
            '<a id="to-{0}" class="z-desk-row" href="?ref={1}" data-go{4}><span class="z-desk-ref">{1}</span>'
            '<span class="z-desk-name">{5}</span><span class="z-desk-given">{6}/{7}</span>'
            '<span class="z-badge {8}">{9}</span></a></li>',
            key_of(self.ref),
            self.ref,
            self.title.lower(),
            mark_safe(more),  # noqa: S308 - one of two constants.
            mark_safe(' aria-current="true"' if self.is_here else ""),  # noqa: S308 - as above.
            self.title,
            self.given or "–",
            figure(self.points),
            self.shade,
            self.label,
        )


@dataclass(frozen=True, slots=True)
class Group:
    """A dimension with its indicators and the points that are sure so far."""

    ref: str
    title: str
    points: Decimal
    sure: Decimal
    rows: list[Row]


@dataclass(frozen=True)
class Desk:
    """The score as it stands, for one page, with the indicator that is open on it."""

    field: InField
    standing: Standing
    indicator: Indicator
    # An award as it was sent and refused, where the page comes back with it.
    sent: QueryDict | None = None

    @property
    def scheme(self) -> Scheme:
        """The edition in the language of the page."""
        return self.field.scheme

    @property
    def key(self) -> str:
        """The open indicator's ref as a part of an element's id."""
        return key_of(self.indicator.ref)

    @cached_property
    def finding(self) -> FieldFinding:
        """The finding on the open indicator; an empty one before anybody has written."""
        return self.standing.findings.get(self.indicator.ref) or FieldFinding(self.indicator.ref)

    @cached_property
    def fields(self) -> "Fields":
        """Its fields."""
        return Fields(self)

    @cached_property
    def row(self) -> Row:
        """The open indicator as it stands in the list."""
        return self._row(self.indicator)

    @property
    def group(self) -> Group:
        """The dimension that it belongs to."""
        return next(self._group(each) for each in self.scheme.dimensions if self.indicator in each.indicators)

    @property
    def groups(self) -> list[Group]:
        """All dimensions."""
        return [self._group(each) for each in self.scheme.dimensions]

    def _group(self, dimension: Dimension) -> Group:
        sure = self.standing.scorecard.dimensions[dimension.ref].sure
        rows = [self._row(each) for each in dimension.indicators]
        return Group(dimension.ref, dimension.title, dimension.points, sure, rows)

    def _row(self, indicator: Indicator) -> Row:
        state = self.standing.state(indicator.ref)
        return Row(
            ref=indicator.ref,
            title=indicator.title,
            points=indicator.points,
            given=self._given(indicator.ref),
            state=state,
            label=word(state),
            shade=SHADES[state],
            is_here=indicator.ref == self.indicator.ref,
        )

    def _given(self, ref: str) -> str:
        """The points where they count; else what was written, so that it is seen to be there."""
        line = self.standing.scorecard.indicators[ref]
        if line.awarded is not None:
            return figure(line.awarded)
        finding = self.standing.findings.get(ref)
        return shown_points(finding.award) if finding else ""

    @cached_property
    def outlook(self) -> Outlook:
        """Sums and levels."""
        return outlook_of(self.standing.scorecard, self.scheme.bands)

    @property
    def is_barred(self) -> bool:
        """Whether so many special deductions stand that no points bring a certificate."""
        return self.standing.scorecard.rating.status is Status.NOT_CERTIFIABLE

    @property
    def waits_for_determination(self) -> bool:
        """Whether special deductions keep a level back until somebody determines it (reading A1)."""
        card, above = self.standing.scorecard, self.scheme.deduction_rules.determination_above
        return above is not None and len(card.deductions) > above and card.determination is None

    @property
    def neighbours(self) -> tuple[str, str]:
        """The refs of the indicators before and after; empty at the ends."""
        refs = list(self.scheme.indicators)
        here = refs.index(self.indicator.ref)
        return (refs[here - 1] if here else "", refs[here + 1] if here + 1 < len(refs) else "")

    @property
    def waiting(self) -> list[str]:
        """Why the open indicator's award does not count yet."""
        start = f"awards.{self.indicator.ref}"
        found = [
            each for each in self.standing.waiting if each.path == start or each.path.startswith(f"{start}.")
        ]
        return [each.message(wording_language(), in_cells=True) for each in found]

    @property
    def missing(self) -> list[tuple[str, str, int, str]]:
        """What is still missing: state, its word, how many indicators, and the first of them."""
        states = {ref: self.standing.state(ref) for ref in self.scheme.indicators}
        counts = Counter(states.values())
        wanted = (FindingState.UNTOUCHED, FindingState.STARTED, FindingState.EVIDENCE_MISSING)
        return [
            (
                SHADES[state],
                word(state),
                counts[state],
                next(ref for ref, each in states.items() if each is state),
            )
            for state in wanted
            if counts[state]
        ]

    @property
    def done(self) -> int:
        """How many indicators are scored in full."""
        return sum(line.awarded is not None for line in self.standing.scorecard.indicators.values())


@dataclass(frozen=True)
class Fields:
    """The fields of the open finding, as the controls of the page hold them."""

    desk: Desk

    @cached_property
    def seen(self) -> Mapping[str, int]:
        """For each field the version in which it was changed last: what a save is compared with."""
        changed = self.desk.finding.changed or {}
        return {field.value: changed.get(field.value, 0) for field in Field}

    @cached_property
    def award(self) -> list[AwardControls]:
        """The controls of the award."""
        if self.desk.sent is not None:
            return controls_sent(self.desk.indicator, self.desk.sent)
        return controls_of(self.desk.indicator, self.desk.finding.award)

    @property
    def reason(self) -> str:
        """The reason of the award."""
        return reason_of(self.desk.finding.award)

    @property
    def texts(self) -> list[dict[str, object]]:
        """The texts below the finding itself: notes, strengths, improvement."""
        finding = self.desk.finding
        return [
            self._text(Field.NOTES, finding.notes),
            self._text(Field.STRENGTHS, finding.strengths),
            self._text(Field.IMPROVEMENT, finding.improvement),
        ]

    @property
    def text(self) -> dict[str, object]:
        """The finding's own text."""
        return self._text(Field.TEXT, self.desk.finding.text)

    @property
    def ways(self) -> list[tuple[str, str, bool]]:
        """Ways of verifying: key, word, whether chosen."""
        return [(each.value, begun(word(each)), each in self.desk.finding.ways) for each in Way]

    @property
    def aspects(self) -> list[tuple[int, str, bool]]:
        """The edition's aspects: index, text, whether looked at."""
        seen = self.desk.finding.aspects
        return [(index, text, index in seen) for index, text in enumerate(self.desk.indicator.aspects)]

    def _text(self, field: Field, value: str) -> dict[str, object]:
        field_of_desk = self.desk.field
        may = field_of_desk.may_record if field in FOR_EXPERTS else field_of_desk.may_score
        seen = self.seen[field.value]
        return {"name": field.value, "label": begun(word(field)), "value": value, "may": may, "seen": seen}


def key_of(ref: str) -> str:
    """A ref as a part of an element's id, where a dot would mean a class: `2-1`."""
    return ref.replace(".", "-")
