# SPDX-License-Identifier: Apache-2.0
"""What people are told by mail and on their first page: a subject and a sentence for each code.

Beside its own values each sentence may name `{number}` and `{client}` of the engagement that it is about.
"""

WORDS: dict[str, tuple[str, str]] = {
    "role-granted": (
        "您获得了新的角色：{role}。登录后即可使用相应的页面；复核、决定和管理角色须先设置两步验证。",
        "You were given a new role: {role}. Sign in to use its pages; those who review, decide or administer set up a second factor first.",
    ),
    "application-submitted": (
        "{client}提交了认证申请 {number}：请进行申请评审。",
        "{client} submitted application {number}: review it.",
    ),
    "engagement-assigned": (
        "{client}的项目 {number} 交由您负责：请打开项目查看下一步。",
        "Engagement {number} of {client} is now in your hands: open it to see what comes next.",
    ),
    "application-accepted": (
        "{client}的认证申请 {number} 已受理。理由：{reason}。下一步是签订认证合同，出具后会通知您。",
        "Application {number} of {client} is accepted. Reason: {reason}. The agreement comes next; you will be told when it is issued.",
    ),
    "supplement-requested": (
        "{client}的认证申请 {number} 需要补充：{to_add}。理由：{reason}。请在申请页面补充后重新提交。",
        "Application {number} of {client} needs more: {to_add}. Reason: {reason}. Add it on the application's page and submit again.",
    ),
    "application-declined": (
        "{client}的认证申请 {number} 不予受理。理由：{reason}。对此有异议的，可以向机构投诉或申诉。",
        "Application {number} of {client} is declined. Reason: {reason}. You may complain or appeal to the body if you disagree.",
    ),
    "engagement-discontinued": (
        "{client}的项目 {number} 已终止。理由：{reason}。已排的日期不再占用；需要时可重新申请。",
        "Engagement {number} of {client} is discontinued. Reason: {reason}. Its dates are free again; a new application may be made.",
    ),
    "agreement-issued": (
        "{client}的项目 {number} 已出具认证合同 {agreement}：请阅读并由有权代表企业的人签署。",
        "Agreement {agreement} for engagement {number} of {client} is issued: read it, and have it signed by somebody who may bind the enterprise.",
    ),
    "agreement-withdrawn": (
        "{client}的认证合同 {agreement}（项目 {number}）已撤回。原因：{reason}。请等待新的版本。",
        "Agreement {agreement} of {client} (engagement {number}) is withdrawn. Reason: {reason}. Wait for a new version.",
    ),
    "agreement-signed": (
        "{party}已签署{client}的认证合同 {agreement}（项目 {number}）：请签署，双方签署后合同生效。",
        "The {party} has signed agreement {agreement} of {client} (engagement {number}): sign it too, and it takes effect.",
    ),
    "agreement-concluded": (
        "{client}的认证合同 {agreement}（项目 {number}）双方均已签署，合同生效，接下来编制审查计划。",
        "Both sides have signed agreement {agreement} of {client} (engagement {number}); it is in effect, and the plan comes next.",
    ),
    "interests-wanted": (
        "您被提名进入{client}（{number}）的审查组：请就此项目声明利益关系。",
        "You are named for the team that goes to {client} ({number}): declare your interests for this engagement.",
    ),
    "interests-conflict": (
        "{person} 声明与{client}（{number}）有利益冲突：请换人。",
        "{person} declared a conflict of interest with {client} ({number}): choose another person.",
    ),
    "team-member-changed": (
        "{client}的项目 {number} 的审查组成员 {person} 有变化：{change}。请核对此人是否仍可派出，不能派出的，收回计划后另派他人。",
        "{person}, on the team for {client} ({number}), is no longer as planned: {change}. Check whether they may still go; if not, withdraw the plan and send somebody else.",
    ),
    "plan-released": (
        "项目 {number} 的审查计划 {plan} 已发布：请确认，或提出调整日期或人员。",
        "The evaluation plan {plan} of engagement {number} is released: confirm it, or ask for other dates or persons.",
    ),
    "plan-confirmed": (
        "{client}已确认审查计划 {plan}（项目 {number}）。",
        "{client} confirmed the evaluation plan {plan} (engagement {number}).",
    ),
    "changes-requested": (
        "{client}要求调整审查计划 {plan}（项目 {number}）：{reason}。请编制新版。",
        "{client} asks for changes to the evaluation plan {plan} (engagement {number}): {reason}. Make a new version.",
    ),
    "plan-withdrawn": (
        "{client}的审查计划 {plan}（项目 {number}）已收回：{reason}。新的计划会另行发布。",
        "The evaluation plan {plan} for {client} (engagement {number}) was withdrawn: {reason}. Another one follows.",
    ),
    "sheet-released": (
        "{client}的项目 {number} 有一张服务特性记录表可以查看：第 {sheet} 张，模式 {mode}，{place}。",
        "Engagement {number} of {client}: a characteristic sheet can be seen now: sheet {sheet}, mode {mode}, {place}.",
    ),
    "nonconformity-raised": (
        "审查组在{client}的项目 {number} 中提出不符合项 {nonconformity}（{kind}），答复期限 {due_on}：请在门户中写明原因、纠正和纠正措施。",
        "The team raised nonconformity {nonconformity} ({kind}) in engagement {number} of {client}, to be answered by {due_on}: write down cause, correction and corrective action in the portal.",
    ),
    "observation-raised": (
        "审查组在{client}的项目 {number} 中提出{kind}（编号 {nonconformity}），不要求答复：请在门户中查看，供改进参考。",
        "The team noted an {kind} (number {nonconformity}) in engagement {number} of {client}; no answer is asked for: read it in the portal, and consider it.",
    ),
    "nonconformity-changed": (
        "审查组修改了{client}的项目 {number} 的不符合项 {nonconformity}（{kind}）：请在门户中按新的内容和期限答复。",
        "The team changed nonconformity {nonconformity} ({kind}) in engagement {number} of {client}: read and answer it in the portal as it stands now, by the days given there.",
    ),
    "nonconformity-answered": (
        "{client}答复了项目 {number} 的不符合项 {nonconformity}（{kind}）：请验证，关闭或退回。",
        "{client} answered nonconformity {nonconformity} ({kind}) in engagement {number}: verify it, and close or return it.",
    ),
    "nonconformity-returned": (
        "{client}对项目 {number} 不符合项 {nonconformity}（{kind}）的答复被退回。理由：{reason}。请在门户中的期限前重新答复。",
        "The answer of {client} to nonconformity {nonconformity} ({kind}) in engagement {number} is returned. Reason: {reason}. Answer again by the day given in the portal.",
    ),
    "nonconformity-closed": (
        "{client}的项目 {number} 的不符合项 {nonconformity}（{kind}）已验证关闭：{reason}。",
        "Nonconformity {nonconformity} ({kind}) in engagement {number} of {client} is verified and closed: {reason}.",
    ),
    "nonconformity-withdrawn": (
        "审查组撤销了{client}的项目 {number} 的不符合项 {nonconformity}（{kind}），不必再答复。理由：{reason}。",
        "The team withdrew nonconformity {nonconformity} ({kind}) in engagement {number} of {client}; no answer is needed any more. Reason: {reason}.",
    ),
    "nonconformity-overdue": (
        "{client}的项目 {number} 的不符合项 {nonconformity}（{kind}）已逾期，期限是 {missed_on}：请跟进。",
        "Nonconformity {nonconformity} ({kind}) in engagement {number} of {client} is overdue since {missed_on}: follow it up.",
    ),
    "fieldwork-closed": (
        "{client}的项目 {number} 现场审查已结束，评分表（第 {round} 轮）已定稿，总分 {total} 分，等待复核和认证决定：请核对并签署。",
        "Fieldwork of engagement {number} of {client} is closed and its scorecard frozen (round {round}, {total} points); review and decision follow: read it and sign.",
    ),
    "fieldwork-reopened": (
        "{client}的项目 {number} 的现场审查已重新打开。理由：{reason}。第 {round} 轮评分表保留，再次结束后形成新的一轮。",
        "Fieldwork of engagement {number} of {client} is open again. Reason: {reason}. The scorecard of round {round} stays; closing it anew makes the next round.",
    ),
    "scorecard-signed": (
        "{party}的{name}签署了{client}的项目 {number} 的评分表（第 {round} 轮）。",
        "{name} ({party}) signed the scorecard of engagement {number} of {client} (round {round}).",
    ),
    "api-key-ended": (
        "管理员{by}停用了您的接口密钥“{name}”，使用它的程序已不能连接：仍需要的，请登录后另建一个。",
        "{by}, an administrator, ended your API key “{name}”; the program that used it is shut out: sign in and make another one if it is still needed.",
    ),
    "api-keys-ended-by-reset": (
        "您通过邮件重设了密码，为安全起见，此前的接口密钥已全部停用：{names}。仍需要的，请登录后另建。如非本人操作，请立即联系机构。",
        "You set a new password by a link in a mail, so all earlier API keys were ended: {names}. Sign in and make others if they are still needed. If it was not you, tell the body at once.",
    ),
    "api-keys-ended-without-role": (
        "您已不再担任任何角色，也不再代表任何企业，接口密钥已停用：{names}。",
        "You hold no role and act for no enterprise any more, so your API keys were ended: {names}.",
    ),
    "second-factor-reset": (
        "管理员{by}清除了您的两步验证，您的登录已全部退出，接口密钥已全部停用：请重新登录并设置两步验证。如非您本人要求，请立即联系机构。",
        "{by}, an administrator, removed your second factor; you were signed out everywhere and all your API keys were ended: sign in and set up another one. If you did not ask for it, tell the body at once.",
    ),
    "sessions-ended": (
        "管理员{by}让您在所有设备上退出了登录：请重新登录。",
        "{by}, an administrator, signed you out on all devices: sign in again.",
    ),
    "registration-referred": (
        "{person}（{email}）要登记{client}，本系统没有告知对方该企业已登记。是该企业人员的，请在其“经办人”页邀请；不是的，请机构写信答复对方。",
        "{person} ({email}) wants to register {client}, and was not told that it is registered. If they belong to it, invite them on its page Colleagues; if not, the body writes to them.",
    ),
    "daily-digest": (
        "{on}，您有 {count} 项待办。",
        "On {on} there is work waiting for you: {count} open.",
    ),
}

TITLES: dict[str, tuple[str, str]] = {
    "role-granted": ("新的角色：{role}", "New role: {role}"),
    "application-submitted": ("申请 {number} 待评审", "Application {number} to be reviewed"),
    "engagement-assigned": ("项目 {number} 交由您负责", "Engagement {number} is in your hands"),
    "application-accepted": ("申请 {number} 已受理", "Application {number} accepted"),
    "supplement-requested": ("申请 {number} 需要补充", "Application {number}: more is needed"),
    "application-declined": ("申请 {number} 不予受理", "Application {number} declined"),
    "engagement-discontinued": ("项目 {number} 已终止", "Engagement {number} discontinued"),
    "agreement-issued": ("请签署认证合同 {agreement}", "Agreement {agreement} to be signed"),
    "agreement-withdrawn": ("认证合同 {agreement} 已撤回", "Agreement {agreement} withdrawn"),
    "agreement-signed": ("认证合同 {agreement} 待签署", "Agreement {agreement} waits for your signature"),
    "agreement-concluded": ("认证合同 {agreement} 已生效", "Agreement {agreement} in effect"),
    "interests-wanted": ("项目 {number}：请声明利益关系", "Engagement {number}: declare your interests"),
    "interests-conflict": ("项目 {number}：有人声明利益冲突", "Engagement {number}: a conflict was declared"),
    "team-member-changed": (
        "项目 {number}：请核对审查组成员",
        "Engagement {number}: check a member of the team",
    ),
    "plan-released": ("审查计划 {plan} 待确认", "Evaluation plan {plan} to be confirmed"),
    "plan-confirmed": ("审查计划 {plan} 已确认", "Evaluation plan {plan} confirmed"),
    "changes-requested": ("审查计划 {plan} 须调整", "Evaluation plan {plan} to be changed"),
    "plan-withdrawn": ("审查计划 {plan} 已收回", "Evaluation plan {plan} withdrawn"),
    "sheet-released": (
        "项目 {number}：可以查看服务特性记录表 {sheet}",
        "Engagement {number}: characteristic sheet {sheet} can be seen",
    ),
    "nonconformity-raised": (
        "项目 {number}：不符合项 {nonconformity} 待答复",
        "Engagement {number}: nonconformity {nonconformity} to be answered",
    ),
    "observation-raised": (
        "项目 {number}：审查组提出{kind}",
        "Engagement {number}: an {kind} was noted",
    ),
    "nonconformity-changed": (
        "项目 {number}：不符合项 {nonconformity} 有修改",
        "Engagement {number}: nonconformity {nonconformity} changed",
    ),
    "nonconformity-answered": (
        "项目 {number}：不符合项 {nonconformity} 待验证",
        "Engagement {number}: nonconformity {nonconformity} to be verified",
    ),
    "nonconformity-returned": (
        "项目 {number}：不符合项 {nonconformity} 的答复被退回",
        "Engagement {number}: answer to nonconformity {nonconformity} returned",
    ),
    "nonconformity-closed": (
        "项目 {number}：不符合项 {nonconformity} 已关闭",
        "Engagement {number}: nonconformity {nonconformity} closed",
    ),
    "nonconformity-withdrawn": (
        "项目 {number}：不符合项 {nonconformity} 已撤销",
        "Engagement {number}: nonconformity {nonconformity} withdrawn",
    ),
    "nonconformity-overdue": (
        "项目 {number}：不符合项 {nonconformity} 已逾期",
        "Engagement {number}: nonconformity {nonconformity} overdue",
    ),
    "fieldwork-closed": (
        "项目 {number}：现场审查已结束，请核对评分表",
        "Engagement {number}: fieldwork closed, read the scorecard",
    ),
    "fieldwork-reopened": ("项目 {number}：现场审查重新打开", "Engagement {number}: fieldwork open again"),
    "scorecard-signed": ("项目 {number}：评分表有新的签名", "Engagement {number}: scorecard signed"),
    "api-key-ended": ("接口密钥“{name}”已停用", "API key “{name}” ended"),
    "api-keys-ended-by-reset": ("接口密钥已停用", "API keys ended"),
    "api-keys-ended-without-role": ("接口密钥已停用", "API keys ended"),
    "second-factor-reset": ("两步验证已清除", "Second factor removed"),
    "sessions-ended": ("登录已全部退出", "Signed out everywhere"),
    "registration-referred": ("有人要登记{client}", "Somebody wants to register {client}"),
    "daily-digest": ("今日待办 {count} 项", "{count} open today"),
}


def title(code: str, language: str, **values: str) -> str:
    """The subject of a notice, in `zh` or `en`."""
    return TITLES[code][("zh", "en").index(language)].format(**values)
