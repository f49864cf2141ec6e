# SPDX-License-Identifier: Apache-2.0
"""The plan: modes and dates, sample, team, person-days, agenda, declarations, release; then the client confirms."""

from datetime import timedelta

from playwright.sync_api import expect

from tests.journeys.accounts import sign_in
from zhuoping.cli.demo_data.accounts import PASSWORD, STAFF

AUDITORS = 2


def draft(officer, number, travel):
    """A plan that lacks nothing but the declarations of its team; the addresses of the team."""
    officer.open(f"/desk/engagements/{number}/")
    officer.passes("desk-engagement-agreed")
    officer.follow(officer.name("Work.plan.released"))
    officer.sees("还没有计划")
    officer.passes("plan-none")
    officer.follow("开始编制")
    officer.fill(starts_on=travel.first_day, ends_on=travel.first_day + timedelta(days=2))
    officer.passes("plan-basics")
    officer.press("保存")
    officer.is_told("模式和日期已保存。")
    officer.looks("plan-begun")
    _draw(officer)
    team = _choose_team(officer)
    _count_days(officer)
    _propose_agenda(officer)
    return team


def _draw(officer):
    officer.follow("抽取网点样本")
    officer.passes("plan-draw")
    officer.press("抽取")
    officer.is_told("样本已抽取。")
    officer.sees("用同一名单和起点重新抽取，结果相同。")
    officer.looks("plan-sample")
    officer.back("审查计划")


def _choose_team(officer):
    officer.follow("修改审查组")
    officer.fill(people=str(AUDITORS))
    officer.press("重新建议")
    officer.looks("plan-team")
    officer.press("采用第 %(number)s 个建议", number=1)
    officer.is_told("审查组已保存，新成员已收到声明利益关系的请求。")
    officer.sees("未声明")
    table = officer.page.locator("main table").first
    names = [each.split("\n")[0] for each in table.locator("tbody tr td:first-child").all_inner_texts()]
    team = [each.email for each in STAFF if each.name in names]
    assert len(team) == len(names) >= AUDITORS
    return team


def _count_days(officer):
    officer.follow("修改人日")
    officer.fill(planned_days="5")
    officer.looks("plan-days")
    officer.press("保存")
    officer.is_told("人日已保存。")


def _propose_agenda(officer):
    officer.follow("修改日程")
    officer.passes("plan-agenda-empty")
    officer.press("按样本、模式和审查组生成")
    officer.is_told("日程已生成，请逐项核对：路途时间没有计入。")
    officer.looks("plan-agenda")
    officer.follow("回到计划")
    officer.looks("plan-draft")


def declare(auditor, email, number):
    """A member of the team declares to have no interests; from the work list and back to it."""
    sign_in(auditor, email)
    auditor.is_at("工作台")
    auditor.passes("work-interests")
    auditor.follow_in_row(number)
    auditor.is_at("声明利益关系")
    auditor.fill(free="yes")
    auditor.looks("interests")
    auditor.press("声明")
    auditor.is_told("声明已记录。")
    auditor.passes("work-declared")
    auditor.leave()


def declare_too(auditor, email, number):
    """The next one declares the same."""
    auditor.come_again()
    auditor.open("/account/login/")
    work = auditor.send("/account/login/", login=email, password=PASSWORD)
    assert auditor.say("工作台") in work
    declared = auditor.send(f"/desk/engagements/{number}/interests/", free="yes")
    assert auditor.say("声明已记录。") in declared
    auditor.leave()


def release(officer, number):
    """Release the plan that now lacks nothing."""
    officer.open(f"/desk/engagements/{number}/plan/")
    officer.sees("可以发布。")
    officer.passes("plan-complete")
    officer.press("发布计划")
    officer.sees("已发布，待企业确认")
    officer.passes("plan-released")


def confirm(client, number):
    """The client reads the plan and confirms it; nothing is left to do."""
    client.open("/portal/")
    client.follow("确认审查计划")
    client.is_at("审查计划")
    client.sees("待您确认", "请确认，或提出调整")
    client.looks("client-plan")
    client.looks_on_paper("client-plan-paper")
    client.press("确认计划")
    client.is_told("计划已确认，感谢配合。")
    client.passes("client-plan-confirmed")
    client.open(f"/portal/engagements/{number}/")
    client.sees("计划已确认，等待现场审查。")
    expect(client.page.locator("[data-problems]")).to_have_count(0)
    client.looks("engagement-confirmed")
