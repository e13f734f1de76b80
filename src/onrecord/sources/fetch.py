"""Addresses of the web → their bytes, within limits of size, time and redirects."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, BinaryIO, cast
from urllib.parse import urlsplit

from onrecord.errors import InputError, MissingInput
from onrecord.sources.addresses import public_transport
from onrecord.sources.origin import Origin
from onrecord.sources.streams import too_large

if TYPE_CHECKING:
    import httpx
    from tenacity import RetryCallState

_TRIED_AGAIN = frozenset({429, 500, 502, 503, 504})
_GONE = frozenset({404, 410})
_IN_MEMORY = 8 << 20  # bytes; more goes to a temporary file
_LONGEST_WAIT = 30.0  # seconds that a server may ask for before the next try


@dataclass(frozen=True, slots=True)
class Limits:
    """What a fetch may cost: bytes, seconds, redirects, tries."""

    size: int = 50 << 20
    connect: float = 10.0
    read: float = 30.0  # seconds between two parts of the answer
    whole: float = 180.0
    redirects: int = 5
    tries: int = 3
    first_wait: float = 1.0  # doubled for each next try


class _AgainLater(InputError):
    """The server may answer better in a moment; `after` seconds, where it says so."""

    after: float | None = None


def is_address(path: str) -> bool:
    """Whether a path is an address of the web."""
    return path[:8].lower().startswith(("http://", "https://"))


@contextmanager
def fetched(
    url: str, origin: Origin, *, public_only: bool = False, limits: Limits | None = None
) -> Iterator[tuple[BinaryIO, Origin]]:
    """The bytes at an address, and what is known of them: final address, type, time.

    `public_only` refuses addresses that are not of the public network, at every redirect too,
    and uses no proxy. Raises `InputError` (`MissingInput` where nothing is there). Network
    faults and answers that ask for it (429, 5xx) are tried again.
    """
    import httpx
    from tenacity import Retrying, retry_if_exception_type, stop_after_attempt

    limits = limits or Limits()
    retrying = Retrying(
        retry=retry_if_exception_type(_AgainLater),
        stop=stop_after_attempt(limits.tries),
        wait=lambda state: _wait(state, limits),
        reraise=True,
    )
    deadline = time.monotonic() + limits.whole
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as body:
        client = httpx.Client(
            transport=public_transport() if public_only else None,
            trust_env=not public_only,
            follow_redirects=True,
            max_redirects=limits.redirects,
            timeout=httpx.Timeout(limits.read, connect=limits.connect),
            headers={"User-Agent": f"onrecord/{metadata.version('onrecord')}", "Accept": "*/*"},
        )
        with client:
            found = retrying(_once, client, url, origin, cast(BinaryIO, body), limits, deadline)
        body.seek(0)
        yield cast(BinaryIO, body), found


def _once(
    client: httpx.Client,
    url: str,
    origin: Origin,
    body: BinaryIO,
    limits: Limits,
    deadline: float,
) -> Origin:
    """One try; `body` holds the bytes afterwards. Every fault is an `InputError` of this URL."""
    import httpx

    try:
        return _get(client, url, origin, body, limits, deadline)
    except InputError as error:
        if error.where == url:
            raise
        told = f"{error.where}: {error.what}"  # of the host, maybe one that it redirects to
        raise type(error)(told, where=url, hint=error.hint) from error
    except httpx.TooManyRedirects as error:
        raise InputError("redirected too often", where=url, hint="its final address") from error
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, ValueError) as error:
        raise InputError(f"not an address: {error}", where=url, hint="https://…") from error
    except httpx.TimeoutException as error:
        if time.monotonic() > deadline:
            raise _slow(url) from error
        raise _AgainLater("no answer in time", where=url, hint="again later") from error
    except httpx.HTTPError as error:
        told = " ".join(str(error).split()) or type(error).__name__
        raise _AgainLater(
            f"cannot be fetched: {told}", where=url, hint="check the address and the connection"
        ) from error


def _get(
    client: httpx.Client,
    url: str,
    origin: Origin,
    body: BinaryIO,
    limits: Limits,
    deadline: float,
) -> Origin:
    body.seek(0)
    body.truncate()
    with client.stream("GET", url) as response:
        _check_status(response, url)
        if int(response.headers.get("Content-Length") or 0) > limits.size:
            raise too_large(url, limits.size)
        for chunk in response.iter_bytes(1 << 16):
            body.write(chunk)
            if body.tell() > limits.size:
                raise too_large(url, limits.size)
            if time.monotonic() > deadline:
                raise _slow(url)
        return _known(response, origin)


def _check_status(response: httpx.Response, url: str) -> None:
    status = response.status_code
    told = f"the server says {status} {response.reason_phrase}".strip()
    if status in _GONE:
        raise MissingInput(told, where=url, hint="check the address")
    if status in _TRIED_AGAIN:
        error = _AgainLater(told, where=url, hint="again later")
        asked = response.headers.get("Retry-After", "")
        error.after = float(asked) if asked.isdigit() else None
        raise error
    if status != 200:
        raise InputError(told, where=url, hint="save it in a browser and read the file")


def _known(response: httpx.Response, origin: Origin) -> Origin:
    """What the answer says: where it came from in the end, its type and encoding."""
    declared, _, _ = response.headers.get("Content-Type", "").partition(";")
    final = str(response.url)
    return Origin(
        name=origin.name,
        hint=urlsplit(final).path.rpartition("/")[2] or "-",
        published=origin.published,
        columns=origin.columns,
        url=final,
        retrieved=datetime.now(UTC).replace(microsecond=0),
        declared=declared.strip().lower() or None,
        charset=response.charset_encoding,
    )


def _wait(state: RetryCallState, limits: Limits) -> float:
    error = state.outcome.exception() if state.outcome else None
    asked = error.after if isinstance(error, _AgainLater) and error.after else 0.0
    doubled = limits.first_wait * 2.0 ** (state.attempt_number - 1)
    return min(max(asked, doubled), _LONGEST_WAIT)


def _slow(url: str) -> InputError:
    return InputError("takes too long", where=url, hint="download it and read the file")
