# SPDX-License-Identifier: Apache-2.0
"""A write with an Idempotency-Key acts once, whatever is sent again, and however often at the same time."""

import pytest

from tests.api.programs import program
from tests.cast import USCC_A
from tests.files import image, pdf
from tests.processes import family, needs_fork
from zhuoping.records.models import AnsweredWrite, Evidence, EvidenceFile, LedgerEntry

__all__ = ["family"]

pytestmark = pytest.mark.django_db
INVITED = {"email": "new@client-a.example", "name": "新经办人"}


def told(answer):
    return answer.status_code, answer.json()["problems"][0]["code"]


@pytest.mark.parametrize("key", [" ", "x" * 101, "a b", "键", "a\x7f"])
def test_key_that_cannot_be_one_is_refused(cast, key):
    answer = program(cast.alice).post("/notices/read", key=key)

    assert told(answer) == (422, "idempotency-key-unusable")


def test_keys_of_two_people_are_two(cast):
    first, second = program(cast.alice), program(cast.bob)

    answers = [asker.post("/notices/read", key="same") for asker in (first, second)]

    assert ["Idempotency-Replayed" in each for each in answers] == [False, False]
    assert AnsweredWrite.objects.count() == 2


def test_same_file_sent_again_is_kept_once_and_answered_the_same(cast):
    asker = program(cast.alice)

    first, again = (
        asker.post_file("/evidence", pdf(), "手册.pdf", key="one", client=USCC_A) for _ in range(2)
    )

    assert (first.status_code, again.status_code, again.json()) == (201, 201, first.json())
    assert Evidence.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "name", "fields"),
    [
        (image(), "手册.pdf", {}),
        (pdf(), "手册2.pdf", {}),
        (pdf(), "手册.pdf", {"dated_on": "2026-11-01"}),
    ],
    ids=["content", "name", "fields"],
)
def test_other_file_with_the_same_key_is_refused_before_it_is_taken_in(cast, content, name, fields):
    asker = program(cast.alice)
    asker.post_file("/evidence", pdf(), "手册.pdf", key="one", client=USCC_A)

    answer = asker.post_file("/evidence", content, name, key="one", client=USCC_A, **fields)

    assert told(answer) == (422, "request-differs")
    assert EvidenceFile.objects.count() == 1


def test_refused_file_keeps_no_answer(cast):
    asker = program(cast.alice)

    refused = asker.post_file("/evidence", b"MZ", "手册.pdf", key="one", client=USCC_A)

    assert refused.status_code == 422
    assert AnsweredWrite.objects.count() == 0


def test_secret_of_an_answer_is_shown_once_and_kept_nowhere(cast):
    asker = program(cast.alice)
    place = f"/clients/{USCC_A}/invitations"

    first, again = (asker.post(place, INVITED, key="one").json() for _ in range(2))

    token = first["link"].rstrip("/").rsplit("/", 1)[1]
    assert again == {**first, "link": None}
    assert token not in AnsweredWrite.objects.get().answer
    assert token not in "".join(LedgerEntry.objects.values_list("body", flat=True))


def test_answer_kept_is_given_to_nobody_who_may_no_longer_ask(cast):
    asker = program(cast.alice)
    asker.post(f"/clients/{USCC_A}/invitations", INVITED, key="one")
    cast.alice.memberships.update(ended_at=cast.alice.joined_at)

    answer = asker.post(f"/clients/{USCC_A}/invitations", INVITED, key="one")

    assert answer.status_code in (403, 404)


@needs_fork
@pytest.mark.django_db(transaction=True)
def test_same_write_by_three_processes_at_once_acts_once(cast, family):
    key = program(cast.bob).key
    start = family("tests.api.writing_process")
    senders = [start(key) for _ in range(3)]
    assert [each.stdout.readline() for each in senders] == ["ready\n"] * 3
    for each in senders:
        each.go()
    said = sorted(each.rest() for each in senders)

    assert said == [
        "201 again 91110000600037341L\n",
        "201 again 91110000600037341L\n",
        "201 new 91110000600037341L\n",
    ]
