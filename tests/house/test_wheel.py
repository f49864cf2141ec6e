# SPDX-License-Identifier: Apache-2.0
"""The wheel: built from the tree it holds the package, its data and the licence, and nothing else."""

import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest

from zhuoping import __version__

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "src" / "zhuoping"


@pytest.fixture
def wheel(wheel_file):
    with zipfile.ZipFile(wheel_file) as archive:
        yield archive


def test_wheel_holds_every_file_of_the_package_and_nothing_else(wheel):
    files = {name for name in wheel.namelist() if ".dist-info/" not in name}

    assert files == {
        path.relative_to(ROOT / "src").as_posix()
        for path in SOURCES.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_wheel_holds_scheme_data_and_templates(wheel):
    suffixes = {Path(name).suffix for name in wheel.namelist()}

    assert {".py", ".yaml", ".typ", ".json", ".html", ".css", ".js", ".mo"} <= suffixes


def test_wheel_names_version_licence_and_command(wheel):
    info = f"zhuoping-{__version__}.dist-info"
    metadata = message_from_bytes(wheel.read(f"{info}/METADATA"))

    assert metadata["Version"] == __version__
    assert metadata["License-Expression"] == "Apache-2.0"
    assert metadata["Requires-Python"] == ">=3.11"
    assert wheel.read(f"{info}/licenses/LICENSE") == (ROOT / "LICENSE").read_bytes()
    assert wheel.read(f"{info}/entry_points.txt").decode().split("\n")[:2] == [
        "[console_scripts]",
        "zhuoping = zhuoping.cli.main:main",
    ]
