# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.teams import (
    AUDITOR,
    CLIENT,
    FREE,
    LEADER,
    NEED,
    OPENING,
    SCHEME,
    expert,
    look_back,
    person,
    qualified,
)
from zhuoping.core.authority import Role
from zhuoping.core.team import (
    Booking,
    Declaration,
    Grade,
    Member,
    TeamCandidate,
    Tie,
    TieKind,
    capable_of,
    check_team,
    why_not,
)
from zhuoping.core.team_proposals import propose_teams

MODES = "EHI"
NEED_3 = replace(NEED, modes=tuple(MODES))


def proposed(*people: TeamCandidate, need=NEED, **options: int) -> list[list[int]]:
    """The ids of each proposal, leader first."""
    return [
        [each.person for each in proposal.plan.members]
        for proposal in propose_teams(SCHEME, need, people, **options)
    ]


def away(days: int, engagement: int = 18) -> dict[str, object]:
    """Booked for so many days, long before."""
    first = date(2026, 3, 1)
    return {"bookings": (Booking(engagement, "ZP-18", first, first + timedelta(days=days - 1)),)}


def test_one_who_can_do_all_goes_alone_before_any_pair() -> None:
    assert proposed(person(1, "E"), person(2, "I"), person(3)) == [[3], [1, 2]]


def test_proposal_gives_leader_and_auditors_the_modes_that_are_theirs() -> None:
    (proposal,) = propose_teams(SCHEME, NEED, [person(1, "EA"), person(2, "I", grade=Grade.SENIOR)])

    assert proposal.plan.need is NEED
    assert proposal.plan.members == (Member(2, LEADER, ("I",)), Member(1, AUDITOR, ("E",)))


def test_better_leader_is_proposed_first() -> None:
    people = (
        person(1),
        person(2, grade=Grade.TRAINEE),
        person(3, grade=Grade.SENIOR, led=2),
        person(4, grade=Grade.AUDITOR, led=50),
        person(5, grade=Grade.SENIOR, led=9),
    )

    assert proposed(*people) == [[5], [3], [4], [2], [1]]


def test_less_booked_is_proposed_first_among_equals_and_then_the_lower_number() -> None:
    assert proposed(person(1, **away(3)), person(4), person(3), person(2, **away(1))) == [[3], [4], [2], [1]]


def test_load_counts_the_days_elsewhere_and_not_those_of_this_engagement() -> None:
    here = Booking(17, "ZP-17", OPENING, OPENING)
    busy = person(1, bookings=(here, *away(4)["bookings"]))

    (proposal,) = propose_teams(SCHEME, NEED, [busy])

    assert proposal.load == 4


def test_who_has_yet_to_declare_is_named() -> None:
    (proposal,) = propose_teams(SCHEME, NEED, [person(1, "E"), person(2, "I", declaration=None)])

    assert proposal.undeclared == (2,)


def test_nobody_is_proposed_who_cannot_go() -> None:
    assert (
        proposed(
            person(1, declaration=Declaration(free=False, text="股东")),
            person(2, other_body="另一公司"),
            person(3, ties=(Tie(CLIENT, TieKind.EMPLOYED, date(2020, 1, 1)),)),
            person(4, bookings=(Booking(18, "ZP-18", OPENING, OPENING),)),
            person(5, qualifications=(qualified("EI", until_on=OPENING),)),
            person(6, roles=frozenset({Role.CLIENT_USER})),
            expert(7),
            person(8, "E"),
        )
        == []
    )


def test_nothing_is_proposed_without_modes_dates_people_places_or_a_look_back() -> None:
    assert proposed(person(1), need=replace(NEED, modes=())) == []
    assert proposed(person(1), need=replace(NEED, dates=())) == []
    assert proposed() == []
    assert proposed(person(1), limit=0) == []
    assert propose_teams(look_back(None), NEED, [person(1)]) == ()


def test_nobody_superfluous_is_proposed() -> None:
    assert proposed(person(1, "EH"), person(2, "HI"), person(3, "EI"), need=NEED_3) == [
        [1, 2],
        [1, 3],
        [2, 3],
    ]
    assert proposed(person(1, "EHI"), person(2, "H"), need=NEED_3) == [[1]]


def test_more_people_are_added_where_more_are_wanted_the_least_booked_first() -> None:
    people = (person(1, **away(2)), person(2, "E", **away(1)), person(3, "I"))

    assert proposed(*people, people=2) == [[3, 2], [3, 1]]
    assert proposed(*people, people=3) == [[3, 2, 1]]
    assert proposed(*people, people=4) == []


def test_better_leader_of_a_pair_goes_before_one_who_is_joined_by_a_second() -> None:
    people = (person(1), person(2), person(3, "E", grade=Grade.SENIOR), person(4, "I", **away(9)))

    assert proposed(*people, people=2, limit=2) == [[3, 1], [3, 2]]


def test_pair_that_shares_the_modes_goes_before_one_that_is_more_booked() -> None:
    senior = person(3, "E", grade=Grade.SENIOR)
    people = (person(1, **away(5)), person(2, **away(6)), senior, person(4, "I"))

    assert proposed(*people, people=2, limit=2) == [[3, 4], [3, 1]]


def test_least_booked_goes_with_the_leader_though_others_of_the_same_modes_would_lead_better() -> None:
    people = (
        person(1, "E", grade=Grade.SENIOR),
        person(2, "I", grade=Grade.AUDITOR, **away(9)),
        person(3, "I"),
    )

    assert proposed(*people, limit=1) == [[1, 3]]


def test_no_more_than_asked_for_are_proposed() -> None:
    assert proposed(*(person(number) for number in range(1, 9)), limit=3) == [[1], [2], [3]]


def test_order_in_which_people_are_given_does_not_matter() -> None:
    people = [person(number, modes) for number, modes in enumerate(("E", "I", "H", "EH", "HI", "EHI"), 1)]

    assert proposed(*people, need=NEED_3) == proposed(*reversed(people), need=NEED_3)


def test_nine_modes_and_many_people_are_still_answered() -> None:
    need = replace(NEED, modes=tuple("ABCDEFGHI"))
    people = [person(number, "ABCDEFGHI"[number % 9], **away(1 + number % 7)) for number in range(1, 181)]
    people[0] = person(1, "AB")

    teams = proposed(*people, need=need)

    assert len(teams) == 5
    assert {len(team) for team in teams} == {8}


CANDIDATES = st.lists(
    st.builds(
        lambda modes, until, free, booked, tied, grade, led: {
            "qualifications": (qualified(modes, until_on=until),),
            "declaration": free,
            "bookings": (Booking(18, "ZP-18", booked, booked),),
            "ties": (Tie(CLIENT, TieKind.CONSULTED, date(2020, 1, 1), tied),),
            "grade": grade,
            "led": led,
        },
        st.text("EHI", min_size=1, max_size=3),
        st.dates(OPENING, OPENING + timedelta(days=4)),
        st.sampled_from([FREE, FREE, None, Declaration(free=False)]),
        st.dates(OPENING - timedelta(days=3), OPENING + timedelta(days=5)),
        st.dates(date(2024, 11, 20), date(2024, 11, 25)),
        st.sampled_from([None, *Grade]),
        st.integers(0, 2),
    ),
    max_size=7,
)


@settings(max_examples=150, deadline=None)
@given(CANDIDATES, st.integers(1, 3), st.integers(1, 6))
def test_every_proposed_team_is_lawful_and_there_is_one_whenever_there_can_be(drawn, number, limit) -> None:
    people = {index: person(index, **changes) for index, changes in enumerate(drawn, start=1)}

    proposals = propose_teams(SCHEME, NEED_3, people.values(), people=number, limit=limit)

    assert len(proposals) <= limit
    assert len({frozenset(each.person for each in found.plan.members) for found in proposals}) == len(
        proposals
    )
    for found in proposals:
        assert check_team(SCHEME, found.plan, people, declared=False) == ()
        declared = people | {each: replace(people[each], declaration=FREE) for each in found.undeclared}
        assert check_team(SCHEME, found.plan, declared) == ()
        assert len(found.plan.members) >= number
    sizes = [len(found.plan.members) for found in proposals]
    assert sizes == sorted(sizes)
    assert sizes[:1] == smallest(people, number)


def smallest(people: dict[int, TeamCandidate], number: int) -> list[int]:
    """The size of the smallest team by trying all of them, or nothing."""
    fit = [capable_of(SCHEME, NEED_3, each) for each in people.values() if not why_not(SCHEME, NEED_3, each)]
    return [
        size
        for size in range(number, len(fit) + 1)
        if any(
            {mode for modes in chosen for mode in modes} == set(MODES) for chosen in combinations(fit, size)
        )
    ][:1]
