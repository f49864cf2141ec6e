# SPDX-License-Identifier: Apache-2.0
"""The form of a characteristic sheet: its head, and rows that work without a script, as each button sends them all.

Field names say the place: `r0-contact` is the contact point of the first row; how many there are stands in `rows`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhuoping.core.blueprint import Bound
from zhuoping.core.characteristic_rows import (
    ROW_LIMIT,
    CharacteristicKind,
    CharacteristicRow,
    CharacteristicVerdict,
)
from zhuoping.core.fieldwork.records import SHORT_LIMIT
from zhuoping.core.plain import Plain
from zhuoping.core.problems import Problem
from zhuoping.web.shared.forms import Form, TextField, VersionedForm
from zhuoping.web.shared.language import wording_language
from zhuoping.web.shared.uploads import EvidenceField
from zhuoping.web.shared.words import begun, whole, word

SAVE = "save"
LABELS: Mapping[str, str | Promise] = {
    "contact": gettext_lazy("接触点"),
    "name": gettext_lazy("特性"),
    "kind": gettext_lazy("类别"),
    "expected": gettext_lazy("期望"),
    "bound": gettext_lazy("界限"),
    "tolerance": gettext_lazy("允差"),
    "unit": gettext_lazy("单位"),
    "observed": gettext_lazy("观察到的"),
    "repeats": gettext_lazy("测量值"),
    "method": gettext_lazy("方法"),
    "instrument": gettext_lazy("仪器"),
    "verdict": gettext_lazy("结论"),
    "note": gettext_lazy("备注（仅机构可见）"),
}
_LINES = {"observed": 2, "note": 2}
_CHOSEN = frozenset({"kind", "bound", "verdict"})
_PATH = re.compile(r"rows\[(\d+)\](?:\.(\w+))?")
_SIGNS = {Bound.EQUAL: "=", Bound.AT_MOST: "≤", Bound.AT_LEAST: "≥"}
_APART = re.compile(r"[\s,;，；、/]+")


class MomentField(forms.DateTimeField):
    """A day with its time, in Shanghai."""

    def __init__(self, **kwargs: object) -> None:
        form = "%Y-%m-%dT%H:%M"
        widget = forms.DateTimeInput({"type": "datetime-local"}, format=form)
        super().__init__(widget=widget, input_formats=[form, "%Y-%m-%d %H:%M"], **kwargs)  # type: ignore[arg-type]


class HeadForm(VersionedForm):
    """Where, when and by whom; of a covert mode what was played, too."""

    place = forms.CharField(label=gettext_lazy("地点"), max_length=SHORT_LIMIT)
    visited_at = MomentField(label=gettext_lazy("检验时间"))
    inspector = forms.TypedChoiceField(label=gettext_lazy("检验人"), coerce=int)
    scenario = TextField(
        label=gettext_lazy("暗访场景"),
        rows=3,
        required=False,
        help_text=gettext_lazy("神秘顾客做了什么；公开后企业会看到。"),
    )
    cover = forms.CharField(
        label=gettext_lazy("对外身份"), required=False, help_text=gettext_lazy("企业始终看不到。")
    )
    purchase = forms.CharField(
        label=gettext_lazy("消费凭证"),
        required=False,
        help_text=gettext_lazy("单据号；没有消费的写明原因。企业始终看不到。"),
    )

    def __init__(
        self, *args: object, people: Iterable[tuple[int, str]], covert: bool, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["inspector"].choices = list(people)  # type: ignore[attr-defined]
        for name in ("scenario", "cover", "purchase"):
            if covert:
                # Left out only while the sheet is not finished: the rule says so in its own words.
                self.fields[name].is_needed_later = name != "cover"  # type: ignore[attr-defined]
            else:
                del self.fields[name]


class NewForm(Form):
    """What a new sheet begins with."""

    mode = forms.ChoiceField(label=gettext_lazy("模式"), widget=forms.RadioSelect)
    place = forms.CharField(
        label=gettext_lazy("地点"), max_length=SHORT_LIMIT, help_text=gettext_lazy("网点、总部职能或渠道。")
    )
    visited_at = MomentField(label=gettext_lazy("检验时间"))

    def __init__(self, *args: object, modes: Iterable[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mode"].choices = list(modes)  # type: ignore[attr-defined]


class FilesForm(Form):
    """Files that a sheet rests on."""

    files = EvidenceField(label=gettext_lazy("照片或文件"), several=True)  # type: ignore[assignment] # Of the form.


class ReleaseForm(VersionedForm):
    """What of the evidence the client may see."""

    evidence = forms.TypedMultipleChoiceField(
        label=gettext_lazy("一并公开的证据"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("没有勾选的，企业看不到。公开后不能收回。"),
    )

    def __init__(self, *args: object, ties: Iterable[tuple[int, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["evidence"].choices = list(ties)  # type: ignore[attr-defined]


@dataclass(slots=True)
class Draft:
    """The rows as somebody is writing them, whatever they lack. `focus` is the control to go on with."""

    rows: list[dict[str, str]] = field(default_factory=list)
    focus: str = ""

    def change(self, asked: str) -> None:
        """Do what a button asks for: `row-add`, `row-copy:1`, `row-remove:1`; what is not there is left."""
        name, _colon, place = asked.partition(":")
        index = whole(place)
        if name == "row-add" and len(self.rows) < ROW_LIMIT:
            self._insert(len(self.rows), {"bound": Bound.EQUAL.value})
        elif index is None or index >= len(self.rows):
            return
        elif name == "row-copy" and len(self.rows) < ROW_LIMIT:
            found = {"observed", "repeats", "verdict", "note"}
            self._insert(index + 1, {key: text for key, text in self.rows[index].items() if key not in found})
        elif name == "row-remove":
            del self.rows[index]
            self.focus = f"r{max(index - 1, 0)}-contact" if self.rows else ""

    def begin(self, rows: Iterable[Mapping[str, str]]) -> None:
        """Add beginnings of rows, as many as there is room for."""
        self.rows.extend(dict(each) for each in list(rows)[: ROW_LIMIT - len(self.rows)])

    def tidy(self) -> None:
        """Leave out rows that nobody wrote anything in, so that places in what is refused are those on the page."""
        self.rows = [row for row in self.rows if any(row.get(name, "").strip() for name in _WRITTEN)]

    def plain(self) -> list[Plain]:
        """As core reads them."""
        return [_plain(row) for row in self.rows]

    def _insert(self, index: int, row: dict[str, str]) -> None:
        self.rows.insert(index, row)
        self.focus = f"r{index}-contact" if not row.get("contact") else f"r{index}-name"


@dataclass(frozen=True, slots=True)
class Control:
    """One control of a row; `choices` for one that is chosen."""

    key: str
    name: str
    label: str
    value: str
    faults: tuple[str, ...]
    choices: tuple[tuple[str, str], ...]
    lines: int
    is_focus: bool


@dataclass(frozen=True, slots=True)
class RowControls:
    """A row with its controls, in the order of LABELS."""

    index: int
    number: int
    controls: list[Control]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong, and the control where it is put right; empty for the rows as a whole."""

    place: str
    where: str
    sentence: str


def draft_of(rows: Iterable[CharacteristicRow]) -> Draft:
    """What is kept, for the controls; a sheet without rows has one to begin with."""
    kept = [_row(each) for each in rows]
    return Draft(kept or [{"bound": Bound.EQUAL.value}])


def read_draft(sent: QueryDict) -> Draft:
    """What was sent, as it was typed; one row more than there may be is kept, for the rule to refuse."""
    count = min(whole(sent.get("rows", "")) or 0, ROW_LIMIT + 1)
    return Draft([{name: sent.get(f"r{index}-{name}", "") for name in LABELS} for index in range(count)])


def faults_of(found: Iterable[Problem]) -> list[Fault]:
    """What was refused about the rows, with where."""
    return [_fault(each) for each in found if each.path.startswith("rows")]


def controls_of(draft: Draft, faults: Iterable[Fault] = ()) -> list[RowControls]:
    """The controls of a draft."""
    beside: dict[str, list[str]] = {}
    for each in faults:
        beside.setdefault(each.place, []).append(each.sentence)
    choices = {"kind": _kinds(), "bound": _bounds(), "verdict": _verdicts()}
    return [
        RowControls(
            index,
            index + 1,
            [
                Control(
                    key,
                    f"r{index}-{key}",
                    str(label),
                    row.get(key, ""),
                    tuple(beside.get(f"r{index}-{key}", ())),
                    choices.get(key, ()),
                    _LINES.get(key, 1),
                    f"r{index}-{key}" == draft.focus,
                )
                for key, label in LABELS.items()
            ],
        )
        for index, row in enumerate(draft.rows)
    ]


def _fault(each: Problem) -> Fault:
    sentence, found = each.message(wording_language()), _PATH.match(each.path)
    if found is None:
        return Fault("", _("特性"), sentence)
    index, name = int(found[1]), found[2] or dict(each.values).get("key", "contact")
    where = _("第 %(number)s 行") % {"number": index + 1}
    label = LABELS.get(str(name), "")
    return Fault(f"r{index}-{name}", f"{where} {label}".strip(), sentence)


def _plain(row: Mapping[str, str]) -> Plain:
    given: dict[str, Plain] = {
        name: row.get(name, "") for name in LABELS if name not in ("repeats", "verdict")
    }
    given["bound"] = row.get("bound") or Bound.EQUAL.value
    given["repeats"] = [each for each in _APART.split(row.get("repeats", "")) if each]
    given["verdict"] = row.get("verdict") or None
    if not given["kind"]:
        del given["kind"]
    return given


def _row(row: CharacteristicRow) -> dict[str, str]:
    kept = {name: str(getattr(row, name) or "") for name in LABELS}
    return {**kept, "repeats": " ".join(row.repeats)}


def _kinds() -> tuple[tuple[str, str], ...]:
    return (("", _("请选择")), *((each.value, begun(word(each))) for each in CharacteristicKind))


def _bounds() -> tuple[tuple[str, str], ...]:
    return tuple((each.value, f"{_SIGNS[each]} {word(each)}") for each in Bound)


def _verdicts() -> tuple[tuple[str, str], ...]:
    return (
        ("", _("按测量值，或未判定")),
        *((each.value, begun(word(each))) for each in CharacteristicVerdict),
    )


_WRITTEN = frozenset(LABELS) - _CHOSEN
