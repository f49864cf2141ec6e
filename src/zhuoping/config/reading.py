# SPDX-License-Identifier: Apache-2.0
"""Settings from the environment: each `ZHUOPING_*` with its type, its meaning and its default, all faults at once.

A secret may also stand in a file named by `ZHUOPING_<NAME>_FILE`, so that it need not be in the environment.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, get_type_hints
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PREFIX = "ZHUOPING_"
LEAST_SECRET = 50
_TRUTH = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}


class SettingsFault(ImproperlyConfigured):
    """What is missing or wrong in the environment, one line a fault, each with the name of its variable."""


@dataclass(frozen=True, slots=True)
class Environment:
    """The settings of one installation. `demo` may leave secrets out: it makes its own for each start."""

    secret_key: str
    data: Path
    hosts: tuple[str, ...]
    origin: str
    demo: bool = False
    database: str = ""
    evidence: str = ""
    signing_key: Path | None = None
    mail: str = ""
    mail_from: str = ""
    clamd: str = ""
    body_name: str = ""
    body_approval: str = ""
    oidc_name: str = ""
    oidc_server: str = ""
    oidc_client: str = ""
    oidc_secret: str = ""
    evidence_limit_mb: int = 200
    behind_proxy: bool = False
    api_reads_a_minute: int = 600
    api_writes_a_minute: int = 300


def read_environment(given: Mapping[str, str]) -> Environment:
    """The settings that `given` (usually os.environ) holds.

    Raises SettingsFault naming every variable that is missing, unknown or of the wrong form.
    """
    hints = get_type_hints(Environment)
    known = {PREFIX + field.name.upper(): field for field in fields(Environment)}
    faults: list[str] = []
    values: dict[str, Any] = {}
    for variable, field in known.items():
        text = _text(given, variable, faults)
        if text is None:
            continue
        values[field.name] = _value(hints[field.name], variable, text, faults)
    demo = bool(values.get("demo"))
    if demo:
        values.setdefault("secret_key", secrets.token_urlsafe(64))
        values.setdefault("hosts", ("localhost", "127.0.0.1"))
        values.setdefault("origin", "http://localhost:8000")
        values.setdefault("data", Path("zhuoping-demo"))
    required = ("secret_key", "data", "hosts", "origin")
    faults.extend(f"{PREFIX}{name.upper()} 未设置 / is not set" for name in required if name not in values)
    if not demo:
        faults.extend(_weak(values))
    if faults:
        raise SettingsFault("\n".join(faults))
    return Environment(**values)


def _text(given: Mapping[str, str], variable: str, faults: list[str]) -> str | None:
    """The text of a variable, or of the file that `<variable>_FILE` names."""
    place = given.get(f"{variable}_FILE")
    if place is None:
        return given.get(variable)
    try:
        return Path(place).read_text("utf-8").strip()
    except OSError as error:
        faults.append(f"{variable}_FILE: {place}: {error.strerror}")
        return None


def _value(hint: Any, variable: str, text: str, faults: list[str]) -> object:  # noqa: ANN401 - a type.
    if hint is bool:
        if text.lower() not in _TRUTH:
            faults.append(f"{variable}: “{text}” 应为 true 或 false / has to be true or false")
        return _TRUTH.get(text.lower(), False)
    if hint is int:
        if not text.isdigit():
            faults.append(f"{variable}: “{text}” 应为整数 / has to be a whole number")
        return int(text) if text.isdigit() else 0
    if hint == tuple[str, ...]:
        return tuple(part.strip() for part in text.split(",") if part.strip())
    return text if hint is str else Path(text)


def _weak(values: Mapping[str, Any]) -> list[str]:
    """A server for the public starts with no secret that somebody could know or guess."""
    key = str(values.get("secret_key", ""))
    faults = []
    if key and (len(key) < LEAST_SECRET or key.startswith("demo-")):
        faults.append(
            f"{PREFIX}SECRET_KEY 太短或是演示密钥：请用至少 {LEAST_SECRET} 个随机字符 /"
            f" is too short or a demo secret: use at least {LEAST_SECRET} random characters"
        )
    if "*" in values.get("hosts", ()):
        # Links in mails, such as that to a new password, would lead to whatever host a stranger asked by.
        faults.append(
            f"{PREFIX}HOSTS: “*” 会接受任何主机名：请逐个列出 / takes any name of a host: list the names"
        )
    origin = str(values.get("origin", ""))
    if origin and urlsplit(origin).scheme != "https":
        faults.append(f"{PREFIX}ORIGIN: “{origin}” 应以 https:// 开头 / has to begin with https://")
    return faults


def database(setting: str, data: Path) -> dict[str, Any]:
    """The database as Django wants it: a file in `data`, or what `postgresql://user:password@host:port/name` says."""
    if not setting:
        return {
            "ENGINE": "zhuoping.records.queued_sqlite",
            "NAME": data / "zhuoping.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                # A transaction that reads first and writes later would fail on a busy file; asking for the
                # write lock at once makes it wait its turn instead.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
                    " PRAGMA cache_size=-20000; PRAGMA mmap_size=134217728; PRAGMA temp_store=MEMORY;"
                    " PRAGMA busy_timeout=20000"
                ),
            },
        }
    parts = urlsplit(setting)
    if parts.scheme not in ("postgresql", "postgres"):
        raise SettingsFault(f"{PREFIX}DATABASE: “{parts.scheme}” 不支持 / is not supported: postgresql://…")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


def evidence(setting: str, data: Path) -> dict[str, Any]:
    """Where evidence files are: a folder in `data`, or what `s3://bucket/prefix?endpoint=https://host` says.

    Keys of an S3 account come from the usual places of boto3 (environment, profile, role), never from here.
    """
    if not setting:
        return {
            "BACKEND": "zhuoping.records.evidence_store.Folder",
            "OPTIONS": {"location": data / "evidence"},
        }
    parts = urlsplit(setting)
    if parts.scheme != "s3" or not parts.netloc:
        raise SettingsFault(
            f"{PREFIX}EVIDENCE: “{setting}” 应为 s3://桶名/前缀 / has to be s3://bucket/prefix"
        )
    options: dict[str, Any] = {
        "bucket_name": parts.netloc,
        "location": parts.path.strip("/"),
    }
    if endpoint := parse_qs(parts.query).get("endpoint"):
        options["endpoint_url"] = endpoint[0]
    return {"BACKEND": "zhuoping.records.evidence_bucket.Bucket", "OPTIONS": options}


def mail(setting: str) -> tuple[str, dict[str, Any]]:
    """Django's mail backend and its values: the console, or what `smtp(s)://user:password@host:port` says."""
    parts = urlsplit(setting)
    values = {
        "host": parts.hostname or "",
        "port": parts.port or (465 if parts.scheme == "smtps" else 587),
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "ssl": parts.scheme == "smtps",
        "tls": parts.scheme == "smtp" and "tls=no" not in parts.query,
    }
    if setting and parts.scheme not in ("smtp", "smtps"):
        raise SettingsFault(f"{PREFIX}MAIL: “{parts.scheme}” 不支持 / is not supported: smtps://…")
    backend = "django.core.mail.backends.smtp" if setting else "zhuoping.outputs.console_mail"
    return f"{backend}.EmailBackend", values


def oidc(given: Environment) -> dict[str, Any]:
    """The providers of single sign-on for allauth; empty where none is set."""
    if not given.oidc_server:
        return {}
    app = {
        "provider_id": "body",
        "name": given.oidc_name or "OIDC",
        "client_id": given.oidc_client,
        "secret": given.oidc_secret,
        "settings": {"server_url": given.oidc_server},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


def oidc_origins(given: Environment) -> list[str]:
    """Where a browser may be sent on to by the button of single sign-on."""
    parts = urlsplit(given.oidc_server)
    return [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []
