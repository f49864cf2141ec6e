# SPDX-License-Identifier: Apache-2.0
"""English for what pages say. Chinese is written in the source; each door keeps its English beside it.

`python -m tools.translations update` adds new sentences to the door's django.po, empty, and takes out those that
nothing says any more; `check` names every sentence without English. A door may have further files beside django.po
(one an idea); what stands in them counts, and update leaves them alone but for sentences that are gone.
"""

import ast
import re
import sys
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

import polib

from tools import assets, environment

# Function → which arguments are the sentence: context, one, many.
_PLAIN = {"gettext", "gettext_lazy", "gettext_noop", "_"}
_PLURAL = {"ngettext", "ngettext_lazy"}
_CONTEXT = {"pgettext", "pgettext_lazy"}
_CONTEXT_PLURAL = {"npgettext", "npgettext_lazy"}
_TEXT = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_CALL = re.compile(rf"\b(?:n?p?gettext|_)\((?:{_TEXT}|[\w.|:]+)(?:, ?(?:{_TEXT}|[\w.|:]+))*\)")
_CHINESE = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, order=True)
class Sentence:
    """One sentence as written in the source."""

    text: str
    context: str = ""
    plural: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What gettext finds it by."""
        return self.context, self.text


def doors() -> list[Path]:
    """The packages of pages, each with its own catalogue."""
    return sorted(path.parent for path in assets.WEB.glob("*/__init__.py"))


def catalogue(door: Path) -> Path:
    """The main catalogue of a door."""
    return door / "locale" / "en" / "LC_MESSAGES" / "django.po"


def sentences(door: Path) -> dict[Sentence, list[str]]:
    """Every sentence that the door says, with the files that say it."""
    found: dict[Sentence, list[str]] = {}
    for path in sorted(door.rglob("*")):
        if path.suffix not in {".py", ".html", ".txt"}:
            continue
        text = path.read_text("utf-8")
        if path.suffix != ".py":
            text = _as_python(text, path)
        place = path.relative_to(environment.ROOT).as_posix()
        for sentence in _in_python(text):
            places = found.setdefault(sentence, [])
            if place not in places:
                places.append(place)
    return found


def _as_python(text: str, path: Path) -> str:
    """A template as the Python that Django's own extraction makes of it."""
    from django.conf import settings  # noqa: PLC0415 - only here.
    from django.utils.translation.template import templatize  # noqa: PLC0415 - as above.

    if not settings.configured:
        settings.configure()
    made = templatize(text, origin=str(path))
    # What is no sentence was crossed out with letters; the calls stand between, one after the other.
    return "\n".join(_CALL.findall(made))


def _in_python(text: str) -> Iterator[Sentence]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            said = [
                part.value
                for part in node.args
                if isinstance(part, ast.Constant) and isinstance(part.value, str)
            ]
            if name in _PLAIN and said:
                yield Sentence(said[0])
            elif name in _PLURAL and len(said) > 1:
                yield Sentence(said[0], plural=said[1])
            elif name in _CONTEXT and len(said) > 1:
                yield Sentence(said[1], context=said[0])
            elif name in _CONTEXT_PLURAL and len(said) > 2:  # noqa: PLR2004 - context, one, many.
                yield Sentence(said[1], context=said[0], plural=said[2])


def files(door: Path) -> dict[Path, polib.POFile]:
    """All catalogues of a door, its main one first, made when it is missing."""
    main = catalogue(door)
    others = sorted(path for path in main.parent.glob("*.po") if path != main)
    return {main: _read(main), **{path: _read(path) for path in others}}


def _read(path: Path) -> polib.POFile:
    if path.exists():
        return polib.pofile(str(path), wrapwidth=0)
    made = polib.POFile(wrapwidth=0)
    made.metadata = {
        "Language": "en",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": assets.PLURALS,
    }
    return made


def update(door: Path) -> None:
    """Bring the catalogues of a door up to what it says now; English that is there stays."""
    wanted = {sentence.key: sentence for sentence in sentences(door) if needs_english(sentence)}
    main = catalogue(door)
    elsewhere: set[tuple[str, str]] = set()
    for path, held in files(door).items():
        if path != main:
            if _drop(held, wanted.keys()):
                held.save(str(path))
            elsewhere |= {_key(entry) for entry in held}
    held = files(door)[main]
    _drop(held, wanted.keys() - elsewhere)
    here = {_key(entry) for entry in held}
    for key, sentence in wanted.items():
        if key not in elsewhere | here:
            held.append(_entry(sentence))
    held.sort(key=_key)
    main.parent.mkdir(parents=True, exist_ok=True)
    held.save(str(main))


def _drop(held: polib.POFile, wanted: AbstractSet[tuple[str, str]]) -> bool:
    """Take out what nobody says, and tell whether there was any."""
    gone = [entry for entry in held if _key(entry) not in wanted]
    for entry in gone:
        held.remove(entry)
    return bool(gone)


def needs_english(sentence: Sentence) -> bool:
    """Whether this is ours to translate: Chinese; English ones are other packages', and come with their own."""
    return _CHINESE.search(sentence.text) is not None


def _entry(sentence: Sentence) -> polib.POEntry:
    entry = polib.POEntry(msgid=sentence.text, msgctxt=sentence.context or None)
    if sentence.plural:
        entry.msgid_plural = sentence.plural
        entry.msgstr_plural = {0: "", 1: ""}
    return entry


def _key(entry: polib.POEntry) -> tuple[str, str]:
    return entry.msgctxt or "", entry.msgid


def faults() -> Iterator[str]:
    """What is wrong with the English: a sentence without it, one that is unsure, two that differ, a lost value.

    All doors share one catalogue when the program runs, so a sentence has one English; where it needs two, its
    source says so with a context (pgettext).
    """
    english: dict[tuple[str, str], tuple[str, str]] = {}
    for door in doors():
        for path, held in files(door).items():
            place = path.relative_to(environment.ROOT).as_posix()
            for entry in held:
                yield from _entry_faults(place, entry, english)
    for door in doors():
        for sentence, places in sentences(door).items():
            if needs_english(sentence) and sentence.key not in english:
                yield f"{places[0]}: “{sentence.text}” has no English"


def _entry_faults(
    place: str, entry: polib.POEntry, english: dict[tuple[str, str], tuple[str, str]]
) -> Iterator[str]:
    if entry.fuzzy:
        yield f"{place}: “{entry.msgid}” is marked fuzzy"
    if not entry.translated():
        return
    written = " | ".join(entry.msgstr_plural.values()) if entry.msgid_plural else entry.msgstr
    first, other = english.setdefault(_key(entry), (place, written))
    if other != written:
        yield f"{place}: “{entry.msgid}” is “{written}” here and “{other}” in {first}: give it a context"
    for text in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
        yield from _lost_names(place, entry.msgid, text)


def _lost_names(place: str, chinese: str, english: str) -> Iterator[str]:
    """`%(name)s` has to stand in both languages."""
    named = re.compile(r"%\((\w+)\)s")
    if set(named.findall(chinese)) != set(named.findall(english)):
        yield f"{place}: “{chinese}” and its English fill in different values"


def main(words: list[str]) -> int:
    """`update` or `check`; exit code 1 when the check finds anything."""
    if words not in (["update"], ["check"]):
        print("python -m tools.translations update | check", file=sys.stderr)
        return 2
    if words == ["update"]:
        for door in doors():
            update(door)
    found = list(faults())
    print("\n".join(found) or "translations: every sentence has its English")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
