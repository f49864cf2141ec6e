# SPDX-License-Identifier: Apache-2.0
"""Words about fact sheets as they are kept (sheets and rows that are not there, workbooks of one sheet) and papers."""

WORDS: dict[str, tuple[str, str]] = {
    "fact-sheet-none": (
        "没有名为“{given}”的情况表：请从企业页面的列表中打开情况表。",
        "There is no fact sheet “{given}”: open one from the list on the enterprise's page.",
    ),
    "fact-sheet-full": (
        "这张情况表有 {count} 行，最多 {limit} 行：请删去不再需要的行。",
        "The sheet has {count} rows, at most {limit}: remove those that are not needed any more.",
    ),
    "fact-row-gone": (
        "这一行已被他人删除或随导入替换：请回到表中核对，仍需要时重新添加。",
        "Somebody removed this row, or an import replaced it: look at the sheet, and add it again if it is still needed.",
    ),
    "fact-row-twice": (
        "表中已有内容完全相同的一行，没有重复添加：如确实是另一项，请补充能区分的内容（如编号、地址）。",
        "The sheet has a row that says exactly the same, so it was not added again: if this is another one, add what tells them apart, such as a number or address.",
    ),
    "fact-workbook-foreign": (
        "这不是本系统的情况表模板：请下载“{sheet}”的 Excel 模板，把内容复制进去后再上传。",
        "This workbook is not the template of a fact sheet: download that of “{sheet}”, copy the content into it, then upload it.",
    ),
    "fact-workbook-other": (
        "文件里没有“{sheet}”这张表：请在相应的情况表页面上传，或下载“{sheet}”的模板。",
        "The file does not hold the sheet “{sheet}”: upload it on the page of its own sheet, or download the template of “{sheet}”.",
    ),
    "fact-workbook-empty": (
        "文件里“{sheet}”没有任何内容：请从标题下一行开始填写，保存后再上传。",
        "“{sheet}” has no content in this file: fill it in from the row below the headings, save it, then upload it.",
    ),
    "fact-import-large": (
        "文件内容过多（预览 {size}，上限 {limit}）：请精简单元格里的长文字后再上传。",
        "The file holds too much text (the preview takes {size}, at most {limit}): shorten long texts, then upload it again.",
    ),
    "import-preview-old": (
        "预览已失效（超过一天，或由他人生成）：请重新上传文件。",
        "The preview does not count any more (older than a day, or made by somebody else): upload the file again.",
    ),
    "replacement-single": (
        "“{name}”只能由一个新文件替换：请只选一个文件，其余的另行添加。",
        "“{name}” is replaced by one new file: choose one only, and add the others by themselves.",
    ),
}
