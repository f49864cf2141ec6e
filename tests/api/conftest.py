# SPDX-License-Identifier: Apache-2.0
"""Programs act for somebody of the cast."""

from tests.cast import cast

__all__ = ["cast"]
