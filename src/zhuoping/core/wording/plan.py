# SPDX-License-Identifier: Apache-2.0
"""Words about a plan and its agenda."""

WORDS: dict[str, tuple[str, str]] = {
    "plan-dates-order": (
        "结束日期 {last} 早于开始日期 {first}：请改正日期。",
        "The last day {last} is before the first day {first}: correct the dates.",
    ),
    "plan-dates-past": (
        "开始日期 {given} 早于发布日期 {today}：计划不能倒签，请另定日期。",
        "The first day {given} is before the day of release {today}: a plan is not dated back, set other dates.",
    ),
    "plan-confirmed-late": (
        "今天 {on} 已过计划的第一天 {first}：计划不能补签。请要求调整，由认证机构另定日期。",
        "Today, {on}, is after the first day {first} of the plan, which cannot be confirmed with hindsight: ask for changes, for the body to set other dates.",
    ),
    "plan-sample-missing": (
        "还没有抽取网点样本：请先抽取，没有网点的客户也要留下抽样记录。",
        "No sample of outlets is drawn yet: draw it first; a client without outlets has a sample too.",
    ),
    "plan-sample-type": (
        "样本是按“{given}”抽取的，而计划是“{expected}”：请按本次审查类型重新抽取。",
        "The sample was drawn for “{given}”, the plan is for “{expected}”: draw one for this type.",
    ),
    "member-mode-not-planned": (
        "给成员分配的模式“{given}”不在计划的模式 {known} 之内：请改正分配。",
        "The mode “{given}” assigned to a member is not among the plan's {known}: correct what is assigned.",
    ),
    "agenda-time-order": (
        "结束时间 {end} 不晚于开始时间 {start}：请改正时间，跨日的活动请分成两项。",
        "The end {end} is not after the start {start}: correct the times; split what goes past midnight.",
    ),
    "agenda-day-outside": (
        "日期 {given} 不在 {first} 至 {last} 之内：请改日期，或调整计划的起止日期。",
        "The day {given} is not within {first} to {last}: choose another, or change the dates of the plan.",
    ),
    "agenda-nobody": (
        "这一项没有安排人员：请指定审查组成员。",
        "Nobody is assigned here: name members of the team.",
    ),
    "agenda-person-not-on-team": (
        "编号为 {person} 的人员不在审查组内：请加入审查组，或改派他人。",
        "Person {person} is not on the team: add them to the team, or send somebody else.",
    ),
    "agenda-person-twice": (
        "{person} 在同一时间（{start}–{end}）已排在第 {number} 项：请错开时间，或把同时做的工作并成一项。",
        "{person} is in item {number} at the same time ({start}–{end}): move one, or make one item of work done together.",
    ),
    "agenda-place-unknown": (
        "地点“{given}”不在样本之内：请从 {known} 中选择，或先把网点调入样本。",
        "The place “{given}” is not in the sample: take one of {known}, or put the outlet into the sample first.",
    ),
    "agenda-place-required": (
        "这一项没有地点：请填写网点编号或 central（总部职能），远程进行的请标明远程。",
        "There is no place: give the key of an outlet or `central` (the central function), or mark it as remote.",
    ),
    "agenda-mode-required": (
        "审查工作须写明属于哪个模式：请从 {known} 中选择。",
        "Work belongs to a mode: take one or more of {known}.",
    ),
    "agenda-mode-not-planned": (
        "模式“{given}”不在计划的模式 {known} 之内：请改正，或在计划中加上该模式。",
        "The mode “{given}” is not among the plan's {known}: correct it, or add the mode to the plan.",
    ),
    "agenda-mode-nobody": (
        "这一项的人员中没有人分配到模式“{given}”（技术专家不能单独承担）：请加派审查员，或调整分配。",
        "Nobody at this item is assigned to mode “{given}” (a technical expert does not carry it out): add an auditor, or assign it.",
    ),
    "agenda-covert-mixed": (
        "“{given}”把神秘顾客的模式与公开的模式放在同一项，客户会由此得知：请分成两项。",
        "“{given}” puts work by mystery customer beside open work, which would tell the client: make two items of it.",
    ),
    "agenda-ref-unknown": (
        "本版本没有一级指标或指标“{given}”：请改正编号。",
        "This edition has no dimension or indicator “{given}”: correct the ref.",
    ),
    "agenda-outlet-not-visited": (
        "样本里的网点“{place}”没有安排审查：请在日程中安排。",
        "The sampled outlet “{place}” is not visited: give it an item.",
    ),
    "agenda-central-not-visited": (
        "总部职能（{place}）没有安排审查，而每次都须审：请在日程中安排。",
        "The central function ({place}) is not evaluated, though it is every time: give it an item.",
    ),
    "agenda-visit-short": (
        "网点“{place}”只安排审查 {minutes} 分钟（{day}），一次到访至少 {least} 分钟：请延长。",
        "The outlet “{place}” is visited for {minutes} minutes only ({day}), and a visit takes at least {least}: give it more time.",
    ),
    "agenda-central-short": (
        "总部职能（{place}）只安排审查 {minutes} 分钟（{day}），一次到访至少 {least} 分钟：请延长。",
        "The central function ({place}) is evaluated for {minutes} minutes only ({day}), and a visit takes at least {least}: give it more time.",
    ),
    "agenda-day-long": (
        "{person} 在 {day} 排了 {hours} 小时工作（不计路途和休息），每人每天不得超过 {most} 小时：请移到别的日子，或改派他人。",
        "{person} works {hours} hours on {day} (without travel and rest), and nobody may work more than {most} on one day: move work to another day or person.",
    ),
    "agenda-mode-missing": (
        "计划的模式“{given}”在日程中没有安排：请安排。",
        "Nothing on the agenda belongs to the plan's mode “{given}”: give it an item.",
    ),
    "agenda-opening-missing": (
        "日程没有首次会议，签到无从进行：请安排。",
        "The agenda has no opening meeting, and signing in hangs on it: add one.",
    ),
    "agenda-opening-not-first": (
        "有审查工作早于首次会议：请把首次会议排在最前。",
        "Work begins before the opening meeting: put the meeting first.",
    ),
    "agenda-closing-missing": (
        "日程没有末次会议，签到无从进行：请安排。",
        "The agenda has no closing meeting, and signing in hangs on it: add one.",
    ),
    "agenda-closing-not-last": (
        "有审查工作晚于末次会议：请把末次会议排在最后。",
        "Work goes on after the closing meeting: put the meeting last.",
    ),
    "agenda-too-short": (
        "日程合计 {given} 人日（每人每天最多计 {hours} 小时，不计技术专家、路途和休息），少于计划的 {planned} 人日：请补充日程。",
        "The agenda holds {given} person-days (at most {hours} hours a person and day, without experts, travel and rest), fewer than the {planned} planned: fill it up.",
    ),
}

LABELS: dict[str, tuple[str, str]] = {
    "ItemKind.opening": ("首次会议", "Opening meeting"),
    "ItemKind.work": ("审查", "Evaluation"),
    "ItemKind.team": ("审查组内部会议", "Meeting of the team"),
    "ItemKind.closing": ("末次会议", "Closing meeting"),
    "ItemKind.other": ("路途和休息", "Travel and rest"),
    "MethodCode.FS01": ("现场", "on site"),
    "MethodCode.FS02": ("远程", "remote"),
    "MethodCode.FS03": ("现场和远程", "on site and remote"),
    "Place.central": ("总部职能", "Central function"),
}
