# SPDX-License-Identifier: Apache-2.0
"""Words about the certification agreement. The template of its clauses stands in `wording/agreement_terms.py`."""

WORDS: dict[str, tuple[str, str]] = {
    "body-name-missing": (
        "还没有设置机构名称，合同没有乙方：请管理员设置 ZHUOPING_BODY_NAME 后再出具。",
        "The body's name is not set, so the agreement has no second party: have ZHUOPING_BODY_NAME set, then issue it.",
    ),
    "clause-missing": (
        "合同条款“{title}”是空的，依据 {source} 必须约定：请填写，或恢复模板文字。",
        "Clause “{title}” is empty, but {source} asks for it: write it, or put the template's text back.",
    ),
    "signatory-missing": (
        "没有填写签署人姓名：请填写代表企业签署的人。",
        "The name of the person who signs is missing: enter who signs for the enterprise.",
    ),
    "may-bind-missing": (
        "没有确认签署人有权代表企业签约：合同只由有权的人签署，请核实后勾选。",
        "It is not confirmed that the signatory may bind the enterprise: only such a person signs, so make sure and tick it.",
    ),
    "officer-not-one": (
        "{name} 不是在用的项目专员，不能负责项目：请选择其他人，或先由管理员授予角色。",
        "{name} is not an active case officer and cannot take the engagement: choose somebody else, or have the role given first.",
    ),
}

LABELS: dict[str, tuple[str, str]] = {
    "ClauseKey.subject": ("认证内容", "Subject"),
    "ClauseKey.body": ("乙方的责任", "Duties of Party B"),
    "ClauseKey.client": ("甲方的责任", "Duties of Party A"),
    "ClauseKey.access": ("审查的便利", "Access for evaluation"),
    "ClauseKey.claims": ("证书、标志和宣传", "Certificate, marks and claims"),
    "ClauseKey.complaint-records": ("顾客投诉记录", "Records of complaints"),
    "ClauseKey.changes": ("变更通知", "Notice of changes"),
    "ClauseKey.confidentiality": ("保密", "Confidentiality"),
    "ClauseKey.fees": ("费用", "Fees"),
    "ClauseKey.complaints": ("投诉和申诉", "Complaints and appeals"),
    "ClauseKey.liability": ("违约和责任", "Liability"),
    "ClauseKey.term": ("期限和终止", "Term and ending"),
    "AgreementLanguage.zh": ("中文", "Chinese"),
    "AgreementLanguage.en": ("英文", "English"),
    "Move.officer.assigned": ("指定项目专员", "assign the case officer"),
    "Move.agreement.withdrawn": ("撤回合同版本", "withdraw a version of the agreement"),
    # What stands on the document.
    "Agreement.title": ("售后服务认证合同", "Certification agreement"),
    "Agreement.number": ("合同编号", "Number"),
    "Agreement.engagement": ("项目编号", "Engagement"),
    "Agreement.issued_on": ("出具日期", "Issued on"),
    "Agreement.client": ("甲方（认证客户）", "Party A (client)"),
    "Agreement.body": ("乙方（认证机构）", "Party B (certification body)"),
    "Agreement.uscc": ("统一社会信用代码", "Unified social credit code"),
    "Agreement.address": ("地址", "Address"),
    "Agreement.approval": ("批准号", "Approval number"),
    "Agreement.scheme": ("认证方案", "Scheme"),
    "Agreement.edition": ("方案版本", "Edition"),
    "Agreement.type": ("认证类型", "Certification type"),
    "Agreement.scope": ("认证范围", "Scope"),
    "Agreement.design": ("服务设计职责", "Design responsibility"),
    "Agreement.design.yes": ("由甲方承担", "with Party A"),
    "Agreement.design.no": ("甲方不承担", "not with Party A"),
    "Agreement.modes": ("认证模式", "Modes"),
    "Agreement.modes.or": ("或", "or"),
    "Agreement.parties": ("双方", "Parties"),
    "Agreement.particulars": ("认证项目", "What is certified"),
    "Agreement.clauses": ("约定", "Terms"),
    "Agreement.signatures": ("签署", "Signatures"),
    "Agreement.signatory": ("签署人", "Signatory"),
    "Agreement.signature": ("签字或盖章", "Signature or seal"),
    "Agreement.date": ("日期", "Date"),
    "Agreement.recorded": (
        "双方在卓评中签署本版合同，系统记录签署人、时间和本文件的 SHA-256 摘要；也可另行签字盖章，将扫描件一并存档。",
        (
            "Both parties sign this version in Zhuoping, which records who signed, when, and the SHA-256 digest of this "
            "file; a copy signed by hand may be kept beside it."
        ),
    ),
    "Agreement.substituted": (
        "本文件有 {count} 个字符没有相应的字形，以编码代替：{characters}。",
        "{count} characters have no shape in the fonts of this file and stand as codes: {characters}.",
    ),
    "Agreement.page": ("第 {page} 页，共 {pages} 页", "Page {page} of {pages}"),
}
