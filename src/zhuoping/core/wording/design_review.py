# SPDX-License-Identifier: Apache-2.0
"""Words about the service blueprint and the service design review (mode H), on pages and in the drawing."""

WORDS: dict[str, tuple[str, str]] = {
    "blueprint-too-large": (
        "服务蓝图的内容超过 {limit} 项，已无法阅读：请合并阶段，只保留审查需要的行为和特性。",
        "The blueprint holds more than {limit} values and nobody could read it: combine stages, and keep what the review needs.",
    ),
    "blueprint-too-many": (
        "这里有 {count} 项，上限 {limit} 项：请合并或删减。",
        "There are {count} entries here, the limit is {limit}: combine some or leave some out.",
    ),
    "target-not-a-number": (
        "目标值“{given}”不是数：写了单位、允差或上下限的，目标值须是数，如 24 或 0.5。",
        "The target “{given}” is no number: with a unit, a tolerance or a bound it has to be one, as 24 or 0.5.",
    ),
    "tolerance-not-a-number": (
        "允差“{given}”不是数：请写不小于零的数，如 2 或 0.5，没有允差的留空。",
        "The tolerance “{given}” is no number: write one that is not below zero, as 2 or 0.5, or leave it empty.",
    ),
    "blueprint-missing": (
        "服务蓝图还没有画出接触点：模式 H 从接触点入手（GB/T 27207），请先画蓝图。",
        "The blueprint has no contact point yet: mode H begins with them (GB/T 27207), so draw it first.",
    ),
    "design-element-unknown": (
        "设计审查没有“{given}”这个要素：请从页面上的要素中选择。",
        "The design review has no element “{given}”: choose one of those on the page.",
    ),
    "design-reason-required": (
        "{element}的结论是“{verdict}”，须写明理由：请写看到的事实和依据。",
        "The verdict on {element} is “{verdict}”, so a reason is required: write what you saw and by what you judge it.",
    ),
    "design-verdict-missing": (
        "{element}还没有结论：请由承担模式 H 的审查员判定。",
        "There is no verdict on {element} yet: have an auditor who carries out mode H give it.",
    ),
    "design-evidence-missing": (
        "{element}已有结论而没有证据：请上传或关联证据（GB/T 27065 第 7.4.4 条）。",
        "There is a verdict on {element} and no evidence (ISO/IEC 17065, 7.4.4): upload or tie some.",
    ),
}

LABELS: dict[str, tuple[str, str]] = {
    "DesignElement.design-input": ("设计输入", "design input"),
    "DesignElement.service-specification": ("服务规范", "service specification"),
    "DesignElement.delivery-specification": ("服务提供规范", "delivery specification"),
    "DesignElement.quality-control-specification": ("质量控制规范", "quality-control specification"),
    "DesignElement.design-changes": ("设计更改", "design changes"),
    "DesignVerdict.conforming": ("符合", "conforming"),
    "DesignVerdict.not-conforming": ("不符合", "not conforming"),
    "DesignVerdict.with-conditions": ("有条件符合", "conforming with conditions"),
    "DesignVerdict.not-applicable": ("不适用", "not applicable"),
    "Lane.customer": ("顾客行为", "customer acts"),
    "Lane.contact": ("接触点", "contact points"),
    "Lane.backstage": ("后台行为", "backstage acts"),
    "Lane.support": ("支持过程", "support"),
    "Bound.equal": ("等于", "equal to"),
    "Bound.at-most": ("不超过", "at most"),
    "Bound.at-least": ("不低于", "at least"),
    "Blueprint.stages": ("阶段", "stages"),
    "BlueprintStage.title": ("阶段名称", "name of the stage"),
    "ContactPoint.text": ("接触点", "contact point"),
    "Characteristic.name": ("特性", "characteristic"),
    "Characteristic.target": ("目标值", "target"),
}

# What stands in the drawing and on its print.
TEXTS: dict[str, tuple[str, str]] = {
    "title": ("服务蓝图", "Service blueprint"),
    "stage": ("阶段", "Stage"),
    "interaction": ("互动线", "Line of interaction"),
    "visibility": ("可视线", "Line of visibility"),
    "internal": ("内部互动线", "Line of internal interaction"),
    "version": ("第 {version} 版", "Version {version}"),
    "empty": ("还没有画出阶段。", "No stage is drawn yet."),
    "described": (
        "{stages} 个阶段，{points} 个接触点",
        "{stages} stages, {points} contact points",
    ),
    "stages_shown": ("阶段 {first}–{last}", "Stages {first}–{last}"),
    "client": ("企业", "Client"),
    "engagement": ("认证项目", "Engagement"),
    "printed": ("日期", "Date"),
    "page": ("第 {page} 页，共 {pages} 页", "Page {page} of {pages}"),
    "substituted": (
        "字库没有的字符以〔U+编码〕表示：{characters}",
        "Characters that the fonts lack stand as 〔U+code〕: {characters}",
    ),
}


def text(key: str, language: str, **values: object) -> str:
    """A word or sentence of the drawing, in `zh` or `en`."""
    return TEXTS[key][("zh", "en").index(language)].format(**values)
