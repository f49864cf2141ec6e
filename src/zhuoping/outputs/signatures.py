# SPDX-License-Identifier: Apache-2.0
"""Ed25519 keys of the body (RFC 8032): made, read, used to sign checkpoints and to verify them."""

from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from zhuoping.core.problems import Refused, problem


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key that verifies; whoever has got it by a trusted way can."""

    key: Ed25519PublicKey

    @property
    def key_id(self) -> str:
        """32 hexadecimal digits that no other key has: the beginning of the SHA-256 of its 32 bytes."""
        return sha256(self.key.public_bytes_raw()).hexdigest()[:32]

    @property
    def pem(self) -> bytes:
        """The key as a file."""
        return self.key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    def verify(self, message: bytes, signature: bytes) -> bool:
        """Whether the private half of this key signed the message."""
        try:
            self.key.verify(signature, message)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True)
class PrivateKey:
    """A key that signs. It stays where checkpoints are made; its text and its representation do not show it."""

    key: Ed25519PrivateKey

    @property
    def public(self) -> PublicKey:
        """The half that is published."""
        return PublicKey(self.key.public_key())

    @property
    def pem(self) -> bytes:
        """The key as a file, unencrypted: keep it readable by the program only."""
        return self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    def sign(self, message: bytes) -> bytes:
        """The 64 bytes of the signature."""
        return self.key.sign(message)


def new_key() -> PrivateKey:
    """A new key, of the system's randomness."""
    return PrivateKey(Ed25519PrivateKey.generate())


def read_public_key(content: bytes) -> PublicKey:
    """A public key out of its PEM file.

    Raises Refused for anything else; a private key is named as such, for it should not be where it was found.
    """
    if b"PRIVATE KEY-----" in content:
        raise Refused([problem("", "key-is-private")])
    try:
        key = load_pem_public_key(content)
    except (ValueError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PublicKey):
        raise Refused([problem("", "key-not-public")])
    return PublicKey(key)


def read_private_key(content: bytes) -> PrivateKey:
    """A private key out of its PEM file.

    Raises Refused for anything else, also for an encrypted key.
    """
    try:
        key = load_pem_private_key(content, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise Refused([problem("", "key-not-private")])
    return PrivateKey(key)
