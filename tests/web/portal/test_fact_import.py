# SPDX-License-Identifier: Apache-2.0
from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.cast import NOW, USCC_A
from tests.make import edition
from tests.signing_in import sign_in
from zhuoping.actions import facts
from zhuoping.core.facts.rows.organisation import Outlet, OutletKind, Ownership
from zhuoping.outputs.fact_workbook import read_sheet, write_sheet
from zhuoping.records.models import FactRow
from zhuoping.records.values import facts_of

OUTLETS = [
    Outlet(f"{name}店", OutletKind.SALES_SHOP, Ownership.SELF_BUILT, technicians=3) for name in "甲乙丙"
]
SHOP = {"name": "甲店", "kind": "sales-shop", "ownership": "self-built", "technicians": 3}


@pytest.fixture
def alice(client, cast):
    return sign_in(client, cast.alice)


def address(name, key="outlets", uscc=USCC_A):
    return reverse(name, args=[uscc, key])


def upload(client, content, key="outlets"):
    file = SimpleUploadedFile("网点.xlsx", content)
    return client.post(address("portal-fact-import", key), {"file": file})


def book(rows=OUTLETS, **cells):
    content = write_sheet(edition("2025"), "outlets", rows)
    opened = openpyxl.load_workbook(BytesIO(content))
    for name, value in cells.items():
        opened.worksheets[0][name] = value
    buffer = BytesIO()
    opened.save(buffer)
    return buffer.getvalue()


def accept(client, page):
    return client.post(address("portal-fact-accept"), {"draft": page.context["draft"]})


def test_import_shows_what_would_change_and_changes_nothing_yet(alice, cast):
    facts.add_row(by=cast.alice, at=NOW, client=cast.client_a, key="outlets", values=SHOP)
    facts.add_row(by=cast.alice, at=NOW, client=cast.client_a, key="outlets", values={**SHOP, "name": "旧店"})

    page = upload(alice, book())

    assert page.status_code == 200
    assert [page.context[key] for key in ("count", "same", "added", "removed")] == [3, 1, 2, 1]
    assert page.context["rows"][0][:3] == ["甲店", "销售门店", "自建"]
    assert FactRow.objects.count() == 2


def test_preview_tells_regions_by_name(alice):
    there, nowhere = replace(OUTLETS[0], region="350211"), replace(OUTLETS[0], name="乙店", region="")

    page = upload(alice, book([there, nowhere]))

    assert [row[3] for row in page.context["rows"]] == ["350211 厦门市", "—"]


def test_import_confirmed_takes_the_place_of_the_sheet(alice, cast):
    answer = accept(alice, upload(alice, book()))

    assert (answer.status_code, answer["Location"]) == (303, address("portal-facts"))
    assert list(facts_of(cast.client_a).outlets) == OUTLETS


def test_confirming_twice_imports_once(alice, cast):
    page = upload(alice, book())
    first, second = accept(alice, page), accept(alice, page)

    assert (first.status_code, second.status_code) == (303, 409)
    assert second.context["has_changed"]
    assert (second.context["same"], second.context["added"]) == (3, 0)
    assert FactRow.objects.count() == 3


def test_every_bad_cell_is_marked_and_nothing_is_imported(alice):
    page = upload(alice, book(C6="帐篷", H7="三", AA3="旁边"))

    marked = {
        (row.number, page.context["columns"][index]): cell.text
        for row in page.context["faulty"]
        for index, cell in enumerate(row.cells)
        if cell.fault
    }
    assert page.status_code == 422
    assert marked == {("6", "网点类型 *"): "帐篷", ("7", "技术人员数"): "三"}
    assert [cell for cell, _ in page.context["beside"]] == ["服务网点!AA3"]
    assert "draft" not in page.context
    assert not FactRow.objects.exists()


def test_downloaded_workbook_has_the_rows_and_is_read_back(alice, cast):
    accept(alice, upload(alice, book()))

    answer = alice.get(address("portal-fact-workbook"))

    assert [row["name"] for row in read_sheet(answer.content, "outlets").rows] == ["甲店", "乙店", "丙店"]
    assert "filename*=utf-8''" in answer["Content-Disposition"]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_template_is_empty_and_in_the_language_of_the_page(alice, settings, language):
    alice.cookies[settings.LANGUAGE_COOKIE_NAME] = language

    answer = alice.get(address("portal-fact-workbook"), {"empty": "1"})

    name = openpyxl.load_workbook(BytesIO(answer.content)).worksheets[0].title
    assert name == {"zh-hans": "服务网点", "en": "Outlets"}[language]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"name,kind\n=cmd|'/c calc'!A1,x\n", "workbook-not-xlsx"),
        (b"PK\x03\x04", "workbook-damaged"),
        (bytes.fromhex("D0CF11E0A1B11AE1"), "workbook-encrypted"),
    ],
)
def test_hostile_file_is_refused_with_the_way_out(alice, content, code):
    page = upload(alice, content)

    assert page.status_code == 422
    assert [each.code for each in page.context["form"].errors.as_data()["__all__"]] == [code]


def test_sheet_of_another_page_is_refused(alice):
    page = upload(alice, book(), "regions")

    assert [each.code for each in page.context["form"].errors.as_data()["file"]] == ["fact-workbook-other"]


def test_preview_of_somebody_else_or_altered_is_refused(client, alice, cast):
    draft = upload(alice, book()).context["draft"]
    sign_in(client, cast.ma)

    answers = [
        client.post(address("portal-fact-accept"), {"draft": given})
        for given in (draft, draft + "x", "", "a:b:c")
    ]

    assert [answer.status_code for answer in answers] == [422] * 4
    assert not FactRow.objects.exists()


def test_preview_of_one_sheet_does_not_fit_another(alice):
    draft = upload(alice, book()).context["draft"]

    answer = alice.post(address("portal-fact-accept", "regions"), {"draft": draft})

    assert answer.status_code == 422


def test_formula_in_a_text_stays_text(alice, cast):
    accept(alice, upload(alice, book([Outlet("=1+1", OutletKind.OTHER, Ownership.OTHER)])))

    assert facts_of(cast.client_a).outlets[0].name == "=1+1"


def test_preview_that_no_form_could_bring_back_is_refused(alice, monkeypatch):
    monkeypatch.setattr("zhuoping.web.portal.fact_import._MOST", 100)

    page = upload(alice, book())

    assert page.status_code == 422
    assert [each.code for each in page.context["form"].errors.as_data()["file"]] == ["fact-import-large"]


def test_strangers_cannot_import(client, cast):
    sign_in(client, cast.bob)

    answers = [client.get(address("portal-fact-import")), upload(client, book())]
    answers.append(client.post(address("portal-fact-accept"), {"draft": "x"}))

    assert [answer.status_code for answer in answers] == [404] * 3
