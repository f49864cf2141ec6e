# SPDX-License-Identifier: Apache-2.0
"""The worker: a process that does jobs (actions/jobs). A door: it reads the clock, sends mails, holds no rule."""
