# SPDX-License-Identifier: Apache-2.0
"""One's own keys of programs: made here, with a second factor where one's roles need it; shown once, ended here."""

from datetime import timedelta

from allauth.account.decorators import reauthentication_required
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from zhuoping.actions import api_keys
from zhuoping.core.authority import Act
from zhuoping.core.problems import Refused, problem
from zhuoping.core.programs import NAME_LIMIT, Scope
from zhuoping.records.models import ApiKey
from zhuoping.web.shared.access import page, person_of
from zhuoping.web.shared.asking import SeeOther
from zhuoping.web.shared.forms import Form
from zhuoping.web.shared.refusals import put_beside_fields, status_of
from zhuoping.web.shared.words import choices_of

_DAYS = (30, 90, 180, 365)
_SHOWN = 50


class KeyForm(Form):
    """A new key."""

    name = forms.CharField(
        label=gettext_lazy("名称"),
        max_length=NAME_LIMIT,
        help_text=gettext_lazy("例如使用它的系统，以后凭名称辨认。"),
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("用途"),
        choices=choices_of(Scope),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("只选需要的。密钥能办的事不超过您本人的权限。"),
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("有效天数"), choices=[(days, days) for days in _DAYS], coerce=int, initial=90
    )


@never_cache
@require_http_methods(["GET", "POST"])
@page(Act.MANAGE_OWN_API_KEYS)
@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator] # allauth has no types.
def keys(request: HttpRequest) -> HttpResponse:
    """The keys that there are, and a form for another; the text of a new one stands on the answer and nowhere else.

    A key outlives the session: whoever finds one open makes none without password or second factor.
    """
    form, status, text = KeyForm(request.POST or None), 200, ""
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                text = _make(request, form)
            except Refused as refused:
                put_beside_fields(form, refused)
                status = status_of(refused)
            else:
                form, status = KeyForm(), 200
    rows = ApiKey.objects.filter(person=person_of(request)).order_by("-pk")[:_SHOWN]
    context = {
        "form": form,
        "keys": rows,
        "text": text,
        "now": timezone.now(),
        "address": f"{settings.ORIGIN}/api/v1/",
    }
    return render(request, "shared/api_keys.html", context, status=status)


@require_POST
@page(Act.MANAGE_OWN_API_KEYS)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of one's own keys; those of others do not exist here."""
    if not ApiKey.objects.filter(person=person_of(request), pk=pk).exists():
        raise Refused([problem("key", "api-key-unknown")])
    api_keys.end(by=person_of(request), at=timezone.now(), key=pk)
    messages.success(request, _("密钥已停用。"))
    return SeeOther(reverse("account-keys"))


def _make(request: HttpRequest, form: KeyForm) -> str:
    given, at = form.cleaned_data, timezone.now()
    _row, text = api_keys.make(
        by=person_of(request),
        at=at,
        name=given["name"],
        scopes=[Scope(each) for each in given["scopes"]],
        expires_at=at + timedelta(days=given["days"]),
    )
    return text
