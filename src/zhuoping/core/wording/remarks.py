# SPDX-License-Identifier: Apache-2.0
"""What checks remark on single rows of the fact sheets: what was noticed and what to do next."""

WORDS: dict[str, tuple[str, str]] = {
    # -- 1.1
    "function-uncovered": (
        "职能“{function}”没有部门承担：请填写承担部门，或写明不需要的理由。",
        "Nobody covers the function “{function}”: name the department, or say why it is not needed.",
    ),
    "function-covered-and-not-needed": (
        "职能“{function}”既有承担部门又写了不需要的理由：请保留其一。",
        "The function “{function}” has a department and also a reason why it is not needed: keep one of them.",
    ),
    # -- 1.2, 1.3
    "outlets-not-listed": (
        "没有列出任何网点：请逐个列出网点，才能核查覆盖。",
        "No outlet is listed: list them one by one so that coverage can be checked.",
    ),
    "outlets-claimed-not-listed": (
        "“{stated_in}”宣称有 {number} 个网点，却一个也没有列出，无法核查：请逐个列出。",
        "“{stated_in}” states {number} outlets but none is listed, so nothing can be checked: list them one by one.",
    ),
    "outlets-claimed-above-listed": (
        "“{stated_in}”宣称 {number} 个，在用网点清单中只有 {listed} 个：请补全清单或更正宣称。",
        "“{stated_in}” states {number}, the list has {listed} in use: complete the list or correct the statement.",
    ),
    "division-unknown": (
        "“{given}”不在 {as_of} 的行政区划表中，只按原文比对：请核对代码或名称。",
        "“{given}” is not in the table of divisions of {as_of} and is compared as written: check the code or name.",
    ),
    "region-unserved": (
        "{region}没有网点服务，也没有总部派工：请补充服务方式。",
        "{region} has neither outlet nor dispatch: say how it is served.",
    ),
    "region-in-part": (
        "{region}的 {parts} 个地区中只有 {have} 个有网点：请说明其余地区如何服务。",
        "Only {have} of the {parts} parts of {region} have an outlet: say how the others are served.",
    ),
    "region-outlet-unknown": (
        "{region}的负责网点“{outlet}”不在网点清单中或已关闭：请更正。",
        "The outlet in charge of {region}, “{outlet}”, is closed or not listed: correct it.",
    ),
    "outlet-without-region": (
        "网点“{outlet}”没有写明所在地区，无法计入覆盖：请填写。",
        "The outlet “{outlet}” does not say where it stands and covers nothing: fill it in.",
    ),
    "technicians-not-stated": (
        "维修网点“{outlet}”没有写明技术人员数：请填写。",
        "The repair outlet “{outlet}” does not state its technicians: fill in the number.",
    ),
    "outlet-without-technicians": (
        "维修网点“{outlet}”没有技术人员：请说明由谁提供维修。",
        "The repair outlet “{outlet}” has no technicians: say who repairs there.",
    ),
    "on-time-above-dispatches": (
        "网点“{outlet}”按时完成的次数多于派工次数：请更正。",
        "The outlet “{outlet}” was on time more often than it was sent: correct the numbers.",
    ),
    "outlet-not-inspected": (
        "网点“{outlet}”没有检查记录：请补充最近一次检查日期。",
        "The outlet “{outlet}” has no inspection on record: give the date of the last one.",
    ),
    "outlet-without-agreement": (
        "网点“{outlet}”（{ownership}）没有委托协议：请填写协议编号。",
        "The outlet “{outlet}” ({ownership}) has no agreement: give its number.",
    ),
    # -- 2.1, 2.2
    "staff-without-certificate-or-training": (
        "{name}没有证书，也没有培训记录：请安排培训或取证，并补充记录。",
        "{name} has neither certificate nor training on record: train or certify, and record it.",
    ),
    "certificate-expired": (
        "{name}的“{certificate}”已于 {until} 到期：请换证或更新有效期。",
        "“{certificate}” of {name} expired on {until}: renew it or correct the date.",
    ),
    "certificate-expiring": (
        "{name}的“{certificate}”将于 {until} 到期：请安排换证。",
        "“{certificate}” of {name} expires on {until}: arrange for its renewal.",
    ),
    "post-empty": (
        "岗位“{post}”需要 {needed} 人，无人在岗：请配备人员。",
        "The post “{post}” needs {needed} people and has nobody: fill it.",
    ),
    "post-short": (
        "岗位“{post}”需要 {needed} 人，在岗 {have} 人：请补足或重新核定需要人数。",
        "The post “{post}” needs {needed} people and has {have}: add staff or review the number needed.",
    ),
    "post-not-listed": (
        "{name}的岗位“{post}”不在岗位设置表中：请补充该岗位或更正名称。",
        "The post “{post}” of {name} is not among the posts: add it or correct its name.",
    ),
    "legal-qualification-missing": (
        "{name}所在岗位依法须有“{qualification}”，名册中没有：请补充资格或调整岗位。",
        "The law demands “{qualification}” in the post of {name}, none is entered: add it or change the post.",
    ),
    "legal-qualification-differs": (
        "{name}持有“{held}”，岗位依法须有“{qualification}”：请核对是否为同一资格。",
        "{name} holds “{held}”, while the law demands “{qualification}” in the post: check whether they are the same.",
    ),
    "legal-qualification-expired": (
        "{name}的法定资格（{qualification}）已于 {until} 到期：请复审或调整岗位。",
        "The legal qualification ({qualification}) of {name} expired on {until}: renew it or change the post.",
    ),
    "legal-qualification-expiring": (
        "{name}的法定资格（{qualification}）将于 {until} 到期：请安排复审。",
        "The legal qualification ({qualification}) of {name} expires on {until}: arrange for its renewal.",
    ),
    "outsourced-not-covered": (
        "外包人员{name}没有纳入管理制度：请纳入。",
        "{name} is outsourced and not covered by rules: cover outsourced staff as well.",
    ),
    "outsourced-cover-not-stated": (
        "没有写明外包人员{name}是否纳入管理制度：请填写。",
        "It is not stated whether rules cover {name}, who is outsourced: fill it in.",
    ),
    "edition-silent-on-managers": (
        "方案版本没有规定服务管理师的比例、取整或起点，无法判断：请补充版本参数。",
        "The edition does not say the ratio, rounding or least number of professionals: add its parameters.",
    ),
    "professionals-too-few": (
        "持有效证书的服务管理师 {have} 名，需要 {needed} 名：请补足。",
        "There are {have} professionals with a valid certificate, {needed} are needed: add more.",
    ),
    "intermediate-too-few": (
        "中级及以上服务管理师 {have} 名，需要 {needed} 名：请补足。",
        "There are {have} professionals of intermediate grade or above, {needed} are needed: add more.",
    ),
    # -- 3.1 to 3.3
    "cost-kind-missing": (
        "{year} 年度没有“{kind}”的预算：请补充，或写明不需要的理由。",
        "Nothing is planned for “{kind}” in {year}: add it, or say why it is not needed.",
    ),
    "budget-without-amounts": (
        "{year} 年度没有任何预算金额：请填写。",
        "No amount is planned for {year}: fill in the budget.",
    ),
    "budget-units-mixed": (
        "同一年度用了不同货币单位（{units}），无法合计：请统一。",
        "Amounts of one year are in different units ({units}) and cannot be summed: use one.",
    ),
    "actual-not-stated": (
        "“{kind}”没有填写实际金额：请补充。",
        "The actual amount of “{kind}” is not stated: add it.",
    ),
    "actual-above-planned": (
        "“{kind}”实际 {actual}，超出预算 {planned}：请说明。",
        "“{kind}” cost {actual}, more than the {planned} planned: explain it.",
    ),
    "planned-not-spent": (
        "“{kind}”预算 {planned}，没有支出：请说明。",
        "Of {planned} planned for “{kind}” nothing was spent: explain it.",
    ),
    "special-fund-missing": (
        "{year} 年度没有为特定问题设立专项资金：请补充。",
        "No special fund is set aside in {year} for particular problems: add it.",
    ),
    "special-fund-without-purpose": (
        "“{kind}”的专项资金没有写明用途：请填写。",
        "The special fund under “{kind}” has no purpose: fill it in.",
    ),
    "support-missing": (
        "没有“{group}”方面的活动：请补充。",
        "Nothing is listed on “{group}”: add it.",
    ),
    "support-not-held": (
        "“{group}”方面的活动尚未实施：请补充实施日期。",
        "What is listed on “{group}” has not been held yet: give the date when it was.",
    ),
    "training-not-tested": (
        "培训“{title}”没有考核结果：请补充考核和合格人数。",
        "The training “{title}” has no test results: give the numbers tested and passed.",
    ),
    "passed-above-tested": (
        "“{title}”合格人数多于考核人数：请更正。",
        "“{title}” has more people passed than tested: correct the numbers.",
    ),
    "premises-kind-missing": (
        "没有列出“{kind}”：请补充，行业确实不需要的请在评价发现中说明。",
        "Nothing is listed as “{kind}”: add it, or say in the finding that the trade needs none.",
    ),
    "premises-unusable": (
        "“{name}”不能使用：请修复或更换。",
        "“{name}” is unusable: repair or replace it.",
    ),
    "premises-need-repair": (
        "“{name}”需要维修：请安排。",
        "“{name}” needs repair: arrange for it.",
    ),
    "premises-insufficient": (
        "“{name}”数量不足：请补充。",
        "There is not enough of “{name}”: add more.",
    ),
    "premises-not-stated": (
        "没有写明“{name}”的状态或是否充足：请填写。",
        "The state of “{name}”, or whether it is sufficient, is not stated: fill it in.",
    ),
    # -- 4.1, 4.2
    "manual-item-missing": (
        "服务手册缺少“{item}”：请制定，或写明不需要的理由。",
        "The manual lacks “{item}”: write it, or say why it is not needed.",
    ),
    "manual-not-present": (
        "服务手册没有任何内容：请制定并发布。",
        "The manual holds nothing: write and issue it.",
    ),
    "manual-item-not-issued": (
        "手册内容“{item}”没有正式发布：请补充发布日期。",
        "“{item}” of the manual has not been issued: give the date of issue.",
    ),
    "manual-item-without-number": (
        "手册内容“{item}”没有文件编号：请填写。",
        "“{item}” of the manual has no document number: fill it in.",
    ),
    "manual-item-not-distributed": (
        "手册内容“{item}”没有写明发放部门：请填写。",
        "“{item}” of the manual does not say to whom it was distributed: fill it in.",
    ),
    "law-kind-missing": (
        "法律法规清单中没有“{kind}”：请识别并补充；确不适用的，请在评价发现中说明。",
        "The register of laws has nothing on “{kind}”: identify and add it, or say in the finding that it does not apply.",
    ),
    "law-without-date": (
        "《{title}》没有施行日期：请填写。",
        "“{title}” has no date of effect: fill it in.",
    ),
    "law-not-yet-in-force": (
        "《{title}》{effective_on} 才施行：请留意衔接。",
        "“{title}” comes into force on {effective_on} only: mind the change.",
    ),
    "law-repealed": (
        "《{title}》已于 {repealed_on} 废止：请换用现行规定。",
        "“{title}” was repealed on {repealed_on}: use what is in force.",
    ),
    "law-manual-not-stated": (
        "没有写明手册是否写入《{title}》：请填写。",
        "It is not stated whether the manual names “{title}”: fill it in.",
    ),
    "law-not-in-manual": (
        "手册没有写入《{title}》：请补充。",
        "The manual does not name “{title}”: add it.",
    ),
    "law-not-trained": (
        "没有《{title}》的培训记录：请培训有关人员并记录日期。",
        "Staff were not trained on “{title}”: train them and record the date.",
    ),
    # -- 5.1, 5.2
    "no-full-time-staff": (
        "监督机构没有专职人员：请配备。",
        "No supervising body has full-time staff: appoint some.",
    ),
    "full-time-not-stated": (
        "没有写明监督机构的专职人数：请填写。",
        "The full-time staff of the supervising bodies are not stated: fill in the numbers.",
    ),
    "supervision-link-missing": (
        "没有“{link}”这一监督环节：请补充，或在评价发现中说明。",
        "The link of supervision “{link}” is not in place: add it, or explain it in the finding.",
    ),
    "supervision-without-report": (
        "“{name}”没有监督报告：请补充最近一次报告日期。",
        "“{name}” has made no report: give the date of the last one.",
    ),
    "target-period-reversed": (
        "{department}的目标“{name}”考核期结束早于开始：请更正。",
        "The period of the target “{name}” of {department} ends before it begins: correct the dates.",
    ),
    "target-not-measured": (
        "{department}的目标“{name}”考核期已于 {period_to} 结束，没有实际值：请补充。",
        "The period of the target “{name}” of {department} ended on {period_to} without an actual value: add it.",
    ),
    "target-missed": (
        "{department}的目标“{name}”为 {target}{unit}，实际 {actual}{unit}，未达到：请说明原因和措施。",
        "{department} missed the target “{name}”: {target} {unit} was set, {actual} {unit} reached; say why and what follows.",
    ),
    "targets-not-due": (
        "所有目标的考核期都没有结束，无法判断：请补充上一期的目标。",
        "No target's period has ended, so nothing can be told: add those of the last period.",
    ),
    "target-without-consequence": (
        "{department}的目标“{name}”没有写明奖惩结果：请填写。",
        "The target “{name}” of {department} names no reward or penalty: fill it in.",
    ),
    "no-reward-or-penalty": (
        "所有目标都没有奖惩结果：请补充。",
        "No target led to reward or penalty: add what followed.",
    ),
    "targets-never-revised": (
        "目标从未修订：请按计划和统计修订并记录日期。",
        "Targets were never revised: revise them by plan and statistics and record the date.",
    ),
    # -- 6.1 to 6.4
    "feedback-not-analysed": (
        "反馈“{subject}”没有分析：请补充分析报告。",
        "The feedback “{subject}” was not analysed: add the analysis.",
    ),
    "feedback-still-open": (
        "反馈“{subject}”的改进尚未落实：请跟进。",
        "The feedback “{subject}” has not led to improvement yet: follow it up.",
    ),
    "feedback-without-improvement": (
        "没有一条反馈落实为改进：请补充落实日期。",
        "No feedback led to improvement: give the dates when measures were carried out.",
    ),
    "research-without-problem": (
        "“{name}”没有写明研究的问题：请填写。",
        "“{name}” does not say which problem it looks into: fill it in.",
    ),
    "research-not-begun": (
        "“{name}”的研究尚未开始：请核对日期。",
        "The research by “{name}” has not begun: check the date.",
    ),
    "no-voluntary-certificate": (
        "没有当日有效且可计入的自愿性认证：请核对证书。",
        "No voluntary certificate that counts is valid on the day: check the certificates.",
    ),
    "prior-certificate-not-counted": (
        "“{name}”是申请本认证的前置证书，本版本不计入；改为计入须由规范发布单位说明。",
        "“{name}” is the prior certificate and does not count by this edition; only the issuer of the specification can say otherwise.",
    ),
    "prior-certificate-counted": (
        "“{name}”是申请本认证的前置证书，按本版本计入。",
        "“{name}” is the prior certificate and counts by this edition.",
    ),
    "approval-not-stated": (
        "没有写明“{name}”是否经国家批准：请填写。",
        "It is not stated whether “{name}” is nationally approved: fill it in.",
    ),
    "held-certificate-not-approved": (
        "“{name}”未经国家批准，不计入。",
        "“{name}” is not nationally approved and does not count.",
    ),
    "held-certificate-not-begun": (
        "“{name}”自 {valid_from} 起有效，目前不计入：请核对日期。",
        "“{name}” is valid from {valid_from} on and does not count yet: check the date.",
    ),
    "held-certificate-expired": (
        "“{name}”已于 {until} 到期，不计入：请换证。",
        "“{name}” expired on {until} and does not count: renew it.",
    ),
    "held-certificate-expiring": (
        "“{name}”将于 {until} 到期：请安排再认证。",
        "“{name}” expires on {until}: arrange for recertification.",
    ),
    "no-own-standard": (
        "没有企业自有的服务标准：请补充。",
        "The client has no service standard of its own: add it.",
    ),
    "no-part-in-standards": (
        "没有参与制定企业以外的标准：如有请补充。",
        "The client took no part in standards beyond its own: add them if there are any.",
    ),
    "standard-not-in-force": (
        "“{title}”尚未实施：请核对日期。",
        "“{title}” is not in force yet: check the date.",
    ),
    # -- 7.1 to 7.3
    "philosophy-not-outside": (
        "服务理念没有对外宣传：请补充宣传方式。",
        "The philosophy is not made known outside: say how it is.",
    ),
    "philosophy-not-inside": (
        "服务理念没有对内宣传：请补充宣传方式。",
        "The philosophy is not made known inside: say how it is.",
    ),
    "philosophy-not-trained": (
        "没有服务理念的培训记录：请补充培训日期。",
        "Staff were not trained on the philosophy: give the date of training.",
    ),
    "promises-differ": (
        "承诺“{subject}”（{kind}）在各处不一致——{sides}：请统一或说明。",
        "The promise “{subject}” ({kind}) differs: {sides}; make it the same or explain it.",
    ),
    "promise-without-value": (
        "“{document}”中的承诺“{subject}”没有数值，无法比对：请填写数值和单位。",
        "The promise “{subject}” in “{document}” has no value to compare: enter value and unit.",
    ),
    "one-document-only": (
        "只列出一份文件（{document}）的承诺，无法比对：请补充广告、手册、保修卡或合同中的承诺。",
        "Promises of one document only ({document}) are listed, so nothing can be compared: add those of others.",
    ),
    "no-own-publicity": (
        "没有企业主动开展的宣传：如有请补充；第三方报道不计入。",
        "There is no publicity of the client's own: add it if there is any; reports by others do not count.",
    ),
    "one-channel-only": (
        "主动宣传的途径不足两种：请补充其他途径。",
        "Publicity runs over fewer than two channels: add others.",
    ),
    "no-honours": (
        "没有荣誉或认可：如有请补充。",
        "No honour or recognition is listed: add them if there are any.",
    ),
    "publicity-in-future": (
        "“{title}”的日期尚未到：请核对日期。",
        "“{title}” is dated in the future: check the date.",
    ),
}
