# SPDX-License-Identifier: Apache-2.0
"""Words about the registration of an enterprise."""

WORDS: dict[str, tuple[str, str]] = {
    "uscc-override-incomplete": (
        "认可校验位不符的代码，须同时写明认可人和依据：请补全，或两项都不填。",
        "Accepting a code whose last character does not fit needs both a person and evidence: give both, or neither.",
    ),
    "division-format": (
        "“{given}”不是六位行政区划代码（GB/T 2260）：请从列表中选择所在地。",
        "“{given}” is not a six-digit division code (GB/T 2260): choose the place from the list.",
    ),
    "place-unknown": (
        "{standard}（{as_of}）的区划表中没有“{given}”：请核对；如系此后新设的区划，可以保留。",
        "The table of {standard} ({as_of}) does not hold “{given}”: check it; a division founded later may stay.",
    ),
    "industry-unknown": (
        "{standard}（{as_of}）的行业表中没有“{given}”：请核对；如系新版代码，可以保留。",
        "The table of {standard} ({as_of}) does not hold “{given}”: check it; a code of a later edition may stay.",
    ),
    "enterprise-staff-none": (
        "员工人数“{given}”不可用：请填写 1 或更大的整数。",
        "A staff of “{given}” cannot be right: enter 1 or more.",
    ),
    "product-family-missing": (
        "没有填写商品类别：请至少填写一类，人日按类别核算。",
        "No product family is given: enter at least one, person-days are counted by them.",
    ),
    "product-family-twice": (
        "商品类别“{name}”写了两次：请只保留一处。",
        "The product family “{name}” is given twice: keep one of them.",
    ),
    "product-families-many": (
        "商品类别有 {count} 类，上限 {limit}：请合并相近的类别。",
        "There are {count} product families, the limit is {limit}: join those that are alike.",
    ),
}

# Fields of an enterprise, as pages and problems name them.
LABELS: dict[str, tuple[str, str]] = {
    "Enterprise.name": ("企业名称", "Name"),
    "Enterprise.name_en": ("英文名称", "Name in English"),
    "Enterprise.uscc": ("统一社会信用代码", "Unified social credit code"),
    "Enterprise.uscc_override": ("代码的认可", "Acceptance of the code"),
    "Enterprise.address": ("地址", "Address"),
    "Enterprise.division": ("所在地区划代码", "Division code of its place"),
    "Enterprise.industry": ("行业代码", "Trade code"),
    "Enterprise.staff": ("员工人数", "Staff"),
    "Enterprise.product_families": ("商品类别", "Product families"),
}
