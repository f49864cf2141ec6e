# SPDX-License-Identifier: Apache-2.0
"""What the command line says besides the report's words: headings of the scorecard, and what was written where."""

from collections.abc import Mapping

TEXTS: Mapping[str, tuple[str, str]] = {
    "one_problem": ("{name} 有 1 处问题：", "{name}: 1 problem:"),
    "problems": ("{name} 有 {count} 处问题：", "{name}: {count} problems:"),
    "more_problems": (
        "另有 {count} 处没有列出：请先改正以上各处，再运行一次。",
        "{count} more are not listed: correct these first, then run it again.",
    ),
    "total_of": ("{total} 分（满分 {points} 分）", "{total} of {points} points"),
    "way_up": (
        "补回下列任一组的失分即可达到，失分少的在前：",
        "Full points on any one of these sets of indicators would reach it, smallest gain first:",
    ),
    "way_up_closed": (
        "各指标的失分全部补回也达不到。",
        "Full points on every indicator would not reach it either.",
    ),
    "missing": ("尚未评完 {count} 项：{refs}", "{count} indicators not scored in full: {refs}"),
    "checks": ("情况核查：{counts}", "Checks of facts: {counts}"),
    "count": ("{label} {count} 项", "{label} {count}"),
    "notices": (
        "认证决定前须核实的提示：{count} 条",
        "Notices to check before the decision: {count}",
    ),
    "files": ("已写入：", "Written:"),
    "sound": (
        "{name} 无误：{dimensions} 个一级指标，{indicators} 个指标，{points} 分。",
        "{name} is sound: {dimensions} dimensions, {indicators} indicators, {points} points.",
    ),
    "invented": (
        "以上为样例：企业名称均系虚构，得分仅作演示，不是认证结果。",
        "These are samples: the enterprises are invented, the points only illustrate, and nothing here is a certification result.",
    ),
    "case_files": ("案例文件：", "The case files:"),
    "role": ("角色", "Role"),
    "name": ("姓名", "Name"),
    "mail": ("登录邮箱", "Signs in as"),
    "code": ("此刻的验证码", "Code of the moment"),
    "demo_building": (
        "正在准备演示数据，每周和每次更新后一次……",
        "Making the demo's data, once a week and after an update …",
    ),
    "demo_password": ("所有人的密码：{password}", "Everybody's password: {password}"),
    "demo_codes": (
        "验证码每 30 秒更换：zhuoping demo --codes 显示新的；也可把密钥加入验证器应用：",
        "Codes change every 30 seconds: zhuoping demo --codes shows new ones; or add the secrets to an authenticator:",
    ),
    "demo_folder": (
        "数据保存在 {folder}，--fresh 从头开始。",
        "The data stay in {folder}; --fresh begins anew.",
    ),
    "demo_invented": (
        "演示用：人员和企业均系虚构，请勿填写真实资料。",
        "For demonstration: people and enterprises are invented; enter no real data.",
    ),
    "port_taken": (
        "端口 {port} 已被占用：请用 --port 换一个，或先停止占用它的程序。",
        "Port {port} is taken: choose another with --port, or stop the program that holds it.",
    ),
    "stage_unknown": ("没有阶段“{stage}”：可用 {known}。", "There is no stage {stage}: use one of {known}."),
    "stage_added": ("已添加项目 {number}（{stage}）。", "Added engagement {number} ({stage})."),
}


def text(key: str, language: str, **values: object) -> str:
    """The text `key` in `language`, filled with `values`."""
    return TEXTS[key][("zh", "en").index(language)].format(**values)
