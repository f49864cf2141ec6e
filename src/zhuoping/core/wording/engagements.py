# SPDX-License-Identifier: Apache-2.0
"""Words of refusals about engagements as they are stored: open twice, other people's evidence, lists too long."""

WORDS: dict[str, tuple[str, str]] = {
    "edition-ended": (
        "方案版本“{edition}”已停止受理：请选择现行版本。",
        "Edition {edition} takes no more applications: choose one in force.",
    ),
    "application-open-already": (
        "已有一份未提交的申请 {number}：请继续填写它，或先终止它。",
        "Application {number} is open already: go on with it, or discontinue it first.",
    ),
    "evidence-of-another": (
        "这个文件不属于本企业：请选择或上传本企业的文件。",
        "This file does not belong to the enterprise: choose or upload one that does.",
    ),
    "document-listed-already": (
        "“{name}”已在清单的这一项下：如有新版，请以“替换”方式上传。",
        "“{name}” is on the list under this item already: upload a newer one as its replacement.",
    ),
    "document-unknown": (
        "清单上没有这份文件，可能已被移除：请刷新页面。",
        "The document is not on the list; it may have been taken off already: reload the page.",
    ),
    "too-many-lines": (
        "共 {count} 行，最多 {limit} 行：请合并或删减。",
        "{count} lines, at most {limit}: combine some or leave some out.",
    ),
}
