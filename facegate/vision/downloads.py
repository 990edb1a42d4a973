"""Model files from their addresses, by HTTPS."""

from __future__ import annotations

import ssl
import urllib.error
import urllib.request
from http.client import HTTPException, HTTPResponse
from typing import IO
from urllib.parse import urlsplit

from facegate.errors import ModelError
from facegate.vision.manifest import Variant
from facegate.vision.sources import Cancelled, InstallCancelledError, Progress, check, not_reached, wrong_size


class UrlSource:
    """The addresses in the manifest, by HTTPS only."""

    label = "upstream"

    TIMEOUT = 15.0
    """Seconds without an answer or a byte."""
    QUICK = 5.0
    """The same for what the program does without: nobody waits longer for that at every start."""
    _CHUNK = 1 << 16

    def __init__(self, context: ssl.SSLContext | None = None, timeout: float | None = None) -> None:
        """Trust what ``context`` does, else what the system does; wait ``timeout`` seconds, else :attr:`TIMEOUT`."""
        self._timeout = timeout
        self._opener = urllib.request.build_opener(
            urllib.request.HTTPSHandler(context=context or ssl.create_default_context()), _HttpsOnly()
        )
        self._unreachable: dict[str, ModelError] = {}

    def fetch(self, variant: Variant, progress: Progress, cancelled: Cancelled) -> bytes | None:
        """See :class:`Source`. A host that did not answer is not asked again."""
        failure: ModelError | None = None
        for url in variant.urls:
            host = urlsplit(url).netloc
            if host in self._unreachable:
                failure = self._unreachable[host]
                continue
            try:
                return check(variant, self._download(url, host, variant, progress, cancelled), host)
            except InstallCancelledError:
                raise
            except ModelError as error:
                failure = error
        if failure is not None:
            raise failure
        return None

    def _download(self, url: str, host: str, variant: Variant, progress: Progress, cancelled: Cancelled) -> bytes:
        if cancelled():
            raise InstallCancelledError
        try:
            with self._opener.open(url, timeout=self._timeout or self.TIMEOUT) as response:
                return self._read(response, host, variant, progress, cancelled)
        except urllib.error.HTTPError as error:
            raise not_reached(host, f"it answers {error.code} {error.reason}") from error
        except (OSError, HTTPException) as error:
            self._unreachable[host] = not_reached(host, _reason(error))
            raise self._unreachable[host] from error

    def _read(
        self, response: HTTPResponse, host: str, variant: Variant, progress: Progress, cancelled: Cancelled
    ) -> bytes:
        announced = response.headers.get("Content-Length", "")
        if announced.isdecimal() and not variant.may_have(int(announced)):
            raise wrong_size(variant, int(announced), host)
        total = variant.size or (int(announced) if announced.isdecimal() else 0)
        data = bytearray()
        # One byte more than there should be is enough to know that it is the wrong file.
        while len(data) <= variant.most:
            if cancelled():
                raise InstallCancelledError
            chunk = response.read(self._CHUNK)
            if not chunk:
                break
            data += chunk
            progress(min(len(data), total) if total else len(data), total)
        return bytes(data)


class _HttpsOnly(urllib.request.HTTPRedirectHandler):
    """Follows no redirection to anything but HTTPS."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: object, newurl: str
    ) -> urllib.request.Request | None:
        if urlsplit(newurl).scheme != "https":
            raise urllib.error.URLError("it redirects to an address without encryption")
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


def _reason(error: object) -> object:
    """What the system says, without the number before it; an ``URLError`` wraps it."""
    inner = error.reason if isinstance(error, urllib.error.URLError) else error
    return (isinstance(inner, OSError) and inner.strerror) or inner
