# SPDX-License-Identifier: Apache-2.0
"""The page of look-ups, and what plan and engagement say of the prior certificate."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import files, plans, reviewing
from tests.actions.test_independence import tied
from tests.adopting import edition
from tests.cast import TODAY
from tests.signing_in import sign_in
from zhuoping.core.lifecycle import Stage
from zhuoping.records.models import CertificateLookUp, Engagement, FactRow

__all__ = ["edition"]


def address(engagement, name="desk-look-up"):
    return reverse(name, args=[engagement.number])


def words(response, status=200):
    assert response.status_code == status
    return response.content.decode()


def filled(**changes):
    """The form as an officer sends it."""
    values = {
        "number": "SC27922-0001",
        "issuer": "样例认证中心",
        "level": "五星",
        "valid_until": "2028-06-30",
        "status": "valid",
        "checked_on": TODAY.isoformat(),
        "proof": SimpleUploadedFile("查询.png", files.image()),
        "note": "",
    }
    return values | changes


def test_officer_records_a_look_up_with_its_proof(cast, edition, client):
    engagement = reviewing.accepted(cast, edition)
    sign_in(client, cast.ma)

    page = words(client.get(address(engagement)))
    answer = client.post(address(engagement), filled(status="suspended", note="监督逾期，暂停三个月"))
    after = words(client.get(address(engagement)))

    assert "SC27922-0001" in page
    assert (answer.status_code, answer.url) == (303, address(engagement))
    assert CertificateLookUp.objects.get().status == "suspended"
    assert "监督逾期，暂停三个月" in after
    assert "恢复或换证后请重新查询" in after


def test_change_without_a_word_is_told_beside_its_field_and_nothing_typed_is_lost(cast, edition, client):
    engagement = reviewing.accepted(cast, edition)
    sign_in(client, cast.ma)

    page = words(client.post(address(engagement), filled(number="SC27922-0002")), 422)

    assert "与上一次查询相比，证书编号有变化" in page
    assert 'value="SC27922-0002"' in page
    assert not CertificateLookUp.objects.exists()


def test_empty_form_is_told_field_by_field(cast, edition, client):
    engagement = reviewing.accepted(cast, edition)
    sign_in(client, cast.ma)

    form = client.post(address(engagement), {}).context["form"]

    assert set(form.errors) == {"number", "issuer", "level", "valid_until", "status", "checked_on", "proof"}


def test_reader_sees_the_look_ups_and_no_form(cast, edition, client):
    engagement = reviewing.accepted(cast, edition)
    sign_in(client, cast.ou)

    page = words(client.get(address(engagement)))

    assert "SC27922-0001" in page
    assert 'name="proof"' not in page
    assert client.post(address(engagement), filled()).status_code == 403


def test_client_finds_no_page_of_look_ups(cast, edition, client):
    engagement = reviewing.accepted(cast, edition)
    for person in (cast.alice, cast.bob):
        sign_in(client, person)

        assert client.get(address(engagement)).status_code == 403
        assert client.post(address(engagement), filled()).status_code == 403


def test_page_at_a_stage_without_look_ups_has_no_form(cast, edition, client):
    engagement = reviewing.accepted(cast, edition)
    Engagement.objects.filter(pk=engagement.pk).update(stage=Stage.SUBMITTED)
    sign_in(client, cast.ma)

    assert "现在没有要查询的" in words(client.get(address(engagement)))
    assert client.post(address(engagement), filled()).status_code == 422


def test_tied_officer_is_told_to_hand_over_and_gets_no_form(cast, edition, client):
    engagement = reviewing.accepted(cast, edition)
    tied(cast.ma)
    sign_in(client, cast.ma)

    for name in ("desk-look-up", "desk-engagement"):
        assert "请交由其他项目专员办理" in words(client.get(address(engagement, name)))
    assert 'name="proof"' not in words(client.get(address(engagement)))


def test_plan_says_what_is_known_of_the_certificate_and_where_to_mend_it(cast, edition, client):
    engagement = plans.drafted(cast, edition)
    plans.looked_up(cast, engagement, status="withdrawn")
    sign_in(client, cast.ma)

    plan = words(client.get(address(engagement, "desk-plan")))
    found = words(client.get(address(engagement, "desk-engagement")))

    assert "查询的状态为“撤销”" in plan or "查询的状态为“已撤销”" in plan
    assert f'<a href="{address(engagement)}">去处理</a>' in plan
    assert "请终止项目" in found


def test_plan_that_stands_shows_a_certificate_that_lapsed_since(cast, edition, client):
    engagement = plans.planned(cast, edition)
    plans.looked_up(cast, engagement, status="expired")
    sign_in(client, cast.ma)

    assert "不能派人审查" in words(client.get(address(engagement, "desk-plan")))


def test_plan_shows_outlets_that_were_renamed_and_those_that_are_gone(cast, edition, client):
    engagement = reviewing.agreed(cast, edition)
    plans.drafted(cast, edition, engagement)
    first, second, _ = FactRow.objects.filter(sheet__client=cast.client_a, sheet__key="outlets")
    FactRow.objects.filter(pk=first.pk).update(values={**first.values, "name": "集美服务站"})
    second.delete()
    sign_in(client, cast.ma)

    page = words(client.get(address(engagement, "desk-plan")))

    assert "厦门网点 → 集美服务站" in page
    assert "1 个网点已不在企业的网点名单上（福州网点）" in page
