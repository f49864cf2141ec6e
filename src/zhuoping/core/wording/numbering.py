# SPDX-License-Identifier: Apache-2.0
"""Words about patterns of numbers, and about parameters that the body sets."""

WORDS: dict[str, tuple[str, str]] = {
    "pattern-characters": (
        "编号规则中的“{given}”不可用：字段以外只能有大写字母、数字和 - / .，字段写成 {{year}}、{{serial:06}}。",
        "“{given}” cannot stand in a pattern: beside fields such as {{year}} and {{serial:06}}, take capitals, digits and - / . only.",
    ),
    "pattern-field-unknown": (
        "编号规则没有字段“{name}”：可用 {known}。",
        "A pattern has no field “{name}” here: use {known}.",
    ),
    "pattern-field-twice": (
        "编号规则中的字段“{name}”写了两次：请只保留一处。",
        "The field “{name}” stands twice in the pattern: keep one of them.",
    ),
    "pattern-field-missing": (
        "编号规则缺少字段“{name}”，编号会重复：请补上。",
        "The pattern lacks the field “{name}”, so numbers would repeat: add it.",
    ),
    "pattern-width": (
        "字段“{name}”不能写位数：请去掉冒号和数字，只有 serial 需要位数。",
        "The field “{name}” takes no width: remove colon and digits, only serial needs them.",
    ),
    "pattern-serial-open": (
        "序号须写明位数，1 至 {most} 位：例如 {{serial:06}}。",
        "The serial needs a width of 1 to {most} digits: write it like {{serial:06}}.",
    ),
    "patterns-alike": (
        "编号规则“{given}”与{kind}的规则“{other}”可能编出同一个号，两类编号会混淆：请改用不同的开头。",
        "“{given}” and “{other}” ({kind}) may give the same number, so they could not be told apart: begin one differently.",
    ),
    "pattern-slash": (
        "编号规则“{given}”中有“/”，而编号要用在网址和文件名里：请改用“-”。",
        "The pattern “{given}” has a /, but its numbers stand in addresses and names of files: use - instead.",
    ),
    "number-too-long": (
        "按此规则，编号有 {length} 个字符，上限 {limit}：请精简规则。",
        "A number of this pattern has {length} characters, the limit is {limit}: shorten the pattern.",
    ),
    "pattern-number-taken": (
        "按此规则会再次编出已有的编号“{number}”：请改用不同的开头。",
        "The pattern would give “{number}” again, and that number is taken: begin it differently.",
    ),
    "serial-used-up": (
        "序号 {serial} 超出编号规则“{pattern}”的位数：请由管理员加宽规则后再试。",
        "Serial {serial} has more digits than “{pattern}” holds: ask an administrator to widen the pattern, then try again.",
    ),
    "approval-number": (
        "批准号“{given}”末尾不足 {count} 位数字，无法编制计划编号：请对照批准书改正。",
        "The approval number “{given}” does not end in {count} digits, which plan numbers need: correct it by the approval.",
    ),
    "branch-number": (
        "分支机构代号“{given}”不可用：请填写 0 至 99。",
        "“{given}” is no number of a branch: enter 0 to 99.",
    ),
    "parameter-unknown": (
        "版本没有参数“{given}”：机构可设的是 {known}。",
        "The edition has no parameter “{given}”: the body may set {known}.",
    ),
    "parameter-not-for-body": (
        "参数“{title}”出自{origin}，机构不能更改：请只设由机构决定的参数。",
        "The parameter “{title}” comes from: {origin}. The body cannot change it: set only those left to the body.",
    ),
}

LABELS: dict[str, tuple[str, str]] = {
    "NumberKind.engagement": ("项目编号", "Engagement number"),
    "NumberKind.agreement": ("合同编号", "Agreement number"),
    "NumberKind.plan": ("计划编号", "Plan number"),
    "NumberKind.certificate": ("证书编号", "Certificate number"),
    "Origin.specification": ("规范", "the specification"),
    "Origin.parent-standard": ("上级标准", "the parent standard"),
    "Origin.law": ("法律法规", "laws and regulations"),
    "Origin.analogy": ("同类规则", "comparable rules"),
    "Origin.body": ("机构的决定", "the body"),
    "expected.share": ("0 至 1 之间的数", "a number from 0 to 1"),
    "expected.list-of-counts": ("非负整数的列表", "a list of whole numbers, 0 or more"),
}
