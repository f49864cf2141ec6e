# SPDX-License-Identifier: Apache-2.0
"""Double scoring as the values that core's rules read, and as somebody may see it: the only way for doors to read it.

What is asked for is always asked for a person; before both have scored an indicator nobody gets the other's score.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from zhuoping.core.fieldwork.double_scoring import (
    Agreement,
    BlindAward,
    DoubleState,
    double_scoring_gaps,
    state_of,
)
from zhuoping.core.fieldwork.findings import award_of
from zhuoping.core.fieldwork.gaps import Gap
from zhuoping.records.fieldwork_values import exact, is_double_scored
from zhuoping.records.models import BlindScore, Engagement, Reconciliation
from zhuoping.records.values import scheme_of


@dataclass(frozen=True, slots=True)
class DoubleLine:
    """One indicator as somebody may see it: `auditors` have scored it (by name), `scores` may be seen, oldest first.

    `agreements` are all there were, the latest first, which counts.
    """

    ref: str
    auditors: Mapping[int, str]
    scores: tuple[BlindAward, ...] = ()
    agreements: tuple[Agreement, ...] = ()

    @property
    def agreed(self) -> Agreement | None:
        """What counts."""
        return self.agreements[0] if self.agreements else None

    @property
    def state(self) -> DoubleState:
        """How far it is."""
        return state_of(self.scores, self.agreed, len(self.auditors))

    def own(self, person: int) -> BlindAward | None:
        """What this person gave."""
        return next((each for each in self.scores if each.auditor == person), None)


def lines_seen_by(engagement: Engagement, person: int) -> dict[str, DoubleLine]:
    """Every indicator of the edition as this person may see it; three queries."""
    seen: dict[str, list[BlindAward]] = {}
    rows = BlindScore.objects.seen_by(person).filter(engagement=engagement)
    for row in rows.select_related("auditor").order_by("pk"):
        seen.setdefault(row.ref, []).append(_blind(row))
    agreements: dict[str, list[Agreement]] = {}
    agreed = Reconciliation.objects.filter(engagement=engagement).select_related("reconciled_by")
    for each in agreed.order_by("-pk"):
        agreements.setdefault(each.ref, []).append(_agreement(each))
    auditors = auditors_of(engagement)
    return {
        ref: DoubleLine(ref, auditors.get(ref, {}), tuple(seen.get(ref, ())), tuple(agreements.get(ref, ())))
        for ref in scheme_of(engagement.edition).indicators
    }


def auditors_of(engagement: Engagement) -> dict[str, dict[int, str]]:
    """Who has scored each indicator, by name, and nothing of what they gave."""
    found: dict[str, dict[int, str]] = {}
    rows = BlindScore.objects.filter(engagement=engagement).select_related("auditor").order_by("pk")
    for row in rows.only("ref", "auditor__name", "auditor__email"):
        found.setdefault(row.ref, {})[row.auditor_id] = str(row.auditor)
    return found


def gaps_of_double_scoring(engagement: Engagement) -> tuple[Gap, ...]:
    """What double scoring lacks before fieldwork may close; nothing where it was not chosen."""
    if not is_double_scored(engagement):
        return ()
    agreed = set(Reconciliation.objects.filter(engagement=engagement).values_list("ref", flat=True))
    return double_scoring_gaps(scheme_of(engagement.edition).indicators, auditors_of(engagement), agreed)


def _blind(row: BlindScore) -> BlindAward:
    award = award_of(row.ref, exact(row.award))
    if award is None:
        raise RuntimeError(f"{row.ref}: a score without an award was kept")
    return BlindAward(row.ref, row.auditor_id, str(row.auditor), award, row.text, row.version, row.scored_at)


def _agreement(row: Reconciliation) -> Agreement:
    award = award_of(row.ref, exact(row.award))
    if award is None:
        raise RuntimeError(f"{row.ref}: an agreement without an award was kept")
    return Agreement(award, row.reason, str(row.reconciled_by), row.reconciled_at)
