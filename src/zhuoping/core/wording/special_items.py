# SPDX-License-Identifier: Apache-2.0
"""Words about special deductions, the bonus, and the determination on deductions."""

WORDS: dict[str, tuple[str, str]] = {
    "bonus-condition-unknown": (
        "特别加分没有条件“{given}”：本版本的条件是{known}。",
        "The bonus has no condition “{given}”: those of this edition are {known}.",
    ),
    "special-unknown": (
        "本项目没有这个特别项：请刷新页面，从列表中选择。",
        "The engagement has no such special item: load the page again and choose from the list.",
    ),
    "special-withdrawn-already": (
        "这个特别项已经撤销，记录保留：不必再办。",
        "This special item was withdrawn already, and its record stays: nothing is to be done.",
    ),
    "special-not-a-deduction": (
        "特别加分没有要整改的事，不关联不符合项：只有特别扣分须关联。",
        "A bonus has nothing to be put right and is not linked to a nonconformity: only deductions are.",
    ),
    "special-nonconformity-unknown": (
        "本项目没有编号为 {number} 的不符合项：请先提出不符合项，或核对编号。",
        "The engagement has no nonconformity {number}: raise it first, or check the number.",
    ),
    "special-nonconformity-withdrawn": (
        "编号 {number} 的不符合项已撤销，不能作为特别扣分的整改依据：请关联另一个。",
        "Nonconformity {number} was withdrawn and cannot stand for the correction of a deduction: link another one.",
    ),
    "special-nonconformity-grade": (
        "编号 {number} 的不符合项是“{rank}”，企业不必整改；特别扣分须整改（GB/T 27922 第 4.2 条）：请关联严重或一般不符合项。",
        "Nonconformity {number} is an “{rank}”, which the client need not put right, and a deduction has to be (GB/T 27922, 4.2): link a major or minor one.",
    ),
    "special-item-evidence-missing": (
        "{kind}“{reason}”没有证据：请上传文件或记录访谈、观察。",
        "The {kind} “{reason}” rests on no evidence: attach a file, or write down an interview or observation.",
    ),
    "special-nonconformity-missing": (
        "特别扣分“{reason}”没有关联不符合项，企业无从整改：请关联一个严重或一般不符合项。",
        "The special deduction “{reason}” is linked to no nonconformity, so the client has nothing to put right: link a major or minor one.",
    ),
    "determination-missing": (
        "特别扣分 {cases} 项，超过 {above} 项：须由不在审查组的决定人员判定能否给等级，请办理判定。",
        "There are {cases} special deductions, more than {above}: a decision maker who is not on the team determines whether a level may be given.",
    ),
    "determination-void": (
        "判定以后又登记了特别扣分（现有 {cases} 项），原判定失效：请决定人员重新判定。",
        "A special deduction was recorded after the determination (there are {cases} now), which is void: have it determined anew.",
    ),
    "determination-needless": (
        "特别扣分现有 {cases} 项：超过 {above} 项而不到 {fails_at} 项时才须判定，现在没有可判定的。",
        "There are {cases} special deductions: a determination is for more than {above} and fewer than {fails_at}, so there is nothing to determine.",
    ),
    "determination-there": (
        "这 {cases} 项特别扣分已有判定：再登记一项扣分才须重新判定。",
        "These {cases} special deductions have been determined: only a further one needs it anew.",
    ),
    "determination-by-team": (
        "{name}在本项目审查组，不能判定自己参与的评分（GB/T 27065 第 7.6.2 条）：请由组外的决定人员办理。",
        "{name} is on the team and cannot determine what the team scored (ISO/IEC 17065, 7.6.2): have a decision maker who is not on it do it.",
    ),
}

LABELS: dict[str, tuple[str, str]] = {
    "SpecialKind.deduction": ("特别扣分", "special deduction"),
    "SpecialKind.bonus": ("特别加分", "special bonus"),
}

# For the history (wording/history).
ACTS: dict[str, tuple[str, str]] = {
    "special-item.linked": ("关联特别扣分与不符合项", "Special deduction linked to a nonconformity"),
    "special-item.recorded": ("登记特别项", "Special item recorded"),
    "special-item.withdrawn": ("撤销特别项", "Special item withdrawn"),
}

FIELDS: dict[str, tuple[str, str]] = {
    "special_item": ("特别项（内部编号）", "Special item (internal number)"),
    "special_items": ("特别项（内部编号）", "Special items (internal numbers)"),
    "ground": ("扣分情形", "Ground"),
}
