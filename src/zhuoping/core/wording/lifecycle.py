# SPDX-License-Identifier: Apache-2.0
"""Words about the stages of an engagement, the moves between them and what these need."""

WORDS: dict[str, tuple[str, str]] = {
    "stage-over": (
        "项目已经结束（{stage}），不能再“{act}”：如仍需要认证，请重新申请。",
        "The engagement is over ({stage}), so nobody can {act} any more: apply anew if certification is still wanted.",
    ),
    "not-this-stage": (
        "项目处于“{stage}”阶段，不能“{act}”，程序不得跳步（认证认可条例第二十一条）。现在可以：{possible}。",
        (
            "The engagement is at the stage “{stage}”, where nobody can {act}; no step of the procedure may be left out. "
            "What may be done now: {possible}."
        ),
    ),
    "agreement-not-issued": (
        "还没有出具认证合同，无法签署：请项目专员先出具合同。",
        "There is no agreement to sign yet: a case officer has to issue it first.",
    ),
    "agreement-signed-already": (
        "{party}已经签署了本版合同：请等待另一方签署；需要修改时请出具新版本。",
        "The {party} has signed this version already: wait for the other side, or issue a new version to change it.",
    ),
}

STAGES: dict[str, tuple[str, str]] = {
    "Stage.applying": ("填写申请", "applying"),
    "Stage.submitted": ("申请评审", "application under review"),
    "Stage.supplementing": ("补充材料", "adding to the application"),
    "Stage.accepted": ("签订合同", "signing the agreement"),
    "Stage.agreed": ("编制计划", "planning"),
    "Stage.planned": ("确认计划", "plan to be confirmed"),
    "Stage.confirmed": ("等待现场审查", "ready for fieldwork"),
    "Stage.fieldwork": ("现场审查", "fieldwork"),
    "Stage.closed": ("现场审查结束", "fieldwork closed"),
    "Stage.declined": ("不予受理", "declined"),
    "Stage.discontinued": ("已终止", "discontinued"),
}

STEPS: dict[str, tuple[str, str]] = {
    "Step.application": ("申请", "Application"),
    "Step.review": ("申请评审", "Application review"),
    "Step.agreement": ("合同", "Agreement"),
    "Step.planning": ("计划", "Plan"),
    "Step.confirmation": ("确认", "Confirmation"),
    "Step.ready": ("待现场审查", "Ready for fieldwork"),
    "Step.fieldwork": ("现场审查", "Fieldwork"),
    "Step.closed": ("评分表签署", "Scorecard signed"),
    "StepState.done": ("已完成", "done"),
    "StepState.current": ("进行中", "current"),
    "StepState.ahead": ("未开始", "ahead"),
    "StepState.ended": ("到此结束", "ended here"),
}

MOVES: dict[str, tuple[str, str]] = {
    "Move.application.opened": ("新建申请", "open an application"),
    "Move.application.saved": ("修改申请", "fill in the application"),
    "Move.application.submitted": ("提交申请", "submit the application"),
    "Move.review.saved": ("填写评审检查表", "fill in the review checklist"),
    "Move.application.accepted": ("受理申请", "accept the application"),
    "Move.supplement.requested": ("要求补充材料", "ask for more"),
    "Move.application.declined": ("不予受理", "decline the application"),
    "Move.agreement.issued": ("出具认证合同", "issue the agreement"),
    "Move.agreement.signed": ("签署认证合同", "sign the agreement"),
    "Move.agreement.concluded": ("合同生效", "conclude the agreement"),
    "Move.plan.saved": ("编制审查计划", "make the plan"),
    "Move.interests.declared": ("声明利益关系", "declare interests"),
    "Move.plan.released": ("发布审查计划", "release the plan"),
    "Move.plan.confirmed": ("确认审查计划", "confirm the plan"),
    "Move.changes.requested": ("要求调整日期或人员", "ask for other dates or persons"),
    "Move.plan.withdrawn": ("撤回审查计划", "withdraw the plan"),
    "Move.fieldwork.opened": ("开始现场审查", "open fieldwork"),
    "Move.meeting.noted": ("说明签到异常", "say why signing in was irregular"),
    "Move.visit.recorded": ("记录服务特性检验和检测", "record characteristic sheets"),
    "Move.fieldwork.recorded": ("记录现场审查", "record fieldwork"),
    "Move.finding.recorded": ("评分和记录评价发现", "score and record findings"),
    "Move.determination.recorded": ("作出特别扣分判定", "record a determination on special deductions"),
    "Move.mode.concluded": ("作出模式结论", "conclude a mode"),
    "Move.nonconformity.raised": ("提出不符合项", "raise a nonconformity"),
    "Move.nonconformity.answered": ("答复不符合项", "answer a nonconformity"),
    "Move.nonconformity.verified": ("验证不符合项的整改", "verify what was done about a nonconformity"),
    "Move.fieldwork.closed": ("结束现场审查", "close fieldwork"),
    "Move.scorecard.signed": ("签署评分表", "sign the scorecard"),
    "Move.fieldwork.reopened": ("重新打开现场审查", "reopen fieldwork"),
    "Move.prior-certificate.looked-up": ("再次查询前置认证证书", "look up the prior certificate again"),
    "Move.engagement.discontinued": ("终止项目", "discontinue the engagement"),
}

NEEDS: dict[str, tuple[str, str]] = {
    "Need.client-registered": ("企业已登记", "the enterprise is registered"),
    "Need.edition-adopted": ("机构已采用该方案版本", "the body has adopted the edition"),
    "Need.application-complete": ("申请内容和材料齐全", "nothing is missing in the application"),
    "Need.declarations-made": ("各项声明已作出", "all declarations are made"),
    "Need.checklist-answered": ("评审检查表全部通过", "every point of the review checklist is met"),
    "Need.prior-certificate-valid": (
        "前置认证证书经查询有效",
        "the prior certificate is valid as looked up",
    ),
    "Need.reviewer-competent": ("评审人具备本方案能力", "the reviewer is competent for the scheme"),
    "Need.reason-given": ("写明理由", "the reason is given"),
    "Need.to-add-listed": ("列明需补充的内容", "what is to be added is listed"),
    "Need.agreement-issued": ("合同已出具", "the agreement is issued"),
    "Need.side-unsigned": ("本方尚未签署本版合同", "this side has not signed this version yet"),
    "Need.both-signed": ("双方均已签署同一版合同", "both sides have signed the same version"),
    "Need.plan-complete": ("计划内容齐全", "nothing is missing in the plan"),
    "Need.team-lawful": ("审查组合规且均已声明利益关系", "the team is lawful and has declared its interests"),
    "Need.sample-drawn": ("网点样本已按规则抽取", "the outlets are sampled by the rule"),
    "Need.person-days-enough": (
        "人日数足够或减少已获批准",
        "the person-days suffice, or fewer are approved",
    ),
    "Need.team-leader": ("由审查组长办理", "the team leader does it"),
    "Need.first-day-reached": ("已到计划的首日", "the first day of the plan has come"),
    "Need.auditor-of-mode": (
        "由计划中承担该模式的审查员办理",
        "an auditor does it who carries out the mode by the plan",
    ),
    "Need.nothing-missing": ("结束前检查没有遗漏", "the closing check finds nothing missing"),
    "Need.answered": ("企业已答复", "the client has answered"),
}

LABELS: dict[str, tuple[str, str]] = STAGES | STEPS | MOVES | NEEDS
