# SPDX-License-Identifier: Apache-2.0
"""The marks by which a workbook describes itself, in hidden cells, so that it can be read without its edition.

Column A of every sheet is hidden and says what a row is; the hidden row above a table names its columns by the
keys of the case file. So sheets may be renamed or moved, and rows sorted, without harm (docs/domain/workbook.md).
"""

import hashlib
import json
from collections.abc import Sequence

LAYOUT = 1
# In A1 of every sheet, followed by the sheet's key.
SHEET = "zhuoping sheet "
# A form's field: the path follows, the value stands in column C.
FIELD = "field "
# A table's hidden row of keys: the path of the list follows, rows without a mark of their own belong to it.
TABLE = "table "
# A table whose rows each begin with such a mark: what an indicator or a part of it was given.
AWARDS = "awards"
ROW = "row "
# Whatever is there only to be looked at.
NOTE = "note"
# The same at the beginning of a column's key; no key of the case begins so.
SHOWN = "shown "
# The last row of the hidden sheet: what all rows above it come to.
SEAL = "seal"

COVER, EVIDENCE, SPECIAL, SUMMARY, KEYS = "cover", "evidence", "special", "summary", "keys"
DIMENSION, FACTS = "dimension ", "facts "

# Tables that are no list of the case: evidence hangs below findings, a bonus has a column for each condition.
EVIDENCE_TABLE, BONUS_TABLE = "findings.evidence", "bonus"

# The columns of a dimension sheet that are read, by key.
REF, METHOD, JUDGED, MET, SIZE, CONFORMING, REASON = (
    "ref",
    "method",
    "judged",
    "met",
    "size",
    "conforming",
    "reason",
)
AWARD_KEYS = (REF, METHOD, JUDGED, MET, SIZE, CONFORMING, REASON)
FINDING_KEYS = ("text", "strengths", "improvement")


def row_mark(*refs: str) -> str:
    """The mark of an indicator's row, or with two refs of a part's."""
    return ROW + json.dumps(refs, ensure_ascii=False)


def row_refs(mark: str) -> Sequence[str] | None:
    """The refs in a row's mark; None when it is not ours."""
    try:
        refs = json.loads(mark.removeprefix(ROW))
    except ValueError:
        return None
    fitting = isinstance(refs, list) and len(refs) in (1, 2) and all(isinstance(ref, str) for ref in refs)
    return refs if fitting else None


def seal(rows: Sequence[tuple[str, str, str]]) -> tuple[str, str, str]:
    """The row that closes the rows of the hidden sheet: it differs as soon as one of them does."""
    return SEAL, hashlib.sha256(json.dumps(rows).encode()).hexdigest(), ""
