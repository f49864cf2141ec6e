# SPDX-License-Identifier: Apache-2.0
"""The calendar feed: read back by a calendar's own reader, found by its secret address only."""

from datetime import date

import pytest
from django.utils import timezone
from icalendar import Calendar

from tests.cast import NOW
from tests.make_web import engagement_at
from tests.signing_in import sign_in
from zhuoping.core.lifecycle import Stage
from zhuoping.records.models import Engagement, Person, Plan, PlanMember, PlanState
from zhuoping.web.shared.calendar import token_of


@pytest.fixture
def planned(cast):
    """An engagement of client A with a released plan, Lin and Sun on its team."""
    found = engagement_at(cast, Stage.AGREED)
    today = timezone.localdate()
    plan = Plan.objects.create(
        engagement=found,
        version=2,
        number="R-A",
        state=PlanState.RELEASED,
        type="initial",
        starts_on=today,
        ends_on=date.fromordinal(today.toordinal() + 2),
        made_at=NOW,
        made_by=cast.ma,
        released_at=NOW,
    )
    for person in (cast.lin, cast.sun):
        PlanMember.objects.create(plan=plan, person=person, role="leader")
    return plan


def address_of(person):
    person.calendar_address = 1
    person.save(update_fields=["calendar_address"])
    return f"/account/calendar/{token_of(person)}.ics"


def events(answer):
    """The days of visits."""
    found = Calendar.from_ical(answer.content).walk("VEVENT")
    return [event for event in found if str(event["uid"]).startswith("engagement-")]


def dues(answer):
    """The last days for what is to be done."""
    found = Calendar.from_ical(answer.content).walk("VEVENT")
    return [event for event in found if str(event["uid"]).startswith("due-")]


def test_days_of_a_plan_are_read_back(cast, client, planned):
    answer = client.get(address_of(cast.lin))

    (event,) = events(answer)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in answer["Cache-Control"] or "private" in answer["Cache-Control"]
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (
        planned.starts_on,
        date.fromordinal(planned.ends_on.toordinal() + 1),
    )
    assert str(event["summary"]) == "甲泵业有限公司：现场审查"
    assert str(event["location"]) == "福建省厦门市集美区样例路 1 号"
    assert str(event["description"]) == "计划编号：R-A\n审查组：林审查、孙审查"
    assert str(event["uid"]) == f"engagement-{planned.engagement_id}@testserver"
    assert int(event["sequence"]) == 2
    assert str(event["url"]).endswith(f"/desk/engagements/{planned.engagement.number}/")


def test_calendar_speaks_its_owners_language(cast, client, planned):
    Person.objects.filter(pk=cast.lin.pk).update(language="en")
    cast.lin.refresh_from_db()

    (event,) = events(client.get(address_of(cast.lin)))

    assert str(event["summary"]) == "甲泵业有限公司: evaluation on site"


def test_client_sees_the_days_but_not_who_is_on_the_team_before_reading_the_plan(cast, client, planned):
    (event,) = events(client.get(address_of(cast.alice)))

    assert "林审查" not in str(event["description"])
    assert "/portal/" in str(event["url"])


@pytest.mark.parametrize("who", ["bob", "ma", "zhou"])
def test_others_have_nothing_in_their_calendar(cast, client, planned, who):
    assert events(client.get(address_of(getattr(cast, who)))) == []


def test_plan_that_was_replaced_leaves_the_calendar(cast, client, planned):
    Plan.objects.filter(pk=planned.pk).update(state=PlanState.REPLACED)

    assert events(client.get(address_of(cast.lin))) == []


def test_open_acts_stand_there_on_their_last_day(cast, client):
    found = engagement_at(cast, Stage.SUBMITTED)

    (event,) = dues(client.get(address_of(cast.ma)))

    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2026, 12, 8), date(2026, 12, 9))
    assert str(event["summary"]) == "甲泵业有限公司：评审申请（期限）"
    assert str(event["description"]) == f"项目编号：{found.number}"
    assert str(event["uid"]) == f"due-{found.pk}-application.accepted@testserver"
    assert int(event["sequence"]) == found.version
    assert str(event["url"]).endswith(f"/desk/engagements/{found.number}/")


def test_only_whose_turn_it_is_has_the_last_day_and_none_where_there_is_no_date(cast, client):
    engagement_at(cast, Stage.SUBMITTED)
    others = [dues(client.get(address_of(person))) for person in (cast.alice, cast.bob, cast.lin, cast.tan)]
    Engagement.objects.update(due_on=None)

    assert others == [[], [], [], []]
    assert dues(client.get(address_of(cast.ma))) == []


def test_new_address_shuts_the_old_one(cast, client, planned):
    old = address_of(cast.lin)
    sign_in(client, cast.lin)

    answer = client.post("/account/calendar/")

    page = client.get("/account/calendar/").content.decode()
    cast.lin.refresh_from_db()
    new = f"/account/calendar/{token_of(cast.lin)}.ics"
    assert answer.status_code == 303
    assert f"http://testserver{new}" in page
    assert (client.get(old).status_code, client.get(new).status_code) == (404, 200)


def test_guessed_and_bent_addresses_are_pages_that_do_not_exist(cast, client, planned):
    right = address_of(cast.lin)
    token = right.split("/")[-1].removesuffix(".ics")
    number, generation, secret = token.split("-")
    bent = [
        f"{number}-{generation}-{'0' * 40}",
        f"{cast.sun.pk}-{generation}-{secret}",
        f"{number}-2-{secret}",
        f"{number}-{generation}-{secret[:-1]}",
        f"²-{generation}-{secret}",
        f"{'9' * 30}-1-{secret}",
        "x",
    ]

    assert [client.get(f"/account/calendar/{each}.ics").status_code for each in bent] == [404] * len(bent)


def test_person_without_an_address_or_shut_out_has_no_calendar(cast, client):
    without = client.get(f"/account/calendar/{token_of(cast.lin)}.ics")
    address = address_of(cast.sun)
    Person.objects.filter(pk=cast.sun.pk).update(is_active=False)

    assert (without.status_code, client.get(address).status_code) == (404, 404)


def test_settings_page_wants_a_sign_in(client, db):
    answer = client.get("/account/calendar/")

    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/account/login/")


def test_agenda_of_a_released_plan_stands_in_the_calendar_of_each_who_takes_part(cast, client):
    found = engagement_at(cast, Stage.PLANNED)
    plan = found.plans.get()

    texts = [
        str(events(client.get(address_of(who)))[0]["description"]) for who in (cast.lin, cast.sun, cast.alice)
    ]

    first = plan.starts_on.strftime("%m-%d")
    opening = f"{first} 08:30–09:00 首次会议"
    assert all(opening in text.splitlines() for text in texts)
    own, others, whole = ({line for line in text.splitlines() if "审查 " in line} for text in texts)
    assert own
    assert own != others
    assert own | others <= whole


def test_client_sees_nothing_of_a_mystery_customer(cast, client):
    found = engagement_at(cast, Stage.PLANNED)
    plan = found.plans.get()
    covert = {**plan.agenda[1], "modes": ["B"], "kind": "other", "start": "04:44", "persons": [cast.lin.pk]}
    Plan.objects.filter(pk=plan.pk).update(agenda=[*plan.agenda, covert])

    texts = [str(events(client.get(address_of(who)))[0]["description"]) for who in (cast.lin, cast.alice)]

    assert ["04:44" in text for text in texts] == [True, False]
