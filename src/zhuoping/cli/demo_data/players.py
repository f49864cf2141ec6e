# SPDX-License-Identifier: Apache-2.0
"""Who plays in made-up histories: the staff of the body, the enterprises and their people, by the real actions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from importlib import resources

from django.contrib.auth.hashers import make_password

from zhuoping.actions import clients, competence, facts, invitations, people, scheme
from zhuoping.cli.demo_data import enterprises, papers
from zhuoping.cli.demo_data.accounts import PASSWORD, STAFF, Somebody
from zhuoping.cli.demo_data.clock import Clock
from zhuoping.core.authority import Role
from zhuoping.core.team import Grade
from zhuoping.records.models import AdoptedEdition, Client, FactSheet, Person

MODES = ("A", "B", "C", "D", "E", "F", "G", "H", "I")
BODY_PARAMETERS: Mapping[str, Decimal | str] = {
    "certificate.number_pattern": "ZY-{year}-{serial:05}-{cycle}",
    "person_days.base": Decimal(4),
    "person_days.per_product_family": Decimal("0.5"),
    "person_days.most_reduction_share": Decimal("0.3"),
}


# Who goes out, and who handles cases, is authorised for the scheme.
_QUALIFIED = {
    "ma": Grade.AUDITOR,
    "lin": Grade.SENIOR,
    "zhou": Grade.AUDITOR,
    "sun": Grade.AUDITOR,
    "qi": None,
}

# Who goes out when everybody else is booked.
_SPARE = (
    ("替补组长", Role.AUDITOR),
    ("替补审查员", Role.AUDITOR),
    ("替补专家", Role.TECHNICAL_EXPERT),
)

PaperMaker = Callable[[str, str], bytes]


@dataclass(frozen=True, slots=True)
class Players:
    """Whom a history needs: the officer, the team, an enterprise with its person, and the edition in force.

    `paper` makes the file of a document from its title and the name of the enterprise; with `one_file` all documents
    are one and the same, for those who only want to be there soon. `visit_on` is the first day of the visit; None
    for one that lies ahead.
    """

    officer: Person
    leader: Person
    auditor: Person
    expert: Person
    client: Client
    user: Person
    edition: AdoptedEdition
    prior_number: str = "SL-27922-2025-00109"
    scope: str = "成套设备的安装、调试、维修、备件供应和用户培训"
    design_reason: str = "服务标准和培训课程由申请方自行设计并定版。"
    paper: PaperMaker = papers.paper
    one_file: bool = False
    visit_on: date | None = None


def staff(clock: Clock) -> dict[str, Person]:
    """The staff by key: the first administrator from the command line, everybody else invited by them."""
    first, *others = STAFF
    found = {
        first.key: people.appoint_first_administrator(
            at=clock.tick(), email=first.email, name=first.name, password=PASSWORD
        )
    }
    for each in others:
        at = clock.tick()
        token = invitations.invite(
            by=found[first.key], at=at, email=each.email, name=each.name, roles=[each.role]
        )
        found[each.key] = joined(each, clock)
        invitations.accept(by=found[each.key], at=clock.tick(), token=token)
    return found


def joined(somebody: Somebody, clock: Clock) -> Person:
    """Somebody who signed up and whose address is confirmed."""
    person = Person(email=somebody.email, name=somebody.name, password=_hashed())
    return people.join(at=clock.tick(), person=person, confirmed=True)


@cache
def _hashed() -> str:
    """The password as it is kept: hashed once, as that is made to be slow."""
    return make_password(PASSWORD)


def qualify(found: Mapping[str, Person], clock: Clock) -> None:
    """Authorise those who go out for all modes, from the year before to the one after next."""
    _authorise(found, _QUALIFIED, 412, clock)


def _authorise(
    found: Mapping[str, Person], grades: Mapping[str, Grade | None], first: int, clock: Clock
) -> None:
    today = clock.today
    for number, (key, grade) in enumerate(grades.items(), start=first):
        competence.qualify(
            by=found["tan"],
            at=clock.tick(),
            person=found[key],
            scheme=enterprises.SCHEME,
            modes=MODES,
            from_on=today - timedelta(days=300),
            until_on=date(today.year + 2, 12, 31),
            registration=f"样例-FW-{number:04}",
            grade=grade,
        )


def spare_team(administrator: Person, clock: Clock) -> tuple[Person, Person, Person]:
    """Three more people who can go out today, whatever the others are booked for: leader, auditor, expert."""
    number = Person.objects.count()
    found = {"tan": administrator}
    for place, (name, role) in enumerate(_SPARE, start=number):
        somebody = Somebody(f"team{place}", f"{name}{place}", f"team{place}@body.example", role)
        token = invitations.invite(
            by=administrator, at=clock.tick(), email=somebody.email, name=somebody.name, roles=[role]
        )
        found[somebody.key] = joined(somebody, clock)
        invitations.accept(by=found[somebody.key], at=clock.tick(), token=token)
    leader, auditor, expert = [key for key in found if key != "tan"]
    _authorise(found, {leader: Grade.SENIOR, auditor: Grade.AUDITOR, expert: None}, number, clock)
    return found[leader], found[auditor], found[expert]


def adopted(by: Person, clock: Clock) -> AdoptedEdition:
    """The shipped edition, adopted with the body's own values."""
    folder = resources.files("zhuoping.schemes").joinpath(enterprises.SCHEME)
    return scheme.adopt(
        by=by,
        at=clock.tick(),
        content=folder.joinpath(f"{enterprises.EDITION}.yaml").read_bytes(),
        overlay_en=folder.joinpath(f"{enterprises.EDITION}.en.yaml").read_bytes(),
        body_parameters=BODY_PARAMETERS,
    )


def registered(name: str, user: Person, officer: Person, clock: Clock) -> Client:
    """A sample enterprise, registered by its own person, with all its fact sheets."""
    client, _ = clients.register(by=user, at=clock.tick(), enterprise=enterprises.enterprise(name))
    fill_sheets(name, client, user, clock)
    if enterprises.sample(name).client.uscc_override is not None:
        evidence = "营业执照原件核对一致；代码校验位不符系登记机关早年赋码所致。"
        clients.accept_credit_code(by=officer, at=clock.tick(), client=client, evidence=evidence)
    return client


def fill_sheets(name: str, client: Client, user: Person, clock: Clock) -> None:
    """Put the fact sheets of a sample enterprise in place, as an import does; sheets that have rows stay."""
    there = set(FactSheet.objects.filter(client=client, version__gt=0).values_list("key", flat=True))
    for key, rows in enterprises.sheets(name).items():
        if key not in there:
            facts.replace_rows(by=user, at=clock.tick(), client=client, key=key, version=0, rows=rows)
