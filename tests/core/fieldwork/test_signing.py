# SPDX-License-Identifier: Apache-2.0
"""Who signs a frozen scorecard, for which side, and what a signature needs."""

import pytest

from tests.core.samples import refusal
from zhuoping.core.authority import Party
from zhuoping.core.case import TeamRole
from zhuoping.core.evidence import Kind
from zhuoping.core.fieldwork.people import FieldMember
from zhuoping.core.fieldwork.signing import (
    NAME_LIMIT,
    Signature,
    check_image,
    check_side,
    check_signature,
    sides_of,
)

LIN = FieldMember(1, "林审查", TeamRole.LEADER)
HE = FieldMember(3, "何技术", TeamRole.TECHNICAL_EXPERT)
TEAM = (LIN, HE)
OURS = Signature(Party.BODY, 1, "林审查")
THEIRS = Signature(Party.CLIENT, 9, "陈总", "总经理")


def test_client_signs_for_itself_the_team_for_the_body_and_the_leader_for_both() -> None:
    assert sides_of(None, TEAM, is_client=True) == (Party.CLIENT,)
    assert sides_of(HE, TEAM, is_client=False) == (Party.BODY,)
    assert sides_of(LIN, TEAM, is_client=False) == (Party.BODY, Party.CLIENT)
    assert sides_of(None, (), is_client=False) == (Party.BODY,)


def test_side_that_is_not_theirs_is_refused() -> None:
    check_side(Party.CLIENT, None, TEAM, is_client=True)
    check_side(Party.CLIENT, LIN, TEAM, is_client=False)
    check_side(Party.BODY, HE, TEAM, is_client=False)

    assert refusal(check_side, Party.BODY, None, TEAM, is_client=True) == ["party: signature-of-other-side"]
    assert refusal(check_side, Party.CLIENT, HE, TEAM, is_client=False) == ["by: leader-only"]


def test_blanks_around_what_was_written_are_no_part_of_it() -> None:
    given = Signature(Party.CLIENT, 9, " 陈总 ", " 总经理", "一\r\n二 ")

    assert given.tidied() == Signature(Party.CLIENT, 9, "陈总", "总经理", "一\n二")


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (OURS, []),
        (THEIRS, []),
        (
            Signature(Party.CLIENT, 9, ""),
            ["name: signature-name-missing", "function: signature-function-missing"],
        ),
        (Signature(Party.BODY, 1, "林" * (NAME_LIMIT + 1)), ["name: text-too-long"]),
    ],
)
def test_signature_needs_a_name_and_for_the_client_a_function(given: Signature, found: list[str]) -> None:
    if found:
        assert refusal(check_signature, given, []) == found
    else:
        check_signature(given, [])


def test_each_member_signs_once_and_the_client_once_as_a_side() -> None:
    check_signature(Signature(Party.BODY, 3, "何技术"), [OURS, THEIRS])

    assert refusal(check_signature, OURS, [OURS]) == ["name: signed-already"]
    assert refusal(check_signature, Signature(Party.CLIENT, 8, "李总", "厂长"), [THEIRS]) == [
        "name: signed-already"
    ]


def test_signature_is_a_picture_or_a_pdf() -> None:
    check_image(Kind.PNG)
    check_image(Kind.PDF)

    assert refusal(check_image, Kind.DOCX) == ["image: signature-not-image"]
