# SPDX-License-Identifier: Apache-2.0
"""The desk: pages for the staff of the body."""
