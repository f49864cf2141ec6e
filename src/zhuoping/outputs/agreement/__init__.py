# SPDX-License-Identifier: Apache-2.0
"""The certification agreement as a document that both sides sign."""

from zhuoping.outputs.agreement.pdf import agreement_pdf

__all__ = ["agreement_pdf"]
