# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.cast import USCC_A
from zhuoping.api.v1.application import Opening
from zhuoping.records.models import Engagement

pytestmark = pytest.mark.django_db


def test_only_what_may_be_chosen_is_offered_to_people_and_programs(cast, edition, client):
    client.force_login(cast.alice)
    address = f"/portal/clients/{USCC_A}/apply/"

    page = client.get(address).content.decode()
    forced = client.post(address, {"edition": edition.pk, "type": "recertification"})

    assert ('value="initial"' in page, 'value="recertification"' in page) == (True, False)
    assert (forced.status_code, Engagement.objects.count()) == (422, 0)
    assert Opening.model_json_schema()["properties"]["type"]["enum"] == ["initial"]
