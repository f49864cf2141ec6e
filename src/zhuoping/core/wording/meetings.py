# SPDX-License-Identifier: Apache-2.0
"""Words about the opening and the closing meeting, signing in, and the daily log."""

WORDS: dict[str, tuple[str, str]] = {
    "point-half": (
        "坐标只填了一半：纬度和经度要么都填，要么都不填。",
        "Only one coordinate is given: give both latitude and longitude, or neither.",
    ),
    "point-outside": (
        "{given} 不是有效的坐标：应在 -{limit} 到 {limit} 度之间。",
        "{given} is no coordinate: it lies between -{limit} and {limit} degrees.",
    ),
    "meeting-place-missing": (
        "没有写明会议地点：签到要与计划地点核对（国认监〔2021〕3 号），请填写。",
        "The place of the meeting is missing: signing in is held against it (CNCA supervision document 2021 no. 3); write it down.",
    ),
    "meeting-day-ahead": (
        "会议日期 {day} 还没有到：请在当天登记。",
        "The day of the meeting, {day}, has not come yet: record it on the day.",
    ),
    "meeting-end-early": (
        "结束时间 {given} 早于开始时间：请核对。",
        "The meeting ends, at {given}, before it begins: check both times.",
    ),
    "meeting-order": (
        "末次会议（{closing}）早于首次会议（{opening}）：请核对时间。",
        "The closing meeting ({closing}) would be before the opening meeting ({opening}): check the times.",
    ),
    "meeting-none": (
        "{meeting}还没有登记：请先登记时间和地点，再签到。",
        "The {meeting} is not recorded yet: record its time and place, then sign in.",
    ),
    "meeting-note-missing": (
        "没有填写说明：请写明签到异常的原因（国认监〔2021〕3 号）。",
        "The note is empty: say why signing in was irregular (CNCA supervision document 2021 no. 3).",
    ),
    "meeting-not-held": (
        "{meeting}没有登记：结束现场审查前须召开并签到（国认监〔2021〕3 号）。",
        "The {meeting} is not recorded: it is held and signed in at before fieldwork closes (CNCA supervision document 2021 no. 3).",
    ),
    "sign-in-name": (
        "没有填写企业人员的姓名：请填写。",
        "The name of the person of the client is missing: write it down.",
    ),
    "sign-in-function": (
        "没有填写企业人员的职务：请填写，以便核对谁参加了会议。",
        "The function of the person of the client is missing: write it down, so that it is clear who took part.",
    ),
    "sign-in-twice": (
        "{name}已在{meeting}签到：不必重复。",
        "{name} has signed in at the {meeting} already: nothing is to be done.",
    ),
    "sign-in-covert": (
        "您只承担暗访，不参加会议，以免企业察觉：不必签到。",
        "You carry out covert modes only and come to no meeting, so that the client does not learn of you: do not sign in.",
    ),
    "sign-in-not-team": (
        "签到由审查组成员本人办理：您不在本计划的审查组中。",
        "Members of the team sign in for themselves: you are not on the team of this plan.",
    ),
    "sign-in-missing": (
        "{meeting}没有签到：{names}。请补签，或写明原因（国认监〔2021〕3 号）。",
        "Not signed in at the {meeting}: {names}. Have them sign in, or write a note with the reason (CNCA supervision document 2021 no. 3).",
    ),
    "meeting-note-due": (
        "{meeting}签到异常（{what}），须在 {due_on} 前写明原因（国认监〔2021〕3 号）。",
        "Signing in at the {meeting} was irregular ({what}): write a note by {due_on} (CNCA supervision document 2021 no. 3).",
    ),
    "meeting-photos-few": (
        "{meeting}的照片有 {count} 张，至少要 {least} 张：请上传全组和企业人员的合影。",
        "The {meeting} has {count} photographs and needs at least {least}: attach one of the whole team and the client.",
    ),
    "meeting-photos-many": (
        "{meeting}的照片有 {count} 张，最多 {most} 张：请取消多余照片的关联。",
        "The {meeting} has {count} photographs and may have at most {most}: untie those that are too many.",
    ),
    "day-log-ahead": (
        "{given} 还没有到（今天是 {today}）：请在当天或之后写日志。",
        "{given} has not come yet (today is {today}): write the log on the day or later.",
    ),
    "day-log-before": (
        "{given} 早于审查计划的首日 {first}：请核对日期。",
        "{given} is before the first day of the plan, {first}: check the day.",
    ),
    "day-log-missing": (
        "{day} 没有审查日志：请由到场的成员补写。",
        "There is no log of {day}: have a member who was there write it.",
    ),
}

LABELS: dict[str, tuple[str, str]] = {
    "MeetingKind.opening": ("首次会议", "opening meeting"),
    "MeetingKind.closing": ("末次会议", "closing meeting"),
    "Irregularity.missing": ("未签到", "not signed in"),
    "Irregularity.far": ("距离计划地点过远", "too far from the planned place"),
    "Irregularity.no-coordinates": ("签到没有坐标", "signed in without coordinates"),
    "Irregularity.out-of-time": ("不在规定时间签到", "signed in at another time than allowed"),
    "Irregularity.no-client": ("企业人员未签到", "nobody of the client signed in"),
    "Irregularity.unmeasured": ("计划地点没有坐标", "planned place without coordinates"),
}
