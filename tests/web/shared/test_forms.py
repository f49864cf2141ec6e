# SPDX-License-Identifier: Apache-2.0
"""Forms: what is wrong stands beside its field and in the summary, nothing typed is lost, screen readers are told."""

import re

import pytest

from zhuoping.core.problems import Refused, problem
from zhuoping.web.shared.forms import DateField, Form, YesNoField
from zhuoping.web.shared.refusals import put_beside_fields

pytestmark = pytest.mark.usefixtures("pages")

GOOD = {
    "version": "1",
    "name": "卓越家电",
    "kind": "maker",
    "scope": "第一行\n第二行",
    "has_prior": "yes",
    "agreed": "on",
}


def elements(pattern, page):
    return re.findall(pattern, page)


def test_empty_form_says_each_missing_field_beside_it_and_in_the_summary(client):
    response = client.post("/t/form/", {"name": "卓越"})

    page = response.content.decode()
    assert response.status_code == 422
    assert elements(r'<ul class="z-problems" id="id_(\w+)_error">', page) == [
        "kind",
        "scope",
        "has_prior",
        "agreed",
    ]
    assert elements(r'<li><a href="#id_(\w+)">', page) == ["kind", "scope", "has_prior", "agreed"]
    assert "有 5 处需要修改，内容没有保存" in page
    assert "version" in page[page.index("data-problems") : page.index("</section>")]


def test_fields_with_errors_say_so_to_screen_readers(client):
    page = client.post("/t/form/", {"version": "1"}).content.decode()

    name = elements(r'<input type="text" name="name"[^>]*>', page)[0]
    assert 'aria-invalid="true"' in name
    assert 'aria-describedby="id_name_helptext id_name_error"' in name
    assert page.count('role="alert"') == 1


def test_what_was_typed_stays_when_a_rule_refuses(client):
    response = client.post("/t/form/", {**GOOD, "channels": ["on-site"], "founded_on": "2020-01-31"})

    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="卓越家电"' in page
    assert '<option value="maker" selected>' in page
    assert "第一行\n第二行</textarea>" in page
    assert 'value="2020-01-31"' in page
    assert elements(r'<input type="checkbox" name="channels"[^>]*checked[^>]*>', page) != []
    assert elements(r'<input type="radio" name="has_prior"[^>]*value="yes"[^>]*checked[^>]*>', page) != []


def test_refused_problem_stands_beside_the_field_that_ends_its_path_and_else_above(client):
    page = client.post("/t/form/", GOOD).content.decode()

    summary = page[page.index("data-problems") : page.index("</section>")]
    assert "得分 1 超出 0 至 2 分" in page[page.index('id="id_name_error"') :]
    assert "<li>还没有出具认证合同" in summary


def test_problem_in_a_list_stands_beside_the_list():
    class Posts(Form):
        posts = DateField(required=False)

    form = Posts({})
    form.is_valid()

    put_beside_fields(form, Refused([problem("facts.posts[2]", "agreement-not-issued")]))

    assert list(form.errors) == ["posts"]


def test_optional_fields_say_so_and_dependent_ones_wait(client):
    page = client.get("/t/form/").content.decode()

    assert page.count("（选填）") == 3
    assert page.count("data-shown-when=") == 1
    assert 'data-shown-when="has_prior=yes"' in page


def test_sections_group_fields_and_the_rest_comes_last(client):
    page = client.get("/t/form/").content.decode()

    assert elements(r"<legend>(企业|服务)</legend>", page) == ["企业", "服务"]
    assert page.index('name="agreed"') > page.index('name="prior_number"')


@pytest.mark.parametrize("written", ["2026-11-24", "2026/11/24", "2026.11.24", "2026年11月24日"])
def test_day_is_read_as_people_write_it(written):
    assert DateField().clean(written).isoformat() == "2026-11-24"


def test_yes_no_answers_true_false_or_nothing():
    field = YesNoField(yes="是", no="否", required=False)

    assert [field.clean("yes"), field.clean("no"), field.clean("")] == [True, False, None]
    assert [field.prepare_value(value) for value in (True, False, None, "yes")] == ["yes", "no", None, "yes"]
