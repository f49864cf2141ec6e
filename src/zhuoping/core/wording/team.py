# SPDX-License-Identifier: Apache-2.0
"""Words about the team: why somebody cannot go, and what a team lacks. `one-leader` stands with the case."""

WORDS: dict[str, tuple[str, str]] = {
    "team-dates-missing": (
        "还没有审查日期，无法判断人员是否可派：请先填写日期。",
        "There are no dates yet, so nobody's fitness for them can be told: enter the dates first.",
    ),
    "member-twice": (
        "{name} 在审查组中出现了两次：请只保留一次。",
        "{name} is on the team twice: keep one place.",
    ),
    "member-unknown": (
        "没有编号为 {given} 的人员：请从人员名单中选择。",
        "There is no person with the number {given}: choose from the list of people.",
    ),
    "member-role-missing": (
        "{name} 没有“{role}”角色，不能担任{place}：请换人，或请管理员核定其角色。",
        "{name} does not hold the role {role} and cannot be {place}: choose another person, or have an administrator check the roles.",
    ),
    "member-in-other-body": (
        "{name} 同时在“{body}”执业，认证人员只能在一个机构执业（认证认可条例第十四条）：请换人。",
        "{name} practises in “{body}” too, and the law allows one body only (Regulations on Certification and Accreditation, Art. 14): choose another person.",
    ),
    "member-undeclared": (
        "{name} 尚未就本项目声明利益关系（GB/T 27065 第 4.2 条）：请本人先作声明，再发布计划。",
        "{name} has not declared interests for this engagement (ISO/IEC 17065, 4.2): the person has to, before the plan is released.",
    ),
    "member-conflict": (
        "{name} 声明与本项目有利益冲突（{text}）：请换人。",
        "{name} declared a conflict of interest for this engagement ({text}): choose another person.",
    ),
    "member-tied": (
        "{name} {kind}至 {until}，{years} 年回避期到 {barred} 止，而审查始于 {first}（GB/T 27065 第 4.2 条）：请换人，或改到回避期之后。",
        (
            "{name} was {kind} until {until}; with {years} years of look-back that bars the person up to and including {barred}, "
            "and the fieldwork starts on {first} (ISO/IEC 17065, 4.2): choose another person or later dates."
        ),
    ),
    "member-tied-still": (
        "{name} {kind}，自 {since} 起至今没有结束（GB/T 27065 第 4.2 条）：请换人。",
        "{name} is {kind}, since {since} and with no end (ISO/IEC 17065, 4.2): choose another person.",
    ),
    "member-booked": (
        "{name} 在 {days} 已排入项目 {number}：请换人或改日期。",
        "{name} is booked for engagement {number} on {days}: choose another person or other dates.",
    ),
    "member-not-qualified": (
        "{name} 在 {days} 没有本认证方案的有效能力授权（GB/T 27065 第 6.1 条）：请换人、改日期或更新授权。",
        (
            "{name} has no authorisation for this scheme in force on {days} (ISO/IEC 17065, 6.1): choose another person or "
            "other dates, or renew the authorisation."
        ),
    ),
    "member-not-qualified-for-mode": (
        "{name} 在 {days} 没有模式 {mode} 的有效能力授权（GB/T 27065 第 6.1 条）：请另行分工、改日期或更新授权。",
        (
            "{name} has no authorisation for mode {mode} in force on {days} (ISO/IEC 17065, 6.1): give the mode to somebody "
            "else, choose other dates, or renew the authorisation."
        ),
    ),
    "member-without-mode": (
        "{name} 没有获授权实施计划中的任何模式（{modes}）：请换人。",
        "{name} is authorised for none of the modes of the plan ({modes}): choose another person.",
    ),
    "officer-tied": (
        "{name} {kind}至 {until}，{years} 年回避期到 {barred} 止，不能代表机构办理该客户的事项（GB/T 27065 第 4.2 条）：请交由其他项目专员办理。",
        (
            "{name} was {kind} until {until}; with {years} years of look-back that bars the person up to and including {barred} "
            "from acting for the body on this client (ISO/IEC 17065, 4.2): hand over to another officer."
        ),
    ),
    "officer-tied-still": (
        "{name} {kind}，自 {since} 起至今没有结束，不能代表机构办理该客户的事项（GB/T 27065 第 4.2 条）：请交由其他项目专员办理。",
        "{name} is {kind}, since {since} and with no end, and cannot act for the body on this client (ISO/IEC 17065, 4.2): hand over to another officer.",
    ),
    "mode-not-covered": (
        "模式 {mode} 没有获授权的审查员实施（技术专家不评分）：请增派或调整分工。",
        "Mode {mode} has no authorised auditor (technical experts give no points): add one, or share the modes otherwise.",
    ),
}

LABELS: dict[str, tuple[str, str]] = {
    "TieKind.employed": ("受雇于该客户", "employed by the client"),
    "TieKind.consulted": ("为该客户提供咨询", "a consultant of the client"),
    "TeamChange.role": ("角色或账号已终止", "a role or the account has ended"),
    "TeamChange.qualification": ("能力授权已终止", "an authorisation has ended"),
    "TeamChange.other-body": ("在其他机构执业", "practises in another body"),
    "TeamChange.tie": ("与该客户有雇佣或咨询关系", "is or was employed by the client, or its consultant"),
    "Grade.trainee": ("实习审查员", "trainee auditor"),
    "Grade.auditor": ("审查员", "auditor"),
    "Grade.senior": ("高级审查员", "senior auditor"),
}
