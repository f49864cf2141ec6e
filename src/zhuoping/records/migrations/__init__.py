# SPDX-License-Identifier: Apache-2.0
"""Changes of the tables, each named for its effect."""
