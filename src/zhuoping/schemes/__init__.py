# SPDX-License-Identifier: Apache-2.0
"""Editions as data, and their reader: one folder per scheme, one frozen file per edition. May import `core`."""
