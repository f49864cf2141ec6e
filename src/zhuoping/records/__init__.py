# SPDX-License-Identifier: Apache-2.0
"""What is kept: the only Django app with tables. Integrity and conversion to values of `core`; no rules, no writing.

Rows change in `actions` only, inside a transaction that also appends to the ledger.
"""
