# SPDX-License-Identifier: Apache-2.0
"""Fieldwork: what an audit team writes down on site, and what is still missing before it may close (17065 7.4)."""
