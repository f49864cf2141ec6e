# SPDX-License-Identifier: Apache-2.0
"""The form of a nonconformity: as PDF to be printed and signed, as a Word document to be filled in by hand."""

from zhuoping.outputs.nonconformity.docx import nonconformity_docx
from zhuoping.outputs.nonconformity.pdf import nonconformity_pdf

__all__ = ["nonconformity_docx", "nonconformity_pdf"]
