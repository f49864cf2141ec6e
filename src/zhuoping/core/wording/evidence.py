# SPDX-License-Identifier: Apache-2.0
"""Words about files that are handed in: what they are called, and why one is refused."""

WORDS: dict[str, tuple[str, str]] = {
    "evidence-name-missing": (
        "文件没有名称：请给文件命名后重新上传。",
        "The file has no name: name it and upload it again.",
    ),
    "evidence-kind-unknown": (
        "“{name}”的类型不在接受之列：请上传以下类型之一：{known}。压缩包请解压后逐个上传。",
        "“{name}” is of a kind that is not accepted: upload one of {known}. Unpack an archive and upload its files.",
    ),
    "evidence-empty": (
        "“{name}”是空文件：请核对后重新上传。",
        "“{name}” is empty: check it and upload it again.",
    ),
    "evidence-too-large": (
        "“{name}”超过单个文件的上限 {limit}：请压缩或拆分后再上传。",
        "“{name}” is larger than {limit}, the most that one file may have: compress or split it.",
    ),
    "evidence-request-too-large": (
        "这次上传的全部文件超过上限 {limit}，没有接收：请分几次上传。",
        "The files of this upload exceed {limit} together, so none was taken: upload them in several turns.",
    ),
    "evidence-mismatch": (
        "“{name}”的名称表示“{stated}”，内容却是“{found}”：请核对文件，改正扩展名后重新上传。",
        "The name “{name}” says “{stated}”, the content is “{found}”: check the file, correct its name and upload it again.",
    ),
    "evidence-unrecognised": (
        "“{name}”的内容不是任何可接受的类型：请用生成它的软件打开，另存为 PDF 或图片后上传。",
        "The content of “{name}” is of no accepted kind: open it in the program that made it, save it as PDF or image, and upload that.",
    ),
    "evidence-two-kinds": (
        "“{name}”是“{kind}”，却夹带了另一种内容（{other}）：为安全起见不予接收，请另存一份干净的文件后上传。",
        "“{name}” is “{kind}” and carries something else too ({other}), which is not accepted for safety: save a clean copy and upload that.",
    ),
    "evidence-damaged": (
        "“{name}”已损坏或不完整，别人将无法打开：请确认能正常打开后重新上传。",
        "“{name}” is damaged or incomplete, so nobody could open it: make sure that it opens and upload it again.",
    ),
    "evidence-encrypted": (
        "“{name}”设有密码，审查人员无法打开：请去掉密码后上传。",
        "“{name}” is protected by a password, so that no auditor could open it: remove the password and upload it again.",
    ),
    "evidence-macros": (
        "“{name}”含有宏：为安全起见不予接收，请另存为不含宏的文件或 PDF 后上传。",
        "“{name}” has macros, which are not accepted for safety: save it without them or as PDF, and upload that.",
    ),
    "evidence-bomb": (
        "“{name}”解压后过大，可能是恶意构造的文件：请另存为 PDF 后上传。",
        "“{name}” unpacks to more than any document needs and may be made to do harm: save it as PDF and upload that.",
    ),
    "evidence-pixels": (
        "“{name}”有 {given} 百万像素，超过上限 {limit} 百万：请缩小图片后上传。",
        "“{name}” has {given} million pixels, more than {limit}: make the image smaller and upload it again.",
    ),
    "evidence-infected": (
        "病毒扫描在“{name}”中发现 {signature}，没有接收：请查杀后上传干净的文件，并联系本单位的信息安全人员。",
        "The virus scanner found {signature} in “{name}”, so it was not taken: clean your device, upload a clean file, and tell your security staff.",
    ),
    "evidence-scan-unavailable": (
        "病毒扫描暂时不可用，“{name}”没有接收：请稍后再试；一直如此时请联系管理员。",
        "The virus scanner does not answer, so “{name}” was not taken: try again later, and tell an administrator if it stays so.",
    ),
    "evidence-in-future": (
        "文件日期 {dated_on} 晚于今天 {today}：请填写文件本身的日期。",
        "The document's date {dated_on} is after today, {today}: enter the date that stands on the document.",
    ),
    "evidence-engagement-over": (
        "项目已经结束（{stage}），不能再增加文件：如仍需要认证，请重新申请。",
        "The engagement is over ({stage}), so no file can be added: apply anew if certification is still wanted.",
    ),
    "engagement-of-another": (
        "认证项目“{number}”不属于这家企业：请从该项目的页面上传。",
        "Engagement {number} is not this enterprise's: upload from the page of the engagement.",
    ),
    "revision-of-another": (
        "要替换的文件不属于这个项目，或不是贵方提交的：请刷新页面，重新选择。",
        "The file to be replaced belongs elsewhere or was handed in by the other side: reload the page and choose again.",
    ),
    "revision-replaced-already": (
        "“{name}”已有更新的版本：请刷新页面，替换最新的一份。",
        "“{name}” has a newer revision already: reload the page and replace that one.",
    ),
    "revision-openness-differs": (
        "“{name}”的新版本须与原文件同为内部或同为公开：请按原文件的范围提交。",
        "A revision of “{name}” has to be internal or open as the file that it replaces: hand it in like that one.",
    ),
}

LABELS: dict[str, tuple[str, str]] = {
    "EvidenceKind.pdf": ("PDF 文件", "PDF document"),
    "EvidenceKind.ofd": ("OFD 文件", "OFD document"),
    "EvidenceKind.jpeg": ("JPEG 图片", "JPEG image"),
    "EvidenceKind.png": ("PNG 图片", "PNG image"),
    "EvidenceKind.webp": ("WebP 图片", "WebP image"),
    "EvidenceKind.heic": ("HEIC 图片", "HEIC image"),
    "EvidenceKind.tiff": ("TIFF 图片", "TIFF image"),
    "EvidenceKind.docx": ("Word 文档", "Word document"),
    "EvidenceKind.xlsx": ("Excel 工作簿", "Excel workbook"),
    "EvidenceKind.pptx": ("PowerPoint 演示文稿", "PowerPoint presentation"),
    "EvidenceKind.doc": ("Word 97-2003 文档", "Word 97-2003 document"),
    "EvidenceKind.xls": ("Excel 97-2003 工作簿", "Excel 97-2003 workbook"),
    "EvidenceKind.ppt": ("PowerPoint 97-2003 演示文稿", "PowerPoint 97-2003 presentation"),
    "EvidenceKind.text": ("文本文件", "text file"),
    "EvidenceKind.mp3": ("MP3 录音", "MP3 sound"),
    "EvidenceKind.m4a": ("M4A 录音", "M4A sound"),
    "EvidenceKind.wav": ("WAV 录音", "WAV sound"),
    "EvidenceKind.mp4": ("MP4 视频", "MP4 video"),
    "EvidenceKind.mov": ("QuickTime 视频", "QuickTime video"),
    "EvidenceOther.zip": ("压缩包", "an archive"),
    "EvidenceOther.markup": ("网页代码", "code of a web page"),
    "EvidenceOther.pdf": ("PDF 文件", "a PDF document"),
    "EvidenceOther.program": ("程序", "a program"),
}
