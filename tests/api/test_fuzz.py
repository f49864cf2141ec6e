# SPDX-License-Identifier: Apache-2.0
"""Requests that nobody thought of, made from the API's own description: no failure, and answers as described."""

import json

import pytest
import schemathesis
from django.core.cache import caches
from django.core.handlers.wsgi import WSGIHandler
from hypothesis import HealthCheck, Phase, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.adopting import edition
from tests.api.programs import program
from tests.api.routes import description
from tests.cast import USCC_A
from tests.engagements import submitted

__all__ = ["edition"]

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
CONFIG = schemathesis.Config.from_dict({"generation": {"mode": "all"}})
API = schemathesis.openapi.from_dict(json.loads(json.dumps(description(), default=str)), config=CONFIG)
API.app = WSGIHandler()


@pytest.fixture
def keys(cast, edition):
    """Keys of people who between them may do everything, and something to do it to."""
    submitted(cast, edition)
    return [program(each).key for each in (cast.alice, cast.ma, cast.tan)]


@API.parametrize()
@settings(
    max_examples=4,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@pytest.mark.django_db
def test_no_request_breaks_anything(case, keys):
    caches["limits"].clear()
    for name, value in (("number", "ZP-2026-000001"), ("uscc", USCC_A)):
        if name in case.path_parameters:
            case.path_parameters[name] = value
    for key in keys:
        response = case.call(headers={"Authorization": f"Bearer {key}"}, base_url="http://testserver")
        case.validate_response(response, checks=CHECKS)
