# SPDX-License-Identifier: Apache-2.0
"""Words about characteristic sheets: what is refused, what they lack, kinds and verdicts."""

WORDS: dict[str, tuple[str, str]] = {
    "mode-without-sheets": (
        "模式“{given}”不用服务特性记录表：请选择 {known}。",
        "Mode “{given}” leaves no characteristic sheet: choose one of {known}.",
    ),
    "sheet-unknown": (
        "本项目没有这张服务特性记录表：请回到列表重新打开。",
        "This engagement has no such characteristic sheet: go back to the list and open it again.",
    ),
    "sheet-place-missing": (
        "没有写明地点：请写网点或渠道，使结果可以复查。",
        "No place is named: write the outlet or the channel, so that the result can be checked again.",
    ),
    "sheet-later": (
        "检验时间 {given} 晚于现在：请核对日期和时间。",
        "The time of the visit, {given}, has not come yet: check date and time.",
    ),
    "inspector-not-of-mode": (
        "按审查计划，模式 {mode} 由{names}承担：检验人须从中选择。",
        "By the plan, mode {mode} is carried out by {names}: the inspector has to be one of them.",
    ),
    "sheet-is-open": (
        "模式 {mode} 公开进行，没有暗访的场景、身份和消费凭证：请清空这一栏。",
        "Mode {mode} is carried out openly and has no scenario, cover or purchase: leave this empty.",
    ),
    "rows-too-many": (
        "有 {count} 行，一张表最多 {limit} 行：请分成几张表。",
        "There are {count} rows, and a sheet holds {limit} at most: make several sheets.",
    ),
    "repeats-too-many": (
        "有 {count} 个测量值，一行最多 {limit} 个：请分成几行。",
        "There are {count} values, and a row holds {limit} at most: make several rows.",
    ),
    "repeat-not-a-number": (
        "测量值“{given}”不是数：请写 12 或 12.5 这样的数，单位写在单位栏。",
        "The measured value “{given}” is no number: write it as 12 or 12.5, and the unit in its own field.",
    ),
    "expected-not-a-number": (
        "有允差或界限时，期望值须是数，而这里是“{given}”：请改成数，或清空允差并选“等于”。",
        "With a tolerance or a bound the expected value has to be a number, and this is “{given}”: change it, or take tolerance and bound away.",
    ),
    "verdict-against-values": (
        "测量值算得“{measured}”，与选定的结论不同：请在备注中说明理由，或让结论按测量值得出。",
        "The measured values come to “{measured}”, which the verdict contradicts: give the reason in the note, or let the values decide.",
    ),
    "verdict-note-required": (
        "结论是“不适用”，须说明理由：请写在备注中。",
        "The verdict is “not applicable”, so a reason is required: write it in the note.",
    ),
    "sheet-released-already": (
        "这张表已向企业公开，不能再改：需要更正的，请另建一张表。",
        "This sheet is released to the client and cannot be changed: make another one where something has to be corrected.",
    ),
    "mode-sheet-missing": (
        "计划中的模式 {mode} 还没有服务特性记录表：请由承担该模式的审查员填写。",
        "The planned mode {mode} has no characteristic sheet yet: have an auditor who carries it out fill one in.",
    ),
    "sheet-empty": (
        "{mode} 第 {number} 张表没有一行特性：请填写检验或检测的内容。",
        "Sheet {number} ({mode}) has no row: write down what was inspected or tested.",
    ),
    "rows-without-verdict": (
        "{mode} 第 {number} 张表的第 {rows} 行没有结论：请判定，或填写测量值和数值型的期望值。",
        "Sheet {number} ({mode}) has no verdict on row {rows}: judge, or give values and an expected number.",
    ),
    "rows-without-finding": (
        "{mode} 第 {number} 张表的第 {rows} 行没有写看到什么、测得多少：请补充。",
        "Sheet {number} ({mode}) does not say what was seen or measured on row {rows}: add it.",
    ),
    "rows-without-measurement": (
        "{mode} 第 {number} 张表的第 {rows} 行缺测量值、方法或仪器：检测须能按记录重做，请补充。",
        "Sheet {number} ({mode}) lacks values, method or instrument on row {rows}: a test has to be repeatable, so add them.",
    ),
    "sheet-scenario-missing": (
        "{mode} 第 {number} 张表没有暗访场景：请写神秘顾客做了什么。",
        "Sheet {number} ({mode}) has no scenario: write what the mystery customer did.",
    ),
    "sheet-purchase-missing": (
        "{mode} 第 {number} 张表没有消费凭证：请写单据号，没有消费的写明原因。",
        "Sheet {number} ({mode}) has no proof of a purchase: write the receipt's number, or why nothing was bought.",
    ),
    "sheet-evidence-missing": (
        "{mode} 第 {number} 张表没有证据（GB/T 27065 第 7.4.4 条）：请上传照片、录音或单据。",
        "Sheet {number} ({mode}) rests on no evidence (ISO/IEC 17065, 7.4.4): add photos, recordings or receipts.",
    ),
    "sheet-not-released": (
        "{mode} 第 {number} 张表来自暗访，还没有向企业公开：结束现场审查前请组长公开。",
        "Sheet {number} ({mode}) is of a covert visit and not released: have the team leader release it before fieldwork closes.",
    ),
}

LABELS: dict[str, tuple[str, str]] = {
    "CharacteristicKind.physical": ("物理特性", "physical"),
    "CharacteristicKind.sensory": ("感官特性", "sensory"),
    "CharacteristicKind.behavioural": ("行为特性", "behavioural"),
    "CharacteristicKind.temporal": ("时间特性", "temporal"),
    "CharacteristicKind.ergonomic": ("人体工效特性", "ergonomic"),
    "CharacteristicKind.functional": ("功能特性", "functional"),
    "CharacteristicVerdict.conforming": ("符合", "conforming"),
    "CharacteristicVerdict.not-conforming": ("不符合", "not conforming"),
    "CharacteristicVerdict.not-applicable": ("不适用", "not applicable"),
    "CharacteristicRow.contact": ("接触点", "contact point"),
    "CharacteristicRow.name": ("特性", "characteristic"),
    "CharacteristicRow.kind": ("特性类别", "kind of characteristic"),
    "CharacteristicRow.expected": ("期望", "expected"),
}

# Keys of the entries that the ledger has of sheets.
FIELDS: dict[str, tuple[str, str]] = {
    "shown_number": ("企业看到的编号", "Number that the client sees"),
    "visited_at": ("检验时间", "Time of the visit"),
    "inspector": ("检验人", "Inspector"),
    "scenario": ("暗访场景", "Scenario"),
    "cover": ("对外身份", "Cover"),
    "purchase": ("消费凭证", "Proof of purchase"),
    "rows": ("特性", "Characteristics"),
    "records": ("记录（内部编号）", "Records (internal numbers)"),
    "visit.recorded.contact": ("接触点", "Contact point"),
    "visit.recorded.name": ("特性", "Characteristic"),
    "visit.recorded.kind": ("特性类别", "Kind"),
    "visit.recorded.expected": ("期望", "Expected"),
    "visit.recorded.bound": ("界限", "Bound"),
    "visit.recorded.tolerance": ("允差", "Tolerance"),
    "visit.recorded.unit": ("单位", "Unit"),
    "visit.recorded.observed": ("观察到的", "Observed"),
    "visit.recorded.repeats": ("测量值", "Measured values"),
    "visit.recorded.method": ("方法", "Method"),
    "visit.recorded.instrument": ("仪器", "Instrument"),
}
