# SPDX-License-Identifier: Apache-2.0
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.adopting import edition
from tests.cast import NOW, USCC_A
from tests.engagements import filled, handed_in, opened, submitted
from tests.files import image, pdf
from tests.signing_in import sign_in
from zhuoping.actions import application, scheme
from zhuoping.core.application_documents import DocumentKind
from zhuoping.core.lifecycle import Stage
from zhuoping.records.models import Application, Engagement, Evidence

__all__ = ["edition"]


@pytest.fixture
def alice(client, cast):
    return sign_in(client, cast.alice)


def address(engagement, name="portal-application"):
    return reverse(name, args=[engagement.number])


def filled_in(page, **changes):
    """What a browser sends for the form of a page, with changes."""
    form = page.context["form"]
    values = {name: form[name].value() for name in form.fields if name != "prior_file"}
    return {name: value for name, value in (values | changes).items() if value not in (None, "")}


def test_application_is_opened_under_the_edition_in_force(alice, cast, edition):
    answer = alice.post(reverse("portal-apply", args=[USCC_A]), {"edition": edition.pk, "type": "initial"})

    engagement = Engagement.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, address(engagement))
    assert (engagement.client, engagement.edition, engagement.stage) == (
        cast.client_a,
        edition,
        Stage.APPLYING,
    )


def test_double_click_on_open_opens_one(alice, edition):
    given = {"edition": edition.pk, "type": "initial"}
    alice.post(reverse("portal-apply", args=[USCC_A]), given)

    second = alice.post(reverse("portal-apply", args=[USCC_A]), given)

    assert second.status_code == 422
    assert Engagement.objects.count() == 1


def test_ended_edition_cannot_be_chosen(alice, cast, edition):
    scheme.end(by=cast.tan, at=NOW, edition=edition, reason="换版")

    answer = alice.post(reverse("portal-apply", args=[USCC_A]), {"edition": edition.pk, "type": "initial"})

    assert answer.status_code == 422
    assert not Engagement.objects.exists()


def test_incomplete_form_is_saved_and_comes_back_as_it_was(alice, cast, edition):
    engagement = opened(cast, edition)
    page = alice.get(address(engagement))
    given = filled_in(
        page, scope="水泵的维修", has_outsourced="yes", languages="中文\n英文", design_responsibility="no"
    )

    answer = alice.post(address(engagement), {**given, "stay": "1"})

    row = Application.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, address(engagement))
    assert (row.scope, row.outsourced, row.languages, row.design_responsibility) == (
        "水泵的维修",
        [""],
        ["中文", "英文"],
        False,
    )
    form = alice.get(address(engagement)).context["form"]
    assert [form[name].value() for name in ("scope", "has_outsourced", "languages", "places")] == [
        "水泵的维修",
        "yes",
        "中文\n英文",
        None,
    ]


def test_what_is_missing_leads_to_the_place_where_it_is_mended(alice, cast, edition):
    engagement = opened(cast, edition)

    parts = alice.get(address(engagement)).context["parts"]

    links = {each.address for part in parts for each in part.missing}
    number = engagement.number
    assert [part.title for part in parts if part.missing] == ["申请内容", "情况表", "申请材料", "声明与提交"]
    assert {
        f"{address(engagement)}#id_scope",
        f"{address(engagement)}#id_prior_number",
        reverse("portal-facts", args=[USCC_A, "regions"]),
        reverse("portal-document", args=[number, "handbook"]),
        reverse("portal-submission", args=[number]),
    } <= links
    assert sum(len(part.missing) for part in parts) == len(
        alice.get(address(engagement, "portal-submission")).context["missing"]
    )


def test_nothing_is_missing_in_a_complete_application(alice, cast, edition):
    engagement = filled(cast, edition)

    parts = alice.get(address(engagement, "portal-engagement")).context["parts"]

    assert [(part.title, part.missing) for part in parts] == [
        (title, ()) for title in ("申请内容", "情况表", "申请材料", "声明与提交")
    ]


def test_proof_of_the_look_up_is_kept_with_the_form(alice, cast, edition):
    engagement = opened(cast, edition)
    given = filled_in(alice.get(address(engagement)), prior_number="SC-1")

    alice.post(address(engagement), {**given, "prior_file": SimpleUploadedFile("查询.png", image())})

    row = Application.objects.get()
    assert (row.prior_number, row.prior_proof.name, row.prior_proof.client) == (
        "SC-1",
        "查询.png",
        cast.client_a,
    )
    assert alice.get(address(engagement)).context["proof"] == row.prior_proof


def test_proof_that_is_no_picture_is_refused_beside_its_field_and_nothing_typed_is_lost(alice, cast, edition):
    engagement = opened(cast, edition)
    given = filled_in(alice.get(address(engagement)), scope="水泵的维修")

    page = alice.post(address(engagement), {**given, "prior_file": SimpleUploadedFile("查询.png", b"<html>")})

    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["prior_file"]
    assert page.context["form"]["scope"].value() == "水泵的维修"
    assert not Evidence.objects.exists()


def test_evidence_of_another_enterprise_is_no_proof(alice, cast, edition):
    engagement = opened(cast, edition)
    strange = handed_in(cast.bob, cast.client_b)
    given = filled_in(alice.get(address(engagement)), prior_proof=strange.pk)

    page = alice.post(address(engagement), given)

    assert page.status_code == 422
    assert page.context["proof"] is None
    assert Application.objects.get().prior_proof is None


def test_second_of_two_people_sees_both_values_and_chooses(alice, cast, edition):
    engagement = opened(cast, edition)
    page = alice.get(address(engagement))
    alice.post(address(engagement), filled_in(page, scope="甲的说法", places="2"))

    second = alice.post(address(engagement), filled_in(page, scope="乙的说法", wishes="春天"))

    assert second.status_code == 409
    assert [(each.name, each.stands, each.given) for each in second.context["differences"]] == [
        ("scope", "甲的说法", "乙的说法"),
        ("wishes", "—", "春天"),
        ("places", "2", "—"),
    ]
    assert Application.objects.get().scope == "甲的说法"

    chosen = dict(second.context["kept"]) | second.context["hidden"]
    chosen |= {"version": second.context["version"], "keep_scope": "mine", "keep_places": "theirs"}
    assert alice.post(address(engagement), chosen).status_code == 303
    row = Application.objects.get()
    assert (row.scope, row.places, row.wishes) == ("乙的说法", 2, "春天")


def test_documents_handed_in_meanwhile_are_no_reason_to_refuse_the_form(alice, cast, edition):
    engagement = opened(cast, edition)
    page = alice.get(address(engagement))
    application.leave_document(
        by=cast.alice, at=NOW, number=engagement.number, kind=DocumentKind.PERMITS, reason="不需要许可"
    )

    answer = alice.post(address(engagement), filled_in(page, scope="水泵的维修"))

    assert answer.status_code == 303
    assert Application.objects.get().scope == "水泵的维修"


def test_form_sent_after_the_stage_is_over_is_refused_and_says_what_may_be_done(alice, cast, edition):
    engagement = filled(cast, edition)
    page = alice.get(address(engagement))
    given = filled_in(page, scope="太晚了")
    engagement.refresh_from_db()
    alice.post(address(engagement, "portal-submit"), {"version": engagement.version})

    late = alice.post(address(engagement), given)

    assert late.status_code == 422
    assert late.context["form"].errors.as_data()["__all__"][0].code == "not-this-stage"
    assert late.context["form"]["scope"].value() == "太晚了"
    assert Application.objects.get().scope != "太晚了"


def test_pages_for_filling_in_lead_to_the_engagement_once_it_is_submitted(alice, cast, edition):
    engagement = submitted(cast, edition)

    answers = [alice.get(address(engagement, name)) for name in ("portal-application", "portal-submission")]

    assert [answer["Location"] for answer in answers] == [address(engagement, "portal-engagement")] * 2


def test_strangers_application_does_not_exist(client, cast, edition):
    engagement = opened(cast, edition)
    sign_in(client, cast.bob)
    names = ("portal-application", "portal-engagement", "portal-documents", "portal-submission", "portal-end")

    answers = [client.get(address(engagement, name)).status_code for name in names]
    answers += [
        client.post(address(engagement, name), {}).status_code
        for name in ("portal-application", "portal-submit")
    ]

    assert answers == [404] * 7


def test_upload_larger_than_the_limit_is_refused_beside_its_field(alice, cast, edition, settings):
    settings.EVIDENCE_LIMIT = 1000
    engagement = opened(cast, edition)
    given = filled_in(alice.get(address(engagement)))
    large = io.BytesIO(pdf(b"x" * 1200))
    large.name = "查询.pdf"

    page = alice.post(address(engagement), {**given, "prior_file": large})

    assert (page.status_code, list(page.context["form"].errors)) == (422, ["prior_file"])
