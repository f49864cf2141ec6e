# SPDX-License-Identifier: Apache-2.0
"""The pages of tests/web/shared/pages.py beside the program's own."""

import copy
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings

from tests.web.conftest import cast
from zhuoping.records.models import Client

__all__ = ["cast"]


@pytest.fixture(scope="module")
def pages():
    """The addresses /t/… for the tests of one module: for each of them anew, all templates would be compiled again."""
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"].append(Path(__file__).parent / "templates")
    with override_settings(TEMPLATES=templates, ROOT_URLCONF="tests.web.shared.pages"):
        yield


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
