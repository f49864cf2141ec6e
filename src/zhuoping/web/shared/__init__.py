# SPDX-License-Identifier: Apache-2.0
"""What the doors share: access, layout, forms, lists, accounts, language. No rules: they stand in `core`."""
