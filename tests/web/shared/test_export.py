# SPDX-License-Identifier: Apache-2.0
"""A list as CSV and as a workbook: the whole filtered list, readable by Excel, without formulas, up to a limit."""

import csv
import io
from datetime import UTC, datetime

import openpyxl
import pytest

from zhuoping.web.shared import export

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


@pytest.fixture
def exported(client, cast):
    def fetched(query):
        client.force_login(cast.ma)
        response = client.get(f"/t/clients/?{query}")
        return response, b"".join(response.streaming_content)

    return fetched


def rows_of_csv(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def rows_of_workbook(content):
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_csv_holds_the_whole_filtered_list(exported, add_clients):
    add_clients(*(f"服务{number}" for number in range(30)), staff=7)
    add_clients("别的")

    response, content = exported("q=服务&sort=name&page=2&export=csv")

    rows = rows_of_csv(content)
    assert content.startswith(b"\xef\xbb\xbf")
    assert rows[0] == ["名称", "统一社会信用代码", "员工数", "登记时间"]
    assert [row[0] for row in rows[1:]] == sorted(f"服务{number}" for number in range(30))
    assert {row[2] for row in rows[1:]} == {"7"}
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"].startswith('attachment; filename="clients-20')


def test_csv_is_written_in_the_language_of_the_page(client, cast, add_clients):
    client.force_login(cast.ma)
    client.cookies["django_language"] = "en"

    response = client.get("/t/clients/?export=csv&nobody=1")

    assert rows_of_csv(b"".join(response.streaming_content)) == [
        ["Name", "统一社会信用代码", "员工数", "登记时间"]
    ]


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1", '=HYPERLINK("x")'])
def test_csv_guards_what_would_be_a_formula(exported, add_clients, name):
    add_clients(name)

    _, content = exported("export=csv")

    assert f"'{name}" in [row[0] for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))]


def test_workbook_holds_text_numbers_and_times_as_such(exported, add_clients, cast):
    add_clients("=1+1", staff=12)

    _, content = exported("q=%3D1&sort=-staff&export=xlsx")

    assert rows_of_workbook(content)[1] == [
        "=1+1",
        "T00000000000000002",
        12,
        datetime(2026, 11, 24, 16, 0),  # noqa: DTZ001 - a workbook knows no zones.
    ]
    cell = openpyxl.load_workbook(io.BytesIO(content)).active["A2"]
    assert cell.data_type == "s"


def test_export_ends_at_the_limit_and_says_so(exported, add_clients, monkeypatch):
    monkeypatch.setattr(export, "MOST", 3)
    add_clients(*(f"服务{number}" for number in range(4)))

    _, text = exported("q=服务&export=csv")
    _, book = exported("q=服务&export=xlsx")

    note = "只导出了前 3 行：请用筛选缩小范围后再导出。"
    assert [row[0] for row in rows_of_csv(text)][1:] == ["服务3", "服务2", "服务1", note]
    assert [row[0] for row in rows_of_workbook(book)][1:] == ["服务3", "服务2", "服务1", note]


def test_export_of_exactly_the_limit_says_nothing(exported, add_clients, monkeypatch):
    monkeypatch.setattr(export, "MOST", 3)
    add_clients(*(f"服务{number}" for number in range(3)))

    _, text = exported("q=服务&export=csv")

    assert len(rows_of_csv(text)) == 4


def test_unknown_kind_of_file_is_the_page(client, cast):
    client.force_login(cast.ma)

    response = client.get("/t/clients/?export=exe")

    assert response.content.decode().startswith("<!doctype html>")


def test_workbook_is_a_download_that_no_cache_keeps(exported):
    response, _ = exported("export=xlsx")

    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    assert response["Cache-Control"] == "no-store"
    assert datetime.now(UTC).strftime("%Y") in response["Content-Disposition"]
