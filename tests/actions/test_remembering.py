# SPDX-License-Identifier: Apache-2.0
"""A set-up that is written again leaves what its acts left, and is never written again over other tables."""

import pytest
from django.apps import apps
from django.core.files.storage import storages
from django.db import connection, transaction
from django.forms import model_to_dict
from django.test.utils import CaptureQueriesContext

from tests import remembering
from tests.adopting import adopt
from tests.cast import make_cast
from tests.engagements import submitted
from zhuoping.records.models import Client, EvidenceFile

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch):
    """As in a process of tests that has just begun."""
    monkeypatch.setattr(remembering, "_KEPT", {})


def tables():
    """All rows, by the model."""
    models = apps.get_app_config("records").get_models(include_auto_created=True)
    return {model.__name__: set(map(str, model.objects.values_list())) for model in models}


def set_up(between=lambda: None):
    """The cast, the edition, and a submitted application; with it what was read for the last."""
    cast = make_cast()
    edition = adopt(cast.tan)
    between()
    with CaptureQueriesContext(connection) as asked:
        engagement = submitted(cast, edition)
    return engagement, [query["sql"] for query in asked if query["sql"].startswith("SELECT")]


def set_up_and_gone():
    """The same, and undone at once, as at the end of a test; with it the tables as they were."""
    with transaction.atomic():
        engagement, read = set_up()
        left = tables()
        transaction.set_rollback(True)
    return engagement, read, left


def test_what_is_written_again_is_what_the_acts_left_and_nothing_is_read_for_it():
    acted, read_to_act, left = set_up_and_gone()

    again, read = set_up()

    assert read_to_act != []
    assert read == []
    assert model_to_dict(again) == model_to_dict(acted)
    assert tables() == left


def test_acts_run_where_somebody_wrote_something_before():
    set_up_and_gone()

    _, read = set_up(between=lambda: Client.objects.update(staff=7))

    assert read != []


def test_acts_run_where_something_before_was_undone():
    set_up_and_gone()

    def undone():
        with transaction.atomic():
            transaction.set_rollback(True)

    _, read = set_up(between=undone)

    assert read != []


def test_acts_run_where_the_store_has_lost_a_file():
    with transaction.atomic():
        set_up()
        digest = EvidenceFile.objects.values_list("digest", flat=True).first()
        transaction.set_rollback(True)
    name = f"{digest[:2]}/{digest[2:4]}/{digest}"
    storages["evidence"].delete(name)

    _, read = set_up()

    assert read != []
    assert storages["evidence"].exists(name)
