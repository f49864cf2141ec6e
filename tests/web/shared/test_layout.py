# SPDX-License-Identifier: Apache-2.0
"""The frame of every page: policy, language, refusals and failures as pages, nothing inline in any template."""

import re
from pathlib import Path

import pytest
from django.test import Client

from zhuoping.core.problems import problem
from zhuoping.web.shared.templatetags import house

ROOT = Path(__file__).resolve().parents[3]
TEMPLATES = sorted((ROOT / "src" / "zhuoping" / "web").rglob("*.html"))

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


@pytest.mark.parametrize(
    "path", TEMPLATES, ids=lambda path: path.relative_to(ROOT / "src" / "zhuoping" / "web").as_posix()
)
def test_template_has_nothing_inline(path):
    text = path.read_text("utf-8")

    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:|hx-on|hx-vals=['\"]js:", text) == []
    assert re.findall(r"<script(?![^>]*(?:\ssrc=|type=\"application/json\"))", text) == []


def test_policy_lets_in_scripts_and_styles_of_our_own_only(client):
    policy = client.get("/").headers["Content-Security-Policy"]

    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["default-src"] == "'none'"
    assert directives["script-src"] == directives["style-src"] == "'self'"


def test_page_is_chinese_until_somebody_chooses_english(client):
    before = client.get("/", headers={"Accept-Language": "en"})
    answer = client.post("/language/", {"language": "en", "next": "/account/login/"})
    after = client.get("/")

    assert '<html lang="zh-CN">' in before.content.decode()
    assert "企业客户" in before.content.decode()
    assert answer["Location"] == "/account/login/"
    assert '<html lang="en">' in after.content.decode()
    assert "Enterprises" in after.content.decode()


def test_refusal_is_a_page_with_every_sentence(client):
    response = client.get("/t/refused/")

    page = response.content.decode()
    assert response.status_code == 422
    assert "<h1>此操作没有进行</h1>" in page
    assert re.findall(r"<li>(.*?)</li>", page) == [
        problem("stage", "agreement-not-issued").message(),
        problem("awards.1", "points-out-of-range", given=1, points=2).message(),
    ]


def test_refusal_to_htmx_is_a_part_of_a_page(client):
    response = client.get("/t/refused/", headers={"HX-Request": "true"})

    assert response.status_code == 422
    assert response.content.decode().startswith("<section")


def test_change_by_somebody_else_is_409(client):
    assert client.get("/t/changed/").status_code == 409


def test_unknown_address_is_a_page_with_a_way_on(client):
    response = client.get("/nothing/")

    assert response.status_code == 404
    assert "没有这个页面" in response.content.decode()


def test_failure_is_a_page_that_needs_nothing_that_may_have_failed(client):
    client.raise_request_exception = False

    response = client.get("/t/broken/")

    assert response.status_code == 500
    assert "程序出错" in response.content.decode()


def test_form_without_its_token_says_what_to_do():
    response = Client(enforce_csrf_checks=True).post("/language/", {"language": "en"})

    assert response.status_code == 403
    assert "页面已过期" in response.content.decode()


def test_page_for_others_names_the_roles_that_may(client, cast):
    client.force_login(cast.ma)

    response = client.get("/t/people/")

    assert response.status_code == 403
    assert "管理员" in response.content.decode()


def test_menu_shows_who_is_signed_in_with_their_roles(client, cast):
    client.force_login(cast.ma)

    page = client.get("/t/form/").content.decode()

    assert "马受理的账号" in page
    assert "项目专员" in page


@pytest.mark.parametrize(
    "stage", ["applying", "submitted", "accepted", "agreed", "planned", "confirmed", "declined"]
)
def test_every_stage_has_a_badge(stage):
    assert str(house.stage_badge(stage)).startswith('<span class="z-badge ')


def test_person_chip_escapes_the_name(cast):
    cast.ma.name = "<b>马"

    assert house.person(cast.ma) == '<span class="z-person" data-first="&lt;">&lt;b&gt;马</span>'
    assert house.person(None) == "—"
