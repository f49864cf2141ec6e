# SPDX-License-Identifier: Apache-2.0
"""The time of day in made-up histories: each thing happens a while after the one before."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

_OPENS, _CLOSES = time(9), time(18)
_SATURDAY = 5


@dataclass
class Clock:
    """Says what time it is; with a step, each look is so much later, in working hours where the body is."""

    now: datetime
    step: timedelta = timedelta(0)

    def tick(self) -> datetime:
        """The time at which the next thing happens."""
        self.now += self.step
        if self.step:
            local = timezone.localtime(self.now)
            if local.time() >= _CLOSES:
                local = datetime.combine(local.date() + timedelta(days=1), _OPENS, local.tzinfo)
            while local.weekday() >= _SATURDAY:
                local = datetime.combine(local.date() + timedelta(days=1), _OPENS, local.tzinfo)
            self.now = max(local, datetime.combine(local.date(), _OPENS, local.tzinfo))
        return self.now

    def wait_until(self, day: date) -> None:
        """Nothing happens before the morning of a day; a clock without a step stands where it is."""
        if self.step:
            opens = timezone.make_aware(datetime.combine(day, _OPENS))
            # The next look is a step later.
            self.now = max(self.now, opens - self.step)

    @property
    def today(self) -> date:
        """The day where the body is."""
        return timezone.localdate(self.now)
