# SPDX-License-Identifier: Apache-2.0
"""The navigation: whoever may ever do an act sees its entry, and where they are."""

from zhuoping.core.authority import Actor, Role
from zhuoping.web.shared import navigation
from zhuoping.web.shared.navigation import address_of, entries_for


def acts_shown(*roles):
    actor = Actor(1, "某人", frozenset(roles))
    return {
        shown.address
        for door in navigation.NAVIGATION
        for _, group in entries_for(actor, door, "/")
        for shown in group
    }


def test_administrator_sees_what_a_case_officer_does_not():
    assert address_of("desk-editions") in acts_shown(Role.ADMINISTRATOR)
    assert address_of("desk-editions") not in acts_shown(Role.CASE_OFFICER)


def test_person_without_roles_sees_nothing():
    assert acts_shown() == set()


def test_page_under_an_entry_marks_it_and_the_doors_first_page_marks_itself_only():
    administrator = Actor(1, "某人", frozenset({Role.ADMINISTRATOR}))
    people = address_of("desk-people")

    marked = [
        (shown.address, shown.is_exact)
        for path in (f"{people}7/", people)
        for _, group in entries_for(administrator, "desk", path)
        for shown in group
        if shown.is_here
    ]

    assert marked == [(people, False), (people, True)]


def test_every_entry_leads_to_a_page():
    pages = [
        entry.page for groups in navigation.NAVIGATION.values() for _, group in groups for entry in group
    ]

    assert [page for page in pages if not address_of(page)] == []
