# SPDX-License-Identifier: Apache-2.0
"""The words of the command line. Each translates files to core values, calls one thing, and prints the answer.

Exit codes: 0 done (an incomplete or uncertifiable result is an answer too), 1 refused (every problem is listed),
2 the command line itself is wrong, 3 a file cannot be read or written, 130 interrupted, 141 nobody reads the output.
Words are described in docs/domain/command-line.md. The modules behind them are loaded when their word is used.
"""

import signal
import sys
import threading
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import TyperException

from zhuoping import __version__
from zhuoping.cli import ledger_words, running_words, streams
from zhuoping.cli.options import Force, Json, Language, OutputFile, OutputFolder, Overlay, SchemeFile

EXIT_INTERRUPTED = 130
DEVELOPERS = "开发 / for developers"
# What the library's exceptions mean; it says the rest in English.
_USAGE = {
    "MissingParameter": "缺少必填的参数 / something is missing",
    "NoSuchOption": "没有这个选项 / no such option",
    "BadParameter": "参数值不能用 / a value cannot be used",
}
_USAGE_OTHER = "命令写得不对 / the command line is wrong"

app = typer.Typer(
    name="zhuoping",
    help="卓评：售后服务体系完善程度认证 / certification of after-sales service",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
scheme_app = typer.Typer(help="方案版本 / editions of schemes", no_args_is_help=True)
workbook_app = typer.Typer(help="评分工作簿 / scoring workbook", no_args_is_help=True)
case_app = typer.Typer(help="案例文件 / case files", no_args_is_help=True)
sample_app = typer.Typer(help="网点抽样 / samples of outlets", no_args_is_help=True)
report_app = typer.Typer(help="报告模板 / report template", no_args_is_help=True)
app.add_typer(scheme_app, name="scheme")
app.add_typer(workbook_app, name="workbook")
app.add_typer(case_app, name="case")
app.add_typer(report_app, name="report")
app.add_typer(ledger_words.app, name="ledger")
app.add_typer(sample_app, name="sample")
app.add_typer(running_words.app)  # Its words stand beside ours.


@app.command()
def evaluate(
    case: Annotated[Path, typer.Argument(help="案例 / case: .yaml, .json, .xlsx")],
    output: OutputFolder,
    language: Language = "zh",
    as_json: Json = False,
    scheme_file: SchemeFile = None,
    overlay: Overlay = None,
    template: Annotated[
        Path | None, typer.Option("--template", help="自己的 Word 模板 / own template")
    ] = None,
) -> None:
    """评价案例并写报告 / evaluate a case and write its reports."""
    from zhuoping.cli import evaluating

    choice = evaluating.Choice(language, scheme_file, overlay)
    evaluating.evaluate(case, output, choice, template, as_json=as_json)


@app.command()
def score(
    awards: Annotated[Path, typer.Argument(help="评分文件 / score file: .yaml, .json")],
    language: Language = "zh",
    as_json: Json = False,
    scheme_file: SchemeFile = None,
    overlay: Overlay = None,
) -> None:
    """只计分 / score only."""
    from zhuoping.cli import evaluating

    evaluating.score(awards, evaluating.Choice(language, scheme_file, overlay), as_json=as_json)


@scheme_app.command("check")
def scheme_check(
    file: Annotated[Path, typer.Argument(help="版本文件 / an edition's file")], language: Language = "zh"
) -> None:
    """检查版本文件，列出全部问题 / check an edition's file."""
    from zhuoping.cli import editions

    editions.check(file, language)


@scheme_app.command("list")
def scheme_list(language: Language = "zh") -> None:
    """列出随附的版本 / list the shipped editions."""
    from zhuoping.cli import editions

    editions.listing(language)


@scheme_app.command("show")
def scheme_show(
    scheme: Annotated[str, typer.Argument(help="方案 / scheme")] = "after-sales-completeness",
    edition: Annotated[str, typer.Argument(help="版本 / edition")] = "2025",
    language: Language = "zh",
    overlay: Overlay = None,
) -> None:
    """显示一个版本的全部内容 / show an edition."""
    from zhuoping.cli import editions

    editions.show(scheme, edition, language, overlay)


@workbook_app.command("new")
def workbook_new(
    output: OutputFile,
    case: Annotated[Path | None, typer.Option("--case", help="从案例填入 / fill from a case file")] = None,
    language: Language = "zh",
    scheme_file: SchemeFile = None,
    overlay: Overlay = None,
    force: Force = False,
) -> None:
    """生成评分工作簿 / make a scoring workbook."""
    from zhuoping.cli import evaluating, filling

    filling.new_workbook(output, case, evaluating.Choice(language, scheme_file, overlay), force=force)


@case_app.command("convert")
def case_convert(
    source: Annotated[Path, typer.Argument(help="案例 / case: .yaml, .json, .xlsx")],
    output: OutputFile,
    language: Language = "zh",
    scheme_file: SchemeFile = None,
    force: Force = False,
) -> None:
    """案例文件与工作簿互转 / case file to workbook or back."""
    from zhuoping.cli import evaluating, filling

    filling.convert(source, output, evaluating.Choice(language, scheme_file), force=force)


@case_app.command("schema")
def case_schema() -> None:
    """输出案例文件的 JSON Schema / print the JSON Schema."""
    from zhuoping.cli import filling

    filling.print_schema()


@sample_app.command("draw")
def sample_draw(
    frame: Annotated[Path, typer.Argument(help="网点名单 / list of outlets: .csv, .xlsx, .yaml, .json")],
    seed: Annotated[str, typer.Option("--seed", help="随机起点 / the text that chance comes from")],
    type_: Annotated[
        str,
        typer.Option(
            "--type",
            metavar="TYPE",
            help="审查类型 / initial, surveillance, recertification, special",
        ),
    ] = "initial",
    size: Annotated[int | None, typer.Option("--size", min=0, help="抽样数 / how many outlets")] = None,
    unsuitable: Annotated[
        bool, typer.Option("--unsuitable", help="不宜抽样 / sampling does not suit")
    ] = False,
    reason: Annotated[str, typer.Option("--reason", help="理由 / why so many, or unsuitable")] = "",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="样本文件 / sample to write: .json")
    ] = None,
    language: Language = "zh",
    scheme_file: SchemeFile = None,
    force: Force = False,
) -> None:
    """抽取网点样本 / draw a sample of outlets."""
    from zhuoping.cli import evaluating, sampling

    asked = sampling.Asked(type_, seed, size, not unsuitable, reason)
    sampling.draw(frame, asked, output, evaluating.Choice(language, scheme_file), force=force)


@sample_app.command("verify")
def sample_verify(
    sample: Annotated[Path, typer.Argument(help="样本文件 / sample: .json")],
    frame: Annotated[Path, typer.Argument(help="当时的网点名单 / the list of that time")],
    language: Language = "zh",
    scheme_file: SchemeFile = None,
) -> None:
    """重新抽取以核对样本 / draw a sample again to verify it."""
    from zhuoping.cli import evaluating, sampling

    sampling.verify(sample, frame, evaluating.Choice(language, scheme_file))


@report_app.command("template")
def report_template(output: OutputFile, language: Language = "zh", force: Force = False) -> None:
    """导出 Word 模板供修改 / write the Word template."""
    from zhuoping.cli import filling

    filling.new_template(output, language, force=force)


@app.command()
def samples(
    output: OutputFolder = Path("sample-reports"),
    language: Language = "zh",
    no_open: Annotated[bool, typer.Option("--no-open", help="不打开报告 / do not open the reports")] = False,
) -> None:
    """评价两个样例 / evaluate two sample cases."""
    from zhuoping.cli import sample_cases

    sample_cases.show(output, language, show=not no_open)


@app.command(
    rich_help_panel=DEVELOPERS, context_settings={"allow_extra_args": True, "ignore_unknown_options": True}
)
def test(context: typer.Context) -> None:
    """运行测试 / run the tests."""
    from zhuoping.cli import development

    raise typer.Exit(development.run_tests(context.args))


@app.command(rich_help_panel=DEVELOPERS)
def check() -> None:
    """检查源码 / check the source."""
    from zhuoping.cli import development

    raise typer.Exit(development.run_checks())


@app.command(rich_help_panel=DEVELOPERS)
def bench(
    everything: Annotated[
        bool,
        typer.Option("--all", help="连同安装和全部测试，约十分钟 / set-up and all tests too, ten minutes"),
    ] = False,
    web: Annotated[
        bool,
        typer.Option("--web", help="网站，两种数据库 / the web product on both databases"),
    ] = False,
) -> None:
    """测速 / measure speed."""
    from zhuoping.cli import development

    raise typer.Exit(development.run_bench(everything=everything, web=web))


@app.command()
def version() -> None:
    """版本号 / version."""
    streams.write(f"{__version__}\n".encode())


def main(arguments: list[str] | None = None) -> None:
    """Run the command line, by default the one that the program was started with; exits with its code."""
    streams.prepare()
    _heed_signals()
    code = _run(arguments)
    try:
        sys.stdout.flush()
    except OSError as error:
        # Whether a text that could not be written is tried again here differs from one Python to the next.
        code = streams.failed(error, told=code == streams.EXIT_FILE)
    sys.exit(code)


def _heed_signals() -> None:
    """Let a request to end, or a closed terminal, interrupt as Ctrl-C does: what was half written is cleared away."""
    if threading.current_thread() is not threading.main_thread():
        return
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(
            signal, name, None
        )  # Not every system has both; who ignores one (nohup) goes on doing so.
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)


def _run(arguments: list[str] | None) -> int:
    """The exit code of the word that was asked for."""
    try:
        # Without its own mode the library answers by codes and exceptions, and prints none of them.
        code = app(arguments, prog_name="zhuoping", standalone_mode=False)
    except TyperException as error:
        return _wrong_usage(error)
    except KeyboardInterrupt:
        code = EXIT_INTERRUPTED
    if code == EXIT_INTERRUPTED:
        print("\n已中断。 / Interrupted.", file=sys.stderr)
    return code if isinstance(code, int) else 0


def _wrong_usage(error: TyperException) -> int:
    """Say what in the command line is wrong, and where to read on; without a message, help was printed already."""
    message = error.format_message()
    if message:
        context = getattr(error, "ctx", None)
        path = context.command_path if context else "zhuoping"
        print(f"{_USAGE.get(type(error).__name__, _USAGE_OTHER)}: {message}", file=sys.stderr)
        print(f"用法见 / see: {path} --help", file=sys.stderr)
    return error.exit_code
