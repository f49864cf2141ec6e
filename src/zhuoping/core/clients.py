# SPDX-License-Identifier: Apache-2.0
"""The client's unified social credit code (GB 32100-2015), as domain rule A3 reads it.

A wrong format is refused. A wrong check character is only a warning: early lawful codes of Fujian have one.
"""

import re
import unicodedata
from dataclasses import dataclass

from stdnum.cn.uscc import calc_check_digit

from zhuoping.core.case import UsccOverride
from zhuoping.core.problems import Problem, problem
from zhuoping.core.shapes import shown

# Registration authority (A, N, Y are letters in use), kind of entity, division, organisation code, check character.
_FORMAT = re.compile(r"[0-9ANY][0-9][0-9]{6}[0-9A-HJ-NP-RTUWXY]{10}")


@dataclass(frozen=True, slots=True)
class UsccReading:
    """A code as read: normalised, with what is refused and what is only warned of."""

    code: str
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


def normalise_uscc(written: str) -> str:
    """The code in half-width capitals, without blanks, hyphens and invisible characters.

    >>> normalise_uscc(" 9111０000 6000-37341l ")
    '91110000600037341L'
    """
    text = unicodedata.normalize("NFKC", written).upper()
    return "".join(
        each for each in text if not each.isspace() and each != "-" and unicodedata.category(each) != "Cf"
    )


def read_uscc(written: str, override: UsccOverride | None = None, path: str = "client.uscc") -> UsccReading:
    """The code that someone wrote, with its problem `uscc-format` or its warning.

    Warnings: `uscc-checksum`, or `uscc-checksum-overridden` where a person accepted the code on evidence.
    """
    code = normalise_uscc(written)
    if not _FORMAT.fullmatch(code):
        return UsccReading(code, problems=(problem(path, "uscc-format", given=shown(written)),))
    if calc_check_digit(code[:-1]) == code[-1]:
        return UsccReading(code)
    if override is not None and override.by.strip() and override.evidence.strip():
        accepted = problem(
            path, "uscc-checksum-overridden", uscc=code, by=override.by, evidence=override.evidence
        )
        return UsccReading(code, warnings=(accepted,))
    return UsccReading(code, warnings=(problem(path, "uscc-checksum", uscc=code),))
