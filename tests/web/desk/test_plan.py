# SPDX-License-Identifier: Apache-2.0
"""The plan on the desk: from an empty page to a released plan, by its forms; who sees and may do what."""

import json
import re
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import plans
from tests.cast import NOW, person
from tests.signing_in import sign_in
from zhuoping.core.authority import Role
from zhuoping.core.drawing import redraw
from zhuoping.core.person_days import Reduction
from zhuoping.core.planning_rules import sampling_rules
from zhuoping.core.sample_file import read_frame, read_sample
from zhuoping.outputs.frame_file import frame_from_csv
from zhuoping.records.models import InterestDeclaration, Plan, PlanState, RoleHolding
from zhuoping.records.plan_values import reductions_of
from zhuoping.records.values import scheme_of

# One auditor alone needs them for four person-days.
FOUR_DAYS = (date(2026, 12, 7), date(2026, 12, 10))


def words(response):
    return response.content.decode()


def version_in(response):
    return re.search(r'name="version" value="([0-9]*)"', words(response))[1]


def address(engagement, part=""):
    return f"/desk/engagements/{engagement.number}/plan/{part}"


def sent(client, engagement, part, **values):
    """Open a form, send it with the version that it carries, and follow it."""
    version = version_in(client.get(address(engagement, part)))
    return client.post(address(engagement, part), {"version": version, **values}, follow=True)


def test_plan_is_made_by_the_forms_from_nothing_to_its_release(cast, edition, client):
    engagement = plans.agreed(cast, edition)
    sign_in(client, cast.ma)
    empty = words(client.get(address(engagement)))

    sent(client, engagement, "basics/", modes="E+H+I", starts_on="2026-12-07", ends_on="2026-12-08")
    after_basics = words(client.get(address(engagement)))
    sent(client, engagement, "sample/draw/", suitable="yes", seed="甲方掷骰 3 5 1")
    sent(
        client,
        engagement,
        "team/",
        **{
            f"role_{cast.lin.pk}": "leader",
            f"modes_{cast.lin.pk}": ["E", "H", "I"],
            f"role_{cast.sun.pk}": "auditor",
            f"modes_{cast.sun.pk}": ["I"],
        },
    )
    sent(client, engagement, "days/", families="1", planned_days="4")
    agenda = client.get(address(engagement, "agenda/"))
    client.post(address(engagement, "agenda/propose/"), {"version": version_in(agenda)})
    for who in (cast.lin, cast.sun):
        sign_in(client, who)
        client.post(f"/desk/engagements/{engagement.number}/interests/", {"free": "yes"})
    sign_in(client, cast.ma)
    complete = client.get(address(engagement))
    released = client.post(address(engagement, "release/"), {"version": version_in(complete)}, follow=True)

    assert "还没有计划" in empty
    assert "还没有抽取网点样本" in after_basics
    assert "可以发布" in words(complete)
    assert "计划 2026000001 已发布" in words(released)
    assert "已发布，待企业确认" in words(released)


def test_fault_of_a_form_stands_beside_its_field_and_nothing_typed_is_lost(cast, edition, client):
    engagement = plans.agreed(cast, edition)
    sign_in(client, cast.ma)

    answer = sent(
        client,
        engagement,
        "basics/",
        modes="E+H+I",
        starts_on="2026-12-08",
        ends_on="2026-12-07",
        note="先联系厦门",
    )

    assert answer.status_code == 422
    assert "结束日期 2026-12-07 早于开始日期 2026-12-08" in words(answer)
    assert "先联系厦门" in words(answer)


def test_fault_of_a_reduction_stands_beside_its_row(cast, edition, client):
    engagement = plans.agreed(cast, edition)
    plans.begun(cast, engagement)
    sign_in(client, cast.ma)

    answer = sent(client, engagement, "days/", families="1", planned_days="4", share_2="0.1", reason_2="")

    assert answer.status_code == 422
    field = re.search(r"<[^>]*id=\"id_reason_2\"[^>]*>", words(answer))[0]
    assert 'aria-invalid="true"' in field


def test_second_officer_sees_both_values_and_chooses(cast, edition, client):
    engagement = plans.agreed(cast, edition)
    plans.begun(cast, engagement, note="甲")
    sign_in(client, cast.ma)
    seen = version_in(client.get(address(engagement, "basics/")))
    plans.begun(cast, engagement, note="乙")
    typed = {"modes": "E+H+I", "starts_on": "2026-12-07", "ends_on": "2026-12-08", "note": "丙"}

    asked = client.post(address(engagement, "basics/"), {"version": seen, **typed})
    chosen = {"version": version_in(asked), **typed, "keep_note": "mine"}
    client.post(address(engagement, "basics/"), chosen)

    assert asked.status_code == 409
    assert all(note in words(asked) for note in ("乙", "丙"))
    assert Plan.objects.get().note == "丙"


def test_team_that_may_not_go_is_told_and_stays_on_the_page(cast, edition, client):
    engagement = plans.agreed(cast, edition)
    plans.begun(cast, engagement)
    sign_in(client, cast.ma)

    answer = sent(
        client,
        engagement,
        "team/",
        **{f"role_{cast.lin.pk}": "leader", f"modes_{cast.lin.pk}": "H", f"role_{cast.he.pk}": "auditor"},
    )

    assert answer.status_code == 422
    assert "何技术 没有“审查员”角色，不能担任审查员" in words(answer)
    assert re.search(rf'name="role_{cast.lin.pk}".*?value="leader" selected', words(answer), re.DOTALL)


def test_team_page_proposes_and_says_why_somebody_cannot_go(cast, edition, client):
    other = plans.planned(cast, edition, team=plans.members(cast)[:1], dates=FOUR_DAYS)
    engagement = plans.agreed(cast, edition, cast.bob, cast.client_b)
    plans.begun(cast, engagement)
    sign_in(client, cast.ma)

    page = words(client.get(address(engagement, "team/")))

    assert f"林审查 在 2026-12-07、2026-12-08 已排入项目 {other.number}" in page
    assert "<b>孙审查</b> 组长 E H I" in page


def test_item_of_the_agenda_is_added_changed_and_removed(cast, edition, client):
    engagement = plans.drafted(cast, edition)
    sign_in(client, cast.ma)
    item = {
        "kind": "team",
        "day": "2026-12-07",
        "start": "17:30",
        "end": "18:00",
        "persons": [str(cast.lin.pk), str(cast.sun.pk)],
        "place": "central",
        "topic": "碰头会",
    }

    added = sent(client, engagement, "agenda/add/", **item)
    sent(client, engagement, "agenda/5/", **item | {"topic": "当日小结"})
    changed = client.get(address(engagement, "agenda/"))
    client.post(address(engagement, "agenda/5/remove/"), {"version": version_in(changed)})
    removed = client.get(address(engagement, "agenda/"))

    assert "审查组内部会议：碰头会" in words(added)
    assert "审查组内部会议：当日小结" in words(changed)
    assert "当日小结" not in words(removed)


def test_sample_and_frame_are_handed_out_so_that_the_draw_can_be_done_again(cast, edition, client):
    engagement = plans.agreed(cast, edition)
    plans.begun(cast, engagement)
    plans.sampled(cast, engagement)
    sign_in(client, cast.ou)

    sample = client.get(address(engagement, "sample.json"))
    frame = client.get(address(engagement, "frame.csv"))

    stored = read_sample(json.loads(sample.content)).sample
    listed = read_frame(frame_from_csv(frame.content).value)
    rules = sampling_rules(scheme_of(edition), stored.rules.type)
    assert redraw(stored, listed, rules) == ()
    assert stored.seed == plans.SEED


def test_sample_tells_the_regions_of_outlets_by_name(cast, edition, client):
    engagement = plans.agreed(cast, edition)
    plans.begun(cast, engagement)
    plans.sampled(cast, engagement)
    sign_in(client, cast.ma)

    page = words(client.get(address(engagement, "sample/")))

    assert re.findall(r'data-label="地区">([^<]*)<', page) == ["350100 福州市", "350200 厦门市"]


def test_page_of_the_sample_says_that_it_holds(cast, edition, client):
    engagement = plans.agreed(cast, edition)
    plans.begun(cast, engagement)
    plans.sampled(cast, engagement)
    sign_in(client, cast.ma)

    page = words(client.get(address(engagement, "sample/")))

    assert "用同一名单和起点重新抽取，结果相同" in page
    assert plans.SEED in page


def test_second_officer_approves_fewer_days_than_computed(cast, edition, client):
    engagement = plans.drafted(cast, edition)
    plans.counted(cast, engagement, "3.5")
    second = person("钱受理", "qian@body.example")
    RoleHolding.objects.create(person=second, role=Role.CASE_OFFICER, since_at=NOW)
    sign_in(client, cast.ma)
    own = sent(client, engagement, "days/approval/", reason="网点相邻")

    sign_in(client, second)
    approved = sent(client, engagement, "days/approval/", reason="网点相邻")

    assert "须由另一人批准" in words(own)
    assert "钱受理<br>网点相邻" in words(approved)


def test_release_that_lacks_something_is_refused_with_all_of_it(cast, edition, client):
    engagement = plans.drafted(cast, edition, declared=False)
    sign_in(client, cast.ma)
    page = words(client.get(address(engagement)))

    answer = client.post(address(engagement, "release/"), {"version": plans.edit_of(engagement)})

    assert "plan/release/" not in page
    assert "还有 2 处" in page
    assert answer.status_code == 422
    assert "林审查 尚未就本项目声明利益关系" in words(answer)


def test_withdrawn_plan_stays_to_be_looked_at_and_a_new_version_begins(cast, edition, client):
    engagement = plans.planned(cast, edition)
    sign_in(client, cast.ma)

    answer = client.post(address(engagement, "withdraw/"), {"reason": "组长生病"}, follow=True)
    earlier = client.get(address(engagement, "1/"))

    assert "第 2 版草案" in words(answer)
    assert "组长生病" in words(answer)
    assert "这是以前的版本，只供查阅" in words(earlier)
    assert "/plan/basics/" not in words(earlier)
    assert Plan.objects.get(version=1).state == PlanState.REPLACED


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_plan_as_the_client_gets_it_is_a_pdf_in_the_language_of_the_page(cast, edition, client, language):
    engagement = plans.planned(cast, edition)
    sign_in(client, cast.ma)
    client.cookies["django_language"] = language

    answer = client.get(address(engagement, "1/plan.pdf"))

    assert answer.content[:5] == b"%PDF-"
    assert f"2026000001-{language[:2]}.pdf" in answer["Content-Disposition"]


def test_interests_are_declared_with_a_conflict_that_has_to_be_described(cast, edition, client):
    engagement = plans.drafted(cast, edition, declared=False)
    sign_in(client, cast.lin)
    place = f"/desk/engagements/{engagement.number}/interests/"

    bare = client.post(place, {"free": "no"})
    told = client.post(place, {"free": "no", "text": "配偶在该公司任职"}, follow=True)

    assert bare.status_code == 422
    assert "须写明是什么关系" in words(bare)
    assert told.status_code == 200
    assert InterestDeclaration.objects.get().text == "配偶在该公司任职"


@pytest.mark.parametrize(
    ("who", "status"), [("lin", 200), ("ou", 200), ("wu", 200), ("alice", 403), ("bob", 403)]
)
def test_draft_is_seen_by_the_staff_and_by_nobody_else(cast, edition, client, who, status):
    engagement = plans.drafted(cast, edition)
    sign_in(client, getattr(cast, who))

    assert client.get(address(engagement)).status_code == status


def test_auditor_who_is_on_no_plan_of_it_finds_nothing(cast, edition, client):
    engagement = plans.drafted(cast, edition, team=plans.members(cast)[:1])
    sign_in(client, cast.sun)

    assert client.get(address(engagement)).status_code == 404
    assert client.get(f"/desk/engagements/{engagement.number}/interests/").status_code == 404


@pytest.mark.parametrize("part", ["basics/", "days/", "sample/draw/", "team/", "agenda/add/"])
def test_only_a_case_officer_opens_the_forms(cast, edition, client, part):
    engagement = plans.drafted(cast, edition)
    sign_in(client, cast.lin)

    assert client.get(address(engagement, part)).status_code == 403


def test_page_takes_the_same_queries_for_one_member_and_for_two(cast, edition, client):
    one = plans.drafted(cast, edition, team=plans.members(cast)[:1])
    two = plans.drafted(cast, edition, plans.agreed(cast, edition, cast.bob, cast.client_b))
    sign_in(client, cast.ma)
    client.get(address(one))

    counts = []
    for engagement in (one, two):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address(engagement)).status_code == 200
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_more_reductions_than_the_form_begins_with_are_all_kept(cast, edition, client):
    engagement = plans.agreed(cast, edition)
    given = [Reduction(Decimal("0.01"), f"理由{number}") for number in range(1, 7)]
    plans.counted(cast, engagement, reductions=given)
    sign_in(client, cast.ma)
    page = client.get(address(engagement, "days/"))
    fields = re.findall(r'name="((?:share|reason)_[0-9]+)"[^>]* value="([^"]*)"', words(page))

    sent(client, engagement, "days/", families="1", planned_days="4", **dict(fields))

    assert reductions_of(Plan.objects.get()) == tuple(given)


def test_page_of_the_team_takes_the_same_queries_for_two_auditors_and_for_five(cast, edition, client):
    engagement = plans.agreed(cast, edition)
    plans.begun(cast, engagement)
    sign_in(client, cast.ma)
    client.get(address(engagement, "team/"))

    counts = []
    for newcomers in ((), ("甲", "乙", "丙")):
        for name in newcomers:
            auditor = person(name, f"{len(name)}{ord(name)}@body.example")
            RoleHolding.objects.create(person=auditor, role=Role.AUDITOR, since_at=NOW)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address(engagement, "team/")).status_code == 200
        counts.append(len(asked))

    assert counts[0] == counts[1]
