"""What a person says about their language model: where it is, what it may cost."""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from onrecord.errors import ModelError

OPTION = "--llm-url"
ENDPOINT = "/chat/completions"


@dataclass(frozen=True, slots=True)
class LlmSettings:
    """Where the server is, which model, how long to wait, how much to spend.

    `url` is the base of an OpenAI-compatible server, with or without `/v1` (Ollama:
    `http://localhost:11434`); `model` None takes the one that the server has; `key_env` is the
    *name* of the environment variable with the key. `budget` is in tokens, prompts and answers
    together, for the whole run (None: no limit). `cache` is a folder (None: the user's own
    cache). `timeout` and `first_wait` are in seconds; `parallel` is how many passages are asked
    about at once, and changes nothing in what comes out. `answer_tokens` is the longest
    answer: with the longest prompt it fits a context of 4,096 tokens.

    Raises `ModelError` where a setting cannot be right, before anything is read.
    """

    url: str
    model: str | None = None
    key_env: str | None = None
    budget: int | None = 1_000_000
    cache: Path | None = None
    timeout: float = 120.0
    parallel: int = 2
    attempts: int = 4
    first_wait: float = 1.0
    answer_tokens: int = 1_500

    def __post_init__(self) -> None:
        base_url(self.url)
        if self.key_env is not None:
            _check_key(self)
        for name, value in (
            ("timeout", self.timeout),
            ("parallel", self.parallel),
            ("attempts", self.attempts),
            ("answer_tokens", self.answer_tokens),
        ):
            if value <= 0:
                raise ModelError(f"{name} must be more than 0, not {value}", where="--llm")
        if self.budget is not None and self.budget < 0:
            raise ModelError(
                f"a budget of {self.budget} tokens is none", where="--llm-budget", hint="0 or more"
            )

    @property
    def base(self) -> str:
        """The URL that endpoints are added to: `https://host/v1`."""
        return base_url(self.url)

    def key(self) -> str | None:
        """The key, read from the environment now; never kept, never shown."""
        return os.environ.get(self.key_env) if self.key_env else None


def base_url(url: str) -> str:
    """The base of the server's endpoints, or `ModelError`.

    >>> base_url("http://localhost:11434"), base_url("https://a.example/api/v1/chat/completions")
    ('http://localhost:11434/v1', 'https://a.example/api/v1')
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise ModelError("not a URL", where=OPTION, hint="http://localhost:11434/v1") from None
    if parts.scheme not in ("http", "https") or not host:
        raise ModelError(
            "the URL of a language model begins with http:// or https://",
            where=OPTION,
            hint="http://localhost:11434/v1",
        )
    if parts.username is not None or parts.password is not None or parts.query or parts.fragment:
        # the URL is shown in messages, so that nothing secret may be in it
        raise ModelError(
            "the URL holds a user name, a password, a query or a fragment",
            where=OPTION,
            hint="the bare address, and the key in a variable named by --llm-key-env",
        )
    path = parts.path.rstrip("/").removesuffix(ENDPOINT).rstrip("/")
    return urlunsplit((parts.scheme, parts.netloc, path or "/v1", "", ""))


def is_near(url: str) -> bool:
    """Whether a host is this machine or one of a private network, by its name alone.

    >>> is_near("http://127.0.0.1:8080"), is_near("http://box.local"), is_near("http://a.example")
    (True, True, False)
    """
    host = urlsplit(url).hostname or ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return "." not in host or host.endswith((".local", ".localhost", ".internal", ".lan"))
    return address.is_private or address.is_loopback


def is_this_machine(url: str) -> bool:
    """Whether a host is this machine: then no proxy stands between."""
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _check_key(settings: LlmSettings) -> None:
    key = settings.key()
    if not key or not key.isascii() or not key.isprintable() or key != key.strip():
        raise ModelError(
            f"the environment variable {settings.key_env} holds no key",
            where="--llm-key-env",
            hint=f"export {settings.key_env}=…",
        )
    if settings.base.startswith("http:") and not is_near(settings.url):
        raise ModelError(
            "a key would be sent in the clear", where=OPTION, hint="the same URL with https://"
        )


def cache_folder(chosen: Path | None) -> Path:
    """The folder of kept answers: the one chosen, else below the user's cache (XDG)."""
    if chosen is not None:
        return chosen
    home = os.environ.get("XDG_CACHE_HOME", "")
    # the XDG rule: a relative path there is to be ignored
    base = Path(home) if Path(home).is_absolute() else Path.home() / ".cache"
    return base / "onrecord" / "llm"
