# SPDX-License-Identifier: Apache-2.0
"""One store behind two backends: a folder, and a bucket of a real S3 server on loopback."""

import hashlib
import io
import os
import stat
import threading
from urllib.parse import quote

import boto3
import pytest
from django.core.files import File
from django.core.files.storage import storages
from moto.server import ThreadedMotoServer

from zhuoping.config import reading
from zhuoping.records import evidence_store

CONTENT = "售后服务承诺".encode() * 100
DIGEST = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture(scope="module")
def s3_address():
    """The address of an S3 server that lives in this process."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(params=["folder", "bucket"])
def store(request, settings, tmp_path, monkeypatch):
    """The store as the settings of an installation make it; its backend."""
    setting = ""
    if request.param == "bucket":
        address = request.getfixturevalue("s3_address")
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            monkeypatch.setenv(name, "testing")
        monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        bucket = f"evidence-{tmp_path.name.lower().replace('_', '-')[:40]}"
        boto3.client("s3", endpoint_url=address).create_bucket(Bucket=bucket)
        setting = f"s3://{bucket}/files?endpoint={quote(address)}"
    settings.STORAGES = settings.STORAGES | {"evidence": reading.evidence(setting, tmp_path)}
    return storages["evidence"]


def read(digest=DIGEST):
    with evidence_store.open_file(digest) as file:
        return file.read()


def test_content_comes_back_as_it_was_put(store):
    evidence_store.put(DIGEST, io.BytesIO(CONTENT))

    assert read() == CONTENT
    assert store.exists(f"{DIGEST[:2]}/{DIGEST[2:4]}/{DIGEST}")


def test_content_is_written_once_and_never_over(store):
    evidence_store.put(DIGEST, io.BytesIO(CONTENT))
    evidence_store.put(DIGEST, io.BytesIO(b"forged"))
    name = store.save(f"{DIGEST[:2]}/{DIGEST[2:4]}/{DIGEST}", File(io.BytesIO(b"forged")))

    assert (name, read()) == (f"{DIGEST[:2]}/{DIGEST[2:4]}/{DIGEST}", CONTENT)
    assert store.listdir(f"{DIGEST[:2]}/{DIGEST[2:4]}") == ([], [DIGEST])


def test_same_content_from_several_people_at_once_is_kept_once(store):
    start = threading.Barrier(6)

    def put():
        start.wait()
        evidence_store.put(DIGEST, io.BytesIO(CONTENT))

    threads = [threading.Thread(target=put) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert read() == CONTENT
    assert store.listdir(f"{DIGEST[:2]}/{DIGEST[2:4]}") == ([], [DIGEST])


def test_content_that_is_not_there_is_a_failure_and_not_empty(store):
    with pytest.raises(FileNotFoundError):
        evidence_store.open_file("0" * 64)


def test_large_content_comes_back_whole_and_not_in_memory(store):
    large = os.urandom(9 * 1024 * 1024)
    digest = hashlib.sha256(large).hexdigest()

    evidence_store.put(digest, io.BytesIO(large))

    with evidence_store.open_file(digest) as file:
        assert hashlib.file_digest(file, "sha256").hexdigest() == digest
        assert getattr(file.file, "_rolled", True)


def test_previews_stand_apart_from_evidence_and_by_size(store):
    evidence_store.put_preview(DIGEST, 320, b"small")

    with evidence_store.open_preview(DIGEST, 320) as file:
        assert file.read() == b"small"
    assert evidence_store.open_preview(DIGEST, 1600) is None
    assert not store.exists(f"{DIGEST[:2]}/{DIGEST[2:4]}/{DIGEST}")


def test_what_breaks_off_leaves_nothing_behind(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {"evidence": reading.evidence("", tmp_path)}

    class Broken(io.BytesIO):
        def read(self, size=-1):  # noqa: ARG002 - as files have it.
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        evidence_store.put(DIGEST, Broken(CONTENT))

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_files_in_the_folder_are_for_the_program_only(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {"evidence": reading.evidence("", tmp_path)}

    evidence_store.put(DIGEST, io.BytesIO(CONTENT))

    (place,) = (path for path in tmp_path.rglob("*") if path.is_file())
    assert place.relative_to(tmp_path).as_posix() == f"evidence/{DIGEST[:2]}/{DIGEST[2:4]}/{DIGEST}"
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("setting", ["ftp://x/y", "s3://", "bucket"])
def test_setting_that_is_no_store_is_refused_by_name(setting, tmp_path):
    with pytest.raises(reading.SettingsFault, match="ZHUOPING_EVIDENCE"):
        reading.evidence(setting, tmp_path)
