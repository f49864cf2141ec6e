# SPDX-License-Identifier: Apache-2.0
"""The scoring desk: one page for each engagement in the field, where every field is saved as somebody leaves it."""
