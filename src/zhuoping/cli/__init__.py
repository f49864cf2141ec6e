# SPDX-License-Identifier: Apache-2.0
"""The command line: a door. Turns words and files into core values, and answers into text and exit codes."""
