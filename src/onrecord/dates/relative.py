"""Resolvers of dates counted from the day of the text, or from a date mentioned before."""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.dates import values
from onrecord.dates.grammar import Match
from onrecord.dates.setting import (
    ANCHORED,
    Reading,
    Setting,
    Tense,
    clock_of,
    count_of,
    days_on,
    step_of,
    time_of_day,
    unit_of,
    with_time,
)


def dayword(match: Match, setting: Setting) -> Reading | None:
    """ "yesterday", "noon tomorrow", "the day before yesterday"."""
    step = -2 if match.has("before") else 2 if match.has("after") else None
    if step is None:
        step = int(match.value("day", "DAYWORD") or 0)
    return with_time(days_on(setting.published, step), match)


def part_of_day(match: Match, setting: Setting) -> Reading | None:
    """ "this morning", "last night", "overnight"."""
    part = time_of_day(match, "part")
    if match.has("time"):
        part = clock_of((*match.groups["time"], *match.groups["part"]))
    if match.has("same") or (match.has("rel") and match.groups["rel"][0].text.lower() == "that"):
        day = setting.last if values.grain(setting.last) == "day" else None
    else:
        day = days_on(setting.published, step_of(match))
    return "TIME", f"{day}{part}" if day and part else None


def any_part(match: Match, setting: Setting) -> Reading | None:
    """ "in the evening": of the day mentioned shortly before, else of any."""
    near = setting.near and values.grain(setting.last) == "day"
    return "TIME", f"{setting.last if near else 'XXXX-XX-XX'}{time_of_day(match, 'part')}"


def clock(match: Match, setting: Setting) -> Reading | None:
    """ "3pm GMT": of the day mentioned shortly before, else of the text's."""
    time = clock_of(match.groups["time"])
    if time is None:
        return None
    day = setting.published.isoformat() if setting.published else None
    if values.grain(setting.last) == "day" and setting.near:
        day = setting.last
    return "TIME", f"{day}{time}" if day else time


def weekday(match: Match, setting: Setting) -> Reading | None:
    """ "Monday", "next Friday", "Tuesday of last week", "Friday night"."""
    number = int(match.value("day", "WEEKDAY") or match.value("day", "DAYABBR") or 0)
    today = setting.published
    if today is None:
        return with_time(f"XXXX-WXX-{number}", match)
    if match.has("weekrel") or match.has("weeklater"):
        weeks = 1 if match.has("weeklater") else step_of(match, "weekrel")
        monday = today - timedelta(today.isoweekday() - 1)
        return with_time(days_on(monday, 7 * weeks + number - 1), match)
    back = (today.isoweekday() - number) % 7
    step = step_of(match) if match.has("rel") else None
    words = {w.text.lower() for w in match.groups.get("rel", ())}
    if step == 1:
        days = -back + 7
    elif step == -1:
        days = -(back or 7)
    elif words & {"coming", "upcoming"} or setting.tense is Tense.FUTURE:
        days = (number - today.isoweekday()) % 7
    else:
        days = -back
    return with_time(days_on(today, days), match)


def relative_unit(match: Match, setting: Setting) -> Reading | None:
    """ "last week", "this year", "the following month"."""
    unit, step = unit_of(match), step_of(match)
    today = setting.published
    words = {w.text.lower() for w in match.groups.get("rel", ())}
    if words & ANCHORED:  # "the following month" follows what was mentioned last
        anchor = values.first_day(setting.last) if setting.last else None
        return "DATE", values.shifted(anchor, step, unit) if anchor else None
    if unit in ("hour", "minute", "second"):
        return "TIME", None
    if unit == "fortnight":
        return "DURATION", "P2W"
    if today is None:
        return "DATE", None
    if unit == "weekend" and step < 0 and today.isoweekday() >= 6:
        return "DATE", values.shifted(today, step, "weekend")
    return "DATE", values.shifted(today, step, unit)


def weekend(match: Match, setting: Setting) -> Reading | None:
    """ "the weekend": the last one, from Monday to Thursday."""
    today = setting.published
    if today is None:
        return "DATE", None
    past = setting.tense is not Tense.FUTURE and today.isoweekday() < 5
    return "DATE", values.shifted(today, -1 if past else 0, "weekend")


def anaphor(match: Match, setting: Setting) -> Reading | None:
    """ "that day", "the same year"."""
    unit = unit_of(match)
    anchor = values.first_day(setting.last) if setting.last else None
    long = values.MONTHS_IN.get(values.grain(setting.last) or "", 0)
    if (
        anchor is None
        or (unit in values.DAYS_IN and long)
        or long > values.MONTHS_IN.get(unit, 1200)
    ):
        return "DATE", None
    return "DATE", values.shifted(anchor, 0, unit)


def same_unit(match: Match, setting: Setting) -> Reading | None:
    """ "The quarter": the one mentioned last, else the one that ended last."""
    if match.has("year"):
        tail = (setting.quarter or "-QX")[4:]
        return "DATE", f"{match.value('year', 'YEAR')}{tail}"
    if setting.quarter and not match.has("latest"):
        return "DATE", setting.quarter
    if setting.published is None:
        return "DATE", None
    return "DATE", values.shifted(setting.published, -1, "quarter")


def year_ago(match: Match, setting: Setting) -> Reading | None:
    """ "the year-ago quarter", "year-earlier"."""
    if setting.quarter:
        return "DATE", values.years_on(setting.quarter, -1)
    return "DATE", values.shifted(setting.published, -1, "year") if setting.published else None


def ago(match: Match, setting: Setting) -> Reading | None:
    """ "three days ago", "two weeks from now"."""
    count, unit = count_of(match.groups["n"]), unit_of(match)
    way = 1 if match.has("ahead") else -1
    if setting.quarter and (count, unit, way) == ("1", "year", -1):
        return "DATE", values.years_on(setting.quarter, -1)  # figures compared with a year ago
    return _moved(setting.published, count, unit, way)


def _moved(anchor: date | None, count: str, unit: str, way: int) -> Reading:
    if count == "X":
        return "DATE", "FUTURE_REF" if way > 0 else "PAST_REF"
    kind = "TIME" if unit in ("hour", "minute", "second") else "DATE"
    if anchor is None:
        return kind, None
    if not count.isdigit():  # "three and a half years ago"
        months = float(count) * 12 if unit == "year" else 0.0
        moved = values.months_on(anchor, way * round(months)) if months else None
        return kind, values.at_grain(moved, "year") if moved else None
    if unit in ("decade", "century"):  # "a decade ago" is a year, not a decade
        return kind, values.shifted(anchor, way * int(count) * values.MONTHS_IN[unit] // 12, "year")
    return kind, values.shifted(anchor, way * int(count), unit)


def later(match: Match, setting: Setting) -> Reading | None:
    """ "two years later", "a year earlier": from the date mentioned last."""
    way = int(match.value("way", "SHIFT") or 1)
    count, unit = count_of(match.groups["n"]), unit_of(match)
    anchor = values.first_day(setting.last) if setting.last else None
    if setting.quarter and (count, unit) == ("1", "year"):
        return "DATE", values.years_on(setting.quarter, way)
    coarse = values.MONTHS_IN.get(values.grain(setting.last) or "", 0)
    if anchor and (
        (unit in values.DAYS_IN and coarse) or coarse > values.MONTHS_IN.get(unit, 1200)
    ):
        anchor = None  # "two days later" than some month is no day
    if count == "X":  # later than what was told, not than the day of the text
        return "DATE", None
    return _moved(anchor, count, unit, way)


def day_after(match: Match, setting: Setting) -> Reading | None:
    """ "the day after", "the week before"."""
    way = -1 if match.groups["way"][0].text.lower() == "before" else 1
    anchor = values.first_day(setting.last) if setting.last else None
    unit = unit_of(match)
    if anchor is None or (unit == "day" and values.grain(setting.last) != "day"):
        return "DATE", None
    return "DATE", values.shifted(anchor, way, unit)


def ahead(match: Match, setting: Setting) -> Reading | None:
    """ "in two weeks' time"."""
    return _moved(setting.published, count_of(match.groups["n"]), unit_of(match), 1)
