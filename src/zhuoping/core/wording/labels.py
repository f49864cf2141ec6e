# SPDX-License-Identifier: Apache-2.0
"""What people call the fact sheets, their fields, choices and figures: (Chinese, English) by key.

Sheets by key (`outlets`), fields as `outlets.name`, choices as `OutletKind.showroom`, checks as
`check.function-coverage`, figures of checks as `figure.covered`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Union

from zhuoping.core.wording import areas, cells
from zhuoping.core.wording.choices import CHOICES
from zhuoping.core.wording.plain import EXPECTED
from zhuoping.core.wording.workbook import TEXTS

Words = Mapping[str, tuple[str, str]]

_FACT_ROW = re.compile(r"facts\.([a-z_]+)\[[0-9]+\]")


@dataclass(frozen=True, slots=True)
class Word:
    """A value that is a label (`outlets`, `outlets.name`), shown in the reader's language.

    `written` is what a file has for it; whoever writes files reads it first, whoever fills in cells does not.
    `aside` are labels that belong to it, such as who may do an act; they stand after it in brackets.
    """

    key: str
    written: str = ""
    aside: tuple["Word", ...] = ()


# What stands in a sentence: text as it is, a label, or a list of them.
Said = Union[str, Word, tuple["Said", ...]]  # noqa: UP007 - it is recursive.

SHEETS: Words = {
    "functions": ("服务职能", "Service functions"),
    "outlets": ("服务网点", "Outlets"),
    "claimed_outlets": ("宣称网点数", "Outlets as stated"),
    "regions": ("销售区域", "Sales regions"),
    "posts": ("岗位设置", "Posts"),
    "roster": ("服务人员名册", "Staff roster"),
    "managers": ("服务管理人员", "Service managers"),
    "budget": ("服务经费", "Service budget"),
    "training": ("培训与关怀", "Training and care"),
    "premises": ("场所设施与工具", "Premises, facilities and tools"),
    "manual": ("服务手册", "Service manual"),
    "laws": ("法律法规清单", "Register of laws"),
    "supervision": ("服务监督机构", "Supervision"),
    "targets": ("服务目标", "Service targets"),
    "feedback": ("市场信息反馈", "Market feedback"),
    "research": ("服务研究", "Service research"),
    "certificates": ("企业所获认证", "Certificates held"),
    "standards": ("服务标准", "Service standards"),
    "philosophy": ("服务理念", "Service philosophy"),
    "promises": ("服务承诺", "Promises"),
    "publicity": ("宣传与荣誉", "Publicity and honours"),
}

FIELDS: Words = {
    "functions.function": ("职能", "Function"),
    "functions.department": ("承担部门", "Department"),
    "functions.post": ("岗位", "Post"),
    "functions.document": ("职责文件", "Document of duties"),
    "functions.not_needed_because": ("不需要的理由", "Not needed because"),
    "outlets.name": ("网点名称", "Name"),
    "outlets.kind": ("网点类型", "Kind"),
    "outlets.ownership": ("设立方式", "Ownership"),
    "outlets.region": ("所在地区（代码或名称）", "Where it stands (code or name)"),
    "outlets.serves": ("另服务的地区（用逗号分开）", "Further regions served (commas between)"),
    "outlets.address": ("地址", "Address"),
    "outlets.technicians": ("技术人员数", "Technicians"),
    "outlets.dispatches": ("派工次数", "Dispatches"),
    "outlets.dispatches_on_time": ("按时完成次数", "Dispatches on time"),
    "outlets.agreement": ("委托协议编号", "Agreement"),
    "outlets.inspected_on": ("最近检查日期", "Last inspected on"),
    "outlets.closed_on": ("关闭日期", "Closed on"),
    "claimed_outlets.stated_in": ("何处宣称", "Stated in"),
    "claimed_outlets.number": ("宣称数量", "Number stated"),
    "claimed_outlets.kind": ("网点类型", "Kind"),
    "claimed_outlets.ownership": ("设立方式", "Ownership"),
    "claimed_outlets.text": ("原文要点", "What is said"),
    "regions.region": ("销售区域（代码或名称）", "Region (code or name)"),
    "regions.served_by": ("服务方式", "Served by"),
    "regions.outlet": ("负责网点", "Outlet in charge"),
    "regions.dispatched_from": ("派出地点", "Dispatched from"),
    "posts.post": ("岗位", "Post"),
    "posts.needed": ("需要人数", "People needed"),
    "posts.function": ("所属职能", "Function"),
    "posts.legal_qualification": ("法定资格要求", "Qualification demanded by law"),
    "posts.basis": ("人数测算依据", "Basis of the number"),
    "posts.reviewed_on": ("最近核定日期", "Last reviewed on"),
    "roster.name": ("姓名", "Name"),
    "roster.post": ("岗位", "Post"),
    "roster.employment": ("用工性质", "Employment"),
    "roster.staff_number": ("工号", "Staff number"),
    "roster.certificate": ("证书名称", "Certificate"),
    "roster.certificate_number": ("证书编号", "Certificate number"),
    "roster.issuer_kind": ("发证机构类别", "Kind of issuer"),
    "roster.issuer": ("发证机构", "Issuer"),
    "roster.valid_until": ("证书有效期至", "Certificate valid until"),
    "roster.trained_on": ("最近培训日期", "Last trained on"),
    "roster.legal_qualification": ("已取得的法定资格", "Legal qualification held"),
    "roster.legal_valid_until": ("法定资格有效期至", "Legal qualification valid until"),
    "roster.covered_by_rules": ("是否纳入管理制度", "Covered by rules"),
    "managers.name": ("姓名", "Name"),
    "managers.level": ("管理层级", "Level"),
    "managers.post": ("职务", "Post"),
    "managers.grade": ("服务管理师等级", "Grade as professional"),
    "managers.certificate_number": ("证书编号", "Certificate number"),
    "managers.issuer": ("发证机构", "Issuer"),
    "managers.valid_until": ("证书有效期至", "Valid until"),
    "budget.year": ("年度", "Year"),
    "budget.kind": ("费用类别", "Kind of cost"),
    "budget.planned": ("预算金额", "Planned"),
    "budget.actual": ("实际金额", "Actual"),
    "budget.unit": ("货币单位", "Unit of money"),
    "budget.special_fund": ("是否专项资金", "Special fund"),
    "budget.purpose": ("专项用途", "Purpose of the fund"),
    "budget.not_needed_because": ("不需要的理由", "Not needed because"),
    "training.kind": ("类别", "Kind"),
    "training.title": ("内容", "Title"),
    "training.planned_on": ("计划日期", "Planned on"),
    "training.held_on": ("实施日期", "Held on"),
    "training.participants": ("参加人数", "Participants"),
    "training.tested": ("考核人数", "Persons tested"),
    "training.passed": ("合格人数", "Persons passed"),
    "premises.kind": ("类别", "Kind"),
    "premises.name": ("名称", "Name"),
    "premises.place": ("位置", "Place"),
    "premises.state": ("状态", "State"),
    "premises.sufficient": ("是否充足", "Sufficient"),
    "premises.checked_on": ("最近检查日期", "Last checked on"),
    "manual.item": ("手册内容", "Item"),
    "manual.present": ("是否具备", "Present"),
    "manual.document": ("文件编号", "Document number"),
    "manual.issued_on": ("发布日期", "Issued on"),
    "manual.distributed_to": ("发放部门", "Distributed to"),
    "manual.not_needed_because": ("不需要的理由", "Not needed because"),
    "laws.title": ("法律法规名称", "Title"),
    "laws.kind": ("类别", "Kind"),
    "laws.effective_on": ("施行日期", "Effective on"),
    "laws.repealed_on": ("废止日期", "Repealed on"),
    "laws.in_manual": ("是否写入手册", "In the manual"),
    "laws.trained_on": ("宣贯培训日期", "Staff trained on"),
    "supervision.name": ("机构名称", "Name"),
    "supervision.link": ("监督环节", "Link"),
    "supervision.supervises": ("监督对象", "Supervises"),
    "supervision.full_time_staff": ("专职人数", "Full-time staff"),
    "supervision.means": ("监督方法", "Means"),
    "supervision.reported_on": ("最近报告日期", "Last report on"),
    "targets.name": ("目标", "Target"),
    "targets.department": ("责任部门", "Department"),
    "targets.period_from": ("考核期开始", "Period from"),
    "targets.period_to": ("考核期结束", "Period to"),
    "targets.target": ("目标值", "Target value"),
    "targets.better": ("方向", "Better"),
    "targets.actual": ("实际值", "Actual"),
    "targets.unit": ("单位", "Unit"),
    "targets.revised_on": ("最近修订日期", "Last revised on"),
    "targets.reward_penalty": ("奖惩结果", "Reward or penalty"),
    "feedback.subject": ("反馈内容", "Subject"),
    "feedback.source": ("信息来源", "Source"),
    "feedback.received_on": ("收到日期", "Received on"),
    "feedback.passed_to": ("传递部门", "Passed to"),
    "feedback.analysis": ("分析报告", "Analysis"),
    "feedback.measure": ("改进措施", "Measure"),
    "feedback.carried_out_on": ("落实日期", "Carried out on"),
    "research.name": ("部门或机构名称", "Name"),
    "research.kind": ("研究方式", "Kind"),
    "research.problem": ("研究的问题", "Problem"),
    "research.result": ("成果", "Result"),
    "research.began_on": ("开始日期", "Began on"),
    "certificates.name": ("认证名称", "Certification"),
    "certificates.kind": ("自愿或强制", "Voluntary or mandatory"),
    "certificates.scheme": ("依据标准", "Normative document"),
    "certificates.number": ("证书编号", "Number"),
    "certificates.issuer": ("发证机构", "Issuer"),
    "certificates.nationally_approved": ("是否国家批准的认证", "Nationally approved"),
    "certificates.valid_from": ("有效期自", "Valid from"),
    "certificates.valid_until": ("有效期至", "Valid until"),
    "certificates.is_prior": ("是否前置认证证书", "Prior certificate"),
    "standards.title": ("标准名称", "Title"),
    "standards.level": ("标准层级", "Level"),
    "standards.role": ("企业的作用", "Client's part"),
    "standards.number": ("标准编号", "Number"),
    "standards.in_force_on": ("实施日期", "In force on"),
    "philosophy.statement": ("理念表述", "Statement"),
    "philosophy.made_known_outside": ("对外宣传方式", "Made known outside"),
    "philosophy.made_known_inside": ("对内宣传方式", "Made known inside"),
    "philosophy.trained_on": ("最近培训日期", "Last trained on"),
    "promises.document": ("载明承诺的文件", "Document"),
    "promises.subject": ("承诺事项", "Subject"),
    "promises.kind": ("衡量方式", "Measured by"),
    "promises.value": ("承诺值", "Value"),
    "promises.unit": ("单位", "Unit"),
    "promises.text": ("承诺要点", "What is promised"),
    "publicity.title": ("名称", "Title"),
    "publicity.kind": ("类别", "Kind"),
    "publicity.channel": ("途径", "Channel"),
    "publicity.by": ("发布或授予单位", "By"),
    "publicity.dated_on": ("日期", "Date"),
}

CHECKS: Words = {
    "check.function-coverage": ("职能覆盖", "Functions covered"),
    "check.outlet-list": ("网点清单", "Outlets listed"),
    "check.region-coverage": ("销售区域覆盖", "Sales regions served"),
    "check.outlet-ability": ("网点能力", "Ability of outlets"),
    "check.outlet-kinds": ("网点类型与设立方式", "Kinds of outlet"),
    "check.staff-certified": ("持证与培训", "Certificates and training"),
    "check.posts-filled": ("岗位配备", "Posts filled"),
    "check.legal-qualifications": ("法定资格", "Qualifications demanded by law"),
    "check.outsourced-staff": ("外包人员", "Outsourced staff"),
    "check.service-managers": ("服务管理师", "Management professionals"),
    "check.budget-kinds": ("费用类别", "Kinds of cost"),
    "check.budget-spent": ("预算执行", "Budget and actual"),
    "check.special-fund": ("专项资金", "Special funds"),
    "check.staff-support": ("培训、考核与关怀", "Training, appraisal and care"),
    "check.infrastructure-state": ("基础设施", "Infrastructure"),
    "check.manual-contents": ("手册内容", "Contents of the manual"),
    "check.manual-issued": ("手册发布与发放", "Manual issued and distributed"),
    "check.law-register": ("法律法规清单", "Register of laws"),
    "check.law-training": ("法律法规宣贯", "Training on laws"),
    "check.supervision-body": ("监督机构", "Supervision body"),
    "check.targets-measured": ("目标完成情况", "Targets and actuals"),
    "check.target-consequences": ("奖惩与目标修订", "Consequences and revision"),
    "check.feedback-loop": ("信息反馈与改进", "Feedback and improvement"),
    "check.research-on-problems": ("服务研究", "Research"),
    "check.voluntary-certificates": ("自愿性认证", "Voluntary certificates"),
    "check.standards-work": ("服务标准化", "Standardisation"),
    "check.philosophy-known": ("理念宣贯", "Philosophy made known"),
    "check.promises-consistent": ("承诺一致性", "Promises the same everywhere"),
    "check.publicity-active": ("主动宣传", "Active publicity"),
}

FIGURES: Words = {
    "figure.functions": ("职能总数", "Functions"),
    "figure.covered": ("已覆盖", "Covered"),
    "figure.not_needed": ("说明不需要", "Not needed"),
    "figure.uncovered": ("未覆盖", "Not covered"),
    "figure.departments": ("涉及部门", "Departments"),
    "figure.listed": ("列出数量", "Listed"),
    "figure.claimed": ("宣称数量", "Stated"),
    "figure.regions": ("销售区域", "Sales regions"),
    "figure.by_outlets": ("由网点服务", "Served by outlets"),
    "figure.by_dispatch": ("由总部派工", "Served by dispatch"),
    "figure.in_part": ("部分覆盖", "Served in part"),
    "figure.unserved": ("无人服务", "Not served"),
    "figure.untold": ("无法判断", "Cannot be told"),
    "figure.technicians": ("技术人员", "Technicians"),
    "figure.without_technicians": ("无技术人员的网点", "Outlets without technicians"),
    "figure.dispatches": ("派工次数", "Dispatches"),
    "figure.on_time_share": ("按时率", "Share on time"),
    "figure.not_inspected": ("未检查网点", "Outlets not inspected"),
    "figure.kinds": ("类型数", "Kinds"),
    "figure.self_built": ("自建", "Self-built"),
    "figure.outsourced": ("外包", "Outsourced"),
    "figure.other": ("其他", "Other"),
    "figure.staff": ("服务人员", "Staff"),
    "figure.certified": ("持有效证书", "With a valid certificate"),
    "figure.certified_share": ("持证率", "Share certified"),
    "figure.trained_only": ("仅受过培训", "Trained only"),
    "figure.neither": ("无有效证书且无培训", "Neither"),
    "figure.expired": ("证书过期", "Expired"),
    "figure.expiring": ("证书即将到期", "Expiring soon"),
    "figure.posts": ("岗位", "Posts"),
    "figure.needed": ("需要人数", "Needed"),
    "figure.in_post": ("在岗人数", "In post"),
    "figure.posts_empty": ("空缺岗位", "Posts empty"),
    "figure.posts_short": ("缺员岗位", "Posts short of people"),
    "figure.lacking": ("缺少资格", "Lacking"),
    "figure.outsourced_share": ("外包比例", "Share outsourced"),
    "figure.managers": ("服务管理人员", "Service managers"),
    "figure.professionals": ("服务管理师", "Professionals"),
    "figure.professionals_share": ("服务管理师比例", "Share of professionals"),
    "figure.intermediate": ("中级及以上", "Intermediate or above"),
    "figure.intermediate_needed": ("中级及以上需要", "Intermediate needed"),
    "figure.year": ("年度", "Year"),
    "figure.cost_kinds": ("费用类别总数", "Kinds of cost"),
    "figure.planned_kinds": ("有预算的类别", "Kinds planned"),
    "figure.missing": ("缺少", "Missing"),
    "figure.planned": ("预算合计", "Planned"),
    "figure.actual": ("实际合计", "Actual"),
    "figure.spent_share": ("执行率", "Share spent"),
    "figure.unit": ("货币单位", "Unit of money"),
    "figure.funds": ("专项资金", "Special funds"),
    "figure.activities": ("活动", "Activities"),
    "figure.held": ("已实施", "Held"),
    "figure.tested": ("考核人数", "Tested"),
    "figure.passed_share": ("合格率", "Share passed"),
    "figure.sound": ("状态良好", "In good state"),
    "figure.sufficient": ("充足", "Sufficient"),
    "figure.items": ("应有内容", "Items asked for"),
    "figure.present": ("具备", "Present"),
    "figure.issued": ("已发布", "Issued"),
    "figure.distributed": ("已发放", "Distributed"),
    "figure.laws": ("法律法规", "Laws"),
    "figure.in_force": ("现行有效", "In force"),
    "figure.in_manual": ("写入手册", "In the manual"),
    "figure.trained": ("已培训", "Trained"),
    "figure.bodies": ("机构", "Bodies"),
    "figure.full_time": ("专职人员", "Full-time staff"),
    "figure.links": ("已有环节", "Links covered"),
    "figure.links_known": ("环节总数", "Links"),
    "figure.targets": ("目标", "Targets"),
    "figure.ended": ("考核期已结束", "Period ended"),
    "figure.measured": ("已测量", "Measured"),
    "figure.reached": ("已达到", "Reached"),
    "figure.reached_share": ("达成率", "Share reached"),
    "figure.with_consequence": ("有奖惩", "With reward or penalty"),
    "figure.revised": ("已修订", "Revised"),
    "figure.feedback": ("反馈", "Feedback"),
    "figure.sources": ("来源种类", "Sources"),
    "figure.analysed": ("已分析", "Analysed"),
    "figure.carried_out": ("已落实", "Carried out"),
    "figure.with_result": ("有成果", "With a result"),
    "figure.certificates": ("证书", "Certificates"),
    "figure.voluntary": ("自愿性", "Voluntary"),
    "figure.mandatory": ("强制性", "Mandatory"),
    "figure.counted": ("可计入", "Counted"),
    "figure.standards": ("标准", "Standards"),
    "figure.own": ("自有标准", "Own"),
    "figure.took_part": ("参与制定", "Took part"),
    "figure.statements": ("理念表述", "Statements"),
    "figure.outside": ("对外宣传", "Made known outside"),
    "figure.inside": ("对内宣传", "Made known inside"),
    "figure.documents": ("文件", "Documents"),
    "figure.promises": ("承诺", "Promises"),
    "figure.differing": ("不一致", "Differing"),
    "figure.in_one_document": ("仅见于一份文件", "In one document only"),
    "figure.own_activities": ("主动宣传", "Own activities"),
    "figure.channels": ("途径", "Channels"),
    "figure.honours": ("荣誉", "Honours"),
    "figure.passive": ("第三方报道", "Reports by others"),
}

LABELS: Words = {**SHEETS, **FIELDS, **CHOICES, **CHECKS, **FIGURES}


def label(key: str, language: str = "zh") -> str:
    """What people call a sheet, field, choice, check or figure, in `zh` or `en`.

    The fields and choices of the case itself stand in `wording/workbook.py`. Raises KeyError for a key without a
    label: that is a fault of the program, and a test finds it.
    """
    words = LABELS.get(key) or EXPECTED.get(key) or areas.LABELS.get(key) or TEXTS[key]
    return words[("zh", "en").index(language)]


def said(value: Said, language: str = "zh", *, in_cells: bool = False) -> str:
    """A value of a sentence in the reader's language; members of a list are set off as that language does.

    `in_cells` for a reader who fills in a workbook: labels only, not what a file has for them.
    """
    if isinstance(value, Word):
        if in_cells and value.key in cells.EXPECTED:
            return cells.EXPECTED[value.key][("zh", "en").index(language)]
        words = label(value.key, language)
        if value.aside:
            words = _beside(words, said(value.aside, language), language)
        return words if in_cells or not value.written else _beside(value.written, words, language)
    if isinstance(value, tuple):
        return {"zh": "、", "en": ", "}[language].join(
            said(each, language, in_cells=in_cells) for each in value
        )
    return value


def _beside(written: str, words: str, language: str) -> str:
    if written == words:
        return written
    return f"{written}（{words}）" if language == "zh" else f"{written} ({words})"


def named(shape: type, path: str, name: str) -> Said:
    """The field `name` of a shape that stands at `path`, with what people call it; the name alone where none does."""
    row = _FACT_ROW.fullmatch(path)
    # What is read by a shape of its own, such as `_CaseText`, is still a part of the case.
    owner = row[1] if row else shape.__name__.removeprefix("_").removesuffix("Text")
    return _word(f"{owner}.{name}", name)


def choice(value: StrEnum) -> Said:
    """A choice as a file has it, with what people call it."""
    return _word(f"{type(value).__name__}.{value.value}", value.value)


def _word(key: str, written: str) -> Said:
    return Word(key, written) if key in LABELS or key in TEXTS or key in areas.LABELS else written
