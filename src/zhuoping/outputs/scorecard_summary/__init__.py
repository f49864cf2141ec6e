# SPDX-License-Identifier: Apache-2.0
"""The summary of a frozen scorecard as the document that is left with the client."""

from zhuoping.outputs.scorecard_summary.pdf import summary_pdf

__all__ = ["summary_pdf"]
