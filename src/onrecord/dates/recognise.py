"""Time expressions of a text: found by the grammar, read against the day of the document."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from onrecord.dates import values
from onrecord.dates.grammar import Match, grammar
from onrecord.dates.lexicon import Word, data
from onrecord.dates.resolve import RESOLVERS
from onrecord.dates.setting import Setting, Tense
from onrecord.model import Span


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """One expression. `type` and `value` as TIMEX3 writes them; `value` None where unknown.

    `mod` is the TIMEX3 modifier ("START" for "early 2017", "APPROX" for "about two years").
    `doubtful` says that its words alone may mean something else ("May", "march", "2010").
    """

    span: Span
    type: str
    value: str | None
    mod: str | None = None
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A match before it is taken: for those who know more of the text than its characters.

    `kind` is that of its grammar rule ("month", "year", "weekday" …), `likely` what its words
    and the word before it say.
    """

    span: Span
    kind: str
    doubtful: bool
    likely: bool


TenseOf = Callable[[Span], Tense | None]
Accepts = Callable[[Candidate], bool]


def find_times(
    text: str,
    published: date | None,
    *,
    tense: TenseOf | None = None,
    accepts: Accepts | None = None,
) -> list[TimeExpression]:
    """The time expressions of a text, in order, none overlapping another.

    `published` is the day the text appeared: without it only absolute expressions get a value.
    `tense` says where the clause around a span looks (default: told from words like "will"
    nearby); `accepts` refuses what is no time (default: what is not `likely`: doubtful words
    stand only after a preposition or beside another part of a date).

    >>> [(t.type, t.value) for t in find_times("They met last week.", date(2024, 5, 22))]
    [('DATE', '2024-W20')]
    """
    tense = tense or (lambda span: tense_nearby(text, span))
    rules = grammar()
    letters, words = rules.lexicon.read(text)
    setting = Setting(published)
    quarter_at = last_at = -_FAR
    found: list[TimeExpression] = []
    for match in rules.matches(letters, words):
        for candidate in _candidates(match, words):
            span = Span(words[candidate.first].start, words[candidate.last - 1].end)
            doubtful = _is_doubtful(candidate, words)
            likely = _stands(candidate, words, doubtful)
            kind = candidate.rule.kind
            if not (accepts(Candidate(span, kind, doubtful, likely)) if accepts else likely):
                continue
            setting.tense = tense(span)
            if span.start - quarter_at > _FAR:
                setting.quarter = None
            setting.near = span.start - last_at < _NEAR
            reading = RESOLVERS[kind](candidate, setting)
            if reading is None:
                continue
            floor = found[-1].span.end if found else 0
            wide, mod = _widened(candidate, words, floor, reading[0])
            found.append(TimeExpression(wide, *reading, mod=mod, doubtful=doubtful))
            if _refers(candidate, reading):
                last_at = span.start
                setting.last = (reading[1] or "").split("T", 1)[0]
                if values.grain(setting.last) in ("quarter", "half"):
                    setting.quarter, quarter_at = setting.last, span.start
    return found


def _refers(match: Match, reading: tuple[str, str | None]) -> bool:
    """Whether later ones may count from this one: not from comparisons ("a year earlier")."""
    if reading[0] not in ("DATE", "TIME") or values.grain(reading[1]) is None:
        return False
    back = match.rule.kind == "later" and match.value("way", "SHIFT") == "-1"
    return not back and match.rule.kind not in ("yearago", "ago")


_NEAR = 200  # characters within which "at 3pm" belongs to a day mentioned before it
_FAR = 500  # characters after which a quarter is no longer what "a year ago" compares with


def tense_nearby(text: str, span: Span) -> Tense | None:
    """Where a clause looks, told from the nearest sign before the span in its sentence.

    >>> tense_nearby("They will meet on Monday.", Span(18, 24))
    <Tense.FUTURE: 'future'>
    """
    before = text[max(0, span.start - _REACH) : span.start]
    before = before[max((m.end() for m in _BREAK.finditer(before)), default=0) :]
    after = text[span.end : span.end + _REACH]
    end = _BREAK.search(after)
    after = after[: end.start()] if end else after
    signs = [(len(before) - m.end(), m.lastgroup) for m in _signs().finditer(before)]
    signs += [(m.start() + _BEHIND, m.lastgroup) for m in _signs().finditer(after)]
    if not signs:
        return None
    return Tense.FUTURE if min(signs)[1] == "future" else Tense.PAST


_REACH = 120  # characters looked at on each side for a sign of tense
_BEHIND = 20  # characters by which a sign after the span counts as farther
_BREAK = re.compile(r"[.!?;]\s|\n")


@cache
def _signs() -> re.Pattern[str]:
    signs = tomllib.loads(data("tense.toml"))
    groups = (
        f"(?P<{name}>{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})"
        for name, words in signs.items()
    )
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(groups)}|(?P<ed>[a-z]{{2,20}}ed))(?!\w)", re.IGNORECASE
    )


def _candidates(match: Match, words: list[Word]) -> Iterator[Match]:
    """The match itself; the two ends of a range, each filled up from the other."""
    if match.rule.kind not in ("days", "years"):
        yield match
        return
    at = {word.start: k for k, word in enumerate(words[match.first : match.last], match.first)}
    first, last = match.groups["first"], match.groups["last"]
    split = at[first[-1].start] + 1
    if match.rule.kind == "years":
        year, end = first[0].meaning["YEAR"], last[0]
        full = end.text if len(end.text) == 4 else year[:2] + end.text
        filled = replace(end, meaning={"YEAR": full})
        rule = grammar().named("year after a word")
        yield Match(rule, match.first, split, {"year": first})
        yield Match(rule, at[end.start], match.last, {"year": (filled,)})
        return
    rule = grammar().named("calendar date")
    months = tuple(w for w in (*first, *last) if "MONTH" in w.meaning or "MONTHABBR" in w.meaning)
    years = {"year": match.groups["year"]} if match.has("year") else {}
    for part, start, end_ in ((first, match.first, split), (last, at[last[0].start], match.last)):
        days = tuple(w for w in part if w not in months)
        yield Match(rule, start, end_, {"date": (*days, *months), **years})


def _is_doubtful(match: Match, words: list[Word]) -> bool:
    """Whether the words alone may be no time: a lone "May", a number that may be a year."""
    kind = match.rule.kind
    if kind == "month":
        given = match.groups.keys() & {"rel", "year", "yearrel", "thisyear"}
        return not given and "DOUBTFUL" in words[match.first].meaning
    if kind == "year":
        return "YEAR" in words[match.first].meaning
    if kind == "season":  # "the Autumn Budget"
        after = words[match.last].text if match.last < len(words) else ""
        return words[match.last - 1].text[0].isupper() and after[:1].isupper()
    return kind == "frequency"


def _stands(match: Match, words: list[Word], doubtful: bool) -> bool:
    """Whether a doubtful match is a time all the same, by the word before it."""
    if not doubtful:
        return True
    if match.rule.kind == "season":
        return False
    before = words[match.first - 1].meaning if match.first else {}
    word = words[match.first]
    after = words[match.last] if match.last < len(words) else None
    if match.rule.kind == "frequency":  # an adjective is part of a name for what it describes
        alone = after is None or not after.text[0].isalnum() or "PREP" in after.meaning
        return alone and not word.text[0].isupper()
    if match.rule.kind == "year" and "of" in before and int(word.meaning["YEAR"]) < _EARLY:
        return False  # "a survey of 1709 schools"
    if before.keys() & {"PREP", "PHASE", "DASH"}:
        return True
    if match.rule.kind == "year":
        return 1900 <= int(word.meaning["YEAR"]) <= 2059
    if before.keys() & {"and", "or", "COMMA"} and match.first > 1:  # "between March and May"
        return bool(words[match.first - 2].meaning.keys() & {"MONTH", "MONTHABBR", "YEAR"})
    return False


_EARLY = 1800  # years before it are rare in news, numbers are not


def _widened(match: Match, words: list[Word], floor: int, type: str) -> tuple[Span, str | None]:
    """The span with "early", "the end of" or "about" before it, and the modifier they make."""
    first = match.first
    mod = _approximation(match)
    if type in ("DATE", "TIME") and match.rule.kind not in ("ref", "constant"):
        lead, found = _lead(words, first)
        if found and words[lead].start >= floor:
            first, mod = lead, found
    return Span(words[first].start, words[match.last - 1].end), mod


def _lead(words: list[Word], first: int) -> tuple[int, str | None]:
    """Where a modifier before token `first` begins, and what it means."""
    at = first - 1
    if at >= 0 and "DASH" in words[at].meaning:
        at -= 1
    if at < 0:
        return first, None
    meaning = words[at].meaning
    if "PHASE" in meaning:
        the = at > 0 and words[at - 1].text.lower() == "the" and words[first].text.lower() != "the"
        return at - the, meaning["PHASE"]
    if at == first - 1 and words[at].text.lower() in ("around", "circa"):
        return at, "APPROX"
    if words[at].text.lower() == "of" and at > 0 and "EDGE" in words[at - 1].meaning:
        the = at > 1 and words[at - 2].text.lower() == "the"
        return at - 1 - the, words[at - 1].meaning["EDGE"]
    return first, None


def _approximation(match: Match) -> str | None:
    words = match.groups.get("mod", ())
    if not words:
        return None
    text = " ".join(w.text.lower() for w in words)
    return next(
        (w.meaning[k] for w in words for k in ("APPROX", "PHASE") if k in w.meaning), None
    ) or _QUANTITY.get(text)


_QUANTITY = {
    "more than": "MORE_THAN", "less than": "LESS_THAN", "fewer than": "LESS_THAN",
    "at least": "EQUAL_OR_MORE", "no less than": "EQUAL_OR_MORE", "at most": "EQUAL_OR_LESS",
    "up to": "EQUAL_OR_LESS", "no more than": "EQUAL_OR_LESS", "not more than": "EQUAL_OR_LESS",
    "as long as": "EQUAL_OR_LESS", "just over": "MORE_THAN", "well over": "MORE_THAN",
    "just under": "LESS_THAN", "a little over": "MORE_THAN",
}  # fmt: skip
