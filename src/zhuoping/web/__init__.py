# SPDX-License-Identifier: Apache-2.0
"""Pages, split by audience: desk (staff), portal (clients), public (nobody signed in), and what they share."""
