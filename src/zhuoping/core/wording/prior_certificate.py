# SPDX-License-Identifier: Apache-2.0
"""Words about the prior certificate after acceptance: looked up again, and held against a plan."""

WORDS: dict[str, tuple[str, str]] = {
    "look-up-not-asked": (
        "本版本不要求前置认证，不用查询证书。",
        "This edition asks for no prior certificate, so there is nothing to look up.",
    ),
    "look-up-before-last": (
        "查询日期 {given} 早于上一次查询的 {last}：最近一次查询为准，请填写实际查询的日期。",
        "The look-up of {given} is before the last one of {last}, and the last one counts: enter the day it was made.",
    ),
    "look-up-note-missing": (
        "与上一次查询相比，{changed}有变化：请写明缘由，如换证、暂停的原因。",
        "Compared with the last look-up, this changed: {changed}. Say why, for example that it was renewed or suspended.",
    ),
    "release-look-up-missing": (
        "没有前置认证证书（{document}）的查询记录，不能发布计划：请查询并保存凭据。",
        "There is no look-up of the prior certificate ({document}), so the plan cannot be released: look it up and keep the proof.",
    ),
    "release-look-up-old": (
        "前置认证证书最近于 {checked_on} 查询，而发布计划（{on}）前 {days} 天内须查询：请重新查询。",
        "The prior certificate was last looked up on {checked_on}; a plan is released ({on}) within {days} days of a look-up: look it up again.",
    ),
    "release-prior-status": (
        "前置认证证书 {number} 在 {on} 查询的状态为“{status}”，而认证决定时须有效，不能派人审查：恢复或换证后请重新查询；不能恢复的，请终止项目。",
        (
            "The prior certificate {number} was “{status}” when looked up on {on}; the decision needs it valid, so nobody goes "
            "out: look it up again once it is restored or renewed; if it will not be, discontinue the engagement."
        ),
    ),
    "release-prior-ended": (
        "前置认证证书 {number} 的有效期至 {until}，到 {first} 已经届满，而认证决定时须有效：请客户换证，重新查询后再发布，或在有效期内另定日期。",
        (
            "The prior certificate {number} ends on {until} and does not count on {first}, though the decision needs it valid: "
            "have the client renew it and look it up again, or set dates within its validity."
        ),
    ),
}
