# SPDX-License-Identifier: Apache-2.0
"""Options that several words have, each with the same name and meaning everywhere."""

from pathlib import Path
from typing import Annotated

import typer

LANGUAGES = ("zh", "en")


def _known_language(given: str) -> str:
    if given not in LANGUAGES:
        known = "zh, en"
        raise typer.BadParameter(f"没有语言“{given}”，可用 {known} / no such language, use {known}")
    return given


Language = Annotated[
    str,
    typer.Option(
        "--language",
        "-l",
        metavar="zh|en",
        envvar="ZHUOPING_LANGUAGE",
        callback=_known_language,
        help="文字语言 / language of texts",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="只输出 JSON / print JSON only")]
Force = Annotated[bool, typer.Option("--force", help="覆盖已有文件 / replace the file")]
SchemeFile = Annotated[Path | None, typer.Option("--scheme-file", help="自己的版本文件 / your own edition")]
Overlay = Annotated[
    Path | None,
    typer.Option("--overlay", envvar="ZHUOPING_OVERLAY", help="官方文本文件 / official wording"),
]
OutputFolder = Annotated[Path, typer.Option("--output", "-o", help="输出文件夹 / folder to write")]
OutputFile = Annotated[Path, typer.Option("--output", "-o", help="输出文件 / file to write")]
