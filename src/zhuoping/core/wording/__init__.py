# SPDX-License-Identifier: Apache-2.0
"""What the program says: one table of codes, each in Chinese and English.

Each module of this package holds the words of one area; a code stands in exactly one of them. A sentence says
what happened, by which rule, and what to do next; `{name}` is filled from the values of a problem or remark.
"""

from collections.abc import Mapping

from zhuoping.core.wording import case, cells, facts, plain, scheme, scoring, workbook

LANGUAGES = ("zh", "en")

WORDS: Mapping[str, tuple[str, str]] = (
    plain.WORDS | scheme.WORDS | scoring.WORDS | case.WORDS | facts.WORDS | workbook.WORDS
)


def say(code: str, values: Mapping[str, str], language: str = "zh", *, in_cells: bool = False) -> str:
    """The sentence for `code`, filled with `values`; `in_cells` for a reader who fills in a workbook, and knows no keys.

    Raises KeyError for a code without words: that is a fault of the program, and a house test finds it.
    """
    words = cells.WORDS.get(code, WORDS[code]) if in_cells else WORDS[code]
    return words[LANGUAGES.index(language)].format(**values)
