# SPDX-License-Identifier: Apache-2.0
"""What the report says besides the case and the edition: headings, labels, and sentences made of figures.

`LABELS` stand in the report as they are (Chinese, English); `SENTENCES` are filled with figures.
"""

from collections.abc import Mapping

LABELS: Mapping[str, tuple[str, str]] = {
    # -- the document
    "title": ("评价报告", "Evaluation Report"),
    "report_number": ("报告编号", "Report number"),
    "contents": ("目录", "Contents"),
    "date": ("日期", "Date"),
    "not_given": ("—", "—"),
    # -- chapters
    "chapter_result": ("评价结论", "Result"),
    "chapter_setting": ("基本情况", "Client and Evaluation"),
    "chapter_table": ("评分表", "Scorecard"),
    "chapter_findings": ("评价发现", "Findings"),
    "chapter_special": ("特别扣分与特别加分", "Special Deductions and Bonus"),
    "chapter_gaps": ("差距清单", "Gap List"),
    "chapter_way_up": ("提升路径", "Way Up"),
    "chapter_signature": ("签署", "Signature"),
    "annex": ("附录", "Annex"),
    "annex_proof": ("分数推算", "How Each Figure Was Computed"),
    "annex_parameters": ("参数与依据来源", "Parameters and Their Origins"),
    "annex_readings": ("条文解读", "Readings of Unclear Passages"),
    "annex_about": ("关于本报告", "About This Report"),
    # -- result
    "total": ("总分", "Total"),
    "provisional": ("暂计", "Provisional"),
    "level": ("等级", "Level"),
    "radar": ("各一级指标得分率", "Share awarded in each dimension"),
    "share": ("得分率", "Share"),
    "summary": ("总体评价", "Summary"),
    "levels": ("等级划分", "Levels"),
    "at_least": ("总分不低于", "Total at least"),
    # -- setting
    "client": ("认证客户", "Client"),
    "scope": ("认证范围", "Scope"),
    "evaluation": ("评价", "Evaluation"),
    "edition": ("评价依据", "Edition"),
    "modes": ("认证模式", "Modes"),
    "mode": ("模式", "Mode"),
    "mode_title": ("名称", "Name"),
    "mode_basis": ("内容", "What it is"),
    "team": ("审查组", "Evaluation team"),
    "name": ("姓名", "Name"),
    "role": ("职责", "Role"),
    "registration": ("注册编号", "Registration"),
    "prior_certificate": ("前置认证证书", "Prior certificate"),
    # -- scorecard and findings
    "dimension": ("一级指标", "Dimension"),
    "indicator": ("评价指标", "Indicator"),
    "ref": ("编号", "Ref"),
    "points": ("分值", "Points"),
    "award": ("得分", "Award"),
    "method": ("评分方法", "Method"),
    "subtotal": ("小计", "Subtotal"),
    "requirement": ("要求", "Requirement"),
    "finding": ("评价发现", "Finding"),
    "no_finding": ("没有评价发现。", "There is no finding."),
    "strengths": ("亮点", "Strengths"),
    "improvement": ("改进机会", "Improvement"),
    "evidence": ("证据", "Evidence"),
    "arithmetic": ("计分", "Arithmetic"),
    "reason": ("理由", "Reason"),
    "checks": ("情况核查", "Checks of facts"),
    "check": ("核查", "Check"),
    "verdict": ("结果", "Verdict"),
    "explanation": ("说明", "Explanation"),
    "not_scored": ("未评分", "Not scored"),
    # -- special items
    "deductions": ("特别扣分", "Special deductions"),
    "bonus": ("特别加分", "Special bonus"),
    "determination": ("判定", "Determination"),
    "determined_by": ("判定人", "Determined by"),
    "number": ("序号", "No."),
    "ground": ("情形", "Ground"),
    "conditions": ("满足的条件", "Conditions met"),
    "no_deductions": ("没有特别扣分。", "There are no special deductions."),
    "no_bonus": ("没有特别加分。", "There is no special bonus."),
    "no_determination": ("没有判定。", "There is no determination."),
    # -- gaps and the way up
    "gap_indicators": ("失分指标（按失分由多到少）", "Points lost by indicator, most first"),
    "gap_missing": ("尚未评完的指标", "Indicators not scored in full"),
    "gap_checks": ("情况核查中的缺口", "Gaps found in the facts"),
    "gap_notices": ("认证决定前须核实的提示", "Notices to check before the decision"),
    "lost": ("失分", "Lost"),
    "open": ("尚可得", "Still open"),
    "why": ("失分原因", "Why"),
    "gap": ("缺口", "Gap"),
    "place": ("位置", "Where"),
    "notice": ("提示", "Notice"),
    "no_gap_indicators": ("没有失分的指标。", "No points are lost."),
    "no_gap_checks": ("情况核查没有发现缺口。", "The checks of facts found no gaps."),
    "no_notices": ("没有提示。", "There are no notices."),
    "set": ("序号", "No."),
    "set_indicators": ("补回这些指标的全部失分", "Indicators to bring to full points"),
    "set_points": ("可增加分数", "Points gained"),
    # -- annexes
    "figure": ("数值", "Figure"),
    "rule": ("规则", "Rule"),
    "origin": ("依据来源", "Origin"),
    "source": ("出处", "Source"),
    "reading": ("解读", "Reading"),
    "parameter": ("参数", "Parameter"),
    "value": ("取值", "Value"),
    "passage": ("原文情况", "Passage"),
    "read_as": ("解读为", "Read as"),
    "read_by": ("解读人与日期", "By and on"),
    # -- signature
    "leader": ("审查组长", "Team leader"),
    "signature": ("签名", "Signature"),
    "statement": (
        "以上评价发现和得分由审查组依据所列证据作出。本报告不是认证决定：是否发证，由未参与本次评价的人员复核并作出决定。",
        "The findings and awards above were made by the evaluation team on the evidence listed. This report is not a certification decision: whether a certificate is issued is reviewed and decided by people who took no part in this evaluation.",
    ),
}

SENTENCES: Mapping[str, tuple[str, str]] = {
    # -- page furniture; `|` stands where the number of the page and of all pages go
    "page": ("第 | 页 共 | 页", "Page | of |"),
    "document": ("{scheme} {title}：{client}", "{scheme} {title}: {client}"),
    "date": ("{year} 年 {month} 月 {day} 日", "{year}-{month:02}-{day:02}"),
    "period": ("{started} 至 {ended}", "{started} to {ended}"),
    "edition": (
        "{title}，{edition} 版（{issuer}，{in_force_on} 实施）",
        "{title}, edition {edition} ({issuer}, in force from {in_force_on})",
    ),
    "persons": ("{number} 人", "{number}"),
    "labelled": ("{label}：{text}", "{label}: {text}"),
    "in_brackets": ("{text}（{more}）", "{text} ({more})"),
    # -- levels
    "stars": ("{stars} 星", "{stars} stars"),
    "star": ("1 星", "1 star"),
    "level": ("{name}（{stars}）", "{name} ({stars})"),
    # -- status
    "rated": (
        "评价总分 {total} 分（满分 {points} 分），对应等级为{level}。是否发证以认证决定为准。",
        "The total is {total} of {points} points, which corresponds to the level {level}. Whether a certificate is issued is for the certification decision.",
    ),
    "no-level": (
        "评价总分 {total} 分（满分 {points} 分），低于最低等级{first}所需的 {at_least} 分：没有等级，不符合发证条件。",
        "The total is {total} of {points} points, below the {at_least} of the lowest level {first}: no level, and the conditions for a certificate are not met.",
    ),
    "incomplete": (
        "评分未完成，尚有 {missing} 项指标未评完：暂计 {lowest} 分，最高可达 {highest} 分（满分 {points} 分）。评完之前不给出等级。",
        "Scoring is not complete, {missing} indicators are open: {lowest} points so far, {highest} can still be reached (of {points}). There is no level before it is complete.",
    ),
    "determination-required": (
        "评价总分 {total} 分（满分 {points} 分）；特别扣分 {cases} 项，超过 {above} 项：指定人员作出判定并记录之前，不给出等级。",
        "The total is {total} of {points} points. There are {cases} special deductions, more than {above}: no level until a named person has recorded a determination.",
    ),
    "not-certifiable": (
        "特别扣分 {cases} 项，达到 {fails} 项：不论得分多少，均不符合认证条件。评价总分 {total} 分（满分 {points} 分）。",
        "There are {cases} special deductions, {fails} or more: not certifiable whatever the points. The total is {total} of {points} points.",
    ),
    "not-certifiable-incomplete": (
        "特别扣分 {cases} 项，达到 {fails} 项：不论得分多少，均不符合认证条件。评分未完成，暂计 {lowest} 分（满分 {points} 分）。",
        "There are {cases} special deductions, {fails} or more: not certifiable whatever the points. Scoring is not complete: {lowest} of {points} points so far.",
    ),
    "headline.no-level": ("没有等级", "No level"),
    "headline.incomplete": ("评分未完成", "Incomplete"),
    "headline.determination-required": ("待判定", "Determination required"),
    "headline.not-certifiable": ("不符合认证条件", "Not certifiable"),
    "if_lowest": ("暂计 {total} 分对应：{level}", "At {total} points so far: {level}"),
    "if_highest": ("最高 {total} 分对应：{level}", "At the highest, {total} points: {level}"),
    "below_levels": ("没有等级", "no level"),
    "to_next": (
        "距下一等级{level}还差 {points} 分。",
        "The next level, {level}, is {points} points away.",
    ),
    "top_level": ("已达到最高等级。", "This is the highest level."),
    "determined": (
        "特别扣分 {cases} 项，经{by}判定后仍给出等级。",
        "There are {cases} special deductions; {by} determined that a level may be given.",
    ),
    "notices": (
        "另有 {count} 条提示须在认证决定前核实，见“{chapter}”。",
        "Notices to check before the decision: {count}; see “{chapter}”.",
    ),
    "gap_checks": (
        "情况核查发现缺口 {count} 处，见“{chapter}”。核查由程序按情况表得出，只供审查员参考，本身不影响得分。",
        "Gaps found in the facts: {count}; see “{chapter}”. The program computes the checks from the fact sheets to inform the auditor; they never change an award by themselves.",
    ),
    # -- setting
    "no_prior_certificate": (
        "没有前置认证证书的记录（{document}）。",
        "There is no record of the prior certificate ({document}).",
    ),
    "looked_up": ("{status}（{on} 查询）", "{status} (looked up on {on})"),
    "prior_not_needed": ("本版本不要求前置认证。", "This edition asks for no prior certificate."),
    "design.yes": ("有设计职责", "With design responsibility"),
    "design.no": ("无设计职责", "Without design responsibility"),
    # -- awards
    "arithmetic.judged": (
        "评定 {given}（满分 {points}）= {result}",
        "Judged {given} (of {points}) = {result}",
    ),
    "arithmetic.met": ("符合，得全部 {points} 分 = {result}", "Met, all {points} points = {result}"),
    "arithmetic.not_met": ("不符合，不得分 = {result}", "Not met, no points = {result}"),
    "arithmetic.not-applicable": ("不适用 = {result}", "Not applicable = {result}"),
    "arithmetic.capped": (
        "{cases} × {each}，至多 {at_most} = {result}",
        "{cases} × {each}, at most {at_most} = {result}",
    ),
    "sampled": (
        "抽样 {size}，符合 {conforming}，不符合 {failing}。",
        "Of a sample of {size}, {conforming} conform and {failing} do not.",
    ),
    "part": ("{ref} {title}", "{ref} {title}"),
    "parts_open": ("尚未评分的要点：{parts}", "Parts not scored yet: {parts}"),
    "more_remarks": ("另有 {count} 条，见情况表。", "{count} more, see the fact sheets."),
    # -- special items
    "deduction_rule": ("特别扣分每项 {each} 分。", "Points taken for each special deduction: {each}."),
    "deduction_cap": ("合计至多扣 {at_most} 分。", "At most {at_most} points in all."),
    "deduction_above": ("超过 {above} 项须由指定人员判定。", "More than {above} need a determination."),
    "deduction_fails": (
        "达到 {fails} 项即不符合认证条件。",
        "With {fails} or more the client is not certifiable.",
    ),
    "bonus_rule": (
        "特别加分每项 {each} 分，至多 {at_most} 项。",
        "Points given for each special bonus: {each}; at most {at_most} of them.",
    ),
    # -- way up
    "way_up": (
        "距下一等级{level}还差 {points} 分。下列各组指标若补回全部失分即可达到，按所需分数由少到多排列；这只是按本次得分推算，不预示以后的评价结果。",
        "The next level, {level}, is {points} points away. Full points on any one of these sets of indicators would reach it, smallest gain first. This is arithmetic on the present awards and promises nothing about later evaluations.",
    ),
    "way_up_closed": (
        "距下一等级{level}还差 {points} 分；各指标的失分全部补回也达不到。",
        "The next level, {level}, is {points} points away; all points lost on indicators together would not reach it.",
    ),
    "set_item": ("{ref} {title}（{points}）", "{ref} {title} ({points})"),
    # -- annexes
    "places": ("{label} {number}", "{label} {number}"),
    "unit": ("{value} {unit}", "{value} {unit}"),
    "divisions": (
        "行政区划按 {standard}，截至 {as_of}。",
        "Administrative divisions by {standard} as of {as_of}.",
    ),
    "facts_as_on": (
        "情况核查以评价结束日 {date} 为准。",
        "Facts were checked as on {date}, the day the evaluation ended.",
    ),
    "copyright": ("评价依据的文字权利：{text}", "Rights in the edition's wording: {text}"),
    "quantum": (
        "得分精确到 {quantum} 分；“≈”表示按版本规定的方式取舍过一次。",
        "Awards are exact to {quantum} points; “≈” marks a figure rounded once, in the edition's way.",
    ),
    "substituted": (
        "有 {count} 处字符是报告字体所没有的，已换成〔U+编码〕：{characters}。原文见案例文件。",
        "Characters that the report's fonts lack stand as 〔U+code〕 in {count} places: {characters}. The case file has the original.",
    ),
    # -- figures of the proof
    "figure.award": ("{ref} 得分", "Award {ref}"),
    "figure.part": ("{ref} 得分", "Award {ref}"),
    "figure.dimension": ("{ref} 小计", "Subtotal {ref}"),
    "figure.awarded": ("指标得分合计", "Sum of awards"),
    "figure.awarded_open": ("指标最高可达合计", "Highest sum of awards"),
    "figure.rebased": ("按全部分值折算", "Re-based to all points"),
    "figure.deducted": ("特别扣分", "Special deductions"),
    "figure.bonus": ("特别加分", "Special bonus"),
    "figure.total": ("总分", "Total"),
    "figure.lowest": ("暂计", "Provisional"),
    "figure.highest": ("最高可达", "Highest reachable"),
    "rule.judged": ("评定", "Judged"),
    "rule.all-or-nothing": ("全有或全无", "All or nothing"),
    "rule.sampled": ("抽样", "Sampled"),
    "rule.parts": ("要点之和", "Sum of parts"),
    "rule.not-applicable": ("不适用", "Not applicable"),
    "rule.rebased": ("折算", "Re-based"),
    "rule.deduction": ("特别扣分", "Special deduction"),
    "rule.bonus": ("特别加分", "Special bonus"),
    "rule.sum": ("求和", "Sum"),
    "rule.total": ("合计", "Total"),
    "origin.specification": ("规范", "Specification"),
    "origin.parent-standard": ("上级标准", "Parent standard"),
    "origin.law": ("法律法规", "Law"),
    "origin.analogy": ("参照同类规则", "Analogy"),
    "origin.body": ("由机构决定", "For the body to decide"),
    # -- values of parameters that the engine knows by a code
    "value.true": ("是", "Yes"),
    "value.false": ("否", "No"),
    "value.none": ("未设", "Not set"),
    "value.not-allowed": ("不允许", "Not allowed"),
    "value.exclude-and-rebase": ("扣除后折算", "Excluded and re-based"),
    "value.count-as-zero": ("按 0 分计", "Counted as zero"),
    "value.half-up": ("四舍五入", "Half up"),
    "value.half-even": ("四舍六入五成双", "Half to even"),
    "value.down": ("向下取整", "Down"),
    "value.up": ("向上取整", "Up"),
    "value.any": ("不限", "Any"),
    "value.any-approved": ("任何经批准的机构", "Any approved body"),
}


def labels(language: str) -> dict[str, str]:
    """Every label by its key, in `language` (`zh` or `en`)."""
    index = ("zh", "en").index(language)
    return {key: words[index] for key, words in LABELS.items()}


def sentence(key: str, language: str, **values: object) -> str:
    """The sentence `key` in `language`, filled with `values`.

    Raises KeyError for a key without words: that is a fault of the program, and a test finds it.
    """
    return SENTENCES[key][("zh", "en").index(language)].format(**values)
