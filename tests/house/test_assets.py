# SPDX-License-Identifier: Apache-2.0
"""What is built belongs to its sources: a changed, new or lost input, and a lost result, are built anew."""

import pytest

from tools import assets


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A tree whose pages were built just now, without Node."""
    for name, path in {
        "WEB": tmp_path / "web",
        "SOURCES": tmp_path / "web" / "assets",
        "STATIC": tmp_path / "web" / "static",
        "BUILT": tmp_path / "web" / "static" / "zhuoping",
        "STAMP": tmp_path / "build" / "assets.stamp",
    }.items():
        monkeypatch.setattr(assets, name, path)
    monkeypatch.setattr(assets.environment, "ROOT", tmp_path)
    monkeypatch.setattr(assets, "__file__", str(tmp_path / "assets.py"))
    for name in ("assets.py", "package-lock.json", "web/assets/app.ts", "web/static/zhuoping/app.js"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    assets.STAMP.parent.mkdir()
    assets.STAMP.write_text(assets.digest())
    return tmp_path


def test_pages_built_from_what_is_there_are_built(place):
    assert assets.are_built()


@pytest.mark.parametrize(
    "changed",
    ["assets.py", "package-lock.json", "web/assets/app.ts", "web/desk/locale/en/LC_MESSAGES/django.po"],
)
def test_pages_are_built_again_when_an_input_changes(place, changed):
    (place / changed).parent.mkdir(parents=True, exist_ok=True)
    (place / changed).write_text("other")

    assert not assets.are_built()


def test_pages_are_built_again_when_a_source_has_another_name(place):
    (place / "web/assets/app.ts").rename(place / "web/assets/map.ts")

    assert not assets.are_built()


@pytest.mark.parametrize("lost", ["build/assets.stamp", "web/static/zhuoping/app.js"])
def test_pages_are_built_again_when_what_was_built_is_gone(place, lost):
    (place / lost).unlink()

    assert not assets.are_built()
