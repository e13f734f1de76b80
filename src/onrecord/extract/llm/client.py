"""Asking an OpenAI-compatible server, in the forms that such servers take."""

from __future__ import annotations

import ssl
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from http import HTTPStatus
from typing import Any

import httpx
import msgspec
import tenacity

from onrecord.extract.llm.prompt import answer_schema
from onrecord.extract.llm.settings import LlmSettings, is_this_machine

LARGEST = 4_000_000
"""Bytes of an answer read at most: a thousand times what is asked for."""
LONGEST_WAIT = 60.0
"""Seconds between two attempts, whatever the server asks for."""
CONNECT = 10.0
"""Seconds to reach the server."""
PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
"""Status codes after which a later attempt may work."""
OTHER_FORM = frozenset({400, 415, 422, 501})
"""Status codes by which servers refuse a field of the request that they do not know."""


class ServerTrouble(Exception):
    """The server gave no answer. `reason` is shown, so nothing of the request is in it.

    `lasting`: the next passage would fare no better. `tokens` may have been spent on it.
    """

    def __init__(
        self, reason: str, *, lasting: bool = False, passing: bool = False, tokens: int = 0
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.lasting = lasting
        self.passing = passing
        self.tokens = tokens
        self.retry_after: float | None = None
        self.status: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the model wrote; `whole` is False where it was cut. `tokens` None: not told."""

    text: str
    whole: bool
    tokens: int | None


class _Message(msgspec.Struct):
    content: str | None = None


class _Choice(msgspec.Struct):
    message: _Message
    finish_reason: str | None = None


class _Usage(msgspec.Struct):
    total_tokens: int | None = None


class _Completion(msgspec.Struct):
    choices: list[_Choice]
    usage: _Usage | None = None


class _Model(msgspec.Struct):
    id: str


class _Models(msgspec.Struct):
    data: list[_Model]


def _forms(answer_tokens: int) -> tuple[dict[str, Any], ...]:
    """The same request in the forms that servers know, the strictest first."""
    schema = {"name": "positions", "strict": True, "schema": answer_schema()}
    cool: dict[str, Any] = {"temperature": 0, "seed": 1, "max_tokens": answer_tokens}
    by_schema = {"response_format": {"type": "json_schema", "json_schema": schema}}
    return (
        cool | by_schema,
        cool | {"response_format": {"type": "json_object"}},
        cool,
        # models that reason take neither a temperature nor `max_tokens`
        {"max_completion_tokens": answer_tokens} | by_schema,
        {"max_completion_tokens": answer_tokens},
    )


class Client:
    """One server. Safe to use from several threads; remembers which form the server takes."""

    def __init__(self, settings: LlmSettings) -> None:
        self.settings = settings
        self._forms = _forms(settings.answer_tokens)
        self._form: int | None = None
        key = settings.key()
        self._http = httpx.Client(
            headers={"Authorization": f"Bearer {key}"} if key else {},
            timeout=httpx.Timeout(settings.timeout, connect=min(settings.timeout, CONNECT)),
            follow_redirects=False,  # a redirect could carry the key to another host
            trust_env=not is_this_machine(settings.url),
            verify=_certificates(),
        )

    def close(self) -> None:
        """Lets the connections go."""
        self._http.close()

    def models(self) -> list[str]:
        """The models that the server has."""
        body = self._retried("GET", "/models", None, 0)
        try:
            return [m.id for m in msgspec.json.decode(body, type=_Models).data]
        except msgspec.MsgspecError:
            raise ServerTrouble(
                "the server does not say which models it has", lasting=True
            ) from None

    def ask(self, model: str, prompt: str, cost: int) -> Answer:
        """The answer to one question; `cost` is what its prompt is taken to cost, in tokens.

        Raises `ServerTrouble` when all attempts failed.
        """
        question = {"model": model, "messages": [{"role": "user", "content": prompt}]}
        known = self._form
        choices = range(len(self._forms)) if known is None else (known,)
        refused: ServerTrouble | None = None
        for number in choices:
            try:
                body = self._retried(
                    "POST", "/chat/completions", question | self._forms[number], cost
                )
            except ServerTrouble as trouble:
                if trouble.status not in OTHER_FORM:
                    raise
                refused = trouble
                continue
            answer = _answer(body, cost)
            self._form = number
            return answer
        raise refused or ServerTrouble("the server takes none of the forms we know", lasting=True)

    def _retried(self, method: str, path: str, body: dict[str, Any] | None, cost: int) -> bytes:
        spent = 0
        retrying = tenacity.Retrying(
            stop=tenacity.stop_after_attempt(self.settings.attempts),
            wait=self._wait,
            retry=tenacity.retry_if_exception(_may_pass),
            reraise=True,
        )
        try:
            for attempt in retrying:
                with attempt:
                    try:
                        return self._once(method, path, body, cost)
                    except ServerTrouble as trouble:
                        spent += trouble.tokens
                        raise
        except ServerTrouble as trouble:
            trouble.tokens = spent
            raise
        raise AssertionError("tenacity ends with a result or an exception")

    def _wait(self, state: tenacity.RetryCallState) -> float:
        """Exponential back-off with full jitter, or longer where the server says how long."""
        drawn = tenacity.wait_random_exponential(
            multiplier=self.settings.first_wait, max=LONGEST_WAIT
        )(state)
        error = state.outcome.exception() if state.outcome else None
        asked = error.retry_after if isinstance(error, ServerTrouble) else None
        return min(max(drawn, asked or 0.0), LONGEST_WAIT)

    def _once(self, method: str, path: str, body: dict[str, Any] | None, cost: int) -> bytes:
        """One request; the whole of its answer within the time and the size allowed."""
        late = ServerTrouble("the server did not answer in time", passing=True, tokens=cost)
        end = time.monotonic() + self.settings.timeout
        try:
            with self._http.stream(method, self.settings.base + path, json=body) as response:
                if response.status_code != HTTPStatus.OK:
                    raise _refusal(response)
                parts: list[bytes] = []
                size = 0
                for part in response.iter_bytes():
                    size += len(part)
                    parts.append(part)
                    if size > LARGEST:
                        raise ServerTrouble("the answer is too large", tokens=cost)
                    if time.monotonic() > end:  # a server that trickles never times out by itself
                        raise late
                return b"".join(parts)
        except httpx.ConnectTimeout:
            raise ServerTrouble("the server is not reached", passing=True) from None
        except httpx.TimeoutException:
            raise late from None
        except httpx.ConnectError:
            raise ServerTrouble("the server is not reached", passing=True) from None
        except httpx.TransportError:
            raise ServerTrouble("the connection broke off", passing=True, tokens=cost) from None
        except (httpx.HTTPError, httpx.InvalidURL, ValueError):
            # no cause is chained: httpx's messages may show parts of the request
            raise ServerTrouble("the server's answer cannot be read", tokens=cost) from None


@cache
def _certificates() -> ssl.SSLContext:
    """Loaded once: reading the certificates takes longer than a text whose answers are kept."""
    return httpx.create_ssl_context()


def _may_pass(error: BaseException) -> bool:
    return isinstance(error, ServerTrouble) and error.passing


def _refusal(response: httpx.Response) -> ServerTrouble:
    """The trouble that a status means. The server's own words are left out: they may show keys."""
    code = response.status_code
    passing = code in PASSING
    trouble = ServerTrouble(
        f"the server answered {code}",
        passing=passing,
        lasting=not passing
        and code not in OTHER_FORM
        and code != HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    )
    trouble.status = code
    trouble.retry_after = retry_after(response.headers.get("Retry-After"))
    return trouble


def retry_after(header: str | None, now: datetime | None = None) -> float | None:
    """Seconds to wait by a Retry-After header (RFC 9110: seconds, or a date); None without one.

    >>> retry_after("7"), retry_after("soon"), retry_after(None)
    (7.0, None, None)
    """
    if header is None:
        return None
    if header.strip().isdecimal():
        return min(float(header.strip()[:9]), LONGEST_WAIT)
    try:
        then = parsedate_to_datetime(header)
    except ValueError:
        return None
    if then.tzinfo is None:
        then = then.replace(tzinfo=UTC)
    return max(0.0, (then - (now or datetime.now(UTC))).total_seconds())


def _answer(body: bytes, cost: int) -> Answer:
    try:
        completion = msgspec.json.decode(body, type=_Completion)
        choice = completion.choices[0]
    except (msgspec.MsgspecError, IndexError, UnicodeError):
        raise ServerTrouble(
            "the server answered something else than a chat completion", tokens=cost
        ) from None
    tokens = completion.usage.total_tokens if completion.usage else None
    return Answer(choice.message.content or "", choice.finish_reason != "length", tokens)
