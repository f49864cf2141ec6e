# SPDX-License-Identifier: Apache-2.0
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.scored import NAMES, all_awards, few, full, specials
from tests.make import edition
from zhuoping.core.awards import (
    AllOrNothing,
    Award,
    Bonus,
    Deduction,
    Determination,
    Judged,
    NotApplicable,
    Parts,
    Sampled,
)
from zhuoping.core.scorecard import Status
from zhuoping.core.scoring import Scorer, score
from zhuoping.core.way_up import ClosingSet, WayUp, way_up

SCHEME = edition("2025")
LOSING = ("1.1", "1.2", "3.1", "4.1", "4.2", "5.1", "7.2")


def losing(lost: dict[str, Decimal]) -> dict[str, Award]:
    """Full awards but for the points lost."""
    return full("2025") | {ref: Judged(SCHEME.indicators[ref].points - lost[ref], "缺") for ref in lost}


def by_rescoring(
    name: str, awards: dict[str, Award], special: tuple[object, ...], most: int
) -> list[ClosingSet]:
    """Every set of losing indicators is given full awards and scored again; minimal ones stay."""
    scorer = Scorer(edition(name))
    before = scorer.score(awards, *special)
    target = before.rating.next
    assert target is not None
    lost = {ref: line.lost for ref, line in before.indicators.items() if line.lost}
    order = list(lost)

    def reaches(members: tuple[str, ...]) -> bool:
        won = {**awards, **{ref: full(name)[ref] for ref in members}}
        return scorer.score(won, *special).lowest >= target.at_least

    found = [
        (
            sum((lost[ref] for ref in members), Decimal(0)),
            size,
            [order.index(ref) for ref in members],
            members,
        )
        for size in range(1, len(order) + 1)
        for members in combinations(order, size)
        if reaches(members) and not any(reaches(tuple(set(members) - {ref})) for ref in members)
    ]
    return [ClosingSet(members, total) for total, _, _, members in sorted(found)[:most]]


@few
@given(
    st.dictionaries(
        st.sampled_from(LOSING), st.integers(1, 6).map(lambda halves: Decimal(halves) / 2), max_size=5
    )
)
def test_sets_are_the_cheapest_of_all(lost: dict[str, Decimal]) -> None:
    awards = losing({**lost, "5.2": Decimal(10)})

    way = way_up(score(SCHEME, awards))

    assert way is None or list(way.sets) == by_rescoring("2025", awards, (), 5)


@few
@given(st.sampled_from([name for name in NAMES if name != "2025"]), st.data())
def test_sets_are_the_cheapest_in_other_schemes_too(name: str, data: st.DataObject) -> None:
    awards, special = data.draw(all_awards(name)), data.draw(specials(name))

    way = way_up(score(edition(name), awards, *special))

    assert way is None or list(way.sets) == by_rescoring(name, awards, special, 5)


def test_re_based_points_weigh_more_than_one() -> None:
    # B2 does not apply: 71 of 75 points are 94.67, and 0.33 to the next level are a quarter of a lost point.
    awards: dict[str, Award] = {
        "A1": Judged(Decimal(19), "缺"),
        "A2": Sampled(20, 17),
        "B1": AllOrNothing(met=True),
        "B2": NotApplicable("无废弃商品"),
    }

    way = way_up(score(edition("hundred"), awards))

    assert way is not None
    assert (way.band.name, way.points) == ("五星", Decimal("0.33"))
    assert way.sets == (ClosingSet(("A1",), Decimal(1)), ClosingSet(("A2",), Decimal(3)))


def test_several_indicators_close_the_gap_together() -> None:
    card = score(SCHEME, losing({"1.1": Decimal(2), "3.1": Decimal(8), "7.2": Decimal(1), "6.1": Decimal(2)}))

    way = way_up(card)

    assert way is not None
    assert (card.total, way.points) == (137, 3)
    assert way.sets == (
        ClosingSet(("1.1", "7.2"), Decimal(3)),
        ClosingSet(("6.1", "7.2"), Decimal(3)),
        ClosingSet(("1.1", "6.1"), Decimal(4)),
        ClosingSet(("3.1",), Decimal(8)),
    )


def test_five_stars_have_no_way_up() -> None:
    assert way_up(score(SCHEME, full("2025"))) is None


@pytest.mark.parametrize(
    ("deductions", "status"),
    [(4, Status.DETERMINATION_REQUIRED), (5, Status.NOT_CERTIFIABLE)],
)
def test_blocked_scorecard_has_no_way_up(deductions: int, status: Status) -> None:
    card = score(SCHEME, losing({"5.1": Decimal(9)}), [Deduction("law", "甲")] * deductions)

    assert (card.rating.status, way_up(card)) == (status, None)


def test_incomplete_scorecard_has_no_way_up() -> None:
    assert way_up(score(SCHEME, {})) is None


def test_no_set_is_named_when_all_lost_points_together_are_not_enough() -> None:
    awards = full("twelve") | {"一.1": Judged(Decimal("17.9"), "缺")}

    card = score(edition("twelve"), awards, [Deduction("law", "甲")], (), Determination("周复核", "已整改"))

    # 23.65: the tenth lost can be won back, the deduction cannot.
    assert way_up(card) == WayUp(edition("twelve").bands[-1], Decimal("0.35"), ())


def test_bonus_and_part_awards_count_towards_the_next_level() -> None:
    bonus = Bonus("理由", frozenset({"exceeds_law", "leads_trade"}))
    awards = losing({"5.1": Decimal(10)}) | {"2.1": Parts({"a": Judged(Decimal(5)), "b": Sampled(40, 20)})}

    way = way_up(score(SCHEME, awards, (), [bonus]))

    # 138.50 with the bonus.
    assert way is not None
    assert way.points == Decimal("1.5")
    assert way.sets == (ClosingSet(("2.1",), Decimal("2.5")), ClosingSet(("5.1",), Decimal(10)))


def test_number_of_sets_is_bounded() -> None:
    lost = {ref: Decimal("0.5") for ref in SCHEME.indicators if ref not in ("2.1", "2.2")} | {
        "4.1": Decimal("2.5")
    }
    card = score(SCHEME, losing(lost))

    way = way_up(card, most=3)

    # 139.50, where each half point alone would do.
    assert way is not None
    assert [each.refs for each in way.sets] == [("1.1",), ("1.2",), ("1.3",)]
