"""Resolvers of dates that name their place in the calendar: days, months, years, named days."""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.dates import values
from onrecord.dates.grammar import Match
from onrecord.dates.lexicon import holidays
from onrecord.dates.setting import (
    ANCHORED,
    Reading,
    Setting,
    Tense,
    day_of,
    iso_day,
    month_of,
    says_year,
    step_of,
    with_time,
    year_of,
)

# All tuned on one half of TimeBank.
_AHEAD_DAY = 4  # months: "Dec. 7" written in October is to come, whatever the tense
_AHEAD_MONTH = 2  # months: the same for a lone month in a clause without tense
_AHEAD_WITH_FUTURE = 8  # months: farther on, a year would be given, and the date is past
_EVE = 14  # days: a named day so near ahead is meant, whatever the tense


def _near(setting: Setting, month: int, day: int | None) -> int | None:
    """The year of a month, or day of a month, that is given without one."""
    today = setting.published
    if today is None:
        return None
    this = (today.month, today.day)
    that = (month, day or (today.day if month == today.month else 1))
    ahead = (month - today.month - (that < this)) % 12
    if setting.tense is Tense.FUTURE:
        near = _AHEAD_WITH_FUTURE
    else:
        near = _AHEAD_DAY if day else (-1 if setting.tense is Tense.PAST else _AHEAD_MONTH)
    if that == this:
        return today.year
    return today.year + (that < this) if ahead <= near else today.year - (that > this)


def calendar(match: Match, setting: Setting) -> Reading | None:
    """ "24 February 2022", "Monday, Feb. 24", "3pm on 5 May"."""
    month, day = month_of(match, "date"), day_of(match, "date")
    if not month or not day:
        return None
    year = year_of(match, setting) if says_year(match) else _near(setting, month, day)
    value = iso_day(year, month, day)
    if iso_day(2000, month, day) is None or (value is None and year and says_year(match)):
        return None  # there is no 31 February; 2000 has every day that a year can have
    if value is None:
        value = f"XXXX-{month:02}-{day:02}"
    return with_time(value, match)


def week_of(match: Match, setting: Setting) -> Reading | None:
    """ "the week of March 3"."""
    reading = calendar(match, setting)
    day = values.first_day(reading[1]) if reading and reading[1] else None
    return ("DATE", values.at_grain(day, "week")) if day else None


def month(match: Match, setting: Setting) -> Reading | None:
    """ "May 2016", "last March", "in April"."""
    month = month_of(match, "month")
    if not month:
        return None
    if says_year(match):
        year = year_of(match, setting)
    elif match.has("rel") and setting.published:
        today = setting.published
        step = step_of(match)
        if match.groups["rel"][0].text.lower() in ANCHORED:
            anchor = values.first_day(setting.last) if setting.last else None
            if anchor is None:
                return "DATE", None
            today = anchor
        year = today.year
        if step < 0:
            year -= month >= today.month
        elif step > 0:
            year += month <= today.month
    else:
        year = _near(setting, month, None)
    return "DATE", f"{year:04}-{month:02}" if year else f"XXXX-{month:02}"


def figures(match: Match, setting: Setting) -> Reading | None:
    """ "2022-02-24", "24.02.2022", "2/24/22"; the value of "2/3/22" cannot be told."""
    word = match.groups["date"][0]
    if "ISO" in word.meaning:
        day, _, time = word.text.partition("T")
        try:
            date.fromisoformat(day)
        except ValueError:
            return None
        if time:
            return "TIME", word.text
        return with_time(day, match)
    parts = [int(p) for p in word.text.replace("/", ".").replace("-", ".").split(".")]
    if "YMD" in word.meaning:
        value = iso_day(*parts)
        return with_time(value, match) if value else None
    first, second, year = parts
    if year < 100:
        year += 2000 if year < 50 else 1900
    ways = {iso_day(year, second, first)}
    if "." not in word.text:  # with dots the day always comes first
        ways.add(iso_day(year, first, second))
    ways.discard(None)
    if not ways:
        return None
    return with_time(ways.pop() if len(ways) == 1 else None, match)


def year(match: Match, setting: Setting) -> Reading | None:
    """ "2014", "fiscal 2015", "the 1988 period"."""
    year = year_of(match, setting)
    return ("DATE", f"{year:04}") if year else None


def decade(match: Match, setting: Setting) -> Reading | None:
    """ "the 1990s", "the nineties"."""
    written = match.groups["decade"][0].text
    if match.first + 1 == match.last and len(written) < 5 and written[0] not in "'’":
        return None  # "in their 50s", not "the 50s": an age
    return "DATE", match.value("decade", "DECADE")


def century(match: Match, setting: Setting) -> Reading | None:
    """ "the 20th century": TIMEX3 19."""
    number = int(match.value("century", "ORD") or 0)
    return ("DATE", f"{number - 1:02}") if 1 < number <= 30 else None


def quarter(match: Match, setting: Setting) -> Reading | None:
    """ "the third quarter of 2016", "Q1 2017", "next year's first quarter"."""
    nth = match.value("nth", "QUARTER") or match.value("nth", "ORD") or "2"
    if not 1 <= int(nth) <= 4:
        return None
    if says_year(match):
        year = year_of(match, setting)
        return "DATE", f"{year}-Q{nth}" if year else None
    today = setting.published
    if not today:
        return "DATE", f"XXXX-Q{nth}"
    ahead = int(nth) - (today.month + 2) // 3
    year = today.year
    if setting.tense is Tense.FUTURE and ahead == -3:
        year += 1
    elif setting.tense is not Tense.FUTURE and ahead == 3:
        year -= 1
    return "DATE", f"{year}-Q{nth}"


def half(match: Match, setting: Setting) -> Reading | None:
    """ "the first half of 2016"."""
    nth = match.value("nth", "ORD") or "2"
    year = year_of(match, setting)
    return ("DATE", f"{year}-H{nth}" if year else None) if nth in "12" else None


def season(match: Match, setting: Setting) -> Reading | None:
    """ "last summer", "spring 2015", "in the autumn"."""
    code = match.value("season", "SEASON") or ""
    today = setting.published
    year = year_of(match, setting)
    if not says_year(match):
        if today is None:
            return "DATE", f"XXXX-{code}"
        start = values.SEASON_MONTH[code]
        step = step_of(match) if match.has("rel") else None
        year = today.year
        if step == -1:
            year -= today.month < start + 3
        elif step == 1:
            year += today.month >= start
        elif step is None:
            ahead = setting.tense is Tense.FUTURE
            year += (today.month > start + 2) if ahead else -(today.month < start)
    return "DATE", f"{year}-{code}" if year else None


def holiday(match: Match, setting: Setting) -> Reading | None:
    """ "Easter 2024", "last Christmas"."""
    key = match.value("holiday", "HOLIDAY") or ""
    if "unknown" in holidays()[key]:
        return "DATE", None
    today = setting.published
    if says_year(match):
        year = year_of(match, setting)
        return "DATE", holiday_in(key, year).isoformat() if year else None
    if today is None:
        fixed = holidays()[key].get("fixed")
        return "DATE", f"XXXX-{fixed}" if fixed else None
    near = [holiday_in(key, y) for y in range(today.year - 1, today.year + 2) if 1 <= y <= 9999]
    before = max((d for d in near if d <= today), default=None)
    after = min((d for d in near if d >= today), default=None)
    step = step_of(match) if match.has("rel") else None
    if step == 1 or (setting.tense is Tense.FUTURE and step is None):
        found = after
    elif (
        step == -1
        or before is None
        or after is None
        or (setting.tense is Tense.PAST and (after - today).days > _EVE)
    ):
        found = before
    else:
        found = min(before, after, key=lambda d: abs((d - today).days))
    return "DATE", found.isoformat() if found else None


def holiday_in(key: str, year: int) -> date:
    """The day of a key of `holidays.toml` in a year."""
    day = holidays()[key]
    if "fixed" in day:
        return date.fromisoformat(f"{year:04}-{day['fixed']}")
    if "easter" in day:
        return values.easter(year) + timedelta(day["easter"])
    nth, weekday, month = day["nth"]
    return values.nth_weekday(year, month, weekday, nth) + timedelta(day.get("shift", 0))
