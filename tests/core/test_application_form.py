# SPDX-License-Identifier: Apache-2.0
from datetime import date

import pytest

from zhuoping.core.agreement import AgreementLanguage
from zhuoping.core.application_form import ApplicationForm, form_problems
from zhuoping.core.case import CertificateStatus
from zhuoping.core.shapes import TEXT_LIMIT

FULL = ApplicationForm(
    scope="安装和维修",
    running_since=date(2024, 2, 29),
    outsourced=("配送：某物流公司",),
    languages=("中文",),
    prior_status=CertificateStatus.VALID,
    prior_proof=7,
    agreement_language=AgreementLanguage.ENGLISH,
)


def told(form):
    return [(each.path, each.code) for each in form_problems(form)]


def test_columns_are_those_of_the_table():
    columns = FULL.columns()

    assert (columns["outsourced"], columns["languages"]) == (["配送：某物流公司"], ["中文"])
    assert (columns["prior_status"], columns["prior_proof_id"]) == ("valid", 7)
    assert "prior_proof" not in columns
    assert columns["agreement_language"] == "en"


def test_nothing_said_of_outsourcing_differs_from_nothing_outsourced():
    assert ApplicationForm().columns()["outsourced"] is None
    assert ApplicationForm(outsourced=()).columns()["outsourced"] == []
    assert ApplicationForm().columns()["prior_status"] == ""
    assert ApplicationForm().columns()["agreement_language"] == ""


def test_plain_values_have_dates_as_text():
    assert FULL.plain()["running_since"] == "2024-02-29"


def test_empty_form_can_be_kept():
    assert told(ApplicationForm()) == []


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (ApplicationForm(scope="长" * TEXT_LIMIT), []),
        (ApplicationForm(scope="长" * (TEXT_LIMIT + 1)), [("scope", "text-too-long")]),
        (ApplicationForm(prior_number="9" * 101), [("prior_number", "text-too-long")]),
        (ApplicationForm(languages=("中文",) * 51), [("languages", "too-many-lines")]),
        (ApplicationForm(outsourced=("一", "长" * 201)), [("outsourced[1]", "text-too-long")]),
    ],
)
def test_what_could_not_be_kept_is_told(form, expected):
    assert told(form) == expected
