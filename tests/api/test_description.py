# SPDX-License-Identifier: Apache-2.0
"""The API's own description: valid OpenAPI 3.1, complete, served to anybody, and true to its routes."""

import json
import re

import pytest
from openapi_spec_validator import validate

from tests.api.routes import acts, description, routes
from zhuoping.core.authority import Act
from zhuoping.core.programs import SCOPES

PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}


def operations():
    return [
        (method, path, each) for path, ways in description()["paths"].items() for method, each in ways.items()
    ]


@pytest.mark.django_db
def test_description_is_served_without_a_key_and_is_valid(client):
    answer = client.get("/api/v1/openapi.json")

    assert answer.status_code == 200
    assert answer.json()["openapi"].startswith("3.1")
    validate(answer.json())


def test_every_operation_has_its_own_id_a_sentence_and_its_key():
    ids = [each["operationId"] for _, _, each in operations()]

    assert len(set(ids)) == len(ids)
    assert [path for _, path, each in operations() if not each.get("description")] == []
    assert [path for _, path, each in operations() if len(each.get("security", ())) != 1] == []


def test_key_in_the_description_names_the_scopes_of_the_act():
    schemes = description()["components"]["securitySchemes"]
    for method, path, each in operations():
        (name,) = each["security"][0]
        wanted = " or ".join(SCOPES[acts()[method, path]])

        assert schemes[name]["description"] == f"A key with the scope {wanted}."


def test_refusals_are_problem_documents_everywhere():
    for method, _, each in operations():
        refusals = {int(status) for status in each["responses"] if int(status) >= 400}

        assert refusals >= {400, 401, 403, 404, 422, 429}
        assert (409 in refusals) is (method != "get")
        assert all(each["responses"][status]["content"] == PROBLEM for status in refusals)


def test_answers_are_described_but_for_files():
    plain = {
        path
        for _, path, each in operations()
        for status, answer in each["responses"].items()
        if int(status) < 300 and "content" not in answer
    }

    assert plain == {
        "/api/v1/engagements/{number}/fieldwork/design/blueprint.{kind}",
        "/api/v1/engagements/{number}/nonconformities/{nonconformity}/form.docx",
        "/api/v1/engagements/{number}/nonconformities/{nonconformity}/form.pdf",
        "/api/v1/evidence/{evidence_id}/content",
        "/api/v1/ledger/export",
    }


def test_writes_take_an_idempotency_key_and_reads_do_not():
    takes = {
        (method != "get", "Idempotency-Key" in {parameter["name"] for parameter in each["parameters"]})
        for method, _, each in operations()
    }

    assert takes == {(True, True), (False, False)}


def test_no_two_addresses_hide_each_other():
    """Of two patterns that fit one address Django asks the first only: both would have to be one view."""
    shapes = [re.sub(r"\{[^}]+\}", "{}", path) for path in description()["paths"]]

    assert sorted({shape for shape in shapes if shapes.count(shape) > 1}) == []


def test_every_act_that_has_a_scope_can_be_done_by_a_program():
    reached = {route.act for route in routes()}

    assert reached == {act for act in Act if SCOPES[act]}


def test_description_is_the_same_each_time():
    assert json.dumps(description(), default=str) == json.dumps(description.__wrapped__(), default=str)
