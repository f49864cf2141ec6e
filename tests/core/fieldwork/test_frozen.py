# SPDX-License-Identifier: Apache-2.0
"""The frozen scorecard: one text for one state, both halves under one digest, and the total from the text alone."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.core.scored import Special, all_awards, few, specials
from tests.make import edition
from zhuoping.core.awards import AllOrNothing, Award, Judged, NotApplicable, Parts, Sampled
from zhuoping.core.fieldwork.frozen import (
    Frozen,
    award_value,
    awards_in,
    digest_of,
    freeze,
    internal_text,
    is_intact,
    rescored,
    shown_of,
    shown_text,
)
from zhuoping.core.scoring import Scorer

SCORER = Scorer(edition("2025"))


def shown(awards: Mapping[str, Award], special: Special = ([], [], None)) -> dict[str, Any]:
    deductions, bonuses, made = special
    return {
        "findings": {ref: {"award": award_value(award), "text": "事实"} for ref, award in awards.items()},
        "special": [
            *({"kind": "deduction", "ground": each.ground, "reason": each.reason} for each in deductions),
            *(
                {"kind": "bonus", "conditions": sorted(each.conditions), "reason": each.reason}
                for each in bonuses
            ),
        ],
        "determination": None if made is None else {"by": made.by, "reason": made.reason},
    }


def reversed_keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: reversed_keys(each) for key, each in reversed(value.items())}
    return value


@few
@given(all_awards("2025"), specials("2025"))
def test_scorecard_is_computed_anew_from_the_text_alone(awards: dict[str, Award], special: Special) -> None:
    frozen = freeze(shown(awards, special), {"notes": "内部"})
    deductions, bonuses, made = special

    again = rescored(SCORER, json.loads(shown_text(frozen.content)))

    assert again == SCORER.score(awards, deductions, bonuses, made)


@few
@given(all_awards("2025"), specials("2025"))
def test_same_state_freezes_to_the_same_bytes(awards: dict[str, Award], special: Special) -> None:
    state, internal = shown(awards, special), {"notes": "内部", "modes": ["I"]}

    assert freeze(state, internal) == freeze(reversed_keys(state), reversed_keys(internal))


@given(
    st.sampled_from(
        [
            Judged(Decimal("2.50"), "缺一处"),
            Judged(Decimal(0)),
            AllOrNothing(False, "没有"),
            Sampled(40, 38),
            Parts({"a": Judged(Decimal(5)), "b": Sampled(40, 38, "两人缺证")}),
            NotApplicable("不适用"),
        ]
    )
)
def test_award_is_read_back_as_it_was(award: Award) -> None:
    written = json.loads(json.dumps({"findings": {"2.1": {"award": award_value(award)}}}))

    assert awards_in(written) == {"2.1": award}


def test_digest_is_that_of_the_clients_half_and_holds_for_the_bodys() -> None:
    frozen = freeze(shown({}), {"notes": "内部"})
    theirs, ours = shown_text(frozen.content), internal_text(frozen.content)

    assert digest_of(theirs) == frozen.digest
    assert shown_of(frozen.content)["internal_digest"] == digest_of(ours)
    assert "内部" not in theirs
    assert is_intact(frozen.content, frozen.digest)


def test_either_half_that_was_changed_is_not_what_was_frozen() -> None:
    frozen = freeze(shown({}), {"notes": "内部"})
    changed = [
        Frozen(frozen.content.replace("内部", "外部"), frozen.digest),
        Frozen(frozen.content.replace('"special":[]', '"special":[1]'), frozen.digest),
    ]

    assert [is_intact(each.content, each.digest) for each in changed] == [False, False]


def test_finding_without_an_award_has_none() -> None:
    assert awards_in({"findings": {"1.1": {"award": None}}}) == {}
