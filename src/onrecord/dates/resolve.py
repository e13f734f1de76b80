"""From a match of the grammar to TIMEX3 type and value: the resolver for each kind of rule."""

from __future__ import annotations

from onrecord.dates import absolute, lengths, relative
from onrecord.dates.setting import Resolver

RESOLVERS: dict[str, Resolver] = {
    "calendar": absolute.calendar,
    "weekof": absolute.week_of,
    "month": absolute.month,
    "figures": absolute.figures,
    "year": absolute.year,
    "decade": absolute.decade,
    "century": absolute.century,
    "quarter": absolute.quarter,
    "half": absolute.half,
    "dayword": relative.dayword,
    "partofday": relative.part_of_day,
    "anypart": relative.any_part,
    "weekday": relative.weekday,
    "relunit": relative.relative_unit,
    "weekend": relative.weekend,
    "anaphor": relative.anaphor,
    "sameunit": relative.same_unit,
    "yearago": relative.year_ago,
    "ago": relative.ago,
    "later": relative.later,
    "dayafter": relative.day_after,
    "ahead": relative.ahead,
    "duration": lengths.duration,
    "compound": lengths.compound,
    "every": lengths.every,
    "per": lengths.per,
    "frequency": lengths.frequency,
    "often": lengths.often,
    "time": relative.clock,
    "season": absolute.season,
    "holiday": absolute.holiday,
    "ref": lengths.reference,
    "constant": lengths.constant,
}
"""The resolver for each kind that `grammar.toml` names, ranges apart."""
