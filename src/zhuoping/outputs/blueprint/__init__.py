# SPDX-License-Identifier: Apache-2.0
"""The service blueprint drawn: as a picture for a page (SVG) and as a print (PDF)."""

from zhuoping.outputs.blueprint.pdf import blueprint_pdf
from zhuoping.outputs.blueprint.svg import blueprint_svg

__all__ = ["blueprint_pdf", "blueprint_svg"]
