# SPDX-License-Identifier: Apache-2.0
"""Words of the ledger's entries: what was done by action code, and the facts of it by key.

A key without words of its own here is one of an application, an enterprise or a fact sheet and has its words there; what
has none at all is shown as it stands in the ledger.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from zhuoping.core.ledger.canonical import Value
from zhuoping.core.wording import (
    areas,
    capability,
    characteristics,
    double_scoring,
    field_samples,
    fieldwork,
    footprint,
    labels,
    special_items,
)
from zhuoping.core.wording.choices import CHOICES
from zhuoping.core.wording.workbook import TEXTS

_LANGUAGES = ("zh", "en")
_NOTHING = "—"

ACTS: Mapping[str, tuple[str, str]] = {
    "agreement.concluded": ("合同生效", "Agreement concluded"),
    "agreement.issued": ("出具认证合同", "Agreement issued"),
    "agreement.signed": ("签署认证合同", "Agreement signed"),
    "agreement.withdrawn": ("撤回认证合同", "Agreement withdrawn"),
    "api-key.ended": ("停用接口密钥", "API key ended"),
    "api-key.made": ("新建接口密钥", "API key made"),
    "application.accepted": ("受理申请", "Application accepted"),
    "application.declined": ("不予受理", "Application declined"),
    "application.opened": ("新建申请", "Application opened"),
    "application.saved": ("修改申请", "Application changed"),
    "application.submitted": ("提交申请", "Application submitted"),
    "blueprint.saved": ("保存服务蓝图", "Service blueprint saved"),
    "changes.requested": ("要求调整日期或人员", "Other dates or persons asked for"),
    "checkpoint.signed": ("签署日志校验点", "Checkpoint of the ledger signed"),
    "client.changed": ("修改企业信息", "Enterprise changed"),
    "client.registered": ("登记企业", "Enterprise registered"),
    "credit-code.accepted": ("确认信用代码", "Credit code accepted"),
    "design.judged": ("判定设计要素", "Element of the design judged"),
    "days.approved": ("批准减少人日数", "Fewer person-days approved"),
    "document.added": ("添加申请材料", "Document of the application added"),
    "document.left": ("说明材料不适用", "Document said not to apply"),
    "document.withdrawn": ("撤回申请材料", "Document of the application withdrawn"),
    "edition.adopted": ("采用方案版本", "Edition adopted"),
    "edition.ended": ("停用方案版本", "Edition ended"),
    "engagement.discontinued": ("终止项目", "Engagement discontinued"),
    "meeting.recorded": ("登记会议", "Meeting recorded"),
    "meeting.signed-in": ("会议签到", "Signed in at a meeting"),
    "meeting.noted": ("说明签到异常", "Note on signing in written"),
    "day-log.written": ("写审查日志", "Daily log written"),
    "fact.verified": ("核实服务资料", "Facts verified"),
    "evidence.added": ("上传文件", "File added"),
    "fact-row.added": ("添加服务资料", "Row of a fact sheet added"),
    "fact-row.changed": ("修改服务资料", "Row of a fact sheet changed"),
    "fact-row.removed": ("删除服务资料", "Row of a fact sheet removed"),
    "fact-sheet.imported": ("导入服务资料", "Fact sheet imported"),
    "visit.released": ("向企业公开服务特性记录表", "Characteristic sheet released to the client"),
    "mode.concluded": ("作出模式结论", "Mode concluded"),
    "nonconformity.answered": ("答复不符合项", "Nonconformity answered"),
    "nonconformity.changed": ("修改不符合项", "Nonconformity changed"),
    "nonconformity.escalated": ("提示不符合项逾期", "Overdue nonconformity told of"),
    "nonconformity.shown": ("向企业公开不符合项", "Nonconformity shown to the client"),
    "nonconformity.withdrawn": ("撤销不符合项", "Nonconformity withdrawn"),
    "evidence.shown": ("向企业展示证据", "Evidence shown to the client"),
    "nonconformity.raised": ("提出不符合项", "Nonconformity raised"),
    "nonconformity.verified": ("验证不符合项的整改", "What was done about a nonconformity verified"),
    "scorecard.signed": ("签署评分表", "Scorecard signed"),
    "interests.declared": ("声明利益关系", "Interests declared"),
    "invitation.accepted": ("接受邀请", "Invitation accepted"),
    "invitation.renewed": ("重新发送邀请", "Invitation sent again"),
    "invitation.withdrawn": ("撤回邀请", "Invitation withdrawn"),
    "membership.ended": ("不再代表企业", "Acts for the enterprise no longer"),
    "officer.assigned": ("指定项目专员", "Case officer assigned"),
    "other-body.declared": ("声明在其他机构执业", "Practice in another body declared"),
    "patterns.set": ("设定编号规则", "Patterns of numbers set"),
    "person.deactivated": ("停用账号", "Account shut"),
    "person.invited": ("邀请人员", "Person invited"),
    "person.joined": ("注册账号", "Account opened"),
    "person.reactivated": ("重新启用账号", "Account opened again"),
    "person.renamed": ("修改姓名", "Name changed"),
    "person.unlocked": ("解除登录暂停", "Sign-in unlocked"),
    "plan.confirmed": ("确认审查计划", "Plan confirmed"),
    "plan.released": ("发布审查计划", "Plan released"),
    "plan.saved": ("编制审查计划", "Plan changed"),
    "plan.withdrawn": ("撤回审查计划", "Plan withdrawn"),
    "prior-certificate.looked-up": ("再次查询前置认证证书", "Prior certificate looked up again"),
    "qualification.ended": ("提前终止能力授权", "Authorisation ended early"),
    "qualification.granted": ("授予能力授权", "Authorisation granted"),
    "registration.referred": (
        "要登记已有的企业，待核实",
        "Wants to register an enterprise that is there, to be checked",
    ),
    "review.saved": ("填写评审检查表", "Review checklist filled in"),
    "role.ended": ("收回角色", "Role ended"),
    "role.granted": ("授予角色", "Role granted"),
    "sample.changed": ("调整网点样本", "Sample of outlets changed"),
    "sample.drawn": ("抽取网点样本", "Sample of outlets drawn"),
    "second-factor.reset": ("清除两步验证", "Second factor removed"),
    "sessions.ended": ("结束全部登录", "Signed out everywhere"),
    "signing-key.published": ("启用新的签名密钥", "New signing key taken into use"),
    "supplement.requested": ("要求补充材料", "More asked for"),
    "tie.ended": ("记录与企业的关系结束", "Tie to an enterprise ended"),
    "tie.recorded": ("记录与企业的关系", "Tie to an enterprise recorded"),
    **capability.ACTS,
    **fieldwork.ACTS,
    **footprint.ACTS,
    **double_scoring.ACTS,
    **field_samples.ACTS,
    **special_items.ACTS,
}

FIELDS: Mapping[str, tuple[str, str]] = {
    "added": ("加入", "Added"),
    "again_reason": ("重新抽取的理由", "Drawn again because"),
    "agreement": ("合同编号", "Agreement"),
    "answer": ("结论", "Answer"),
    "answers": ("检查表", "Checklist"),
    "approval": ("批准号", "Approval"),
    "before": ("调整前", "Before"),
    "blueprint": ("服务蓝图", "Blueprint"),
    "blueprint.saved.backstage": ("后台行为", "Backstage acts"),
    "blueprint.saved.bound": ("界限", "Bound"),
    "blueprint.saved.characteristics": ("特性", "Characteristics"),
    "blueprint.saved.contacts": ("接触点", "Contact points"),
    "blueprint.saved.customer": ("顾客行为", "Customer acts"),
    "blueprint.saved.stages": ("阶段", "Stages"),
    "blueprint.saved.support": ("支持过程", "Support"),
    "blueprint.saved.target": ("目标值", "Target"),
    "blueprint.saved.title": ("阶段名称", "Stage"),
    "blueprint.saved.tolerance": ("允差", "Tolerance"),
    "blueprint.saved.unit": ("单位", "Unit"),
    "conditions": ("条件", "Conditions"),
    "element": ("设计要素", "Element of the design"),
    "body": ("认证机构", "Body"),
    "by_headcount": ("按人数增加的人日数", "Person-days by headcount"),
    "checked_on": ("查询日期", "Looked up on"),
    "clauses": ("条款", "Clauses"),
    "client": ("企业（内部编号）", "Enterprise (internal number)"),
    "content_digest": ("提交内容的摘要", "Digest of what was submitted"),
    "count": ("行数", "Rows"),
    "dated_on": ("文件日期", "Date of the document"),
    "day": ("日期", "Day"),
    "meeting": ("会议（内部编号）", "Meeting (internal number)"),
    "held_at": ("开始时间", "Begins at"),
    "ended_at": ("结束时间", "Ends at"),
    "latitude": ("纬度", "Latitude"),
    "longitude": ("经度", "Longitude"),
    "meeting.signed-in.name": ("签到人", "Signed in"),
    "fact.verified.row": ("行号", "Row"),
    "stated": ("企业填报", "As stated"),
    "found": ("核实结果", "As found"),
    "digest": ("摘要（SHA-256）", "Digest (SHA-256)"),
    "document": ("材料（内部编号）", "Document (internal number)"),
    "due_on": ("截止日期", "Due on"),
    "edition": ("版本", "Edition"),
    "edition_digest": ("版本摘要", "Digest of the edition"),
    "email": ("邮箱", "Mail address"),
    "ends_on": ("结束日期", "Last day"),
    "engagement": ("项目编号", "Engagement"),
    "evidence": ("文件（内部编号）", "File (internal number)"),
    "expires_at": ("到期时间", "Expires at"),
    "families": ("产品类别数", "Product families"),
    "frame_digest": ("网点名单摘要", "Digest of the list of outlets"),
    "frame_size": ("名单中的网点数", "Outlets in the list"),
    "free": ("无利益冲突", "Free of interests"),
    "from": ("原值", "Before"),
    "from_on": ("起始日期", "From"),
    "grade": ("级别", "Grade as professional"),
    "index": ("序号", "Place"),
    "internal": ("仅机构可见", "For the body only"),
    "invitation": ("邀请（内部编号）", "Invitation (internal number)"),
    "invited_by": ("邀请人", "Invited by"),
    "issuer": ("发证机构", "Issuer"),
    "item": ("日程", "Item of the agenda"),
    "items": ("日程数", "Items of the agenda"),
    "key": ("密钥编号", "Key"),
    "kind": ("类别", "Kind"),
    "language": ("语言", "Language"),
    "leader": ("组长", "Leader"),
    "least_days": ("最少人日数", "Least person-days"),
    "level": ("等级", "Level"),
    "look_up": ("证书查询", "Look-up of the certificate"),
    "may_bind": ("有权代表企业签署", "May bind the enterprise"),
    "media_type": ("文件格式", "Format"),
    "members": ("成员", "Members"),
    "mode": ("模式", "Mode"),
    "verdict": ("结论", "Verdict"),
    "modes": ("模式", "Modes"),
    "modes_reason": ("选用模式的理由", "Modes because"),
    "name": ("名称", "Name"),
    "note": ("说明", "Note"),
    "number": ("编号", "Number"),
    "officer": ("项目专员", "Case officer"),
    "other_body": ("其他机构", "Other body"),
    "outcome": ("结论", "Outcome"),
    "overlay_en": ("英文译本摘要", "Digest of the English overlay"),
    "parameters": ("机构参数", "Values of the body"),
    "party": ("签署方", "Side"),
    "patterns": ("编号规则", "Patterns"),
    "pem": ("公钥", "Public key"),
    "person": ("人员", "Person"),
    "plan": ("计划编号", "Plan"),
    "plan.saved.places": ("审查组", "Team"),
    "planned_days": ("计划人日数", "Planned person-days"),
    "position": ("行号", "Row"),
    "proof": ("证明（内部编号）", "Proof (internal number)"),
    "qualification": ("能力授权（内部编号）", "Authorisation (internal number)"),
    "reason": ("理由", "Reason"),
    "reductions": ("减少", "Reductions"),
    "registration": ("注册号", "Registration"),
    "removed": ("移出", "Removed"),
    "removed_item": ("删去的日程", "Item taken out"),
    "replaces": ("取代（内部编号）", "Replaces (internal number)"),
    "review": ("评审（内部编号）", "Review (internal number)"),
    "role": ("角色", "Role"),
    "roles": ("角色", "Roles"),
    "round": ("提交轮次", "Round"),
    "row": ("行（内部编号）", "Row (internal number)"),
    "scanned": ("病毒扫描", "Virus scan"),
    "scheme": ("方案", "Scheme"),
    "scopes": ("权限范围", "Scopes"),
    "seed": ("随机起点", "Seed"),
    "sessions": ("登录数", "Sessions"),
    "share": ("比例", "Share"),
    "sheet": ("资料表", "Fact sheet"),
    "signatory": ("签署人", "Signatory"),
    "signed_copy": ("签署件摘要", "Digest of the signed copy"),
    "size": ("大小（字节）", "Size (bytes)"),
    "stage": ("所处阶段", "Stage"),
    "starts_on": ("开始日期", "First day"),
    "status": ("状态", "Status"),
    "terms": ("合同条款", "Terms"),
    "text": ("说明", "Text"),
    "tie": ("关系（内部编号）", "Tie (internal number)"),
    "to": ("新值", "After"),
    "to_add": ("需补充的内容", "To be added"),
    "until_on": ("截止日期", "Until"),
    "uscc": ("统一社会信用代码", "Unified social credit code"),
    "valid_until": ("有效期至", "Valid until"),
    "values": ("内容", "Content"),
    "version": ("版本", "Version"),
    "ref": ("指标", "Indicator"),
    "field": ("栏目", "Field"),
    "value": ("内容", "Value"),
    "who": ("受访人", "Whom"),
    "function": ("职务", "Function"),
    "place": ("地点", "Place"),
    "happened_at": ("时间", "Time"),
    "record": ("记录（内部编号）", "Record (internal number)"),
    "double_scoring": ("双人分别评分", "Two auditors score, each alone"),
    "subject": ("关联到", "Tied to"),
    "nonconformity": ("不符合项（内部编号）", "Nonconformity (internal number)"),
    "nonconformity.raised.grade": ("性质", "Class"),
    "nonconformity.changed.grade": ("性质", "Class"),
    "clause": ("不符合的条款", "Clause not met"),
    "statement": ("不符合事实", "Statement"),
    "characteristic_sheet": ("服务特性记录表（内部编号）", "Characteristic sheet (internal number)"),
    **characteristics.FIELDS,
    **double_scoring.FIELDS,
    **field_samples.FIELDS,
    **special_items.FIELDS,
    "answer_due_on": ("答复期限", "Answer due"),
    "close_due_on": ("整改期限", "To be closed by"),
    "root_cause": ("原因分析", "Root cause"),
    "correction": ("纠正", "Correction"),
    "corrective_action": ("纠正措施", "Corrective action"),
    "done_on": ("完成日期", "Done on"),
    "missed_on": ("逾期的期限", "Missed day"),
    "people": ("通知了", "Told"),
    "fieldwork.closed.round": ("评分表轮次", "Round of the scorecard"),
    "fieldwork.reopened.round": ("评分表轮次", "Round of the scorecard"),
    "scorecard.signed.round": ("评分表轮次", "Round of the scorecard"),
    "scorecard.signed.name": ("签署人", "Signed by"),
    "total": ("总分", "Total"),
    "summary_digest": ("评分摘要文件的摘要", "Digest of the summary"),
    "image_digest": ("签名图像的摘要", "Digest of the signature"),
    "remarks": ("意见", "Remarks"),
    **capability.FIELDS,
    **footprint.FIELDS,
}

# The enumerations whose words the values of a key have.
_KINDS: Mapping[str, tuple[str, ...]] = {
    "agreement_language": ("AgreementLanguage",),
    "answer": ("Answer",),
    "bound": ("Bound",),
    "declarations": ("Declaration",),
    "element": ("DesignElement",),
    "grade": ("Grade", "NonconformityGrade"),
    "kind": ("DocumentKind", "TieKind", "ItemKind", "CharacteristicKind", "SpecialKind", "MeetingKind"),
    "outcome": ("Outcome", "NonconformityState"),
    "party": ("Party",),
    "role": ("Role", "TeamRole"),
    "roles": ("Role",),
    "stage": ("Stage",),
    "type": ("CertificationType",),
    "verdict": ("DesignVerdict", "ModeVerdict", "FactVerdict", "CapabilityVerdict"),
}
# Whose keys a body may have as they are.
_AREAS = ("Application", "Enterprise", "ReviewItem", "ClauseKey", "Agreement")
# Keys whose numbers are people.
PEOPLE = frozenset(
    {"inspector", "invited_by", "leader", "members", "officer", "people", "person", "signed_by"}
)


class Detail(NamedTuple):
    """One fact of an entry: what it is called, and its value as text."""

    label: str
    text: str


def act(action: str, language: str) -> str:
    """What was done, in words. An action of a later version of the program, which has none here, stays its code."""
    words = ACTS.get(action)
    return action if words is None else words[_LANGUAGES.index(language)]


def details(
    body: Mapping[str, Value], language: str, people: Mapping[int, str], within: str = ""
) -> tuple[Detail, ...]:
    """The facts of an entry in words, in the order of the ledger; `people` are names by number.

    `within` is the action, or the fact sheet whose row this is: there a key may mean something of its own.
    """
    sheet = body.get("sheet")
    inner = sheet if isinstance(sheet, str) else within
    return tuple(
        Detail(_label(key, language, within), _text(key, value, language, people, inner))
        for key, value in body.items()
    )


def people_in(value: Value, key: str = "") -> Iterator[int]:
    """The numbers of all people that a body names."""
    if isinstance(value, Mapping):
        for name, each in value.items():
            yield from people_in(each, name)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for each in value:
            yield from people_in(each, key)
    elif isinstance(value, int) and not isinstance(value, bool) and key in PEOPLE:
        yield value


def _label(key: str, language: str, within: str) -> str:
    own = f"{within}.{key}"
    places = (
        FIELDS.get(own),
        labels.FIELDS.get(own),
        FIELDS.get(key),
        *(areas.LABELS.get(f"{area}.{key}") for area in _AREAS),
    )
    words = next((each for each in places if each is not None), None)
    return key if words is None else words[_LANGUAGES.index(language)]


def _text(key: str, value: Value, language: str, people: Mapping[int, str], within: str) -> str:
    if value is None or value == "":
        return _NOTHING
    if isinstance(value, bool):
        return {"zh": ("否", "是"), "en": ("no", "yes")}[language][value]
    if isinstance(value, str):
        return _choice(key, value, language)
    if isinstance(value, int):
        return people.get(value, str(value)) if key in PEOPLE else str(value)
    if isinstance(value, Mapping):
        colon, stop = {"zh": ("：", "；"), "en": (": ", "; ")}[language]
        inner = (f"{label}{colon}{text}" for label, text in details(value, language, people, within))
        return stop.join(inner) or _NOTHING
    between = {"zh": "、", "en": ", "}[language]
    if any(isinstance(each, Mapping) for each in value):
        between = " | "
    return between.join(_text(key, each, language, people, within) for each in value) or _NOTHING


def _choice(key: str, value: str, language: str) -> str:
    if key == "sheet":
        words = labels.SHEETS.get(value)
    else:
        names = [f"{kind}.{value}" for kind in _KINDS.get(key, ())]
        found = (areas.LABELS.get(name) or CHOICES.get(name) or TEXTS.get(name) for name in names)
        words = next((each for each in found if each is not None), None)
    return value if words is None else words[_LANGUAGES.index(language)]
