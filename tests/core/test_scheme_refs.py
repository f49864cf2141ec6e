# SPDX-License-Identifier: Apache-2.0
import pytest

from tests.core.edited import edited, faults


@pytest.mark.parametrize("ref", ["1.1", "A1", "一.1", "own-rules", "leads_trade", "1.10"])
def test_plain_word_is_a_ref(ref: str) -> None:
    assert faults(edited("hundred", dimensions__0__indicators__0__ref=ref)) == []


@pytest.mark.parametrize("ref", ["1.1 ", "1..1", ".1", "1.", "１．１", "1\u20241", "a/b", "a[0]", "1\u200b"])
def test_ref_that_a_path_or_reader_would_confuse_is_refused(ref: str) -> None:
    value = edited("hundred", dimensions__0__indicators__0__ref=ref)

    assert faults(value) == ["dimensions[0].indicators[0].ref: ref-shape"]


def test_part_may_not_have_the_name_of_an_indicator() -> None:
    value = edited("twelve", dimensions__0__indicators__0__ref="一.2.y")

    assert faults(value) == ["dimensions[0].indicators[1].parts[1]: duplicate-ref"]


def test_key_is_a_plain_word_and_not_taken() -> None:
    value = edited("hundred", deduction_grounds__0__key="la w", bonus_conditions__0__key="evidence")

    assert faults(value) == ["deduction_grounds[0]: ref-shape", "bonus_conditions[0]: key-reserved"]
