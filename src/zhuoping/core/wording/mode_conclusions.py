# SPDX-License-Identifier: Apache-2.0
"""Words about the conclusions of modes."""

WORDS: dict[str, tuple[str, str]] = {
    "mode-not-planned": (
        "本项目的审查计划没有模式 {mode}（计划的模式：{planned}）：不在计划内的模式不记录；确需增加的，先修改计划。",
        "The plan has no mode {mode} (it has {planned}): what is not planned is not recorded; change the plan first if it has to be added.",
    ),
    "mode-pending": (
        "模式 {mode}（顾客调查）在现场审查之外进行，调查结束后作出结论：现场审查可以先结束，评价报告须等待它。",
        "Mode {mode}, the customer survey, goes on beside the visit and is concluded with it: fieldwork may close before, the report may not.",
    ),
    "conclusion-missing": (
        "模式 {mode} 还没有结论：计划中的每个模式都须有结论（GB/T 27065 第 7.4.9 条），请由承担它的审查员作出。",
        "Mode {mode} has no conclusion yet: each planned mode needs one (ISO/IEC 17065, 7.4.9), so have an auditor who carries it out conclude it.",
    ),
    "conclusion-reason-required": (
        "模式 {mode} 的结论须写明理由：请概括依据的事实和证据。",
        "The conclusion of mode {mode} needs its reason: sum up the facts and the evidence that it rests on.",
    ),
    "conditions-required": (
        "模式 {mode} 的结论附有条件，须写明是什么条件：请逐条填写，企业才知道要做到什么。",
        "The conclusion of mode {mode} has conditions, so say which: one by one, for the client has to meet them.",
    ),
    "conditions-needless": (
        "结论是“{verdict}”，不附条件：请删去条件，或改选“有条件符合”。",
        "The conclusion is “{verdict}” and has no conditions: take them out, or choose “conforming with conditions”.",
    ),
    "conclusion-against-design": (
        "设计审查中{elements}没有判为符合，模式 H 不能得出“符合”的结论：请改选结论，或先重新判定这些要素。",
        "In the design review {elements} was not found conforming, so mode H cannot be concluded as conforming: conclude otherwise, or judge those elements anew.",
    ),
}

LABELS: dict[str, tuple[str, str]] = {
    "ModeVerdict.conforming": ("符合", "conforming"),
    "ModeVerdict.not-conforming": ("不符合", "not conforming"),
    "ModeVerdict.with-conditions": ("有条件符合", "conforming with conditions"),
    "ConclusionState.concluded": ("已有结论", "concluded"),
    "ConclusionState.missing": ("尚无结论", "no conclusion yet"),
    "ConclusionState.pending": ("调查进行中", "survey pending"),
}
