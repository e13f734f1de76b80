"""Dates as metadata writes them → the day; what is not certain is no date."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?!\d)")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)")
_SPELT = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%B %d %Y", "%b %d %Y")
_FIRST_YEAR = 1450  # before print there is no day of publication; such values are placeholders


def day_of(value: object) -> date | None:
    """The day that a value of metadata names, as it is written there (no change of zone).

    Read are dates and datetimes, ISO 8601 (also without hyphens), mail dates (RFC 5322) and
    spelt-out English dates. Of `3/4/2024` nobody can tell the month: it is no date.

    >>> day_of("2024-05-22T23:30:00-05:00"), day_of("20240522T101500Z")
    (datetime.date(2024, 5, 22), datetime.date(2024, 5, 22))
    >>> day_of("Wed, 22 May 2024 10:00:00 +0000"), day_of("May 22, 2024"), day_of("22/05/2024")
    (datetime.date(2024, 5, 22), datetime.date(2024, 5, 22), datetime.date(2024, 5, 22))
    >>> day_of("3/4/2024"), day_of("soon"), day_of(None)
    (None, None, None)
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    words = str(value).strip()[:60] if value is not None else ""
    found = _of_numbers(words) or _of_words(words) if words else None
    return found if found and found.year >= _FIRST_YEAR else None


def _of_numbers(words: str) -> date | None:
    with suppress(ValueError):
        if match := _YEAR_FIRST.match(words) or _COMPACT.match(words):
            year, month, day = (int(part) for part in match.groups())
            return date(year, month, day)
        if match := _YEAR_LAST.match(words):
            first, second, year = (int(match.group(n)) for n in (1, 3, 4))
            if first > 12 or first == second:
                return date(year, second, first)
            if second > 12:
                return date(year, first, second)
    return None


def _of_words(words: str) -> date | None:
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        return parsedate_to_datetime(words).date()
    for form in _SPELT:
        with suppress(ValueError):
            return datetime.strptime(words, form).date()
    return None
