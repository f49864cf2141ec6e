# SPDX-License-Identifier: Apache-2.0
"""Lists: search, filters, sort, pages and their hostile parameters; the number of queries; what htmx gets."""

import re

import pytest

from tests.signing_in import sign_in
from zhuoping.web.shared import lists

# Session, person, roles with memberships.
QUERIES_OF_EVERY_PAGE = 3

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


@pytest.fixture
def names(client, cast):
    """Opens the list and answers with the names that it shows, in order."""

    def opened(query=""):
        client.force_login(cast.ma)
        page = client.get(f"/t/clients/{query}").content.decode()
        return re.findall(r'<a href="/c/[^"]*/">([^<]*)</a>', page)

    return opened


def test_search_of_two_characters_finds_what_holds_them(names, add_clients):
    add_clients("厦门卓越服务公司", "北京安居电梯公司", "成都服务外包公司")

    assert names("?q=服务") == ["成都服务外包公司", "厦门卓越服务公司"]


def test_search_of_two_words_finds_what_holds_both(names, add_clients):
    add_clients("厦门卓越服务公司", "成都服务外包公司")

    assert names("?q=服务+厦门") == ["厦门卓越服务公司"]


def test_search_finds_full_width_and_capitals(names, add_clients):
    add_clients("abc 公司")

    assert names("?q=ＡＢＣ") == ["abc 公司"]


@pytest.mark.parametrize("typed", ["%", "_", "'", '"><script>', "%00"])
def test_search_takes_signs_as_they_are(names, add_clients, typed):
    add_clients("普通公司")

    found = names(f"?q={'%25' if typed == '%' else typed}")

    assert found == (names() if typed == "%00" else [])


def test_filter_narrows_and_an_unknown_value_counts_as_unset(names, add_clients):
    add_clients("厦门公司", division="350200")
    add_clients("海淀公司", division="110108")

    assert "厦门公司" in names("?division=350200")
    assert "海淀公司" not in names("?division=350200")
    assert {"厦门公司", "海淀公司"} <= set(names("?division=no-such"))


def test_sort_by_a_column_both_ways(names, add_clients):
    add_clients("甲", staff=30)
    add_clients("乙", staff=10)
    add_clients("丙", staff=20)

    assert [name for name in names("?sort=staff") if name in "甲乙丙"] == ["乙", "丙", "甲"]
    assert [name for name in names("?sort=-staff") if name in "甲乙丙"] == ["甲", "丙", "乙"]


def test_rows_without_a_value_come_last_both_ways(names, add_clients):
    add_clients("未填公司", staff=None)
    add_clients("一人公司", staff=1)

    assert names("?q=公司&sort=staff")[-1] == names("?q=公司&sort=-staff")[-1] == "未填公司"


@pytest.mark.parametrize("sort", ["uscc", "-uscc", "registered_by__password", "--staff", "?", "pk;drop"])
def test_sort_by_anything_else_is_the_lists_own_order(names, add_clients, sort):
    add_clients("甲", "乙")

    assert names(f"?sort={sort}") == names()


def test_pages_hold_25_rows_and_lead_on(client, cast, names, add_clients):
    add_clients(*(f"第{number}家" for number in range(60)))

    first, second, third = names(), names("?page=2"), names("?page=3")

    assert [len(first), len(second), len(third)] == [25, 25, 12]
    assert len({*first, *second, *third}) == 62
    assert len(names("?size=100")) == 62


@pytest.mark.parametrize("page", ["0", "-1", "abc", "1e9", "９", "", "1.5"])
def test_page_that_is_no_number_is_the_first(names, add_clients, page):
    add_clients(*(f"第{number}家" for number in range(30)))

    assert names(f"?page={page}") == names()


@pytest.mark.parametrize("page", ["3", "9999", "99999"])
def test_page_past_the_end_is_the_last(names, add_clients, page):
    add_clients(*(f"第{number}家" for number in range(30)))

    assert names(f"?page={page}") == names("?page=2")


def test_page_of_a_number_that_no_database_takes_is_the_first(names, add_clients):
    add_clients(*(f"第{number}家" for number in range(30)))

    assert names(f"?page={'9' * 400}") == names()


def test_turning_ends_where_the_database_would_read_too_much(client, cast, add_clients, monkeypatch):
    monkeypatch.setattr(lists, "DEEPEST", 50)
    add_clients(*(f"第{number}家" for number in range(60)))
    client.force_login(cast.ma)

    page = client.get("/t/clients/?page=2").content.decode()

    assert "翻页到此为止" in page
    assert 'rel="next"' not in page


@pytest.mark.parametrize("size", ["0", "1000000", "-25", "x"])
def test_size_that_is_not_offered_is_25(names, add_clients, size):
    add_clients(*(f"第{number}家" for number in range(30)))

    assert len(names(f"?size={size}")) == 25


def test_count_ends_at_a_thousand(client, cast, add_clients):
    add_clients(*(f"第{number}家" for number in range(1000)))
    client.force_login(cast.ma)

    page = client.get("/t/clients/").content.decode()

    assert "第 1–25 行，共 1,000+ 行" in page


@pytest.mark.parametrize(
    ("query", "queries"), [("?q=家", 1), ("?q=家&page=2", 2)], ids=["first", "second page"]
)
def test_number_of_queries_does_not_grow_with_the_rows(
    client, cast, add_clients, django_assert_num_queries, query, queries
):
    sign_in(client, cast.ma)
    add_clients("一家")
    with django_assert_num_queries(queries + QUERIES_OF_EVERY_PAGE):
        client.get(f"/t/clients/{query}")
    add_clients("二家", "三家")
    with django_assert_num_queries(queries + QUERIES_OF_EVERY_PAGE):
        client.get(f"/t/clients/{query}")


def test_htmx_gets_the_rows_and_a_cache_is_told_so(client, cast):
    client.force_login(cast.ma)

    part = client.get("/t/clients/", headers={"HX-Request": "true", "HX-Target": "listing"})
    page = client.get("/t/clients/")
    again = client.get(
        "/t/clients/",
        headers={"HX-Request": "true", "HX-Target": "listing", "HX-History-Restore-Request": "true"},
    )

    assert part.content.decode().startswith('<div id="listing">')
    assert part.content.decode().strip() in page.content.decode()
    assert again.content.decode().startswith("<!doctype html>")
    assert {"HX-Request", "HX-Target"} <= set(part.headers["Vary"].split(", "))


def test_sorted_list_says_so_to_screen_readers_and_keeps_its_search(client, cast, add_clients):
    add_clients("卓越公司")
    client.force_login(cast.ma)

    page = client.get("/t/clients/?q=卓越&sort=name&size=50").content.decode()

    assert page.count('aria-sort="ascending"') == 1
    assert 'href="/t/clients/?q=%E5%8D%93%E8%B6%8A&amp;sort=-name&amp;size=50"' in page
    assert '<input type="hidden" name="sort" value="name" form="listing-form">' in page


def test_list_without_matches_offers_all_and_an_empty_one_says_how_to_begin(client, cast, add_clients):
    client.force_login(cast.ma)

    none = client.get("/t/clients/?q=没有这样的").content.decode()
    empty = client.get("/t/clients/?nobody=1").content.decode()

    assert "没有符合条件的内容" in none
    assert '<a class="btn" href="/t/clients/">显示全部</a>' in none
    assert '<a class="btn btn-primary" href="/new/">登记企业</a>' in empty


def test_cells_are_escaped(client, cast, add_clients):
    add_clients("<b>公司</b>")
    client.force_login(cast.ma)

    page = client.get("/t/clients/").content.decode()

    assert "&lt;b&gt;公司&lt;/b&gt;" in page
    assert "<b>公司</b>" not in page
