# SPDX-License-Identifier: Apache-2.0
"""What people do. Each function locks, checks with `core`, writes named fields, and appends to the ledger last.

All arguments are keyword-only; a person `by` and a time `at` are passed in. Only this floor writes.
"""
