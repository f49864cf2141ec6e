# SPDX-License-Identifier: Apache-2.0
"""Words about nonconformities: what is wrong with one, with an answer, and what a decision waits for."""

from collections.abc import Mapping

WORDS: dict[str, tuple[str, str]] = {
    "nonconformity-unknown": (
        "没有这个不符合项：请从不符合项列表中打开。",
        "There is no such nonconformity: open it from the list.",
    ),
    "nonconformity-over": (
        "该不符合项已经结束（{state}），不能再改：需要时请另行提出。",
        "This nonconformity is over ({state}) and stays as it is: raise another one if need be.",
    ),
    "nonconformity-unanswered": (
        "企业还没有答复，{kind}不能关闭（GB/T 27065 第 7.4.7 条）：请等企业答复后再验证。",
        "The client has not answered, so a {kind} cannot be closed (ISO/IEC 17065, 7.4.7): wait for the answer and verify it.",
    ),
    "nonconformity-not-now": (
        "该不符合项现在是“{state}”，不能{doing}：请刷新页面，看最新情况。",
        "This nonconformity is now {state}, and this cannot be done: {doing}. Load the page again to see how it stands.",
    ),
    "nonconformity-clause-missing": (
        "没有写明不符合的条款：请写评价规范或企业自定要求的条款（GB/T 27065 第 7.4.6 条）。",
        "The clause that is not met is not named: write the clause of the specification or of the client's own rules (ISO/IEC 17065, 7.4.6).",
    ),
    "nonconformity-statement-missing": (
        "没有写不符合事实：请写看到的事实，能据此找到证据（GB/T 27065 第 7.4.6 条）。",
        "The statement is missing: write what was seen, so that the evidence can be found by it (ISO/IEC 17065, 7.4.6).",
    ),
    "nonconformity-evidence-missing": (
        "不符合项 {number} 还没有证据：请关联照片、文件或访谈记录。",
        "Nonconformity {number} rests on no evidence yet: tie a photo, a file or an interview to it.",
    ),
    "nonconformity-reason-missing": (
        "没有写理由：请写明依据什么得出这个结论。",
        "The reason is missing: write what the conclusion rests on.",
    ),
    "nonconformity-not-done-yet": (
        "答复中的完成日期是 {done_on}，今天是 {today}，还没有到：请到期后验证，或退回请企业改日期。",
        "By the answer it is done on {done_on}, and today is {today}: verify it then, or return it and have the client change the day.",
    ),
    "nonconformity-open": (
        "不符合项 {number}（{kind}）尚未关闭，现在是“{state}”：全部关闭后才能作出批准认证的决定。",
        "Nonconformity {number} ({kind}) is not closed yet; it is {state}: a positive decision waits until all are closed.",
    ),
    "nonconformity-still-hidden": (
        "有来自暗访的不符合项还没有向企业公开，企业无法答复：请组长公开该次暗访，或撤销这个不符合项。",
        "A nonconformity from a covert visit is not released, so the client cannot answer it: have the team leader release the visit, or withdraw it.",
    ),
    "nonconformity-sheet-unknown": (
        "本项目没有这张服务特性记录表：请从该表提出不符合项。",
        "The engagement has no such characteristic sheet: raise the nonconformity from the sheet.",
    ),
    "evidence-still-covert": (
        "“{name}”来自尚未公开的暗访，现在不能向企业展示：请等组长公开后再展示。",
        "“{name}” comes from a covert visit that is not released, so the client cannot be shown it: wait until the team leader releases the visit.",
    ),
    "evidence-shown-already": (
        "“{name}”企业已经可以看到，不必重复。",
        "The client can see “{name}” already, so nothing is to be done.",
    ),
    "evidence-of-client": (
        "“{name}”不是贵方为本项目提交的文件：请选择贵方上传的文件，或重新上传。",
        "“{name}” is no file that your side handed in for this engagement: choose one that it uploaded, or upload it.",
    ),
    "answer-part-missing": (
        "答复没有填写“{part}”：原因、纠正和纠正措施都要写，审查员据此验证（GB/T 27065 第 7.4.7 条）。",
        "The answer does not say “{part}”: cause, correction and corrective action are all needed, as they are what is verified (ISO/IEC 17065, 7.4.7).",
    ),
    "answer-empty": (
        "答复是空的：请至少填写一项。",
        "The answer is empty: fill in one part at least.",
    ),
    "answer-date-missing": (
        "没有填写完成日期：请填写纠正措施已经或将要完成的日期。",
        "The day of completion is missing: enter the day on which the corrective action is or will be done.",
    ),
    "answer-date-before": (
        "完成日期 {given} 早于不符合项提出的日期 {raised_on}：请核对。",
        "The day of completion, {given}, lies before the day it was raised, {raised_on}: check it.",
    ),
    "answer-date-after": (
        "完成日期 {given} 晚于整改期限 {close_on}：请提前完成，确有困难的请与审查组长商量。",
        "The day of completion, {given}, lies after the last day for closing, {close_on}: finish earlier, or talk to the team leader.",
    ),
    "deduction-without-correction": (
        "特别扣分项“{reason}”没有对应的不符合项，无法验证整改：请先提出不符合项并关联。",
        "The special deduction “{reason}” has no nonconformity by which it is put right: raise one and link it.",
    ),
    "deduction-unverified": (
        "特别扣分项“{reason}”的整改（不符合项 {number}）尚未验证关闭：关闭后才能作出批准认证的决定。",
        "What was done about the special deduction “{reason}” (nonconformity {number}) is not verified yet: a positive decision waits for it.",
    ),
}

LABELS: dict[str, tuple[str, str]] = {
    "NonconformityGrade.major": ("严重不符合", "major nonconformity"),
    "NonconformityGrade.minor": ("一般不符合", "minor nonconformity"),
    "NonconformityGrade.observation": ("观察项", "observation"),
    "NonconformityGrade.opportunity": ("改进机会", "opportunity for improvement"),
    "NonconformityState.raised": ("已提出", "raised"),
    "NonconformityState.answered": ("待验证", "answered"),
    "NonconformityState.returned": ("已退回", "returned"),
    "NonconformityState.closed": ("已关闭", "closed"),
    "NonconformityState.withdrawn": ("已撤销", "withdrawn"),
    "Doing.change": ("修改", "change it"),
    "Doing.answer": ("答复", "answer it"),
    "Doing.return": ("退回", "return the answer"),
    "Doing.close": ("关闭", "close it"),
    "Doing.withdraw": ("撤销", "withdraw it"),
    "CorrectiveAnswer.root_cause": ("原因分析", "root cause"),
    "CorrectiveAnswer.correction": ("纠正", "correction"),
    "CorrectiveAnswer.corrective_action": ("纠正措施", "corrective action"),
}

# What the printed form says.
FORM: Mapping[str, tuple[str, str]] = {
    "title": ("不符合项报告", "Nonconformity report"),
    "number": ("编号", "Number"),
    "engagement": ("认证项目", "Engagement"),
    "client": ("企业", "Enterprise"),
    "address": ("地址", "Address"),
    "scheme": ("认证方案", "Scheme"),
    "body": ("认证机构", "Certification body"),
    "grade": ("性质", "Class"),
    "state": ("状态", "State"),
    "raised": ("提出", "Raised"),
    "ref": ("评价指标", "Indicator"),
    "place": ("地点", "Place"),
    "answer_due": ("答复期限", "Answer due"),
    "close_due": ("整改期限", "To be closed by"),
    "finding": ("不符合事实", "Finding"),
    "clause": ("不符合的条款", "Clause not met"),
    "statement": ("事实陈述", "Statement"),
    "evidence": ("证据", "Evidence"),
    "answer": ("企业的答复（第 {round} 次）", "Answer of the client ({round})"),
    "no_answer": ("企业的答复", "Answer of the client"),
    "root_cause": ("原因分析", "Root cause"),
    "correction": ("纠正", "Correction"),
    "corrective_action": ("纠正措施", "Corrective action"),
    "done_on": ("完成日期", "Done on"),
    "files": ("附件", "Files"),
    "answered": ("答复人和时间", "Answered by"),
    "verification": ("审查组验证", "Verification by the team"),
    "verdict": ("验证结论", "Verdict"),
    "verdict_text": ("验证说明", "What was verified"),
    "verified": ("验证人和时间", "Verified by"),
    "withdrawn": ("撤销", "Withdrawn"),
    "reason": ("理由", "Reason"),
    "signatures": ("签字", "Signatures"),
    "auditor": ("审查员", "Auditor"),
    "client_signs": ("企业代表", "For the enterprise"),
    "date": ("日期", "Date"),
    "by_at": ("{name}，{at}", "{name}, {at}"),
    "page": ("第 {page} 页，共 {pages} 页", "Page {page} of {pages}"),
    "not_yet": ("尚未答复。", "Not answered yet."),
    "covert": ("暗访提出，尚未公开", "covert, not released yet"),
    "note": (
        "本表由系统按记录生成。企业答复、验证和关闭以系统中的记录为准。",
        "This form was made from the records. What counts are the answer, the verification and the closing as recorded.",
    ),
    "substituted": (
        "下列字符字体中没有，以编码代替：{characters}",
        "The fonts lack these characters; their codes stand for them: {characters}",
    ),
}


def form_text(key: str, language: str, **values: object) -> str:
    """A text of the printed form, in `zh` or `en`."""
    return FORM[key][("zh", "en").index(language)].format(**values)
