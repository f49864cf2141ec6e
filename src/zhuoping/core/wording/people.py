# SPDX-License-Identifier: Apache-2.0
"""Words of refusals about people and of what is stored: roles, invitations, two people on one thing."""

WORDS: dict[str, tuple[str, str]] = {
    "changed-meanwhile": (
        "别人刚刚改过这份内容，您的修改尚未保存（现为第 {version} 版）：对照两边的内容，再保存一次。",
        "Somebody else changed this meanwhile, so yours is not saved (version {version} stands): compare the two and save again.",
    ),
    "engagement-unknown": (
        "没有编号为“{number}”的认证项目：请核对编号。",
        "There is no engagement {number}: check the number.",
    ),
    "invitation-for-nothing": (
        "邀请没有写明角色或企业：至少选一个角色，或指定企业。",
        "The invitation names neither a role nor an enterprise: choose at least one.",
    ),
    "invitation-unknown": (
        "邀请链接无效、已使用或已过期：请联系邀请人重新发送。",
        "The invitation is unknown, used or expired: ask whoever invited you for a new one.",
    ),
    "invitation-of-another": (
        "邀请发给 {email}，与当前登录的邮箱不同：请用该邮箱登录后再打开链接。",
        "The invitation is for {email}, not for the address you are signed in with: sign in with that address and open it again.",
    ),
    "invitation-lapsed": (
        "邀请人 {name} 已无权给出这份邀请：请联系机构管理员或贵单位的经办人重新邀请。",
        "{name}, who invited you, may no longer give this: ask an administrator of the body or your colleague for a new invitation.",
    ),
    "invitation-over": (
        "发给 {email} 的邀请已被接受或撤回：请刷新页面；如仍需邀请，请另发一份。",
        "The invitation to {email} was accepted or withdrawn: reload the page, and send a new one if it is still wanted.",
    ),
    "invitations-many": (
        "本企业一天内已发出 {limit} 份邀请，这一份没有发出：请明天再邀请，或请认证机构代为邀请。",
        "{limit} invitations were sent for this enterprise within a day, so this one was not: invite again tomorrow, or ask the certification body to.",
    ),
    "invitation-renewed-often": (
        "发给 {email} 的邀请已重新发送 {limit} 次，没有再发：请与对方核对邮箱；邮箱有误就撤回，另发一份。",
        "The invitation to {email} was sent again {limit} times, so it was not sent once more: check the address with them; if it is wrong, withdraw it and send another.",
    ),
    "person-name-long": (
        "姓名有 {length} 个字符，超过 {limit} 个：请填写真实姓名。",
        "The name has {length} characters, more than {limit}: enter the real name.",
    ),
    "person-name-address": (
        "姓名里有网址，没有保存：姓名会写进发给他人的邮件，请只填写真实姓名。",
        "There is a web address in the name, so it was not kept: names stand in mails to others, so enter the real name only.",
    ),
    "address-taken": (
        "邮箱 {email} 已有账号，不能重复注册：请直接登录，或重设密码。",
        "There is an account for {email} already, so it was not made again: sign in, or reset the password.",
    ),
    "person-name-missing": (
        "没有填写姓名：记录须能认出是谁办理的，请填写真实姓名。",
        "There is no name: records have to show who acted, so enter the real name.",
    ),
    "role-not-granted": (
        "客户用户不是机构授予的角色：请由企业登记，或在企业的“经办人”页发出邀请。",
        "The body gives nobody the role of client user: the enterprise registers, or invites from its page Colleagues.",
    ),
    "last-administrator": (
        "这是最后一位管理员，不能取消：请先任命另一位管理员。",
        "This is the last administrator and has to stay: appoint another one first.",
    ),
    "administrator-exists": (
        "已有管理员：请由管理员在“人员”页邀请他人。",
        "There is an administrator already: let them invite others on the page People.",
    ),
    "scheme-not-adopted": (
        "机构没有采用方案“{scheme}”，不能为其授权（GB/T 27065 第 6.1 条）：请先在“方案版本”页采用。",
        "The body has not adopted the scheme “{scheme}”, so nobody can be authorised for it (17065 6.1): adopt it on the page Editions first.",
    ),
    "tie-over": (
        "这段关系已记为 {until} 结束，回避期由此起算，不能再改：如有误，请另记一段。",
        "This tie is recorded as ended on {until}, from which the look-back counts, and stays so: if it is wrong, record another one.",
    ),
    "tie-recorded-by-another": (
        "这段关系由他人记录，本人不能记录其结束（GB/T 27065 第 4.2 条）：请管理员核实后记录。",
        "Somebody else recorded this tie, so you cannot record its end yourself (ISO/IEC 17065, 4.2): ask an administrator to check and record it.",
    ),
    "tie-ended-before-today": (
        "结束日期 {until} 早于今天 {on}：回避期由此起算，本人不能倒填（GB/T 27065 第 4.2 条）。请填今天或以后的日期，或请管理员核实后记录。",
        "The end {until} is before today, {on}; the look-back counts from it, so one does not date one's own back (ISO/IEC 17065, 4.2): enter today or later, or ask an administrator to check and record it.",
    ),
    "modes-none": (
        "没有选择认证模式：授权须写明可实施的模式（GB/T 27065 第 6.1 条）。",
        "No mode was chosen: an authorisation names the modes it covers (17065 6.1).",
    ),
    "dates-turned-round": (
        "结束日期 {last} 早于开始日期 {first}：请改正日期。",
        "The last day {last} is before the first day {first}: correct the dates.",
    ),
    "reason-missing": (
        "没有写明理由：记录须说明为什么这样做，请补写。",
        "There is no reason: the record has to say why, so write it.",
    ),
    "uscc-registered": (
        "统一社会信用代码 {uscc} 已登记：请联系贵单位的经办人邀请您加入，或联系机构。",
        "Credit code {uscc} is registered already: ask your colleague there to invite you, or contact the body.",
    ),
    "registrations-many": (
        "您一天内已登记 {limit} 家企业，这一家没有登记：请明天再登记，或请认证机构代为登记。",
        "You have registered {limit} enterprises within a day, so this one was not: register it tomorrow, or ask the certification body to.",
    ),
    "session-unknown": (
        "没有这次登录，或它已结束：请刷新页面。",
        "There is no such session, or it was ended already: reload the page.",
    ),
    "uscc-fixed": (
        "登记后不能更改统一社会信用代码（现为 {uscc}）：代码变了就是另一个主体，请另行登记。",
        "The credit code cannot change after registration (it is {uscc}): another code is another entity, so register that one.",
    ),
}
