# SPDX-License-Identifier: Apache-2.0
"""One tiny broken edition per mistake: what is wrong, on which line, and nothing else."""

from pathlib import Path
from typing import Any

import pytest

from tests.make import EDITIONS
from zhuoping.core import plain
from zhuoping.core.problems import Refused
from zhuoping.core.scheme_file import read_scheme

BROKEN = sorted((Path(__file__).parent / "broken").glob("*.yaml"))


def told(file: Path) -> dict[str, Any]:
    value = plain.read(file.read_bytes()).value
    assert isinstance(value, dict)
    return value


def faults(text: str) -> list[str]:
    """Each fault as `line path: code`, in the order that the loader gives them."""
    lines = None
    try:
        read = plain.read(text.encode())
        lines = read.line
        read_scheme(read.value)
    except Refused as refused:
        return [f"{lines(each.path) if lines else '-'} {each.path}: {each.code}" for each in refused.problems]
    return []


@pytest.mark.parametrize("file", BROKEN, ids=[file.stem for file in BROKEN])
def test_broken_edition_is_refused_for_its_mistake(file: Path) -> None:
    mistake = told(file)
    sound = (EDITIONS / "hundred.yaml").read_text(encoding="utf-8")

    broken = sound.replace(mistake["replace"], mistake["with"], 1)

    assert broken != sound
    assert faults(broken) == mistake["expect"]


@pytest.mark.parametrize("name", ["hundred", "twelve"])
def test_sound_edition_has_no_faults(name: str) -> None:
    assert faults((EDITIONS / f"{name}.yaml").read_text(encoding="utf-8")) == []


def test_mistakes_together_are_all_reported() -> None:
    """Mistakes that leave each other alone: together they are told as each alone is."""
    names = (
        "不认识的键",
        "维度不等于指标之和",
        "日期不存在",
        "等级起点重叠",
        "组合的模式不存在",
        "缺少来源",
        "方法不存在",
        "步长为零",
    )
    mistakes = [told(file) for file in BROKEN if file.stem in names]
    text = (EDITIONS / "hundred.yaml").read_text(encoding="utf-8")
    for mistake in mistakes:
        text = text.replace(mistake["replace"], mistake["with"], 1)

    found = sorted(fault.partition(" ")[2] for fault in faults(text))

    assert len(mistakes) == len(names)
    assert found == sorted(fault.partition(" ")[2] for each in mistakes for fault in each["expect"])
