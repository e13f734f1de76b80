"""How DNA keeps the passwords of coders: SHA-256, salted, a hundred thousand rounds."""

from __future__ import annotations

import base64
import hashlib
import unicodedata
from functools import cache

_ROUNDS = 100_000
_SALT = 16  # bytes


@cache
def digest(password: str, salted_by: str) -> str:
    """What DNA's table of coders holds for a password: base64 of 16 bytes of salt and the digest.

    The salt is made of `salted_by`, not drawn, so that the same records give the same bytes;
    the password of an exported file is no secret (docs/exchange.md tells it).

    >>> len(digest("onrecord", "Admin"))
    64
    """
    salt = hashlib.sha256(salted_by.encode()).digest()[:_SALT]
    made = hashlib.sha256(salt + unicodedata.normalize("NFC", password).encode()).digest()
    for _ in range(_ROUNDS - 1):
        made = hashlib.sha256(made).digest()
    return base64.b64encode(salt + made).decode("ascii")


def matches(password: str, kept: str) -> bool:
    """Whether this is the password that DNA keeps so.

    >>> matches("onrecord", digest("onrecord", "Admin")), matches("x", digest("onrecord", "Admin"))
    (True, False)
    """
    raw = base64.b64decode(kept)
    made = hashlib.sha256(raw[:_SALT] + unicodedata.normalize("NFC", password).encode()).digest()
    for _ in range(_ROUNDS - 1):
        made = hashlib.sha256(made).digest()
    return made == raw[_SALT:]
