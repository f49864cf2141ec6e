# SPDX-License-Identifier: Apache-2.0
"""Words of refusals to programs: keys, their scopes, requests sent twice."""

WORDS: dict[str, tuple[str, str]] = {
    "api-key-without-scope": (
        "没有选择密钥的用途：至少选一项，可选 {known}。",
        "The key has no scope: choose at least one of {known}.",
    ),
    "api-key-expired": (
        "密钥的到期时间已过：请填写将来的时间。",
        "The key would have expired already: give a time to come.",
    ),
    "api-key-too-long": (
        "密钥最多使用 {days} 天：请改短有效期，到期前可以再建一个。",
        "A key lasts {days} days at most: shorten it; another can be made before it ends.",
    ),
    "api-key-scope": (
        "此操作需要用途 {wanted} 之一，密钥只有 {held}：请用本人账号另建密钥。",
        "This needs one of the scopes {wanted}; the key has {held}: make another one.",
    ),
    "api-key-before-second-factor": (
        "密钥建于 {since} 之前，此后您取得了须两步验证的角色：请登录后另建密钥。",
        "The key was made before {since}, when you came to a role that needs a second factor: make another one.",
    ),
    "api-key-without-second-factor": (
        "您的角色须有两步验证，而您现在没有设置，密钥暂不可用：请登录并设置两步验证。",
        "Your role needs a second factor and none is set up, so the key does not count: sign in and set one up.",
    ),
    "api-key-over": (
        "密钥在办理期间已停用或到期，什么都没有保存：请用本人账号另建密钥，再办一次。",
        "The key was ended or expired meanwhile, so nothing was saved: make another one and send it again.",
    ),
    "request-malformed": (
        "请求中的这一项写法不对（{fault}）：请对照 /api/v1/openapi.json。",
        "This part of the request is not as described ({fault}): see /api/v1/openapi.json.",
    ),
    "idempotency-key-unusable": (
        "Idempotency-Key 不可用：请用 1 至 {limit} 个可见的 ASCII 字符。",
        "This Idempotency-Key cannot be used: it has 1 to {limit} visible ASCII characters.",
    ),
    "api-key-unknown": (
        "没有这个密钥，或它已停用：请刷新页面。",
        "There is no such key, or it was ended already: reload the page.",
    ),
    "request-differs": (
        "同一个 Idempotency-Key 已用于另一个请求：每个请求请用新的键。",
        "This Idempotency-Key was used for another request: use a new one for each request.",
    ),
}

LABELS: dict[str, tuple[str, str]] = {
    "Scope.read": ("查看", "read"),
    "Scope.apply": ("申请（企业一方）", "apply (the client's side)"),
    "Scope.review": ("受理和合同（机构一方）", "review and agreement (the body's side)"),
    "Scope.plan": ("计划和利益声明", "plans and interests"),
    "Scope.fieldwork": ("现场审查（审查组）", "fieldwork (the team)"),
    "Scope.administer": ("人员和方案版本", "people and editions"),
    "Scope.ledger": ("防篡改日志", "the ledger"),
}
