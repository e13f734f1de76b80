"""The grammar's data: every rule can be compiled, reached and resolved."""

from __future__ import annotations

import pytest

from onrecord.dates.absolute import holiday_in
from onrecord.dates.grammar import Grammar, grammar
from onrecord.dates.lexicon import holidays
from onrecord.dates.resolve import RESOLVERS
from onrecord.errors import DataError


def test_every_rule_has_a_resolver_and_its_own_name() -> None:
    rules = grammar().rules
    assert {r.kind for r in rules} - {"days", "years"} == set(RESOLVERS)
    assert len({r.name for r in rules}) == len(rules)


@pytest.mark.parametrize("pattern", ["( MONTH", "<day: DAY", "NOSUCHCLASS", "DAY +"])
def test_a_broken_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(DataError):
        Grammar().rule({"name": "broken", "kind": "year", "pattern": pattern})


@pytest.mark.parametrize("key", sorted(k for k, d in holidays().items() if "unknown" not in d))
def test_every_named_day_has_a_date(key: str) -> None:
    assert holiday_in(key, 2017).year == 2017


@pytest.mark.parametrize(
    ("key", "day"),
    [
        ("thanksgiving", "2016-11-24"), ("black_friday", "2016-11-25"), ("labor_day", "2017-09-04"),
        ("memorial_day", "2017-05-29"), ("good_friday", "2017-04-14"),
        ("election_day", "2016-11-08"),
        ("easter", "2016-03-27"), ("mlk", "2017-01-16"),
    ],
)  # fmt: skip
def test_named_days_fall_where_calendars_put_them(key: str, day: str) -> None:
    assert holiday_in(key, int(day[:4])).isoformat() == day
