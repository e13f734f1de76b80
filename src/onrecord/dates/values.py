"""Arithmetic on TIMEX3 values: days, ISO weeks, months, quarters, seasons, years, decades.

A value is the string that TIMEX3 writes (`2017-03-01`, `2017-W09`, `2017-W09-WE`, `2017-Q1`,
`2017-H1`, `2017-SU`, `2017`, `201`, `20`); its grain is the unit it is as long as.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

_GRAINS = (
    ("day", re.compile(r"\d{4}-\d\d-\d\d")),
    ("month", re.compile(r"\d{4}-\d\d")),
    ("week", re.compile(r"\d{4}-W\d\d")),
    ("weekend", re.compile(r"\d{4}-W\d\d-WE")),
    ("quarter", re.compile(r"\d{4}-Q[1-4]")),
    ("half", re.compile(r"\d{4}-H[12]")),
    ("season", re.compile(r"\d{4}-(?:SP|SU|FA|WI)")),
    ("year", re.compile(r"\d{4}")),
    ("decade", re.compile(r"\d{3}")),
    ("century", re.compile(r"\d{2}")),
)
MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
DAYS_IN = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of each season in the northern meteorological year."""

_CODES = {
    "second": ("T", "S"), "minute": ("T", "M"), "hour": ("T", "H"), "day": ("", "D"),
    "week": ("", "W"), "weekend": ("", "WE"), "month": ("", "M"), "quarter": ("", "Q"),
    "year": ("", "Y"), "decade": ("", "DE"), "century": ("", "CE"), "millennium": ("", "ML"),
    "night": ("T", "NI"), "season": ("", "SE"),
}  # fmt: skip


def grain(value: str | None) -> str | None:
    """The unit a DATE value is as long as; None where it is no calendar date.

    >>> grain("2017-Q1"), grain("201"), grain("PAST_REF")
    ('quarter', 'decade', None)
    """
    day = (value or "").split("T", 1)[0]
    return next((name for name, form in _GRAINS if form.fullmatch(day)), None)


def first_day(value: str) -> date | None:
    """The first day of a DATE value; None where it has none or lies outside years 1–9999.

    >>> first_day("2017-W09"), first_day("199")
    (datetime.date(2017, 2, 27), datetime.date(1990, 1, 1))
    """
    day = value.split("T", 1)[0]
    kind = grain(day)
    try:
        if kind == "day":
            return date.fromisoformat(day)
        if kind == "month":
            return date(int(day[:4]), int(day[5:7]), 1)
        if kind in ("week", "weekend"):
            start = date.fromisocalendar(int(day[:4]), int(day[6:8]), 1)
            return start + timedelta(5) if kind == "weekend" else start
        if kind == "quarter":
            return date(int(day[:4]), 3 * int(day[6]) - 2, 1)
        if kind == "half":
            return date(int(day[:4]), 6 * int(day[6]) - 5, 1)
        if kind == "season":
            return date(int(day[:4]), SEASON_MONTH[day[5:7]], 1)
        if kind in ("year", "decade", "century"):
            return date(int(day.ljust(4, "0")), 1, 1)
    except ValueError:
        return None
    return None


def at_grain(day: date, unit: str) -> str:
    """The unit of the calendar that `day` lies in.

    >>> at_grain(date(2016, 1, 2), "week"), at_grain(date(2016, 8, 2), "quarter")
    ('2015-W53', '2016-Q3')
    """
    if unit in ("week", "weekend", "fortnight"):
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}" + ("-WE" if unit == "weekend" else "")
    whole = {
        "month": f"{day.year:04}-{day.month:02}",
        "quarter": f"{day.year:04}-Q{(day.month + 2) // 3}",
        "half": f"{day.year:04}-H{(day.month + 5) // 6}",
        "year": f"{day.year:04}",
        "decade": f"{day.year // 10:03}",
        "century": f"{day.year // 100:02}",
    }
    return whole.get(unit, day.isoformat())


def months_on(day: date, count: int) -> date | None:
    """The same day of the month `count` months on (its last, where that month is shorter)."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def shifted(day: date, count: int, unit: str) -> str | None:
    """The value `count` units after `day`, as long as the unit (a fortnight: as a day).

    >>> shifted(date(1998, 3, 22), -5, "month"), shifted(date(2017, 1, 2), 1, "week")
    ('1997-10', '2017-W02')
    """
    if unit in DAYS_IN:
        try:
            moved: date | None = day + timedelta(DAYS_IN[unit] * count)
        except OverflowError:
            return None
    elif unit in MONTHS_IN:
        moved = months_on(day, MONTHS_IN[unit] * count)
    else:
        return None
    if moved is None:
        return None
    return at_grain(moved, "day" if unit == "fortnight" else unit)


def years_on(value: str, count: int) -> str | None:
    """The same part of the year `count` years on, as long as it was.

    >>> years_on("1989-Q3", -1), years_on("2016-02-29", 1)
    ('1988-Q3', '2017-02-28')
    """
    kind = grain(value)
    if kind in (None, "decade", "century", "week", "weekend"):
        start = first_day(value) if kind else None
        return shifted(start, count, "year") if start else None
    if kind == "day":
        start = first_day(value)
        moved = months_on(start, 12 * count) if start else None
        return moved.isoformat() if moved else None
    return f"{int(value[:4]) + count:04}{value[4:]}"


def duration(count: str, unit: str) -> str | None:
    """The TIMEX3 duration of so many units; `count` is a number, or X where it is vague.

    >>> duration("2", "week"), duration("X", "hour"), duration("0.5", "year")
    ('P2W', 'PTXH', 'P0.5Y')
    """
    if unit == "fortnight":
        return duration(str(2 * int(count)) if count.isdigit() else "X", "week")
    if unit not in _CODES:
        return None
    time, code = _CODES[unit]
    return f"P{time}{count}{code}"


def easter(year: int) -> date:
    """Western Easter Sunday (anonymous Gregorian computus, Nature 1876).

    >>> easter(2017), easter(2024)
    (datetime.date(2017, 4, 16), datetime.date(2024, 3, 31))
    """
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), f = divmod(b, 4), (b + 8) // 25
    h = (19 * a + b - d - (b - f + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The `nth` (-1: last) ISO `weekday` of a month.

    >>> nth_weekday(2016, 11, 4, 4), nth_weekday(2016, 5, 1, -1)
    (datetime.date(2016, 11, 24), datetime.date(2016, 5, 30))
    """
    if nth > 0:
        first = date(year, month, 1)
        return first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    last = date(year, month, monthrange(year, month)[1])
    return last - timedelta((last.isoweekday() - weekday) % 7 - 7 * (nth + 1))
