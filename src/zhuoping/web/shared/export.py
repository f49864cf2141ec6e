# SPDX-License-Identifier: Apache-2.0
"""A whole list as a file: CSV that Excel opens as UTF-8, or a workbook. Rows stream; 50,000 are the most."""

from __future__ import annotations

import csv
import itertools
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import xlsxwriter
from django.db.models import QuerySet
from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone, translation
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from zhuoping.web.shared import formats

if TYPE_CHECKING:
    from zhuoping.web.shared.lists import Column

KINDS = ("csv", "xlsx")
MOST = 50_000
_CHUNK = 1000
# What Excel takes for the beginning of a formula, also behind a tab or a line break, and in full width.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

Rows = QuerySet[Any, Any] | Sequence[Any]


def answer(kind: str, name: str, columns: Sequence[Column], rows: Rows) -> HttpResponseBase:
    """The file as a download; the name carries the day."""
    filename = f"{name}-{formats.day(timezone.now())}.{kind}"
    response: HttpResponseBase
    if kind == "csv":
        lines = csv_lines(columns, rows, translation.get_language() or "zh-hans")
        response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    else:
        response = FileResponse(workbook(columns, rows))
        response["Content-Type"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    response["Content-Disposition"] = content_disposition_header(True, filename) or "attachment"
    response["Cache-Control"] = "no-store"
    return response


def csv_lines(columns: Sequence[Column], rows: Rows, language: str) -> Iterator[str]:
    """The lines of a CSV with a byte order mark, without which Excel takes UTF-8 for another encoding.

    They are made after the request is over, so the language of the page is set again for each.
    """
    writer = csv.writer(_Echo())
    with translation.override(language):
        yield "\ufeff" + writer.writerow([guarded(str(column.title)) for column in columns])
    for row, note in _limited(rows):
        with translation.override(language):
            cells = [note_text()] if note else [_csv_cell(column.value(row)) for column in columns]
        yield writer.writerow(cells)


def workbook(columns: Sequence[Column], rows: Rows) -> Any:  # noqa: ANN401 - a temporary file, of a private type.
    """The list as an open file of a workbook, at its beginning; rows go to disk as they come."""
    place = tempfile.NamedTemporaryFile(suffix=".xlsx")  # noqa: SIM115 - the response closes it.
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(place.name, options)
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True, "bottom": 1})
    days = book.add_format({"num_format": "yyyy-mm-dd"})
    moments = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    sheet.freeze_panes(1, 0)
    for index, column in enumerate(columns):
        sheet.set_column(index, index, 14 if column.is_number else 24)
        sheet.write_string(0, index, str(column.title), bold)
    for line, (row, note) in enumerate(_limited(rows), start=1):
        if note:
            sheet.write_string(line, 0, note_text())
            break
        for index, column in enumerate(columns):
            value = column.value(row)
            if isinstance(value, datetime):
                sheet.write_datetime(line, index, timezone.localtime(value).replace(tzinfo=None), moments)
            elif isinstance(value, date):
                sheet.write_datetime(line, index, datetime.combine(value, datetime.min.time()), days)
            elif isinstance(value, Decimal | int) and not isinstance(value, bool):
                sheet.write_number(line, index, float(value))
            else:
                sheet.write_string(line, index, _plain(value))
    book.close()
    place.seek(0)
    return place


def note_text() -> str:
    """The last line of a list that was cut."""
    return _("只导出了前 %(most)s 行：请用筛选缩小范围后再导出。") % {"most": f"{MOST:,}"}


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula: somebody may have named an enterprise `=HYPERLINK(…)`.

    >>> guarded("=1+1"), guarded("卓越"), guarded("-")
    ("'=1+1", '卓越', "'-")
    """
    return f"'{text}" if text.startswith(_FORMULA) else text


def _csv_cell(value: object) -> str:
    # A number is no formula, whatever its sign.
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return str(value)
    return guarded(_plain(value))


def _plain(value: object) -> str:
    """A value as text; nothing for nothing, where a page shows a dash."""
    return "" if value is None or value == "" else formats.shown(value)


def _limited(rows: Rows) -> Iterator[tuple[Any, bool]]:
    """The rows up to the limit, then once a mark that more were left out."""
    cut = rows[: MOST + 1]
    found = cut.iterator(chunk_size=_CHUNK) if isinstance(cut, QuerySet) else iter(cut)
    for row in itertools.islice(found, MOST):
        yield row, False
    if next(found, None) is not None:
        yield None, True


class _Echo:
    """A file for csv.writer that hands back what it is given."""

    def write(self, text: str, /) -> str:
        return text
