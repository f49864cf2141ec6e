# SPDX-License-Identifier: Apache-2.0
"""The patterns by which engagements, agreements and plans are numbered: shown with what comes next, and set."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhuoping.actions import numbering
from zhuoping.actions.errors import Changed
from zhuoping.core.authority import Act
from zhuoping.core.number_patterns import Patterns
from zhuoping.core.numbering import FIELDS, PATTERN_LIMIT, NumberKind
from zhuoping.core.problems import Refused
from zhuoping.records.models import NumberPatterns
from zhuoping.records.numbering import patterns_in_force
from zhuoping.web.shared.access import page, person_of
from zhuoping.web.shared.asking import SeeOther
from zhuoping.web.shared.changed import ask_which, settled
from zhuoping.web.shared.forms import VersionedForm
from zhuoping.web.shared.refusals import put_beside_fields, status_of
from zhuoping.web.shared.words import word

_SHOWN = 10
# A serial needs a width.
_WRITTEN = {"serial": "{serial:06}"}


class PatternsForm(VersionedForm):
    """A pattern for each kind of number that the body gives."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own.
        super().__init__(*args, **kwargs)
        for key in Patterns().plain():
            kind = NumberKind(key)
            fields = _("、").join(_WRITTEN.get(name, f"{{{name}}}") for name in FIELDS[kind][0])
            # Whether a pattern may be empty is for core to say, so that its sentence names what to do.
            self.fields[key] = forms.CharField(
                label=word(kind),
                max_length=PATTERN_LIMIT,
                required=False,
                help_text=_("可用字段：%(fields)s") % {"fields": fields},
            )
            self.fields[key].is_needed_later = True  # type: ignore[attr-defined]

    def patterns(self) -> Patterns:
        """The patterns as filled in."""
        return Patterns(**{key: self.cleaned_data[key] for key in Patterns().plain()})


@require_http_methods(["GET", "POST"])
@page(Act.SET_NUMBER_PATTERNS)
def patterns(request: HttpRequest) -> HttpResponse:
    """The patterns in force and the former ones; POST sets others, for new numbers only."""
    stored = _stored()
    if request.method != "POST":
        return _page(request, stored, 200)
    form, status = PatternsForm(settled(request.POST, stored)), 422
    if form.is_valid():
        try:
            numbering.set_patterns(
                by=person_of(request),
                at=timezone.now(),
                version=form.cleaned_data["version"],
                patterns=form.patterns(),
            )
        except Changed as changed:
            return ask_which(request, form, _stored(), changed, back=request.path, layout="shared/desk.html")
        except Refused as refused:
            put_beside_fields(form, refused)
            status = status_of(refused)
        else:
            messages.success(request, _("编号规则已保存，以后的新编号按此编制。"))
            return SeeOther(request.path)
    return _page(request, form, status)


def _stored() -> PatternsForm:
    standing, version = patterns_in_force()
    return PatternsForm(initial={**standing.plain(), "version": version})


def _page(request: HttpRequest, form: PatternsForm, status: int) -> HttpResponse:
    context = {
        "form": form,
        "examples": [
            (word(NumberKind(key)), each) for key, each in numbering.examples(timezone.now()).items()
        ],
        "former": NumberPatterns.objects.select_related("set_by").order_by("-pk")[:_SHOWN],
    }
    return render(request, "desk/numbering.html", context, status=status)


urlpatterns = [path("numbering/", patterns, name="desk-numbering")]
