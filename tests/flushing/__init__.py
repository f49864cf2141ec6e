# SPDX-License-Identifier: Apache-2.0
"""An app for tests only: `flush`, by which Django empties the tables after a test that commits."""
