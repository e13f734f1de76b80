"""Records made of a few lines each, for ledgers that are asked. Names and words are invented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

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


@dataclass(frozen=True)
class Says:
    """One sentence: who says what, and which stance on which issue it carries, if any."""

    who: str
    words: str
    stance: str | None = None
    issue: str = "build the bridge"
    voice: str = "indirect"
    condition: str | None = None
    kind: str = "person"
    country: str | None = None
    office: str | None = None
    confidence: float = 0.7

    @property
    def sentence(self) -> str:
        """The sentence as it stands in the text."""
        office = f"{self.office} " if self.office else ""
        condition = f" {self.condition}" if self.condition else ""
        return f"{office}{self.who} said {self.words}{condition}."


def article(
    day: str | None,
    *says: Says,
    publisher: str | None = "The Courier",
    names: Sequence[tuple[str, str, str | None]] = (),
    retrieved: str | None = None,
) -> Record:
    """The record of an article; `names` are actors (name, kind, country) that it only names."""
    told = [*(s.sentence for s in says), *(f"{name} was named." for name, _, _ in names)]
    characters = " ".join(told) or "Nothing was said."
    text = Text.of(
        characters,
        name=f"{day}.txt",
        title=f"Of {day}",
        publisher=publisher,
        published=date.fromisoformat(day) if day else None,
        retrieved=datetime.fromisoformat(retrieved).replace(tzinfo=UTC) if retrieved else None,
    )
    mentions: dict[tuple[str, str, str | None], list[Mention]] = {}
    roles: dict[str, list[Role]] = {}
    made: list[tuple[Says, Span, Span, Span | None, Span]] = []
    start = 0
    for s in says:
        office = len(s.office) + 1 if s.office else 0
        source = Span(start + office, start + office + len(s.who))
        cue = Span(source.end + 1, source.end + 5)
        evidence = Span(cue.end + 1, cue.end + 1 + len(s.words))
        condition = (
            Span(evidence.end + 1, evidence.end + 1 + len(s.condition)) if s.condition else None
        )
        mentions.setdefault((s.who, s.kind, s.country), []).append(Mention(source))
        if s.office:
            role = Role(s.office, None, s.country, Span(start, start + office - 1))
            roles.setdefault(s.who, []).append(role)
        made.append((s, source, cue, condition, evidence))
        start += len(s.sentence) + 1
    for name, kind, country in names:
        mentions.setdefault((name, kind, country), []).append(
            Mention(Span(start, start + len(name)))
        )
        start += len(f"{name} was named.") + 1
    actors = {
        name: Actor.of(
            name,
            kind,
            country=country,
            mentions=tuple(found),
            roles=tuple(roles.get(name, ())),
        )
        for (name, kind, country), found in mentions.items()
    }
    issues = {s.issue: Issue.of(s.issue) for s in says if s.stance}
    statements, positions = [], []
    for s, source, cue, condition, evidence in made:
        id = Statement.id_of(text.id, (source,), (cue,), (evidence,))
        voice = s.voice if s.voice in ("direct", "indirect", "spokesperson") else "author"
        statements.append(
            Statement(
                id=id,
                kind="indirect",
                speakers=(actors[s.who].id,),
                source=(source,),
                cue=(cue,),
                content=(evidence,),
                addressees=(),
                within=None,
                voice=voice,
                said=None,
                place=None,
                confidence=0.9,
                by="statements/hand-1",
            )
        )
        if s.stance is None:
            continue
        actor, issue = actors[s.who].id, issues[s.issue].id
        positions.append(
            Position(
                id=Position.id_of(text.id, actor, issue, s.stance, (evidence,)),
                actor=actor,
                issue=issue,
                stance=s.stance,
                condition=(condition,) if condition else None,
                voice=s.voice,
                evidence=(evidence,),
                statement=id,
                confidence=s.confidence,
                by="positions/hand-1",
            )
        )
    return Record(
        FORMAT,
        text,
        actors=tuple(actors.values()),
        statements=tuple(statements),
        issues=tuple(issues.values()),
        positions=tuple(positions),
    )
