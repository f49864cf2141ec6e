# SPDX-License-Identifier: Apache-2.0
"""What all pages of fieldwork share: the engagement in the field, its team, and what whoever looks may do."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import IntegerField, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.http import Http404, HttpRequest
from django.urls import reverse

from zhuoping.actions.acting import subject_of
from zhuoping.core.authority import Act, Actor, Subject, check, may
from zhuoping.core.characteristics import sheet_modes
from zhuoping.core.fieldwork.people import SCORERS, FieldMember, leader_of
from zhuoping.core.lifecycle import BY_CODE, Stage
from zhuoping.core.scheme import Scheme
from zhuoping.records.design_values import planned_modes
from zhuoping.records.fieldwork_values import field_team_of, is_double_scored
from zhuoping.records.models import Engagement, LedgerEntry, Plan
from zhuoping.records.values import scheme_of
from zhuoping.web.shared.access import actor_in
from zhuoping.web.shared.language import wording_language


@dataclass(frozen=True)
class InField:
    """An engagement in the field and who looks at it; `stamp` is the number of what was done last in it."""

    engagement: Engagement
    scheme: Scheme
    plan: Plan | None
    team: tuple[FieldMember, ...]
    actor: Actor
    stamp: int

    @property
    def address(self) -> str:
        """The scoring desk."""
        return reverse("desk-fieldwork", args=[self.engagement.number])

    @cached_property
    def member(self) -> FieldMember | None:
        """Who looks, as a member of the team."""
        return next((each for each in self.team if each.person == self.actor.id), None)

    @property
    def leader(self) -> FieldMember | None:
        """Who leads."""
        return leader_of(self.team)

    @cached_property
    def is_open(self) -> bool:
        """Whether fieldwork is going on."""
        return Stage(self.engagement.stage) is Stage.FIELDWORK

    @property
    def is_ahead(self) -> bool:
        """Whether it was not opened yet."""
        return getattr(self.engagement, "fieldwork", None) is None

    @property
    def is_double_scored(self) -> bool:
        """Whether two auditors score, each for themselves."""
        return is_double_scored(self.engagement)

    @cached_property
    def may_record(self) -> bool:
        """Whether this person writes down evidence and notes now."""
        return self.is_open and may(self.actor, Act.RECORD_FIELDWORK, self._subject)

    @cached_property
    def may_score(self) -> bool:
        """Whether this person writes findings now."""
        member = self.member
        scores = member is not None and member.role in SCORERS
        return self.is_open and scores and may(self.actor, Act.SCORE, self._subject)

    @property
    def sheet_modes(self) -> tuple[str, ...]:
        """The modes of the plan that leave characteristic sheets."""
        return sheet_modes(planned_modes(self.engagement, self.plan))

    @property
    def may_visit(self) -> bool:
        """Whether this person records visits of those modes now; a mystery customer goes before the team comes."""
        is_time = Stage(self.engagement.stage) in BY_CODE["visit.recorded"].stages
        return is_time and bool(self.sheet_modes) and may(self.actor, Act.RECORD_FIELDWORK, self._subject)

    @property
    def may_open(self) -> bool:
        """Whether fieldwork can be opened, and by this person."""
        is_ready = Stage(self.engagement.stage) is Stage.CONFIRMED
        return is_ready and self.member is not None and self.member == self.leader

    @property
    def _subject(self) -> Subject:
        return Subject(self.engagement.client_id, frozenset(each.person for each in self.team))


def in_field(request: HttpRequest, number: str, act: Act = Act.VIEW_FIELDWORK) -> InField:
    """What a page of fieldwork is about, in three queries. Raises Refused; 404 for what a person may not know of."""
    engagement = (
        Engagement.objects.filter(number=number).select_related("client", "edition", "fieldwork").first()
    )
    if engagement is None:
        raise Http404
    actor = actor_in(request)
    plan, team = field_team_of(engagement)
    subject = Subject(engagement.client_id, frozenset(each.person for each in team))
    if not may(actor, Act.VIEW_ENGAGEMENT, subject):
        # Who is on a draft of the plan only, or may see it for another reason, is looked up the long way.
        subject = subject_of(engagement)
        if not Engagement.objects.visible_to(actor).filter(number=number).exists():
            raise Http404
    check(actor, act, subject)
    newest = LedgerEntry.objects.filter(subject=f"engagement:{engagement.pk}").order_by("-sequence")
    stamp = newest.values_list("sequence", flat=True).first() or 0
    scheme = scheme_of(engagement.edition, wording_language())
    return InField(engagement, scheme, plan, team, actor, stamp)


def newest_stamp(request: HttpRequest, number: str) -> int | None:
    """The number of the newest entry of an engagement in the ledger, in one query; None when the person may not see it.

    Whatever anybody does in an engagement leaves such an entry, so one number says whether a page is still true.
    """
    subject = Concat(Value("engagement:"), Cast(OuterRef("pk"), LedgerEntry._meta.get_field("subject")))  # noqa: SLF001
    newest = LedgerEntry.objects.filter(subject=subject).order_by("-sequence").values("sequence")[:1]
    stamp = Coalesce(Subquery(newest), Value(0), output_field=IntegerField())
    rows = Engagement.objects.visible_to(actor_in(request)).filter(number=number)
    return rows.annotate(stamp=stamp).values_list("stamp", flat=True).first()
