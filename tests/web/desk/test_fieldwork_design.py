# SPDX-License-Identifier: Apache-2.0
"""Mode H on the desk: the editor without a script, two who draw at once, verdicts, evidence, picture and print."""

import html
import io
import re
from xml.etree import ElementTree as ET

import pytest

from tests.core.blueprints import plain, stage
from tests.fieldworking import IN_FIELD, in_field
from tests.files import pdf
from tests.plans import confirmed
from tests.signing_in import sign_in
from zhuoping.actions.fieldwork import design
from zhuoping.core.blueprint import plain_of
from zhuoping.core.design_review import DesignElement, DesignVerdict
from zhuoping.records.design_values import design_of
from zhuoping.records.models import DesignReview, LedgerEntry, Plan, Tie

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def engagement(cast, edition):
    return in_field(cast, edition)


def address(engagement, part=""):
    return f"/desk/engagements/{engagement.number}/fieldwork/design/{part}"


def draw(engagement, by, blueprint=None):
    return design.save_blueprint(
        by=by,
        at=IN_FIELD,
        number=engagement.number,
        blueprint=plain() if blueprint is None else blueprint,
        seen=design_of(engagement).version,
    )


def words(answer):
    return html.unescape(answer.content.decode())


def controls(answer):
    """What a browser would send of the editor without a script: every control by its name."""
    text = answer.content.decode()
    found = {}
    for tag in re.findall(r"<input[^>]*>", text):
        name = re.search(r'name="([^"]*)"', tag)
        if name and name[1] != "next":
            found[name[1]] = html.unescape(re.search(r'value="([^"]*)"', tag)[1])
    for name, value in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>\n?(.*?)</textarea>', text, re.DOTALL):
        found[name] = html.unescape(value)
    for name, options in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', text, re.DOTALL):
        found[name] = re.search(r'value="([^"]*)" selected', options)[1]
    return found


def sent(client, engagement, before, do="save", **values):
    """Send the editor as a browser would, some controls filled in (`s0_title` for `s0-title`)."""
    data = controls(before) | {name.replace("_", "-"): value for name, value in values.items()}
    return client.post(address(engagement, "blueprint/"), data | {"do": do})


def test_blueprint_is_drawn_by_its_buttons_and_fields_alone(cast, engagement, client):
    sign_in(client, cast.lin)
    editor = client.get(address(engagement, "blueprint/"))

    step = sent(
        client,
        engagement,
        editor,
        "row-add:0:0",
        s0_title="上门维修",
        s0_customer="开门\n\n说明故障",
        s0_p0="维修工",
    )
    step = sent(
        client,
        engagement,
        step,
        "stage-add",
        s0_p0_c0_name="到达时间",
        s0_p0_c0_bound="at-most",
        s0_p0_c0_target="24",
        s0_p0_c0_unit="h",
    )
    assert "修改还没有保存" in words(step)
    assert DesignReview.objects.count() == 0
    step = sent(client, engagement, step, "stage-left:1", s1_title="报修", s1_support="呼叫中心")
    done = sent(client, engagement, step)

    assert (done.status_code, done.url) == (303, address(engagement))
    found = plain_of(design_of(engagement).blueprint)["stages"]
    assert [each["title"] for each in found] == ["报修", "上门维修"]
    assert found[1] == stage(
        customer=["开门", "说明故障"],
        contacts=[
            {
                "text": "维修工",
                "characteristics": [
                    {"name": "到达时间", "target": "24", "bound": "at-most", "unit": "h", "tolerance": ""}
                ],
            }
        ],
        backstage=[],
        support=[],
    )


@pytest.mark.parametrize(
    ("do", "titles"),
    [
        ("stage-right:0", ["上门维修", "报修"]),
        ("stage-left:1", ["上门维修", "报修"]),
        ("stage-left:0", ["报修", "上门维修"]),
        ("stage-remove:0", ["上门维修"]),
        ("stage-remove:9", ["报修", "上门维修"]),
        ("stage-remove", ["报修", "上门维修"]),
        ("stage-remove:-1", ["报修", "上门维修"]),
        ("nonsense:1", ["报修", "上门维修"]),
        ("stage-add", ["报修", "上门维修", ""]),
    ],
)
def test_button_moves_removes_or_adds_a_stage_and_keeps_nothing(cast, engagement, client, do, titles):
    draw(engagement, cast.lin)
    sign_in(client, cast.sun)

    answer = sent(client, engagement, client.get(address(engagement, "blueprint/")), do)

    found = controls(answer)
    assert [found[f"s{index}-title"] for index in range(int(found["stages"]))] == titles
    assert design_of(engagement).version == 1


@pytest.mark.parametrize(
    ("do", "points", "rows"),
    [
        ("point-add:1", "2", "2"),
        ("point-remove:1:0", "0", None),
        ("row-add:1:0", "1", "3"),
        ("row-remove:1:0:0", "1", "1"),
        ("row-remove:1:7:0", "1", "2"),
    ],
)
def test_button_adds_or_removes_a_contact_point_or_a_characteristic(
    cast, engagement, client, do, points, rows
):
    draw(engagement, cast.lin)
    sign_in(client, cast.lin)

    found = controls(sent(client, engagement, client.get(address(engagement, "blueprint/")), do))

    assert (found["s1-points"], found.get("s1-p0-rows")) == (points, rows)


def test_new_control_is_where_one_goes_on(cast, engagement, client):
    sign_in(client, cast.lin)

    answer = sent(client, engagement, client.get(address(engagement, "blueprint/")), "stage-add")

    assert re.findall(r'id="([^"]*)"[^>]* autofocus', answer.content.decode()) == ["s1-title"]


def test_faults_stand_beside_their_controls_and_nothing_typed_is_lost(cast, engagement, client):
    draw(engagement, cast.lin)
    sign_in(client, cast.lin)
    editor = client.get(address(engagement, "blueprint/"))

    answer = sent(client, engagement, editor, s0_title="", s1_p0_c0_target="很快", s1_support="知识库\n手册")
    text = words(answer)

    assert answer.status_code == 422
    assert 'href="#s0-title"' in text
    assert 'href="#s1-p0-c0-target"' in text
    assert "目标值“很快”不是数" in text
    assert re.search(r'id="s1-p0-c0-target"[^>]* value="很快"[^>]* aria-invalid="true"', text)
    assert "知识库\n手册" in text
    assert design_of(engagement).version == 1


def test_second_who_draws_sees_both_and_saves_on_purpose(cast, engagement, client):
    draw(engagement, cast.lin)
    sign_in(client, cast.sun)
    editor = client.get(address(engagement, "blueprint/"))
    draw(engagement, cast.lin, plain(stage("报修"), stage(support=["知识库"])))

    conflict = sent(client, engagement, editor, s1_support="维修手册")
    text = words(conflict)

    assert conflict.status_code == 409
    assert "您编辑期间，别人保存了新的蓝图" in text
    assert re.search(r"阶段 2 · 支持过程</td>.*?知识库.*?维修手册", text)
    assert sent(client, engagement, conflict).status_code == 303
    assert design_of(engagement).blueprint.stages[1].support == ("维修手册",)


def test_ten_thousand_cells_and_counts_without_end_are_refused(cast, engagement, client):
    sign_in(client, cast.lin)
    endless = {"stages": "9" * 15, "version": "0", "do": "save", "s0-title": "一", "s0-points": "9" * 15}
    many = {f"s{stage}-title": "满" for stage in range(31)} | {"stages": "31", "version": "0"}
    lines = {"stages": "1", "s0-title": "满", "s0-customer": "行\n" * 10_000, "version": "0"}

    answers = [client.post(address(engagement, "blueprint/"), data) for data in (many, lines)]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert "31 项，上限 30 项" in words(answers[0])
    assert DesignReview.objects.count() == 0
    assert client.post(address(engagement, "blueprint/"), endless).status_code == 303


def test_script_and_formula_are_shown_as_they_were_typed(cast, engagement, client):
    draw(engagement, cast.lin, plain(stage(HOSTILE, customer=["=1+1"])))
    sign_in(client, cast.lin)

    pages = [client.get(address(engagement, part)) for part in ("", "blueprint/", "blueprint.svg")]

    assert [HOSTILE in each.content.decode() for each in pages] == [False, False, False]
    assert [HOSTILE in words(each) for each in pages[:2]] == [True, True]
    assert client.get(address(engagement, "blueprint.pdf")).content.startswith(b"%PDF")


def test_picture_and_print_are_in_the_language_of_the_page_and_run_nothing(cast, engagement, client):
    draw(engagement, cast.lin)
    sign_in(client, cast.ma)
    client.cookies["django_language"] = "en"

    svg, print_ = (client.get(address(engagement, f"blueprint.{kind}")) for kind in ("svg", "pdf"))

    assert ET.fromstring(svg.content).find("{*}title").text == "Service blueprint · Client A Co., Ltd."  # noqa: S314 - ours.
    assert svg["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert svg["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert f"{engagement.number}-blueprint.pdf" in print_["Content-Disposition"]


def test_verdict_is_given_with_its_reason_and_shown_in_the_list(cast, engagement, client):
    sign_in(client, cast.lin)
    where = address(engagement, "elements/design-input/")

    missing = client.post(where, {"version": 0, "verdict": "not-conforming", "reason": " "})
    done = client.post(where, {"version": 0, "verdict": "not-conforming", "reason": "没有记录"}, follow=True)

    assert missing.status_code == 422
    assert "须写明理由" in words(missing)
    assert done.status_code == 200
    assert [each in words(done) for each in ("没有记录", "不符合", "林审查")] == [True, True, True]


def test_second_verdict_on_an_element_is_asked_about(cast, engagement, client):
    sign_in(client, cast.lin)
    design.judge_element(
        by=cast.lin,
        at=IN_FIELD,
        number=engagement.number,
        element=DesignElement.DESIGN_INPUT,
        verdict=DesignVerdict.CONFORMING,
        reason="",
        seen=0,
    )
    where = address(engagement, "elements/design-input/")
    given = {"version": 0, "verdict": "not-conforming", "reason": "没有记录"}

    conflict = client.post(where, given)
    done = client.post(where, given | {"version": 1, "keep_verdict": "mine", "keep_reason": "mine"})

    assert (conflict.status_code, done.status_code) == (409, 303)
    assert "现在保存的" in words(conflict)
    assert design_of(engagement).judged[DesignElement.DESIGN_INPUT].review.reason == "没有记录"


def test_evidence_is_handed_in_for_an_element_listed_and_untied(cast, engagement, client):
    sign_in(client, cast.sun)
    where = address(engagement, "elements/design-changes/")
    with pdf_file() as file:
        uploaded = client.post(f"{where}evidence/", {"files": file}, follow=True)
    tie = Tie.objects.get(subject="design:design-changes")

    untied = client.post(f"{where}evidence/{tie.pk}/untie/", follow=True)

    assert "设计更改单.pdf" in words(uploaded)
    assert "设计更改单.pdf" not in words(untied)
    assert Tie.objects.get().untied_by == cast.sun


def pdf_file():
    file = io.BytesIO(pdf())
    file.name = "设计更改单.pdf"
    return file


def test_page_says_what_is_missing_and_whoever_only_looks_changes_nothing(cast, engagement, client):
    sign_in(client, cast.ma)
    before = LedgerEntry.objects.count()

    shown = words(client.get(address(engagement)))
    element = words(client.get(address(engagement, "elements/design-input/")))

    assert "还缺 6 项" in shown
    assert "服务蓝图还没有画出接触点" in shown
    assert "画服务蓝图" not in shown
    assert "保存判定" not in element
    assert client.post(address(engagement, "blueprint/"), {"stages": "0"}).status_code == 403
    given = {"version": 0, "verdict": "conforming"}
    assert client.post(address(engagement, "elements/design-input/"), given).status_code == 403
    assert LedgerEntry.objects.count() == before


def test_auditor_without_the_mode_may_draw_and_not_judge(cast, engagement, client):
    sign_in(client, cast.sun)

    element = client.get(address(engagement, "elements/design-input/"))
    refused = client.post(
        address(engagement, "elements/design-input/"), {"version": 0, "verdict": "conforming"}
    )

    assert "模式 H 由 林审查 承担" in words(element)
    assert "保存判定" not in words(element)
    assert refused.status_code == 422
    assert "模式 H 由林审查承担" in words(refused)


def test_page_of_a_plan_without_the_mode_says_so(cast, engagement, client):
    Plan.objects.filter(engagement=engagement).update(modes="E+I")
    sign_in(client, cast.lin)

    assert "没有模式 H" in words(client.get(address(engagement)))
    assert client.get(address(engagement, "blueprint/")).url == address(engagement)


def test_before_fieldwork_there_is_nothing_and_unknown_elements_are_no_page(cast, edition, client):
    early = confirmed(cast, edition)
    sign_in(client, cast.lin)
    desk = f"/desk/engagements/{early.number}/fieldwork/"

    assert client.get(address(early)).url == desk
    assert client.get(address(early, "elements/design-input/")).url == desk
    assert client.get(address(early, "blueprint/")).url == address(early)
    assert client.get(address(early, "blueprint.svg")).status_code == 404
    assert client.get(address(early, "elements/blueprint/")).status_code == 404


@pytest.mark.parametrize(
    "part", ["", "blueprint/", "blueprint.svg", "blueprint.pdf", "elements/design-input/"]
)
def test_client_and_strangers_learn_nothing(cast, engagement, client, part):
    answers = {
        who: client.get(address(engagement, part)).status_code
        for who in ("alice", "bob", "he")
        if sign_in(client, getattr(cast, who))
    }

    assert answers == {"alice": 403, "bob": 403, "he": 404}
