# SPDX-License-Identifier: Apache-2.0
"""What people are told by mail and on their first page: a subject and a sentence for each code.

Beside its own values each sentence may name `{number}` and `{client}` of the engagement that it is about.
"""

WORDS: dict[str, tuple[str, str]] = {
    "role-granted": (
        "你获得了新的角色：{role}。登录后即可使用相应的页面；复核、决定和管理角色须先设置双重验证。",
        "You were given a new role: {role}. Sign in to use its pages; those who review, decide or administer set up a second factor first.",
    ),
    "application-submitted": (
        "{client} 提交了认证申请 {number}：请进行申请评审。",
        "{client} submitted application {number}: review it.",
    ),
    "daily-digest": (
        "{on}，你有 {count} 项待办。",
        "On {on} there is work waiting for you: {count} open.",
    ),
}

TITLES: dict[str, tuple[str, str]] = {
    "role-granted": ("新的角色：{role}", "New role: {role}"),
    "application-submitted": ("申请 {number} 待评审", "Application {number} to be reviewed"),
    "daily-digest": ("今日待办 {count} 项", "{count} open today"),
}


def title(code: str, language: str, **values: str) -> str:
    """The subject of a notice, in `zh` or `en`."""
    return TITLES[code][("zh", "en").index(language)].format(**values)
