# SPDX-License-Identifier: Apache-2.0
"""The words that run the web product: `demo`, `serve`, `worker`, `migrate`, `administrator`."""

from pathlib import Path
from typing import Annotated

import typer

from zhuoping.cli.options import Language

PANEL = "运行网站 / the web product"

app = typer.Typer()


@app.command(rich_help_panel=PANEL)
def demo(
    folder: Annotated[Path | None, typer.Option("--folder", help="数据文件夹 / folder of its data")] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="从头开始 / begin anew")] = False,
    stage: Annotated[
        str, typer.Option("--stage", metavar="STAGE", help="加一个项目 / add one at a stage")
    ] = "",
    codes: Annotated[
        bool, typer.Option("--codes", help="只显示账号和验证码 / only show the sign-ins")
    ] = False,
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="端口 / port")] = 8000,
    language: Language = "zh",
    no_open: Annotated[bool, typer.Option("--no-open", help="不打开浏览器 / open no browser")] = False,
) -> None:
    """演示网站，数据在各个阶段 / the web product with demo data."""
    from zhuoping.cli import demonstration

    if codes:
        demonstration.show_people(language)
    elif stage:
        demonstration.add(folder, stage, language)
    else:
        demonstration.demo(folder, port, language, fresh=fresh, show=not no_open)


@app.command(rich_help_panel=PANEL)
def serve(
    address: Annotated[str, typer.Option("--address", help="地址 / address to listen on")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="端口 / port")] = 8000,
    processes: Annotated[
        int, typer.Option("--processes", min=1, max=64, help="进程数 / processes that answer")
    ] = 2,
    threads: Annotated[
        int, typer.Option("--threads", min=1, max=128, help="每个进程的线程数 / threads in each")
    ] = 4,
) -> None:
    """运行网站和后台作业 / run the web server and the worker."""
    from zhuoping.cli import serving

    serving.serve(address, port, processes, threads)


@app.command(rich_help_panel=PANEL)
def worker(
    again: Annotated[bool, typer.Option("--again", help="重做已放弃的作业 / do given-up jobs again")] = False,
) -> None:
    """只运行后台作业 / run the worker alone."""
    from zhuoping.cli import serving

    if again:
        serving.try_again()
    else:
        serving.work()


@app.command(rich_help_panel=PANEL)
def migrate() -> None:
    """更新数据库结构 / bring the database to this version."""
    from zhuoping.cli import serving

    serving.migrate()


@app.command(rich_help_panel=PANEL)
def administrator(
    email: Annotated[str, typer.Argument(help="邮箱 / mail address")],
    name: Annotated[str, typer.Argument(help="姓名 / name")],
    language: Language = "zh",
) -> None:
    """任命首位管理员 / appoint the first administrator."""
    from zhuoping.cli import serving

    serving.administrator(email, name, language)
