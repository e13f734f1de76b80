"""Resolvers of durations, sets, and the past, present and future at large."""

from __future__ import annotations

from onrecord.dates import values
from onrecord.dates.grammar import Match
from onrecord.dates.setting import Reading, Setting, count_of, time_of_day, unit_of


def duration(match: Match, setting: Setting) -> Reading | None:
    """ "two years", "for decades", "the past six months"."""
    words = match.groups.get("n", ())
    if count := match.rule.given.get("count"):
        return "DURATION", values.duration(count, unit_of(match))
    count = count_of((*words, *match.groups.get("half", ()))) if words else "X"
    return "DURATION", values.duration(count, unit_of(match))


def compound(match: Match, setting: Setting) -> Reading | None:
    """ "11 hours and 15 minutes"."""
    first = values.duration(count_of(match.groups["n"]), unit_of(match))
    second = values.duration(count_of(match.groups["n2"]), unit_of(match, "unit2"))
    if not first or not second:
        return None
    joined = second[1:] if first.startswith("PT") == second.startswith("PT") else "T" + second[2:]
    if first.startswith("PT"):
        joined = joined.removeprefix("T")
    return "DURATION", first + joined


def every(match: Match, setting: Setting) -> Reading | None:
    """ "every Friday", "each year", "every two weeks"."""
    word = match.groups["unit"][0].meaning
    count = match.value("n", "NUM") or match.value("n", "NUMWORD") or "1"
    if "WEEKDAY" in word:
        return "SET", f"XXXX-WXX-{word['WEEKDAY']}{time_of_day(match, 'part') or ''}"
    if "MONTH" in word:
        return "SET", f"XXXX-{int(word['MONTH']):02}"
    if "SEASON" in word:
        return "SET", f"XXXX-{word['SEASON']}"
    if "PART" in word:
        return "SET", f"XXXX-XX-XX{word['PART']}"
    if "HOLIDAY" in word:
        return "SET", None
    if "WEEKEND" in word:
        return "SET", "XXXX-WXX-WE"
    return "SET", values.duration(count, unit_of(match))


def per(match: Match, setting: Setting) -> Reading | None:
    """ "twice a week", "a year" after an amount."""
    return "SET", values.duration("1", unit_of(match) if match.has("unit") else "year")


def frequency(match: Match, setting: Setting) -> Reading | None:
    """ "annually"."""
    return "SET", match.value("how", "FREQUENCY")


def often(match: Match, setting: Setting) -> Reading | None:
    """ "Fridays"."""
    return "SET", f"XXXX-WXX-{match.value('day', 'WEEKDAYS')}{time_of_day(match, 'part') or ''}"


def reference(match: Match, setting: Setting) -> Reading | None:
    """ "now", "recently", "soon"."""
    return "DATE", match.value("ref", "REF")


def constant(match: Match, setting: Setting) -> Reading | None:
    """Fixed phrases: "the past", "these days"."""
    return match.rule.given["type"], match.rule.given["value"]
