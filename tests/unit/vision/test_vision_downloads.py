"""Downloads from a server that does everything wrong."""

from __future__ import annotations

import hashlib
import socket
import time

import pytest
from helpers.https_server import serving

from facegate.errors import ModelError
from facegate.vision import downloads
from facegate.vision.downloads import UrlSource
from facegate.vision.manifest import Variant
from facegate.vision.sources import InstallCancelledError, WrongFileError

DATA = bytes(range(256)) * 1000


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture(autouse=True)
def fresh(server):
    server.answers.clear()
    server.asked.clear()


@pytest.fixture
def source(server, monkeypatch):
    monkeypatch.setattr(UrlSource, "TIMEOUT", 1.0)
    for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    return UrlSource(server.context)


def variant(*urls: str) -> Variant:
    return Variant(name="fp32", file="m.bin", sha256=hashlib.sha256(DATA).hexdigest(), size=len(DATA), urls=urls)


def body(data: bytes, length: int | None = None, status: int = 200, **headers: str):
    def answer(request):
        request.send_response(status)
        if length is not None:
            request.send_header("Content-Length", str(length))
        for name, value in headers.items():
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(data)

    return answer


def fetch(source, *urls, progress=lambda done, total: None, cancelled=lambda: False):
    return source.fetch(variant(*urls), progress, cancelled)


def test_download_with_progress(server, source):
    server.answers["/m"] = body(DATA, len(DATA))
    seen = []
    assert fetch(source, f"{server.address}/m", progress=lambda *step: seen.append(step)) == DATA
    assert seen[-1] == (len(DATA), len(DATA))
    assert len(seen) > 1
    assert seen == sorted(seen)


def test_no_address_is_no_error(source):
    assert fetch(source) is None


def test_second_address_is_tried(server, source):
    server.answers["/b"] = body(DATA)
    assert fetch(source, f"{server.address}/a", f"{server.address}/b") == DATA
    assert server.asked == ["/a", "/b"]


@pytest.mark.parametrize(
    "answer",
    [
        body(DATA[:-1], len(DATA) - 1),
        body(b"version https://git-lfs.github.com/spec/v1", 42),
        body(DATA[:-1] + b"x", len(DATA)),
        body(DATA[:1000]),
        body(DATA + b"x"),
    ],
    ids=["short", "pointer", "changed", "short without length", "long without length"],
)
def test_wrong_file_is_refused(server, source, answer):
    server.answers["/m"] = answer
    with pytest.raises(WrongFileError):
        fetch(source, f"{server.address}/m")


def test_connection_that_breaks_off(server, source):
    server.answers["/m"] = body(DATA[:5000], len(DATA))
    with pytest.raises(ModelError) as caught:
        fetch(source, f"{server.address}/m")
    assert "127.0.0.1" in caught.value.message


def test_endless_answer_is_cut_off(server, source):
    def endless(request):
        body(b"")(request)
        while not server.closing.is_set():
            request.wfile.write(bytes(1 << 16))

    server.answers["/m"] = endless
    with pytest.raises(WrongFileError):
        fetch(source, f"{server.address}/m")


def test_stalled_server_is_given_up(server, source):
    def stalled(request):
        body(DATA[:1000], len(DATA))(request)
        server.closing.wait(10)

    server.answers["/m"] = stalled
    before = time.monotonic()
    with pytest.raises(ModelError):
        fetch(source, f"{server.address}/m")
    assert time.monotonic() - before < 5


def test_error_status_is_told(server, source):
    with pytest.raises(ModelError, match="404"):
        fetch(source, f"{server.address}/m")


def test_redirection_is_followed_only_to_https(server, source):
    server.answers["/real"] = body(DATA)
    server.answers["/m"] = body(b"", status=302, Location=f"{server.address}/real")
    assert fetch(source, f"{server.address}/m") == DATA
    server.answers["/m"] = body(b"", status=302, Location="http://127.0.0.1:1/m")
    with pytest.raises(ModelError, match="without encryption"):
        fetch(source, f"{server.address}/m")


def test_unknown_certificate_is_refused(server, monkeypatch):
    server.answers["/m"] = body(DATA)
    with pytest.raises(ModelError, match=r"(?i)certificate"):
        fetch(UrlSource(), f"{server.address}/m")


def test_host_that_does_not_answer_is_asked_once(source):
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        address = f"https://127.0.0.1:{bound.getsockname()[1]}"
        errors = []
        for path in ("a", "b"):
            with pytest.raises(ModelError) as caught:
                fetch(source, f"{address}/{path}")
            errors.append(caught.value)
    # The very same error: nothing was tried the second time.
    assert errors[0] is errors[1]


def test_cancelled_in_the_middle(server, source):
    server.answers["/m"] = body(DATA)
    steps = []
    with pytest.raises(InstallCancelledError):
        fetch(
            source,
            f"{server.address}/m",
            progress=lambda *step: steps.append(step),
            cancelled=lambda: len(steps) >= 2,
        )
    assert len(steps) == 2


def test_optional_models_are_not_waited_for_as_long(monkeypatch):
    waited = []

    class Opener:
        def open(self, url, timeout):
            waited.append(timeout)
            raise OSError("no answer")

    monkeypatch.setattr(downloads.urllib.request, "build_opener", lambda *_: Opener())
    for source in (UrlSource(), UrlSource(timeout=UrlSource.QUICK)):
        with pytest.raises(ModelError):
            fetch(source, "https://nowhere.invalid/m")
    assert waited == [UrlSource.TIMEOUT, UrlSource.QUICK]
