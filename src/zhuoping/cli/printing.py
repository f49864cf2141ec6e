# SPDX-License-Identifier: Apache-2.0
"""How answers look in a terminal: plain lines in a pipe, colours where a person looks, one JSON object for machines."""

import json
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typer
from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from zhuoping.cli import streams
from zhuoping.cli.sources import Faulty, NotAFile
from zhuoping.core.problems import Problem, Refused, problem
from zhuoping.core.wording import terminal
from zhuoping.outputs.scorecard_json import Json, refused_json

EXIT_REFUSED = 1
PIPE_WIDTH = 100
# Nobody reads on from here; a file that is wholly of another kind has a problem in every line.
MOST_PRINTED = 500
# Longer than any message of ours; what a file repeats into one has no end.
LONGEST_LINE = 1_000

# Marks that turn the direction of what follows would turn our own words too.
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BLANK = re.compile("[\t\u2028\u2029]")
# What nobody sees, direction marks included: a ref that holds one looks like another ref.
_UNSEEN = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_FILE_ERRORS = {
    NotAFile: "file-is-special",
    FileNotFoundError: "file-not-found",
    IsADirectoryError: "file-is-folder",
    NotADirectoryError: "file-is-no-folder",
    FileExistsError: "file-is-no-folder",
    PermissionError: "file-not-permitted",
}


class _Terminal(Console):
    """A console that shows texts as they are: no markup in them, no escape sequences, no turned lines."""

    def render_str(self, text: str, **options: Any) -> Text:  # noqa: ANN401 - the options are rich's own.
        """Every plain text in a line or table passes here."""
        return super().render_str(clean(text), **options)

    def on_broken_pipe(self) -> None:
        """Whoever read our output has gone."""
        raise typer.Exit(streams.failed(BrokenPipeError()))


def console(*, error: bool = False) -> Console:
    """A console as wide as the terminal; a pipe gets 100 columns, so that tables do not change with the shell."""
    made = _Terminal(stderr=error, highlight=False, markup=False, emoji=False)
    if not made.is_terminal:
        made.width = PIPE_WIDTH
    return made


def table(*heads: str, expand: bool = False) -> Table:
    """An empty table with heads; a Chinese sentence without blanks goes on in the next line."""
    made = Table(*heads, box=box.SIMPLE_HEAD, expand=expand, pad_edge=False, header_style="dim")
    for column in made.columns:
        column.overflow = "fold"
    return made


def listed(columns: int) -> Table:
    """An empty table of so many columns, without heads or rules."""
    made = Table(box=None, show_header=False, padding=(0, 1, 0, 1))
    for _ in range(columns):
        made.add_column(overflow="fold")
    return made


def clean(text: str) -> str:
    """A text that somebody else wrote, without what would steer the terminal instead of being read."""
    text = _BLANK.sub(" ", _DIRECTION.sub("", text))
    return "".join("�" if unicodedata.category(each) == "Cc" and each != "\n" else each for each in text)


def one_line(text: str) -> str:
    """The same on one line: a text with line breaks could pass for further lines of ours."""
    return clean(text).replace("\n", " ")


def print_json(value: dict[str, Json]) -> None:
    """One JSON object on standard output, in UTF-8 whatever the terminal has, readable by a person too."""
    streams.write(json_bytes(value))


def json_bytes(value: dict[str, Json]) -> bytes:
    """The object as text that ends with a line end; what a terminal would obey or not show is escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    text = _UNSEEN.sub(lambda found: json.dumps(found[0])[1:-1], text)
    # Half a character, as a file name may hold, becomes the escape that JSON has for it.
    return f"{text}\n".encode(errors="backslashreplace")


@contextmanager
def answering(language: str, *, as_json: bool = False) -> Iterator[None]:
    """Turn refusals and file errors inside the block into an answer and an exit code, never a traceback."""
    try:
        yield
    except Faulty as faulty:
        if as_json:
            print_json(refused_json(faulty.problems, language))
        else:
            _refuse(faulty, language)
        raise typer.Exit(EXIT_REFUSED) from None
    except Refused as refused:
        if as_json:
            print_json(refused_json(refused.problems, language))
        else:
            _refuse(Faulty(refused.problems, Path(), lambda found: found.path), language)
        raise typer.Exit(EXIT_REFUSED) from None
    except OSError as error:
        fault = file_problem(error)
        if as_json:
            print_json(refused_json([fault], language))
        else:
            _say(console(error=True), fault.message(language), "red")
        raise typer.Exit(streams.EXIT_FILE) from None


def file_problem(error: OSError) -> Problem:
    """What is wrong with a file or folder, as a problem."""
    code = _FILE_ERRORS.get(type(error), "file-failed")
    name = "-" if error.filename is None else error.filename
    return problem("", code, name=name, why=error.strerror or error)


def _refuse(faulty: Faulty, language: str) -> None:
    """Every problem; one in a workbook stands in a cell, and the path that a file has for it says nothing there."""
    problems, name = faulty.problems, faulty.path.name
    out = console(error=True)
    if name:
        key = "one_problem" if len(problems) == 1 else "problems"
        _say(out, terminal.text(key, language, name=name, count=len(problems)), "bold red")
    for each in problems[:MOST_PRINTED]:
        path = "" if faulty.in_cells else each.path
        out.print(_place(faulty.where(each) or name, path, each.code), soft_wrap=True)
        _say(out, each.message(language, in_cells=faulty.in_cells), indent=4)
    if len(problems) > MOST_PRINTED:
        _say(out, terminal.text("more_problems", language, count=len(problems) - MOST_PRINTED))


def _place(place: str, path: str, code: str) -> Text:
    """Where a problem stands, as its reader counts and as programs do, and its code."""
    place, path = _told(place), _told(path)
    line = Text("  ")
    if place:
        line.append(f"{place}  ", style="bold")
    if path and path not in place and not path.startswith("line "):
        line.append(f"{path}  ", style="cyan")
    return line.append(f"[{code}]", style="dim")


def _say(out: Console, message: str, style: str = "", indent: int = 0) -> None:
    """A message in the width of a terminal; in a pipe it is one line, so that it can be searched for."""
    message = _told(message)
    if out.is_terminal:
        out.print(Padding(Text(message, style), (0, 0, 0, indent)))
    else:
        out.print(" " * indent + message, style=style, soft_wrap=True)


def _told(text: str) -> str:
    """What a refusal repeats of a strange file: one line of bounded length, with what cannot be seen named."""
    seen = _UNSEEN.sub(lambda found: f"〔U+{ord(found[0]):04X}〕", text[: LONGEST_LINE + 1])
    line = one_line(seen)
    return line if len(line) <= LONGEST_LINE else line[: LONGEST_LINE - 1] + "…"
