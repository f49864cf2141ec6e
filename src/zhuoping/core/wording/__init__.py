# SPDX-License-Identifier: Apache-2.0
"""What the program says: one table of codes, each in Chinese and English.

Each module of this package holds the words of one area; a code stands in exactly one of them. A sentence says
what happened, by which rule, and what to do next; `{name}` is filled from the values of a problem or remark.
"""

from collections.abc import Mapping

from zhuoping.core.wording import (
    agreement,
    application,
    authority,
    capability,
    case,
    cells,
    characteristics,
    closing,
    design_review,
    documents,
    double_scoring,
    engagements,
    enterprise,
    evidence,
    fact_rows,
    fact_verification,
    facts,
    field_samples,
    fieldwork,
    footprint,
    ledger,
    lifecycle,
    meetings,
    mode_conclusions,
    nonconformities,
    notices,
    numbering,
    people,
    person_days,
    plain,
    plan,
    planning,
    prior_certificate,
    programs,
    sampling,
    scheme,
    scoring,
    special_items,
    team,
    workbook,
)

LANGUAGES = ("zh", "en")

_AREAS = (
    agreement,
    application,
    capability,
    authority,
    case,
    characteristics,
    closing,
    design_review,
    documents,
    double_scoring,
    engagements,
    enterprise,
    evidence,
    fact_rows,
    fact_verification,
    facts,
    field_samples,
    fieldwork,
    footprint,
    ledger,
    lifecycle,
    meetings,
    mode_conclusions,
    nonconformities,
    notices,
    numbering,
    people,
    person_days,
    plain,
    plan,
    programs,
    planning,
    prior_certificate,
    sampling,
    scheme,
    scoring,
    special_items,
    team,
    workbook,
)

WORDS: Mapping[str, tuple[str, str]] = {code: words for area in _AREAS for code, words in area.WORDS.items()}


def say(code: str, values: Mapping[str, str], language: str = "zh", *, in_cells: bool = False) -> str:
    """The sentence for `code`, filled with `values`; `in_cells` for a reader who fills in a workbook, and knows no keys.

    Raises KeyError for a code without words: that is a fault of the program, and a house test finds it.
    """
    words = cells.WORDS.get(code, WORDS[code]) if in_cells else WORDS[code]
    return words[LANGUAGES.index(language)].format(**values)
