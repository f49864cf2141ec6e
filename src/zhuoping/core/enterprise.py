# SPDX-License-Identifier: Apache-2.0
"""An enterprise as registered: who it is, where, in which trade, how large (domain rules A3 and A5).

Size is the headcount: classes of small and medium enterprises also depend on trade and turnover, which nobody asks
for here.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from zhuoping.core import shapes
from zhuoping.core.case import UsccOverride
from zhuoping.core.clients import UsccReading, read_uscc
from zhuoping.core.industries import Industries, normalise_industry
from zhuoping.core.problems import Problem, Refused, at, problem
from zhuoping.core.regions import Divisions

# Bounds of a page and a certificate, not of any scheme.
NAME_LIMIT = 200
ADDRESS_LIMIT = 400
FAMILIES_LIMIT = 100


@dataclass(frozen=True, slots=True)
class Enterprise:
    """What an enterprise says of itself.

    `division` is a code of GB/T 2260, `industry` one of GB/T 4754; `product_families` are the kinds of goods that it
    serves, which person-days depend on.
    """

    name: str
    uscc: str
    address: str
    division: str
    industry: str
    staff: int | None
    product_families: tuple[str, ...]
    name_en: str = ""
    uscc_override: UsccOverride | None = None


@dataclass(frozen=True, slots=True)
class Registration:
    """An enterprise as read: texts on one line, codes normalised; what is refused, and what is only remarked.

    `needs_approval`: the credit code's check character fails and nobody has accepted the code yet (domain rule A3).
    The enterprise may be registered, but no application of it is accepted.
    """

    enterprise: Enterprise
    problems: tuple[Problem, ...]
    remarks: tuple[Problem, ...]
    needs_approval: bool


def read_enterprise(
    given: Enterprise, divisions: Divisions, industries: Industries, path: str = "enterprise"
) -> Registration:
    """The enterprise with every problem and remark.

    Problems: empty-text, text-too-long, uscc-format, uscc-override-incomplete, division-format,
    enterprise-staff-none, product-family-missing, product-family-twice, product-families-many.
    Remarks: uscc-checksum, uscc-checksum-overridden, place-unknown, industry-unknown.
    """
    uscc = read_uscc(given.uscc, given.uscc_override, at(path, "uscc"))
    enterprise = replace(
        given,
        name=one_line(given.name),
        name_en=one_line(given.name_en),
        address=one_line(given.address),
        uscc=uscc.code,
        division=one_line(given.division),
        industry=normalise_industry(given.industry),
        product_families=tuple(map(one_line, given.product_families)),
    )
    problems = (
        *_texts(enterprise, path),
        *uscc.problems,
        *_override(enterprise.uscc_override, at(path, "uscc_override")),
        *_places(enterprise, path),
        *_size(enterprise, path),
    )
    remarks = (*uscc.warnings, *_unknown(enterprise, divisions, industries, path))
    return Registration(enterprise, problems, remarks, _needs_approval(uscc))


def check_enterprise(given: Enterprise, divisions: Divisions, industries: Industries) -> Registration:
    """The registration of an enterprise without problems.

    Raises Refused with every problem that `read_enterprise` finds.
    """
    registration = read_enterprise(given, divisions, industries)
    if registration.problems:
        raise Refused(registration.problems)
    return registration


def one_line(text: str) -> str:
    r"""A text on one line, with single blanks and no unseen marks, as it goes on a certificate.

    >>> one_line("\u200b 测试 \n 水泵\u202e 有限公司")
    '测试 水泵 有限公司'
    """
    # Normal form C keeps full-width letters: a name is written as the business licence writes it.
    words = unicodedata.normalize("NFC", text).split()
    seen = (
        "".join(each for each in word if unicodedata.category(each) not in ("Cc", "Cf")) for word in words
    )
    return " ".join(filter(None, seen))


def _needs_approval(uscc: UsccReading) -> bool:
    return any(each.code == "uscc-checksum" for each in uscc.warnings)


def _texts(enterprise: Enterprise, path: str) -> Iterator[Problem]:
    limits = {"name": NAME_LIMIT, "name_en": NAME_LIMIT, "address": ADDRESS_LIMIT}
    for key, limit in limits.items():
        text = str(getattr(enterprise, key))
        if len(text) > limit:
            yield problem(at(path, key), "text-too-long", length=len(text), limit=limit)
        elif key != "name_en" and not shapes.text(text, path, [], required=False):
            yield problem(at(path, key), "empty-text")


def _override(override: UsccOverride | None, path: str) -> Iterator[Problem]:
    """Who accepted a code, and on what evidence: both or neither (domain rule A3)."""
    if override is not None and not (override.by.strip() and override.evidence.strip()):
        yield problem(path, "uscc-override-incomplete")


def _places(enterprise: Enterprise, path: str) -> Iterator[Problem]:
    if not enterprise.industry:
        yield problem(at(path, "industry"), "empty-text")
    code = enterprise.division
    if not code:
        yield problem(at(path, "division"), "empty-text")
    elif len(code) != len("350200") or not (code.isascii() and code.isdecimal()):
        yield problem(at(path, "division"), "division-format", given=shapes.shown(code))


def _size(enterprise: Enterprise, path: str) -> Iterator[Problem]:
    if enterprise.staff is None:
        yield problem(at(path, "staff"), "empty-text")
    elif enterprise.staff < 1:
        yield problem(at(path, "staff"), "enterprise-staff-none", given=enterprise.staff)
    families = enterprise.product_families
    where = at(path, "product_families")
    if not families:
        yield problem(where, "product-family-missing")
    if len(families) > FAMILIES_LIMIT:
        yield problem(where, "product-families-many", count=len(families), limit=FAMILIES_LIMIT)
    for index, family in enumerate(families):
        if not family:
            yield problem(at(where, index), "empty-text")
        elif family in families[:index]:
            yield problem(at(where, index), "product-family-twice", name=shapes.shown(family))


def _unknown(
    enterprise: Enterprise, divisions: Divisions, industries: Industries, path: str
) -> Iterator[Problem]:
    """Both tables are dated: a code that they do not hold is remarked, not refused."""
    code = enterprise.division
    if code and divisions.place(code) is None:
        values = {"given": shapes.shown(code), "standard": divisions.standard, "as_of": divisions.as_of}
        yield problem(at(path, "division"), "place-unknown", **values)
    trade = enterprise.industry
    if trade and industries.find(trade) is None:
        values = {"given": shapes.shown(trade), "standard": industries.standard, "as_of": industries.as_of}
        yield problem(at(path, "industry"), "industry-unknown", **values)
