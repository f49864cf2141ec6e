# SPDX-License-Identifier: Apache-2.0
"""The arithmetic of `core.scoring` as formulas, for information while filling in: reading recomputes everything."""

from collections.abc import Mapping, Sequence

from zhuoping.core.scheme import Rounding, Scheme
from zhuoping.core.wording.workbook import text
from zhuoping.outputs.workbook.award_rows import NOT_APPLICABLE, method_label
from zhuoping.outputs.workbook.layout import CONFORMING, JUDGED, MET, METHOD, SIZE


def rounded(scheme: Scheme, expression: str) -> str:
    """The expression rounded to the edition's quantum by its rule."""
    rules = scheme.scoring_rules
    # Binary numbers miss a boundary by a hair; nine places put it back.
    units = f"ROUND(({expression})/{rules.quantum},9)"
    if rules.rounding is Rounding.DOWN:
        return f"ROUNDDOWN({units},0)*{rules.quantum}"
    if rules.rounding is Rounding.HALF_EVEN:
        return f"IF(MOD({units},2)=0.5,ROUNDDOWN({units},0),ROUND({units},0))*{rules.quantum}"
    return f"ROUND({units},0)*{rules.quantum}"


def award(scheme: Scheme, cells: Mapping[str, str], points: str, language: str) -> str:
    """The award of one row from whichever of its cells are filled; blank when none is."""
    judged, met, size, conforming = (cells[key] for key in (JUDGED, MET, SIZE, CONFORMING))
    share = rounded(scheme, f"{points}*{conforming}/{size}")
    sampled = f'IF(AND(ISNUMBER({size}),ISNUMBER({conforming})),IF({size}>0,{share},""),"")'
    yes, no = (text(word, language) for word in ("yes", "no"))
    by_met = f'IF({met}="{yes}",{points},IF({met}="{no}",0,{sampled}))'
    return f"={not_applicable(cells, language)}IF(ISNUMBER({judged}),{judged},{by_met}))"


def by_parts(cells: Mapping[str, str], parts: Sequence[str], language: str) -> str:
    """The award of an indicator whose parts are scored; blank until all of them are."""
    listed = ",".join(parts)
    whole = f'IF(COUNT({listed})={len(parts)},SUM({listed}),"")'
    return f"={not_applicable(cells, language)}{whole})"


def not_applicable(cells: Mapping[str, str], language: str) -> str:
    """The beginning of a formula that gives 0 where the indicator does not apply; to be closed by a bracket."""
    label = method_label(NOT_APPLICABLE, language)
    return f'IF({cells[METHOD]}="{label}",0,'
