# SPDX-License-Identifier: Apache-2.0
"""Facts verified on the desk: rows in pages, confirmed with a press, corrected by form, both values shown."""

import html
import re

import pytest

from tests.factsverifying import outlets, submit
from tests.fieldworking import in_field
from tests.signing_in import sign_in
from zhuoping.records.models import FactVerification
from zhuoping.records.submitted_facts import verified_facts

CORRECTION = {
    "version": 0,
    "name": "思明店",
    "kind": "delivery-and-repair",
    "ownership": "self-built",
    "region": "350200",
    "reason": "看到门牌",
}


@pytest.fixture
def engagement(cast, edition):
    found = in_field(cast, edition)
    submit(cast, found, outlets(120))
    return found


def address(engagement, part=""):
    return f"/desk/engagements/{engagement.number}/fieldwork/facts/{part}"


def words(answer):
    return html.unescape(answer.content.decode())


def test_sheets_and_their_rows_are_listed_in_pages(client, cast, engagement):
    lin = sign_in(client, cast.lin)

    sheets = words(lin.get(address(engagement)))
    last = words(lin.get(address(engagement, "outlets/?page=3")))

    assert "服务网点" in sheets
    assert "未核实" in sheets
    assert re.findall(r'id="row-(\d+)"', last) == [str(number) for number in range(101, 121)]
    assert "第 3 页，共 3 页" in last


def test_row_is_confirmed_and_the_list_comes_back_where_it_was(client, cast, engagement):
    lin = sign_in(client, cast.lin)

    answer = lin.post(address(engagement, "outlets/60/confirm/"), {"seen": "0"})
    shown = words(lin.get(address(engagement, "outlets/?page=2")))

    assert (answer.status_code, answer.url) == (303, f"{address(engagement, 'outlets/')}?page=2#row-60")
    assert "林审查" in shown.split('id="row-60"')[1].split("</tr>")[0]


def test_row_is_corrected_and_both_values_are_shown(client, cast, engagement):
    lin = sign_in(client, cast.lin)

    form = words(lin.get(address(engagement, "outlets/1/")))
    empty = lin.post(address(engagement, "outlets/1/"), CORRECTION | {"reason": " "})
    answer = lin.post(address(engagement, "outlets/1/"), CORRECTION)
    shown = words(lin.get(address(engagement, "outlets/")))

    assert 'value="网点1"' in form
    assert empty.status_code == 422
    assert "没有写明更正的理由" in words(empty)
    assert 'value="思明店"' in words(empty)
    assert answer.status_code == 303
    assert "<del>网点1</del> <ins>思明店</ins>" in shown
    assert verified_facts(engagement).facts.outlets[0].name == "思明店"


def test_second_auditor_sees_both_and_may_still_save(client, cast, engagement):
    sign_in(client, cast.sun).post(address(engagement, "outlets/1/"), CORRECTION)
    lin = sign_in(client, cast.lin)
    mine = CORRECTION | {"name": "湖里店"}

    answer = lin.post(address(engagement, "outlets/1/"), mine)
    late = lin.post(address(engagement, "outlets/1/confirm/"), {"seen": "0"})
    again = lin.post(address(engagement, "outlets/1/"), mine | {"version": 1})

    assert (answer.status_code, late.status_code, again.status_code) == (409, 409, 303)
    assert "<ins>思明店</ins>" in words(answer)
    assert 'value="湖里店"' in words(answer)
    assert 'name="version" value="1"' in words(answer)
    assert FactVerification.objects.count() == 2


def test_sheet_is_confirmed_as_a_whole(client, cast, engagement):
    lin = sign_in(client, cast.lin)

    answer = lin.post(address(engagement, "outlets/confirm/"))
    shown = words(lin.get(address(engagement, "outlets/")))

    assert answer.status_code == 303
    assert "确认了整张资料表" in shown
    assert "确认整张资料表" not in shown


def test_others_read_and_change_nothing(client, cast, engagement):
    ma = sign_in(client, cast.ma)

    shown = words(ma.get(address(engagement, "outlets/")))
    answers = [
        ma.post(address(engagement, f"outlets/{part}"), CORRECTION)
        for part in ("confirm/", "1/", "1/confirm/")
    ]

    assert "网点1" in shown
    assert "更正</a>" not in shown
    assert {answer.status_code for answer in answers} == {403}
    assert FactVerification.objects.count() == 0


@pytest.mark.parametrize("part", ["roster/", "castles/", "outlets/0/", "outlets/121/"])
def test_what_was_not_submitted_is_no_page(client, cast, engagement, part):
    assert sign_in(client, cast.lin).get(address(engagement, part)).status_code == 404


def test_clients_find_nothing(client, cast, engagement):
    for person in (cast.alice, cast.bob):
        assert sign_in(client, person).get(address(engagement)).status_code in (403, 404)


def test_check_on_the_desk_goes_by_what_was_found(client, cast, edition):
    engagement = in_field(cast, edition)
    submit(cast, engagement, outlets(2))
    lin = sign_in(client, cast.lin)
    desk = f"/desk/engagements/{engagement.number}/fieldwork/findings/1.3/facts/"

    before = words(lin.get(desk))
    lin.post(address(engagement, "outlets/1/"), CORRECTION)
    after = words(lin.get(desk))

    assert ("网点1" in before, "思明店" in before) == (True, False)
    assert ("网点1" in after, "思明店" in after) == (False, True)
