# SPDX-License-Identifier: Apache-2.0
"""Words about parameters of the plan, the frame of outlets, the sample and its changes."""

from collections.abc import Mapping

WORDS: dict[str, tuple[str, str]] = {
    "parameter-not-set": (
        "参数“{title}”（{key}）还没有数值，无法据以计算：请管理员在采用版本时设定。",
        "The parameter “{title}” ({key}) has no value yet, so nothing can be computed from it: the administrator sets it when adopting the edition.",
    ),
    "parameter-not-a-share": (
        "参数值 {given} 不在 0 至 1 之间：比例请写成小数，如 0.25。",
        "The value {given} is not within 0 to 1: write a share as a decimal such as 0.25.",
    ),
    "parameter-digits": (
        "参数值 {given} 过大或小数位过多，无法精确计算：最大 {most}，小数最多 {decimals} 位。",
        "The value {given} is too large or too fine to compute with exactly: at most {most}, with at most {decimals} decimals.",
    ),
    "frame-key-twice": (
        "网点编号“{key}”用了两次：网点不得合并，请给每个网点各自的编号。",
        "The key “{key}” stands for two outlets: outlets are not merged, so give each a key of its own.",
    ),
    "frame-key-reserved": (
        "“{key}”代表总部职能，不能作网点编号：请换一个编号。",
        "“{key}” stands for the central function and cannot be the key of an outlet: choose another.",
    ),
    "frame-lacks-outlet": (
        "抽样框里没有网点“{key}”，而客户的网点名单里有：网点不得合并或略去，请补入。",
        "The frame lacks the outlet “{key}” of the client's list: outlets are not merged or left out, so add it.",
    ),
    "frame-outlet-unlisted": (
        "抽样框里的网点“{key}”不在客户的网点名单里：请核对名单，或从抽样框删去。",
        "The outlet “{key}” of the frame is not on the client's list: check the list, or take it out of the frame.",
    ),
    "frame-column-unknown": (
        "不认识“{given}”这一列，其内容不会被读取：可用 {known}，请改列名或删去该列。",
        "The column “{given}” is not known and would not be read: use {known}; rename or delete the column.",
    ),
    "frame-column-twice": (
        "“{given}”这一列出现了两次：请只保留一列。",
        "The column “{given}” is there twice: keep one of them.",
    ),
    "frame-column-missing": (
        "缺少“{given}”这一列：第一行须是列名，请补上该列。",
        "The column “{given}” is missing: the first row holds the heads, add the column.",
    ),
    "frame-sheets": (
        "多张工作表有内容（{sheets}），不知哪一张是网点名单：请只保留一张。",
        "Several sheets hold something ({sheets}), and only one can be the list of outlets: keep that one.",
    ),
    "frame-row-too-long": (
        "第 {line} 行比表头多出内容，不知属于哪一列：请检查逗号和引号。",
        "Line {line} holds more than the heads have columns for: look at its commas and quotes.",
    ),
    "frame-unreadable": (
        "第 {line} 行读不懂（{why}）：请用表格软件另存为 UTF-8 编码的 CSV 后再试。",
        "Line {line} cannot be read ({why}): save the list as CSV in UTF-8 and try again.",
    ),
    "sample-size-to-be-stated": (
        "本类审查没有规定抽样系数，网点数由受理人员按起因逐案确定：请填写抽样数和理由。",
        "The edition has no factor for this type of engagement, its cause decides: state the number of outlets and the reason.",
    ),
    "sample-below-least": (
        "抽样数 {given} 少于按规则应有的 {least}：请增加到 {least} 或更多。",
        "{given} outlets are fewer than the {least} that the rule asks for: take {least} or more.",
    ),
    "sample-above-frame": (
        "抽样数 {given} 多于抽样框里的 {outlets} 个网点：请减少抽样数，或补全抽样框。",
        "{given} outlets are more than the {outlets} in the frame: take fewer, or complete the frame.",
    ),
    "sample-reason-required": (
        "抽样数与规则算得的不同，或认为不宜抽样，须写明理由：请填写理由。",
        "The number is another than the rule's, or sampling is held not to suit, so a reason is required: give it.",
    ),
    "seed-too-long": (
        "随机起点有 {length} 个字符，上限 {limit}：请缩短。",
        "The seed has {length} characters, the limit is {limit}: shorten it.",
    ),
    "change-empty": (
        "没有调出也没有调入网点：请至少选一个。",
        "Nothing is taken out and nothing put in: choose at least one outlet.",
    ),
    "change-reason-required": (
        "人工调整样本须写明理由，原样本和调整后的样本都会保留：请填写理由。",
        "A change of the sample by hand needs a reason, and both lists are kept: give the reason.",
    ),
    "change-key-twice": (
        "网点“{key}”列了两次：请只列一次。",
        "The outlet “{key}” is listed twice: list it once.",
    ),
    "change-not-in-sample": (
        "网点“{key}”不在样本里，无法调出：请从现有样本中选择。",
        "The outlet “{key}” is not in the sample and cannot be taken out: choose one that is.",
    ),
    "change-not-in-frame": (
        "网点“{key}”不在抽样框里，无法调入：请从抽样框中选择。",
        "The outlet “{key}” is not in the frame and cannot be put in: choose one that is.",
    ),
    "change-already-in-sample": (
        "网点“{key}”已在样本里：请另选一个。",
        "The outlet “{key}” is in the sample already: choose another.",
    ),
    "change-below-size": (
        "调整后只有 {given} 个网点，少于抽样数 {size}：请同时调入相同数目的网点。",
        "The change would leave {given} outlets, fewer than the {size} of the sample: put in as many as you take out.",
    ),
    "change-below-random-share": (
        "调整后随机抽取的只有 {given} 个，规则至少要 {least} 个：请改为调出其他网点，或按更大的抽样数重新抽取。",
        "The change would leave {given} outlets drawn at random, the rule asks for {least}: take out others, or draw a larger sample anew.",
    ),
    "frame-differs": (
        "抽样框（{outlets} 个网点，摘要 {given}）不是抽取时的那一份（{frame_size} 个网点，摘要 {expected}）：请用抽取时的名单。",
        "This frame ({outlets} outlets, digest {given}) is not the one that was drawn from ({frame_size} outlets, digest {expected}): use the list of that time.",
    ),
    "sample-rule-differs": (
        "样本按 {given} 抽取，而版本规定 {expected}：样本不符合该版本，请重新抽取。",
        "The sample was drawn by {given}, the edition says {expected}: it does not follow the edition, so draw anew.",
    ),
    "sample-size-differs": (
        "样本记载的最少网点数为 {given}，按规则应为 {expected}：记录被改动过或抽取有误，请重新抽取。",
        "The sample says that {given} outlets are the least, the rule gives {expected}: the record was changed or the draw was wrong, so draw anew.",
    ),
    "draw-differs": (
        "此处记载为“{given}”，用同一随机起点重新抽取得到“{expected}”：记录被改动过或抽取有误，请重新抽取。",
        "The record has “{given}” here, the same seed draws “{expected}”: the record was changed or the draw was wrong, so draw anew.",
    ),
    "sample-format": (
        "文件的格式为“{given}”，此处只认“{known}”：请选择由抽样导出的样本文件。",
        "The format of the file is “{given}”, only “{known}” is read here: choose a sample as it was exported.",
    ),
    "sample-list-differs": (
        "网点名单“{given}”与抽取和调整的记录不符，由记录得到“{expected}”：请用未改动的样本文件。",
        "The list of outlets “{given}” does not follow from what was drawn and changed, which gives “{expected}”: use the file as it was exported.",
    ),
}

LABELS: dict[str, tuple[str, str]] = {
    "ChosenBy.random": ("随机抽取", "drawn at random"),
    "ChosenBy.unvisited": ("未到过，优先", "not visited yet"),
    "ChosenBy.spread": ("分散地区和类型", "spread over regions and kinds"),
    "ChosenBy.all": ("全部网点", "every outlet"),
    "ChosenBy.manual": ("人工调入", "put in by hand"),
    "FrameOutlet.key": ("网点编号", "Key"),
    "FrameOutlet.name": ("网点名称", "Name"),
    "FrameOutlet.region": ("所在地区", "Region"),
    "FrameOutlet.kind": ("网点类型", "Kind"),
    "FrameOutlet.headcount": ("人数", "Headcount"),
    "FrameOutlet.visited_on": ("上次到访日期", "Last visited on"),
}

# What the command line says of a sample.
TEXTS: Mapping[str, tuple[str, str]] = {
    "why": ("缘由", "Why"),
    "head": (
        "{type}：{frame} 个网点，抽取 {number} 个",
        "{type}: {number} of {frame} outlets",
    ),
    "least": ("按规则至少 {least} 个。", "The rule asks for {least} or more."),
    "no_least": ("本类审查没有规定数目。", "The rule gives no number for this type."),
    "reason": ("理由：{reason}", "Reason: {reason}"),
    "seed": ("随机起点：{seed}", "Seed: {seed}"),
    "digest": ("抽样框摘要：{digest}", "Digest of the frame: {digest}"),
    "central": ("总部职能每次都审。", "The central function is evaluated as well."),
    "written": ("已写入：{name}", "Written: {name}"),
    "holds": (
        "样本属实：用同一抽样框和随机起点重新抽取，结果相同（{number} 个网点，人工调整 {changes} 次）。",
        "The sample holds: drawn again from the same frame and seed it is the same ({number} outlets, changes by hand: {changes}).",
    ),
}


def text(key: str, language: str, **values: object) -> str:
    """The text `key` in `language`, filled with `values`."""
    return TEXTS[key][("zh", "en").index(language)].format(**values)
