# SPDX-License-Identifier: Apache-2.0
"""The workbook in which a person fills in a case, and the case that such a workbook holds."""

from zhuoping.outputs.workbook.read import WorkbookCase, open_workbook, read_workbook
from zhuoping.outputs.workbook.write import write_workbook

__all__ = ["WorkbookCase", "open_workbook", "read_workbook", "write_workbook"]
