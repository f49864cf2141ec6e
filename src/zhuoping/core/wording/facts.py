# SPDX-License-Identifier: Apache-2.0
"""Words about the facts: one sentence for the result of each check, filled with its figures, and the client's code.

The remarks of checks stand in `wording/remarks.py`, labels in `wording/labels.py`.
"""

from zhuoping.core.wording import remarks

_CLIENT: dict[str, tuple[str, str]] = {
    "uscc-format": (
        "“{given}”不是统一社会信用代码（应为 18 位，前 2 位为登记管理部门和机构类别，第 3 至 8 位为数字，不含 I、O、S、V、Z）：请对照营业执照改正。",
        "“{given}” is not a unified social credit code (18 characters, digits from the third to the eighth, no I, O, S, V, Z): correct it by the business licence.",
    ),
    "uscc-checksum": (
        "统一社会信用代码 {uscc} 的校验位不符：请核对营业执照；如确系早期合法代码，请写明由谁、依据什么认可。",
        "The last character of code {uscc} does not fit the others: compare the business licence; if it is a lawful early code, state who accepts it and on what evidence.",
    ),
    "uscc-checksum-overridden": (
        "统一社会信用代码 {uscc} 的校验位不符，已由{by}依据“{evidence}”认可。",
        "The last character of code {uscc} does not fit the others; {by} accepted it on the evidence “{evidence}”.",
    ),
}

_RESULTS: dict[str, tuple[str, str]] = {
    "fact-sheet-empty": (
        "情况表未填写（{sheets}），无从判断。",
        "Nothing is entered in {sheets}, so this cannot be told.",
    ),
    "function-coverage": (
        "{functions} 项职能中，{covered} 项有部门承担，{not_needed} 项说明不需要，{uncovered} 项无人承担；涉及 {departments} 个部门。",
        "Functions: {functions}; with a department: {covered}; stated as not needed: {not_needed}; covered by nobody: {uncovered}; departments involved: {departments}.",
    ),
    "outlet-list": (
        "列出在用网点 {listed} 个，宣称数量为 {claimed}。",
        "Outlets in use listed: {listed}; number stated: {claimed}.",
    ),
    "region-coverage": (
        "{regions} 个销售区域中，{by_outlets} 个由网点服务，{by_dispatch} 个由总部派工，{in_part} 个部分覆盖，{unserved} 个无人服务，{untold} 个无法判断。",
        "Sales regions: {regions}; served by outlets: {by_outlets}; by dispatch: {by_dispatch}; in part: {in_part}; not at all: {unserved}; cannot be told: {untold}.",
    ),
    "outlet-ability": (
        "在用网点 {listed} 个，技术人员 {technicians} 名，{without_technicians} 个维修网点没有技术人员；派工 {dispatches} 次，按时率 {on_time_share}；{not_inspected} 个网点没有检查记录。",
        "Outlets in use: {listed}; technicians: {technicians}; repair outlets without any: {without_technicians}; dispatches: {dispatches}, on time {on_time_share}; outlets without an inspection on record: {not_inspected}.",
    ),
    "outlet-kinds": (
        "网点有 {kinds} 种类型：自建 {self_built} 个，外包 {outsourced} 个，其他 {other} 个。",
        "Kinds of outlet: {kinds}; self-built: {self_built}; outsourced: {outsourced}; other: {other}.",
    ),
    "staff-certified": (
        "{staff} 名服务人员中，{certified} 名持有效证书（{certified_share}），{trained_only} 名仅受过培训，{neither} 名两者皆无；{expired} 份证书过期，{expiring} 份即将到期。",
        "Service staff: {staff}; with a valid certificate: {certified} ({certified_share}); trained only: {trained_only}; neither: {neither}; certificates expired: {expired}; expiring soon: {expiring}.",
    ),
    "posts-filled": (
        "{posts} 个岗位需要 {needed} 人，在岗 {in_post} 人；{posts_empty} 个岗位空缺，{posts_short} 个岗位缺员。",
        "Posts: {posts}; people needed: {needed}; in post: {in_post}; posts empty: {posts_empty}; short of people: {posts_short}.",
    ),
    "legal-qualifications": (
        "{posts} 个岗位有法定资格要求，涉及 {staff} 人，其中 {lacking} 人缺少有效资格。",
        "Posts for which the law demands a qualification: {posts}; people in them: {staff}; without a valid one: {lacking}.",
    ),
    "outsourced-staff": (
        "{staff} 名服务人员中外包 {outsourced} 名（{outsourced_share}），其中 {uncovered} 名未见纳入管理制度。",
        "Service staff: {staff}; outsourced: {outsourced} ({outsourced_share}); of these not shown to be covered by rules: {uncovered}.",
    ),
    "service-managers": (
        "计入的服务管理人员 {managers} 名，需要服务管理师 {needed} 名，现有 {professionals} 名（{professionals_share}）；其中中级及以上 {intermediate} 名，需要 {intermediate_needed} 名。",
        "Service managers who count: {managers}; professionals needed: {needed}, held: {professionals} ({professionals_share}); of intermediate grade or above needed: {intermediate_needed}, held: {intermediate}.",
    ),
    "budget-kinds": (
        "{year} 年度预算：{cost_kinds} 类费用中 {planned_kinds} 类有预算，{not_needed} 类说明不需要，{missing} 类缺少。",
        "Budget of {year}: kinds of cost: {cost_kinds}; planned: {planned_kinds}; stated as not needed: {not_needed}; missing: {missing}.",
    ),
    "budget-spent": (
        "{year} 年度预算合计 {planned}，实际 {actual}（单位：{unit}），执行率 {spent_share}。",
        "Budget of {year}: planned {planned}, spent {actual} (in {unit}), {spent_share}.",
    ),
    "special-fund": (
        "{year} 年度设专项资金 {funds} 项。",
        "Special funds set aside in {year}: {funds}.",
    ),
    "staff-support": (
        "列出活动 {activities} 项，已实施 {held} 项；考核 {tested} 人次，合格率 {passed_share}。",
        "Activities listed: {activities}; held: {held}; persons tested: {tested}, passed {passed_share}.",
    ),
    "infrastructure-state": (
        "列出 {listed} 项，涉及 {kinds} 类；状态良好 {sound} 项，充足 {sufficient} 项。",
        "Items listed: {listed}, of {kinds} kinds; in good state: {sound}; sufficient: {sufficient}.",
    ),
    "manual-contents": (
        "手册应有 {items} 项内容，具备 {present} 项，说明不需要 {not_needed} 项，缺少 {missing} 项。",
        "Items that the manual should hold: {items}; present: {present}; stated as not needed: {not_needed}; missing: {missing}.",
    ),
    "manual-issued": (
        "手册现有内容 {present} 项，已发布 {issued} 项，已发放 {distributed} 项。",
        "Items in the manual: {present}; issued: {issued}; distributed: {distributed}.",
    ),
    "law-register": (
        "列出法律法规 {laws} 部，现行有效 {in_force} 部，写入手册 {in_manual} 部。",
        "Laws and regulations listed: {laws}; in force: {in_force}; in the manual: {in_manual}.",
    ),
    "law-training": (
        "须宣贯的法律法规 {laws} 部，已培训 {trained} 部。",
        "Laws and regulations to be made known: {laws}; staff trained on: {trained}.",
    ),
    "supervision-body": (
        "监督机构 {bodies} 个，专职人员 {full_time} 名；{links_known} 个监督环节中已有 {links} 个。",
        "Supervision bodies: {bodies}; full-time staff: {full_time}; links of supervision: {links} of {links_known} in place.",
    ),
    "targets-measured": (
        "{targets} 个目标中，{ended} 个考核期已结束，{measured} 个已测量，{reached} 个达到（{reached_share}）。",
        "Targets: {targets}; period ended: {ended}; measured: {measured}; reached: {reached} ({reached_share}).",
    ),
    "target-consequences": (
        "{targets} 个目标中，{with_consequence} 个有奖惩结果，{revised} 个修订过。",
        "Targets: {targets}; with reward or penalty: {with_consequence}; revised: {revised}.",
    ),
    "feedback-loop": (
        "{feedback} 条市场信息来自 {sources} 类来源，{analysed} 条有分析，{carried_out} 条已落实改进。",
        "Pieces of feedback: {feedback}, from {sources} kinds of source; analysed: {analysed}; improvement carried out: {carried_out}.",
    ),
    "research-on-problems": (
        "研究部门或机构 {bodies} 个，{with_result} 个有成果。",
        "Research departments or institutions: {bodies}; with a result: {with_result}.",
    ),
    "voluntary-certificates": (
        "{certificates} 份认证证书中，自愿性 {voluntary} 份，强制性 {mandatory} 份；可计入 {counted} 份。",
        "Certificates: {certificates}; voluntary: {voluntary}; mandatory: {mandatory}; may count: {counted}.",
    ),
    "standards-work": (
        "列出标准 {standards} 项，自有 {own} 项，参与制定 {took_part} 项。",
        "Standards listed: {standards}; the client's own: {own}; drawn up with its part: {took_part}.",
    ),
    "philosophy-known": (
        "服务理念 {statements} 条，对外宣传 {outside} 条，对内宣传 {inside} 条，已培训 {trained} 条。",
        "Statements of philosophy: {statements}; made known outside: {outside}; inside: {inside}; staff trained on: {trained}.",
    ),
    "promises-consistent": (
        "{documents} 份文件中有 {promises} 项承诺，{differing} 项前后不一致，{in_one_document} 项仅见于一份文件。",
        "Promises: {promises}, in {documents} documents; differing between documents: {differing}; in one document only: {in_one_document}.",
    ),
    "publicity-active": (
        "主动宣传 {own_activities} 项，途径 {channels} 种，荣誉 {honours} 项；第三方报道 {passive} 项不计入。",
        "Activities of the client's own: {own_activities}, over {channels} channels; honours: {honours}; reports by others, not counted: {passive}.",
    ),
}

WORDS: dict[str, tuple[str, str]] = {**_CLIENT, **_RESULTS, **remarks.WORDS}
