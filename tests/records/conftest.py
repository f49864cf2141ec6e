# SPDX-License-Identifier: Apache-2.0
"""Records are of the cast."""

from tests.cast import cast

__all__ = ["cast"]
