# SPDX-License-Identifier: Apache-2.0
"""Words about person-days: what is refused, and what the lines of their arithmetic are called."""

WORDS: dict[str, tuple[str, str]] = {
    "person-days-amount": (
        "“{given}”不是可用的人日数：请填写大于 0、不超过 {most} 的数，细到 {finest}。",
        "“{given}” is no usable number of person-days: enter one above 0 and up to {most}, no finer than {finest}.",
    ),
    "outlet-twice": (
        "网点“{outlet}”列了两次，人日会重复计算：请只列一次。",
        "The outlet “{outlet}” is listed twice and would be counted twice: list it once.",
    ),
    "families-out-of-range": (
        "商品类数 {given} 不可用：请填写 1 至 {most} 的整数。",
        "{given} families of goods cannot be used: enter a whole number from 1 to {most}.",
    ),
    "families-fewer": (
        "商品类数 {given} 少于企业登记的 {listed} 类，人日会因此变少：请填写 {listed}；确有理由少计的，作为一项减少填写并写明理由。",
        "{given} families of goods are fewer than the {listed} that the client lists, which would reduce the days unseen: enter {listed}, and enter a reduction with its reason where fewer days will do.",
    ),
    "reduction-share": (
        "减少幅度“{given}”不可用：请写成大于 0、小于 1 的小数，如 0.1，最多四位小数。",
        "The reduction “{given}” cannot be used: write a share above 0 and below 1, such as 0.1, with at most four decimals.",
    ),
    "reduction-reason-required": (
        "每项人日减少都须写明理由：请填写理由，或取消这项减少。",
        "Each reduction of person-days needs its reason: give the reason, or take the reduction back.",
    ),
    "person-days-below-least": (
        "计划 {given} 人日，少于核算的 {least} 人日：请增加人日，或由有权人批准并写明理由。",
        "{given} person-days are planned, fewer than the {least} computed: plan more, or have a named person approve it with a reason.",
    ),
    "approval-incomplete": (
        "批准须有批准人姓名和理由：请补全。",
        "An approval needs the name of the person and the reason: complete it.",
    ),
}

LABELS: dict[str, tuple[str, str]] = {
    "PersonDays.base": ("基础人日", "Base"),
    "PersonDays.outlet": ("网点", "Outlet"),
    "PersonDays.outlets": ("网点合计", "All outlets"),
    "PersonDays.families": ("增加的商品类", "Further families of goods"),
    "PersonDays.before-reductions": ("减少前合计", "Before reductions"),
    "PersonDays.reductions": ("减少", "Reductions"),
    "PersonDays.least": ("最低人日", "Least person-days"),
    "PersonDays.least_per_outlet": ("每个网点最低", "least for an outlet"),
    "PersonDays.by_headcount": ("按人数", "by headcount"),
    "PersonDays.further": ("增加类数", "further families"),
    "PersonDays.per_product_family": ("每类", "for each"),
    "PersonDays.most_reduction_share": ("最大幅度", "largest share"),
}
