# SPDX-License-Identifier: Apache-2.0
"""Signing checkpoints of the ledger, on demand and on schedule, and the key that signs them (17065 7.12)."""

import os
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from zhuoping.actions import ledger
from zhuoping.actions.acting import allowed
from zhuoping.core.authority import Act
from zhuoping.core.ledger import Head, make_checkpoint
from zhuoping.core.problems import Refused, problem
from zhuoping.outputs.signatures import PrivateKey, PublicKey, new_key, read_private_key
from zhuoping.records.models import Checkpoint, Person, SigningKey


@transaction.atomic
def sign(*, by: Person | None, at: datetime) -> Checkpoint:
    """Sign where the ledger stands; where the last entry is signed already, that checkpoint is the answer.

    The signing is an entry itself, the last that is signed. A key's first use is one too, with the whole public key.
    `by` is None on schedule, and for the operator's command line.
    Refuses: not-allowed-role, ledger-empty, signing-key-lost, signing-key-unusable, key-not-private.
    """
    if by is not None:
        allowed(by, Act.SIGN_CHECKPOINT)
    stands = ledger.locked_head()
    if not stands.sequence:
        raise Refused([problem("", "ledger-empty")])
    last = Checkpoint.objects.order_by("-sequence").first()
    if last is not None and last.sequence == stands.sequence:
        return last
    key = _signing_key()
    _publish(key.public, by, at)
    body = {"key": key.public.key_id}
    entry = ledger.append(by=by, at=at, action="checkpoint.signed", subject=stands, body=body)
    made = make_checkpoint(Head(entry.sequence, entry.digest), at=at, key_id=key.public.key_id, sign=key.sign)
    return Checkpoint.objects.create(**made._asdict())


@transaction.atomic
def public_key() -> PublicKey:
    """The public half of the key that signs; made now where there was none.

    Refuses: signing-key-lost, signing-key-unusable, key-not-private.
    """
    ledger.locked_head()  # Of two processes that find no key, one makes it and the other reads it.
    return _signing_key().public


def _publish(key: PublicKey, by: Person | None, at: datetime) -> None:
    pem = key.pem.decode()
    _, is_new = SigningKey.objects.get_or_create(key_id=key.key_id, defaults={"pem": pem, "since_at": at})
    if is_new:
        body = {"key": key.key_id, "pem": pem}
        ledger.append(by=by, at=at, action="signing-key.published", subject=ledger.locked_head(), body=body)


def _signing_key() -> PrivateKey:
    path: Path = settings.SIGNING_KEY
    try:
        try:
            return read_private_key(path.read_bytes())
        except FileNotFoundError:
            return _new_key(path)
    except OSError as error:
        why = error.strerror or str(error)
        raise Refused([problem("", "signing-key-unusable", file=path, why=why)]) from None


def _new_key(path: Path) -> PrivateKey:
    """The first key of an installation. Once one has signed, another is never made in silence."""
    if earlier := SigningKey.objects.last():
        raise Refused([problem("", "signing-key-lost", file=path, key=earlier.key_id)])
    key = new_key()
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    # Nobody else may read it from its first byte on, and a crash leaves no half of one in its place.
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(key.pem)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    return key
