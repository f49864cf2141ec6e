# SPDX-License-Identifier: Apache-2.0
"""Words about who may do what: refusals, and what people call roles, acts and the two sides."""

WORDS: dict[str, tuple[str, str]] = {
    "not-allowed-role": (
        "“{act}”由{roles}办理，您没有这样的角色：请交由他们办理，或请管理员核定您的角色。",
        "Only these may {act}: {roles}. You hold no such role: hand it to one of them, or have an administrator check your roles.",
    ),
    "not-allowed-relation": (
        "您的角色只能对{relations}“{act}”，这一项不在其中：请核对打开的是否为正确的项目。",
        "Your roles let you {act} for {relations} only, and this is none of them: check that you have the right engagement open.",
    ),
    "roles-not-together": (
        "{name} 既是客户用户又任{roles}，违反公正性要求（GB/T 27065 第 4.2 条），已停用其全部权限：请管理员只保留一方的角色。",
        (
            "{name} is a client user and also {roles}, which impartiality forbids (ISO/IEC 17065, 4.2), so nothing is "
            "allowed: an administrator has to end the roles on one side."
        ),
    ),
}

ROLES: dict[str, tuple[str, str]] = {
    "Role.administrator": ("管理员", "administrator"),
    "Role.case-officer": ("项目专员", "case officer"),
    "Role.auditor": ("审查员", "auditor"),
    "Role.technical-expert": ("技术专家", "technical expert"),
    "Role.reviewer": ("复核人", "reviewer"),
    "Role.decider": ("认证决定人", "decider"),
    "Role.certificate-officer": ("证书专员", "certificate officer"),
    "Role.complaints-officer": ("投诉申诉专员", "complaints officer"),
    "Role.observer": ("观察员", "observer"),
    "Role.client-user": ("客户用户", "client user"),
}

SIDES: dict[str, tuple[str, str]] = {
    "Party.client": ("认证客户", "client"),
    "Party.body": ("认证机构", "certification body"),
    "Relation.any": ("任何客户和项目", "any client or engagement"),
    "Relation.own-client": ("自己所代表的客户", "clients that you act for"),
    "Relation.on-team": ("自己所在审查组的项目", "engagements on whose team you are"),
}

ACTS: dict[str, tuple[str, str]] = {
    "Act.search": ("查找项目", "search engagements"),
    "Act.view-work-list": ("查看待办", "see one's work list"),
    "Act.use-desk": ("使用工作台", "use the desk"),
    "Act.view-engagement": ("查看项目", "see an engagement"),
    "Act.view-client": ("查看客户", "see a client"),
    "Act.download-evidence": ("下载证据文件", "download evidence"),
    "Act.view-plan": ("查看已发布的审查计划", "see a released plan"),
    "Act.view-plan-draft": ("查看未发布的审查计划", "see a plan before its release"),
    "Act.view-history": ("查看项目的办理记录", "see what was done in an engagement"),
    "Act.register-client": ("登记企业", "register an enterprise"),
    "Act.edit-client": ("修改企业信息", "change what is said of an enterprise"),
    "Act.accept-credit-code": ("核准校验不符的信用代码", "accept a credit code whose check fails"),
    "Act.apply": ("提出认证申请", "apply for certification"),
    "Act.add-evidence": ("上传证据文件", "upload evidence"),
    "Act.review-application": ("申请评审", "review an application"),
    "Act.issue-agreement": ("出具认证合同", "issue an agreement"),
    "Act.sign-agreement": ("签署认证合同", "sign an agreement"),
    "Act.make-plan": ("编制审查计划", "make a plan"),
    "Act.release-plan": ("发布审查计划", "release a plan"),
    "Act.withdraw-plan": ("撤回审查计划", "withdraw a plan"),
    "Act.declare-interests": ("声明利益关系", "declare interests"),
    "Act.confirm-plan": ("答复审查计划", "answer a plan"),
    "Act.view-fieldwork": ("查看现场审查", "see fieldwork"),
    "Act.record-fieldwork": ("记录现场审查", "record fieldwork"),
    "Act.score": ("评分", "score"),
    "Act.lead-fieldwork": ("主持现场审查", "lead fieldwork"),
    "Act.determine": ("作出特别扣分判定", "record a determination on special deductions"),
    "Act.raise-nonconformity": ("提出和验证不符合项", "raise and verify nonconformities"),
    "Act.view-nonconformities": ("查看不符合项", "see nonconformities"),
    "Act.answer-nonconformity": ("答复不符合项", "answer a nonconformity"),
    "Act.view-sheets": ("查看已公开的服务特性记录表", "see released characteristic sheets"),
    "Act.view-scorecard": ("查看评分表", "see a scorecard"),
    "Act.sign-scorecard": ("签署评分表", "sign a scorecard"),
    "Act.reopen-fieldwork": ("重新打开现场审查", "reopen fieldwork"),
    "Act.discontinue": ("终止项目", "discontinue an engagement"),
    "Act.view-people": ("查看人员", "see the people of the body"),
    "Act.manage-people": ("管理人员", "manage people"),
    "Act.manage-roles": ("授予和收回角色", "give and end roles"),
    "Act.manage-qualifications": ("管理能力授权", "manage qualifications"),
    "Act.adopt-edition": ("采用认证方案版本", "adopt an edition"),
    "Act.set-number-patterns": ("设定编号规则", "set patterns of numbers"),
    "Act.view-ledger": ("查看防篡改日志", "see the ledger"),
    "Act.export-ledger": ("导出防篡改日志", "export the ledger"),
    "Act.sign-checkpoint": ("签署校验点", "sign a checkpoint"),
    "Act.manage-own-api-keys": ("管理自己的接口密钥", "manage one's own API keys"),
    "Act.manage-api-keys": ("管理所有人的接口密钥", "manage everybody's API keys"),
}

LABELS: dict[str, tuple[str, str]] = ROLES | SIDES | ACTS
