# SPDX-License-Identifier: Apache-2.0
"""What recognisers answer: a kind and where it ends, or why the file is refused."""

from dataclasses import dataclass

from zhuoping.core.evidence import Kind


@dataclass(frozen=True, slots=True)
class Found:
    """A kind, and where its own bytes end; None where the format does not say."""

    kind: Kind
    end: int | None = None


class Flaw(Exception):  # noqa: N818 - becomes a refusal.
    """Why a file is refused: a code of core/wording/evidence.py and what fills its sentence beside the name."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(code)


def damaged() -> Flaw:
    """The flaw of a file that ends early or contradicts itself."""
    return Flaw("evidence-damaged")
