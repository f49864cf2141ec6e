# SPDX-License-Identifier: Apache-2.0
import pytest
from django.urls import reverse

from tests.cast import NOW, USCC_A, USCC_B
from tests.signing_in import sign_in
from zhuoping.actions import facts
from zhuoping.core.fact_rows import row_classes
from zhuoping.records.models import FactRow
from zhuoping.records.values import facts_of
from zhuoping.web.shared.fact_forms import RowForm, default_of

SHOP = {"name": "海淀店", "kind": "sales-shop", "ownership": "self-built"}


@pytest.fixture
def alice(client, cast):
    return sign_in(client, cast.alice)


@pytest.fixture
def row(cast):
    return facts.add_row(by=cast.alice, at=NOW, client=cast.client_a, key="outlets", values=SHOP)


def address(name="portal-facts", *args, key="outlets"):
    return reverse(name, args=[USCC_A, key, *args])


def queries(alice, django_assert_max_num_queries, url):
    with django_assert_max_num_queries(30) as counted:
        assert alice.get(url).status_code == 200
    return len(counted)


@pytest.mark.parametrize("key", row_classes())
def test_every_sheet_has_a_list_a_form_and_remarks(alice, key):
    pages = [
        alice.get(address(name, key=key))
        for name in ("portal-facts", "portal-fact-new", "portal-fact-checks")
    ]

    assert [page.status_code for page in pages] == [200, 200, 200]


@pytest.mark.parametrize("key", row_classes())
def test_new_row_of_every_sheet_begins_with_its_defaults(key):
    form = RowForm(key, initial=default_of(key))

    assert [name for name in form.fields if name != "version"] == [column.key for column in form.columns]
    assert {name: form[name].value() for name in default_of(key)} == default_of(key)


def test_row_added_by_form_is_kept(alice, cast):
    answer = alice.post(
        address("portal-fact-new"), {**SHOP, "technicians": "3", "inspected_on": "2026-10-01"}
    )

    outlet = facts_of(cast.client_a).outlets[0]
    assert (answer.status_code, answer["Location"]) == (303, address())
    assert (outlet.name, outlet.technicians, str(outlet.inspected_on)) == ("海淀店", 3, "2026-10-01")


def test_yes_no_and_amounts_of_a_form_are_read_as_such(alice, cast):
    alice.post(
        address("portal-fact-new", key="budget"),
        {"year": "2026", "kind": "satisfaction", "planned": "0.10", "special_fund": "yes", "unit": "万元"},
    )

    line = facts_of(cast.client_a).budget[0]
    assert (str(line.planned), line.special_fund, line.unit) == ("0.10", True, "万元")


def test_save_and_add_another_shows_the_next_form(alice):
    answer = alice.post(address("portal-fact-new"), {**SHOP, "another": "1"})

    assert answer["Location"] == address("portal-fact-new")


def test_faults_stand_beside_their_fields_and_nothing_is_lost(alice):
    page = alice.post(
        address("portal-fact-new"), {**SHOP, "name": " ", "technicians": "-1", "region": "厦门"}
    )

    assert page.status_code == 422
    assert sorted(page.context["form"].errors) == ["name", "technicians"]
    assert page.context["form"]["region"].value() == "厦门"
    assert not FactRow.objects.exists()


def test_form_of_a_row_shows_what_is_stored(alice, row):
    page = alice.get(address("portal-fact-row", row.pk))

    form = page.context["form"]
    assert {name: form[name].value() for name in (*SHOP, "version")} == {**SHOP, "version": 1}


def test_second_of_two_people_sees_both_rows_and_chooses(alice, row, cast):
    url = address("portal-fact-row", row.pk)
    alice.post(url, {**SHOP, "kind": "showroom", "version": "1"})

    page = alice.post(url, {**SHOP, "name": "中关村店", "kind": "other", "version": "1"})

    found = [(each.name, each.stands, each.given) for each in page.context["differences"]]
    assert page.status_code == 409
    assert found == [("name", "海淀店", "中关村店"), ("kind", "有销售职能的展厅", "其他")]

    chosen = dict(page.context["kept"]) | {"version": page.context["version"], "keep_kind": "theirs"}
    assert alice.post(url, chosen).status_code == 303
    outlet = facts_of(cast.client_a).outlets[0]
    assert (outlet.name, outlet.kind) == ("中关村店", "showroom")


def test_row_removed_meanwhile_can_be_saved_as_a_new_one(alice, row):
    alice.post(address("portal-fact-remove", row.pk), {"version": "1"})

    page = alice.post(address("portal-fact-row", row.pk), {**SHOP, "name": "改名", "version": "1"})

    assert page.status_code == 409
    assert page.context["form"]["name"].value() == "改名"
    assert page.context["action"] == address("portal-fact-new")


def test_row_removed_twice_is_refused_the_second_time(alice, row):
    first = alice.post(address("portal-fact-remove", row.pk), {"version": "1"})
    second = alice.post(address("portal-fact-remove", row.pk), {"version": "1"})

    assert (first.status_code, second.status_code) == (303, 422)


def test_search_finds_two_chinese_characters_and_labels_of_choices(alice, cast, row):
    other = {**SHOP, "name": "厦门店", "kind": "showroom"}
    facts.add_row(by=cast.alice, at=NOW, client=cast.client_a, key="outlets", values=other)

    found = [
        [each.values["name"] for each in alice.get(address(), {"q": q}).context["listing"].narrowed]
        for q in ("厦门", "展厅", "sales shop")
    ]

    assert found == [["厦门店"], ["厦门店"], ["海淀店"]]


def test_list_takes_the_same_queries_for_one_row_and_three(alice, cast, row, django_assert_max_num_queries):
    one = queries(alice, django_assert_max_num_queries, address())
    for name in ("甲", "乙"):
        facts.add_row(
            by=cast.alice, at=NOW, client=cast.client_a, key="outlets", values={**SHOP, "name": name}
        )

    assert queries(alice, django_assert_max_num_queries, address()) == one


def test_page_tells_regions_by_name_and_a_file_keeps_what_was_written(alice, cast):
    values = {**SHOP, "region": "350211", "serves": "350100、华东"}
    facts.add_row(by=cast.alice, at=NOW, client=cast.client_a, key="outlets", values=values)
    facts.add_row(
        by=cast.alice, at=NOW, client=cast.client_a, key="outlets", values={**SHOP, "name": "无地区店"}
    )

    page = alice.get(address()).content.decode()
    exported = b"".join(alice.get(address(), {"export": "csv"}).streaming_content).decode()

    assert [each in page for each in ("350211 厦门市", "350100 福州市、华东")] == [True, True]
    assert ",350211,350100、华东," in exported
    assert "厦门市" not in exported


def test_export_has_every_column_and_the_page_the_first_few(alice, row):
    page = alice.get(address())
    exported = b"".join(alice.get(address(), {"export": "csv"}).streaming_content).decode()

    assert len(page.context["listing"].columns) == 6
    assert exported.splitlines()[0].count(",") == 11


def test_remarks_of_a_sheet_come_from_the_checks_that_use_it(alice, row):
    page = alice.get(address("portal-fact-checks"))
    fragment = alice.get(address("portal-fact-checks"), headers={"HX-Request": "true"})

    titles = [check["title"] for check in page.context["checks"]]
    assert "网点类型" in "".join(titles)
    assert "<html" not in fragment.content.decode()


def test_sheet_that_is_none_has_no_page(alice):
    assert alice.get(address(key="secrets")).status_code == 404
    assert alice.post(address("portal-fact-new", key="__class__"), SHOP).status_code == 404


def test_strangers_sheets_and_rows_do_not_exist(client, cast, row):
    sign_in(client, cast.bob)
    asked = [
        client.get(address()),
        client.get(address("portal-fact-row", row.pk)),
        client.post(address("portal-fact-row", row.pk), {**SHOP, "version": "1"}),
        client.post(address("portal-fact-remove", row.pk), {"version": "1"}),
        client.get(address("portal-fact-workbook")),
        client.get(reverse("portal-fact-row", args=[USCC_B, "outlets", row.pk])),
    ]

    assert [answer.status_code for answer in asked] == [404] * 6
    assert FactRow.objects.get().version == 1
