# SPDX-License-Identifier: Apache-2.0
"""The prior certificate after acceptance: what may be recorded of it, and what keeps a plan from being released."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.core.applying import ON, PRIOR, SCHEME, told, with_values
from tests.make import edition
from zhuoping.core.case import CertificateStatus
from zhuoping.core.prior_certificate import (
    changed_since,
    days_at_release,
    look_up_problems,
    release_problems,
)
from zhuoping.core.shapes import TEXT_LIMIT

HUNDRED = edition("hundred")
FIRST = ON + timedelta(days=13)
BEFORE = replace(PRIOR, checked_on=ON - timedelta(days=20))
FOUND = replace(PRIOR, checked_on=ON)


def recorded(note="", before=BEFORE, scheme=SCHEME, **changes):
    return told(look_up_problems(replace(FOUND, **changes), note, before, scheme, ON))


def released(scheme=SCHEME, first=FIRST, **changes):
    return told(release_problems(replace(FOUND, **changes), scheme, first, ON))


def test_look_up_that_finds_the_same_again_is_recorded():
    assert recorded() == []
    assert recorded(before=None, number="SC-1") == []
    assert recorded(before=FOUND) == []


@pytest.mark.parametrize(
    "status", [each for each in CertificateStatus if each is not CertificateStatus.VALID]
)
def test_look_up_of_a_certificate_that_is_not_valid_is_recorded_with_a_note(status):
    assert recorded(status=status) == ["note: look-up-note-missing"]
    assert recorded(status=status, note="发证机构网站公告") == []


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"number": " ", "note": "换证"}, ["number: empty-text"]),
        ({"issuer": "某" * 201, "note": "换证"}, ["issuer: text-too-long"]),
        ({"checked_on": ON + timedelta(days=1)}, ["checked_on: date-ahead"]),
        ({"checked_on": ON - timedelta(days=21)}, ["checked_on: look-up-before-last"]),
        ({"note": "说" * (TEXT_LIMIT + 1)}, ["note: text-too-long"]),
        ({"scheme": HUNDRED}, [": look-up-not-asked"]),
    ],
)
def test_look_up_that_cannot_stand_is_told_by_field(changes, found):
    assert recorded(**changes) == found


def test_what_changed_since_the_last_look_up_is_named_and_its_day_is_no_change():
    renewed = replace(FOUND, number="SC-2", valid_until=date(2030, 1, 1))

    (problem,) = look_up_problems(renewed, "", BEFORE, SCHEME, ON)

    assert changed_since(BEFORE, renewed) == ("number", "valid_until")
    assert problem.message("zh").startswith("与上一次查询相比，证书编号、有效期至有变化")
    assert problem.message("en").startswith(
        "Compared with the last look-up, this changed: Number, Valid until."
    )


def test_plan_is_released_on_a_valid_certificate_looked_up_lately():
    assert released() == []
    assert released(first=None) == []
    assert told(release_problems(None, HUNDRED, FIRST, ON)) == []


def test_plan_without_any_look_up_is_not_released():
    assert told(release_problems(None, SCHEME, FIRST, ON)) == ["prior_certificate: release-look-up-missing"]


@pytest.mark.parametrize(
    ("days_ago", "found"), [(7, []), (8, ["prior_certificate.checked_on: release-look-up-old"])]
)
def test_look_up_is_of_the_days_that_the_edition_allows_before_a_release(days_ago, found):
    assert released(checked_on=ON - timedelta(days=days_ago)) == found


def test_edition_that_says_nothing_of_the_release_goes_by_acceptance_and_else_by_the_day():
    old = with_values(prior_certificate__look_up_days_at_release=None)
    older = with_values(prior_certificate__look_up_days_at_release=None, prior_certificate__look_up_days=None)

    assert days_at_release(with_values(prior_certificate__look_up_days_at_release=30)) == 30
    assert (days_at_release(old), days_at_release(older)) == (7, 0)


@pytest.mark.parametrize(
    "status", [each for each in CertificateStatus if each is not CertificateStatus.VALID]
)
def test_nobody_goes_out_on_a_certificate_that_is_not_valid(status):
    assert released(status=status) == ["prior_certificate.status: release-prior-status"]


def test_certificate_has_to_last_until_the_first_day_and_the_last_day_of_it_counts():
    ended = ["prior_certificate.valid_until: release-prior-ended"]

    assert released(valid_until=FIRST) == []
    assert released(valid_until=FIRST - timedelta(days=1)) == ended
    assert released(first=None, valid_until=ON) == []
    assert released(first=ON - timedelta(days=3), valid_until=ON - timedelta(days=1)) == ended


def test_edition_that_asks_for_no_validity_at_the_decision_asks_for_none_at_the_release():
    lapsed = {"status": CertificateStatus.WITHDRAWN, "valid_until": ON - timedelta(days=1)}

    assert released(with_values(prior_certificate__valid_at_decision=False), **lapsed) == []
    assert len(released(with_values(prior_certificate__valid_at_decision=None), **lapsed)) == 2


def test_renewed_certificate_has_the_level_and_issuer_that_the_edition_asks_for():
    scheme = with_values(prior_certificate__level="五星", prior_certificate__issuer="甲认证")

    assert released(scheme, level="三星", issuer="乙认证") == [
        "prior_certificate.level: prior-level",
        "prior_certificate.issuer: prior-issuer",
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_refusal_of_a_release_says_what_to_do(language):
    found = release_problems(
        replace(FOUND, status=CertificateStatus.SUSPENDED, valid_until=ON, checked_on=date(2026, 1, 1)),
        SCHEME,
        FIRST,
        ON,
    )

    words = {"zh": ("重新查询", "终止项目", "换证"), "en": ("look it up again", "discontinue", "renew")}
    assert [word in each.message(language) for word, each in zip(words[language], found, strict=True)] == [
        True,
        True,
        True,
    ]
