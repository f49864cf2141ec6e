# SPDX-License-Identifier: Apache-2.0
"""The demo's data: invented people and the two sample enterprises, brought to every stage through the real actions.

Nothing here writes a table: what a person could not do, the demo does not do either.
"""
