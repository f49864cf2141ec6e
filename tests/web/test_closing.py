# SPDX-License-Identifier: Apache-2.0
"""Closing by both doors: the check leads to every gap, the client learns nothing before and only its half after."""

import base64
import hashlib
import html

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests import files
from tests.closing import AT_CLOSING, complete
from tests.fieldworking import in_field
from tests.signing_in import sign_in
from zhuoping.actions.fieldwork import closing
from zhuoping.core.lifecycle import Stage
from zhuoping.records.closing_values import gaps_of
from zhuoping.records.models import Engagement, Finding, FrozenScorecard, ScorecardSignature

DRAWN = "data:image/png;base64," + base64.b64encode(files.image()).decode()


@pytest.fixture
def engagement(cast, edition):
    """Nothing is missing."""
    return complete(cast, edition)


@pytest.fixture
def frozen(cast, engagement):
    return closing.close_fieldwork(by=cast.lin, at=AT_CLOSING, number=engagement.number)


def desk(engagement, part=""):
    return f"/desk/engagements/{engagement.number}/fieldwork/{part}"


def portal(engagement, part=""):
    return f"/portal/engagements/{engagement.number}/scorecard/{part}"


def words(answer):
    return html.unescape(answer.content.decode())


def test_closing_check_lists_every_gap_with_the_way_there(cast, edition, client):
    engagement = in_field(cast, edition)
    sign_in(client, cast.lin)

    text = words(client.get(desk(engagement, "closing/")))

    assert f"还缺 {sum(each.blocks for each in gaps_of(engagement, timezone.now()))} 项" in text
    assert "指标 1.1 还没有开始" in text
    ways = ["?ref=7.3", "design/elements/design-input/", "conclusions/", "design/"]
    assert [f'href="{desk(engagement, each)}"' in text for each in ways] == [True] * 4
    assert "随后还要办理" in text


def test_desk_shows_how_many_gaps_there_are_and_the_first(cast, engagement, client):
    Finding.objects.filter(engagement=engagement, ref__in=["1.1", "1.2"]).update(text="")
    sign_in(client, cast.sun)

    part = words(client.get(desk(engagement, "closing/missing/"), headers={"HX-Request": "true"}))

    assert "结束前共缺 2 项" in part
    assert f"{desk(engagement)}?ref=1.2" in part
    assert "<html" not in part
    assert desk(engagement, "closing/missing/") in words(client.get(desk(engagement)))
    assert client.get(desk(engagement, "closing/missing/")).url == desk(engagement, "closing/")


def test_leader_closes_and_is_led_to_the_frozen_scorecard(cast, engagement, client):
    sign_in(client, cast.lin)

    answer = client.post(desk(engagement, "closing/"), follow=True)
    text = words(answer)

    assert answer.redirect_chain == [(desk(engagement, "scorecard/"), 303)]
    assert FrozenScorecard.objects.get().digest in text
    assert "150 分，满分 150 分" in text
    assert "1.1 的事实" in text
    assert "查看定稿的评分表" in words(client.get(desk(engagement, "closing/")))


def test_closing_with_gaps_or_by_another_is_refused_in_words(cast, engagement, client):
    sign_in(client, cast.sun)
    other = client.post(desk(engagement, "closing/"))
    sign_in(client, cast.lin)
    Finding.objects.filter(engagement=engagement, ref="1.1").update(text="")
    gaps = client.post(desk(engagement, "closing/"))

    assert (other.status_code, "由审查组长（林审查）办理" in words(other)) == (422, True)
    assert (gaps.status_code, words(gaps).count("指标 1.1 没有写评价发现")) == (422, 2)
    assert Engagement.objects.get(pk=engagement.pk).stage == Stage.FIELDWORK


def test_client_sees_nothing_before_closing(cast, engagement, client):
    sign_in(client, cast.alice)

    statuses = [
        client.get(each).status_code
        for each in (portal(engagement), portal(engagement, "1/"), portal(engagement, "1/scorecard.json"))
    ]

    assert statuses == [404] * 3
    assert "/scorecard/" not in words(client.get(f"/portal/engagements/{engagement.number}/"))
    assert [client.get(desk(engagement, each)).status_code for each in ("closing/", "scorecard/")] == [
        403
    ] * 2


def test_client_sees_its_half_after_closing_and_never_notes(cast, frozen, client):
    engagement = frozen.engagement
    sign_in(client, cast.alice)

    text = words(client.get(portal(engagement)))
    file = client.get(portal(engagement, "1/scorecard.json"))

    assert [each in text for each in ("150 分，满分 150 分", "1.1 的事实", "卓绝（5 星）")] == [True] * 3
    assert "内部笔记" not in text + file.content.decode()
    assert hashlib.sha256(file.content).hexdigest() == frozen.digest
    assert client.get(portal(engagement, "1/summary.pdf")).url == f"/evidence/{frozen.summary_id}/"
    assert portal(engagement) in words(client.get(f"/portal/engagements/{engagement.number}/"))
    assert client.get(desk(engagement, "scorecard/1/internal.json")).status_code == 403


def test_other_client_and_a_round_that_is_not_there_find_nothing(cast, frozen, client):
    sign_in(client, cast.bob)
    addresses = [portal(frozen.engagement, each) for each in ("", "1/", "1/scorecard.json", "1/summary.pdf")]

    theirs = [client.get(each).status_code for each in addresses]
    sign_in(client, cast.alice)

    assert theirs == [404] * 4
    assert client.get(portal(frozen.engagement, "2/")).status_code == 404


def test_summary_in_english_is_typeset_when_asked_for(cast, frozen, client):
    sign_in(client, cast.alice)
    client.cookies["django_language"] = "en"

    answer = client.get(portal(frozen.engagement, "1/summary.pdf"))

    assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")


def test_client_signs_by_the_pad_and_it_is_shown_to_both(cast, frozen, client):
    sign_in(client, cast.alice)
    given = {
        "digest": frozen.digest,
        "party": "client",
        "name": "陈总",
        "function": "总经理",
        "remarks": "3.1 有保留",
        "drawn": DRAWN,
    }

    text = words(client.post(portal(frozen.engagement), given, follow=True))
    row = ScorecardSignature.objects.get()

    assert (row.name, row.party, row.image.name) == ("陈总", "client", "签名.png")
    assert [each in text for each in ("陈总", "3.1 有保留", f"/evidence/{row.image_id}/preview/")] == [
        True
    ] * 3
    assert "核对并签署" not in text
    sign_in(client, cast.ma)
    assert "3.1 有保留" in words(client.get(desk(frozen.engagement, "scorecard/")))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"drawn": ""}, "没有签名"),
        ({"drawn": "data:image/svg+xml;base64,AAAA"}, "签名板的图像无法读取"),
        ({"digest": "0" * 64}, "评分表已换成第 1 轮"),
        ({"party": "body"}, "不能代认证机构签署"),
        ({"name": ""}, "没有写签署人"),
    ],
)
def test_signature_that_lacks_something_comes_back_with_a_sentence(changes, sentence, cast, frozen, client):
    sign_in(client, cast.alice)
    given = {"digest": frozen.digest, "party": "client", "name": "陈总", "function": "总经理", "drawn": DRAWN}

    answer = client.post(portal(frozen.engagement), given | changes)

    assert (answer.status_code, sentence in words(answer)) == (422, True)
    assert not ScorecardSignature.objects.exists()


def test_member_signs_with_their_own_name_and_the_leader_for_the_client_by_a_scan(cast, frozen, client):
    engagement = frozen.engagement
    sign_in(client, cast.sun)
    own = client.get(desk(engagement, "scorecard/sign/"))
    client.post(
        desk(engagement, "scorecard/sign/"), {"digest": frozen.digest, "party": "body", "drawn": DRAWN}
    )
    sign_in(client, cast.lin)
    leading = words(client.get(desk(engagement, "scorecard/sign/")))
    given = {"digest": frozen.digest, "party": "client", "name": "陈总", "function": "总经理"}
    client.post(
        desk(engagement, "scorecard/sign/"),
        {**given, "image": SimpleUploadedFile("陈总签名.png", files.image())},
    )

    signed = list(ScorecardSignature.objects.values_list("party", "name", "person_id"))

    assert 'name="name"' not in words(own)
    assert 'name="name"' in leading
    assert signed == [("body", "孙审查", cast.sun.pk), ("client", "陈总", cast.lin.pk)]
    sign_in(client, cast.sun)
    assert client.get(desk(engagement, "scorecard/sign/")).status_code == 303


def test_officer_opens_again_with_a_reason_and_both_rounds_are_shown(cast, frozen, client):
    engagement = frozen.engagement
    sign_in(client, cast.ma)

    page = words(client.get(desk(engagement, "scorecard/")))
    client.post(desk(engagement, "scorecard/reopen/"), {"reason": "补 3.1 的记录"}, follow=True)
    closing.close_fieldwork(by=cast.lin, at=AT_CLOSING, number=engagement.number)
    latest, first = (words(client.get(desk(engagement, each))) for each in ("scorecard/", "scorecard/1/"))

    assert desk(engagement, "scorecard/reopen/") in page
    assert "第 2 轮" in latest
    assert "补 3.1 的记录" in first
    assert "这是以前的一轮" in first
    sign_in(client, cast.alice)
    assert [client.get(portal(engagement, each)).status_code for each in ("", "1/", "2/")] == [200] * 3


def test_body_downloads_its_own_half_whose_digest_stands_in_the_other(cast, frozen, client):
    sign_in(client, cast.zhou)

    ours = client.get(desk(frozen.engagement, "scorecard/1/internal.json"))
    theirs = client.get(desk(frozen.engagement, "scorecard/1/scorecard.json"))

    assert "内部笔记" in ours.content.decode()
    assert theirs.json()["internal_digest"] == hashlib.sha256(ours.content).hexdigest()


def test_desk_without_a_frozen_scorecard_says_so(cast, engagement, client):
    sign_in(client, cast.ma)

    answers = [
        client.get(desk(engagement, each)) for each in ("scorecard/", "scorecard/sign/", "scorecard/1/")
    ]

    assert "还没有定稿的评分表" in words(answers[0])
    assert [each.status_code for each in answers] == [200, 403, 404]
