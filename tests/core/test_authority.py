# SPDX-License-Identifier: Apache-2.0
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhuoping.core.authority import (
    RULES,
    SECOND_FACTOR_ROLES,
    STAFF,
    Act,
    Actor,
    Party,
    Relation,
    Role,
    Subject,
    Visibility,
    check,
    check_anywhere,
    check_roles,
    ever_may,
    is_secret,
    may,
    needs_second_factor,
    party_of,
    roles_for,
    visibility,
)
from zhuoping.core.problems import Problem, Refused
from zhuoping.core.scheme import Openness
from zhuoping.core.wording.labels import label

WATER, PUMPS = 1, 2  # Two clients.
SEEING = {
    Act.VIEW_ENGAGEMENT, Act.VIEW_CLIENT, Act.DOWNLOAD_EVIDENCE, Act.VIEW_PLAN, Act.VIEW_NONCONFORMITIES,
    Act.VIEW_SHEETS, Act.VIEW_SCORECARD,
}  # fmt: skip
STAFF_SEEING = {Act.VIEW_PLAN_DRAFT, Act.VIEW_HISTORY, Act.VIEW_FIELDWORK}
TEAM = {Act.DECLARE_INTERESTS, Act.ADD_EVIDENCE, Act.RECORD_FIELDWORK, Act.SIGN_SCORECARD}
AUDITING = {Act.SCORE, Act.LEAD_FIELDWORK, Act.RAISE_NONCONFORMITY}
EVERYBODY = {Act.SEARCH, Act.VIEW_WORK_LIST, Act.MANAGE_OWN_API_KEYS}
ALL_STAFF = EVERYBODY | {Act.USE_DESK}
MANAGING = {
    Act.MANAGE_PEOPLE, Act.MANAGE_ROLES, Act.MANAGE_QUALIFICATIONS, Act.ADOPT_EDITION, Act.SET_NUMBER_PATTERNS,
    Act.SIGN_CHECKPOINT,
    Act.MANAGE_API_KEYS,
}  # fmt: skip
LEDGER = {Act.VIEW_LEDGER, Act.EXPORT_LEDGER}
OFFICER = {
    Act.EDIT_CLIENT, Act.REGISTER_CLIENT, Act.ACCEPT_CREDIT_CODE, Act.ADD_EVIDENCE, Act.REVIEW_APPLICATION,
    Act.ISSUE_AGREEMENT, Act.SIGN_AGREEMENT, Act.MAKE_PLAN, Act.RELEASE_PLAN, Act.WITHDRAW_PLAN,
    Act.DISCONTINUE, Act.VIEW_PEOPLE, Act.REOPEN_FIELDWORK,
}  # fmt: skip
OF_CLIENT = {
    Act.EDIT_CLIENT, Act.APPLY, Act.ADD_EVIDENCE, Act.SIGN_AGREEMENT, Act.CONFIRM_PLAN, Act.DISCONTINUE,
    Act.ANSWER_NONCONFORMITY, Act.SIGN_SCORECARD,
}  # fmt: skip
SEES_ALL = ALL_STAFF | SEEING | STAFF_SEEING


def somebody(*roles: str, id_: int = 7, clients: tuple[int, ...] = ()) -> Actor:
    return Actor(id_, "林工", frozenset(Role(role) for role in roles), frozenset(clients))


def allowed(actor: Actor, subject: Subject | None) -> set[Act]:
    return {act for act in Act if may(actor, act, subject)}


def refusal(actor: Actor, act: Act, subject: Subject | None = None) -> Problem:
    with pytest.raises(Refused) as caught:
        check(actor, act, subject)
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize(
    ("role", "acts"),
    [
        ("administrator", SEES_ALL | MANAGING | LEDGER | {Act.VIEW_PEOPLE}),
        ("case-officer", SEES_ALL | OFFICER),
        ("reviewer", SEES_ALL),
        ("decider", SEES_ALL | {Act.DETERMINE}),
        ("certificate-officer", SEES_ALL),
        ("complaints-officer", SEES_ALL),
        ("observer", SEES_ALL | LEDGER | {Act.VIEW_PEOPLE}),
    ],
)
def test_role_of_the_body_may_do_just_this_in_any_engagement(role: str, acts: set[Act]) -> None:
    assert allowed(somebody(role), Subject(WATER)) == acts
    assert somebody(role).sees_all


@pytest.mark.parametrize(("role", "more"), [("auditor", AUDITING), ("technical-expert", set())])
def test_who_goes_out_sees_the_engagements_they_are_on_the_team_of_and_no_other(
    role: str, more: set[Act]
) -> None:
    theirs, other = Subject(WATER, frozenset({7, 8})), Subject(WATER, frozenset({8}))

    assert allowed(somebody(role), theirs) == SEES_ALL | TEAM | more
    assert allowed(somebody(role), other) == ALL_STAFF
    assert not somebody(role).sees_all


def test_client_user_may_do_just_this_for_the_own_client() -> None:
    assert allowed(somebody("client-user", clients=(WATER,)), Subject(WATER)) == (
        EVERYBODY | SEEING | OF_CLIENT | {Act.REGISTER_CLIENT}
    )


def test_client_user_may_do_nothing_to_another_client_even_when_on_the_team_by_number() -> None:
    user = somebody("client-user", clients=(WATER,))

    assert allowed(user, Subject(PUMPS, frozenset({7}))) == EVERYBODY | {Act.REGISTER_CLIENT}
    assert allowed(user, Subject(None)) == EVERYBODY | {Act.REGISTER_CLIENT}


def test_without_a_subject_nothing_is_allowed_that_is_tied_to_one() -> None:
    everything = somebody("auditor", "technical-expert")

    assert allowed(everything, None) == ALL_STAFF
    assert allowed(somebody("client-user", clients=(WATER,)), None) == EVERYBODY | {Act.REGISTER_CLIENT}


def test_person_without_roles_may_do_nothing() -> None:
    assert allowed(somebody(clients=(WATER,)), Subject(WATER, frozenset({7}))) == set()
    assert visibility(somebody(clients=(WATER,))) == Visibility()


def test_person_with_several_roles_may_do_what_any_of_them_may() -> None:
    subject = Subject(WATER, frozenset({7}))

    assert allowed(somebody("auditor", "reviewer"), subject) == SEES_ALL | TEAM | AUDITING
    assert somebody("auditor", "reviewer").sees_all


@pytest.mark.parametrize("role", sorted(STAFF))
def test_person_on_both_sides_may_do_nothing_at_all(role: str) -> None:
    both = somebody(role, "client-user", clients=(WATER,))

    assert allowed(both, Subject(WATER, frozenset({7}))) == set()
    assert visibility(both) == Visibility()
    assert not any(ever_may(both, act) for act in Act)
    assert refusal(both, Act.SEARCH).code == "roles-not-together"


def test_roles_of_both_sides_are_refused_by_name() -> None:
    (problem,) = check_roles("林工", {Role.CLIENT_USER, Role.AUDITOR, Role.CASE_OFFICER})

    assert (problem.path, problem.code) == ("roles", "roles-not-together")
    assert problem.message("en") == (
        "林工 is a client user and also case officer, auditor, which impartiality forbids (ISO/IEC 17065, 4.2), "
        "so nothing is allowed: an administrator has to end the roles on one side."
    )


@pytest.mark.parametrize("roles", [STAFF, {Role.CLIENT_USER}, set()])
def test_roles_of_one_side_are_held_together(roles: set[Role]) -> None:
    assert check_roles("林工", roles) == ()


def test_administrator_acts_in_no_engagement() -> None:
    assert not allowed(somebody("administrator"), Subject(WATER)) & (OFFICER | OF_CLIENT) - {Act.VIEW_PEOPLE}


def test_observer_changes_nothing() -> None:
    changing = {
        act for act in Act if act.split("-")[0] not in ("view", "search", "download", "export", "use")
    }

    assert allowed(somebody("observer"), Subject(WATER)) & changing == {Act.MANAGE_OWN_API_KEYS}


def test_refusal_names_the_roles_that_may() -> None:
    problem = refusal(somebody("auditor"), Act.VIEW_PEOPLE)

    assert (problem.path, problem.code) == ("by", "not-allowed-role")
    assert problem.message("zh") == (
        "“查看人员”由管理员、项目专员、观察员办理，您没有这样的角色：请交由他们办理，或请管理员核定您的角色。"
    )


def test_refusal_of_a_right_role_at_another_engagement_says_so() -> None:
    problem = refusal(somebody("auditor", "technical-expert"), Act.DECLARE_INTERESTS, Subject(WATER))

    assert (problem.path, problem.code) == ("by", "not-allowed-relation")
    assert problem.message("en") == (
        "Your roles let you declare interests for engagements on whose team you are only, and this is none of them: "
        "check that you have the right engagement open."
    )


def test_what_is_allowed_is_not_refused() -> None:
    assert check(somebody("case-officer"), Act.RELEASE_PLAN, Subject(WATER)) is None


def test_secret_of_a_covert_act_is_kept_from_the_client_and_not_from_the_body() -> None:
    secret = Subject(WATER, frozenset({7}), secret=True)

    assert not may(somebody("client-user", clients=(WATER,)), Act.VIEW_PLAN, secret)
    assert not may(somebody("client-user", clients=(WATER,)), Act.DOWNLOAD_EVIDENCE, secret)
    assert may(somebody("auditor"), Act.VIEW_PLAN, secret)
    assert may(somebody("observer"), Act.VIEW_PLAN, secret)


@pytest.mark.parametrize(
    ("openness", "released", "secret"),
    [
        (Openness.COVERT, False, True),
        (Openness.COVERT, True, False),
        (Openness.OPEN, False, False),
        (Openness.NONE, False, False),
    ],
)
def test_covert_act_is_secret_until_it_is_released(
    openness: Openness, *, released: bool, secret: bool
) -> None:
    assert is_secret(openness, released=released) is secret


@settings(max_examples=200, deadline=None)
@given(
    roles=st.frozensets(st.sampled_from(Role)),
    clients=st.frozensets(st.integers(1, 3)),
    client=st.integers(1, 3),
    team=st.frozensets(st.integers(6, 8)),
)
def test_list_shows_exactly_what_may_be_seen(roles, clients, client, team) -> None:
    actor, subject = Actor(7, "林工", roles, clients), Subject(client, team)

    seen = visibility(actor)

    listed = seen.everything or client in seen.clients or seen.on_team_of in team
    assert listed is may(actor, Act.VIEW_ENGAGEMENT, subject)


def test_act_that_is_possible_somewhere_is_not_refused_before_it_is_known_where() -> None:
    assert check_anywhere(somebody("auditor"), Act.DECLARE_INTERESTS) is None
    with pytest.raises(Refused) as caught:
        check_anywhere(somebody("auditor"), Act.MAKE_PLAN)
    assert [each.code for each in caught.value.problems] == ["not-allowed-role"]


def test_staff_works_for_the_body_only() -> None:
    assert somebody("observer").is_staff
    assert not somebody("client-user").is_staff
    assert not somebody("observer", "client-user").is_staff
    assert not somebody().is_staff


def test_menu_offers_what_there_can_be_something_for() -> None:
    assert ever_may(somebody("auditor"), Act.DECLARE_INTERESTS)
    assert not ever_may(somebody("auditor"), Act.MAKE_PLAN)


def test_second_factor_is_asked_of_three_roles_and_whoever_holds_one_of_them() -> None:
    assert {Role.ADMINISTRATOR, Role.REVIEWER, Role.DECIDER} == SECOND_FACTOR_ROLES
    assert needs_second_factor({Role.AUDITOR, Role.DECIDER})
    assert not needs_second_factor({Role.AUDITOR, Role.CASE_OFFICER})


def test_every_role_stands_on_its_side() -> None:
    assert {role for role in Role if party_of(role) is Party.BODY} == STAFF
    assert party_of(Role.CLIENT_USER) is Party.CLIENT


def test_every_act_has_a_rule_and_is_told_in_the_order_of_the_roles() -> None:
    assert list(RULES) == list(Act)
    assert roles_for(Act.SIGN_AGREEMENT) == (Role.CASE_OFFICER, Role.CLIENT_USER)


@pytest.mark.parametrize("kind", [Role, Act, Party, Relation])
def test_every_member_has_its_own_words(kind) -> None:
    for language in ("zh", "en"):
        assert len({label(f"{kind.__name__}.{each}", language) for each in kind}) == len(kind)
