# SPDX-License-Identifier: Apache-2.0
"""The report: an evaluated case as worded values, and the documents laid out from them.

`content` words and formats everything once, in one language; `pdf` and `docx` only lay out what it says, so the
two documents cannot differ. May import `core` and other modules of `outputs`.
"""
