# SPDX-License-Identifier: Apache-2.0
"""Pages are opened as somebody of the cast."""

from tests.adopting import edition
from tests.cast import cast

__all__ = ["cast", "edition"]
