# SPDX-License-Identifier: Apache-2.0
"""Words about the workbook and the case: what is refused, and what the sheets say.

`WORDS` are problems. `TEXTS` are the fixed texts of the sheets and the labels of the case's fields
(`Client.name`) and choices (`TeamRole.leader`); the JSON Schema for editors takes its titles from them too.
"""

from collections.abc import Mapping

WORDS: dict[str, tuple[str, str]] = {
    "workbook-too-large": (
        "工作簿为 {size}，超过上限 {limit}：请删去图片等无关内容后再试。",
        "The workbook is {size}, above the limit of {limit}: remove pictures and other extras, then try again.",
    ),
    "workbook-not-xlsx": (
        "这不是 .xlsx 工作簿：请在表格软件中另存为“Excel 工作簿 (.xlsx)”。",
        "This is no .xlsx workbook: save it from your spreadsheet program as “Excel workbook (.xlsx)”.",
    ),
    "workbook-encrypted": (
        "工作簿设有打开密码，或是旧的 .xls 格式：请取消密码并另存为 .xlsx。",
        "The workbook needs a password to open, or is in the old .xls format: save it as .xlsx without a password.",
    ),
    "workbook-bomb": (
        "工作簿解压后过大（上限 {limit}），可能是恶意文件：请从空白工作簿重新填写。",
        "The workbook unpacks to more than {limit} and may be hostile: begin again from a new workbook.",
    ),
    "workbook-sheets": (
        "工作簿有 {given} 张工作表，超过上限 {limit}：请删去多余的工作表。",
        "The workbook has {given} sheets, above the limit of {limit}: delete those that are not needed.",
    ),
    "workbook-cells": (
        "工作簿的单元格过多（上限 {limit}）：请删去各表末尾多余的行和列。",
        "The workbook has too many cells (at most {limit}): delete rows and columns that are not needed.",
    ),
    "workbook-macros": (
        "工作簿含有宏或嵌入程序（{member}）：请另存为不含宏的 .xlsx。",
        "The workbook holds macros or embedded programs ({member}): save it as .xlsx without macros.",
    ),
    "workbook-external": (
        "工作簿引用了外部文件（{member}）：请断开外部链接，改填数值。",
        "The workbook refers to other files ({member}): break the links and enter the values.",
    ),
    "workbook-damaged": (
        "工作簿已损坏，读不出来（{why}）：请用表格软件打开并重新保存，或从空白工作簿重新填写。",
        "The workbook is damaged and cannot be read ({why}): open and save it again, or begin from a new one.",
    ),
    "workbook-foreign": (
        "这不是本程序生成的评价工作簿：请用 zhuoping workbook new 生成后填写。",
        "This is no evaluation workbook made by this program: make one with `zhuoping workbook new`.",
    ),
    "workbook-layout": (
        "工作簿的版式为 {given}，本程序可读 {known}：请生成新的工作簿，把内容复制过去。",
        "The workbook has layout {given}, this program reads {known}: make a new workbook and copy the content over.",
    ),
    "workbook-altered": (
        "工作簿的隐藏表（版本、扣分情形等标记）被改动过，无法确定内容的含义：请生成新的工作簿，把内容复制过去。",
        "The hidden sheet that says what the workbook was made for was changed: make a new workbook and copy the content over.",
    ),
    "sheet-missing": (
        "缺少工作表“{sheet}”：请找回，或从空白工作簿重新填写。",
        "The sheet “{sheet}” is missing: restore it, or begin from a new workbook.",
    ),
    "sheet-twice": (
        "工作表“{sheet}”是另一张表的副本：请合并内容后删去一张。",
        "The sheet “{sheet}” is a copy of another one: bring the content together and delete one.",
    ),
    "sheet-foreign": (
        "工作表“{sheet}”不属于评价工作簿，其内容不会被读取：请把内容移到相应的表中，并删去此表。",
        "The sheet “{sheet}” does not belong to the workbook and would not be read: move its content, then delete it.",
    ),
    "sheet-too-long": (
        "工作表“{sheet}”内容超出范围（最多 {rows} 行、{columns} 列）：请删去多余的行和列。",
        "The sheet “{sheet}” reaches too far (at most {rows} rows and {columns} columns): delete what is not needed.",
    ),
    "cell-error": (
        "单元格里是错误值（如 #REF!）：请改填正确的内容。",
        "The cell holds an error such as #REF!: enter the right content.",
    ),
    "cell-not-computed": (
        "单元格里的公式没有结果：请用表格软件打开并保存，或直接填写数值。",
        "The formula in the cell has no result: open and save the workbook, or enter the value itself.",
    ),
    "cell-outside": (
        "“{given}”写在表格以外，不会被读取：请移到表内或删去。",
        "“{given}” stands outside the tables and would not be read: move it into one or delete it.",
    ),
    "row-twice": (
        "“{given}”这一行出现了两次，无法确定以哪一行为准：请只保留一行。",
        "The row “{given}” is there twice, and only one can be read: keep one of them.",
    ),
    "row-moved": (
        "行首编号与本行隐藏的标记（{ref}）不一致，可能排过序或粘贴过：请从空白工作簿复制原来的行，再填写。",
        "The ref does not match the row's hidden mark ({ref}), as after sorting or pasting: restore the row from a new workbook.",
    ),
    "row-missing": (
        "缺少指标 {ref} 自己的那一行，其下各要点的得分读不到：请从空白工作簿复制该行（连同隐藏的 A 列），再填写。",
        "The row of indicator {ref} itself is gone, and its parts cannot be read: restore it, with column A, from a new workbook.",
    ),
    "column-twice": (
        "列“{given}”出现了两次（另一处为 {first}），无法确定以哪一列为准：请只保留一列，把多余的整列删去。",
        "The column “{given}” is there twice (also at {first}), and only one can be read: keep one and delete the other.",
    ),
    "column-missing": (
        "表格缺少列“{keys}”（列名写在这一隐藏行里），该列内容会漏读：请从空白工作簿复制这一行，或恢复该列。",
        "The table lacks “{keys}” in this hidden row of keys, so columns would not be read: restore the row or the column.",
    ),
    "column-unknown": (
        "列名“{given}”（在这一隐藏行里）不属于此表，该列不会被读取：请从空白工作簿复制这一行，或删去该列。",
        "The key “{given}” in this hidden row is not of this table: restore the row from a new workbook, or delete the column.",
    ),
    "digits-lost": (
        "此处应为文字，现为 {given}，表格软件可能已丢失末尾数字：请把单元格设为“文本”后重新填写。",
        "Expected text, found the number {given}, whose last digits may be lost: format the cell as text and retype.",
    ),
    "award-mixed": (
        "同一行按多种方法填了得分：请只保留“{method}”的内容。",
        "The row is filled in by several methods: keep only what belongs to “{method}”.",
    ),
    "award-without-value": (
        "写了理由却没有得分：请补填得分，或删去理由。",
        "There is a reason but no award: fill in the award, or remove the reason.",
    ),
    "evidence-without-indicator": (
        "证据没有写明属于哪项指标：请在列表中选择指标编号。",
        "The evidence does not say which indicator it belongs to: choose the indicator's ref from the list.",
    ),
    "character-not-allowed": (
        "文字里有不可见的控制字符（{given}）：请删去后再试。",
        "The text holds an invisible control character ({given}): remove it and try again.",
    ),
    "cell-too-long": (
        "文字有 {length} 个字符，超过单元格上限 {limit}：请精简，或改用 YAML 案例文件。",
        "The text has {length} characters, more than a cell's {limit}: shorten it, or use a YAML case file.",
    ),
}

TEXTS: Mapping[str, tuple[str, str]] = {
    # -- sheets
    "sheet.cover": ("封面", "Cover"),
    "sheet.evidence": ("证据", "Evidence"),
    "sheet.special": ("特别项", "Special items"),
    "sheet.summary": ("汇总", "Summary"),
    "separator": ("、", ", "),
    "yes": ("是", "yes"),
    "no": ("否", "no"),
    "required": ("必填。", "Required. "),
    "choose": ("请从列表中选择", "Choose from the list"),
    "hint.date": ("日期，如 2026-11-24", "A date such as 2026-11-24"),
    "hint.whole": ("整数", "A whole number"),
    "hint.number": ("数值", "A number"),
    "hint.truth": ("是或否", "yes or no"),
    "hint.many": ("每行一项", "One item a line"),
    "wrong.title": ("请改正", "Please correct"),
    "cover.how": (
        (
            "填写说明：浅黄色单元格供填写，其余已锁定。带 * 的必填。每张“一级指标”表按行评分，"
            "鼠标停在指标名称上可看释义与评审要点。证据、特别扣分与加分、各项情况表另有工作表。"
            "未评分的指标请留空：空白表示尚未评分，不等于 0 分。单元格内换行用 Alt+Enter。"
            "汇总表仅供参考，读入时一律重新计算。图片、批注和颜色不会被读取。"
        ),
        (
            "How to fill in: light yellow cells are yours, all others are locked; * marks what is required. Each dimension "
            "has a sheet, one row an indicator: point at its title to see guidance and aspects. Evidence, special items "
            "and fact sheets have sheets of their own. Leave an indicator blank while it is not scored: blank is not 0. "
            "Alt+Enter breaks a line in a cell. The summary is for information: everything is recomputed on reading. "
            "Pictures, notes and colours are not read."
        ),
    ),
    "section.case": ("案例", "Case"),
    "section.client": ("认证客户", "Client"),
    "section.client.uscc_override": (
        "信用代码校验不符时的认可",
        "Override of a code that fails its checksum",
    ),
    "section.evaluation": ("评价", "Evaluation"),
    "section.evaluation.team": ("审查组", "Evaluation team"),
    "section.prior_certificate": ("前置认证证书", "Prior certificate"),
    "section.optional": ("（如有，须填全）", " (if any, in full)"),
    "section.determination": ("判定", "Determination"),
    "section.bonus": ("特别加分（最多 {at_most} 项）", "Special bonus (at most {at_most})"),
    "section.deductions": ("特别扣分（每行一项）", "Special deductions (one a row)"),
    "deductions.note": (
        "每项扣 {points_each} 分，须写明情形和理由。超过规定项数时，须有判定人的判定。",
        (
            "Each case takes {points_each} points and needs its ground and reason; beyond the edition's number of cases "
            "a named person's determination is needed."
        ),
    ),
    "modes.hint": (
        "用 + 连接，如 {example}。可用：{known}",
        "Joined by +, such as {example}. Known: {known}",
    ),
    "dimension.note": (
        "{points} 分。每行只用一种方法评分；未得满分须写理由（抽样除外）。分项指标按要点逐行评分。",
        (
            "{points} points. Score each row by one method; below full points a reason is needed, except for samples. "
            "An indicator with parts is scored part by part."
        ),
    ),
    "facts.note": ("每行一条。供指标 {refs} 参考。", "One entry a row. Informs indicators {refs}."),
    "facts.note.none": ("每行一条。", "One entry a row."),
    "evidence.note": (
        "每行一份证据；须先在指标行写出评价发现。",
        "One piece of evidence a row; its indicator needs a finding.",
    ),
    # -- dimension sheets
    "column.ref": ("编号", "Ref"),
    "column.title": ("指标", "Indicator"),
    "column.requirement": ("要求", "Requirement"),
    "column.points": ("分值", "Points"),
    "column.method": ("评分方法", "Method"),
    "column.judged": ("评定得分", "Judged points"),
    "column.met": ("符合", "Met"),
    "column.size": ("样本量", "Sample size"),
    "column.conforming": ("符合数", "Conforming"),
    "column.reason": ("理由", "Reason"),
    "column.award": ("得分", "Award"),
    "column.indicator": ("指标编号", "Indicator"),
    "note.guidance": ("释义：", "Guidance: "),
    "note.aspects": ("评审要点：", "Aspects:"),
    "check.judged": ("0 至 {points}，步长 {step}", "0 to {points} in steps of {step}"),
    "check.judged.wrong": (
        "得分须为 0 至 {points} 之间、步长 {step} 的数值。",
        "Enter 0 to {points} points in steps of {step}.",
    ),
    "check.size": ("1 或更大的整数", "A whole number, 1 or more"),
    "check.conforming": ("0 至样本量之间的整数", "A whole number from 0 to the sample size"),
    # -- summary
    "summary.note": (
        "仅供参考：读入工作簿时一律按方案版本重新计算，此表内容不读取。",
        "For information: everything is recomputed by the edition on reading; this sheet is not read.",
    ),
    "summary.indicators": ("指标数", "Indicators"),
    "summary.dimension": ("一级指标", "Dimension"),
    "summary.scored": ("已评分指标", "Indicators scored"),
    "summary.subtotal": ("得分小计", "Subtotal"),
    "summary.awarded": ("指标得分合计", "Sum of awards"),
    "summary.involved": ("适用指标分值", "Points of applicable indicators"),
    "summary.rebased": ("按全部分值折算", "Re-based to all points"),
    "summary.deducted": ("特别扣分", "Special deductions"),
    "summary.bonus": ("特别加分", "Special bonus"),
    "summary.total": ("总分（未评完时为暂计）", "Total (provisional until complete)"),
    # -- fields of the case
    "Case.title": ("案例名称", "Title"),
    "Case.scheme": ("认证方案", "Scheme"),
    "Case.edition": ("版本", "Edition"),
    "Case.client": ("认证客户", "Client"),
    "Case.scope": ("认证范围", "Scope"),
    "Case.evaluation": ("评价", "Evaluation"),
    "Case.prior_certificate": ("前置认证证书", "Prior certificate"),
    "Case.sample_note": ("样例说明（印在每页）", "Sample note (printed on every page)"),
    "Case.summary": ("总体评价", "Summary"),
    "Case.facts": ("情况表", "Fact sheets"),
    "Case.findings": ("评价发现", "Findings"),
    "Case.awards": ("得分", "Awards"),
    "Case.deductions": ("特别扣分", "Special deductions"),
    "Case.determination": ("判定", "Determination"),
    "Case.bonus": ("特别加分", "Special bonus"),
    "Client.name": ("企业名称", "Name"),
    "Client.uscc": ("统一社会信用代码", "Unified social credit code"),
    "Client.name_en": ("英文名称", "Name in English"),
    "Client.address": ("地址", "Address"),
    "Client.industry": ("行业", "Industry"),
    "Client.staff": ("员工人数", "Staff"),
    "Client.uscc_override": ("信用代码校验不符时的认可", "Override of a code that fails its checksum"),
    "UsccOverride.by": ("认可人", "Accepted by"),
    "UsccOverride.evidence": ("依据", "Evidence"),
    "Evaluation.body": ("认证机构", "Certification body"),
    "Evaluation.report_number": ("报告编号", "Report number"),
    "Evaluation.type": ("审查类型", "Certification type"),
    "Evaluation.design_responsibility": ("是否有设计职责", "Design responsibility"),
    "Evaluation.design_reason": ("设计职责认定理由", "Reason on design responsibility"),
    "Evaluation.modes": ("认证模式组合", "Mode combination"),
    "Evaluation.started_on": ("开始日期", "Started on"),
    "Evaluation.ended_on": ("结束日期", "Ended on"),
    "Evaluation.team": ("审查组", "Evaluation team"),
    "Evaluation.modes_reason": ("模式选择理由", "Reason for the modes"),
    "Sample.size": ("样本量", "Sample size"),
    "Sample.conforming": ("符合数", "Conforming"),
    "TeamMember.name": ("姓名", "Name"),
    "TeamMember.role": ("职责", "Role"),
    "TeamMember.registration": ("注册编号", "Registration"),
    "PriorCertificate.number": ("证书编号", "Number"),
    "PriorCertificate.issuer": ("发证机构", "Issuer"),
    "PriorCertificate.level": ("等级", "Level"),
    "PriorCertificate.valid_until": ("有效期至", "Valid until"),
    "PriorCertificate.status": ("查询状态", "Status"),
    "PriorCertificate.checked_on": ("查询日期", "Looked up on"),
    "Finding.text": ("评价发现", "Finding"),
    "Finding.evidence": ("证据", "Evidence"),
    "Finding.strengths": ("亮点", "Strengths"),
    "Finding.improvement": ("改进机会", "Improvement"),
    "Evidence.kind": ("类别", "Kind"),
    "Evidence.title": ("名称", "Title"),
    "Evidence.reference": ("编号或位置", "Reference"),
    "Evidence.dated_on": ("日期", "Date"),
    "Deduction.ground": ("情形", "Ground"),
    "Deduction.reason": ("理由", "Reason"),
    "Deduction.evidence": ("证据", "Evidence"),
    "Determination.by": ("判定人", "Determined by"),
    "Determination.reason": ("判定理由", "Reason"),
    "Bonus.reason": ("理由", "Reason"),
    "Bonus.evidence": ("证据", "Evidence"),
    # -- choices of the case
    "Method.judged": ("评定", "judged"),
    "Method.all-or-nothing": ("全有或全无", "all or nothing"),
    "Method.sampled": ("抽样", "sampled"),
    "Method.parts": ("按要点", "by parts"),
    "Method.not-applicable": ("不适用", "not applicable"),
    "CertificationType.initial": ("初次认证", "initial"),
    "CertificationType.surveillance": ("监督审查", "surveillance"),
    "CertificationType.recertification": ("再认证", "recertification"),
    "CertificationType.special": ("非例行监督", "special"),
    "TeamRole.leader": ("组长", "team leader"),
    "TeamRole.auditor": ("审查员", "auditor"),
    "TeamRole.technical-expert": ("技术专家", "technical expert"),
    "EvidenceKind.document": ("文件", "document"),
    "EvidenceKind.record": ("记录", "record"),
    "EvidenceKind.interview": ("访谈", "interview"),
    "EvidenceKind.observation": ("观察", "observation"),
    "EvidenceKind.photo": ("照片", "photo"),
    "CertificateStatus.valid": ("有效", "valid"),
    "CertificateStatus.suspended": ("暂停", "suspended"),
    "CertificateStatus.withdrawn": ("撤销", "withdrawn"),
    "CertificateStatus.expired": ("过期", "expired"),
}


def text(key: str, language: str, **values: object) -> str:
    """The fixed text `key` in `language`, filled with `values`."""
    return TEXTS[key][("zh", "en").index(language)].format(**values)
