# SPDX-License-Identifier: Apache-2.0
"""What the scanner says is heard exactly, and no answer is never taken for a clean file."""

import io

import pytest

from tests.outputs import clamd
from zhuoping.outputs.virus_scan import ScannerUnavailable, signature_in


def test_clean_file_has_no_signature_over_both_kinds_of_socket(tmp_path):
    with clamd.running() as port, clamd.running(tmp_path / "clamd.sock") as path:
        answers = [signature_in(io.BytesIO(b"clean" * 200_000), address) for address in (port, path)]

    assert answers == [None, None]


def test_infected_file_is_named_by_its_signature_wherever_reading_stood():
    file = io.BytesIO(b"x" * 300_000 + clamd.VIRUS)
    file.seek(0, io.SEEK_END)

    with clamd.running() as address:
        signature = signature_in(file, address)

    assert signature == "Eicar-Test-Signature"


def test_file_over_the_limit_of_the_scanner_is_not_taken_for_clean():
    with clamd.running(limit=1000) as address, pytest.raises(ScannerUnavailable):
        signature_in(io.BytesIO(bytes(4_000_000)), address)


@pytest.mark.parametrize("answer", ["", "stream: OK?", "FOUND", "UNKNOWN COMMAND", "stream: ERROR"])
def test_unclear_answer_is_no_answer(answer):
    with clamd.running(answer=answer) as address, pytest.raises(ScannerUnavailable):
        signature_in(io.BytesIO(b"x"), address)


def test_scanner_that_is_not_there_is_no_answer(tmp_path):
    with clamd.running() as gone:
        pass

    for address in (gone, f"unix:{tmp_path / 'none.sock'}", "no-port", ""):
        with pytest.raises(ScannerUnavailable):
            signature_in(io.BytesIO(b"x"), address)
