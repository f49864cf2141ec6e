# SPDX-License-Identifier: Apache-2.0
"""A person as the rules see them: read anew for each request and again inside each action, never kept."""

from zhuoping.core.authority import Actor, Role
from zhuoping.records.models import Membership, Person, RoleHolding


def actor_of(person: Person) -> Actor:
    """The roles that the person holds now and the clients that they act for; none for somebody inactive.

    Whoever acts for a client, or signed up and never worked for the body, is a client user: that role has no rows.
    """
    if not person.is_active:
        return Actor(person.pk, str(person))
    holdings = list(RoleHolding.objects.filter(person=person).values_list("role", "ended_at"))
    roles = {Role(role) for role, ended_at in holdings if ended_at is None}
    clients = frozenset(
        Membership.objects.filter(person=person, ended_at=None).values_list("client_id", flat=True)
    )
    if clients or not holdings:
        roles.add(Role.CLIENT_USER)
    return Actor(person.pk, str(person), frozenset(roles), clients)
