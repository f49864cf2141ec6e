# SPDX-License-Identifier: Apache-2.0
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.adopting import edition
from tests.engagements import opened, submitted
from tests.files import pdf
from tests.signing_in import sign_in
from zhuoping.core.application_documents import DocumentKind
from zhuoping.records.models import ApplicationDocument, Evidence

__all__ = ["edition"]


@pytest.fixture
def alice(client, cast):
    return sign_in(client, cast.alice)


@pytest.fixture
def engagement(cast, edition):
    return opened(cast, edition)


def address(engagement, name="portal-documents", *args):
    return reverse(name, args=[engagement.number, *args])


def file(name="手册.pdf", text=b"1"):
    return SimpleUploadedFile(name, pdf(text))


def hand_in(client, engagement, kind="handbook", query="", **given):
    values = {"files": [file()], "dated_on": "2026-10-01"} | given
    return client.post(address(engagement, "portal-document", kind) + query, values)


def line(client, engagement, kind):
    return next(each for each in client.get(address(engagement)).context["lines"] if each.kind == kind)


def test_checklist_names_every_kind_with_what_is_asked_for(alice, engagement):
    page = alice.get(address(engagement))

    assert [each.kind for each in page.context["lines"]] == list(DocumentKind)
    assert page.context["settled"] == 1


def test_file_handed_in_settles_its_line(alice, engagement):
    answer = hand_in(alice, engagement)

    assert (answer.status_code, answer["Location"]) == (303, f"{address(engagement)}#handbook")
    document = ApplicationDocument.objects.get()
    assert (document.kind, document.evidence.name, document.evidence.dated_on) == (
        "handbook",
        "手册.pdf",
        date(2026, 10, 1),
    )
    assert line(alice, engagement, "handbook").is_settled


def test_several_files_of_one_kind_are_all_listed(alice, engagement):
    hand_in(alice, engagement, files=[file("一.pdf", b"1"), file("二.pdf", b"2")])

    names = [row.evidence.name for row in line(alice, engagement, "handbook").rows]
    assert names == ["一.pdf", "二.pdf"]


def test_one_bad_file_among_several_keeps_all_of_them_out(alice, engagement):
    bad = SimpleUploadedFile("二.pdf", b"<html>")

    page = hand_in(alice, engagement, files=[file("一.pdf"), bad])

    assert (page.status_code, list(page.context["form"].errors)) == (422, ["files"])
    assert not Evidence.objects.exists()


def test_service_records_say_which_days_they_cover(alice, engagement):
    hand_in(alice, engagement, "service-records", from_on="2026-08-01", until_on="2026-11-20")

    document = ApplicationDocument.objects.get()
    assert (document.from_on, document.until_on) == (date(2026, 8, 1), date(2026, 11, 20))
    assert line(alice, engagement, "service-records").is_settled


def test_licence_that_ended_is_told_on_its_line(alice, engagement):
    hand_in(alice, engagement, "business-licence", valid_until="2026-01-31")

    found = line(alice, engagement, "business-licence")
    assert not found.is_settled
    assert found.sentences[0].startswith("“营业执照”的有效期至 2026-01-31")


def test_replacement_takes_the_place_and_the_old_file_stays_on_record(alice, engagement):
    hand_in(alice, engagement)
    first = ApplicationDocument.objects.get()

    hand_in(alice, engagement, query=f"?replaces={first.pk}", files=[file("新版.pdf", b"2")])

    standing = ApplicationDocument.objects.get(withdrawn_at=None)
    assert (standing.evidence.name, standing.evidence.replaces) == ("新版.pdf", first.evidence)
    assert Evidence.objects.count() == 2


def test_two_files_cannot_replace_one(alice, engagement):
    hand_in(alice, engagement)
    first = ApplicationDocument.objects.get()

    page = hand_in(
        alice, engagement, query=f"?replaces={first.pk}", files=[file("一.pdf"), file("二.pdf", b"2")]
    )

    assert page.context["form"].errors.as_data()["files"][0].code == "replacement-single"
    assert Evidence.objects.count() == 1


def test_reason_stands_in_for_a_document_where_that_is_allowed(alice, engagement):
    answer = alice.post(
        address(engagement, "portal-document-leave", "permits"), {"reason": "本行业不要求许可"}
    )

    assert answer.status_code == 303
    found = line(alice, engagement, "permits")
    assert (found.is_settled, found.reason) == (True, "本行业不要求许可")


def test_file_taken_off_the_list_stays_on_record(alice, engagement):
    hand_in(alice, engagement)
    document = ApplicationDocument.objects.get()
    url = address(engagement, "portal-document-withdraw", document.pk)

    first, second = alice.post(url), alice.post(url)

    assert (first.status_code, second.status_code) == (303, 422)
    assert line(alice, engagement, "handbook").rows == ()
    assert Evidence.objects.count() == 1


def test_nothing_can_be_handed_in_after_submission(alice, cast, edition):
    engagement = submitted(cast, edition)
    before = Evidence.objects.count()

    page = hand_in(alice, engagement)

    assert page.status_code == 422
    assert page.context["form"].errors.as_data()["__all__"][0].code == "not-this-stage"
    assert Evidence.objects.count() == before
    assert alice.get(address(engagement, "portal-document", "handbook"))["Location"] == address(engagement)


def test_kind_that_is_none_has_no_page(alice, engagement):
    assert alice.get(address(engagement, "portal-document", "secrets")).status_code == 404


def test_strangers_list_and_files_do_not_exist(client, cast, engagement):
    sign_in(client, cast.alice)
    hand_in(client, engagement)
    document = ApplicationDocument.objects.get()
    sign_in(client, cast.bob)

    answers = [
        client.get(address(engagement)),
        hand_in(client, engagement),
        client.post(address(engagement, "portal-document-leave", "permits"), {"reason": "x"}),
        client.post(address(engagement, "portal-document-withdraw", document.pk)),
        client.get(reverse("evidence-download", args=[document.evidence.pk])),
    ]

    assert [answer.status_code for answer in answers] == [404] * 5
    assert ApplicationDocument.objects.get().withdrawn_at is None


def test_checklist_takes_the_same_queries_for_one_file_and_three(
    alice, engagement, django_assert_max_num_queries
):
    counts = []
    for names in (("一",), ("二", "三")):
        hand_in(alice, engagement, files=[file(f"{name}.pdf", name.encode()) for name in names])
        with django_assert_max_num_queries(30) as counted:
            alice.get(address(engagement))
        counts.append(len(counted))

    assert counts[0] == counts[1]
