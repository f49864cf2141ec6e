# SPDX-License-Identifier: Apache-2.0
"""The checks on fact sheets, one module a dimension: pure functions, each answering one question with its figures."""
