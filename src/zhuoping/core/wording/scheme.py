# SPDX-License-Identifier: Apache-2.0
"""Words about editions and their overlays."""

WORDS: dict[str, tuple[str, str]] = {
    "origin-missing": (
        "缺少依据来源 origin：请注明 specification、parent-standard、law、analogy 或 body。",
        "`origin` is missing: say specification, parent-standard, law, analogy or body.",
    ),
    "wrong-sum": (
        "应为 {points} 分，下级合计却是 {total} 分（{members}）：请改正其一。",
        "Should be {points} points, but its members add up to {total} ({members}): correct one of them.",
    ),
    "duplicate-ref": (
        "编号“{ref}”在前面已经用过：编号必须唯一，请改名或删去。",
        "“{ref}” is used before: refs must be unique, rename or remove this one.",
    ),
    "ref-shape": (
        "编号“{ref}”不可用：只能由字母、汉字、数字组成，中间可有点、连字符或下划线，不含空格和全角符号。",
        "The ref “{ref}” cannot be used: take letters and digits, with dots, hyphens or underscores between, no blanks.",
    ),
    "key-reserved": (
        "“{key}”在特别加分中另有用途：请换一个键。",
        "“{key}” has another use in a special bonus: choose another key.",
    ),
    "band-name-twice": (
        "等级名称“{name}”用了两次：每个等级的名称必须不同，请改名。",
        "Two bands are called “{name}”: each level needs a name of its own, rename one.",
    ),
    "too-many-stars": (
        "{stars} 颗星超过上限 {limit}：请减少。",
        "{stars} stars are more than the limit of {limit}: take fewer.",
    ),
    "no-method": (
        "没有评分方法：请从 {known} 中至少选一种。",
        "There is no method: give at least one of {known}.",
    ),
    "method-not-fitting": (
        "此处不能用方法“{given}”：可用 {known}（有评分要点的指标只用 parts，其余不用）。",
        "Method “{given}” does not fit here: use {known} (an indicator with parts uses `parts` only, others never).",
    ),
    "fact-sheet-unknown": (
        "没有情况表“{given}”：可用 {known}。",
        "There is no fact sheet “{given}”: use {known}.",
    ),
    "policy-missing": (
        "版本未说明指标不适用时如何处理：请补参数 {key}（not-allowed、exclude-and-rebase 或 count-as-zero）。",
        (
            "The edition does not say what “not applicable” does: add {key} (not-allowed, exclude-and-rebase or "
            "count-as-zero)."
        ),
    ),
    "parameter-missing": (
        "缺少计分所需的参数 {key}：请补上，并注明来源。",
        "The parameter {key}, needed for scoring, is missing: add it with its origin.",
    ),
    "parameter-value": (
        "参数值“{given}”不可用：应为 {expected}。",
        "The value “{given}” cannot be used: expected {expected}.",
    ),
    "thresholds-crossed": (
        "超过 {above} 项须判定、达到 {fails} 项即不符合认证条件，两者之间没有可判定的项数：请把后者调高。",
        "Above {above} needs a determination and {fails} fails, which leaves nothing to determine: raise the latter.",
    ),
    "off-quantum": (
        "{given} 不是最小单位 {quantum} 的正整数倍，无法精确记分：请改正。",
        "{given} is not a positive multiple of the quantum {quantum} and cannot be written exactly: correct it.",
    ),
    "off-step": (
        "{given} 分不是步长 {step} 的整数倍，满分无法评出：请改分值或步长。",
        "{given} points is no multiple of the step {step}, so full points could not be judged: change one.",
    ),
    "bands-overlap": (
        "两个等级的起点同为 {points} 分：请错开。",
        "Two bands begin at {points} points: move one of them.",
    ),
    "bands-fall": (
        "等级起点 {points} 分低于前一级的 {before} 分：请由低到高排列。",
        "This band begins at {points} points, below {before} of the one before: order them upwards.",
    ),
    "stars-not-rising": (
        "星数 {stars} 没有高于前一级的 {before}：请改正。",
        "{stars} stars are not more than {before} of the band before: correct it.",
    ),
    "band-unreachable": (
        "等级起点 {points} 分高于可能的最高总分 {most} 分：请降低或删去。",
        "This band begins at {points} points, above the highest possible total {most}: lower or remove it.",
    ),
    "mode-extra": (
        "组合中的模式“{given}”标为可另加（extra），不能同时是必选：请改正其一。",
        "Mode “{given}” of the combination is marked as one that may be added, so it cannot be required: change one.",
    ),
    "default-not-offered": (
        "默认组合“{given}”不在 any_of 中：请从 {known} 中选择。",
        "The default “{given}” is not in `any_of`: take one of {known}.",
    ),
    "combination-table": (
        "设计职责 {design}、类型 {type} 的组合有 {count} 行：请恰好写一行。",
        "There are {count} rows for design responsibility {design}, type {type}: write exactly one.",
    ),
    "reading-unknown": (
        "没有条文解读“{given}”：可用 {known}。",
        "There is no reading “{given}”: use one of {known}.",
    ),
    "edition-unknown": (
        "没有方案“{scheme}”的版本“{edition}”：可用 {known}。",
        "There is no edition “{edition}” of scheme “{scheme}”: use one of {known}.",
    ),
    "edition-adopted": (
        "“{title}”{edition} 已经采用，内容和数值完全相同：无需再次采用。",
        "“{title}” {edition} is adopted already with the same content and values: there is nothing to adopt again.",
    ),
    "edition-altered": (
        "“{title}”{edition} 以前采用过，而这个文件的内容不同：版本采用后不得改动，请给新内容一个新的版本号。",
        "“{title}” {edition} was adopted before and this file differs from it: an edition never changes, so give the new content an edition of its own.",
    ),
    "language-unknown": (
        "该版本没有语言“{language}”的文本：可用 {known}。",
        "The edition has no texts in “{language}”: use one of {known}.",
    ),
    "overlay-for-other-edition": (
        "此文本属于“{given}”，而当前是“{own}”：请换用对应的文件。",
        "This overlay is for “{given}”, not for “{own}”: use the file that belongs to it.",
    ),
    "overlay-changes-fact": (
        "“{key}”是版本的数值或规则，覆盖文本不得更改：此处只能写 {known}。",
        "“{key}” is a fact of the edition, which an overlay may not change: only {known} may stand here.",
    ),
    "overlay-unknown-ref": (
        "版本中没有“{given}”：可用 {known}。",
        "The edition has no “{given}”: use one of {known}.",
    ),
}
