# SPDX-License-Identifier: Apache-2.0
"""What the keys of a case file mean, as editors show it: (Chinese, English) by `Class.field`.

The names of the keys and choices stand in `workbook.TEXTS` and `labels`; here is what to write there. Fact sheets
have no entries: their labels say it (docs/domain/fact-sheets.md).
"""

from collections.abc import Mapping

TITLES: Mapping[str, tuple[str, str]] = {
    "case-file": ("卓评案例文件", "Zhuoping case file"),
    "score-file": ("卓评评分文件", "Zhuoping score file"),
    "award": ("得分", "Award"),
    "part-award": ("要点得分", "Award of a part"),
    "sample": ("抽样", "Sample"),
}

MEANINGS: Mapping[str, tuple[str, str]] = {
    "Case.title": ("案例的名称，印在报告封面", "What the case is called on the cover of the report"),
    "Case.scheme": ("方案的代号", "The key of the scheme"),
    "Case.edition": ("方案版本的代号，如 2025", "The key of the scheme's edition, such as 2025"),
    "Case.client": ("申请认证或已获证的企业", "The enterprise that applies or is certified"),
    "Case.scope": (
        "认证覆盖的商品、服务活动和地区",
        "The goods, service activities and areas that the certification covers",
    ),
    "Case.evaluation": (
        "评价的安排：类型、模式、日期和审查组",
        "How the evaluation was set: type, modes, dates, team",
    ),
    "Case.prior_certificate": (
        "申请前须已取得的认证证书及其查询结果；没有则不写",
        "The certificate that has to be held before applying, as looked up; leave the key out when there is none",
    ),
    "Case.sample_note": (
        "写了就印在报告每一页，说明这不是真实结果",
        "Printed on every page of the report where given: this is not a real result",
    ),
    "Case.summary": (
        "审查组的总体评价，印在报告摘要页",
        "The team's overall judgement, for the summary page",
    ),
    "Case.facts": (
        "评价指标所依据的事实，按情况表填写",
        "The facts that indicators are judged by, sheet by sheet",
    ),
    "Case.findings": ("按指标编号填写评价发现", "The findings, by the ref of the indicator"),
    "Case.awards": (
        "按指标编号填写得分；不写或写 null 表示尚未评分，不等于 0 分",
        "The awards, by the ref of the indicator; one left out or null is not scored yet, which is not 0",
    ),
    "Case.deductions": ("每种情况一项", "One entry for each case"),
    "Case.determination": (
        "特别扣分多于版本规定的项数时，由谁、凭什么判定仍可评级",
        "Who allowed a level, and why, where there are more special deductions than the edition takes as they are",
    ),
    "Case.bonus": (
        "一项写成键值对；版本允许多项时写成列表",
        "One bonus is a mapping; several, where the edition allows them, are a list",
    ),
    "Client.name": ("营业执照上的名称", "As on the business licence"),
    "Client.uscc": (
        "18 位；格式不对会被拒绝，校验码不符只提醒",
        "18 characters; a wrong format is refused, a failing check character is only warned of",
    ),
    "Client.name_en": ("英文报告使用", "For reports in English"),
    "Client.address": ("注册或经营地址", "Registered or business address"),
    "Client.industry": ("所属行业", "The trade"),
    "Client.staff": ("员工总数", "People employed in all"),
    "Client.uscc_override": (
        "校验码不符的代码经人工核实后，由谁凭什么认可",
        "Who accepted a code whose check character fails, and on what evidence",
    ),
    "UsccOverride.by": ("认可人姓名", "Name of the person"),
    "UsccOverride.evidence": ("如营业执照原件", "Such as the original business licence"),
    "Evaluation.body": ("认证机构名称", "Name of the certification body"),
    "Evaluation.report_number": ("印在报告每一页", "Printed on every page of the report"),
    "Evaluation.type": ("决定必须采用的模式组合", "Decides which modes are required"),
    "Evaluation.design_responsibility": (
        "企业是否自行设计服务；决定必须采用的模式组合",
        "Whether the client designs its services itself; decides which modes are required",
    ),
    "Evaluation.design_reason": ("认定有无设计职责的理由", "Why design responsibility was or was not found"),
    "Evaluation.modes": ("用 + 连接模式字母，如 E+H+I", "Letters of modes joined by +, such as E+H+I"),
    "Evaluation.started_on": ("评价开始的日期", "The first day of the evaluation"),
    "Evaluation.ended_on": (
        "评价结束的日期；事实按这一天核查",
        "The last day; facts are checked as on this day",
    ),
    "Evaluation.team": ("每人一项，其中恰好一名组长", "One entry a person, exactly one of them the leader"),
    "Evaluation.modes_reason": (
        "模式组合有选择余地或另加了模式时必须填写",
        "Needed where the combination was a choice or has modes added",
    ),
    "TeamMember.name": ("审查组成员姓名", "Name of the member"),
    "TeamMember.role": (
        "技术专家记录证据，不评分",
        "A technical expert records evidence and gives no points",
    ),
    "TeamMember.registration": ("审查员注册编号", "Number in the register of auditors"),
    "PriorCertificate.number": ("证书上的编号", "As on the certificate"),
    "PriorCertificate.issuer": ("证书上的发证机构", "As on the certificate"),
    "PriorCertificate.level": ("证书上的等级", "As on the certificate"),
    "PriorCertificate.valid_until": ("有效期的最后一天", "The last day on which it is valid"),
    "PriorCertificate.status": ("查询当天的状态", "Its status on the day of the look-up"),
    "PriorCertificate.checked_on": ("在认证查询平台上查询的日期", "The day on which it was looked up"),
    "Finding.text": (
        "审查员对该指标的判断，好坏都写",
        "What the auditor found on the indicator, good or bad",
    ),
    "Finding.evidence": (
        "每份证据一项；没有证据的发现会被提醒",
        "One entry a piece; a finding without any is noticed",
    ),
    "Finding.strengths": ("做得好的地方", "What is done well"),
    "Finding.improvement": ("可以改进的地方", "What could be done better"),
    "Evidence.kind": ("证据的种类", "What kind of thing it is"),
    "Evidence.title": ("证据的名称", "What it is called"),
    "Evidence.reference": ("文件编号、页码或存放位置", "Document number, page, or where it is kept"),
    "Evidence.dated_on": ("形成日期", "The day on which it was made"),
    "Deduction.ground": (
        "版本所列情形的代号，如 law",
        "The key of one of the edition's grounds, such as law",
    ),
    "Deduction.reason": ("发生了什么", "What happened"),
    "Deduction.evidence": ("每份证据一行文字", "One line of text a piece"),
    "Determination.by": ("判定人姓名", "Name of the person"),
    "Determination.reason": ("判定的理由", "Why a level may be given"),
    "Bonus.reason": ("特别优势是什么，逐条写明符合版本的条件", "What the strength is, naming each condition"),
    "Bonus.conditions": (
        "版本的每个条件是一个键，写 true 或 false",
        "Each condition of the edition is a key of its own, true or false",
    ),
    "Bonus.evidence": ("每份证据一行文字", "One line of text a piece"),
    "Award.number": (
        "按步长评定的分值；未得满分须改用 judged 并写理由",
        "Points judged, in the edition's step; below full points use `judged` with a reason",
    ),
    "Award.judged": ("按步长评定的分值", "Points judged, in the edition's step"),
    "Award.all_or_nothing": ("true 得满分，false 得 0 分", "true gives all points, false none"),
    "Award.sampled": ("按样本中符合的比例得分", "Points in proportion to the conforming members of a sample"),
    "Award.parts": (
        "按要点编号分别评分；没写的要点尚未评分",
        "Each part by its own ref; one left out is not scored yet",
    ),
    "Award.not_applicable": (
        "不适用；只在版本允许时可用",
        "Not applicable; only where the edition allows it",
    ),
    "Award.reason": ("未得满分或不适用时必须填写", "Needed below full points and where not applicable"),
    "Award.null": ("尚未评分", "Not scored yet"),
    "Sample.size": ("抽查的数量", "How many were looked at"),
    "Sample.conforming": ("其中符合的数量", "How many of them conformed"),
}
