# SPDX-License-Identifier: Apache-2.0
"""Who signs a frozen scorecard, and what a signature needs: a person, a side, an image of what they drew or wrote."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from zhuoping.core.authority import Party
from zhuoping.core.evidence import Kind
from zhuoping.core.fieldwork.people import FieldMember, check_leader, leader_of
from zhuoping.core.fieldwork.records import SHORT_LIMIT
from zhuoping.core.problems import Problem, Refused, problem
from zhuoping.core.wording.labels import Word

NAME_LIMIT = 100
REMARKS_LIMIT = 2000
# What a pad draws, and what a scanner or a phone makes of paper.
IMAGES = frozenset({Kind.PNG, Kind.JPEG, Kind.WEBP, Kind.HEIC, Kind.TIFF, Kind.PDF})


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature under a frozen scorecard: `person` is who handed it in, `name` who signed."""

    party: Party
    person: int
    name: str
    function: str = ""
    remarks: str = ""

    def tidied(self) -> "Signature":
        """The same without blanks around its texts."""
        return replace(
            self,
            name=self.name.strip(),
            function=self.function.strip(),
            remarks=self.remarks.replace("\r\n", "\n").strip(),
        )


def sides_of(
    member: FieldMember | None, team: Collection[FieldMember], *, is_client: bool
) -> tuple[Party, ...]:
    """The sides that a person may hand in a signature for.

    The leader also for the client: at the closing meeting its representative signs on the team's screen or on paper.
    """
    if is_client:
        return (Party.CLIENT,)
    leads = member is not None and member == leader_of(team)
    return (Party.BODY, Party.CLIENT) if leads else (Party.BODY,)


def check_side(
    party: Party, member: FieldMember | None, team: Collection[FieldMember], *, is_client: bool
) -> None:
    """Nothing where a person may sign for a side. Raises Refused: signature-of-other-side, leader-only."""
    if is_client:
        if party is not Party.CLIENT:
            raise Refused([problem("party", "signature-of-other-side", party=Word(f"Party.{party}"))])
    elif party is Party.CLIENT:
        check_leader(member, team)


def check_signature(given: Signature, signed: Collection[Signature]) -> None:
    """Nothing where a tidied signature may stand beside those that are there.

    Raises Refused: signature-name-missing, signature-function-missing, text-too-long, signed-already.
    """
    found: list[Problem] = []
    if not given.name:
        found.append(problem("name", "signature-name-missing"))
    if given.party is Party.CLIENT and not given.function:
        found.append(problem("function", "signature-function-missing"))
    limits = {"name": NAME_LIMIT, "function": SHORT_LIMIT, "remarks": REMARKS_LIMIT}
    for field, limit in limits.items():
        length = len(getattr(given, field))
        if length > limit:
            found.append(problem(field, "text-too-long", length=length, limit=limit))
    before = signed_before(given.party, given.person, signed)
    if before is not None:
        found.append(problem("name", "signed-already", name=before.name))
    if found:
        raise Refused(found)


def signed_before(party: Party, person: int, signed: Collection[Signature]) -> Signature | None:
    """The signature that bars another one: each member of the team signs once, and the client once as a side."""
    return next(
        (each for each in signed if each.party is party and (party is Party.CLIENT or each.person == person)),
        None,
    )


def check_image(kind: Kind) -> None:
    """Nothing for what can be an image of a signature. Raises Refused: signature-not-image."""
    if kind not in IMAGES:
        raise Refused([problem("image", "signature-not-image", kind=kind.word)])
