# SPDX-License-Identifier: Apache-2.0
"""The award on an indicator as controls of a form: points, size and conforming, met or not; part by part."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from django.http import QueryDict

from zhuoping.core.awards import AllOrNothing, Award, Judged, Parts, Sampled
from zhuoping.core.plain import Plain
from zhuoping.core.problems import Refused, problem
from zhuoping.core.scheme import Indicator, Method, Part
from zhuoping.web.shared.words import word

# No points of any edition are longer, and `Decimal` would read a thousand digits.
_LONGEST = 12


class Unfinished(Exception):  # noqa: N818 - it is no error: somebody is still writing.
    """Half of an award is there, so there is nothing to keep yet."""


@dataclass(frozen=True, slots=True)
class AwardControls:
    """The controls of an indicator or of one part: `name` comes before each; texts as they stand in the controls."""

    name: str
    title: str
    requirement: str
    full: Decimal
    methods: tuple[tuple[Method, str], ...]
    method: Method
    was: str = ""
    points: str = ""
    size: str = ""
    conforming: str = ""
    met: bool | None = None

    @property
    def ref(self) -> str:
        """The part that it is about; empty for a whole indicator."""
        return self.name.rstrip("_")

    @property
    def is_choice(self) -> bool:
        """Whether the edition lets an auditor choose the method."""
        return len(self.methods) > 1


def controls_of(indicator: Indicator, award: Award | None) -> list[AwardControls]:
    """The controls for an indicator with what was awarded: one set, or one for each part."""
    if not indicator.parts:
        return [_controls("", indicator, award)]
    parts: Mapping[str, Award] = award.parts if isinstance(award, Parts) else {}
    return [_controls(f"{part.ref}_", part, parts.get(part.ref)) for part in indicator.parts]


def controls_sent(indicator: Indicator, sent: QueryDict) -> list[AwardControls]:
    """The controls as they were sent, so that nothing typed is lost when it was refused."""
    return [_as_sent(each, sent) for each in controls_of(indicator, None)]


def _as_sent(blank: AwardControls, sent: QueryDict) -> AwardControls:
    name = blank.name
    chosen = next((key for key, _ in blank.methods if key == sent.get(f"{name}method")), blank.method)
    return replace(
        blank,
        method=chosen,
        was=sent.get(f"{name}was", ""),
        points=sent.get(f"{name}points", ""),
        size=sent.get(f"{name}size", ""),
        conforming=sent.get(f"{name}conforming", ""),
        met={"yes": True, "no": False}.get(sent.get(f"{name}met", "")),
    )


def reason_of(award: Award | None) -> str:
    """The reason of an award; empty where there is none."""
    return award.reason if award is not None else ""


def read_award_form(sent: QueryDict) -> Plain:
    """What was sent, as `core.awards` writes an award; None where nothing was awarded.

    Raises Unfinished; Refused: not-a-number. What the edition allows is for the action to say.
    """
    reason = sent.get("reason", "").strip()
    parts = sent.getlist("part")
    if not parts:
        return _with_reason(_read("", sent), reason)
    read = {part: _read(f"{part}_", sent) for part in parts}
    given: dict[str, Plain] = {
        ref: _with_reason(award, "") for ref, award in read.items() if award is not None
    }
    return _with_reason({"parts": given}, reason) if given else None


def _controls(name: str, target: Indicator | Part, award: Award | None) -> AwardControls:
    methods = tuple((each, word(each)) for each in target.methods)
    method, texts = target.methods[0], dict[str, str]()
    met = None
    if isinstance(award, Judged):
        method, texts = Method.JUDGED, {"points": _shown(award.points)}
    elif isinstance(award, Sampled):
        method = Method.SAMPLED
        texts = {"size": str(award.size), "conforming": str(award.conforming)}
    elif isinstance(award, AllOrNothing):
        method, met = Method.ALL_OR_NOTHING, award.met
    was = method.value if award is not None else ""
    return AwardControls(
        name, target.title, target.requirement, target.points, methods, method, was, met=met, **texts
    )


def _read(name: str, sent: Mapping[str, str]) -> Plain:
    method = sent.get(f"{name}method", Method.JUDGED)
    award: Plain
    if method == Method.SAMPLED:
        award = _sampled(sent.get(f"{name}size", ""), sent.get(f"{name}conforming", ""), name)
    elif method == Method.ALL_OR_NOTHING:
        met = sent.get(f"{name}met", "")
        award = {"all_or_nothing": met == "yes"} if met else None
    else:
        points = _number(sent.get(f"{name}points", ""), f"{name}points")
        award = None if points is None else {"judged": points}
    # Another method was chosen and nothing written yet: what stands is not taken back by that.
    if award is None and sent.get(f"{name}was", "") not in ("", method):
        raise Unfinished
    return award


def _sampled(size: str, conforming: str, name: str) -> Plain:
    if not size.strip() and not conforming.strip():
        return None
    if not size.strip() or not conforming.strip():
        raise Unfinished
    sample: dict[str, Plain] = {
        "size": _number(size, f"{name}size"),
        "conforming": _number(conforming, f"{name}conforming"),
    }
    return {"sampled": sample}


def _with_reason(award: Plain, reason: str) -> Plain:
    if award is None or not reason:
        # Without a reason a judged award is its points, as a file has it.
        return award["judged"] if isinstance(award, dict) and list(award) == ["judged"] else award
    return {**award, "reason": reason} if isinstance(award, dict) else award


def _number(text: str, where: str) -> Decimal | int | None:
    """A number as people type it, also with the full-width digits and the full stop of a Chinese keyboard."""
    plain = unicodedata.normalize("NFKC", text).replace("。", ".").strip()
    if not plain:
        return None
    try:
        number = Decimal(plain) if len(plain) <= _LONGEST and plain.isascii() else None
    except InvalidOperation:
        number = None
    if number is None or not number.is_finite():
        raise Refused([problem(where, "not-a-number", given=text[:40])])
    return int(number) if number == number.to_integral_value() else number


def _shown(points: Decimal) -> str:
    text = f"{points:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def words_of(award: Award | None) -> Iterator[str]:
    """An award as lines that people read, for two of them side by side."""
    if isinstance(award, Parts):
        for ref, part in award.parts.items():
            yield from (f"{ref}: {line}" for line in words_of(part))
    elif isinstance(award, Judged):
        yield _shown(award.points)
    elif isinstance(award, Sampled):
        yield f"{award.conforming} / {award.size}"
    elif isinstance(award, AllOrNothing):
        yield "✓" if award.met else "✗"
    if award is not None and award.reason:
        yield award.reason
