# SPDX-License-Identifier: Apache-2.0
"""Any text to text that a Word document can hold, and that reads as it was written."""

import re

from zhuoping.outputs.report.characters import REORDERING
from zhuoping.outputs.report.content_words import Content

# No XML document can hold these, and Word shows none of the rest of the control characters.
_DROPPED = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff{REORDERING}]")
_LINE_BREAK = re.compile("\r\n|[\r\x85\u2028\u2029]")


def clean(value: Content) -> Content:
    """The content with every text cleaned, see `clean_text`."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list):
        return [clean(each) for each in value]
    if isinstance(value, dict):
        return {key: clean(each) for key, each in value.items()}
    return value


def clean_text(text: str) -> str:
    """The text without what is not shown; line breaks of all kinds become one kind."""
    return _DROPPED.sub("", _LINE_BREAK.sub("\n", text))
