# SPDX-License-Identifier: Apache-2.0
"""A blueprint as a picture: stages from left to right, lanes from the customer down, the three lines between them.

Texts go in as text, never as markup; nothing in the picture is fetched, runs or leads anywhere.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from zhuoping.core.blueprint import BlueprintPaper, BlueprintStage, Lane
from zhuoping.core.wording.design_review import text
from zhuoping.core.wording.labels import label
from zhuoping.outputs.blueprint.wrapping import wrapped

_LABEL, _COLUMN, _GAP, _EDGE = 116, 208, 14, 16
_PAD, _LINE, _SMALL_LINE = 9, 19, 16
_SIZE, _SMALL = 13, 11.5
_BETWEEN = 34
_LEAST = 44
_DEEP, _INK, _MUTED, _RULE = "#1F4E5F", "#22313A", "#5B6B73", "#8FA3AC"
_FILLS = {
    Lane.CUSTOMER: "#E3F0F4",
    Lane.CONTACT: "#FFF4DC",
    Lane.BACKSTAGE: "#EEF3F5",
    Lane.SUPPORT: "#F4F1EC",
}
_STROKES = {
    Lane.CUSTOMER: "#7FA9B8",
    Lane.CONTACT: "#C9A24B",
    Lane.BACKSTAGE: "#A9B8BF",
    Lane.SUPPORT: "#BDB4A5",
}
_FONTS = "'Noto Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei','Hiragino Sans GB',sans-serif"
_SEPARATORS = ("interaction", "visibility", "internal")
# What XML cannot hold, whatever else is kept in a record.
_UNHOLDABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class _Box:
    """An act or a contact point: its lines, and below them the smaller ones of its characteristics."""

    lines: tuple[str, ...]
    small: tuple[str, ...] = ()

    @property
    def height(self) -> int:
        more = 4 + len(self.small) * _SMALL_LINE if self.small else 0
        return 2 * _PAD + len(self.lines) * _LINE + more


def blueprint_svg(paper: BlueprintPaper) -> str:
    """The picture, as SVG of its own: equal text for equal drawings."""
    stages, language = paper.blueprint.stages, paper.language
    width = _EDGE * 2 + _LABEL + max(len(stages), 3) * (_COLUMN + _GAP)
    heads = [
        wrapped(f"{number} {stage.title}", (_COLUMN - 44) / _SIZE) for number, stage in enumerate(stages, 1)
    ]
    head = 2 * _PAD + max(map(len, heads), default=1) * _LINE
    body = [_text(_EDGE, 30, _heading(paper), size=17, fill=_DEEP, weight=600)]
    body.append(_text(_EDGE, 52, _under(paper), size=_SMALL, fill=_MUTED))
    top = 70
    if not stages:
        body.append(_text(_EDGE, top + 24, text("empty", language), fill=_MUTED))
        return _document(paper, width, top + 56, body)
    for index, lines in enumerate(heads):
        body.extend(_chevron(_x(index), top, head, lines))
    top += head + 16
    tops: list[tuple[int, int]] = []
    for lane in Lane:
        height = max(_LEAST, *(_stack(_boxes(stage, lane)) for stage in stages))
        tops.append((top, height))
        body.extend(_lane(stages, lane, top, language))
        top += height + _BETWEEN
    for name, (one, other), lanes in zip(_SEPARATORS, pairwise(tops), pairwise(Lane), strict=True):
        body.extend(_separator(name, one[0] + one[1], width, language))
        body.extend(_links(stages, lanes, one[0], other[0]))
    return _document(paper, width, top - _BETWEEN + _EDGE, body)


def _document(paper: BlueprintPaper, width: int, height: int, body: list[str]) -> str:
    points = len(paper.blueprint.contact_points)
    described = text("described", paper.language, stages=len(paper.blueprint.stages), points=points)
    name, more = _escaped(_heading(paper)), _escaped(described)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'role="img" aria-labelledby="name more" font-family="{_FONTS}" '
        f'lang="{"zh-CN" if paper.language == "zh" else "en"}">'
        f'<title id="name">{name}</title><desc id="more">{more}</desc>'
        f'<rect width="{width}" height="{height}" fill="#FFFFFF"/>{"".join(body)}</svg>\n'
    )


def _heading(paper: BlueprintPaper) -> str:
    return f"{text('title', paper.language)} · {paper.client}"


def _under(paper: BlueprintPaper) -> str:
    return f"{paper.engagement} · {text('version', paper.language, version=paper.version)} · {paper.on.isoformat()}"


def _x(index: int) -> int:
    """The left edge of a stage's column."""
    return _EDGE + _LABEL + index * (_COLUMN + _GAP)


def _chevron(x: int, y: int, height: int, lines: list[str]) -> Iterator[str]:
    """The name of a stage on an arrow that points to the next one."""
    tip, middle = x + _COLUMN + _GAP - 4, y + height // 2
    corners = (
        f"{x},{y} {tip - 14},{y} {tip},{middle} {tip - 14},{y + height} {x},{y + height} {x + 14},{middle}"
    )
    yield f'<polygon points="{corners}" fill="{_DEEP}"/>'
    first = y + (height - len(lines) * _LINE) // 2 + 14
    for index, line in enumerate(lines):
        yield _text(x + 24, first + index * _LINE, line, fill="#FFFFFF", weight=600)


def _lane(stages: tuple[BlueprintStage, ...], lane: Lane, top: int, language: str) -> Iterator[str]:
    """A lane: what it is called at its left, and the boxes of each stage."""
    called = label(f"Lane.{lane}", language)
    for index, line in enumerate(wrapped(called[:1].upper() + called[1:], (_LABEL - 16) / _SIZE)):
        yield _text(_EDGE, top + 20 + index * _LINE, line, fill=_DEEP, weight=600)
    for index, stage in enumerate(stages):
        y = top
        for box in _boxes(stage, lane):
            yield from _drawn(box, lane, _x(index), y)
            y += box.height + 8


def _drawn(box: _Box, lane: Lane, x: int, y: int) -> Iterator[str]:
    yield (
        f'<rect x="{x}" y="{y}" width="{_COLUMN}" height="{box.height}" rx="6" '
        f'fill="{_FILLS[lane]}" stroke="{_STROKES[lane]}"/>'
    )
    for index, line in enumerate(box.lines):
        yield _text(x + _PAD, y + _PAD + 14 + index * _LINE, line)
    below = y + _PAD + len(box.lines) * _LINE + 16
    for index, line in enumerate(box.small):
        yield _text(x + _PAD, below + index * _SMALL_LINE, line, size=_SMALL, fill=_MUTED)


def _separator(name: str, bottom: int, width: int, language: str) -> Iterator[str]:
    """One of the three lines that a blueprint is read by, with its name."""
    y = bottom + _BETWEEN // 2
    yield (
        f'<line x1="{_EDGE}" y1="{y}" x2="{width - _EDGE}" y2="{y}" stroke="{_RULE}" stroke-dasharray="6 4"/>'
    )
    yield _text(_EDGE, y - 5, text(name, language), size=10.5, fill=_MUTED)


def _links(
    stages: tuple[BlueprintStage, ...], lanes: tuple[Lane, Lane], top: int, below: int
) -> Iterator[str]:
    """What is done in a lane and what in the next one belong together: a line from the last box to the first."""
    for index, stage in enumerate(stages):
        upper, lower = (_boxes(stage, lane) for lane in lanes)
        if upper and lower:
            x = _x(index) + _COLUMN // 2
            yield f'<line x1="{x}" y1="{top + _stack(upper)}" x2="{x}" y2="{below}" stroke="{_RULE}"/>'


def _boxes(stage: BlueprintStage, lane: Lane) -> list[_Box]:
    room = _COLUMN - 2 * _PAD
    if lane is Lane.CONTACT:
        return [
            _Box(
                tuple(wrapped(point.text, room / _SIZE)),
                tuple(line for each in point.characteristics for line in wrapped(f"· {each}", room / _SMALL)),
            )
            for point in stage.contacts
        ]
    acts = {Lane.CUSTOMER: stage.customer, Lane.BACKSTAGE: stage.backstage, Lane.SUPPORT: stage.support}
    return [_Box(tuple(wrapped(act, room / _SIZE))) for act in acts[lane]]


def _stack(boxes: list[_Box]) -> int:
    return sum(box.height + 8 for box in boxes) - 8 if boxes else 0


def _text(x: float, y: float, words: str, *, size: float = _SIZE, fill: str = _INK, weight: int = 400) -> str:
    return f'<text x="{x}" y="{y}" font-size="{size}" fill="{fill}" font-weight="{weight}">{_escaped(words)}</text>'


def _escaped(words: str) -> str:
    return html.escape(_UNHOLDABLE.sub("�", words), quote=True)
