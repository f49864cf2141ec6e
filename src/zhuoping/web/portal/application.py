# SPDX-License-Identifier: Apache-2.0
"""Opening an application and filling it in (17065 7.2)."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from zhuoping.actions import application, documents
from zhuoping.actions.application import save as save_application
from zhuoping.actions.errors import Changed
from zhuoping.core.application import types_open
from zhuoping.core.authority import Act
from zhuoping.core.problems import Refused
from zhuoping.core.scheme import CertificationType
from zhuoping.records.application_values import is_certified
from zhuoping.records.models import AdoptedEdition, Application, Client, Engagement, Evidence
from zhuoping.records.values import scheme_of
from zhuoping.web.portal.application_form import ApplicationPageForm, initial_of
from zhuoping.web.portal.missing import missing_of, parts_of
from zhuoping.web.portal.standing import is_filling, title_of
from zhuoping.web.shared.access import client_or_404, engagement_or_404, page, person_of
from zhuoping.web.shared.asking import SeeOther, ask
from zhuoping.web.shared.changed import ask_which, settled
from zhuoping.web.shared.forms import Form
from zhuoping.web.shared.language import wording_language
from zhuoping.web.shared.refusals import put_beside_fields, status_of
from zhuoping.web.shared.uploads import handed
from zhuoping.web.shared.words import choices_of, whole


class EditionField(forms.ModelChoiceField):  # type: ignore[type-arg] # Its base takes no parameters at run time.
    """Editions by their titles in the language of the page."""

    def label_from_instance(self, obj: AdoptedEdition) -> str:
        """What an edition is called."""
        return title_of(obj)


class OpenForm(Form):
    """Under which edition, and for what."""

    edition = EditionField(
        AdoptedEdition.objects.none(),
        label=gettext_lazy("认证方案和版本"),
        empty_label=None,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("认证项目始终按所选版本评分。"),
    )
    type = forms.ChoiceField(
        label=gettext_lazy("认证类型"),
        choices=(),
        initial=CertificationType.INITIAL,
        widget=forms.RadioSelect,
    )


@require_http_methods(["GET", "POST"])
@page(Act.APPLY)
def apply(request: HttpRequest, uscc: str) -> HttpResponse:
    """Open an application under an edition that the body has in force."""
    client = client_or_404(request, uscc)
    editions = AdoptedEdition.objects.filter(ended_at=None)
    form = OpenForm(request.POST or None, initial={"edition": editions.first()})
    form.fields["edition"].queryset = editions  # type: ignore[attr-defined]
    types = types_open(certified=is_certified(client))
    form.fields["type"].choices = choices_of(types)  # type: ignore[attr-defined]
    opened: list[Engagement] = []

    def act(given: dict[str, object]) -> None:
        edition, type_ = form.cleaned_data["edition"], CertificationType(str(given["type"]))
        opened.append(
            application.open_application(
                by=person_of(request), at=timezone.now(), client=client, edition=edition, type_=type_
            )
        )

    context = {"client": client, "has_editions": editions.exists(), "open": _open_already(client)}
    response = ask(
        request,
        "portal/apply.html",
        form,
        act,
        done=_("申请已建立，可以随时保存、随时回来继续。"),
        back=reverse("portal-client", args=[uscc]),
        context=context,
    )
    return SeeOther(address(opened[0])) if opened else response


@require_http_methods(["GET", "POST"])
@page(Act.APPLY)
def fill_in(request: HttpRequest, number: str) -> HttpResponse:
    """Fill in the application; it is kept as it is, complete or not, with what is missing beside it."""
    engagement = engagement_or_404(request, number)
    if request.method != "POST" and not is_filling(engagement):
        return redirect("portal-engagement", number)
    stored = _stored_form(engagement)
    if request.method != "POST":
        return _page(request, engagement, stored, 200)
    data = settled(request.POST, stored)
    form = ApplicationPageForm(scheme_of(engagement.edition), data, request.FILES, initial=stored.initial)
    status = 422
    if form.is_valid():
        try:
            _save(request, engagement, form, stored)
        except Changed as changed:
            fresh = _stored_form(engagement_or_404(request, number))
            return ask_which(request, form, fresh, changed, back=request.path)
        except Refused as refused:
            put_beside_fields(form, refused)
            status = status_of(refused)
        else:
            messages.success(request, _("申请已保存。"))
            return SeeOther(request.path if "stay" in request.POST else _next(engagement))
    return _page(request, engagement, form, status)


def _save(
    request: HttpRequest, engagement: Engagement, form: ApplicationPageForm, stored: ApplicationPageForm
) -> None:
    version = form.cleaned_data["version"] or 0
    if form.cleaned_data["seen"] == stored.initial["seen"]:
        # What these fields showed still stands; what was changed beside them harms nobody.
        version = engagement.version
    by, at, number, given = person_of(request), timezone.now(), engagement.number, form.form()
    proof = form.cleaned_data.get("prior_file")
    if proof:
        documents.save_with_proof(
            by=by, at=at, number=number, version=version, form=given, proof=handed(proof)[0]
        )
    else:
        save_application(by=by, at=at, number=number, version=version, form=given)


def address(engagement: Engagement) -> str:
    """Where the application is filled in."""
    return reverse("portal-application", args=[engagement.number])


def _next(engagement: Engagement) -> str:
    """After the form: the page that says what is still missing."""
    return reverse("portal-engagement", args=[engagement.number])


def _stored_form(engagement: Engagement) -> ApplicationPageForm:
    row = Application.objects.get(engagement=engagement)
    return ApplicationPageForm(scheme_of(engagement.edition), initial=initial_of(row, engagement.version))


def _page(
    request: HttpRequest, engagement: Engagement, form: ApplicationPageForm, status: int
) -> HttpResponse:
    missing = missing_of(engagement, timezone.localdate())
    proof = form["prior_proof"].value() if "prior_proof" in form.fields else None
    context = {
        "engagement": engagement,
        "form": form,
        "parts": parts_of(engagement, missing),
        "proof": _proof(engagement, proof),
        "scheme": scheme_of(engagement.edition, wording_language()),
    }
    return render(request, "portal/application.html", context, status=status)


def _proof(engagement: Engagement, pk: object) -> Evidence | None:
    """The proof of the look-up that is there already; a number that somebody made up is none."""
    number = whole(str(pk or ""))
    if number is None:
        return None
    return Evidence.objects.filter(pk=number, client=engagement.client_id, internal=False).first()


def _open_already(client: Client) -> Engagement | None:
    """An application that is being filled in."""
    return client.engagements.filter(stage="applying").order_by("-pk").first()


urlpatterns = [
    path("clients/<str:uscc>/apply/", apply, name="portal-apply"),
    path("engagements/<str:number>/application/", fill_in, name="portal-application"),
]
