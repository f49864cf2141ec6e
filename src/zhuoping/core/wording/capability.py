# SPDX-License-Identifier: Apache-2.0
"""Words about the confirmation of service capability, mode G."""

WORDS: dict[str, tuple[str, str]] = {
    "capability-reason-required": (
        "核实值与声明值不同，或结论不是“符合”，须说明理由：请填写。",
        "What was verified is not what was declared, or the verdict is not “conforming”: give the reason.",
    ),
    "capability-rows-many": (
        "能力参数最多 {limit} 项：请合并同类的。",
        "There may be {limit} parameters at most: put those of one kind together.",
    ),
    "capability-removal-reason": (
        "删去一项能力参数须写明理由：记录会保留，请填写。",
        "Say why the parameter is taken out; it stays on record.",
    ),
    "capability-row-unknown": (
        "本项目没有这项能力参数，或已删去：请刷新页面。",
        "This engagement has no such parameter, or it was taken out: load the page again.",
    ),
    "capability-missing": (
        "模式 G 还没有能力参数：请列出企业声明的能力并逐项核实。",
        "Mode G has no parameters yet: list what the client declares, and verify each.",
    ),
    "capability-unjudged": (
        "能力参数“{parameter}”没有结论：请核实后判定。",
        "Parameter “{parameter}” has no verdict: verify it and judge.",
    ),
    "capability-unverified": (
        "能力参数“{parameter}”缺核实值或核实方法：请补充。",
        "Parameter “{parameter}” lacks what was verified, or how: add it.",
    ),
}

LABELS: dict[str, tuple[str, str]] = {
    "CapabilityVerdict.conforming": ("符合", "conforming"),
    "CapabilityVerdict.not-conforming": ("不符合", "not conforming"),
    "CapabilityVerdict.not-applicable": ("不适用", "not applicable"),
}

# As the history of an engagement tells what was done.
ACTS: dict[str, tuple[str, str]] = {
    "capability.recorded": ("记录服务能力", "Parameter of capability written down"),
    "capability.removed": ("删去能力参数", "Parameter of capability taken out"),
}
FIELDS: dict[str, tuple[str, str]] = {
    "parameter": ("能力参数", "Parameter"),
    "declared": ("声明值", "Declared"),
    "verified": ("核实值", "Verified"),
    "unit": ("单位", "Unit"),
    "method": ("方法", "Method"),
    "capability.recorded.position": ("序号", "Number"),
    "capability.removed.position": ("序号", "Number"),
}
