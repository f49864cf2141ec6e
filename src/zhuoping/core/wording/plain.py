# SPDX-License-Identifier: Apache-2.0
"""Words about plain input: text that cannot be read, wrong types, unknown and missing keys."""

WORDS: dict[str, tuple[str, str]] = {
    "unreadable": (
        "第 {line} 行读不懂（{why}）：请检查缩进、引号和冒号后的空格。",
        "Line {line} cannot be read ({why}): check indentation, quotes and the blank after a colon.",
    ),
    "not-text": (
        "文件不是 UTF-8 文本：请另存为 UTF-8 编码后再试。",
        "The file is not UTF-8 text: save it as UTF-8 and try again.",
    ),
    "too-large": (
        "内容为 {size}，超过上限 {limit}：请删去多余内容或拆分。",
        "The content is {size}, above the limit of {limit}: remove what is not needed or split it.",
    ),
    "too-deep": (
        "嵌套超过 {limit} 层：请按说明文档的结构填写。",
        "Nested deeper than {limit} levels: follow the structure in the documentation.",
    ),
    "key-too-long": (
        "键有 {length} 个字符，上限 {limit}：可能漏了冒号或引号，请检查。",
        "A key has {length} characters, the limit is {limit}: look for a missing colon or quote.",
    ),
    "too-many-values": (
        "内容超过 {limit} 个键和值：请拆分，或删去多余的行。",
        "There are more than {limit} keys and values: split the content, or remove rows that are not needed.",
    ),
    "alias-not-allowed": (
        "不支持 YAML 的锚点和引用（& 与 *）：请把内容直接写在这里。",
        "YAML anchors and aliases (& and *) are not accepted: write the content here in full.",
    ),
    "tag-not-allowed": (
        "不支持 YAML 的标签（!!str 之类）：请去掉；要当作文字，请加引号。",
        "YAML tags such as !!str are not accepted: remove it; use quotes for what is meant as text.",
    ),
    "duplicate-key": (
        "“{key}”写了两次：请只保留一处。",
        "“{key}” is given twice: keep one of them.",
    ),
    "unknown-key": (
        "不认识“{key}”：此处可用 {known}。",
        "“{key}” is not known here: use one of {known}.",
    ),
    "missing-key": (
        "缺少“{named}”：请补上。",
        "“{named}” is missing: add it.",
    ),
    "wrong-type": (
        "此处应填“{expected}”，现为“{given}”：请改正。",
        "“{given}” does not fit here, {expected} is expected: correct it.",
    ),
    "not-a-number": (
        "“{given}”不是可用的数值：请填写普通十进制数，如 8.5。",
        "“{given}” is not a usable number: write a plain decimal such as 8.5.",
    ),
    "not-a-date": (
        "“{given}”不是有效日期：请写成 2026-11-24 这样的形式。",
        "“{given}” is not a valid date: write it like 2026-11-24.",
    ),
    "not-allowed": (
        "“{given}”不在可选范围：请从 {known} 中选择。",
        "“{given}” is not one of the choices: take one of {known}.",
    ),
    "empty-text": (
        "此处不能留空：请填写。",
        "This must not be empty: fill it in.",
    ),
    "text-too-long": (
        "文字有 {length} 个字符，上限 {limit}：请精简。",
        "The text has {length} characters, the limit is {limit}: shorten it.",
    ),
    "negative-number": (
        "“{given}”不能为负数：请填写 0 或更大的数。",
        "“{given}” must not be negative: enter 0 or more.",
    ),
}

# What a value in a file is expected to be.
EXPECTED: dict[str, tuple[str, str]] = {
    "expected.text": ("文字", "text"),
    "expected.truth": ("true 或 false", "true or false"),
    "expected.truth-or-null": ("true、false 或 null", "true, false or null"),
    "expected.whole": ("整数", "a whole number"),
    "expected.number": ("数值", "a number"),
    "expected.date": ("日期", "a date"),
    "expected.list": ("列表", "a list"),
    "expected.mapping": ("键值对", "keys with values"),
    "expected.amount": ("0 或更大的数", "a number, 0 or more"),
    "expected.amount-above-0": ("大于 0 的数", "a number above 0"),
    "expected.amount-or-null": ("0 或更大的数，或 null", "a number, 0 or more, or null"),
    "expected.count": ("0 或更大的整数", "a whole number, 0 or more"),
    "expected.count-above-0": ("大于 0 的整数，或 null", "a whole number above 0, or null"),
    "expected.days-or-null": ("0 至 3650 的整数，或 null", "a whole number from 0 to 3650, or null"),
    "expected.count-or-null": ("0 或更大的整数，或 null", "a whole number, 0 or more, or null"),
}
