# SPDX-License-Identifier: Apache-2.0
"""Evidence in a bucket of S3 or of a service that speaks like it. Loaded only where the settings ask for it."""

from __future__ import annotations

from typing import Any

from botocore.exceptions import ClientError
from django.core.files import File
from storages.backends.s3 import S3Storage

_MEMORY = 1024 * 1024
_EXISTS = (409, 412)


class Bucket(S3Storage):  # type: ignore[misc]
    """Objects of a bucket, put on the condition that there is none of that name (`If-None-Match`)."""

    def get_default_settings(self) -> dict[str, Any]:
        """As the library has them, but what is read goes to the disk when it is large, and not into memory."""
        return {**super().get_default_settings(), "default_acl": None, "max_memory_size": _MEMORY}

    def get_available_name(self, name: str, max_length: int | None = None) -> str:  # noqa: ARG002 - Django's.
        """The name itself: the same name is the same content."""
        return name

    def _save(self, name: str, content: File[bytes]) -> str:
        content.seek(0)
        try:
            self.bucket.Object(self._normalize_name(name)).put(Body=content.file, IfNoneMatch="*")
        except ClientError as error:
            # Somebody else put the same content a moment ago.
            if error.response["ResponseMetadata"]["HTTPStatusCode"] not in _EXISTS:
                raise
        return name
