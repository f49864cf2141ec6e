# SPDX-License-Identifier: Apache-2.0
"""Words about samples drawn in the field from what the client stated."""

WORDS: dict[str, tuple[str, str]] = {
    "sample-by-parts": (
        "指标 {ref} 按评分要点评分：请为其中一个（{known}）抽样。",
        "Indicator {ref} is scored by its parts: draw a sample for one of them ({known}).",
    ),
    "frame-empty": (
        "企业提交的资料中这张表没有内容，无从抽样：请换一张表，或按抽查结果直接填样本数和符合数。",
        "This sheet of what the client submitted is empty, so there is nothing to draw from: take another, or type size and conforming of what you checked.",
    ),
    "sample-of-nothing": (
        "样本数须至少为 1：请填写要抽查的数目。",
        "A sample has at least one member: say how many are to be checked.",
    ),
    "sample-above-members": (
        "样本数 {given} 多于名单的 {members} 条：请减少。",
        "{given} are more than the {members} on the list: take fewer.",
    ),
    "sample-again-reason": (
        "已经抽取过（{size} 个，已核 {marked} 个），重新抽取须写明理由：原样本会保留，请填写理由。",
        "There is a sample already ({size} drawn, {marked} marked). Say why it is drawn anew; the earlier one is kept.",
    ),
    "sample-unknown": (
        "没有这个样本，或它已被新样本取代：请刷新页面。",
        "There is no such sample, or a new one has replaced it: load the page again.",
    ),
    "member-not-drawn": (
        "这一条不在样本中：请刷新页面，按列表核查。",
        "This one is not in the sample: load the page again and go by the list.",
    ),
    "members-differ": (
        "名单（摘要 {given}）不是抽取时的那一份（摘要 {expected}）：记录被改动过，请查明后重新抽取。",
        "The list (digest {given}) is not the one that was drawn from (digest {expected}): the record was changed, so find out why and draw anew.",
    ),
    "members-drawn-differ": (
        "用同一随机起点重新抽取，得到的样本不同：记录被改动过，请查明后重新抽取。",
        "The same seed draws another sample: the record was changed, so find out why and draw anew.",
    ),
    "sample-unmarked": (
        "{ref} 的样本核查了 {marked} 个，共 {size} 个：请逐个核完。",
        "Of the sample for {ref}, {marked} of {size} are marked: mark the others.",
    ),
    "sample-award-differs": (
        "{ref} 按抽样给分 {given}，样本的核查结果是 {marked}：请以样本为准，或改用评定。",
        "{ref} is scored by a sample as {given}, but what was marked gives {marked}: go by the sample, or judge instead.",
    ),
}

# For the history (wording/history).
ACTS: dict[str, tuple[str, str]] = {
    "field-sample.drawn": ("抽取现场样本", "Sample drawn in the field"),
    "field-sample.marked": ("核查样本", "Member of a sample marked"),
}

FIELDS: dict[str, tuple[str, str]] = {
    "field_sample": ("样本（内部编号）", "Sample (internal number)"),
    "field-sample.drawn.subject": ("用于", "For"),
    "field-sample.drawn.frame_size": ("名单条数", "Members on the list"),
    "field-sample.drawn.frame_digest": ("名单摘要", "Digest of the list"),
    "field-sample.marked.subject": ("用于", "For"),
    "sample_size": ("样本数", "Size of the sample"),
    "drawn": ("抽中的", "Drawn"),
    "member": ("样本成员", "Member of the sample"),
    "conforming": ("符合", "Conforming"),
}
