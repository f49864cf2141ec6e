# SPDX-License-Identifier: Apache-2.0
from datetime import UTC, datetime, timedelta

import pytest

from zhuoping.core.authority import Act, Role
from zhuoping.core.problems import Refused
from zhuoping.core.programs import (
    LONGEST,
    NAME_LIMIT,
    SCOPES,
    Scope,
    check_age,
    check_characters,
    check_key,
    check_scope,
    check_second_factor,
)

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
LATER = NOW + timedelta(days=30)


def told(refused):
    return [(each.path, each.code) for each in refused.value.problems]


def test_key_within_its_limits_may_be_made():
    check_key("x" * NAME_LIMIT, [Scope.READ], NOW, NOW + LONGEST)


def test_key_with_every_fault_is_told_all_of_them():
    with pytest.raises(Refused) as refused:
        check_key("  ", [], NOW, NOW)

    assert told(refused) == [
        ("name", "empty-text"),
        ("scopes", "api-key-without-scope"),
        ("expires_at", "api-key-expired"),
    ]


def test_key_that_is_too_long_in_name_and_time_is_refused():
    with pytest.raises(Refused) as refused:
        check_key("x" * (NAME_LIMIT + 1), [Scope.READ], NOW, NOW + LONGEST + timedelta(seconds=1))

    assert told(refused) == [("name", "text-too-long"), ("expires_at", "api-key-too-long")]


def test_every_act_says_which_scopes_it_needs():
    assert set(SCOPES) == set(Act)


def test_only_opening_the_desk_and_making_keys_cannot_be_done_with_a_key():
    assert [act for act in Act if not SCOPES[act]] == [Act.USE_DESK, Act.MANAGE_OWN_API_KEYS]


@pytest.mark.parametrize("held", [[Scope.APPLY], [Scope.REVIEW], list(Scope)])
def test_one_of_the_scopes_of_an_act_is_enough(held):
    check_scope(held, Act.SIGN_AGREEMENT)


@pytest.mark.parametrize("act", [Act.APPLY, Act.RELEASE_PLAN, Act.MANAGE_OWN_API_KEYS])
def test_key_without_a_scope_of_the_act_is_refused(act):
    with pytest.raises(Refused) as refused:
        check_scope([Scope.READ], act)

    assert told(refused) == [("key", "api-key-scope")]


@pytest.mark.parametrize("since", [None, NOW, NOW - timedelta(days=1)])
def test_key_made_after_the_role_with_a_second_factor_counts(since):
    check_age(NOW, since)


def test_key_made_before_the_role_with_a_second_factor_counts_no_longer():
    with pytest.raises(Refused) as refused:
        check_age(NOW, NOW + timedelta(seconds=1))

    assert told(refused) == [("key", "api-key-before-second-factor")]


@pytest.mark.parametrize(("role", "is_set_up"), [(Role.DECIDER, True), (Role.AUDITOR, False)])
def test_key_counts_where_the_second_factor_is_set_up_or_not_needed(role, is_set_up):
    check_second_factor([role], is_set_up=is_set_up)


def test_key_of_a_role_that_needs_a_second_factor_counts_for_nothing_without_one():
    with pytest.raises(Refused) as refused:
        check_second_factor([Role.AUDITOR, Role.REVIEWER], is_set_up=False)

    assert told(refused) == [("key", "api-key-without-second-factor")]


def test_texts_that_can_be_shown_pass_with_everything_that_is_no_text():
    check_characters({"a": ["卓评\n", 1, None, True, {"b": "x\ty"}]})


@pytest.mark.parametrize(
    ("value", "paths"),
    [
        ("\0", [""]),
        ({"a": {"b": ["ok", "\ud800"]}}, ["a.b[1]"]),
        ({"x\x07": "y\x07"}, ["", "x\x07"]),
    ],
)
def test_texts_that_cannot_be_shown_are_refused_with_their_places(value, paths):
    with pytest.raises(Refused) as refused:
        check_characters(value)

    assert told(refused) == [(path, "character-not-allowed") for path in paths]
