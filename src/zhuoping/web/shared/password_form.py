# SPDX-License-Identifier: Apache-2.0
"""allauth's form for a new password by the link of a mail, and what of the account ends with the old one."""

from allauth.account.forms import ResetPasswordKeyForm
from django.utils import timezone

from zhuoping.actions import api_keys


class NewPasswordForm(ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, of somebody who forgot theirs or takes their account back."""

    def save(self) -> None:
        """Set it: sessions end with the old one, and keys that were made meanwhile are ended too."""
        super().save()
        api_keys.end_after_reset(at=timezone.now(), person=self.user)
