"""Asking publishers politely and distrusting what they answer."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from importlib import metadata
from urllib.parse import urljoin, urlsplit

import requests

from sanctions.errors import InputError, SourceError

#: The only hosts anything is ever asked of, always by https.
HOSTS = frozenset(
    {
        "api.db.nomics.world",
        "api.stlouisfed.org",
        "data-api.ecb.europa.eu",
        "iss.moex.com",
        "sanctionslist.fcdo.gov.uk",
        "sanctionslistservice.ofac.treas.gov",
        "scsanctions.un.org",
        "ticdata.treasury.gov",
        "webgate.ec.europa.eu",
        "www.cbr.ru",
        "www.sesam.search.admin.ch",
    }
)
#: Environment variable with a server on this machine that answers instead of the publishers (tests).
REPLAY = "SANCTIONS_REPLAY"
LARGEST_BYTES = 64 * 2**20
ATTEMPTS = 4
LONGEST_WAIT_SECONDS = 60.0
TIMEOUT_SECONDS = (10.0, 60.0)
LONGEST_REDIRECTS = 5
TRY_AGAIN = frozenset({429, 500, 502, 503, 504})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
NOT_MODIFIED, OK = 304, 200


@dataclass(frozen=True, slots=True)
class Request:
    """One question to a publisher.

    Parameters
    ----------
    source, series : str
        Who asks and for what; named in every error.
    address : str
        Without parameters.
    params : mapping
        Query parameters.
    secret : mapping
        Further parameters that are never printed or stored.
    accept : tuple of str
        Content types that are fine.
    body : str
        Sent by POST when not empty.
    headers : mapping
    """

    source: str
    series: str
    address: str
    accept: tuple[str, ...]
    params: Mapping[str, str] = field(default_factory=dict)
    secret: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def shown(self) -> str:
        """Return the address as it may be printed: without secrets."""
        return str(requests.Request("GET", self.address, params=dict(self.params)).prepare().url)

    @property
    def key(self) -> str:
        """Return what tells this question from others: two series on one page are asked for apart."""
        return f"{self.series} {self.shown}"

    def error(self, reason: str) -> SourceError:
        """Return an error that names source, series and address."""
        return SourceError(f"{self.source}, {self.series}: {reason} ({self.shown})")


@dataclass(frozen=True, slots=True)
class Page:
    """What a publisher answered: the body, and its SHA-256."""

    request: Request
    content: bytes
    sha256: str


class Fetcher:
    """Fetches pages: allow-listed hosts, time-outs, size cap, back-off, conditional requests.

    Proxies and corporate certificate bundles are taken from the environment (HTTPS_PROXY, NO_PROXY,
    REQUESTS_CA_BUNDLE), as requests does.

    Parameters
    ----------
    validators : dict, optional
        Series and address to (ETag, Last-Modified) of what was seen last; brought up to date by answers.
    sleep : callable
        Waits for a number of seconds.
    """

    def __init__(
        self,
        validators: dict[str, tuple[str, str]] | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.validators = {} if validators is None else validators
        self._sleep = sleep
        self._replay = _replay_origin()
        self._session = requests.Session()
        self._session.headers["User-Agent"] = f"sanctions-calculator/{_version()}"

    def fetch(self, request: Request) -> Page | None:
        """Return the page, or None when the publisher says that it has not changed.

        Raises
        ------
        SourceError
            Naming source, series and address: the host cannot be reached, is not on the list, answers with
            an error, another type, a cut or an oversized body, or redirects elsewhere.
        """
        reason = ""
        for attempt in range(ATTEMPTS):
            try:
                response = self._ask(request)
            except (requests.ConnectionError, requests.Timeout) as error:
                reason, wait = f"cannot be reached: {type(error).__name__}", 2.0**attempt
            except OSError as error:  # requests' own errors are OSErrors too; asking again would not help
                raise request.error(f"cannot be asked: {error}") from None
            else:
                with response:
                    if response.status_code not in TRY_AGAIN:
                        return self._answer(request, response)
                    reason = f"answered {response.status_code} {response.reason}".rstrip()
                    wait = _wait(response.headers.get("Retry-After"), 2.0**attempt)
            if attempt + 1 < ATTEMPTS:
                self._sleep(min(wait, LONGEST_WAIT_SECONDS))
        raise request.error(f"{reason}, {ATTEMPTS} times")

    def forget(self, series: str) -> None:
        """Ask for a series' pages as if they had never been seen."""
        for key in [key for key in self.validators if key.startswith(f"{series} ")]:
            del self.validators[key]

    def _ask(self, request: Request) -> requests.Response:
        """Send one request, following redirects only to hosts on the list."""
        params: dict[str, str] | None = {**request.params, **request.secret}
        address, headers = request.address, self._headers(request)
        for _ in range(LONGEST_REDIRECTS + 1):
            method, body = ("POST", request.body.encode()) if request.body else ("GET", None)
            response = self._session.request(
                method,
                self._place(request, address),
                params=params,
                data=body,
                headers=headers,
                timeout=TIMEOUT_SECONDS,
                stream=True,
                allow_redirects=False,
            )
            if response.status_code not in REDIRECTS:
                return response
            address, params = urljoin(address, response.headers.get("Location", "")), None
            response.close()
        raise request.error("redirects without end")

    def _headers(self, request: Request) -> dict[str, str]:
        headers = {"Accept": ", ".join(request.accept), **request.headers}
        etag, modified = self.validators.get(request.key, ("", ""))
        if etag:
            headers["If-None-Match"] = etag
        if modified:
            headers["If-Modified-Since"] = modified
        return headers

    def _place(self, request: Request, address: str) -> str:
        """Return where to send a request: https and a host on the list, or the replay server for it."""
        parts = urlsplit(address)
        if parts.scheme != "https" or parts.hostname not in HOSTS or parts.port not in {None, 443}:
            raise request.error(
                f"leads to {parts.scheme}://{parts.netloc}, which is not on the list of hosts"
            )
        if not self._replay:
            return address
        query = f"?{parts.query}" if parts.query else ""
        return f"{self._replay}/{parts.hostname}{parts.path}{query}"

    def _answer(self, request: Request, response: requests.Response) -> Page | None:
        if response.status_code == NOT_MODIFIED:
            return None
        if response.status_code != OK:
            raise request.error(f"answered {response.status_code} {response.reason}".rstrip())
        kind = response.headers.get("Content-Type", "").split(";")[0].strip().lower()
        if kind not in request.accept:
            raise request.error(f"sent {kind or 'no content type'} instead of {' or '.join(request.accept)}")
        content = _body(request, response)
        etag, modified = response.headers.get("ETag", ""), response.headers.get("Last-Modified", "")
        if etag or modified:
            self.validators[request.key] = (etag, modified)
        return Page(request, content, hashlib.sha256(content).hexdigest())


def _body(request: Request, response: requests.Response) -> bytes:
    """Read a body in pieces, so that a bomb is given up at the cap and not in memory."""
    parts: list[bytes] = []
    size = 0
    try:
        for part in response.iter_content(65536):
            size += len(part)
            if size > LARGEST_BYTES:
                raise request.error(f"sent more than {LARGEST_BYTES // 2**20} MB")
            parts.append(part)
    except (requests.ConnectionError, requests.exceptions.ChunkedEncodingError) as error:
        raise request.error(f"broke off in the middle of the answer: {type(error).__name__}") from None
    except requests.exceptions.ContentDecodingError:
        raise request.error("sent a body that cannot be unpacked") from None
    if not size:
        raise request.error("sent an empty body")
    return b"".join(parts)


def _wait(retry_after: str | None, otherwise: float) -> float:
    """Return the seconds a Retry-After header asks for, as a number or a date."""
    if not retry_after:
        return otherwise
    if retry_after.strip().isdigit():
        return float(retry_after)
    try:
        until = parsedate_to_datetime(retry_after)
    except ValueError:
        return otherwise
    return max((until - dt.datetime.now(until.tzinfo or dt.UTC)).total_seconds(), 0.0)


def _replay_origin() -> str:
    told = os.environ.get(REPLAY, "")
    if told and urlsplit(told).hostname != "127.0.0.1":
        raise InputError.single(REPLAY, "", f"is {told!r}", "http://127.0.0.1 and a port")
    return told.rstrip("/")


def _version() -> str:
    try:
        return metadata.version("sanctions-calculator")
    except metadata.PackageNotFoundError:
        return "checkout"
