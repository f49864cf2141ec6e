# SPDX-License-Identifier: Apache-2.0
"""Every sentence of the pages has its English, one English, and update keeps it."""

import polib
import pytest

from tools import assets, translations


def test_every_sentence_of_the_pages_has_english():
    assert list(translations.faults()) == []


@pytest.fixture
def door(tmp_path, monkeypatch):
    """A door with two sentences in a page and two in a view."""
    monkeypatch.setattr(assets, "WEB", tmp_path)
    monkeypatch.setattr(translations.environment, "ROOT", tmp_path)
    place = tmp_path / "desk"
    place.mkdir()
    (place / "__init__.py").touch()
    (place / "page.html").write_text(
        "{% load i18n %}<p title=\"{% translate '标题' %}\">{% blocktranslate count n=x %}有 {{ n }} 处{% plural %}"
        "有 {{ n }} 处{% endblocktranslate %} _(不是) gettext(也不是)</p>",
        "utf-8",
    )
    (place / "view.py").write_text(
        'label = _("客户")\nother = pgettext("menu", "客户")\nsame = _("OK")\n', "utf-8"
    )
    return place


def write(path, english, **entry):
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue = polib.pofile(str(path)) if path.exists() else polib.POFile()
    catalogue.append(polib.POEntry(msgstr=english, **entry))
    catalogue.save(str(path))


def test_sentences_are_found_in_templates_and_views(door):
    found = {(each.context, each.text, each.plural) for each in translations.sentences(door)}

    assert found == {
        ("", "标题", ""),
        ("", "有 %(n)s 处", "有 %(n)s 处"),
        ("", "客户", ""),
        ("menu", "客户", ""),
        ("", "OK", ""),
    }


def test_update_adds_what_is_new_keeps_english_and_takes_out_what_is_gone(door):
    main = translations.catalogue(door)
    write(main, "Client", msgid="客户")
    write(main, "Old", msgid="旧的")

    translations.update(door)

    held = {(entry.msgctxt, entry.msgid): entry.msgstr for entry in polib.pofile(str(main))}
    assert held == {
        (None, "客户"): "Client",
        (None, "标题"): "",
        (None, "有 %(n)s 处"): "",
        ("menu", "客户"): "",
    }


def test_update_leaves_what_another_file_of_the_door_has(door):
    other = translations.catalogue(door).with_name("clients.po")
    write(other, "Client", msgid="客户")

    translations.update(door)

    assert "客户" not in {
        entry.msgid for entry in polib.pofile(str(translations.catalogue(door))) if not entry.msgctxt
    }
    assert [entry.msgstr for entry in polib.pofile(str(other))] == ["Client"]


def test_check_names_missing_english_two_englishes_and_lost_values(door):
    main = translations.catalogue(door)
    write(main, "Client", msgid="客户")
    write(main, "Title %(n)s", msgid="标题")
    write(main, "Clients", msgid="客户", msgctxt="menu")
    write(main.with_name("more.po"), "Customer", msgid="客户")

    assert list(translations.faults()) == [
        "desk/locale/en/LC_MESSAGES/django.po: “标题” and its English fill in different values",
        (
            "desk/locale/en/LC_MESSAGES/more.po: “客户” is “Customer” here and “Client” in"
            " desk/locale/en/LC_MESSAGES/django.po: give it a context"
        ),
        "desk/page.html: “有 %(n)s 处” has no English",
    ]


def test_built_catalogue_holds_all_files_of_a_door(door):
    main = translations.catalogue(door)
    write(main, "Client", msgid="客户")
    write(main.with_name("more.po"), "Title", msgid="标题")
    write(main.with_name("more.po"), "", msgid="未译")

    assets._compile(main.parent)  # noqa: SLF001 - what is built is looked at, not how.

    built = polib.mofile(str(main.with_suffix(".mo")))
    assert {entry.msgid: entry.msgstr for entry in built} == {"客户": "Client", "标题": "Title"}
