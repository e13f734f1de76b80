"""How a ledger is served: under which path, for whom, how large a request may be."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Settings:
    """What `onrecord serve` can be told.

    `coder` is who judges where there are no accounts (one person at their own machine);
    `prefix` the path under which a proxy serves it (“/onrecord”); `hosts` the names by which it
    may be asked for: a page of another name that points at this machine gets nothing.
    """

    coder: str = "me"
    prefix: str = ""
    hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "[::1]")
    secure: bool = False  # behind https: cookies are sent over nothing else
    largest: int = 20 * MEGABYTE  # bytes of a request
    session_days: int = 14
