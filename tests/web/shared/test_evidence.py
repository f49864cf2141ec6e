# SPDX-License-Identifier: Apache-2.0
"""Files go out to those who may see them, as downloads that no browser runs; images also as small copies."""

import io
import struct
import zlib
from urllib.parse import quote

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation
from PIL import Image

from tests.actions.handing_in import add, engagement, make_engagement, store
from tests.files import image, pdf
from tests.signing_in import sign_in
from zhuoping.core.authority import Act, Subject, may
from zhuoping.records import evidence_store
from zhuoping.records.actors import actor_of
from zhuoping.records.models import Evidence, LedgerEntry, PlanMember
from zhuoping.web.shared.evidence import listed

__all__ = ["engagement", "store"]

EVERYBODY = ("lin", "sun", "he", "zhou", "wu", "ma", "cao", "tou", "tan", "ou", "alice", "bob")
WHOLE_BODY = {"zhou", "wu", "ma", "cao", "tou", "tan", "ou"}


@pytest.fixture
def as_(client, cast):
    """The test client, signed in as somebody of the cast."""
    return lambda name: sign_in(client, getattr(cast, name))


def get(browser, place):
    """The answer, read to its end, which closes it."""
    answer = browser.get(place)
    answer.whole = answer.getvalue()
    return answer


def box_of_png(name, content=b""):
    """A chunk of a PNG."""
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def address(row, what="download"):
    return reverse(f"evidence-{what}", args=[row.pk])


def who_gets(client, cast, row):
    """The people who are given the file; everybody else has to be told that there is none."""
    answers = {
        name: get(sign_in(client, getattr(cast, name)), address(row)).status_code for name in EVERYBODY
    }
    assert set(answers.values()) <= {200, 404}
    return {name for name, status in answers.items() if status == 200}


def test_file_comes_as_it_was_handed_in_under_its_name(as_, cast):
    row = add(cast, name="服务承诺 2026.pdf")

    answer = get(as_("alice"), address(row))

    assert answer.whole == pdf()
    assert answer["Content-Disposition"] == f"attachment; filename*=utf-8''{quote('服务承诺 2026.pdf')}"
    assert (answer["Content-Type"], answer["Content-Length"]) == ("application/pdf", str(len(pdf())))


@pytest.mark.parametrize("what", ["download", "preview", "small"])
def test_browser_neither_runs_guesses_nor_keeps_it(as_, cast, what):
    answer = get(as_("alice"), address(add(cast, image(), "a.png"), what))

    assert {name: answer[name] for name in answer.headers if name in WANTED} == WANTED


WANTED = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
    "X-Frame-Options": "DENY",
}


def test_file_of_an_engagement_is_for_its_client_its_team_and_the_body(client, cast, engagement):
    row = add(cast, engagement=engagement)

    assert who_gets(client, cast, row) == WHOLE_BODY | {"alice", "lin"}


def test_file_of_the_enterprise_is_for_its_client_its_teams_and_the_body(client, cast, engagement):
    assert who_gets(client, cast, add(cast)) == WHOLE_BODY | {"alice", "lin"}


def test_internal_file_is_never_for_a_client(client, cast, engagement):
    row = add(cast, by=cast.ma, engagement=engagement, internal=True)

    assert who_gets(client, cast, row) == WHOLE_BODY | {"lin"}


def test_file_of_another_engagement_of_the_client_is_not_for_the_team(client, cast, engagement):
    other = make_engagement(cast, cast.client_a, "RZ-2026-0002")
    PlanMember.objects.filter(plan__engagement=other).delete()

    assert who_gets(client, cast, add(cast, engagement=other)) == WHOLE_BODY | {"alice"}


def test_those_who_see_a_file_in_lists_are_those_whom_the_rules_let(cast, engagement):
    rows = [add(cast, engagement=engagement), add(cast, by=cast.ma, engagement=engagement, internal=True)]
    team = frozenset({cast.lin.pk})

    for name in EVERYBODY:
        actor = actor_of(getattr(cast, name))
        allowed = [
            row.pk
            for row in rows
            if may(actor, Act.DOWNLOAD_EVIDENCE, Subject(row.client_id, team, secret=row.internal))
        ]
        assert sorted(Evidence.objects.visible_to(actor).values_list("pk", flat=True)) == allowed


def test_auditor_whose_role_ended_sees_nothing_any_more(client, cast, engagement):
    row = add(cast, engagement=engagement)
    cast.lin.roles.update(ended_at=row.uploaded_at)

    assert sign_in(client, cast.lin).get(address(row)).status_code in (403, 404)


@pytest.mark.parametrize("what", ["download", "preview", "small"])
def test_guessed_number_is_no_page_and_a_stranger_signs_in_first(client, cast, what):
    row = add(cast, image(), "a.png")
    place = address(row, what)

    assert client.get(place)["Location"] == f"/account/login/?next={place}"
    assert sign_in(client, cast.bob).get(place).status_code == 404
    assert client.get(reverse(f"evidence-{what}", args=[row.pk + 1])).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_sent_to_a_file(as_, cast, method):
    row = add(cast)

    assert getattr(as_("ma"), method)(address(row)).status_code == 405


def test_reading_leaves_no_entry_in_the_ledger(as_, cast):
    row = add(cast, image(), "a.png")
    before = LedgerEntry.objects.count()

    for what in ("download", "preview", "small"):
        get(as_("alice"), address(row, what))

    assert LedgerEntry.objects.count() == before


@pytest.mark.parametrize(("what", "size"), [("preview", (1600, 800)), ("small", (320, 160))])
def test_image_has_a_small_copy_that_is_made_once(as_, cast, what, size):
    row = add(cast, image("JPEG", (2400, 1200)), "现场.jpg")

    first, second = (get(as_("alice"), address(row, what)) for _ in range(2))

    assert (first["Content-Type"], first.content) == ("image/webp", second.content)
    assert Image.open(io.BytesIO(first.content)).size == size
    with evidence_store.open_preview(row.file_id, size[0]) as kept:
        assert kept.read() == first.content


def test_what_is_no_image_has_no_small_copy(as_, cast):
    assert get(as_("alice"), address(add(cast), "preview")).status_code == 404


def test_image_that_cannot_be_painted_has_no_small_copy_and_stays_to_be_had(as_, cast):
    # Every chunk has its right sum, and the pixels are no pixels.
    end = box_of_png(b"IDAT", b"no pixels") + box_of_png(b"IEND")
    torn = image()[:33] + end
    row = add(cast, torn, "a.png")

    assert get(as_("alice"), address(row, "preview")).status_code == 404
    assert get(as_("alice"), address(row)).whole == torn


def test_number_of_queries_of_a_download_is_small(as_, cast, engagement, django_assert_max_num_queries):
    row = add(cast, engagement=engagement)
    browser = as_("lin")

    with django_assert_max_num_queries(6):
        get(browser, address(row))


# Lists.


def shown(rows, language="zh-hans"):
    with translation.override(language):
        return render_to_string(
            "shared/evidence_list.html", {"evidence": listed(rows)}, RequestFactory().get("/")
        )


def of_client(cast):
    return Evidence.objects.filter(client=cast.client_a).select_related("file", "uploaded_by")


def test_list_shows_the_latest_revision_with_the_earlier_ones_behind_it(cast):
    first = add(cast, pdf(b"1"), "一.pdf")
    other = add(cast, pdf(b"9"), "另.pdf")
    second = add(cast, pdf(b"2"), "二.pdf", replaces=first)
    third = add(cast, pdf(b"3"), "三.pdf", replaces=second)

    rows = listed(of_client(cast))

    assert [(row.latest, row.earlier, row.revision) for row in rows] == [
        (third, (second, first), 3),
        (other, (), 1),
    ]


def test_list_names_size_kind_dates_and_person(cast):
    row = add(cast, image(), "<b>现场.png")

    page = shown(of_client(cast))

    assert row.name == "_b_现场.png"
    for text in (
        "_b_现场.png",
        "PNG 图片",
        "2026-11-24 16:00",
        "甲泵业有限公司经办人",
        address(row),
        address(row, "small"),
    ):
        assert text in page


def test_list_of_nothing_says_so(cast):
    assert "还没有文件" in shown([])


@pytest.mark.parametrize("count", [1, 3])
def test_number_of_queries_of_a_list_does_not_grow(cast, django_assert_num_queries, count):
    for number in range(count):
        add(cast, pdf(str(number).encode()), f"{number}.pdf")

    with django_assert_num_queries(1):
        shown(of_client(cast))
