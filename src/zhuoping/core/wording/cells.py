# SPDX-License-Identifier: Apache-2.0
"""What is said otherwise to people who fill in a workbook: they see cells and labels, and no keys of a file.

`WORDS` take the place of the sentences for the same codes elsewhere; a code that is not here says the same to all.
"""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "missing-key": (
        "“{named}”没有填写：请填写此单元格。",
        "“{named}” is blank: fill in this cell.",
    ),
    "empty-text": (
        "此单元格必须填写：请填写。",
        "This cell must be filled in: fill it in.",
    ),
    "reason-required": (
        "{ref} 未得满分或不适用，必须写明理由：请填写“理由”一栏。",
        "{ref} is below full points or not applicable, so a reason is required: fill in the column “Reason”.",
    ),
    "special-reason-required": (
        "特别扣分或加分必须写明理由：请填写“理由”一栏。",
        "A special deduction or bonus needs its reason: fill in the column “Reason”.",
    ),
    "modes-reason-required": (
        "模式组合有选择余地或另加了模式，须写明选择理由：请填写“模式选择理由”。",
        "The combination is a choice or has modes added, so give the reason: fill in “Reason for the modes”.",
    ),
    "edition-differs": (
        "工作簿属于“{named}”，而当前使用的版本文件是“{given}”：请换用对应的版本文件，或用该版本新的空白工作簿填写。",
        (
            "The workbook belongs to “{named}”, the edition's file in use is “{given}”: use the file that belongs to "
            "it, or fill in a new workbook of that edition."
        ),
    ),
}

# What a value is expected to be, where a cell takes other words for it than a file.
EXPECTED: Mapping[str, tuple[str, str]] = {
    "expected.truth": ("是或否", "yes or no"),
}
