"""What a person asks of a record, in order: plain rows, which the terminal and the page show.

Nothing here prints or knows how it will look.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.model import (
    Actor,
    Event,
    Issue,
    Place,
    Position,
    Record,
    Role,
    Spans,
    Statement,
    When,
    kinds,
)


@dataclass(frozen=True, slots=True)
class Held:
    """A position with its holder, and the words of evidence and condition."""

    position: Position
    actor: Actor
    words: str
    condition: str | None


@dataclass(frozen=True, slots=True)
class Side:
    """One stance on an issue and those who hold it, in text order."""

    stance: str
    held: tuple[Held, ...]

    @property
    def actors(self) -> tuple[Actor, ...]:
        """The holders, each once."""
        return tuple({h.actor.id: h.actor for h in self.held}.values())

    @property
    def passages(self) -> tuple[tuple[Held, ...], ...]:
        """Those whose stance the same words carry, together."""
        shared: dict[tuple[str, str | None], list[Held]] = defaultdict(list)
        for h in self.held:
            shared[h.words, h.condition].append(h)
        return tuple(map(tuple, shared.values()))


@dataclass(frozen=True, slots=True)
class Board:
    """An issue and its five sides, in the order of the stances; sides may be empty."""

    issue: Issue
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with its words and when and where it was said, if the text tells."""

    statement: Statement
    words: str
    cue: str
    time: When | None
    place: Place | None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Those who speak together, or the words for an unnamed source, and what they said."""

    name: str
    actors: tuple[Actor, ...]
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Happened:
    """An event with those in it. `day` is the first day of its time, None where not known."""

    event: Event
    day: date | None
    time: When | None
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    places: tuple[Place, ...]
    before: str
    words: str
    after: str


def boards(record: Record) -> tuple[Board, ...]:
    """Who stands where: one board an issue, those with the most positions first."""
    actors = {a.id: a for a in record.actors}
    by_issue: dict[str, list[Position]] = defaultdict(list)
    for position in record.positions:
        by_issue[position.issue].append(position)
    made = [
        Board(
            issue,
            tuple(
                Side(stance, tuple(_held(record, p, actors) for p in held if p.stance == stance))
                for stance in kinds("stance")
            ),
        )
        for issue in record.issues
        if (held := by_issue.get(issue.id))
    ]
    return tuple(sorted(made, key=lambda b: -len(by_issue[b.issue.id])))


def _held(record: Record, position: Position, actors: dict[str, Actor]) -> Held:
    condition = _words(record, position.condition) if position.condition is not None else None
    return Held(position, actors[position.actor], _words(record, position.evidence), condition)


def statements_by_speaker(record: Record) -> tuple[Speaker, ...]:
    """Who said what: speakers in the order in which they first speak."""
    actors = {a.id: a for a in record.actors}
    times = {t.id: t for t in record.times}
    places = {p.id: p for p in record.places}
    grouped: dict[tuple[str, ...], list[Statement]] = defaultdict(list)
    for s in record.statements:
        grouped[s.speakers or ("", _words(record, s.source).casefold())].append(s)
    speakers = []
    for key, statements in grouped.items():
        who = tuple(actors[id] for id in key) if statements[0].speakers else ()
        name = _joined(a.name for a in who) or _words(record, statements[0].source)
        said = tuple(
            Said(
                s,
                _words(record, s.content),
                _words(record, s.cue),
                times[s.said] if s.said else None,
                places[s.place] if s.place else None,
            )
            for s in statements
        )
        speakers.append(Speaker(name or "no source named", who, said))
    return tuple(speakers)


def timeline(record: Record) -> tuple[Happened, ...]:
    """What happened, by the first day of its time; events without one after, in text order."""
    actors = {a.id: a for a in record.actors}
    times = {t.id: t for t in record.times}
    places = {p.id: p for p in record.places}
    rows = []
    for e in record.events:
        time = times[e.time] if e.time else None
        before, words, after = around(record.document.text, e.trigger)
        rows.append(
            Happened(
                event=e,
                day=first_day(time.value) if time else None,
                time=time,
                actors=tuple(actors[a] for a in e.actors),
                recipients=tuple(actors[a] for a in e.recipients),
                places=tuple(places[p] for p in e.places),
                before=before,
                words=words,
                after=after,
            )
        )
    return tuple(sorted(rows, key=lambda r: (r.day is None, r.day or date.min)))


def places(record: Record) -> tuple[Place, ...]:
    """Where: the places, those named most often first."""
    return tuple(sorted(record.places, key=lambda p: -len(p.mentions)))


def people(record: Record) -> tuple[Actor, ...]:
    """Who: people first, then the other kinds of actor, each by how often it is mentioned."""
    order = {kind: n for n, kind in enumerate(kinds("actor_kind"))}
    return tuple(sorted(record.actors, key=lambda a: (order[a.kind], -len(a.mentions))))


def roles(actor: Actor) -> tuple[Role, ...]:
    """The roles of an actor, each office once."""
    return tuple({(r.title.casefold(), r.of): r for r in reversed(actor.roles)}.values())[::-1]


_CONTEXT = 70  # characters shown on each side of a trigger: about a line of a terminal
_SENTENCE_END = re.compile(r"[.!?]['\"”’»)]*\s|\n")


def around(text: str, spans: Spans, context: int = _CONTEXT) -> tuple[str, str, str]:
    """The words of a mark with what stands before and after it in its sentence.

    >>> from onrecord.model import Span
    >>> around("Rain fell. Rebels shelled the town. All fled.", (Span(18, 25),))
    ('Rebels ', 'shelled', ' the town.')
    """
    start, end = spans[0].start, spans[-1].end
    head = text[max(0, start - context) : start]
    breaks = [m.end() for m in _SENTENCE_END.finditer(head)]
    if breaks:
        head = head[breaks[-1] :]
    elif start > context:
        head = "… " + head.split(" ", 1)[-1]
    tail = text[end : end + context]
    stop = _SENTENCE_END.search(tail)
    if stop:
        tail = tail[: stop.end()].rstrip()
    elif len(text) > end + context:
        tail = tail.rsplit(" ", 1)[0] + " …"
    return shown(head), shown(text[start:end]), shown(tail).rstrip()


_YEAR = re.compile(r"(\d{4})(?:-(.+))?$")
_QUARTER = {"Q": 3, "H": 6}  # months in a quarter, in a half
_SEASON = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # the month a season begins, northern half


def first_day(value: str | None) -> date | None:
    """The first day of a TIMEX3 value, for sorting; None where it names no day.

    >>> first_day("2024-W20"), first_day("2024-05"), first_day("P2Y")
    (datetime.date(2024, 5, 13), datetime.date(2024, 5, 1), None)
    """
    found = _YEAR.match(value.split("T")[0]) if value else None
    if not found:
        return None
    year, rest = int(found[1]), found[2] or "01"
    try:
        if week := re.match(r"W(\d\d)(?:-(\d|WE))?$", rest):
            day = {"WE": "6", None: "1"}.get(week[2], week[2])
            return date.fromisocalendar(year, int(week[1]), int(day or 1))
        if part := re.match(r"([QH])(\d)$", rest):
            return date(year, _QUARTER[part[1]] * (int(part[2]) - 1) + 1, 1)
        if rest in _SEASON:
            return date(year, _SEASON[rest], 1)
        month, _, day_of_month = rest.partition("-")
        return date(year, int(month), 1) + timedelta(days=int(day_of_month or 1) - 1)
    except ValueError:
        return None


def shown(words: str) -> str:
    """Words on one line, without the characters that steer a terminal or turn text around.

    >>> shown("Kallas\\n said\\x1b[31m no")
    'Kallas said\N{REPLACEMENT CHARACTER}[31m no'
    """
    return "".join(
        " "
        if c in " \t\r\n" or unicodedata.category(c) == "Zs"
        else c
        if _harmless(c)
        else "\ufffd"
        for c in _SPACES.sub(" ", words)
    )


_SPACES = re.compile(r"\s+")


def _harmless(character: str) -> bool:
    return (
        unicodedata.category(character) not in ("Cc", "Cf", "Co", "Cs")
        or character in "\u200d\u00ad"
    )


def _words(record: Record, spans: Spans) -> str:
    return shown(record.document.words(*spans))


def _joined(names: Iterable[str]) -> str:
    """Names as a list in words: “Pavel, Kallas and Sikorski”."""
    *first, last = list(names) or [""]
    return f"{', '.join(first)} and {last}" if first else last
