# SPDX-License-Identifier: Apache-2.0
"""Words about the documents that an applicant hands in: titles, hints, and what may be wrong with them."""

WORDS: dict[str, tuple[str, str]] = {
    "document-missing": (
        "缺少“{title}”：每项申请都要提交，请上传。",
        "“{title}” is missing, which every application needs: upload it.",
    ),
    "document-or-reason-missing": (
        "缺少“{title}”：请上传；如不适用，请写明理由。",
        "“{title}” is missing: upload it, or say why it does not apply.",
    ),
    "document-always-applies": (
        "“{title}”对每项申请都适用，不能以理由代替：请上传。",
        "“{title}” applies to every application, and a reason does not replace it: upload it.",
    ),
    "document-and-reason": (
        "“{title}”已有文件，又写了不适用的理由：请删去其一。",
        "“{title}” has a file and a reason why it does not apply: remove one of them.",
    ),
    "document-without-file": (
        "“{title}”的这一行没有文件：请上传，或删去这一行。",
        "This line of “{title}” has no file: upload one, or remove the line.",
    ),
    "document-not-dated": (
        "“{title}”没有写文件日期：请填写文件本身的日期，不是上传日期。",
        "“{title}” has no date: enter that of the document itself, not of its upload.",
    ),
    "document-ended": (
        "“{title}”的有效期至 {until}，在 {on} 已经届满：请换成有效的文件。",
        "“{title}” ended on {until} and does not count on {on}: replace it by a valid one.",
    ),
    "records-not-dated": (
        "没有写明服务记录的起止日期：请填写记录的第一天和最后一天。",
        "The days that the service records cover are missing: enter their first and last day.",
    ),
    "records-reversed": (
        "服务记录的起始日期 {from_on} 晚于结束日期 {until_on}：请改正。",
        "The service records begin on {from_on}, after they end on {until_on}: correct the dates.",
    ),
    "records-too-short": (
        "连续的服务记录只覆盖 {first} 至 {last}，不足 {months} 个月：请补足。",
        "Service records without a gap run from {first} to {last}, less than {months} months: add what is missing.",
    ),
    "records-too-old": (
        "服务记录为 {first} 至 {last}，距 {on} 超过 {months} 个月：请补充近期的记录。",
        "Service records run from {first} to {last}, which ends more than {months} months before {on}: add recent ones.",
    ),
}

LABELS: dict[str, tuple[str, str]] = {
    "DocumentNeed.required": ("必须提交", "Required"),
    "DocumentNeed.where-applicable": ("适用时提交", "Where applicable"),
    "DocumentNeed.optional": ("可以提交", "Optional"),
    "DocumentKind.business-licence": ("营业执照", "Business licence"),
    "DocumentKind.prior-certificate": ("前置认证证书", "Prior certificate"),
    "DocumentKind.permits": ("行业许可和资质", "Permits and qualifications"),
    "DocumentKind.description": ("商品和服务说明", "Description of goods and services"),
    "DocumentKind.conformity-reports": ("商品合格报告", "Conformity reports of goods"),
    "DocumentKind.laws-and-standards": ("适用的法规和标准清单", "List of laws and standards"),
    "DocumentKind.profile": ("企业简介", "Profile of the enterprise"),
    "DocumentKind.organisation-chart": ("企业组织机构图", "Organisation chart"),
    "DocumentKind.service-chart": ("售后服务机构图和负责人", "After-sales chart with responsible persons"),
    "DocumentKind.outlet-list": ("销售和服务网点清单", "List of sales and service outlets"),
    "DocumentKind.handbook": ("售后服务手册", "After-sales handbook"),
    "DocumentKind.document-list": ("体系文件清单", "List of system documents"),
    "DocumentKind.service-policy": ("商品与服务政策", "Product and service policy"),
    "DocumentKind.honours": ("已有证书和荣誉", "Certificates and honours held"),
    "DocumentKind.service-records": ("近期服务记录", "Recent service records"),
    "DocumentKind.satisfaction-survey": ("满意度调查结果", "Satisfaction survey"),
    "DocumentKind.complaint-records": ("投诉处理记录", "Complaint records"),
    "DocumentKind.staff-certificates": ("服务人员证书", "Certificates of service staff"),
    "DocumentKind.training-records": ("培训记录", "Training records"),
    "DocumentKind.spare-parts": ("备件和仓储证明", "Evidence of spare parts and storage"),
    "DocumentKind.budget": ("服务经费证明", "Evidence of the service budget"),
    "DocumentKind.promises": ("公开的服务承诺", "Public service promises"),
    "DocumentKind.signed-declaration": (
        "签署的符合性和真实性声明",
        "Signed declaration of conformity and truth",
    ),
}

HINTS: dict[str, tuple[str, str]] = {
    "DocumentKind.business-licence": (
        "加盖公章的副本，有期限的填写有效期。",
        "A sealed copy; enter its last day where it ends.",
    ),
    "DocumentKind.prior-certificate": (
        "方案要求的前置认证证书全页，填写有效期。",
        "All pages of the certificate that the scheme asks for; enter its last day.",
    ),
    "DocumentKind.permits": (
        "法律要求许可的行业才需要，如特种设备维修。",
        "Only where a law asks for a permit, such as repair of special equipment.",
    ),
    "DocumentKind.description": (
        "卖什么、修什么、谁来做、服务到哪里。",
        "What is sold and repaired, by whom, and where.",
    ),
    "DocumentKind.conformity-reports": (
        "主要商品的检验报告或强制性认证证书；只做服务的写明理由。",
        "Test reports or mandatory certificates of the main goods; a mere service provider says so.",
    ),
    "DocumentKind.laws-and-standards": (
        "列出名称、编号和版本，含三包和行业规定。",
        "Names, numbers and editions, with the three guarantees and rules of the trade.",
    ),
    "DocumentKind.profile": (
        "规模、人数、经营范围和市场地位，一两页即可。",
        "Size, staff, business and position, on a page or two.",
    ),
    "DocumentKind.organisation-chart": (
        "全企业的部门和隶属关系。",
        "Departments of the whole enterprise and who reports to whom.",
    ),
    "DocumentKind.service-chart": (
        "售后服务各环节的部门、岗位和负责人姓名。",
        "Departments and posts of after-sales service, with the names of those responsible.",
    ),
    "DocumentKind.outlet-list": (
        "与情况表一致；总部直接派工、没有网点的写明理由。",
        "As in the fact sheet; say so where headquarters dispatches and there is no outlet.",
    ),
    "DocumentKind.handbook": (
        "现行版本，含发布文件。",
        "The one in force, with the paper that issued it.",
    ),
    "DocumentKind.document-list": (
        "制度、规范和表格的名称、编号和版本。",
        "Names, numbers and versions of rules and forms.",
    ),
    "DocumentKind.service-policy": (
        "保修、退换、收费、响应时间等规定。",
        "Warranty, returns, charges, response times.",
    ),
    "DocumentKind.honours": (
        "其他认证证书、奖项，近三年的即可。",
        "Other certificates and awards, of recent years.",
    ),
    "DocumentKind.service-records": (
        "维修、配送、安装等记录，填写起止日期，月份不能中断。",
        "Records of repair, delivery, installation; enter first and last day, without a gap between.",
    ),
    "DocumentKind.satisfaction-survey": (
        "最近一次的办法、样本和结果。",
        "Method, sample and result of the last one.",
    ),
    "DocumentKind.complaint-records": (
        "受理、处理和回访记录；确无投诉的写明理由。",
        "How complaints were taken in, handled and followed up; say so where there was none.",
    ),
    "DocumentKind.staff-certificates": (
        "与名册对应；法律不要求持证的写明理由。",
        "As in the roster; say so where no law asks for them.",
    ),
    "DocumentKind.training-records": (
        "计划、签到和考核结果。",
        "Plan, attendance and results.",
    ),
    "DocumentKind.spare-parts": (
        "库存清单、照片或供货协议；不用备件的写明理由。",
        "Stock list, photos or agreement on supply; say so where no parts are used.",
    ),
    "DocumentKind.budget": (
        "本年度预算和上年度支出，可遮去无关科目。",
        "This year's budget and last year's spending; other accounts may be covered.",
    ),
    "DocumentKind.promises": (
        "网站、保修卡、合同和广告中的承诺，各附一份。",
        "One copy each of what website, warranty card, agreements and advertising promise.",
    ),
    "DocumentKind.signed-declaration": (
        "法定代表人或授权人签字盖章。",
        "Signed and sealed by the legal representative or a person authorised.",
    ),
}
