# SPDX-License-Identifier: Apache-2.0
"""Which mode combinations a type of engagement requires or allows (domain rules A7, reading A22).

A plan holds one of the required combinations; modes that the edition marks as extra may be added. A choice
between combinations, and an added mode, need a recorded reason.
"""

from dataclasses import dataclass

from zhuoping.core.problems import Refused, problem
from zhuoping.core.scheme import CertificationType, ModeRule, Scheme


@dataclass(frozen=True, slots=True)
class ModeChoice:
    """The combination chosen: its letters in order, the rule it follows, and why where there was a choice."""

    letters: tuple[str, ...]
    required: tuple[str, ...]
    rule: ModeRule
    reason: str

    def __str__(self) -> str:
        """The letters as they are written: `E+H+I`."""
        return "+".join(self.letters)


def parse_modes(text: str, scheme: Scheme, path: str = "modes") -> tuple[str, ...]:
    """The letters of a combination such as `E+H+I`, in the edition's order.

    Raises Refused: mode-unknown, mode-twice.
    """
    known = [mode.letter for mode in scheme.modes]
    given = [letter.strip() for letter in text.replace("＋", "+").split("+")]
    problems = [
        problem(path, "mode-unknown", given=letter, known=tuple(known))
        for letter in given
        if letter not in known
    ]
    twice = {letter for letter in given if given.count(letter) > 1}
    problems.extend(problem(path, "mode-twice", given=letter) for letter in sorted(twice))
    if problems:
        raise Refused(problems)
    return tuple(letter for letter in known if letter in given)


def required_modes(scheme: Scheme, type_: CertificationType, *, design_responsibility: bool) -> ModeRule:
    """The rule for that type and design responsibility; every edition has one for each (the loader sees to it)."""
    return next(
        rule
        for rule in scheme.combinations
        if rule.type is type_ and rule.design_responsibility is design_responsibility
    )


def choose_modes(
    scheme: Scheme,
    type_: CertificationType,
    modes: str,
    *,
    design_responsibility: bool,
    reason: str = "",
    path: str = "modes",
) -> ModeChoice:
    """The combination `modes` for an engagement, checked against what is required.

    Raises Refused: mode-unknown, mode-twice, modes-not-allowed (with the allowed list), modes-reason-required.
    """
    letters = parse_modes(modes, scheme, path)
    rule = required_modes(scheme, type_, design_responsibility=design_responsibility)
    extra = tuple(mode.letter for mode in scheme.modes if mode.extra)
    base = tuple(letter for letter in letters if letter not in extra)
    if base not in [parse_modes(combination, scheme) for combination in rule.any_of]:
        code = "modes-not-allowed" if extra else "modes-not-allowed-no-extra"
        raise Refused([problem(path, code, given=modes, known=rule.any_of, extra=extra)])
    if (len(rule.any_of) > 1 or letters != base) and not reason.strip():
        raise Refused([problem(f"{path}_reason", "modes-reason-required")])
    return ModeChoice(letters, base, rule, reason.strip())
