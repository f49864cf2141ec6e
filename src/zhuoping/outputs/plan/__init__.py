# SPDX-License-Identifier: Apache-2.0
"""The evaluation plan as the document that goes to the client."""

from zhuoping.outputs.plan.pdf import plan_pdf

__all__ = ["plan_pdf"]
