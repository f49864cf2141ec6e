# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace
from datetime import date

import pytest

from tests.core.applying import FACTS, ON, OUTLETS, PRIOR, SCHEME, SOUND, told, with_values
from tests.make import edition
from zhuoping.core.application import (
    Application,
    Declaration,
    check_submission,
    opening_problems,
    prior_problems,
    what_is_missing,
)
from zhuoping.core.application_documents import DocumentKind
from zhuoping.core.case import CertificateStatus
from zhuoping.core.problems import Refused
from zhuoping.core.scheme import CertificationType

HUNDRED = edition("hundred")


def missing(*, scheme=SCHEME, on=ON, **changes):
    return told(what_is_missing(replace(SOUND, **changes), scheme, on))


def prior(*, scheme=SCHEME, on=ON, **changes):
    return told(prior_problems(replace(PRIOR, **changes), scheme, on, "prior"))


def test_sound_application_lacks_nothing_and_is_submitted():
    assert missing() == []
    check_submission(SOUND, SCHEME, ON)


def test_empty_application_is_told_everything_at_once():
    with pytest.raises(Refused) as caught:
        check_submission(Application(SCHEME.scheme, SCHEME.edition), SCHEME, ON)

    found = told(caught.value.problems)
    assert [each for each in found if not each.startswith("documents")] == [
        "scope: empty-text",
        "design_responsibility: empty-text",
        "design_reason: design-reason-missing",
        "languages: empty-text",
        "outsourced: empty-text",
        "running_since: empty-text",
        "places: empty-text",
        "outlets: empty-text",
        "facts.regions: fact-sheet-needed",
        "facts.roster: fact-sheet-needed",
        "facts.managers: fact-sheet-needed",
        "prior_certificate: prior-certificate-needed",
        *[f"declarations.{each}: declaration-missing" for each in Declaration],
    ]
    assert len([each for each in found if each.startswith("documents")]) == 22


def test_application_for_another_edition_is_refused():
    assert missing(edition="2024") == ["edition: edition-other"]
    assert missing(scheme=replace(SCHEME, scheme="other")) == ["edition: edition-other"]


def test_edition_is_used_from_its_first_day_in_force():
    first = SCHEME.in_force_on

    before = [each for each in missing(on=date.fromordinal(first.toordinal() - 1)) if "edition" in each]

    assert before == ["edition: edition-not-yet-in-force"]
    assert [each for each in missing(on=first) if "edition" in each] == []


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        (CertificationType.INITIAL, []),
        (CertificationType.RECERTIFICATION, []),
        (CertificationType.SURVEILLANCE, ["type: application-type"]),
        (CertificationType.SPECIAL, ["type: application-type"]),
    ],
)
def test_one_applies_for_initial_certification_or_recertification(kind, found):
    assert missing(type=kind) == found


def test_design_responsibility_denied_needs_a_reason_too():
    assert missing(design_responsibility=False) == []
    assert missing(design_responsibility=False, design_reason=" ") == ["design_reason: design-reason-missing"]


def test_blank_in_a_list_is_refused_where_it_stands():
    assert missing(languages=("中文", " "), outsourced=("", "安装")) == [
        "languages[1]: empty-text",
        "outsourced[0]: empty-text",
    ]


# -- running time


@pytest.mark.parametrize(
    ("since", "on", "found"),
    [
        (date(2026, 8, 24), date(2026, 11, 24), []),
        (date(2026, 8, 25), date(2026, 11, 24), ["running_since: running-too-short"]),
        (date(2026, 11, 24), date(2026, 11, 24), ["running_since: running-too-short"]),
        (date(2026, 11, 25), date(2026, 11, 24), ["running_since: date-ahead"]),
        (date(2025, 11, 30), date(2026, 2, 28), []),
        (date(2025, 11, 30), date(2026, 2, 27), ["running_since: running-too-short"]),
        (date(2023, 11, 30), date(2024, 2, 28), ["running_since: running-too-short"]),
        (date(2023, 11, 30), date(2024, 2, 29), []),
        (date(9999, 12, 31), date(2026, 11, 24), ["running_since: date-ahead"]),
    ],
)
def test_system_has_run_for_the_months_of_the_edition_to_the_day(since, on, found):
    told_of_it = [each for each in missing(running_since=since, on=on) if each.startswith("running")]

    assert told_of_it == found


def test_refusal_names_the_first_day_that_would_do():
    found = what_is_missing(replace(SOUND, running_since=date(2026, 9, 30)), SCHEME, ON)

    assert found[0].message("en") == (
        "The system has run since 2026-09-30, less than the 3 months that an application needs: "
        "submit on 2026-12-30 or later."
    )


def test_edition_without_running_time_asks_for_none():
    scheme = with_values(application__least_running_months=None)

    assert missing(scheme=scheme, running_since=ON) == []


# -- places, outlets, sheets


@pytest.mark.parametrize(("places", "found"), [(1, []), (0, ["places: places-none"])])
def test_headquarters_is_a_place(places, found):
    assert missing(places=places) == found


def test_outlets_stated_are_those_listed_in_use_on_the_day():
    assert missing(outlets=3) == ["outlets: outlets-differ"]
    assert missing(outlets=0, facts=replace(FACTS, outlets=OUTLETS[2:])) == []
    assert missing(outlets=1, on=date(2026, 12, 31)) == []


@pytest.mark.parametrize("sheet", ["regions", "roster", "managers"])
def test_sheets_that_planning_rests_on_are_filled_in(sheet):
    assert missing(facts=replace(FACTS, **{sheet: ()})) == [f"facts.{sheet}: fact-sheet-needed"]


# -- prior certificate


def test_scheme_without_prior_certificate_asks_for_none():
    application = replace(
        SOUND,
        scheme=HUNDRED.scheme,
        edition=HUNDRED.edition,
        prior_certificate=None,
        prior_proof="",
        documents={kind: papers for kind, papers in SOUND.documents.items() if "prior" not in kind},
    )

    assert told(what_is_missing(application, HUNDRED, ON)) == []


def test_prior_certificate_needs_the_proof_of_its_look_up():
    assert missing(prior_proof=" ") == ["prior_proof: prior-proof-missing"]


def test_last_day_of_the_prior_certificate_still_counts():
    assert prior(valid_until=ON) == []
    assert prior(valid_until=date(2026, 11, 23)) == ["prior.valid_until: prior-ended"]


@pytest.mark.parametrize(
    "status", [each for each in CertificateStatus if each is not CertificateStatus.VALID]
)
def test_prior_certificate_that_is_not_valid_is_refused(status):
    assert prior(status=status) == ["prior.status: prior-status"]


def test_prior_certificate_is_named_and_looked_up_by_today():
    assert prior(number="", issuer=" ", level="\u3164", checked_on=date(2026, 11, 25)) == [
        "prior.number: empty-text",
        "prior.issuer: empty-text",
        "prior.level: empty-text",
        "prior.checked_on: date-ahead",
    ]


def test_edition_may_do_without_validity_at_acceptance():
    scheme = with_values(prior_certificate__valid_at_acceptance=False)

    assert prior(scheme=scheme, valid_until=date(2020, 1, 1), status=CertificateStatus.EXPIRED) == []


def test_edition_may_ask_for_a_level_and_an_issuer():
    scheme = with_values(prior_certificate__level="五星", prior_certificate__issuer="甲机构")

    assert prior(scheme=scheme) == ["prior.issuer: prior-issuer"]
    assert prior(scheme=scheme, level="三星", issuer=" 甲机构 ") == ["prior.level: prior-level"]
    assert prior(scheme=scheme, level="", issuer="甲机构") == ["prior.level: empty-text"]


def test_edition_that_says_nothing_of_the_prior_certificate_limits_nothing():
    scheme = with_values(
        prior_certificate__level=None,
        prior_certificate__issuer=None,
        prior_certificate__valid_at_acceptance=None,
    )

    assert prior(scheme=scheme) == []
    assert prior(scheme=scheme, valid_until=date(2020, 1, 1)) == ["prior.valid_until: prior-ended"]


# -- declarations and documents


@pytest.mark.parametrize("left_out", Declaration)
def test_every_declaration_is_made(left_out):
    assert missing(declarations=frozenset(Declaration) - {left_out}) == [
        f"declarations.{left_out}: declaration-missing"
    ]


def test_missing_documents_are_told_with_the_rest():
    documents = {
        kind: papers for kind, papers in SOUND.documents.items() if kind is not DocumentKind.HANDBOOK
    }

    assert missing(scope="", documents=documents) == [
        "scope: empty-text",
        "documents.handbook: document-missing",
    ]


@pytest.mark.parametrize(
    ("kind", "certified", "found"),
    [
        (CertificationType.INITIAL, False, []),
        (CertificationType.RECERTIFICATION, True, []),
        (CertificationType.RECERTIFICATION, False, ["type: recertification-without-certificate"]),
        (CertificationType.SURVEILLANCE, True, ["type: application-type"]),
    ],
)
def test_recertification_is_opened_where_a_certificate_is_on_record(kind, certified, found):
    problems = opening_problems(kind, certified=certified)

    assert [f"{each.path}: {each.code}" for each in problems] == found
