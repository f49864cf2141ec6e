# SPDX-License-Identifier: Apache-2.0
"""A report says what it says by itself: nothing in it may be fetched from elsewhere when it is opened."""

import re
from collections.abc import Iterator
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part, XmlPart
from docx.oxml import parse_xml

from zhuoping.core.problems import Refused, problem
from zhuoping.core.shapes import shown

# Stand for where a field begins, and where it or its code ends; no XML document can hold them.
_BEGIN, _END = "\x13", "\x15"
# The fields that fetch something (ISO/IEC 29500-1, 17.16.5) or start a program; the older ones Word still obeys.
_FETCHING = re.compile(
    rf'[{_BEGIN}{_END}][\s"]*'
    r"(DATABASE|DDE|DDEAUTO|IMPORT|INCLUDE|INCLUDEPICTURE|INCLUDETEXT|LINK|RD)\b",
    re.IGNORECASE,
)


def check_self_contained(document: Document) -> None:
    """Refuse a document that links to anything but what a reader may follow by a click.

    Raises Refused: template-outside.
    """
    found = next(_outside(document), None)
    if found is not None:
        raise Refused([problem("", "template-outside", what=shown(found))])


def _outside(document: Document) -> Iterator[str]:
    package = document.part.package
    assert package is not None  # noqa: S101 - a document that was opened has one.
    for link in package.iter_rels():
        if link.is_external and link.reltype != RELATIONSHIP_TYPE.HYPERLINK:
            yield f"{link.reltype.rsplit('/', 1)[-1]} {link.target_ref}"
    for part in package.iter_parts():
        yield from _FETCHING.findall(_field_codes(part))


def _field_codes(part: Part) -> str:
    """The codes of all fields of a part, as Word puts them together from their pieces."""
    if isinstance(part, XmlPart):
        root: Any = part.element
    elif part.content_type.endswith("xml"):
        root = parse_xml(part.blob)
    else:
        return ""
    return "".join(map(_piece, root.iter("{*}fldChar", "{*}instrText", "{*}fldSimple")))


def _piece(element: Any) -> str:  # noqa: ANN401 - XML elements carry no types.
    named = {_local(name): value for name, value in element.attrib.items()}
    match _local(element.tag):
        case "instrText":
            return element.text or ""
        case "fldSimple":
            return f"{_BEGIN}{named.get('instr', '')}{_END}"
        case _:
            return _BEGIN if named.get("fldCharType") == "begin" else _END


def _local(name: str) -> str:
    """A name without its namespace: the older and the strict form of the format differ in it only."""
    return name.rpartition("}")[2]
