"""A reader without a model, texts for it, work for other processes, and dumps of ledgers.

A text of ours has one line a statement: who | stance | issue | words.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from multiprocessing.synchronize import Event as Signal
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from onrecord.intake.add import Count, Reading, add
from onrecord.issues import Judge, country_words
from onrecord.model import (
    FORMAT,
    Actor,
    Issue,
    Mention,
    Position,
    Record,
    Role,
    Span,
    Statement,
    Text,
)
from onrecord.store import tables as t
from onrecord.store.ledger import Ledger
from onrecord.store.rows import packed

sys.path.insert(0, str(Path(__file__).parent / "issues"))

STEPS = ("statements/lines-1", "positions/lines-1")
MOMENTS = {c.name for table in t.metadata.tables.values() for c in table.c if c.type is t.MOMENT}
LATER = frozenset(("judgement", "unsettled"))


class Lines:
    """Reads lines of the form above, quickly and without a model."""

    def __init__(self, *, version: int = 1) -> None:
        self.version = version
        self.read_texts = 0

    @property
    def steps(self) -> tuple[str, ...]:
        return tuple(step.replace("-1", f"-{self.version}") for step in STEPS)

    def read(self, text: Text) -> Record:
        """The record of one text. The second version passes over lines that begin with `#`."""
        self.read_texts += 1
        actors: dict[str, Actor] = {}
        issues: dict[str, Issue] = {}
        statements, positions, at = [], [], 0
        for line in text.text.splitlines(keepends=True):
            parts = line.rstrip("\n").split("|")
            if len(parts) == 4 and not (self.version > 1 and line.startswith("#")):
                spans, start = [], at
                for part in parts:
                    spans.append(Span(start, start + len(part)))
                    start += len(part) + 1
                actor = _actor(parts[0].lstrip("#"), spans[0], text)
                actors.setdefault(actor.id, actor)
                issue = Issue.of(parts[2], ((spans[2],),))
                issues.setdefault(issue.id, issue)
                said = self._statement(text, actor, spans)
                statements.append(said)
                positions.append(self._position(text, said, actor, issue, parts[1], spans))
            at += len(line)
        return Record(
            FORMAT,
            text,
            actors=tuple(actors.values()),
            statements=tuple({s.id: s for s in statements}.values()),
            issues=tuple(issues.values()),
            positions=tuple({p.id: p for p in positions}.values()),
        )

    def read_all(self, texts: Iterable[Text]) -> Iterator[Record]:
        for text in texts:
            yield self.read(text)

    def _statement(self, text: Text, actor: Actor, spans: list[Span]) -> Statement:
        return Statement(
            id=Statement.id_of(text.id, (spans[0],), (spans[1],), (spans[3],)),
            kind="direct",
            speakers=(actor.id,),
            source=(spans[0],),
            cue=(spans[1],),
            content=(spans[3],),
            addressees=(),
            within=None,
            voice="direct",
            said=None,
            place=None,
            confidence=0.9,
            by=self.steps[0],
        )

    def _position(
        self,
        text: Text,
        said: Statement,
        actor: Actor,
        issue: Issue,
        stance: str,
        spans: list[Span],
    ) -> Position:
        return Position(
            id=Position.id_of(text.id, actor.id, issue.id, stance, (spans[3],)),
            actor=actor.id,
            issue=issue.id,
            stance=stance,
            condition=None,
            voice="direct",
            evidence=(spans[3],),
            statement=said.id,
            confidence=0.8,
            by=self.steps[1],
        )


def _actor(name: str, span: Span, text: Text) -> Actor:
    """“President Aino Lahti (FI)” → Aino Lahti, with her office and country."""
    name, _, country = name.strip().partition(" (")
    code = country.rstrip(")") or None
    title, _, rest = name.partition(" ")
    roles = (Role(title, None, code, span),) if title == "President" and code else ()
    return Actor.of(
        rest if title == "President" else name,
        "person",
        country=code,
        roles=roles,
        mentions=(Mention(span),),
    )


def lines_text(lines: str, *, name: str = "a.txt", day: str | None = "2024-05-20") -> Text:
    """A text of ours."""
    return Text.of(lines, name=name, published=date.fromisoformat(day) if day else None)


NAMES = ["Aino Lahti", "President Aino Lahti (FI)", "Lahti", "Erik Dahl", "E. Dahl", "Karin Ek"]
ISSUES = ["build a bridge", "build the bridge", "tear down a bridge", "raise taxes on tea"]
STANCES = ["supports", "open", "undecided", "sceptical", "opposes"]
SENTENCE = "the sea is wide and cold but our ferries cross it every day of the year"
WORDS = SENTENCE.split(" ")


def many(count: int) -> list[Text]:
    """Texts that differ; every seventh is a near copy of the one before, in another paper."""
    found: list[Text] = []
    for n in range(count):
        lines = []
        for k in range(6):
            at = (3 * n + 5 * k) % len(WORDS)
            said = " ".join(WORDS[at:] + WORDS[:at])
            who, issue = NAMES[(n + k) % len(NAMES)], ISSUES[(n * k) % len(ISSUES)]
            lines.append(f"{who}|{STANCES[(n + 2 * k) % 5]}|{issue}|{said} {n} {k}")
        if n % 7 == 6:
            lines = found[-1].text.splitlines()[:5]
        day = date(2024, 1, 1) + timedelta(days=n % 90)
        found.append(Text.of("\n".join(lines) + "\n", name=f"{n}.txt", published=day))
    return found


def fake_judge() -> Judge:
    """Compares labels by letters."""
    from fake import FakeEncoder

    return Judge(FakeEncoder(), country_words([]))


def add_lines(ledger: Ledger, texts: Iterable[Text], reader: Lines | None = None) -> Count:
    """Add texts of ours to a ledger."""
    reader = reader or Lines()
    return add(texts, ledger, Reading(lambda: reader, reader.steps), judge=fake_judge)


def work(place: str, texts: list[Text], begun: Signal, slowly: float = 0.0) -> None:
    """What another process does: add these texts, and say when it begins."""
    with Ledger.open(place) as ledger:
        begun.set()

        def paced() -> Iterator[Text]:
            for text in texts:
                time.sleep(slowly)
                yield text

        add_lines(ledger, paced())


def dump(ledger: Ledger) -> dict[str, list[tuple[Any, ...]]]:
    """All that a ledger holds, by content: without moments, and ids where it has numbers."""
    with ledger.transaction() as db:
        ids = {
            table.name: {row.number: row.id for row in db.execute(sa.select(table)).all()}
            for table in (t.text, t.statement, t.event)
        }
        found = {}
        for name, table in t.metadata.tables.items():
            columns = [c for c in table.c if c.name != "number" and c.type is not t.MOMENT]
            rows = db.execute(sa.select(*columns)).all()
            found[name] = sorted(
                (
                    tuple(_told(c, v, ids) for c, v in zip(columns, row, strict=True))
                    for row in rows
                ),
                key=repr,
            )
    return found


def _told(column: sa.Column[Any], value: Any, ids: dict[str, dict[int, str]]) -> Any:
    if column.table.name == "text" and column.name == "family":
        return ids["text"][value]
    for key in column.foreign_keys:
        if key.column.name == "number":
            return ids[key.column.table.name][value]
    return value


__all__ = ["Lines", "add_lines", "dump", "fake_judge", "lines_text", "many", "packed", "work"]
