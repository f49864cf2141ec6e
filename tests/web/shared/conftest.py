# SPDX-License-Identifier: Apache-2.0
"""The pages of tests/web/shared/pages.py beside the program's own."""

import copy
from pathlib import Path

import pytest

from tests.web.conftest import cast
from zhuoping.records.models import Client

__all__ = ["cast"]


@pytest.fixture
def pages(settings):
    """The addresses /t/… for one test."""
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"].append(Path(__file__).parent / "templates")
    settings.TEMPLATES = templates
    settings.ROOT_URLCONF = "tests.web.shared.pages"


@pytest.fixture
def add_clients(cast):
    """Makes clients beside the two of the cast, by name."""

    def add(*names, **values):
        known = Client.objects.count()
        return Client.objects.bulk_create(
            Client(
                uscc=f"T{known + number:017}",
                name=name,
                search=name.casefold(),
                registered_at=cast.client_a.registered_at,
                registered_by=cast.ma,
                **values,
            )
            for number, name in enumerate(names)
        )

    return add
