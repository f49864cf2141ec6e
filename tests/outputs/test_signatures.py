# SPDX-License-Identifier: Apache-2.0
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from zhuoping.core.problems import Refused
from zhuoping.outputs.signatures import PrivateKey, new_key, read_private_key, read_public_key

# RFC 8032, section 7.1, test 2.
SECRET = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"
SIGNATURE = (
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
)
CURVE = ec.generate_private_key(ec.SECP256R1())


def codes(read, content: bytes) -> list[str]:
    with pytest.raises(Refused) as refused:
        read(content)
    return [each.code for each in refused.value.problems]


def test_signature_is_that_of_the_standard():
    key = PrivateKey(Ed25519PrivateKey.from_private_bytes(bytes.fromhex(SECRET)))

    assert key.sign(b"\x72").hex() == SIGNATURE
    assert key.public.verify(b"\x72", bytes.fromhex(SIGNATURE))
    # SHA-256 of the 32 bytes 3d4017c3…660c, the public key of the same test.
    assert key.public.key_id == "39f713d0a644253f04529421b9f51b9b"


@pytest.mark.parametrize(
    ("message", "signature"),
    [
        (b"\x73", bytes.fromhex(SIGNATURE)),
        (b"\x72", bytes(64)),
        (b"\x72", b""),
        (b"", bytes.fromhex(SIGNATURE)),
    ],
)
def test_signature_of_something_else_is_none(message, signature):
    key = PrivateKey(Ed25519PrivateKey.from_private_bytes(bytes.fromhex(SECRET)))

    assert not key.public.verify(message, signature)


def test_keys_are_read_from_the_files_that_they_make():
    key = new_key()

    private, public = read_private_key(key.pem), read_public_key(key.public.pem)

    assert public.key_id == private.public.key_id == key.public.key_id
    assert public.verify(b"message", private.sign(b"message"))


def test_two_new_keys_differ():
    assert new_key().public.key_id != new_key().public.key_id


def test_private_key_does_not_show_in_its_representation():
    key = new_key()

    assert key.key.private_bytes_raw().hex() not in repr(key)
    assert "PRIVATE" not in repr(key)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "key-not-public"),
        (b"\x00\xff", "key-not-public"),
        (b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", "key-not-public"),
        (
            CURVE.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
            "key-not-public",
        ),
        (new_key().pem, "key-is-private"),
    ],
    ids=["empty", "bytes", "nonsense", "another curve", "private"],
)
def test_public_key_of_another_kind_is_refused(content, code):
    assert codes(read_public_key, content) == [code]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        CURVE.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
        new_key().key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"word")),
        new_key().public.pem,
    ],
    ids=["empty", "another curve", "encrypted", "public"],
)
def test_private_key_of_another_kind_is_refused(content):
    assert codes(read_private_key, content) == ["key-not-private"]
