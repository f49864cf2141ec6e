# SPDX-License-Identifier: Apache-2.0
"""Values to bytes, and back where a person fills in what we made: scorecard, report, workbook, case file.

May import `core`; knows no database and no other floor.
"""
