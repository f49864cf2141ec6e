# SPDX-License-Identifier: Apache-2.0
"""Reads the shipped editions by name, in the words of a language."""

import re
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from zhuoping.core import plain
from zhuoping.core.overlay import apply_overlay
from zhuoping.core.problems import Refused, problem
from zhuoping.core.scheme import Scheme
from zhuoping.core.scheme_file import read_scheme

BASE_LANGUAGE = "zh"
_EDITION = re.compile(r"(?P<edition>[^.]+)\.yaml")


def editions() -> tuple[tuple[str, str], ...]:
    """The shipped editions as (scheme, edition), sorted."""
    found = []
    for folder in resources.files("zhuoping.schemes").iterdir():
        if folder.is_dir():
            names = [_EDITION.fullmatch(each.name) for each in folder.iterdir()]
            found += [
                (folder.name, name["edition"]) for name in names if name and (folder / "SOURCES.md").is_file()
            ]
    return tuple(sorted(found))


@cache
def load(scheme: str, edition: str, language: str = BASE_LANGUAGE) -> Scheme:
    """A shipped edition in `language`.

    Raises Refused: edition-unknown, language-unknown.
    """
    if (scheme, edition) not in editions():
        known = "、".join(f"{name} {year}" for name, year in editions())
        raise Refused([problem("edition", "edition-unknown", scheme=scheme, edition=edition, known=known)])
    folder = resources.files("zhuoping.schemes") / scheme
    base = read_scheme(plain.read((folder / f"{edition}.yaml").read_bytes()).value)
    if language == base.language:
        return base
    return apply_overlay(base, plain.read(_words(folder, edition, base.language, language)).value)


def content(scheme: str, name: str) -> bytes:
    """The bytes of a shipped file: an edition (`2025`) or its words in a language (`2025.en`)."""
    return (resources.files("zhuoping.schemes") / scheme / f"{name}.yaml").read_bytes()


def _words(folder: Traversable, edition: str, base: str, language: str) -> bytes:
    words = folder / f"{edition}.{language}.yaml"
    if not words.is_file():
        prefix = f"{edition}."
        names = [each.name.removeprefix(prefix).removesuffix(".yaml") for each in folder.iterdir()]
        known = "、".join([base, *sorted(name for name in names if name.isalpha() and name != "yaml")])
        raise Refused([problem("language", "language-unknown", language=language, known=known)])
    return words.read_bytes()
