# SPDX-License-Identifier: Apache-2.0
"""The rules: plain Python, no files, no clock, no network.

Frozen dataclasses in, frozen dataclasses out. May import the standard library, PyYAML (text to values) and
python-stdnum (check digits), and nothing else of this project.
"""
