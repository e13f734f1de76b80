"""Ids made from content: reading twice adds nothing."""

from __future__ import annotations

import hashlib
import unicodedata

_LENGTH = 16  # hexadecimal digits: 64 bits, no expected clash below some 10⁹ marks of a kind


def content_id(prefix: str, *parts: object) -> str:
    """`prefix` and 16 hexadecimal digits of the SHA-256 of `parts`.

    Parts are joined by a character that no text holds, after `str`, so ("ab", "c") and
    ("a", "bc") differ.

    >>> content_id("a", "ab", "c") == content_id("a", "a", "bc")
    False
    """
    joined = "\x1f".join(str(part) for part in parts)
    return prefix + hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


def text_id(characters: str) -> str:
    """The SHA-256 of the characters in UTF-8: the name of a text."""
    return hashlib.sha256(characters.encode("utf-8", "surrogatepass")).hexdigest()


def fold(name: str) -> str:
    """A name without case, accents, or white space in a row: for comparing names only.

    >>> fold("Radosław  SIKORSKI"), fold("Željko Komšić’s")
    ('radoslaw sikorski', "zeljko komsic's")
    """
    plain = name.replace("’", "'").replace("ł", "l").replace("Ł", "L")
    decomposed = unicodedata.normalize("NFKD", plain)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(bare.casefold().split())
