# SPDX-License-Identifier: Apache-2.0
"""Words about double scoring: two auditors score, each alone, and agree afterwards."""

WORDS: dict[str, tuple[str, str]] = {
    "double-scoring-needs-two": (
        "两人评分需要审查组有两名审查员，现有 {scorers} 名：请改为一人评分，或先修改计划。",
        "Double scoring needs two auditors on the team, which has {scorers}: go without it, or change the plan first.",
    ),
    "double-scoring-not-chosen": (
        "本项目由审查组共同评分，没有选用两人评分：请在评分页给分。",
        "The team scores this engagement together and double scoring was not chosen: give points on the scoring desk.",
    ),
    "scores-opened": (
        "两人都已评分，双方的评分已经打开，原样保留：请在比对页商定得分。",
        "Both have scored, and both scores are open and stay as they are: agree on an award on the reconciliation page.",
    ),
    "scored-by-others": (
        "这项指标已由{names}评分，两人评分不收第三份：请由他们比对。",
        "This indicator was scored by {names}, and there is no third score: they reconcile theirs.",
    ),
    "score-missing": (
        "没有给分：请填写得分。",
        "There is no award: fill it in.",
    ),
    "score-unfinished": (
        "评分要点还没有全部给分：打开后不能再改，请填完整。",
        "Not all parts have an award: what one auditor gives stays as it is once it is open, so complete it first.",
    ),
    "scores-not-open": (
        "这项指标还只有 {scores} 份评分：两人都评分以后才能比对。",
        "This indicator has {scores} of two scores: they are reconciled when both are there.",
    ),
    "agreement-of-others": (
        "这项指标由{names}评分：请由他们或组长记录商定的得分。",
        "This indicator was scored by {names}: they or the team leader record what is agreed on.",
    ),
    "agreement-reason-required": (
        "商定的得分与原评分不同，须写明理由：请写下双方依据什么取得一致。",
        "What is agreed on differs from what was scored, so say why: write down what brought both to it.",
    ),
    "second-score-missing": (
        "指标 {ref} 还只有 {scores} 份评分：两名审查员须各自评分。",
        "Indicator {ref} has {scores} of two scores: two auditors score it, each alone.",
    ),
    "agreement-missing": (
        "指标 {ref} 的两份评分还没有商定：请比对后记录得分。",
        "The two scores of indicator {ref} are not reconciled: agree on an award and record it.",
    ),
}

LABELS: dict[str, tuple[str, str]] = {
    "DoubleState.different": ("评分不同", "scores differ"),
    "DoubleState.alike": ("评分相同", "scores alike"),
    "DoubleState.waiting": ("已有一份评分", "one score so far"),
    "DoubleState.untouched": ("未评分", "not scored"),
    "DoubleState.agreed": ("已商定", "agreed on"),
}

# For the history (wording/history).
ACTS: dict[str, tuple[str, str]] = {
    "blind-score.opened": ("打开两份评分", "Both scores opened"),
    "blind-score.recorded": ("各自评分", "Indicator scored by one of two"),
    "scores.reconciled": ("商定得分", "Scores reconciled"),
}

FIELDS: dict[str, tuple[str, str]] = {
    "sealed": ("封存的评分摘要", "Digest of the sealed score"),
    "scores": ("评分", "Scores"),
    "salt": ("摘要用的随机数", "Random part of the digest"),
}
