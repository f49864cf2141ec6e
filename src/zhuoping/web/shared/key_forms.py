# SPDX-License-Identifier: Apache-2.0
"""allauth's forms for passkeys, whose one label it leaves to be made from the English name of the field."""

from typing import Any

from allauth.mfa.webauthn import forms
from django.utils.translation import gettext_lazy as _


class AddKeyForm(forms.AddWebAuthnForm):  # type: ignore[misc]
    """A new key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - allauth's own.
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("名称")


class EditKeyForm(forms.EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - allauth's own.
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("名称")
