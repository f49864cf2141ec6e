# SPDX-License-Identifier: Apache-2.0
"""The page on the API names what there is."""

import re
from pathlib import Path

from django.conf import settings

from tests.api.routes import routes
from tests.schemes.documents import DOCUMENTS, names, rows, section
from zhuoping.api import paging, problems, reading
from zhuoping.api.writing import LONGEST_KEY
from zhuoping.core.programs import LONGEST, Scope
from zhuoping.core.wording import LANGUAGES

PAGE = (DOCUMENTS / "operate" / "api.md").read_text("utf-8")
WAY = section(PAGE, "## From an enterprise to a confirmed plan")
JOURNEY = Path(__file__).with_name("test_journey.py").read_text("utf-8")


def test_scopes_told_are_those_that_there_are():
    assert [names(cell)[0] for cell, _ in rows(section(PAGE, "## Keys"))] == [scope.value for scope in Scope]


def test_statuses_told_are_those_of_problem_documents():
    told = [int(status) for status, _ in rows(section(PAGE, "## Answers"))]

    assert told == sorted(problems.TITLES)


def test_numbers_told_are_those_of_the_program():
    megabytes = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024 // 1024
    told = [
        f"{LONGEST.days} days at most",
        f"JSON {megabytes} MB",
        f"numbers of {reading.LONGEST_NUMBER} characters",
        f"`limit` is {paging.MOST} at\nmost",
        f"1 to {LONGEST_KEY} visible ASCII characters",
        f"{settings.API_READS_A_MINUTE} reads and {settings.API_WRITES_A_MINUTE} writes a minute",
    ]

    assert [each for each in told if each not in PAGE] == []
    assert LANGUAGES == ("zh", "en")


def test_every_request_of_the_way_is_a_route():
    known = {f"{route.method.upper()} {route.path}" for route in routes()}
    told = [names(request)[0] for _, request in rows(WAY)]

    assert [each for each in told if each not in known] == []
    assert "DELETE /people/{person}/keys/{key}" in known


def test_addresses_of_the_examples_are_routes():
    known = [re.sub(r"\{[^}]+\}", "[^/]+", route.path) for route in routes()]
    told = re.findall(r"https://zhuoping\.example/api/v1(\S+)", PAGE)

    assert [each for each in told if not any(re.fullmatch(path, each) for path in known)] == []
    assert len(told) == 3
