# SPDX-License-Identifier: Apache-2.0
"""Pages that need no sign-in."""
