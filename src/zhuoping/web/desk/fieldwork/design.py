# SPDX-License-Identifier: Apache-2.0
"""Mode H on the desk: the blueprint as a picture and as a print, and each element of the design with its verdict."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhuoping.actions import evidence as files
from zhuoping.actions.errors import Changed
from zhuoping.actions.fieldwork import design as actions
from zhuoping.actions.fieldwork import evidence as ties
from zhuoping.core.authority import Act
from zhuoping.core.blueprint import BlueprintPaper
from zhuoping.core.design_review import MODE, DesignElement, DesignVerdict, design_gaps
from zhuoping.core.fieldwork.ties import SubjectKind, TieSubject
from zhuoping.core.problems import Refused
from zhuoping.outputs.blueprint import blueprint_pdf, blueprint_svg
from zhuoping.records.design_values import (
    Design,
    Judged,
    design_of,
    evidence_of_elements,
    paper_of,
    planned_modes,
)
from zhuoping.web.desk.fieldwork.asking import InField, in_field
from zhuoping.web.desk.fieldwork.evidence_shown import tied
from zhuoping.web.shared.access import page, person_of
from zhuoping.web.shared.asking import SeeOther, ask
from zhuoping.web.shared.changed import ask_which, settled
from zhuoping.web.shared.forms import Form, TextField, VersionedForm
from zhuoping.web.shared.language import wording_language
from zhuoping.web.shared.refusals import messages_of, put_beside_fields, status_of
from zhuoping.web.shared.uploads import EvidenceField, handed
from zhuoping.web.shared.words import choices_of

SHADES: Mapping[DesignVerdict, str] = {
    DesignVerdict.CONFORMING: "z-good",
    DesignVerdict.NOT_CONFORMING: "z-bad",
    DesignVerdict.WITH_CONDITIONS: "z-care",
    DesignVerdict.NOT_APPLICABLE: "",
}
# Opened by itself, the picture runs nothing and fetches nothing.
_SAFE = {"Content-Security-Policy": "default-src 'none'; sandbox", "X-Content-Type-Options": "nosniff"}


class VerdictForm(VersionedForm):
    """The verdict on one element."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("判定"), choices=choices_of(DesignVerdict), widget=forms.RadioSelect
    )
    reason = TextField(
        label=gettext_lazy("理由"),
        rows=5,
        required=False,
        help_text=gettext_lazy("看到的事实和判断的依据；除“符合”外必须填写。"),
    )


class FilesForm(Form):
    """Files for one element."""

    files = EvidenceField(label=gettext_lazy("文件"), several=True)  # type: ignore[assignment] # Of the form.


@dataclass(frozen=True, slots=True)
class ElementShown:
    """An element in the list."""

    element: DesignElement
    judged: Judged | None
    evidence: int

    @property
    def shade(self) -> str:
        """The colour of its verdict."""
        return SHADES[self.judged.review.verdict] if self.judged else ""


@require_safe
@page(Act.VIEW_FIELDWORK)
def design(request: HttpRequest, number: str) -> HttpResponse:
    """The design review at a glance, and what it lacks."""
    field = in_field(request, number)
    if field.is_ahead:
        return redirect(field.address)
    found, counted = design_of(field.engagement), evidence_of_elements(field.engagement)
    modes = planned_modes(field.engagement, field.plan)
    gaps = design_gaps(modes, found.blueprint, found.reviews, counted)
    context = {
        **context_of(field),
        "design": found,
        "is_planned": MODE in modes,
        "elements": [ElementShown(each, found.judged.get(each), counted[each]) for each in DesignElement],
        "gaps": messages_of(each.problem for each in gaps),
    }
    return render(request, "desk/fieldwork/design.html", context)


@require_http_methods(["GET", "POST"])
@page(Act.VIEW_FIELDWORK)
def element(request: HttpRequest, number: str, element: str) -> HttpResponse:
    """One element: its evidence for everybody of the body, its verdict by whoever carries out the mode."""
    field, wanted = in_field(request, number), _element_or_404(element)
    if field.is_ahead:
        return redirect(field.address)
    stored = _stored(design_of(field.engagement), wanted)
    if request.method != "POST":
        return _element_page(request, field, wanted, stored)
    form = VerdictForm(settled(request.POST, stored), initial=stored.initial)
    status = 422
    if form.is_valid():
        try:
            actions.judge_element(
                by=person_of(request),
                at=timezone.now(),
                number=number,
                element=wanted,
                verdict=DesignVerdict(form.cleaned_data["verdict"]),
                reason=form.cleaned_data["reason"],
                seen=form.cleaned_data["version"],
            )
        except Changed as changed:
            fresh = _stored(design_of(field.engagement), wanted)
            back = address_of_element(number, wanted)
            return ask_which(request, form, fresh, changed, back=back, layout="shared/desk.html")
        except Refused as refused:
            put_beside_fields(form, refused)
            status = status_of(refused)
        else:
            messages.success(request, _("判定已保存。"))
            return SeeOther(reverse("desk-fieldwork-design", args=[number]))
    return _element_page(request, field, wanted, form, status)


@require_http_methods(["GET", "POST"])
@page(Act.RECORD_FIELDWORK)
def attach(request: HttpRequest, number: str, element: str) -> HttpResponse:
    """Hand in files for an element."""
    field, wanted = in_field(request, number, Act.RECORD_FIELDWORK), _element_or_404(element)

    def act(given: dict[str, object]) -> None:
        at = timezone.now()
        received = [files.receive(each, at=at) for each in handed(given["files"])]  # type: ignore[arg-type]
        ties.attach(
            by=person_of(request), at=at, number=number, subjects=[_subject(wanted)], received=received
        )

    form = FilesForm(request.POST or None, request.FILES or None)
    context = {**context_of(field), "element": wanted}
    back = address_of_element(number, wanted)
    return ask(
        request,
        "desk/fieldwork/design_attach.html",
        form,
        act,
        done=_("证据已上传。"),
        back=back,
        context=context,
    )


@require_POST
@page(Act.RECORD_FIELDWORK)
def untie(request: HttpRequest, number: str, element: str, tie: int) -> HttpResponse:
    """Take a tie back; the file stays."""
    in_field(request, number, Act.RECORD_FIELDWORK)
    wanted = _element_or_404(element)
    ties.untie(by=person_of(request), at=timezone.now(), number=number, tie=tie)
    messages.success(request, _("已取消关联，文件仍保留。"))
    return SeeOther(address_of_element(number, wanted))


@require_safe
@page(Act.VIEW_FIELDWORK)
def picture(request: HttpRequest, number: str) -> HttpResponse:
    """The blueprint as SVG, in the language of the page."""
    svg = blueprint_svg(paper_for(request, number))
    return HttpResponse(svg, content_type="image/svg+xml; charset=utf-8", headers=_SAFE)


@require_safe
@page(Act.VIEW_FIELDWORK)
def pdf(request: HttpRequest, number: str) -> HttpResponse:
    """The blueprint for the printer, in the language of the page."""
    content = blueprint_pdf(paper_for(request, number))
    response = HttpResponse(content, content_type="application/pdf")
    name = f"{number}-{'blueprint' if wording_language() == 'en' else '服务蓝图'}.pdf"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response


def context_of(field: InField) -> dict[str, object]:
    """What every page of fieldwork shows."""
    return {"engagement": field.engagement, "field": field, "scheme": field.scheme}


def paper_for(request: HttpRequest, number: str) -> BlueprintPaper:
    """The drawing with what stands above it. 404 before fieldwork is opened."""
    field = in_field(request, number)
    if field.is_ahead:
        raise Http404
    return paper_of(field.engagement, settings.BODY_NAME, wording_language())


def address_of_element(number: str, element: DesignElement) -> str:
    """The page of an element."""
    return reverse("desk-fieldwork-design-element", args=[number, element.value])


def _element_page(
    request: HttpRequest, field: InField, wanted: DesignElement, form: VerdictForm, status: int = 200
) -> HttpResponse:
    modes = planned_modes(field.engagement, field.plan)
    context = {
        **context_of(field),
        "element": wanted,
        "judged": design_of(field.engagement).judged.get(wanted),
        "form": form,
        "may_judge": field.may_score and field.member is not None and MODE in field.member.modes,
        "is_planned": MODE in modes,
        "carried_out_by": [each.name for each in field.team if MODE in each.modes],
        "evidence": tied(field.engagement, _subject(wanted)),
    }
    return render(request, "desk/fieldwork/design_element.html", context, status=status)


def _stored(found: Design, wanted: DesignElement) -> VerdictForm:
    judged = found.judged.get(wanted)
    initial: dict[str, object] = {"version": found.version}
    if judged is not None:
        initial |= {"verdict": judged.review.verdict.value, "reason": judged.review.reason}
    return VerdictForm(initial=initial)


def _subject(wanted: DesignElement) -> str:
    return str(TieSubject(SubjectKind.DESIGN, wanted.value))


def _element_or_404(text: str) -> DesignElement:
    if text not in list(DesignElement):
        raise Http404
    return DesignElement(text)


_ONE = "engagements/<str:number>/fieldwork/design/"
urlpatterns = [
    path(_ONE, design, name="desk-fieldwork-design"),
    path(f"{_ONE}blueprint.svg", picture, name="desk-fieldwork-design-picture"),
    path(f"{_ONE}blueprint.pdf", pdf, name="desk-fieldwork-design-pdf"),
    path(f"{_ONE}elements/<str:element>/", element, name="desk-fieldwork-design-element"),
    path(f"{_ONE}elements/<str:element>/evidence/", attach, name="desk-fieldwork-design-attach"),
    path(
        f"{_ONE}elements/<str:element>/evidence/<int:tie>/untie/", untie, name="desk-fieldwork-design-untie"
    ),
]
