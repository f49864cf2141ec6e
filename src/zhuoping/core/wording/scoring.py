# SPDX-License-Identifier: Apache-2.0
"""Words about awards, special items and modes."""

WORDS: dict[str, tuple[str, str]] = {
    "indicator-unknown": (
        "本版本没有指标“{ref}”：可用 {known}。",
        "This edition has no indicator “{ref}”: use one of {known}.",
    ),
    "part-unknown": (
        "该指标没有评分要点“{ref}”：可用 {known}。",
        "This indicator has no part “{ref}”: use one of {known}.",
    ),
    "one-method": (
        "请只用一种评分方法填写：{known}。",
        "Give the award by exactly one method: {known}.",
    ),
    "method-not-allowed": (
        "此处不能用“{given}”评分：本版本允许 {known}。",
        "“{given}” may not score this: the edition allows {known}.",
    ),
    "points-out-of-range": (
        "得分 {given} 超出 0 至 {points} 分：请填写该范围内的分值。",
        "Award {given} is outside 0 to {points} points: enter a value within that range.",
    ),
    "points-off-step": (
        "得分 {given} 不是 {step} 分的整数倍：请按步长改写。",
        "Award {given} is not a multiple of {step} points: use that step.",
    ),
    "reason-required": (
        "{ref} 未得满分或不适用，必须写明理由：请补上 reason（理由），如 {{judged: 0, reason: …}}。",
        "{ref} is below full points or not applicable, so a reason is required: add `reason`, as in {{judged: 0, reason: …}}.",
    ),
    "sample-size": (
        "样本量 {given} 不可用：请填写 1 至 {limit} 的整数。",
        "Sample size {given} cannot be used: enter a whole number from 1 to {limit}.",
    ),
    "conforming-out-of-range": (
        "符合数 {given} 不在 0 至样本量 {size} 之间：请核对抽样记录。",
        "{given} conforming is not within 0 to the sample size {size}: check the sampling record.",
    ),
    "not-applicable-not-allowed": (
        "本版本不允许把 {ref} 列为不适用：请评分。",
        "This edition does not allow {ref} to be not applicable: score it.",
    ),
    "nothing-applicable": (
        "所有指标都列为不适用，无法计算：请至少对一项评分。",
        "Every indicator is not applicable, so nothing can be computed: score at least one.",
    ),
    "ground-unknown": (
        "没有扣分情形“{given}”：请从 {known} 中选择。",
        "There is no ground “{given}” for a special deduction: take one of {known}.",
    ),
    "special-reason-required": (
        "特别扣分或加分必须写明理由：请填写 reason（理由）。",
        "A special deduction or bonus needs its reason: fill in `reason`.",
    ),
    "too-many-bonuses": (
        "特别加分 {given} 项，本版本最多 {at_most} 项：请只保留一项最有依据的。",
        "{given} bonuses given, this edition allows {at_most}: keep the best founded.",
    ),
    "bonus-condition-missing": (
        "特别加分缺少条件“{condition}”：条件须全部满足并在理由中写明，否则不加分。",
        "The bonus lacks the condition “{condition}”: meet all conditions and name them in the reason, or give none.",
    ),
    "determination-incomplete": (
        "判定须有判定人姓名和理由：请补全。",
        "A determination needs the name of the person and the reason: complete it.",
    ),
    "mode-unknown": (
        "没有认证模式“{given}”：可用 {known}。",
        "There is no mode “{given}”: use {known}.",
    ),
    "mode-twice": (
        "认证模式“{given}”写了两次：请只写一次。",
        "Mode “{given}” is given twice: write it once.",
    ),
    "modes-not-allowed": (
        "模式组合“{given}”不符合本类审查的要求：可选 {known}；另可加 {extra}。",
        "“{given}” is not a combination for this type of engagement: choose {known}; {extra} may be added.",
    ),
    "modes-not-allowed-no-extra": (
        "模式组合“{given}”不符合本类审查的要求：可选 {known}，不得另加。",
        "“{given}” is not a combination for this type of engagement: choose {known}; nothing may be added.",
    ),
    "modes-reason-required": (
        "模式组合有选择余地或另加了模式，须写明选择理由：请填写 modes_reason（模式选择理由）。",
        "The combination is a choice or has modes added, so give the reason in `modes_reason`.",
    ),
}
