# SPDX-License-Identifier: Apache-2.0
"""Makes the virtual environment and fills it from a lock, with progress and one clear line when it fails."""

import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import IO

from tools import environment

if sys.platform != "win32":
    import fcntl

# Megabytes on disk after installing, measured, with room for the downloads beside them.
NEEDED_MEGABYTES = {"runtime": 350, "dev": 700, "node": 450}
ERASE_LINE = "\r\x1b[K"

# The likely cause, found in what pip said; the first that matches wins. Disk and hash come first
# because they name their cause exactly, while a missing version has several.
CAUSES = {
    r"No space left|Errno 28": (
        "磁盘空间不足：请清理后重试，或用 ZHUOPING_VENV 换一个位置。"
        " / No disk space left: make room and try again, or choose another place with ZHUOPING_VENV."
    ),
    r"DO NOT MATCH THE HASHES": (
        "下载的软件包与锁定的校验和不符：请清理 pip 缓存后重试；若仍不符，软件源不可信。"
        " / A downloaded package does not match its locked hash: empty pip's cache and try again;"
        " if it stays so, do not trust that index."
    ),
    r"CERTIFICATE_VERIFY_FAILED|SSLError": (
        "软件源的证书无法验证：请用 PIP_CERT 指定可信证书。"
        " / The package index's certificate cannot be verified: name the trusted one with PIP_CERT."
    ),
    r"NewConnectionError|ConnectTimeout|ReadTimeout|ProxyError|Temporary failure|Max retries|"
    r"Network is unreachable|Connection (refused|reset|broken)|timed out|Errno 111|Errno -[23]\b": (
        "无法连接软件源：请检查网络或代理，或用 PIP_INDEX_URL 指定可用的镜像，然后重试。"
        " / The package index cannot be reached: check network and proxy, or name a mirror with"
        " PIP_INDEX_URL, and try again."
    ),
    r"Permission denied|Read-only file system": (
        "没有写权限：请换有权限的用户，或用 ZHUOPING_VENV 换一个位置。"
        " / No permission to write: use another user, or choose another place with ZHUOPING_VENV."
    ),
    r"No matching distribution|from versions: none": (
        "软件源没有适合本机 Python 或系统的版本：请改用 Python 3.11–3.13，或用 PIP_INDEX_URL 换一个镜像。"
        " / The index has no file for this Python or system: use Python 3.11-3.13, or another mirror"
        " with PIP_INDEX_URL."
    ),
}
UNKNOWN_CAUSE = "安装失败，原因见上方最后几行。 / Setting up failed; the last lines above say why."


class CannotSetUp(Exception):  # noqa: N818 - a refusal with its way out, not a fault of the program.
    """One clear line: what is in the way and how to mend it."""


def prepare(folder: Path, name: str) -> None:
    """Make the environment in `folder` hold the lock called `name`, one set-up at a time.

    A second one waits until the first is done, and then finds nothing left to do.
    """
    try:
        with lock_file(folder) as lock:
            take(lock)
            if not environment.is_ready(folder, name):
                make_ready(folder, name)
    except OSError as error:
        raise CannotSetUp(cause_of([str(error)]) or str(error)) from error


def take(lock: IO[str]) -> None:
    """Wait for the lock; closing the file gives it back.

    A running pip inherits it: when only the launcher is killed, nobody rebuilds under pip's hands.
    """
    if sys.platform == "win32":
        return  # Windows: two set-ups at once are up to the user.
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say("另一个安装正在进行，等待它完成 / another set-up is running, waiting for it")
        fcntl.flock(lock, fcntl.LOCK_EX)
    os.set_inheritable(lock.fileno(), True)


def make_ready(folder: Path, name: str) -> None:
    """Create the environment in `folder` if need be and install the lock called `name`.

    The state file is away while packages change, so an interrupted set-up is begun afresh.
    """
    began = time.monotonic()
    state = environment.read_state(folder)
    say(f"正在准备运行环境 / setting up: {folder}")
    refuse_a_full_disk(folder, name)
    if not environment.fits(folder, state):
        create(folder)
        state = {"python": environment.python_version(), "root": str(environment.ROOT)}
        add_sources(folder)
    add_packages(folder, name, state)
    say(f"就绪 / ready ({time.monotonic() - began:.1f} s)")


def create(folder: Path) -> None:
    """Make an empty environment, in place of a broken or outdated one."""
    if find_spec("ensurepip") is None:
        version = environment.python_version()
        raise CannotSetUp(
            f"此 Python 缺少 venv 组件：请先运行 apt install python{version}-venv（或安装完整的 Python），再重试。"
            f" / This Python lacks venv: run apt install python{version}-venv (or install a full Python), try again."
        )
    remove_old(folder)
    step = Step("建立虚拟环境 / virtual environment")
    command = [sys.executable, "-m", "venv", str(folder)]
    if run(command, step) != 0:
        raise step.fail()
    step.done()


def remove_old(folder: Path) -> None:
    """Clear the place; a folder that is no virtual environment is never touched."""
    if not folder.exists() or not any(folder.iterdir()):
        return
    if not (folder / "pyvenv.cfg").exists():
        raise CannotSetUp(
            f"{folder} 不是虚拟环境：请删除它，或用 ZHUOPING_VENV 换一个位置。"
            f" / {folder} is no virtual environment: remove it, or choose another place with ZHUOPING_VENV."
        )
    shutil.rmtree(folder)


def add_sources(folder: Path) -> None:
    """Make `import zhuoping` find the checkout: a .pth file names src."""
    pattern = "Lib/site-packages" if os.name == "nt" else "lib/python*/site-packages"
    for packages in folder.glob(pattern):
        (packages / "zhuoping-source.pth").write_text(f"{environment.ROOT / 'src'}\n", "utf-8")


def add_packages(folder: Path, name: str, state: dict[str, str]) -> None:
    """Install the lock called `name` on top of what is there."""
    lock = environment.LOCKS / f"{name}.txt"
    total = len(re.findall(r"^[^\s#-][^=\n]*==", lock.read_text("utf-8"), re.MULTILINE))
    step = Step(f"安装软件包 / packages ({name}.txt)", total)
    (folder / environment.STATE).unlink(missing_ok=True)
    code = run(pip_command(folder, lock), step)
    if code != 0 and not step.changed:
        # pip failed before it touched anything: what was installed is still whole.
        environment.write_state(folder, state)
    if code != 0:
        raise step.fail()
    step.done()
    environment.write_state(folder, environment.with_lock(state, name))


def pip_command(folder: Path, lock: Path) -> list[str]:
    """pip, strict: only what the lock names, only ready-made files, every hash checked."""
    options = ["--disable-pip-version-check", "--no-input", "--progress-bar", "off", "--retries", "2"]
    strict = ["--require-hashes", "--only-binary", ":all:"]
    return [str(environment.python_of(folder)), "-m", "pip", "install", *options, *strict, "-r", str(lock)]


def refuse_a_full_disk(folder: Path, name: str) -> None:
    """Say so before the work when the disk cannot hold it."""
    place = next(parent for parent in (folder, *folder.parents) if parent.exists())
    free = shutil.disk_usage(place).free // 1_000_000
    needed = NEEDED_MEGABYTES[name]
    if free < needed:
        raise CannotSetUp(
            f"磁盘空间不足：需要约 {needed} MB，{place} 只剩 {free} MB；请清理后重试，或用 ZHUOPING_VENV 换一个位置。"
            f" / Not enough disk space: about {needed} MB needed, {free} MB free at {place};"
            " make room and try again, or choose another place with ZHUOPING_VENV."
        )


def cause_of(lines: Iterable[str]) -> str:
    """The one clear line for what a failed tool said; empty when it is not known."""
    text = "\n".join(lines)
    return next((line for pattern, line in CAUSES.items() if re.search(pattern, text)), "")


def lock_file(folder: Path) -> IO[str]:
    """The file beside the environment that a running set-up holds."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        return folder.with_name(folder.name + ".lock").open("w")
    except OSError as error:
        raise CannotSetUp(
            f"无法写入 {folder.parent}（{error.strerror}）：请用 ZHUOPING_VENV 换一个可写的位置。"
            f" / {folder.parent} cannot be written ({error.strerror}): choose another place with ZHUOPING_VENV."
        ) from error


def say(text: str) -> None:
    """One line for the user; on the error stream, so that a program's output stays clean."""
    print(f"zhuoping: {text}", file=sys.stderr, flush=True)


class Step:
    """One line of progress: what runs, how far, for how many seconds; kept as one line on a terminal."""

    def __init__(self, title: str, total: int = 0) -> None:
        self.title = title
        self.total = total
        self.count = 0
        self.changed = False
        self.lines: deque[str] = deque(maxlen=400)
        self.began = time.monotonic()
        self.live = sys.stderr.isatty()
        if not self.live:
            print(f"  {title} …", file=sys.stderr, flush=True)

    def hear(self, line: str) -> None:
        """Take in a line of the running tool."""
        self.lines.append(line)
        if re.match(r"Collecting |Processing |Requirement already satisfied|Ignoring ", line):
            self.count += 1
        if line.startswith("Installing collected packages"):
            self.changed = True

    def show(self) -> None:
        """Draw the line anew; nothing when the output is not a terminal."""
        if self.live:
            share = f" {min(self.count, self.total)}/{self.total}" if self.total else ""
            phase = " 写入磁盘 / writing" if self.changed else share
            text = f"  {self.title}{phase} … {time.monotonic() - self.began:.0f} s"
            print(f"{ERASE_LINE}{text}", end="", file=sys.stderr, flush=True)

    def done(self) -> None:
        """The closing line of a step that succeeded."""
        self._close("完成 / done")

    def fail(self) -> CannotSetUp:
        """Close a step that failed: the one line for its cause, or the tool's last words where nobody knows it."""
        self._close("失败 / failed")
        if cause := cause_of(self.lines):
            return CannotSetUp(cause)
        for line in [line for line in self.lines if not line.startswith("WARNING: Location")][-6:]:
            print(f"    {line}", file=sys.stderr)
        return CannotSetUp(UNKNOWN_CAUSE)

    def _close(self, outcome: str) -> None:
        text = f"  {self.title}: {outcome} ({time.monotonic() - self.began:.1f} s)"
        print(f"{ERASE_LINE}{text}" if self.live else text, file=sys.stderr, flush=True)


def run(command: list[str], step: Step) -> int:
    """Run `command` while `step` shows the seconds; its output goes to the step, not to the screen."""
    # English lines whatever the user's language: the causes are found by their words.
    english = os.environ | {"PIP_ROOT_USER_ACTION": "ignore", "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"}
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        env=english,
        close_fds=False,
    ) as process:
        listener = threading.Thread(target=listen, args=(process.stdout, step.hear), daemon=True)
        listener.start()
        while listener.is_alive():
            step.show()
            listener.join(0.2)
        return process.wait()


def listen(stream: IO[str] | None, hear: Callable[[str], None]) -> None:
    """Hand every line of `stream` on."""
    for line in stream or ():
        hear(line.rstrip())
