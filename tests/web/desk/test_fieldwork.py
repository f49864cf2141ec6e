# SPDX-License-Identifier: Apache-2.0
"""The scoring desk by requests: opened, read, saved field by field; who sees and may do what; how much it asks."""

import json
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import files, plans
from tests.fieldworking import IN_FIELD, attached, in_field, write
from tests.signing_in import sign_in
from zhuoping.actions.evidence import Handed
from zhuoping.core.facts import Facts
from zhuoping.core.facts.rows.organisation import Outlet, OutletKind, Ownership
from zhuoping.records.models import Engagement, Finding, LedgerEntry, Plan, Submission

HTMX = {"HX-Request": "true"}
# What steers a transaction asks the database for nothing.
STEERING = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


def address(engagement, part=""):
    return f"/desk/engagements/{engagement.number}/fieldwork/{part}"


def words(response):
    return response.content.decode()


def save(client, engagement, ref, field, *, htmx=True, **sent):
    """One field, as its form sends it; `seen` is what the page showed."""
    given = {"seen": 0, **sent}
    headers = HTMX if htmx else {}
    return client.post(address(engagement, f"findings/{ref}/{field}/"), given, headers=headers)


def judged(client, engagement, ref, points, **more):
    return save(client, engagement, ref, "award", method="judged", points=points, **more)


def queries(asked):
    return [each["sql"] for each in asked.captured_queries if not each["sql"].startswith(STEERING)]


def photo(name="门头.png"):
    return SimpleUploadedFile(name, files.image(), "image/png")


def test_leader_opens_fieldwork_and_is_told_in_words_when_it_is_too_early(cast, edition, client):
    engagement = plans.confirmed(cast, edition)
    sign_in(client, cast.lin)

    early = client.post(address(engagement, "open/"))
    began = datetime.now(UTC).date() - timedelta(days=1)
    Plan.objects.filter(engagement=engagement).update(starts_on=began)
    opened = client.post(address(engagement, "open/"), {"double_scoring": "yes"}, follow=True)

    assert early.status_code == 422
    assert "审查计划从 2026-12-07 开始" in words(early)
    assert "现场审查已开始" in words(opened)
    engagement.refresh_from_db()
    assert (engagement.stage, engagement.fieldwork.double_scoring) == ("fieldwork", True)


def test_before_it_is_opened_only_the_leader_finds_the_button(cast, edition, client):
    engagement = plans.confirmed(cast, edition)
    shown = {}
    for name in ("lin", "sun", "ma"):
        sign_in(client, getattr(cast, name))
        shown[name] = "开始现场审查</button>" in words(client.get(address(engagement)))

    assert shown == {"lin": True, "sun": False, "ma": False}


def test_engagement_leads_to_its_fieldwork(cast, edition, client):
    engagement = in_field(cast, edition)
    pages = {}
    for name in ("lin", "ma"):
        sign_in(client, getattr(cast, name))
        pages[name] = words(client.get(f"/desk/engagements/{engagement.number}/"))

    assert {name: f'href="{address(engagement)}"' in page for name, page in pages.items()} == {
        "lin": True,
        "ma": True,
    }


def test_field_is_saved_and_list_and_sums_come_back_with_it(cast, edition, client):
    engagement = in_field(cast, edition)
    sign_in(client, cast.sun)

    answer = judged(client, engagement, "1.1", "2.5", reason="岗位说明缺两处")

    text = words(answer)
    assert answer.status_code == 200
    assert "已保存" in text
    assert 'id="seen-award" name="seen" value="1"' in text
    assert "缺证据" in text
    assert "2.5 – 149.5" in text
    assert Finding.objects.get().award == {"judged": {"decimal": "2.5"}, "reason": "岗位说明缺两处"}


def test_points_below_full_wait_for_their_reason_and_say_so(cast, edition, client):
    engagement = in_field(cast, edition)
    sign_in(client, cast.lin)

    text = words(judged(client, engagement, "1.1", "2"))

    assert "已保存" in text
    assert "理由" in text
    assert "0 – 150" in text


@pytest.mark.parametrize(
    ("points", "kept"),
    [("３．０", 3), ("2。5", {"decimal": "2.5"}), ("", None)],
    ids=["wide", "stop", "empty"],
)
def test_points_are_read_as_people_type_them(cast, edition, client, points, kept):
    engagement = in_field(cast, edition)
    sign_in(client, cast.lin)

    judged(client, engagement, "1.1", points)

    found = Finding.objects.first()
    assert (found and found.award) == kept


@pytest.mark.parametrize(
    ("points", "said"),
    [("2.3", "0.5"), ("4", "0"), ("abc", "不是可用的数值"), ("9" * 2000, "不是可用的数值")],
    ids=["off-step", "too-many", "letters", "endless"],
)
def test_points_that_the_edition_does_not_allow_are_refused_beside_the_field(
    cast, edition, client, points, said
):
    engagement = in_field(cast, edition)
    sign_in(client, cast.lin)

    answer = judged(client, engagement, "1.1", points, reason="理由")

    assert answer.status_code == 422
    assert said in words(answer)
    assert not Finding.objects.exists()


def test_sample_half_filled_in_is_not_saved_and_whole_is(cast, edition, client):
    engagement = in_field(cast, edition)
    sign_in(client, cast.lin)

    half = save(client, engagement, "1.2", "award", method="sampled", size="20", conforming="")
    whole = save(client, engagement, "1.2", "award", method="sampled", size="20", conforming="17")

    assert (half.status_code, "请填完整" in words(half)) == (422, True)
    assert (whole.status_code, "8.5" in words(whole)) == (200, True)


def test_another_method_chosen_takes_nothing_back_before_something_is_written(cast, edition, client):
    engagement = in_field(cast, edition)
    sign_in(client, cast.lin)
    judged(client, engagement, "1.2", "10")

    answer = save(
        client, engagement, "1.2", "award", method="sampled", was="judged", size="", conforming="", seen=1
    )

    assert answer.status_code == 422
    assert Finding.objects.get().award == 10


def test_parts_are_scored_each_by_its_own_method(cast, edition, client):
    engagement = in_field(cast, edition)
    sign_in(client, cast.lin)
    sent = {"part": ["a", "b"], "a_method": "judged", "a_points": "5", "b_method": "sampled"}

    save(client, engagement, "2.1", "award", **sent, b_size="40", b_conforming="38")
    page = words(client.get(address(engagement, "?ref=2.1")))

    assert Finding.objects.get().award == {
        "parts": {"a": 5, "b": {"sampled": {"size": 40, "conforming": 38}}}
    }
    assert "9.75/10" in page


def test_ways_and_aspects_are_kept_as_chosen(cast, edition, client):
    engagement = in_field(cast, edition)
    sign_in(client, cast.lin)

    save(client, engagement, "1.1", "ways", value=["interview", "document"])
    save(client, engagement, "1.1", "aspects", value=["3", "0"])

    found = Finding.objects.get()
    assert (found.ways, found.aspects) == (["document", "interview"], [0, 3])


def test_slower_of_two_sees_both_values_and_keeps_one(cast, edition, client):
    engagement = in_field(cast, edition)
    write(engagement, cast.lin, "1.1", "text", "职责清楚")
    sign_in(client, cast.sun)

    conflict = save(client, engagement, "1.1", "text", value="职责不清")
    after_conflict = Finding.objects.get().text
    theirs = save(client, engagement, "1.1", "text", value="职责不清", theirs="1")
    mine = save(client, engagement, "1.1", "text", value="职责不清", keep="1")

    assert conflict.status_code == 409
    assert "职责清楚" in words(conflict)
    assert "职责不清" in words(conflict)
    assert after_conflict == "职责清楚"
    assert (theirs["HX-Retarget"], "职责清楚" in words(theirs)) == ("#field-text", True)
    assert (mine.status_code, Finding.objects.get().text) == (200, "职责不清")


def test_without_a_script_the_page_comes_back_with_what_was_typed(cast, edition, client):
    engagement = in_field(cast, edition)
    sign_in(client, cast.lin)

    kept = save(client, engagement, "1.1", "text", value="职责清楚", htmx=False)
    refused = judged(client, engagement, "1.1", "2.3", reason="差一点", htmx=False)
    conflict = save(client, engagement, "1.1", "text", value="职责不清", htmx=False)

    assert (kept.status_code, kept.url) == (303, f"{address(engagement)}?ref=1.1#field-text")
    assert refused.status_code == 422
    assert 'value="2.3"' in words(refused)
    assert "差一点</textarea>" in words(refused)
    assert conflict.status_code == 409
    assert "职责不清</textarea>" in words(conflict)
    assert 'name="theirs"' in words(conflict)


def test_nothing_new_is_one_query_and_no_answer(cast, edition, client):
    engagement = in_field(cast, edition)
    sign_in(client, cast.lin)
    stamp = LedgerEntry.objects.order_by("-sequence").first().sequence
    client.get(address(engagement))

    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = client.get(address(engagement, f"changes/?ref=1.1&seen={stamp}"), headers=HTMX)

    assert (answer.status_code, answer.content) == (204, b"")
    # Session, person, roles; then the one.
    assert len(queries(asked)) == 4


def test_what_others_did_comes_with_the_next_question(cast, edition, client):
    engagement = in_field(cast, edition)
    sign_in(client, cast.lin)
    stamp = LedgerEntry.objects.order_by("-sequence").first().sequence
    write(engagement, cast.sun, "1.1", "text", "孙写的发现")
    attached(engagement, cast.sun, "finding:1.1", Handed(photo(), "孙拍的.png"))

    text = words(client.get(address(engagement, f"changes/?ref=1.1&seen={stamp}"), headers=HTMX))

    assert "孙写的发现" in text
    assert "孙拍的.png" in text
    assert f"seen={stamp + 3}" in text


def test_desk_asks_no_more_for_much_than_for_little(cast, edition, client):
    engagement = in_field(cast, edition)
    sign_in(client, cast.lin)
    counts = []
    for ref in ("1.1", "1.2", "1.3", "3.1"):
        with CaptureQueriesContext(connection) as asked:
            client.get(address(engagement, "?ref=1.1"))
        counts.append(len(queries(asked)))
        judged(client, engagement, ref, "1", reason="少")
        attached(engagement, cast.lin, "finding:1.1", Handed(photo(), f"{ref}.png"))

    assert counts == [11] * 4


def test_save_asks_twelve_things(cast, edition, client):
    engagement = in_field(cast, edition)
    sign_in(client, cast.lin)
    judged(client, engagement, "1.1", "3")

    with CaptureQueriesContext(connection) as asked:
        judged(client, engagement, "1.1", "2.5", reason="少", seen=1)

    assert len(queries(asked)) == 12, "\n".join(queries(asked))


def test_stranger_finds_nothing_and_the_client_neither(cast, edition, client):
    engagement = in_field(cast, edition)
    found = {}
    for name in ("alice", "bob", "he"):
        sign_in(client, getattr(cast, name))
        found[name] = (
            client.get(address(engagement)).status_code,
            client.get(address(engagement, "changes/?seen=1")).status_code,
            save(client, engagement, "1.1", "text", value="x").status_code,
            client.post(address(engagement, "evidence/add/"), {"ref": "1.1", "file": photo()}).status_code,
        )

    assert found == {"alice": (403,) * 4, "bob": (403,) * 4, "he": (404,) * 4}
    assert not Finding.objects.exists()


def test_staff_outside_the_team_read_and_write_nothing(cast, edition, client):
    engagement = in_field(cast, edition)
    sign_in(client, cast.ma)

    page = words(client.get(address(engagement)))

    assert "您不在本项目的审查组" in page
    assert "<textarea" not in page
    assert save(client, engagement, "1.1", "text", value="x").status_code == 403


def test_indicator_or_field_that_is_none_is_not_there(cast, edition, client):
    engagement = in_field(cast, edition)
    sign_in(client, cast.lin)

    assert client.get(address(engagement, "?ref=9.9")).status_code == 404
    assert save(client, engagement, "9.9", "text", value="x").status_code == 404
    assert save(client, engagement, "1.1", "version", value="x").status_code == 404
    assert client.get(address(engagement, "findings/9.9/facts/")).status_code == 404


def test_facts_of_the_submission_stand_beside_the_checks(cast, edition, client):
    engagement = in_field(cast, edition)
    outlets = [
        Outlet(f"网点{index}", OutletKind.DELIVERY_AND_REPAIR, Ownership.SELF_BUILT, region="350200")
        for index in range(9)
    ]
    facts = asdict(Facts(outlets=tuple(outlets)))
    content = json.dumps({"application": {"facts": facts, "prior_certificate": None}})
    Submission.objects.create(
        engagement=engagement,
        round=1,
        content=content,
        digest="7" * 64,
        submitted_at=IN_FIELD,
        submitted_by=cast.alice,
    )
    sign_in(client, cast.lin)

    cold = words(client.get(address(engagement, "?ref=1.3")))
    part = words(client.get(address(engagement, "findings/1.3/facts/"), headers=HTMX))
    warm = words(client.get(address(engagement, "?ref=1.3")))

    assert 'hx-trigger="load"' in cold
    assert "网点5" in part
    assert "网点6" not in part
    assert "9 行" in part
    assert "网点5" in warm


def test_last_finding_on_the_client_is_shown(cast, edition, client):
    before = plans.agreed(cast, edition)
    Finding.objects.create(
        engagement=before, ref="1.1", text="去年缺监督部门", changed_at=IN_FIELD, changed_by=cast.lin
    )
    Engagement.objects.update(stage="closed")
    engagement = in_field(cast, edition)
    sign_in(client, cast.lin)

    assert "去年缺监督部门" in words(client.get(address(engagement, "?ref=1.1")))
    assert "去年缺监督部门" not in words(client.get(address(engagement, "?ref=1.2")))


def test_scored_double_the_desk_takes_no_award(cast, edition, client):
    engagement = in_field(cast, edition, double_scoring=True)
    sign_in(client, cast.lin)

    page = words(client.get(address(engagement, "?ref=1.1")))

    assert "两名审查员分别评分" in page
    assert 'name="points"' not in page
    assert judged(client, engagement, "1.1", "3").status_code == 422


def test_desk_says_what_is_sure_and_what_is_in_reach(cast, edition, client):
    engagement = in_field(cast, edition)
    for ref in ("4.1", "4.2", "3.1", "5.1"):
        write(engagement, cast.lin, ref, "award", Decimal(20 if ref.startswith("4") else 10))
    sign_in(client, cast.lin)

    page = " ".join(words(client.get(address(engagement))).split())

    assert "<b>60</b> / 150" in page
    assert "60 – 150" in page
    assert "差 40 分到卓著" in page
