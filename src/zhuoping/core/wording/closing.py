# SPDX-License-Identifier: Apache-2.0
"""Words about closing fieldwork: what is missing, the frozen scorecard, its summary and its signatures."""

from collections.abc import Mapping

WORDS: dict[str, tuple[str, str]] = {
    "finding-untouched": (
        "指标 {ref} 还没有开始：请评分，并写明评价发现、查证方式和证据。",
        "Indicator {ref} is not begun: score it, and give the finding, the way of verifying and the evidence.",
    ),
    "finding-unscored": (
        "指标 {ref} 还没有评完分：请补全得分（分要点评分的，每个要点都要有）。",
        "Indicator {ref} is not scored in full: complete the award (each part of it, where it has parts).",
    ),
    "finding-text-missing": (
        "指标 {ref} 没有写评价发现：请写下看到的事实，报告以此为据。",
        "Indicator {ref} has no finding in words: write down the facts seen, for the report rests on them.",
    ),
    "finding-ways-missing": (
        "指标 {ref} 没有写明怎样查证：请勾选至少一种查证方式。",
        "Indicator {ref} does not say how it was verified: tick at least one way.",
    ),
    "finding-evidence-missing": (
        "指标 {ref} 没有证据：每项得分都须有证据（GB/T 27065 第 7.4.4 条），请上传文件或记录访谈、观察。",
        "Indicator {ref} has no evidence: each award needs some (ISO/IEC 17065, 7.4.4), so attach a file or write down an interview or observation.",
    ),
    "scorecard-none": (
        "还没有定稿的评分表：现场审查结束后才有。",
        "There is no frozen scorecard: there is one once fieldwork is closed.",
    ),
    "scorecard-other": (
        "评分表已换成第 {round} 轮：请刷新页面，核对后再签署。",
        "The scorecard is of round {round} by now: load the page again and read that one before you sign.",
    ),
    "signature-missing": (
        "没有签名：请在签名板上签名，或上传签名的扫描件。",
        "There is no signature: sign on the pad, or upload a scan of it.",
    ),
    "signature-unreadable": (
        "签名板的图像无法读取：请清除后重新签名，或上传签名的扫描件。",
        "The picture from the pad cannot be read: clear it and sign again, or upload a scan.",
    ),
    "signature-name-missing": (
        "没有写签署人：请写姓名。",
        "Who signs is not said: give the name.",
    ),
    "signature-function-missing": (
        "没有写企业签署人的职务：请写明，以便证明其可以代表企业。",
        "The function of whoever signs for the client is not said: give it, so that it is clear for whom they stand.",
    ),
    "signature-of-other-side": (
        "不能代{party}签署：请以本方名义签署。",
        "You cannot sign for the {party}: sign for your own side.",
    ),
    "signature-not-image": (
        "签名须是图片或 PDF，这份文件是{kind}：请上传签名的扫描件或照片。",
        "A signature is a picture or a PDF, and this file is {kind}: upload a scan or a photo of it.",
    ),
    "signed-already": (
        "本轮评分表已有{name}的签名，每方每人只签一次：不必再签。",
        "This scorecard bears the signature of {name} already, and each signs once: nothing is to be done.",
    ),
}

LABELS: dict[str, tuple[str, str]] = {
    "Where.finding": ("评价发现", "finding"),
    "Where.special": ("特别项", "special items"),
    "Where.double-scoring": ("两人评分", "double scoring"),
    "Where.facts": ("事实核实", "facts"),
    "Where.meeting": ("会议", "meetings"),
    "Where.day-log": ("工作日志", "day log"),
    "Where.nonconformity": ("不符合项", "nonconformities"),
    "Where.design": ("服务设计", "service design"),
    "Where.sheets": ("特性检验", "characteristic sheets"),
    "Where.footprint": ("服务足迹", "service records"),
    "Where.capability": ("服务能力", "capability"),
    "Where.conclusion": ("模式结论", "conclusions"),
}

# What the summary says that is left with the client; `{…}` is filled.
TEXTS: Mapping[str, tuple[str, str]] = {
    "title": ("现场审查评分摘要", "Summary of the on-site evaluation"),
    "engagement": ("项目编号", "Engagement"),
    "plan": ("审查计划", "Plan"),
    "round": ("评分表轮次", "Round of the scorecard"),
    "body": ("认证机构", "Certification body"),
    "client": ("受审查企业", "Client"),
    "scheme": ("认证方案", "Scheme"),
    "scope": ("认证范围", "Scope"),
    "dates": ("现场审查", "Fieldwork"),
    "until": ("{first} 至 {last}", "{first} to {last}"),
    "team": ("审查组", "Team"),
    "member": ("{name}（{role}）", "{name} ({role})"),
    "result": ("评分结果", "Result"),
    "total": ("总分", "Total"),
    "of": ("{points} 分，满分 {most} 分", "{points} of {most} points"),
    "level": ("对应等级（暂定）", "Level (provisional)"),
    "stars": ("{name}（{stars} 星）", "{name} ({stars} stars)"),
    "provisional": (
        "本摘要反映审查组结束现场审查时的评分，不是认证决定。等级是暂定的：评分须经未参与审查的人员复核，再由本机构作出认证决定；不符合项未关闭的，不予批准。",
        "This summary states the points that the team gave by the end of fieldwork; it is no decision on certification. The level is provisional: somebody who took no part reviews them, and the body then decides. Nothing is granted while a nonconformity is open.",
    ),
    "dimension": ("一级指标", "Dimension"),
    "indicator": ("评价指标", "Indicator"),
    "awarded": ("得分", "Points"),
    "most": ("分值", "Of"),
    "special": ("特别项", "Special items"),
    "kind": ("类别", "Kind"),
    "ground": ("依据", "Ground"),
    "reason": ("理由", "Reason"),
    "points": ("分", "Points"),
    "deduction": ("特别扣分", "Special deduction"),
    "bonus": ("特别加分", "Special bonus"),
    "nonconformities": ("提出的不符合项", "Nonconformities raised"),
    "number": ("编号", "No."),
    "grade": ("性质", "Class"),
    "clause": ("条款", "Clause"),
    "statement": ("不符合事实", "Statement"),
    "none": ("无", "None"),
    "modes": ("各模式的结论", "Conclusions of the modes"),
    "mode": ("模式", "Mode"),
    "verdict": ("结论", "Conclusion"),
    "determination": ("特别扣分的判定", "Determination on special deductions"),
    "signatures": ("签署", "Signatures"),
    "for_client": ("企业代表", "For the client"),
    "for_team": ("审查组成员", "For the team"),
    "sign_name": ("姓名、职务", "Name, function"),
    "sign_here": ("签名", "Signature"),
    "sign_date": ("日期", "Date"),
    "remarks": (
        "企业对评分有不同意见的，可以在签署时写明，本机构在作决定前答复。",
        "A client that disagrees may say so beside its signature; the body answers before it decides.",
    ),
    "digest": ("评分表摘要（SHA-256）", "Digest of the scorecard (SHA-256)"),
    "digest_note": (
        "摘要由下载的评分表文件（JSON）算得；文件未改动时，任何人算出的摘要都与此相同。",
        "The digest is that of the scorecard's file (JSON) as downloaded: whoever computes it for an unchanged file gets the same.",
    ),
    "page": ("第 {page} 页，共 {pages} 页", "Page {page} of {pages}"),
    "substituted": (
        "字库没有的字符以〔U+编码〕表示：{characters}",
        "Characters that the fonts lack stand as 〔U+code〕: {characters}",
    ),
    "status.rated": ("已达等级", "rated"),
    "status.no-level": ("未达到最低等级", "below the lowest level"),
    "status.not-certifiable": (
        "特别扣分过多，不予认证",
        "not certifiable: too many special deductions",
    ),
    "status.determination-required": (
        "待有权人员对特别扣分作出判定",
        "waits for a determination on the special deductions",
    ),
    "status.incomplete": ("评分不全", "not complete"),
}


def text(key: str, language: str, **values: object) -> str:
    """A word or sentence of the summary, in `zh` or `en`."""
    return TEXTS[key][("zh", "en").index(language)].format(**values)
