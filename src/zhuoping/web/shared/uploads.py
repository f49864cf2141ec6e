# SPDX-License-Identifier: Apache-2.0
"""Files that come in: bounded before any page sees them, and the field of a form that takes them."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date
from typing import IO, Any, NoReturn, cast

from django import forms
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from zhuoping.actions.evidence import Handed
from zhuoping.core.evidence import EXTENSIONS, check_size, read_name, too_large
from zhuoping.core.problems import Problem, Refused, problem
from zhuoping.web.shared.refusals import messages_of

_MEGABYTE = 1024 * 1024


def request_limit(request: HttpRequest) -> int:
    """How many bytes one request may have: some files of the largest size would be several requests.

    Whoever is not signed in hands in no files: a stranger fills no disk.
    """
    if SESSION_KEY in request.session:
        return 2 * int(settings.EVIDENCE_LIMIT)
    return int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)


class UploadLimitMiddleware:
    """Refuses a request that says it is larger than anything we take, without reading it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The page, or 413 with a sentence."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        # Programs are told by a problem document (api/reading).
        is_program = request.path.startswith("/api/")
        if is_program or not length.isdigit() or int(length) <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return self.get_response(request)
        most = request_limit(request)
        if int(length) <= most:
            return self.get_response(request)
        limit = _megabytes(most)
        problems = [problem("files", "evidence-request-too-large", limit=limit)]
        context = {"problems": problems, "messages_shown": messages_of(problems)}
        return render(request, "shared/refused.html", context, status=413)


class BoundedUploadHandler(TemporaryFileUploadHandler):
    """Keeps an upload on the disk as far as a file may be long; the rest passes by, and nobody can read a part."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own.
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self.is_over = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a piece, or let it pass when it is one too many."""
        if start + len(raw_data) <= settings.EVIDENCE_LIMIT:
            super().receive_data_chunk(raw_data, start)
        else:
            self.is_over = True

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        """The file, or one that refuses to be read."""
        if not self.is_over:
            return super().file_complete(file_size)
        self.file.close()
        content = cast(IO[bytes], _TooLong(self.file_name or ""))
        return UploadedFile(content, self.file_name, self.content_type, file_size)


class _TooLong(io.RawIOBase):
    """In place of the content of a file that was too large: whoever reads it raises the refusal."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def read(self, size: int = -1, /) -> NoReturn:  # noqa: ARG002 - as files have it.
        """Refuses: evidence-too-large."""
        raise Refused([too_large(read_name(self._name).text or self._name, settings.EVIDENCE_LIMIT)])


def _help() -> str:
    limit = _megabytes(settings.EVIDENCE_LIMIT)
    return _("可以是 PDF、OFD、图片、Office 文档、文本、录音或视频，单个文件不超过 %(limit)s。") % {
        "limit": limit
    }


class EvidenceInput(forms.FileInput):
    """A control for files, large enough to drop them on: browsers take what is dropped on it without a script."""

    def __init__(self, *, several: bool) -> None:
        self.allow_multiple_selected = several
        accepted = ",".join(f".{each}" for each in EXTENSIONS)
        super().__init__({"accept": accepted, "class": "z-drop", **({"multiple": True} if several else {})})


class EvidenceField(forms.FileField):
    """One file, or with `several` a list of them; cleaned to uploads whose names and sizes are acceptable.

    What the content is, the action finds out (actions/evidence); `handed` makes of it what the action wants.
    """

    def __init__(self, *, several: bool = False, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own.
        self.several = several
        kwargs.setdefault("help_text", lazy(_help, str)())
        super().__init__(widget=EvidenceInput(several=several), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:  # noqa: ANN401, ARG002 - Django's own.
        """The upload or the list of uploads; empty or None where none is required and none came."""
        given = [each for each in (data if isinstance(data, list | tuple) else [data]) if each]
        if not given:
            if self.required:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return [] if self.several else None
        faults = [fault for each in given for fault in _faults(each)]
        if faults:
            raise forms.ValidationError(messages_of(faults))
        return given if self.several else given[0]


def handed(
    uploads: UploadedFile[Any] | Sequence[UploadedFile[Any]], dated_on: date | None = None
) -> list[Handed]:
    """Uploads as the action takes them."""
    given = [uploads] if isinstance(uploads, UploadedFile) else uploads
    return [Handed(each, each.name or "", dated_on) for each in given]


def _faults(upload: UploadedFile[Any]) -> tuple[Problem, ...]:
    name = read_name(upload.name or "")
    return (*name.problems, *check_size(name.text, upload.size or 0, settings.EVIDENCE_LIMIT))


def _megabytes(octets: int) -> str:
    return f"{octets / _MEGABYTE:g} MB"
