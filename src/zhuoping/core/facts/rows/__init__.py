# SPDX-License-Identifier: Apache-2.0
"""The rows of the fact sheets, one module a dimension: flat frozen dataclasses that know nothing of checks."""
