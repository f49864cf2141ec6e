# SPDX-License-Identifier: Apache-2.0
"""Words about past service records, mode F: what their cells are called, what is refused, what is missing."""

WORDS: dict[str, tuple[str, str]] = {
    "orders-file-kind": (
        "“{name}”不是可以导入的工单文件：请从业务系统导出 Excel（.xlsx）或 CSV 文件再上传。",
        "“{name}” is no list of work orders that can be read: export it as Excel (.xlsx) or CSV.",
    ),
    "orders-no-table": (
        "文件中没有找到工单表：标题行须有“{number}”和“{received_at}”，请照模板改好标题行。",
        "No table of work orders was found: its heading row needs “{number}” and “{received_at}”, so mend it as the template has it.",
    ),
    "orders-column-twice": (
        "“{column}”出现在两列：请只保留一列。",
        "“{column}” heads two columns: leave one of them.",
    ),
    "orders-encoding": (
        "文件的文字编码不是 UTF-8 或 GB 18030：请另存为 UTF-8 的 CSV，或用 Excel 文件。",
        "The text is neither UTF-8 nor GB 18030: save it as CSV in UTF-8, or as an Excel file.",
    ),
    "orders-none": (
        "工单表没有内容：请导出包含工单的文件。",
        "The table of work orders is empty: export a file that has some.",
    ),
    "orders-too-many": (
        "有 {count} 条工单，一次最多导入 {limit} 条：请按审查周期导出。",
        "There are {count} work orders, and {limit} can be taken at most: export those of the period that is evaluated.",
    ),
    "order-cell-missing": (
        "缺少“{column}”：请补上，或删去这一行。",
        "“{column}” is missing: fill it in, or take the row out.",
    ),
    "order-number-twice": (
        "工单号“{given}”与第 {row} 条重复：一条工单只列一次，请删去一条。",
        "Order “{given}” is there already as number {row} of the list: list each once.",
    ),
    "order-time-unreadable": (
        "“{given}”不是日期和时间：请写成 2026-11-20 08:30；不知道的留空。",
        "“{given}” is no date with a time: write it as 2026-11-20 08:30, and leave empty what is not known.",
    ),
    "order-time-later": (
        "{given} 晚于现在，不是已经发生的服务：请核对。",
        "{given} has not come yet, so this is no past service: check it.",
    ),
    "order-answer-unreadable": (
        "“{given}”看不出是或否：请写“是”或“否”（回访也可写时间）；不知道的留空。",
        "“{given}” says neither yes nor no: write one of them (or when the call was), and leave empty what is not known.",
    ),
    "promise-none": (
        "没有一项承诺：请至少填写一个时限，或勾选签收、回访。",
        "Nothing is promised: give a time, or ask for sign-off or a call back.",
    ),
    "promise-time-unreadable": (
        "“{given}”不是时限：请写成 30 分钟、2 小时这样，或只写分钟数。",
        "“{given}” is no time: write it as 30 min or 2 h, or the minutes alone.",
    ),
    "promise-time-range": (
        "时限 {given} 分钟不在 1 至 {limit} 分钟之间：请核对。",
        "A time of {given} minutes is not within 1 to {limit}: check it.",
    ),
    "promise-line-unreadable": (
        "“{given}”看不出地区和时限：每行写“地区，响应时限，到达时限”，例如“福建，30 分钟，2 小时”。",
        "“{given}” does not tell a region and its times: write a line each as “Fujian, 30 min, 2 h”.",
    ),
    "promise-region-twice": (
        "地区“{given}”写了两行：请合为一行。",
        "Region “{given}” has two lines: make them one.",
    ),
    "promise-regions-many": (
        "有 {count} 个地区另有时限，最多 {limit} 个：请合并。",
        "{count} regions have times of their own, and {limit} may: put some together.",
    ),
    "promise-region-empty": (
        "有一个地区没有名称：请填写与工单一致的地区名。",
        "A region has no name: write it as the work orders do.",
    ),
    "footprint-orders-missing": (
        "模式 F 还没有导入工单：请向企业取得审查期内的工单清单并导入。",
        "Mode F has no work orders yet: get the list of the period that is evaluated from the client and import it.",
    ),
    "footprint-promise-missing": (
        "模式 F 还没有填写服务承诺：请按企业公布的承诺填写响应、到达时限等。",
        "Mode F lacks the promise: write down what the client promises, as the times of response and arrival.",
    ),
    "footprint-sample-missing": (
        "模式 F 还没有从工单中抽样：请抽取样本，逐条核对原始记录。",
        "Mode F has no sample of work orders: draw one, and check each against the records it comes from.",
    ),
    "footprint-unmarked": (
        "工单样本核对了 {marked} 条，共 {size} 条：请逐条核完。",
        "Of the sampled work orders {marked} of {size} are checked: check the others.",
    ),
    "footprint-note-required": (
        "工单 {order} 的判定与按承诺算得的结果不同，须说明理由：请写明查到了什么。",
        "What is judged of order {order} is not what its times give against the promise: note what was found.",
    ),
    "footprint-sample-moved": (
        "抽取样本以后重新导入了工单：请刷新页面，按新工单抽样。",
        "The work orders were imported anew after this sample was drawn: load the page again and draw from them.",
    ),
}

LABELS: dict[str, tuple[str, str]] = {
    "WorkOrder.number": ("工单号", "order number"),
    "WorkOrder.customer": ("顾客", "customer"),
    "WorkOrder.product": ("产品", "product"),
    "WorkOrder.region": ("地区或网点", "region or outlet"),
    "WorkOrder.received_at": ("受理时间", "received at"),
    "WorkOrder.responded_at": ("响应时间", "responded at"),
    "WorkOrder.arrived_at": ("到达时间", "arrived at"),
    "WorkOrder.completed_at": ("完成时间", "completed at"),
    "WorkOrder.signed_off": ("顾客签收", "signed off"),
    "WorkOrder.called_back": ("回访", "called back"),
    "FootprintCheck.response": ("响应时限", "response"),
    "FootprintCheck.arrival": ("到达时限", "arrival"),
    "FootprintCheck.sign-off": ("顾客签收", "sign-off"),
    "FootprintCheck.call-back": ("回访", "call back"),
    "FootprintVerdict.kept": ("兑现", "kept"),
    "FootprintVerdict.broken": ("未兑现", "not kept"),
    "FootprintVerdict.unknown": ("无记录", "no record"),
}

# What else client's lists call these columns, and how they write yes and no.
HEADINGS: dict[str, tuple[str, ...]] = {
    "number": ("工单编号", "单号", "服务单号", "派工单号", "编号", "order", "order no", "work order"),
    "customer": ("客户", "客户名称", "客户姓名", "客户电话", "用户", "联系人", "client"),
    "product": ("产品名称", "产品型号", "机型", "型号", "model"),
    "region": ("地区", "区域", "网点", "服务网点", "城市", "region", "outlet"),
    "received_at": ("报修时间", "接单时间", "创建时间", "来电时间", "received"),
    "responded_at": ("首次响应时间", "联系时间", "预约时间", "responded"),
    "arrived_at": ("上门时间", "到场时间", "签到时间", "arrived"),
    "completed_at": ("完工时间", "结单时间", "完成日期", "completed"),
    "signed_off": ("客户签收", "签收", "是否签收", "客户签字", "用户签字", "sign-off"),
    "called_back": ("是否回访", "回访时间", "已回访", "call back"),
}
YES = frozenset({"是", "有", "已", "已签收", "已签字", "已回访", "√", "✓", "yes", "y", "true", "1"})
NO = frozenset({"否", "无", "未", "未签收", "未签字", "未回访", "×", "x", "no", "n", "false", "0"})

# As the history of an engagement tells what was done.
ACTS: dict[str, tuple[str, str]] = {
    "footprint.imported": ("导入工单", "Work orders imported"),
    "footprint.promised": ("记录服务承诺", "Promise of the client written down"),
}
FIELDS: dict[str, tuple[str, str]] = {
    "footprint.imported.name": ("文件", "File"),
    "footprint.imported.count": ("工单数", "Work orders"),
    "footprint.promised.region": ("地区", "Region"),
    "response": ("响应时限（分钟）", "Response within (minutes)"),
    "arrival": ("到达时限（分钟）", "Arrival within (minutes)"),
    "sign_off": ("须顾客签收", "Sign-off required"),
    "call_back": ("须回访", "Call back required"),
    "regions": ("各地区的时限", "Times by region"),
}
