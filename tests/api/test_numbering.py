# SPDX-License-Identifier: Apache-2.0
"""Patterns of numbers by the API: read, set on the version seen, refused with the codes of the page."""

import pytest

from tests.api.programs import program
from zhuoping.core.number_patterns import Patterns
from zhuoping.records.models import NumberPatterns

pytestmark = pytest.mark.django_db

OTHERS = Patterns("XM{year}{serial:05}", "HT-{serial:06}", "JH{year}{serial:05}").plain()


def test_patterns_are_read_set_and_read_again(cast):
    asker = program(cast.tan)
    before = asker.get("/numbering").json()

    answer = asker.put("/numbering", {**OTHERS, "version": 0})

    stands = NumberPatterns.objects.get()
    assert before.pop("next")["agreement"].startswith("HT-20")
    assert before == {**Patterns().plain(), "version": 0}
    assert answer.status_code == 200
    assert answer.json() == asker.get("/numbering").json()
    assert answer.json()["next"]["agreement"] == "HT-000001"
    assert {**OTHERS, "version": stands.pk}.items() <= answer.json().items()


def test_refusal_has_the_codes_of_the_page_and_an_old_version_both_values(cast):
    asker = program(cast.tan)

    refused = asker.put("/numbering", {**OTHERS, "plan": "HT/1", "version": 0})
    asker.put("/numbering", {**OTHERS, "version": 0})
    changed = asker.put("/numbering", {**Patterns().plain(), "version": 0})

    assert refused.status_code == 422
    assert [(each["path"], each["code"]) for each in refused.json()["problems"]] == [
        ("patterns.plan", "pattern-field-missing")
    ]
    assert changed.status_code == 409
    assert changed.json()["current"] == OTHERS
