# SPDX-License-Identifier: Apache-2.0
"""Requests that nobody thought of, made from the API's own description: no failure, and answers as described."""

import json
from functools import cache

import pytest
import schemathesis
from django.core.cache import caches
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.adopting import edition
from tests.api.programs import program
from tests.api.routes import acts, description
from tests.cast import USCC_A
from tests.engagements import submitted
from zhuoping.core.authority import ever_may
from zhuoping.records.actors import actor_of

__all__ = ["edition"]

EXAMPLES = 2
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
CONFIG = schemathesis.Config.from_dict({"generation": {"mode": "all"}})
BOUNDED = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


handler = cache(WSGIHandler)


def application(environ, start_response):
    """The product as a server runs it: answers are read to their end and closed, files too."""
    answer = handler()(environ, start_response)
    try:
        return [b"".join(answer)]
    finally:
        answer.close()


@pytest.fixture
def one_connection():
    """A request begins and ends without closing the connection, which holds the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def send(cast, edition, one_connection):
    """Sends a case as somebody who may do what its route does, to an engagement that is there."""
    number = submitted(cast, edition).number
    known = {"number": number, "uscc": USCC_A, "person": cast.lin.pk, "edition": edition.pk}
    people = [
        (actor_of(each), program(each).key) for each in (cast.alice, cast.ma, cast.tan, cast.lin, cast.wu)
    ]

    def sent(case):
        caches["limits"].clear()
        act = acts()[case.operation.method, case.operation.path]
        key = next(key for actor, key in people if ever_may(actor, act))
        case.path_parameters |= {each: known[each] for each in known if each in case.path_parameters}
        response = case.call(headers={"Authorization": f"Bearer {key}"}, base_url="http://testserver")
        case.validate_response(response, checks=CHECKS)

    return sent


@pytest.mark.django_db
def test_no_request_breaks_anything(send):
    api = schemathesis.openapi.from_dict(json.loads(json.dumps(description(), default=str)), config=CONFIG)
    api.app = application

    walked = 0
    for found in api.get_all_operations():
        BOUNDED(given(case=found.ok().as_strategy())(send))()
        walked += 1

    assert walked == len(acts())
