"""What a match says: numbers, units, years and times of day, and what it is read against."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from onrecord.dates import values
from onrecord.dates.grammar import Match
from onrecord.dates.lexicon import Word


class Tense(Enum):
    """Where the clause of an expression looks: it decides between two Mondays."""

    PAST = "past"
    FUTURE = "future"


@dataclass(slots=True)
class Setting:
    """What an expression is read against.

    `published` is the day of the document, `last` the calendar value mentioned last
    (`near`: shortly before),
    `quarter` the quarter or half-year mentioned last, if that was near; `tense` that of the
    clause, where known.
    """

    published: date | None
    last: str | None = None
    near: bool = False
    quarter: str | None = None
    tense: Tense | None = None


Reading = tuple[str, str | None]
"""TIMEX3 type and value."""


Resolver = Callable[[Match, Setting], Reading | None]


def month_of(match: Match, group: str) -> int | None:
    """The month that a word of the group names."""
    value = match.value(group, "MONTH") or match.value(group, "MONTHABBR")
    return int(value) if value else None


def day_of(match: Match, group: str) -> int | None:
    """The day of the month in a group."""
    for kind in ("DAY", "NTH", "ORD"):
        if value := match.value(group, kind):
            return int(value) if 1 <= int(value) <= 31 else None
    return None


def year_of(match: Match, setting: Setting) -> int | None:
    """The year a match gives itself, in figures or as "last year"."""
    if short := match.value("year4", "NN"):
        return 2000 + int(short)
    for group in ("year", "year2", "year3"):
        if found := match.value(group, "YEAR") or match.value(group, "SHORT"):
            return int(found)
    for group in ("yearrel", "yearrel2"):
        if match.has(group):
            return setting.published.year + step_of(match, group) if setting.published else None
    if match.has("thisyear"):
        return setting.published.year if setting.published else None
    if match.has("agorel"):
        return setting.published.year - 1 if setting.published else None
    return None


def says_year(match: Match) -> bool:
    """Whether a match gives its year."""
    return any(match.has(g) for g in _YEAR_GROUPS)


_YEAR_GROUPS = ("year", "year2", "year3", "year4", "yearrel", "yearrel2", "thisyear", "agorel")


def step_of(match: Match, group: str = "rel") -> int:
    """-1 for "last", 0 for "this", 1 for "next"."""
    for kind in ("LAST", "NEXT", "THIS"):
        if value := match.value(group, kind):
            return int(value)
    return 0


ANCHORED = frozenset(("following", "subsequent", "preceding", "previous", "prior"))


def count_of(words: tuple[Word, ...]) -> str:
    """How many: a number as TIMEX3 writes it, or X where it is vague or a range."""
    numbers = [
        v
        for w in words
        if (v := w.meaning.get("NUM") or w.meaning.get("NUMWORD") or w.meaning.get("YEAR"))
    ]
    half = any(w.text.lower() in ("half", "/", "½") for w in words)
    vague = next((v for w in words for k in ("VAGUE", "MULTIPLE") if (v := w.meaning.get(k))), None)
    fraction = any("SLASH" in w.meaning for w in words) and numbers[1:] == ["1", "2"]
    if len(set(numbers)) > 1 and not fraction:
        return "X"
    if numbers:
        plain = numbers[0].removesuffix(".0")
        return f"{plain}.5" if half and "." not in plain else plain
    if vague:
        return vague
    return "0.5" if half else "1"


def unit_of(match: Match, group: str = "unit") -> str:
    """The unit a group names: "week", "quarter" …"""
    for word in match.groups.get(group, ()):
        for kind in ("UNIT", "UNITS", "QTR", "QTRS", "WEEKEND", "WEEKENDS", "SECOND"):
            if kind in word.meaning:
                return word.meaning[kind]
        if "PART" in word.meaning:
            return "night"
        if "SEASONS" in word.meaning:
            return "season"
    return "day"


def clock_of(words: tuple[Word, ...]) -> str | None:
    """The TIMEX3 time of day of a clock phrase: "T15:00", "T08:15Z", "T24:00"."""
    if middle := next((w.meaning["MIDDAY"] for w in words if "MIDDAY" in w.meaning), None):
        return middle
    at, hour, minute = _hour_of(words)
    if hour is None:
        return None
    for word in words[at:]:
        half = word.meaning.get("AMPM") or _HALVES.get(word.meaning.get("PART", ""))
        if half == "night":
            half = "p" if 6 <= hour < 12 else "a"
        if half and hour <= 12:
            hour = hour % 12 + (12 if half == "p" else 0)
            break
    zone = next((w.meaning["ZONE"] for w in words if "ZONE" in w.meaning), None)
    return f"T{hour:02}:{minute:02}" + ("Z" if zone in ("GMT", "UTC") else "")


_HALVES = {"TMO": "a", "TAF": "p", "TEV": "p", "TNI": "night", "TDA": "a"}
"""Which half of the day a part of it lies in."""


def _hour_of(words: tuple[Word, ...]) -> tuple[int, int | None, int]:
    """After which word the hour is known, the hour, the minute."""
    for at, word in enumerate(words, 1):
        meaning = word.meaning
        if found := meaning.get("CLOCK") or meaning.get("DOTTED"):
            hour, minute = found.replace(".", ":").split(":")[:2]
            return at, int(hour), int(minute)
        if "MILITARY" in meaning:
            return at, *divmod(int(meaning["MILITARY"]), 100)
        number = meaning.get("HOUR") or meaning.get("NUMWORD") or ""
        if number.isdigit() and int(number) <= 24:
            return at, int(number), 0
    return len(words), None, 0


def time_of_day(match: Match, *groups: str) -> str | None:
    """The time of day of the first of these groups that took part."""
    for group in groups or ("time", "time2", "part", "part2"):
        if not match.has(group):
            continue
        if group.startswith("time"):
            return clock_of(match.groups[group])
        for kind in ("PART", "PARTS", "TONIGHT", "OVERNIGHT", "MIDDAY"):
            if value := match.value(group, kind):
                return value
    return None


def with_time(day: str | None, match: Match) -> Reading:
    """A day with the time of day that the match gives, if it gives one."""
    time = time_of_day(match)
    if time is None:
        return "DATE", day
    return "TIME", day + time if day else None


def iso_day(year: int | None, month: int, day: int) -> str | None:
    """A day as ISO 8601; None where there is no such day, or no year."""
    try:
        return date(year, month, day).isoformat() if year else None
    except ValueError:
        return None


def days_on(day: date | None, count: int) -> str | None:
    """The day so many days on."""
    return values.shifted(day, count, "day") if day else None
