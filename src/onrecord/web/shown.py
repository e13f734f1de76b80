"""How values are written for people: days, flags, initials, numbers, short words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

_A = 0x1F1E6  # REGIONAL INDICATOR SYMBOL LETTER A


def flag(country: str | None) -> str:
    """The flag of an ISO 3166-1 alpha-2 code, nothing where there is none.

    >>> flag("EE") == chr(0x1F1EA) * 2, flag(None)
    (True, '')
    """
    if not country or len(country) != 2 or not country.isalpha() or not country.isascii():
        return ""
    return "".join(chr(_A + ord(c) - ord("A")) for c in country.upper())


def initials(name: str) -> str:
    """One or two letters for a name.

    >>> initials("Ingrid Vassdal"), initials("Kremlin"), initials("the Baltic states")
    ('IV', 'K', 'B')
    """
    words = [w for w in name.split() if w[:1].isalnum()]
    big = [w for w in words if w[0].isupper()] or words
    letters = [big[0][0], big[-1][0]] if len(big) > 1 else [w[0] for w in big]
    return "".join(letters).upper() or "?"


def day(value: str | None) -> str:
    """A day as people write it, “undated” where there is none.

    >>> day("2024-05-22"), day("2024-05-22T10:00:00Z"), day(None)
    ('22 May 2024', '22 May 2024', 'undated')
    """
    if not value:
        return "undated"
    try:
        found = date.fromisoformat(value[:10])
    except ValueError:
        return value
    return f"{found.day} {found:%b %Y}"


def days(first: str | None, last: str | None) -> str:
    """From one day to another; one day where they are the same.

    >>> days("2024-05-22", "2024-06-01"), days("2024-05-22", "2024-05-22")
    ('22 May 2024 – 1 Jun 2024', '22 May 2024')
    """
    return day(first) if day(first) == day(last) else f"{day(first)} – {day(last)}"


def count(value: int, one: str, many: str | None = None) -> str:
    """A number with its noun.

    >>> count(1, "actor"), count(12345, "actor"), count(0, "body", "bodies")
    ('1 actor', '12,345 actors', '0 bodies')
    """
    noun = one if value == 1 else (many or one + "s")
    return f"{value:,} {noun}"


def percent(share: float | None) -> str:
    """A share of one in whole per cent; “<1 %” for what would round to nothing.

    >>> percent(0.5), percent(0.001), percent(0.0), percent(None)
    ('50 %', '<1 %', '0 %', '–')
    """
    if share is None:
        return "–"
    if 0 < share < 0.005:
        return "<1 %"
    return f"{round(share * 100)} %"


def short(words: str, letters: int = 180) -> str:
    """Words cut at a blank, with an ellipsis where something is left out.

    >>> short("one two three", 9), short("one", 9)
    ('one two…', 'one')
    """
    plain = " ".join(words.split())
    if len(plain) <= letters:
        return plain
    return plain[:letters].rsplit(" ", 1)[0].rstrip(" ,;:.–-") + "…"


def web_address(url: str | None) -> str | None:
    """The URL where it is one of the web: a script's is no link."""
    return url if url and url.lower().startswith(("http://", "https://")) else None


FILTERS: Mapping[str, Callable[..., Any]] = {
    "flag": flag,
    "initials": initials,
    "day": day,
    "days": days,
    "count": count,
    "percent": percent,
    "short": short,
    "web_address": web_address,
}
