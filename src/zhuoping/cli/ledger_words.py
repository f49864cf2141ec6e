# SPDX-License-Identifier: Apache-2.0
"""The words `zhuoping ledger …`; what they do is in cli/ledger.py, which is loaded when one is used."""

from pathlib import Path
from typing import Annotated

import typer

from zhuoping.cli.options import Force, Language

app = typer.Typer(help="防篡改日志 / the ledger", no_args_is_help=True)


@app.command("verify")
def verify(
    file: Annotated[Path, typer.Argument(help="导出的日志 / an export: .jsonl")],
    key: Annotated[list[Path], typer.Option("--key", help="机构的公钥，可多次 / public key, may repeat")],
    checkpoint: Annotated[
        list[Path] | None,
        typer.Option("--checkpoint", help="以前留存的校验点 / checkpoints kept from earlier"),
    ] = None,
    language: Language = "zh",
) -> None:
    """验证导出的日志未被改动 / verify that an export is unaltered."""
    from zhuoping.cli import ledger

    ledger.verify_export(file, key, checkpoint or [], language)


@app.command("export")
def export(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="输出文件 / file to write: .jsonl")
    ] = None,
    language: Language = "zh",
    force: Force = False,
) -> None:
    """导出数据库里的日志 / export the ledger of this installation."""
    from zhuoping.cli import ledger

    ledger.export_stored(output, language, force=force)


@app.command("checkpoint")
def checkpoint(language: Language = "zh") -> None:
    """签署校验点 / sign a checkpoint and print it."""
    from zhuoping.cli import ledger

    ledger.sign_checkpoint(language)


@app.command("public-key")
def public_key(language: Language = "zh") -> None:
    """输出验证用的公钥 / print the public key."""
    from zhuoping.cli import ledger

    ledger.print_public_key(language)
