# SPDX-License-Identifier: Apache-2.0
"""A case, or nothing yet, to a workbook that a person can fill in for one edition (docs/domain/workbook.md)."""

from zhuoping.core.case import Case
from zhuoping.core.problems import Refused
from zhuoping.core.scheme import Scheme
from zhuoping.core.scorecard import Scorecard
from zhuoping.core.scoring import score
from zhuoping.outputs.case_file import case_value
from zhuoping.outputs.workbook.book import Book
from zhuoping.outputs.workbook.dimension_sheets import refuse_unknown, write_dimension
from zhuoping.outputs.workbook.forms import write_cover, write_special
from zhuoping.outputs.workbook.summary_sheet import write_summary
from zhuoping.outputs.workbook.tables import write_evidence, write_fact_sheets


def write_workbook(scheme: Scheme, case: Case | None = None, language: str = "zh") -> bytes:
    """The workbook of `case`, or a blank one, in `language`; `scheme` is the edition in the same language.

    Raises Refused: indicator-unknown and part-unknown for what the edition has no row for, cell-too-long,
    character-not-allowed.
    """
    book = Book(scheme, case_value(case) if case else {}, language)
    refuse_unknown(book)
    scorecard = _scorecard(scheme, case)
    write_cover(book)
    places = [write_dimension(book, dimension, scorecard) for dimension in scheme.dimensions]
    write_evidence(book)
    special = write_special(book)
    write_fact_sheets(book)
    write_summary(book, places, special, scorecard)
    content = book.finish()
    if book.problems:
        raise Refused(book.problems)
    return content


def _scorecard(scheme: Scheme, case: Case | None) -> Scorecard | None:
    """What the formulas will show; nothing for a case whose awards do not fit the edition yet."""
    if case is None:
        return None
    try:
        return score(scheme, case.awards, case.deductions, case.bonus, case.determination)
    except Refused:
        return None
