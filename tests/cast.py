# SPDX-License-Identifier: Apache-2.0
"""The fixed cast of all tests with a database: who they are, and which roles they hold.

Lin and Sun are auditors, He a technical expert, Zhou reviews, Wu decides, Ma is case officer, Tan administrator, Ou
observer; Alice acts for client A, Bob for client B. Whoever opens a stranger's thing must find nothing.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from tests.remembering import from_the_start
from zhuoping.core.authority import Role
from zhuoping.core.enterprise import Enterprise
from zhuoping.records.models import Client, Membership, Person, Qualification, RoleHolding

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)
SCHEME = "after-sales-completeness"
PASSWORD = "cast-of-the-tests"

STAFF = {
    "lin": ("林审查", Role.AUDITOR),
    "sun": ("孙审查", Role.AUDITOR),
    "he": ("何技术", Role.TECHNICAL_EXPERT),
    "zhou": ("周复核", Role.REVIEWER),
    "wu": ("吴决定", Role.DECIDER),
    "ma": ("马受理", Role.CASE_OFFICER),
    "cao": ("曹证书", Role.CERTIFICATE_OFFICER),
    "tou": ("涂投诉", Role.COMPLAINTS_OFFICER),
    "tan": ("谭管理", Role.ADMINISTRATOR),
    "ou": ("欧观察", Role.OBSERVER),
}
USCC_A = "91350200MA0000010T"
USCC_B = "91110108551385082Q"


@dataclass
class Cast:
    """Everybody by name."""

    lin: Person
    sun: Person
    he: Person
    zhou: Person
    wu: Person
    ma: Person
    cao: Person
    tou: Person
    tan: Person
    ou: Person
    alice: Person
    bob: Person
    client_a: Client
    client_b: Client

    def of(self, role):
        """Somebody who holds a role; Alice for the client's side."""
        if role is Role.CLIENT_USER:
            return self.alice
        return getattr(self, next(name for name, (_, held) in STAFF.items() if held is role))


def enterprise(name="甲泵业有限公司", uscc=USCC_A, **changes):
    """An enterprise without faults."""
    values = {
        "name": name,
        "uscc": uscc,
        "address": "福建省厦门市集美区样例路 1 号",
        "division": "350211",
        "industry": "C34",
        "staff": 420,
        "product_families": ("供水泵组",),
        "name_en": "Sample Pumps Co., Ltd.",
    }
    return Enterprise(**values | changes)


def person(name, email):
    """A person who can sign in."""
    made = Person(email=email, name=name, joined_at=NOW)
    made.set_password(PASSWORD)
    made.save()
    return made


@from_the_start
def make_cast():
    """The cast, written straight into the tables: how people come to roles is tested in tests/actions/test_people."""
    people = {}
    for key, (name, role) in STAFF.items():
        people[key] = person(name, f"{key}@body.example")
        RoleHolding.objects.create(person=people[key], role=role, since_at=NOW)
    for key in ("lin", "sun", "he", "ma"):
        Qualification.objects.create(
            person=people[key],
            scheme=SCHEME,
            modes=["A", "B", "C", "D", "E", "F", "G", "H", "I"],
            from_on=date(2025, 1, 1),
            until_on=date(2027, 12, 31),
            granted_by=people["tan"],
            granted_at=NOW,
        )
    for key, name, uscc in (("a", "甲泵业有限公司", USCC_A), ("b", "乙家电股份有限公司", USCC_B)):
        user = person(f"{name}经办人", f"{'alice' if key == 'a' else 'bob'}@client-{key}.example")
        client = Client.objects.create(
            uscc=uscc,
            name=name,
            name_en=f"Client {key.upper()} Co., Ltd.",
            address="福建省厦门市集美区样例路 1 号",
            division="350211",
            industry="C34",
            staff=420,
            product_families=["供水泵组"],
            registered_at=NOW,
            registered_by=user,
            search=f"{name} client {key} {uscc}".casefold(),
        )
        Membership.objects.create(person=user, client=client, since_at=NOW)
        people["alice" if key == "a" else "bob"] = user
        people[f"client_{key}"] = client
    return Cast(**people)


@pytest.fixture
def cast(db):
    """The fixed cast."""
    return make_cast()
