# SPDX-License-Identifier: Apache-2.0
"""Words about case files and what is made from them."""

WORDS: dict[str, tuple[str, str]] = {
    "file-kind-unknown": (
        "不认识后缀“{given}”的文件：请使用 {known}。",
        "Files ending in “{given}” are not known: use {known}.",
    ),
    "output-folder-in-use": (
        "输出文件夹 {folder} 里有别的文件（{files}）：请另选一个空文件夹。",
        "The output folder {folder} holds other files ({files}): choose an empty one.",
    ),
    "file-not-found": (
        "找不到 {name}：请检查路径。",
        "{name} does not exist: check the path.",
    ),
    "file-is-folder": (
        "{name} 是文件夹：请给出文件。",
        "{name} is a folder: give a file.",
    ),
    "file-is-no-folder": (
        "{name} 是文件，不能当作文件夹：请另选位置。",
        "{name} is a file and no folder: choose another place.",
    ),
    "file-is-special": (
        "{name} 是设备或管道，不是文件：请先把内容存成文件。",
        "{name} is a device or a pipe, not a file: save its content as a file first.",
    ),
    "file-not-permitted": (
        "无权读写 {name}：请检查权限，或另选位置。",
        "No permission for {name}: check its permissions, or choose another place.",
    ),
    "demo-folder-foreign": (
        "文件夹 {folder} 里不是演示数据，不会改动或删除：请用 --folder 另选一个空文件夹。",
        "The folder {folder} holds something other than demo data and is left as it is: choose an empty one with --folder.",
    ),
    "file-failed": (
        "无法读写 {name}（{why}）：请检查磁盘空间和位置后再试。",
        "{name} cannot be read or written ({why}): check the space on the disk and the place, then try again.",
    ),
    "output-exists": (
        "{name} 已经存在，没有覆盖：请换一个文件名，或加上 --force。",
        "{name} is there already and was left alone: choose another name, or add --force.",
    ),
    "output-folder-current": (
        "不能输出到当前所在的文件夹 {folder}：请在其中另起一个文件夹名。",
        "The current folder {folder} cannot be the output folder: name a folder inside it.",
    ),
    "edition-differs": (
        "文件写的是“{named}”，而当前使用的版本文件是“{given}”：请换用对应的版本文件，或改正 scheme 和 edition。",
        (
            "The file names “{named}”, the edition's file in use is “{given}”: use the file that belongs to it, "
            "or correct `scheme` and `edition`."
        ),
    ),
    "dates-reversed": (
        "结束日期 {ended} 早于开始日期 {started}：请改正。",
        "The evaluation ends on {ended}, before it starts on {started}: correct the dates.",
    ),
    "edition-not-in-force": (
        "评价于 {ended} 结束，而本版本自 {in_force_on} 起实施：请核对适用的版本。",
        "The evaluation ended on {ended}, but the edition is in force from {in_force_on}: check which edition applies.",
    ),
    "one-leader": (
        "审查组有 {count} 名组长：请指定恰好一名。",
        "The team has {count} leaders: name exactly one.",
    ),
    "prior-certificate-missing": (
        "没有前置认证证书（{document}）的记录：请补充证书及查询结果，作出决定前必须有效。",
        (
            "There is no record of the prior certificate ({document}): add it with its look-up; it must be valid "
            "before a decision."
        ),
    ),
    "prior-certificate-not-valid": (
        "前置认证证书 {number} 在 {on} 查询的状态为 {status}：状态有效后才能作出肯定决定。",
        "The prior certificate {number} was {status} when looked up on {on}: a positive decision needs it valid.",
    ),
    "prior-certificate-expired": (
        "前置认证证书 {number} 已于 {until} 到期，早于评价结束：请提供有效证书。",
        "The prior certificate {number} ended on {until}, before the evaluation did: provide a valid one.",
    ),
    "finding-missing": (
        "{ref} 已评分但没有评价发现：请补写，否则评分没有依据。",
        "{ref} is scored without a finding: write it, or the award has no ground.",
    ),
    "evidence-missing": (
        "{ref} 的评价发现没有列出证据：请至少列出一份。",
        "The finding on {ref} lists no evidence: list at least one piece.",
    ),
    "special-evidence-missing": (
        "特别扣分或加分没有列出证据：请至少列出一份。",
        "The special deduction or bonus lists no evidence: list at least one piece.",
    ),
    "template-too-large": (
        "模板为 {size}，超过上限 {limit}：请压缩或删去模板里的图片。",
        "The template is {size}, above the limit of {limit}: compress or remove pictures in it.",
    ),
    "template-not-docx": (
        "模板不是可用的 .docx 文件（{why}）：请在 Word 中另存为“Word 文档 (.docx)”，不加密码，或用 zhuoping report template 重新导出。",
        "The template is no usable .docx file ({why}): save it as “Word document (.docx)” without a password, or make one with `zhuoping report template`.",
    ),
    "template-damaged": (
        "模板文件已损坏（其中有两个“{name}”）：请在 Word 中打开核对后另存，或用 zhuoping report template 重新导出。",
        "The template is damaged (it holds “{name}” twice): open it in Word, check it and save it anew, or make one with `zhuoping report template`.",
    ),
    "template-too-long": (
        "模板的正文、样式等文字部分为 {size}，超过上限 {limit}（图片不计）：请删去不需要的内容。",
        "The template's text, styles and the like take {size}, above the limit of {limit} (pictures not counted): remove what is not needed.",
    ),
    "template-too-many-tags": (
        "模板的一个部分里有 {count} 个“{{”，超过上限 {limit}：请减少标签，相同的内容用循环写。",
        "A part of the template has {count} signs “{{”, above the limit of {limit}: use fewer tags, and loops for what repeats.",
    ),
    "template-outside": (
        "模板引用了文件以外的内容（{what}）：报告须自成一体。请在 Word 中删去该域，或断开链接、把图片嵌入文件；附加的文档模板请改为 Normal。",
        "The template refers to something outside the file ({what}), but a report has to stand alone: remove the field in Word, or break the link and embed the picture; attach the document template Normal instead of another.",
    ),
    "template-too-much": (
        "按模板填写会产生过多的内容：请检查循环和替换，不要层层重复。",
        "Filled in, the template would make far too much: check its loops and replacements, and do not repeat repetitions.",
    ),
    "template-tag": (
        "模板里有写错的标签（{why}），在“{near}”附近：请对照报告模板说明改正。",
        "A tag in the template is wrong ({why}), near “{near}”: correct it by the document on the report template.",
    ),
    "template-name-unknown": (
        "模板用了报告内容里没有的名称（{why}）：请对照报告模板说明改正。",
        "The template names what the report does not have ({why}): correct it by the document on the report template.",
    ),
    "template-forbidden": (
        "模板里有不允许的写法（{why}）：标签只能引用报告内容，请删去。",
        "The template tries what is not allowed ({why}): tags may only name parts of the report, so remove it.",
    ),
    "template-structure": (
        "按模板填写后文档结构不完整（{why}）：请检查 {{%p %}} 和 {{%tr %}} 标签是否各占一段或一行并成对出现。",
        "Filled in, the template gives no whole document ({why}): {{%p %}} and {{%tr %}} tags need a paragraph or row each, and come in pairs.",
    ),
}
