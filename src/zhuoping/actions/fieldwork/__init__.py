# SPDX-License-Identifier: Apache-2.0
"""Fieldwork (17065 7.4): opened by the team leader, written down by the team, closed when nothing is missing."""
