# SPDX-License-Identifier: Apache-2.0
"""Signatures under a frozen scorecard: each once a round, for one's own side, under what was read."""

import io

import pytest

from tests import files, plans
from tests.closing import AT_CLOSING, complete
from tests.plans import refusal, said, told
from zhuoping.actions.evidence import Handed
from zhuoping.actions.fieldwork import closing, signing
from zhuoping.core.authority import Party
from zhuoping.records.models import ScorecardSignature


@pytest.fixture
def frozen(cast, edition):
    """A frozen scorecard."""
    return closing.close_fieldwork(by=cast.lin, at=AT_CLOSING, number=complete(cast, edition).number)


def sign(row, by, party=Party.BODY, **more):
    values = {
        "digest": row.digest,
        "image": Handed(io.BytesIO(files.image()), "签名.png"),
        "function": "质量部经理",
    }
    return signing.sign_scorecard(
        by=by, at=AT_CLOSING, number=row.engagement.number, party=party, **values | more
    )


def test_team_and_client_sign_and_the_other_side_is_told(cast, frozen):
    ours = sign(frozen, cast.sun, remarks="无")
    theirs = sign(frozen, cast.alice, Party.CLIENT, name="陈总", remarks="3.1 有保留")
    entry = plans.last_entry()

    assert (ours.name, ours.party, theirs.name, theirs.remarks) == ("孙审查", "body", "陈总", "3.1 有保留")
    assert (entry.action, said()["digest"], said()["name"]) == ("scorecard.signed", frozen.digest, "陈总")
    assert "scorecard-signed" in told(cast.alice)
    assert "scorecard-signed" in told(cast.lin)
    assert "scorecard-signed" in told(cast.ma)
    assert not theirs.image.internal


def test_leader_takes_in_what_the_client_signed_in_the_field_and_the_client_is_told(cast, frozen):
    row = sign(frozen, cast.lin, Party.CLIENT, name="陈总")

    assert (row.person, row.party, row.name) == (cast.lin, "client", "陈总")
    assert told(cast.alice)[-1] == "scorecard-signed"


def test_nobody_signs_twice_in_a_round_and_the_client_once_as_a_side(cast, frozen):
    sign(frozen, cast.lin)
    sign(frozen, cast.lin, Party.CLIENT, name="陈总")

    assert refusal(sign, frozen, cast.lin) == ["name: signed-already"]
    assert refusal(sign, frozen, cast.alice, Party.CLIENT, name="李总") == ["name: signed-already"]
    assert ScorecardSignature.objects.count() == 2


def test_signature_for_another_side_or_by_an_outsider_is_refused(cast, frozen):
    assert refusal(sign, frozen, cast.alice, Party.BODY, name="陈总") == ["party: signature-of-other-side"]
    assert refusal(sign, frozen, cast.sun, Party.CLIENT, name="陈总") == ["by: leader-only"]
    assert refusal(sign, frozen, cast.ma) == ["by: not-allowed-role"]
    assert refusal(sign, frozen, cast.bob, Party.CLIENT, name="陈总") == ["by: not-allowed-relation"]


def test_signature_without_name_under_another_text_or_by_no_image_is_refused(cast, frozen):
    text = Handed(io.BytesIO("签名".encode()), "签名.txt")

    assert refusal(sign, frozen, cast.alice, Party.CLIENT, function="") == [
        "name: signature-name-missing",
        "function: signature-function-missing",
    ]
    assert refusal(sign, frozen, cast.sun, digest="0" * 64) == ["digest: scorecard-other"]
    assert refusal(sign, frozen, cast.sun, image=text) == ["image: signature-not-image"]


def test_reopened_scorecard_is_not_signed_and_the_next_round_is_signed_anew(cast, frozen):
    sign(frozen, cast.sun)
    number = frozen.engagement.number
    closing.reopen_fieldwork(by=cast.ma, at=AT_CLOSING, number=number, reason="补一条")

    meanwhile = refusal(sign, frozen, cast.lin)
    again = closing.close_fieldwork(by=cast.lin, at=AT_CLOSING, number=number)

    assert meanwhile == ["stage: not-this-stage"]
    assert refusal(sign, frozen, cast.sun) == ["digest: scorecard-other"]
    assert sign(again, cast.sun).scorecard == again
    assert frozen.signatures.count() == 1
