# SPDX-License-Identifier: Apache-2.0
"""Setting patterns of numbers: by whom, on what was seen, for new numbers only, and none twice."""

import json
from dataclasses import replace

import pytest

from tests.cast import NOW
from tests.engagements import opened
from zhuoping.actions import numbering
from zhuoping.actions.errors import Changed
from zhuoping.core.number_patterns import Patterns
from zhuoping.core.problems import Refused
from zhuoping.records.models import Engagement, LedgerEntry, NumberPatterns
from zhuoping.records.numbering import patterns_in_force

pytestmark = pytest.mark.django_db

FIRST = Patterns()
OTHERS = Patterns("XM{year}{serial:05}", "HT-{serial:06}", "JH{year}{serial:05}")


def set_patterns(cast, patterns, version=0, by=None):
    numbering.set_patterns(by=by or cast.tan, at=NOW, version=version, patterns=patterns)


def refusal(cast, *given, **named):
    with pytest.raises(Refused) as caught:
        set_patterns(cast, *given, **named)
    return [f"{each.path}: {each.code}" for each in caught.value.problems]


def test_new_engagements_are_numbered_by_what_was_set_and_former_numbers_stay(cast, edition):
    former = opened(cast, edition)
    set_patterns(cast, OTHERS)

    new = opened(cast, edition, by=cast.bob, client=cast.client_b)

    former.refresh_from_db()
    assert (former.number, new.number) == ("ZP-2026-000001", "XM202600002")
    assert patterns_in_force() == (OTHERS, NumberPatterns.objects.get().pk)


def test_what_was_set_stands_in_the_ledger_beside_what_stood(cast):
    set_patterns(cast, OTHERS)

    entry, row = LedgerEntry.objects.last(), NumberPatterns.objects.get()
    assert (entry.action, entry.subject, entry.person) == (
        "patterns.set",
        f"numberpatterns:{row.pk}",
        f"person:{cast.tan.pk}",
    )
    assert json.loads(entry.body) == {"patterns": OTHERS.plain(), "before": FIRST.plain()}
    assert (row.set_at, row.set_by) == (NOW, cast.tan)


def test_same_patterns_again_are_no_change(cast):
    set_patterns(cast, FIRST)

    assert not NumberPatterns.objects.exists()
    assert not LedgerEntry.objects.filter(action="patterns.set").exists()


@pytest.mark.parametrize("who", ["ma", "ou", "wu", "alice"])
def test_only_an_administrator_sets_them(cast, who):
    assert refusal(cast, OTHERS, by=getattr(cast, who)) == ["by: not-allowed-role"]


def test_whoever_has_not_seen_what_stands_is_told_and_changes_nothing(cast):
    set_patterns(cast, OTHERS)

    with pytest.raises(Changed) as caught:
        set_patterns(cast, replace(FIRST, plan="P{serial:06}"), version=0)

    assert caught.value.version == NumberPatterns.objects.get().pk
    assert caught.value.current == OTHERS.plain()
    assert patterns_in_force()[0] == OTHERS


def test_pattern_that_would_give_a_number_again_is_refused_and_changes_nothing(cast, edition):
    number = opened(cast, edition).number

    found = refusal(cast, replace(FIRST, engagement="ZP-2026-{serial:06}", agreement="HT"))

    assert number == "ZP-2026-000001"
    assert found == [
        "patterns.engagement: pattern-number-taken",
        "patterns.agreement: pattern-field-missing",
    ]
    assert patterns_in_force() == (FIRST, 0)


def test_way_back_to_former_patterns_gives_no_number_twice(cast, edition):
    clients = [(cast.alice, cast.client_a), (cast.bob, cast.client_b)]
    opened(cast, edition)
    set_patterns(cast, OTHERS)
    opened(cast, edition, *clients[1])
    Engagement.objects.update(stage="submitted")
    set_patterns(cast, FIRST, patterns_in_force()[1])
    opened(cast, edition)

    assert sorted(Engagement.objects.values_list("number", flat=True)) == [
        "XM202600002",
        "ZP-2026-000001",
        "ZP-2026-000003",
    ]


def test_examples_are_the_numbers_that_come_next(cast, edition, settings):
    settings.BODY_APPROVAL = "CNCA-R-2018-482"
    opened(cast, edition)
    approved = numbering.examples(NOW)
    settings.BODY_APPROVAL = "no digits"

    assert approved == {
        "engagement": "ZP-2026-000002",
        "agreement": "HT-2026-000001",
        "plan": "R0482002026000001",
    }
    assert numbering.examples(NOW)["plan"] == "2026000001"
