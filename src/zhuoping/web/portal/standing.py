# SPDX-License-Identifier: Apache-2.0
"""Where an engagement stands for its client: whose turn it is, and what the client has to do next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhuoping.core.authority import Actor, Party
from zhuoping.core.lifecycle import Stage, is_over, turn
from zhuoping.records.models import AdoptedEdition, Agreement, Engagement
from zhuoping.records.nonconformity_values import item_of, waiting_for
from zhuoping.records.values import scheme_of
from zhuoping.web.shared.language import wording_language
from zhuoping.web.shared.navigation import address_of


@dataclass(frozen=True, slots=True)
class NextAct:
    """What the client has to do, and where."""

    label: str | Promise
    address: str


@dataclass(frozen=True, slots=True)
class Standing:
    """An engagement with the sides that it waits for, and the client's next act, if it is theirs."""

    engagement: Engagement
    waits_for: tuple[Party, ...]
    next_act: NextAct | None
    sentence: str | Promise
    due_on: date | None = None

    @property
    def title(self) -> str:
        """The edition in the language of the page."""
        return title_of(self.engagement.edition)

    @property
    def is_mine(self) -> bool:
        """Whether it waits for the client."""
        return Party.CLIENT in self.waits_for or self.next_act is not None


_ACTS: dict[Stage, tuple[str | Promise, str]] = {
    Stage.APPLYING: (_("填写申请"), "portal-application"),
    Stage.SUPPLEMENTING: (_("补充申请"), "portal-application"),
    Stage.ACCEPTED: (_("签署合同"), "portal-agreement"),
    Stage.PLANNED: (_("确认审查计划"), "portal-plan"),
}
_SENTENCES: dict[Stage, str | Promise] = {
    Stage.APPLYING: _("请填写申请、上传材料，齐全后提交。"),
    Stage.SUBMITTED: _("认证机构正在评审申请，有结果会通知您。"),
    Stage.SUPPLEMENTING: _("认证机构要求补充：请按列出的内容补齐，再次提交。"),
    Stage.AGREED: _("认证机构正在编制审查计划，发布后请您确认。"),
    Stage.PLANNED: _("审查计划已发布：请确认，或提出其他日期、人员。"),
    Stage.CONFIRMED: _("计划已确认，等待现场审查。"),
    Stage.FIELDWORK: _("审查组正在现场审查。不符合项提出后，请在期限内答复。"),
    Stage.CLOSED: _("现场审查已结束：请核对并签署评分表，按期答复不符合项。"),
    Stage.DECLINED: _("申请未获受理，理由见下。如仍需要认证，可以重新申请。"),
    Stage.DISCONTINUED: _("认证项目已终止。如仍需要认证，可以重新申请。"),
}


def title_of(edition: AdoptedEdition) -> str:
    """What an edition is called in the language of the page."""
    scheme = scheme_of(edition, wording_language())
    return f"{scheme.title} {scheme.edition}"


def standings(actor: Actor, engagements: QuerySet[Engagement]) -> list[Standing]:
    """Where each engagement stands, in four queries however many there are."""
    agreements = Prefetch(
        "agreements", Agreement.objects.filter(withdrawn_at=None).order_by("version"), to_attr="in_force"
    )
    # Each edition once, and not with every row: its file is long.
    rows = engagements.prefetch_related(agreements, "edition")
    to_answer = _to_answer(actor)
    return [_standing(actor, each, each.in_force, to_answer) for each in rows]


def standing_of(actor: Actor, engagement: Engagement) -> Standing:
    """Where one engagement stands."""
    in_force = engagement.agreements.filter(withdrawn_at=None).order_by("version")
    return _standing(actor, engagement, in_force, _to_answer(actor))


def _to_answer(actor: Actor) -> dict[int, date | None]:
    """The engagements with nonconformities that the client has to answer, with the nearest day."""
    found: dict[int, date | None] = {}
    for row in waiting_for(actor):
        due_on = item_of(row).due_on
        days = [each for each in (found.get(row.engagement_id), due_on) if each is not None]
        found[row.engagement_id] = min(days, default=None)
    return found


def _standing(
    actor: Actor,
    engagement: Engagement,
    agreements: Iterable[Agreement],
    to_answer: Mapping[int, date | None],
) -> Standing:
    stage = Stage(engagement.stage)
    agreement = next(iter(reversed(list(agreements))), None)
    signed = None if agreement is None else _signed(agreement)
    waits_for = tuple(each.party for each in turn(stage, signed))
    act, due_on = None, engagement.due_on
    if Party.CLIENT in waits_for and engagement.client_id in actor.clients and stage in _ACTS:
        words, name = _ACTS[stage]
        act = NextAct(words, address_of(name, engagement.number))
    elif engagement.pk in to_answer:
        act = NextAct(_("答复不符合项"), address_of("portal-nonconformities", engagement.number))
        due_on = to_answer[engagement.pk]
    return Standing(engagement, waits_for, act, _sentence(stage, waits_for, signed), due_on)


def _sentence(stage: Stage, waits_for: tuple[Party, ...], signed: frozenset[Party] | None) -> str | Promise:
    if stage is not Stage.ACCEPTED:
        return _SENTENCES[stage]
    if signed is None:
        return _("申请已受理，认证机构正在准备合同。")
    if Party.CLIENT in waits_for:
        return _("合同已出具：请阅读并签署。")
    return _("您已签署合同，等待认证机构签署。")


def _signed(agreement: Agreement) -> frozenset[Party]:
    signed = {Party.BODY: agreement.body_signed_at, Party.CLIENT: agreement.client_signed_at}
    return frozenset(party for party, at in signed.items() if at is not None)


def is_filling(engagement: Engagement) -> bool:
    """Whether the client may fill in the application now."""
    return Stage(engagement.stage) in (Stage.APPLYING, Stage.SUPPLEMENTING)


def has_ended(engagement: Engagement) -> bool:
    """Whether nothing can be done any more."""
    return is_over(Stage(engagement.stage))
