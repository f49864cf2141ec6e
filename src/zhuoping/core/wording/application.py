# SPDX-License-Identifier: Apache-2.0
"""Words about an application and its review. The documents of the checklist stand in `wording/documents.py`."""

from zhuoping.core.wording import documents

_APPLICATION: dict[str, tuple[str, str]] = {
    "edition-other": (
        "申请写的是“{named}”，不是“{given}”：请选择要申请的版本后再提交。",
        "The application names “{named}”, not “{given}”: choose the edition that you apply for, then submit.",
    ),
    "edition-not-yet-in-force": (
        "本版本自 {in_force_on} 起实施，{on} 不能按它提交：请选择现行版本，或到期再提交。",
        "The edition is in force from {in_force_on} and cannot be used on {on}: choose the one in force, or wait.",
    ),
    "application-type": (
        "不能申请“{given}”：企业只申请初次认证（initial）或再认证（recertification），监督由机构安排。",
        "Nobody applies for “{given}”: apply for initial certification (initial) or recertification; the body arranges the rest.",
    ),
    "recertification-without-certificate": (
        "没有本机构颁发的证书记录，不能申请再认证：请先申请初次认证。",
        "No certificate of this body is on record, and recertification needs one: apply for initial certification.",
    ),
    "design-reason-missing": (
        "没有写明为何承担或不承担服务设计职责：请说明由谁设计服务，认证模式由此确定。",
        "The reason for or against design responsibility is missing: say who designs the service, the modes depend on it.",
    ),
    "date-ahead": (
        "日期 {given} 晚于 {on}：请改正，或到期再提交。",
        "The date {given} lies after {on}: correct it, or wait until then.",
    ),
    "running-too-short": (
        "体系自 {since} 起运行，未满申请所需的 {least} 个月：请于 {from_on} 或以后提交。",
        "The system has run since {since}, less than the {least} months that an application needs: submit on {from_on} or later.",
    ),
    "places-none": (
        "场所数“{given}”不可用：总部也算一处，请填写 1 或更大的整数。",
        "“{given}” places cannot be right: headquarters is one of them, so enter 1 or more.",
    ),
    "fact-sheet-needed": (
        "情况表“{sheet}”还没有填写：受理和策划要用，请填写或用 Excel 导入。",
        "Nothing is entered in “{sheet}”, which acceptance and planning need: fill it in, or import it from Excel.",
    ),
    "outlets-differ": (
        "申请写有 {stated} 个服务网点，情况表列出在用的 {listed} 个：网点按表抽样，请核对一致。",
        "The application states {stated} outlets, the fact sheet lists {listed} in use: the sample is drawn from the list, so make them agree.",
    ),
    "prior-certificate-needed": (
        "没有填写前置认证证书（{document}）：只有持有效证书的企业才能申请，请补充证书和查询结果。",
        "The prior certificate ({document}) is missing: only its holders may apply, so add it with its look-up.",
    ),
    "prior-proof-missing": (
        "没有前置认证证书的查询截图或网页：请上传显示状态和查询日期的凭据。",
        "The proof of the prior certificate's look-up is missing: upload a page that shows status and date.",
    ),
    "prior-status": (
        "前置认证证书 {number} 在 {on} 查询的状态为“{status}”：有效时才能申请和受理。",
        "The prior certificate {number} was “{status}” when looked up on {on}: applying and acceptance need it valid.",
    ),
    "prior-ended": (
        "前置认证证书 {number} 的有效期至 {until}，在 {on} 已经届满：请先换证，再填写新证书。",
        "The prior certificate {number} ended on {until} and does not count on {on}: renew it, then enter the new one.",
    ),
    "prior-level": (
        "前置认证的等级为“{given}”，本版本要求“{wanted}”：请填写符合要求的证书。",
        "The prior certificate has level “{given}”, this edition asks for “{wanted}”: enter one that fits.",
    ),
    "prior-issuer": (
        "前置认证由“{given}”发证，本版本要求“{wanted}”：请填写符合要求的证书。",
        "The prior certificate was issued by “{given}”, this edition asks for “{wanted}”: enter one that fits.",
    ),
    "declaration-missing": (
        "还没有作出声明“{title}”：请由有权代表企业的人逐项确认，全部声明是受理的前提。",
        "The declaration “{title}” is not made: a person who may bind the enterprise has to make all of them.",
    ),
}

_REVIEW: dict[str, tuple[str, str]] = {
    "reviewer-not-competent": (
        "评审人当日没有“{scheme}”的能力资格：请改由有资格的人评审，或先登记资格。",
        "The reviewer is not authorised for “{scheme}” on this day: let somebody who is do it, or enter the qualification.",
    ),
    "application-review-reason-missing": (
        "结论“{outcome}”没有写明理由：请填写，申请方会看到。",
        "The outcome “{outcome}” has no reason: write it, the applicant will read it.",
    ),
    "application-review-note-missing": (
        "“{title}”答“否”或“不适用”须写明情况：请补充说明。",
        "“{title}” is answered no or not applicable without a note: say why.",
    ),
    "application-review-always-applies": (
        "“{title}”对每项申请都适用，不能答“不适用”：请回答是或否。",
        "“{title}” applies to every application: answer yes or no.",
    ),
    "application-review-unanswered": (
        "“{title}”还没有回答：全部核对后才能受理。",
        "“{title}” is not answered: an application is accepted only when everything was looked at.",
    ),
    "application-review-not-met": (
        "“{title}”答“否”，不能受理：请要求补充，或不予受理。",
        "“{title}” is answered no, which bars acceptance: ask for more, or decline.",
    ),
    "application-review-outcome-missing": (
        "没有选择评审结论：请选择受理、要求补充或不予受理。",
        "The review has no outcome: choose to accept, to ask for more, or to decline.",
    ),
    "credit-code-not-accepted": (
        "统一社会信用代码 {uscc} 的校验位不符，还没有人核准，不能受理：请核对营业执照，在客户页面凭证据核准后再受理。",
        (
            "The check character of credit code {uscc} fails and nobody has accepted the code, which bars acceptance: "
            "compare it with the licence, accept it on evidence on the client's page, then accept the application."
        ),
    ),
    "due-date-past": (
        "补充期限 {given} 早于 {on}：请改为当日或以后。",
        "The date to add by, {given}, lies before {on}: choose that day or a later one.",
    ),
    "look-up-missing": (
        "机构还没有查询前置认证证书（{document}）：请在受理前查询，并保存凭据。",
        "The body has not looked up the prior certificate ({document}): do so before accepting, and keep the proof.",
    ),
    "look-up-proof-missing": (
        "查询前置认证证书没有留下凭据：请上传显示状态和日期的截图或网页。",
        "The look-up of the prior certificate has no proof: upload a page that shows status and date.",
    ),
    "look-up-too-old": (
        "前置认证证书于 {checked_on} 查询，距 {on} 超过 {days} 天：请重新查询。",
        "The prior certificate was looked up on {checked_on}, more than {days} days before {on}: look it up again.",
    ),
    "look-up-differs": (
        "查询结果“{found}”与申请填写的“{stated}”不符：请要求申请方更正。",
        "The look-up says “{found}”, the application “{stated}”: ask the applicant to correct it.",
    ),
    "modes-without-people": (
        "没有审查员具备模式 {modes} 的资格，机构当日无力承担：请先落实人员，或不予受理。",
        "No auditor is authorised for modes {modes}, so the body cannot do the work on this day: find people first, or decline.",
    ),
    "nothing-to-add": (
        "要求补充，却没有列出补充什么：请逐条写明，申请方据此办理。",
        "More is asked for, but nothing is listed: write item by item what the applicant has to add.",
    ),
}

WORDS: dict[str, tuple[str, str]] = {**_APPLICATION, **_REVIEW}

# Fields, declarations, items and answers, as pages and problems name them.
LABELS: dict[str, tuple[str, str]] = {
    **documents.LABELS,
    "Application.type": ("认证类型", "Certification type"),
    "Application.edition": ("认证方案和版本", "Scheme and edition"),
    "Application.scope": ("认证范围", "Scope"),
    "Application.design_responsibility": ("承担服务设计职责", "Design responsibility"),
    "Application.design_reason": ("承担或不承担的理由", "Reason for or against"),
    "Application.running_since": ("体系运行起始日期", "System running since"),
    "Application.places": ("场所数（含总部）", "Places, with headquarters"),
    "Application.outlets": ("在用服务网点数", "Outlets in use"),
    "Application.outsourced": ("外包的服务", "Outsourced services"),
    "Application.languages": ("使用的语言", "Languages used"),
    "Application.prior_certificate": ("前置认证证书", "Prior certificate"),
    "Application.prior_proof": ("证书查询凭据", "Proof of the look-up"),
    "Application.agreement_language": ("合同的语言", "Language of the agreement"),
    "Application.declarations": ("申请方声明", "Declarations"),
    "Application.documents": ("申请材料", "Documents"),
    "Declaration.lawful": (
        "本企业为依法登记的法人，持有所需许可，未列入严重失信名单",
        "We are a registered legal person, hold the permits we need, and are on no list of serious dishonesty",
    ),
    "Declaration.truthful": (
        "所填内容和所交材料真实、完整",
        "What we state and hand in is true and complete",
    ),
    "Declaration.conforming": (
        "本企业遵守认证要求和适用的法律法规",
        "We keep the requirements of certification and the laws that apply",
    ),
    "Declaration.no-major-incident": (
        "在方案规定的期限内没有发生重大质量或服务事故",
        "We had no major quality or service incident in the time that the scheme names",
    ),
    "Declaration.access": (
        "为审查提供文件、场所、网点、人员和外包方的便利，包括暗访",
        "We give access to documents, places, outlets, people and contractors, mystery customers included",
    ),
    "Declaration.changes": (
        "名称、地址、范围、网点或前置认证有变化时及时告知机构",
        "We tell the body of changes of name, address, scope, outlets or prior certificate without delay",
    ),
    "ReviewItem.information": ("申请信息充分", "Information is sufficient"),
    "ReviewItem.legal-standing": ("法律地位", "Legal standing"),
    "ReviewItem.no-obstacle": ("没有不得受理的情形", "Nothing bars acceptance"),
    "ReviewItem.prerequisite": ("前置认证当日有效", "Prior certificate valid today"),
    "ReviewItem.scope": ("认证范围明确", "Scope is clear"),
    "ReviewItem.design": ("设计职责判断有据", "Design responsibility is well founded"),
    "ReviewItem.running": ("体系运行时间和记录", "Running time and records"),
    "ReviewItem.differences": ("理解上的差异已消除", "Differences are resolved"),
    "ReviewItem.people": ("有胜任的人员", "Competent people are there"),
    "ReviewItem.means": ("有手段完成全部评价活动", "Means for all activities are there"),
    "ReviewItem.experience": ("首次遇到的业务已论证", "New kinds of work are justified"),
    "ReviewItem.impartiality": ("公正性没有威胁", "Impartiality is not threatened"),
    "Answer.yes": ("是", "Yes"),
    "Answer.no": ("否", "No"),
    "Answer.not-applicable": ("不适用", "Not applicable"),
    "Outcome.accept": ("受理", "Accept"),
    "Outcome.supplement": ("要求补充", "Ask for more"),
    "Outcome.decline": ("不予受理", "Decline"),
}

# What to look at for each item of the review, and for each document of the checklist.
HINTS: dict[str, tuple[str, str]] = {
    **documents.HINTS,
    "ReviewItem.information": (
        "客户、产品和服务、场所、网点、外包的信息足以策划；材料齐全。",
        "What is known of client, services, places, outlets and outsourcing is enough to plan; documents are complete.",
    ),
    "ReviewItem.legal-standing": (
        "营业执照在登记机关可查，状态正常，名称、代码、地址一致；校验位不符的代码已有人认可。",
        "The licence can be found at the registry in good standing; name, code and address agree; a code that fails its check was accepted.",
    ),
    "ReviewItem.no-obstacle": (
        "查询失信、处罚、近期重大质量或服务事故，以及其他机构暂停或撤销证书的情况。",
        "Look for dishonesty, penalties, recent major incidents, and certificates that other bodies suspended or withdrew.",
    ),
    "ReviewItem.prerequisite": (
        "在认监委平台查询证书，记下编号、状态、有效期和日期，保存截图。",
        "Look the certificate up on the public platform; note number, status, validity and date, and keep the page.",
    ),
    "ReviewItem.scope": (
        "范围写明商品和服务活动，不超出营业范围和机构获批的领域。",
        "The scope names goods and services, within the client's business and the body's approved fields.",
    ),
    "ReviewItem.design": (
        "由谁设计服务、有无设计文件；此项决定认证模式。",
        "Who designs the service, and whether design documents exist; the modes depend on it.",
    ),
    "ReviewItem.running": (
        "运行时间达到方案的要求，服务记录覆盖规定的月数。",
        "The system has run as long as the scheme asks, and service records cover its months.",
    ),
    "ReviewItem.differences": (
        "与申请方就标准、范围、时间、费用的理解一致；有过差异的，写明如何消除。",
        "Body and applicant agree on standard, scope, time and fees; say how a difference was resolved.",
    ),
    "ReviewItem.people": (
        "有方案和各模式资格的审查员，组长、复核人和决定人可以分开。",
        "Auditors are authorised for scheme and modes; leader, reviewer and decider can be different people.",
    ),
    "ReviewItem.means": (
        "时间、网点分布、语言、暗访条件和检测手段都能满足。",
        "Time, spread of outlets, languages, mystery customers and measuring are within reach.",
    ),
    "ReviewItem.experience": (
        "机构没有做过的商品或服务，写明凭什么可以承担；做过的答“不适用”。",
        "For goods or services new to the body, say why it can take them on; else answer not applicable.",
    ),
    "ReviewItem.impartiality": (
        "机构及人员与申请方没有投资、咨询、雇用关系；有威胁的，写明如何消除。",
        "Neither body nor people invested in, advised or worked for the applicant; say how a threat was removed.",
    ),
}
