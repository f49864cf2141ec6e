# SPDX-License-Identifier: Apache-2.0
"""An audit day, part by part: meetings, scoring, a conflict, nonconformities, special items, conclusions, closing."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from zhuoping.cli.demo_data import photos

HERE = {"latitude": 24.479834, "longitude": 118.089425}
SAVED = re.compile("已保存|Saved")


def address(number, part=""):
    """A page of fieldwork."""
    return f"/desk/engagements/{number}/fieldwork/{part}"


def now():
    """This minute, as a field for a moment takes it; where the body is."""
    return datetime.now(ZoneInfo("Asia/Shanghai")).strftime("%Y-%m-%dT%H:%M")


def send(visitor):
    """Press the button at the end of the page's form, and wait for the page after it."""
    with visitor.page.expect_navigation():
        visitor.page.locator("main .z-submit button[type=submit]").first.click()


def picture(folder, number):
    """A photo of the demo as a file."""
    place = folder / f"photo-{number}.jpg"
    place.write_bytes(photos.photo(number))
    return place


def open_fieldwork(leader, number, *, double=False):
    """The leader opens fieldwork."""
    leader.open(address(number))
    leader.sees("现场审查还没有开始")
    leader.passes("field-ahead")
    if double:
        leader.fill(double_scoring=True)
    leader.press("开始现场审查")
    leader.is_told("现场审查已开始。")


def meet(leader, others, number, kind, folder):
    """A meeting: the leader writes it down with photos and their position, everybody signs in, so does the client."""
    leader.open(address(number, f"meetings/{kind}/"))
    leader.fill(held_at=now(), place="总部三楼会议室", **HERE)
    send(leader)
    leader.is_told("会议已登记。")
    card = f"#{kind}"
    leader.context.grant_permissions(["geolocation"])
    leader.context.set_geolocation(HERE)
    leader.press("1. 取得我的位置", within=card)
    expect(leader.page.locator(f"{card} [data-located]")).to_have_text(leader.say("已取得位置，请签到"))
    for visitor in (leader, *others):
        if visitor is not leader:
            visitor.open(address(number, "meetings/"))
        visitor.page.locator(card).get_by_role("button", name=re.compile("^签到")).click()
        visitor.sees("您已签到。")
    _add_photos(leader, card, [picture(folder, each) for each in (1, 2)])
    leader.page.locator(card).get_by_text("登记企业参会人员").click()
    leader.page.locator(f"{card} [name=name]").fill("许乔")
    leader.page.locator(f"{card} [name=function]").fill("客户服务部部长")
    leader.press("登记企业人员", within=card)
    expect(leader.page.locator(f"{card} .z-attendance")).to_contain_text("许乔")


def _add_photos(leader, card, files):
    leader.page.locator(card).locator("summary", has_text="上传照片").click()
    leader.page.locator(f"{card} [name=files]").set_input_files(files)
    with leader.page.expect_navigation():
        leader.page.locator(card).get_by_role("button", name="上传照片").click()


def write_log(leader, number):
    """The day in the log."""
    leader.open(address(number, "meetings/"))
    leader.page.locator("#log [name=text]").fill("按计划完成当天的审查。")
    leader.press("写入日志", within="#log")
    expect(leader.page.locator("#log")).to_contain_text("按计划完成当天的审查。")


def write(visitor, field, text):
    """Type into a field of a finding and leave it; it says that it is saved."""
    visitor.page.locator(f"#{field}").fill(text)
    visitor.page.locator(f"#{field}").blur()


def is_saved(visitor, field):
    """The field says that it is saved."""
    expect(visitor.page.locator(f"#status-{field}")).to_contain_text(SAVED)


def score(auditor, number, ref, points, reason, folder):
    """An indicator from the requirement to the evidence."""
    auditor.open(address(number, f"?ref={ref}"))
    auditor.page.locator("#points").fill(points)
    write(auditor, "reason", reason)
    is_saved(auditor, "award")
    write(auditor, "value-text", f"{ref} 的事实。")
    is_saved(auditor, "text")
    auditor.page.locator("#field-ways [value=record]").check()
    is_saved(auditor, "ways")
    auditor.page.locator("#desk-files").set_input_files([picture(folder, 3)])
    expect(auditor.page.locator("[data-uploads]")).to_contain_text("已上传")


def conflict(first, second, number, ref):
    """Two write into one field: whoever is slower sees both values, and takes the other one."""
    for visitor in (first, second):
        visitor.open(address(number, f"?ref={ref}"))
    second.page.locator("#value-text").press_sequentially("第二个人写的")
    write(first, "value-text", "第一个人写的")
    is_saved(first, "text")
    second.page.locator("#value-text").blur()
    told = second.page.locator("#status-text .z-conflict")
    expect(told).to_contain_text("第一个人写的")
    expect(told).to_contain_text("第二个人写的")
    told.locator("[name=theirs]").click()
    expect(second.page.locator("#value-text")).to_have_value("第一个人写的")


def note(expert, number, ref):
    """A technical expert cannot score, and writes down what somebody said."""
    expert.open(address(number, f"?ref={ref}"))
    expect(expert.page.locator("form#field-award")).to_have_count(0)
    expert.page.locator("summary", has_text="记录访谈、查看的记录或观察").click()
    expert.page.locator("#note-who").fill("工程师 18 号")
    expert.page.locator("#note-text").fill("能说出到达时限。")
    expert.press("记下并关联")
    expect(expert.page.locator("#desk-evidence, main").last).to_contain_text("能说出到达时限。")


def raise_(auditor, number, ref, clause, folder):
    """A nonconformity with a photo; the address of its page on the desk."""
    auditor.open(address(number, f"nonconformities/new/?ref={ref}"))
    auditor.fill(grade="minor", clause=clause, statement=f"没有做到{clause}。")
    send(auditor)
    page = auditor.page.url
    auditor.follow("添加证据")
    auditor.fill(files=[picture(folder, 4)])
    send(auditor)
    auditor.reads("photo-4.jpg")
    return page


def answer(client, number, clause):
    """The client answers in its portal."""
    client.open(f"/portal/engagements/{number}/nonconformities/")
    client.follow_in_row(clause)
    client.passes("portal-nonconformity")
    client.page.locator("main a[href$='/answer/']").first.click()
    client.fill(
        root_cause="没有人核对。", correction="已补做。", corrective_action="每周核对。", done_on=now()[:10]
    )
    send(client)
    client.reads("每周核对。")


def verify(auditor, page):
    """The auditor sees what was done, and closes it."""
    auditor.open(page)
    auditor.follow("验证整改")
    auditor.fill(doing="close", reason="看了记录，措施有效。")
    send(auditor)
    auditor.reads(auditor.name("NonconformityState.closed"))


def special(leader, number, folder):
    """A deduction that the first nonconformity puts right, and a bonus; each with its evidence."""
    for part, first in (("deduction", True), ("bonus", False)):
        leader.open(address(number, f"special/{part}/"))
        for box in leader.page.locator("main [name=conditions]").all():
            box.check()
        if first:
            leader.fill(ground="own-rules")
            leader.page.locator("main [name=nonconformity]").select_option(index=1)
        leader.fill(reason=f"{part}：查证属实。")
        send(leader)
        leader.page.locator(".card", has_text=f"{part}：").locator("a[href$='/evidence/']").click()
        leader.fill(files=[picture(folder, 5)])
        send(leader)
    leader.looks("field-special")


def conclude(leader, number, element):
    """The last element of the design, then the conclusions on H and I."""
    leader.open(address(number, f"design/elements/{element}/"))
    leader.fill(verdict="conforming")
    send(leader)
    leader.is_told("判定已保存。")
    for mode in "HI":
        leader.open(address(number, f"conclusions/{mode}/"))
        leader.fill(verdict="conforming", reason="证据充分。")
        send(leader)
        leader.is_told("模式 %(mode)s 的结论已记录。", mode=mode)


def sign(client, number):
    """The client draws its signature under the frozen scorecard."""
    client.open(f"/portal/engagements/{number}/scorecard/")
    client.looks("portal-scorecard")
    client.fill(name="许乔", function="客户服务部部长")
    pad = client.page.locator(".z-signature-pad")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    client.page.mouse.move(box["x"] + 20, box["y"] + 20)
    client.page.mouse.down()
    client.page.mouse.move(box["x"] + 120, box["y"] + 50, steps=5)
    client.page.mouse.up()
    send(client)
    client.is_told("%(name)s已签署。", name="许乔")
