# SPDX-License-Identifier: Apache-2.0
"""What the application's form holds: every field may still be empty, but none may be impossible."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import cast

from zhuoping.core.agreement import AgreementLanguage
from zhuoping.core.case import CertificateStatus
from zhuoping.core.ledger.canonical import Value
from zhuoping.core.problems import Problem, at, problem
from zhuoping.core.shapes import TEXT_LIMIT

LINE_LIMIT = 200
LIST_LIMIT = 50


@dataclass(frozen=True, slots=True)
class ApplicationForm:
    """The fields as filled in; None and empty texts are questions not answered yet. `prior_proof` is evidence by id."""

    scope: str = ""
    design_responsibility: bool | None = None
    design_reason: str = ""
    running_since: date | None = None
    places: int | None = None
    outlets: int | None = None
    outsourced: tuple[str, ...] | None = None
    languages: tuple[str, ...] = ()
    prior_number: str = ""
    prior_issuer: str = ""
    prior_level: str = ""
    prior_valid_until: date | None = None
    prior_status: CertificateStatus | None = None
    prior_checked_on: date | None = None
    prior_proof: int | None = None
    wishes: str = ""
    agreement_language: AgreementLanguage | None = None

    def columns(self) -> dict[str, object]:
        """The values by the names of the stored columns."""
        values = asdict(self)
        values["outsourced"] = None if self.outsourced is None else list(self.outsourced)
        values["languages"] = list(self.languages)
        values["prior_status"] = self.prior_status.value if self.prior_status else ""
        values["agreement_language"] = self.agreement_language.value if self.agreement_language else ""
        values["prior_proof_id"] = values.pop("prior_proof")
        return values

    def plain(self) -> dict[str, Value]:
        """The same for the ledger: dates as text."""
        columns = self.columns()
        plain = {
            key: value.isoformat() if isinstance(value, date) else value for key, value in columns.items()
        }
        return cast(dict[str, Value], plain)


_LINES = ("prior_number", "prior_issuer", "prior_level")
_TEXTS = ("scope", "design_reason", "wishes")


def form_problems(form: ApplicationForm) -> tuple[Problem, ...]:
    """What could not be kept: text-too-long, too-many-lines."""
    return tuple(_problems(form))


def _problems(form: ApplicationForm) -> Iterator[Problem]:
    limits: Mapping[str, int] = {
        **dict.fromkeys(_LINES, LINE_LIMIT // 2),
        **dict.fromkeys(_TEXTS, TEXT_LIMIT),
    }
    for key, limit in limits.items():
        length = len(getattr(form, key))
        if length > limit:
            yield problem(key, "text-too-long", length=length, limit=limit)
    for key in ("outsourced", "languages"):
        lines: tuple[str, ...] = getattr(form, key) or ()
        if len(lines) > LIST_LIMIT:
            yield problem(key, "too-many-lines", count=len(lines), limit=LIST_LIMIT)
        for index, line in enumerate(lines):
            if len(line) > LINE_LIMIT:
                yield problem(at(key, index), "text-too-long", length=len(line), limit=LINE_LIMIT)
