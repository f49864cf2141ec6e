# SPDX-License-Identifier: Apache-2.0
"""Words about a plan while it is made, its release, and what the printed plan says."""

from collections.abc import Mapping

WORDS: dict[str, tuple[str, str]] = {
    "plan-modes-missing": (
        "还没有确定认证模式：请选择模式组合。",
        "The modes are not chosen yet: choose a combination.",
    ),
    "plan-dates-missing": (
        "还没有填写审查日期：请填写开始和结束日期。",
        "The dates are not set yet: enter the first and the last day.",
    ),
    "plan-too-long": (
        "现场审查跨 {most} 天以上，日期多半写错了：请改正开始或结束日期。",
        "The visit spans more than {most} days, which is most likely a slip: correct the first or the last day.",
    ),
    "plan-days-missing": (
        "还没有填写计划人日：请按核算结果填写。",
        "The planned person-days are not entered yet: enter them by what was computed.",
    ),
    "plan-team-missing": (
        "还没有组成审查组：请选用建议的审查组，或逐人指定。",
        "There is no team yet: take one that is proposed, or name its members.",
    ),
    "plan-agenda-missing": (
        "还没有日程：请按样本、模式和审查组生成，再逐项调整。",
        "There is no agenda yet: have one made from sample, modes and team, then adjust it.",
    ),
    "plan-outlets-changed": (
        "抽样以后企业的网点名单有 {count} 处变动，网点不得合并或略去：请重新抽取。",
        "The client's list of outlets changed in {count} places since the draw, and none may be merged or left out: draw anew.",
    ),
    "plan-outlets-dropped": (
        "受理时列出的 {count} 个网点已不在企业的网点名单上（{outlets}），网点不得略去：请企业把它们加回名单，已关闭的写明关闭日期，再重新抽取。",
        "{count} outlets that the accepted application lists are no longer on the client's list ({outlets}), and none may be left out: have the client put them back, with the day of closing where they closed, then draw anew.",
    ),
    "plan-none": (
        "现在没有可以办理的计划：请先编制并发布计划。",
        "There is no plan for this now: make one and release it first.",
    ),
    "plan-answered-other": (
        "计划已经换成第 {version} 版：请刷新页面，看过新版再答复。",
        "The plan is at version {version} by now: reload the page and answer that one.",
    ),
    "plan-locked": (
        "第 {version} 版计划已经发布，不能再改：请收回计划后编制新版。",
        "Version {version} of the plan is released and cannot be changed: withdraw it and make a new version.",
    ),
    "agenda-item-gone": (
        "这一项日程已被删除或改动：请刷新页面。",
        "This item of the agenda was removed or changed meanwhile: reload the page.",
    ),
    "agenda-nobody-to-propose": (
        "审查组里没有可以排入日程的审查员，或审查日期不全：请先组成审查组、填写日期。",
        "The team has no auditor to plan for, or the dates are not set: put a team together and set the dates first.",
    ),
    "agenda-full": (
        "日程最多 {limit} 项：请合并或删减。",
        "An agenda holds at most {limit} items: combine some or leave some out.",
    ),
    "days-own-approval": (
        "人日低于核算的最低值，须由另一人批准：请由不是填写人的受理人员批准。",
        "Fewer person-days than computed are approved by a second person: somebody other than whoever entered them.",
    ),
    "days-approval-not-needed": (
        "计划人日不低于核算的最低值，不需要批准。",
        "The planned person-days are not below the least: no approval is needed.",
    ),
    "draw-again-reason": (
        "已经抽过样，原来的样本会保留在记录里：请写明为什么重新抽取。",
        "A sample was drawn already, and it stays on record: say why it is drawn anew.",
    ),
    "declaration-text-missing": (
        "有利益关系的，须写明是什么关系：请补充说明。",
        "A conflict of interest has to be described: say what it is.",
    ),
}

# Reason, places and other words of the printed plan; `TEXTS` are filled with values.
TEXTS: Mapping[str, tuple[str, str]] = {
    "title": ("审查计划", "Evaluation plan"),
    "number": ("计划编号", "Plan number"),
    "engagement": ("项目编号", "Engagement"),
    "version": ("版次", "Version"),
    "client": ("受审查企业", "Client"),
    "address": ("地址", "Address"),
    "scheme": ("认证方案", "Scheme"),
    "scope": ("认证范围", "Scope"),
    "type": ("审查类型", "Type"),
    "modes": ("认证模式", "Modes"),
    "method": ("审查方式", "How"),
    "dates": ("审查日期", "Dates"),
    "until": ("{first} 至 {last}", "{first} to {last}"),
    "places": ("审查地点", "Places"),
    "place": ("地点", "Place"),
    "region": ("地区", "Region"),
    "team": ("审查组", "Team"),
    "name": ("姓名", "Name"),
    "role": ("职责", "Role"),
    "member_modes": ("承担模式", "Modes"),
    "agenda": ("日程", "Agenda"),
    "time": ("时间", "Time"),
    "activity": ("活动", "Activity"),
    "persons": ("人员", "People"),
    "remote": ("远程", "remote"),
    "anywhere": ("不需到场", "no visit"),
    "rights": ("请贵方确认", "For you to confirm"),
    "rights_text": (
        "请在企业端确认本计划。对日期或审查组成员有异议的，可以在确认前提出并写明理由，本机构将另作安排。",
        "Please confirm this plan in the portal. If you object to a date or a member of the team, say so with the reason before you confirm it, and we shall arrange it otherwise.",
    ),
    "prepare_text": (
        "请安排陪同人员，备好申请所列文件和记录，并保证审查组能到达上述地点。首次会议和末次会议须有管理层参加，到会者签到。",
        "Please have somebody accompany the team, keep the documents and records of the application ready, and give the team access to the places above. Management attends the opening and the closing meeting, and all present sign in.",
    ),
    "released": ("发布", "Released"),
    "draft": ("草案，未发布", "Draft, not released"),
    "issuer": ("认证机构", "Certification body"),
    "page": ("第 {page} 页，共 {pages} 页", "Page {page} of {pages}"),
    "substituted": (
        "字库没有的字符以〔U+编码〕表示：{characters}",
        "Characters that the fonts lack stand as 〔U+code〕: {characters}",
    ),
}


def text(key: str, language: str, **values: object) -> str:
    """A word or sentence of the printed plan, in `zh` or `en`."""
    return TEXTS[key][("zh", "en").index(language)].format(**values)
