# SPDX-License-Identifier: Apache-2.0
"""Words about fieldwork: findings, who may do what in the field, what evidence is tied to."""

WORDS: dict[str, tuple[str, str]] = {
    "leader-only": (
        "这一步由审查组长（{leader}）办理（GB/T 27065 第 6.1 条）：请交由组长。",
        "The team leader ({leader}) does this (ISO/IEC 17065, 6.1): hand it to them.",
    ),
    "expert-scores-not": (
        "技术专家记录证据和意见，不评分（GB/T 27065 第 6.1 条）：请由本组审查员评分。",
        "A technical expert records evidence and comments and gives no points (ISO/IEC 17065, 6.1): have an auditor of the team do it.",
    ),
    "mode-of-others": (
        "按审查计划，模式 {mode} 由{names}承担：请由他们办理，或先修改计划。",
        "By the plan, mode {mode} is carried out by {names}: have them do it, or change the plan first.",
    ),
    "fieldwork-too-early": (
        "审查计划从 {starts_on} 开始，今天是 {today}：请到首日再开始，或先与企业改期。",
        "The plan begins on {starts_on}, and today is {today}: open fieldwork on the first day, or agree on other dates first.",
    ),
    "way-unknown": (
        "没有“{given}”这种查证方式：请从列表中选择。",
        "“{given}” is no way of verifying: choose from the list.",
    ),
    "aspect-unknown": (
        "本指标没有编号为 {given} 的要点：请刷新页面后重试。",
        "The indicator has no aspect {given}: load the page again.",
    ),
    "tie-subject-unknown": (
        "证据不能关联到“{given}”：请从评价发现、不符合项等处添加。",
        "Evidence cannot be tied to “{given}”: add it where a finding, a nonconformity or the like stands.",
    ),
    "tie-there": (
        "“{name}”已经关联到这里，不必重复。",
        "“{name}” is tied here already, so nothing is to be done.",
    ),
    "tie-none-chosen": (
        "没有选中证据：请先勾选要关联或取消的证据。",
        "No evidence is chosen: tick what is to be tied or untied first.",
    ),
    "tie-gone": (
        "这份证据没有关联到这里：可能已被同组人员取消，请刷新页面。",
        "This evidence is not tied here: somebody of the team may have untied it; load the page again.",
    ),
    "record-who-missing": (
        "访谈记录没有写明受访人：请写姓名和职务（条例第二十二条要求记录可追溯）。",
        "The interview does not say whom you talked to: write their name and function, so that it can be traced.",
    ),
    "record-later": (
        "记录的时间 {given} 晚于现在：请核对日期和时间。",
        "The time of the record, {given}, has not come yet: check date and time.",
    ),
    "text-missing": (
        "没有填写内容：请写下看到或听到的事实。",
        "Nothing is written: put down what you saw or heard.",
    ),
    "double-scoring-decides": (
        "本项目由两名审查员分别评分，得分在“比对”中商定：请到该页办理。",
        "Two auditors score this engagement, each for themselves; the award is agreed on at the reconciliation page.",
    ),
}

LABELS: dict[str, tuple[str, str]] = {
    "Way.document": ("查阅文件", "documents read"),
    "Way.record": ("查阅记录", "records read"),
    "Way.interview": ("访谈", "interviews"),
    "Way.observation": ("现场观察", "observation"),
    "Way.system": ("查看信息系统", "information system looked at"),
    "Way.recalculation": ("核算", "recalculation"),
    "FindingState.evidence-missing": ("缺证据", "evidence missing"),
    "FindingState.nonconformity": ("有不符合项", "nonconformity"),
    "FindingState.scored": ("已评分", "scored"),
    "FindingState.started": ("进行中", "started"),
    "FindingState.untouched": ("未开始", "untouched"),
    "FieldRecordKind.interview": ("访谈", "interview"),
    "FieldRecordKind.record": ("查看的记录", "record seen"),
    "FieldRecordKind.observation": ("观察", "observation"),
    "Field.award": ("得分", "award"),
    "Field.text": ("评价发现", "finding"),
    "Field.notes": ("审查笔记", "notes"),
    "Field.strengths": ("亮点", "strengths"),
    "Field.improvement": ("改进建议", "room for improvement"),
    "Field.ways": ("查证方式", "ways of verifying"),
    "Field.aspects": ("要点", "aspects"),
}

ACTS: dict[str, tuple[str, str]] = {
    "determination.recorded": ("作出特别扣分判定", "Determination on special deductions recorded"),
    "fieldwork.closed": ("结束现场审查", "Fieldwork closed"),
    "fieldwork.reopened": ("重新打开现场审查", "Fieldwork reopened"),
    "finding.recorded": ("记录评价发现", "Finding recorded"),
    "fieldwork.recorded": ("记录现场审查", "Fieldwork recorded"),
    "fieldwork.opened": ("开始现场审查", "Fieldwork opened"),
    "field-record.written": ("记录访谈或观察", "Interview or observation written down"),
    "evidence.tied": ("关联证据", "Evidence tied"),
    "evidence.untied": ("取消关联证据", "Evidence untied"),
    "visit.recorded": ("记录服务特性检验和检测", "Characteristic sheet recorded"),
}
