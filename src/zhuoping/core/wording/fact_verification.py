# SPDX-License-Identifier: Apache-2.0
"""Words about verifying the client's facts on site."""

WORDS: dict[str, tuple[str, str]] = {
    "fact-reason-missing": (
        "没有写明更正的理由：请写下看到的事实和依据（GB/T 27065 第 7.4.4 条）。",
        "The reason for the correction is missing: say what you saw and what it rests on (ISO/IEC 17065, 7.4.4).",
    ),
    "fact-correction-none": (
        "与企业填报的内容没有差别：内容属实请直接确认，否则请改成查实的内容。",
        "Nothing differs from what the client states: confirm the row if it is true, or change it to what you found.",
    ),
    "fact-verify-gone": (
        "企业提交的“{sheet}”没有第 {row} 行：请返回列表。",
        "The sheet “{sheet}” as submitted has no row {row}: go back to the list.",
    ),
    "fact-verify-nothing": (
        "企业没有提交服务资料：没有可以核实的内容。",
        "The client submitted no facts: there is nothing to verify.",
    ),
    "fact-sheet-unverified": (
        "“{sheet}”还没有核实，指标 {refs} 据此评分：请核实全部或部分内容（GB/T 27065 第 7.4.4 条）。",
        "Nothing of “{sheet}” is verified, and indicators {refs} are judged by it: verify all or some of it (ISO/IEC 17065, 7.4.4).",
    ),
}

LABELS: dict[str, tuple[str, str]] = {
    "FactVerdict.confirmed": ("属实", "confirmed"),
    "FactVerdict.corrected": ("已更正", "corrected"),
}
