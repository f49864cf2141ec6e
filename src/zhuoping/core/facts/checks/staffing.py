# SPDX-License-Identifier: Apache-2.0
"""Checks on staffing (2.1, 2.2): certificates and training, posts filled, and management professionals (A15)."""

import decimal
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from zhuoping.core.facts.checking import (
    CheckRules,
    Found,
    Remark,
    Setting,
    attention,
    cannot_tell,
    figures,
    gap,
    placed,
    question,
    same,
    share,
)
from zhuoping.core.facts.rows.staffing import Employment, Grade, Manager, ManagerLevel, Post, StaffMember
from zhuoping.core.facts.sheets import Facts

# Words of an edition for rounding the least number of professionals.
ROUNDINGS: Mapping[str, str] = {
    "up": decimal.ROUND_CEILING,
    "ceil": decimal.ROUND_CEILING,
    "ceiling": decimal.ROUND_CEILING,
    "half-up": decimal.ROUND_HALF_UP,
    "half-even": decimal.ROUND_HALF_EVEN,
    "down": decimal.ROUND_FLOOR,
}

_Person = list[tuple[str, StaffMember]]


def _people(facts: Facts) -> list[_Person]:
    """The rows of each person: those with one staff number belong together, others stand for themselves."""
    people: defaultdict[str, _Person] = defaultdict(list)
    for path, row in placed("roster", facts.roster):
        number = same(row.staff_number)
        people[f"number {number}" if number else path].append((path, row))
    return list(people.values())


@question("staff-certified", "2.1", needs=("roster",))
def staff_certified(facts: Facts, setting: Setting) -> Found:
    """Which part of the staff holds a valid certificate, and who has neither certificate nor training."""
    people = _people(facts)
    remarks = [remark for person in people for remark in _certified(person, setting)]
    certified = sum(1 for person in people if _holds(person, setting))
    trained = sum(1 for person in people if not _holds(person, setting) and _trained(person, setting))
    codes = Counter(remark.code for remark in remarks)
    found = figures(
        staff=len(people),
        certified=certified,
        certified_share=share(certified, len(people)),
        trained_only=trained,
        neither=len(people) - certified - trained,
        expired=codes["certificate-expired"],
        expiring=codes["certificate-expiring"],
    )
    return found, remarks


def _certificates(person: _Person) -> _Person:
    return [(path, row) for path, row in person if row.certificate.strip()]


def _holds(person: _Person, setting: Setting) -> bool:
    return any(setting.valid(row.valid_until) for _, row in _certificates(person))


def _trained(person: _Person, setting: Setting) -> bool:
    return any(setting.past(row.trained_on) for _, row in person)


def _certified(person: _Person, setting: Setting) -> Iterator[Remark]:
    certificates = _certificates(person)
    trained = _trained(person, setting)
    if not certificates and not trained:
        path, row = person[0]
        yield gap(path, "staff-without-certificate-or-training", name=row.name)
    for path, row in certificates:
        values = {"name": row.name, "certificate": row.certificate, "until": row.valid_until}
        if not setting.valid(row.valid_until):
            # One who holds another valid certificate, or was trained, still fits the post.
            lacks = not trained and not _holds(person, setting)
            yield (gap if lacks else attention)(path, "certificate-expired", **values)
        elif setting.expiring(row.valid_until):
            yield attention(path, "certificate-expiring", **values)


def _posts(facts: Facts) -> list[list[tuple[str, Post]]]:
    """The rows of each post: the same post may be needed in several places."""
    posts: defaultdict[str, list[tuple[str, Post]]] = defaultdict(list)
    for path, row in placed("posts", facts.posts):
        posts[same(row.post)].append((path, row))
    return list(posts.values())


@question("posts-filled", "2.1", needs=("posts", "roster"))
def posts_filled(facts: Facts, _: Setting) -> Found:
    """Whether each post has the people that it needs."""
    holders: defaultdict[str, set[str]] = defaultdict(set)
    for person in _people(facts):
        for _path, row in person:
            holders[same(row.post)].add(person[0][0])
    remarks = []
    for rows in _posts(facts):
        path, post = rows[0]
        needed, have = sum(row.needed for _, row in rows), len(holders[same(post.post)])
        if needed and not have:
            remarks.append(gap(path, "post-empty", post=post.post, needed=needed))
        elif have < needed:
            remarks.append(gap(path, "post-short", post=post.post, needed=needed, have=have))
    codes = Counter(remark.code for remark in remarks)
    known = {same(post.post) for post in facts.posts}
    remarks += [
        attention(path, "post-not-listed", name=row.name, post=row.post)
        for path, row in placed("roster", facts.roster)
        if same(row.post) not in known
    ]
    found = figures(
        posts=len(known),
        needed=sum(post.needed for post in facts.posts),
        in_post=sum(len(holders[post]) for post in known),
        posts_empty=codes["post-empty"],
        posts_short=codes["post-short"],
    )
    return found, remarks


@question("legal-qualifications", "2.1", needs=("posts", "roster"))
def legal_qualifications(facts: Facts, setting: Setting) -> Found:
    """Whether all who work in a post for which the law demands a qualification hold it on the day."""
    demanded = {
        same(post.post): post.legal_qualification for post in facts.posts if post.legal_qualification.strip()
    }
    concerned = [
        (person, demanded[post])
        for person in _people(facts)
        for post in sorted({same(row.post) for _, row in person} & demanded.keys())
    ]
    remarks = [remark for person, what in concerned for remark in _qualified(person, what, setting)]
    codes = Counter(remark.code for remark in remarks)
    lacking = codes["legal-qualification-missing"] + codes["legal-qualification-expired"]
    return figures(posts=len(demanded), staff=len(concerned), lacking=lacking), remarks


def _qualified(person: _Person, qualification: str, setting: Setting) -> Iterator[Remark]:
    held = [(path, row) for path, row in person if row.legal_qualification.strip()]
    valid = [(path, row) for path, row in held if setting.valid(row.legal_valid_until)]
    fitting = [row for _, row in valid if _alike(row.legal_qualification, qualification)]
    path, row = (valid or held or person)[0]
    values = {"name": row.name, "qualification": qualification, "until": row.legal_valid_until}
    if not held:
        yield gap(path, "legal-qualification-missing", name=row.name, qualification=qualification)
    elif not valid:
        yield gap(path, "legal-qualification-expired", **values)
    elif not fitting:
        yield attention(path, "legal-qualification-differs", **values, held=row.legal_qualification)
    elif all(setting.expiring(row.legal_valid_until) for row in fitting):
        yield attention(path, "legal-qualification-expiring", **values)


def _alike(one: str, other: str) -> bool:
    """Whether two names may mean one qualification: people write a shorter and a longer form of it."""
    return same(one) in same(other) or same(other) in same(one)


@question("outsourced-staff", "2.1", needs=("roster",))
def outsourced_staff(facts: Facts, _: Setting) -> Found:
    """Which part of the staff is outsourced, and whether the client's rules cover them."""
    people = _people(facts)
    outsourced = [
        person for person in people if any(row.employment is Employment.OUTSOURCED for _, row in person)
    ]
    remarks = []
    for person in outsourced:
        path, first = person[0]
        stated = {row.covered_by_rules for _, row in person}
        if False in stated:
            remarks.append(gap(path, "outsourced-not-covered", name=first.name))
        elif True not in stated:
            remarks.append(attention(path, "outsourced-cover-not-stated", name=first.name))
    found = figures(
        staff=len(people),
        outsourced=len(outsourced),
        outsourced_share=share(len(outsourced), len(people)),
        uncovered=len(remarks),
    )
    return found, remarks


def least_professionals(managers: int, rules: CheckRules) -> int | None:
    """The least number of professionals among so many managers; None where the edition is silent.

    >>> least_professionals(11, CheckRules(decimal.Decimal("0.1"), "up", 1))
    2
    """
    rounding = ROUNDINGS.get(rules.managers_rounding or "")
    if rules.managers_ratio is None or rules.managers_least is None or rounding is None:
        return None
    return max(rules.managers_least, int((rules.managers_ratio * managers).to_integral_value(rounding)))


@question("service-managers", "2.2", needs=("managers",))
def service_managers(facts: Facts, setting: Setting) -> Found:
    """Whether enough service managers are management professionals, with enough of intermediate grade or above."""
    rules = setting.rules
    counted = [
        (path, row)
        for path, row in placed("managers", facts.managers)
        if rules.managers_outlets_count or row.level is ManagerLevel.HEADQUARTERS
    ]
    held = [row for _, row in counted if row.grade is not Grade.NONE and setting.valid(row.valid_until)]
    higher = sum(1 for row in held if row.grade in (Grade.INTERMEDIATE, Grade.SENIOR))
    needed, higher_needed = least_professionals(len(counted), rules), rules.managers_intermediate_least
    remarks = [remark for path, row in counted for remark in _manager_dates(path, row, setting)]
    if needed is None or higher_needed is None or rules.managers_outlets_count is None:
        remarks.append(cannot_tell("facts.managers", "edition-silent-on-managers"))
    else:
        if len(held) < needed:
            remarks.append(gap("facts.managers", "professionals-too-few", have=len(held), needed=needed))
        if higher < higher_needed:
            remarks.append(gap("facts.managers", "intermediate-too-few", have=higher, needed=higher_needed))
    found = figures(
        managers=len(counted),
        needed=needed,
        professionals=len(held),
        professionals_share=share(len(held), len(counted)),
        intermediate=higher,
        intermediate_needed=higher_needed,
    )
    return found, remarks


def _manager_dates(path: str, row: Manager, setting: Setting) -> Iterator[Remark]:
    values = {"name": row.name, "certificate": row.grade, "until": row.valid_until}
    if row.grade is Grade.NONE:
        return
    if not setting.valid(row.valid_until):
        yield attention(path, "certificate-expired", **values)
    elif setting.expiring(row.valid_until):
        yield attention(path, "certificate-expiring", **values)
