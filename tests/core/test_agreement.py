# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace

import pytest

from tests.core.applying import told
from zhuoping.core.agreement import (
    CLAUSE_LIMIT,
    SIGNATORY_LIMIT,
    SOURCES,
    AgreementLanguage,
    ClauseKey,
    Terms,
    check_signature,
    check_terms,
    language_of,
    signing_party,
    template,
    terms_problems,
    version_number,
)
from zhuoping.core.authority import Actor, Party, Role
from zhuoping.core.problems import Refused
from zhuoping.core.wording import LANGUAGES, areas
from zhuoping.core.wording.agreement_terms import CLAUSES

TERMS = Terms(
    language="zh",
    body="示例认证中心",
    approval="",
    client="测试水泵有限公司",
    uscc="91110000600037341L",
    address="北京",
    scheme="售后服务体系完善程度认证",
    edition="2025",
    type="initial",
    scope="水泵的销售与售后服务",
    design_responsibility=True,
    modes=("E+H+I",),
    clauses=template("zh"),
)


def test_every_clause_has_title_source_and_text_in_both_languages():
    assert set(CLAUSES) == set(SOURCES) == set(ClauseKey)
    assert {key for key in areas.LABELS if key.startswith("ClauseKey.")} == {
        f"ClauseKey.{each}" for each in ClauseKey
    }
    for language in LANGUAGES:
        assert all(text.strip() for text in template(language).values())


@pytest.mark.parametrize("key", list(ClauseKey))
def test_both_languages_of_a_clause_have_the_same_paragraphs(key):
    chinese, english = CLAUSES[key]

    assert len(chinese.splitlines()) == len(english.splitlines())
    assert all(line == line.strip() and line for text in (chinese, english) for line in text.splitlines())


@pytest.mark.parametrize(
    ("chosen", "reads", "language"),
    [("", "zh-hans", "zh"), ("", "en", "en"), ("en", "zh-hans", "en"), ("zh", "en", "zh")],
)
def test_language_is_the_client_s_choice_and_else_what_the_applicant_reads(chosen, reads, language):
    assert language_of(chosen, reads) == language


def test_languages_of_an_agreement_are_those_of_the_house():
    assert tuple(AgreementLanguage) == LANGUAGES


def test_particulars_are_the_terms_without_their_clauses():
    plain = TERMS.plain()

    assert TERMS.particulars() == {key: value for key, value in plain.items() if key != "clauses"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_template_may_be_issued_as_it_is(language):
    assert terms_problems(replace(TERMS, language=language, clauses=template(language))) == ()


def test_every_clause_is_asked_for_and_all_faults_are_told_at_once():
    clauses = {ClauseKey.TERM: "长" * (CLAUSE_LIMIT + 1), ClauseKey.FEES: "\u200b \n"}

    with pytest.raises(Refused) as caught:
        check_terms(replace(TERMS, body=" ", clauses=clauses))

    missing = [f"clauses.{key}: clause-missing" for key in ClauseKey if key is not ClauseKey.TERM]
    assert told(caught.value.problems) == ["body: body-name-missing", *missing, "clauses.term: text-too-long"]


def test_longest_clause_is_allowed():
    check_terms(replace(TERMS, clauses={**TERMS.clauses, ClauseKey.TERM: "长" * CLAUSE_LIMIT}))


@pytest.mark.parametrize(
    ("roles", "party"),
    [({Role.CASE_OFFICER}, Party.BODY), ({Role.CLIENT_USER}, Party.CLIENT)],
)
def test_side_is_that_of_the_person(roles, party):
    assert signing_party(Actor(1, "某人", frozenset(roles))) is party


def test_body_signs_without_a_name_of_its_own():
    check_signature(Party.BODY, "", may_bind=False)


@pytest.mark.parametrize(
    ("signatory", "may_bind", "expected"),
    [
        ("王总", False, ["may_bind: may-bind-missing"]),
        ("\u3000", True, ["signatory: signatory-missing"]),
        ("王" * (SIGNATORY_LIMIT + 1), True, ["signatory: text-too-long"]),
        ("", False, ["signatory: signatory-missing", "may_bind: may-bind-missing"]),
    ],
)
def test_client_signs_by_a_named_person_who_may_bind_it(signatory, may_bind, expected):
    with pytest.raises(Refused) as caught:
        check_signature(Party.CLIENT, signatory, may_bind=may_bind)

    assert told(caught.value.problems) == expected


def test_client_signs_with_the_longest_name():
    check_signature(Party.CLIENT, "王" * SIGNATORY_LIMIT, may_bind=True)


def test_versions_share_the_number_of_the_first():
    assert [version_number("HT-2026-000017", each) for each in (1, 2, 10)] == [
        "HT-2026-000017",
        "HT-2026-000017-2",
        "HT-2026-000017-10",
    ]


def test_plain_terms_hold_every_field():
    plain = TERMS.plain()

    assert set(plain) == set(TERMS.__dataclass_fields__)
    assert plain["clauses"]["fees"] == CLAUSES["fees"][0]
