"""What people coded in another tool → a record: the one place where their passages become marks.

Readers of other formats tell a `Coding` what they found, passage by passage; it makes actors,
issues, statements and positions of it, gives them ids, and counts what it could not take.
Marks coded by a person have confidence 1.0 and say in `by` which format and which coder.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from onrecord.errors import SpanError
from onrecord.model import (
    FORMAT,
    Actor,
    Dropped,
    Issue,
    Mention,
    Position,
    Record,
    Span,
    Spans,
    Statement,
    Text,
    check_span,
    content_id,
    fold,
    kinds,
    merge_spans,
)

_CODER = " coder "
_OPENING, _CLOSING = '“"„«‘', '”"“»’'


@dataclass(frozen=True, slots=True)
class Named:
    """An actor as a coder named it. `kind` is one of the model's actor kinds."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Said:
    """Words that a coder attributed; `kind` and `voice` None: told from the quotation marks."""

    content: Spans
    speakers: tuple[Named, ...]
    by: str
    source: Spans = ()
    cue: Spans = ()
    kind: str | None = None
    voice: str | None = None


@dataclass(frozen=True, slots=True)
class Stand:
    """One stance of one actor on one issue, as coded."""

    holder: Named
    issue: str
    stance: str
    evidence: Spans
    by: str
    condition: Spans | None = None
    voice: str | None = None
    said: Said | None = None


def by_of(format: str, coder: str | None) -> str:
    """The `by` of an imported mark.

    >>> by_of("dna/1", "Ida"), by_of("dna/1", None)
    ('dna/1 coder Ida', 'dna/1')
    """
    return f"{format}{_CODER}{coder}" if coder else format


def coder_of(by: str) -> str:
    """Who made a mark: the coder's name, else the step's.

    >>> coder_of("dna/1 coder Ida"), coder_of("positions/rules-1")
    ('Ida', 'positions/rules-1')
    """
    return by.partition(_CODER)[2] or by


class Coding:
    """Collects what was coded in one text and makes its `Record`.

    >>> text = Text.of("“We will sign,” said Okafor.")
    >>> coding = Coding(text, "csv/1")
    >>> coding.stand(Stand(Named("Amara Okafor", "person"), "sign the treaty", "supports",
    ...                    (Span(0, 15),), "csv/1"))
    >>> [p.voice for p in coding.record().positions]
    ['direct']
    """

    def __init__(self, text: Text, step: str) -> None:
        self.text = text
        self._step = step
        self._actors: dict[str, Actor] = {}
        self._mentions: dict[str, dict[Mention, None]] = {}  # ordered sets
        self._issues: dict[str, Issue] = {}
        self._issue_mentions: dict[str, dict[Spans, None]] = {}
        self._said: dict[Said, Statement] = {}
        self._positions: list[Position] = []
        self._used: Counter[str] = Counter()
        self._dropped: Counter[str] = Counter()

    def drop(self, reason: str, count: int = 1) -> None:
        """Count something that was coded and could not be taken."""
        if count:
            self._dropped[reason] += count

    def span(self, start: int, end: int) -> Span | None:
        """The span if it lies in the text, else None, counted."""
        try:
            return check_span(self.text.text, start, end)
        except SpanError:
            self.drop("a passage that does not lie in its text")
            return None

    def actor(self, named: Named) -> str:
        """The id of an actor; one whose name differs only in case or accents is the same."""
        actor = Actor.of(named.name, named.kind)
        known = self._actors.setdefault(actor.id, actor)
        if known.name != named.name:
            self.drop("a name that differs from another in case, accents or spaces only")
        return actor.id

    def mention(self, named: Named, span: Span) -> None:
        """A passage that names an actor."""
        same = fold(self.text.words(span)) == fold(named.name)
        mention = Mention(span, "name" if same else "nominal")
        self._mentions.setdefault(self.actor(named), {})[mention] = None

    def issue(self, label: str, spans: Spans = ()) -> str:
        """The id of an issue, with a passage that speaks of it if there is one."""
        issue = Issue.of(label)
        known = self._issues.setdefault(issue.id, issue)
        if known.label != label:
            self.drop("an issue that differs from another in case, accents or spaces only")
        if spans:
            self._issue_mentions.setdefault(issue.id, {})[spans] = None
        return issue.id

    def said(self, said: Said) -> str:
        """The id of a statement; the same one again is the same statement."""
        if known := self._said.get(said):
            return known.id
        kind = said.kind or _quoted(self.text.words(*said.content))
        id = Statement.id_of(self.text.id, said.source, said.cue, said.content)
        made = Statement(
            id=self._fresh("s", id, said.by),
            kind=kind,
            speakers=tuple(dict.fromkeys(self.actor(s) for s in said.speakers)),
            source=said.source,
            cue=said.cue,
            content=said.content,
            addressees=(),
            within=None,
            voice=said.voice or ("indirect" if kind == "indirect" else "direct"),
            said=None,
            place=None,
            confidence=1.0,
            by=said.by,
        )
        self._said[said] = made
        return made.id

    def stand(self, stand: Stand) -> None:
        """Take one position; a stance or voice that the model does not know is counted."""
        if stand.stance not in kinds("stance"):
            self.drop(f"a stance that is none of ours: {stand.stance}")
            return
        if stand.voice is not None and stand.voice not in kinds("voice"):
            self.drop(f"a voice that is none of ours: {stand.voice}")
            return
        actor, issue = self.actor(stand.holder), self.issue(stand.issue)
        statement = self.said(stand.said) if stand.said else None
        quoted = _quoted(self.text.words(*stand.evidence)) != "indirect"
        id = Position.id_of(self.text.id, actor, issue, stand.stance, stand.evidence)
        self._positions.append(
            Position(
                id=self._fresh("p", id, stand.by),
                actor=actor,
                issue=issue,
                stance=stand.stance,
                condition=stand.condition or None,
                voice=stand.voice or ("direct" if quoted else "indirect"),
                evidence=stand.evidence,
                statement=statement,
                confidence=1.0,
                by=stand.by,
            )
        )

    def record(self) -> Record:
        """All that was told so far, in text order; actors and issues by where they first stand."""
        said = sorted(self._said.values(), key=lambda s: s.content)
        positions = sorted(self._positions, key=lambda p: p.evidence)
        first = self._first_use(said, positions)
        actors = [
            Actor.of(a.name, a.kind, mentions=tuple(self._mentions.get(id, ())))
            for id, a in self._actors.items()
        ]
        issues = [
            Issue.of(i.label, tuple(self._issue_mentions.get(id, ())))
            for id, i in self._issues.items()
        ]
        return Record(
            FORMAT,
            self.text,
            actors=tuple(sorted(actors, key=lambda a: first.get(a.id, len(self.text.text)))),
            statements=tuple(said),
            issues=tuple(sorted(issues, key=lambda i: first.get(i.id, len(self.text.text)))),
            positions=tuple(positions),
            dropped=tuple(Dropped(self._step, *item) for item in sorted(self._dropped.items())),
        )

    def _first_use(self, said: list[Statement], positions: list[Position]) -> dict[str, int]:
        first: dict[str, int] = {}

        def use(id: str, at: int) -> None:
            first[id] = min(at, first.get(id, at))

        for id, mentions in self._mentions.items():
            for mention in mentions:
                use(id, mention.span.start)
        for id, spans in self._issue_mentions.items():
            for several in spans:
                use(id, several[0].start)
        for s in said:
            for speaker in s.speakers:
                use(speaker, s.content[0].start)
        for p in positions:
            use(p.actor, p.evidence[0].start)
            use(p.issue, p.evidence[0].start)
        return first

    def _fresh(self, prefix: str, id: str, by: str) -> str:
        """The id, or where another mark has it (two coders, two speakers) one made from it."""
        self._used[id] += 1
        return id if self._used[id] == 1 else content_id(prefix, id, by, self._used[id])


def hull(spans: Spans) -> Span:
    """The one passage from the first character to the last, for formats without broken ones."""
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def joined(spans: list[Span]) -> Spans:
    """Several spans as those of one mark: in order, touching ones made one."""
    return merge_spans(spans)


def _quoted(words: str) -> str:
    """The kind of a statement, by its quotation marks.

    >>> _quoted("“We will sign,”"), _quoted("it would “never” sign"), _quoted("it's fine")
    ('direct', 'mixed', 'indirect')
    """
    bare = words.strip()
    if len(bare) > 1 and bare[0] in _OPENING and bare.rstrip(".,;")[-1:] in _CLOSING:
        return "direct"
    return "mixed" if any(mark in words for mark in '“”„«»"') else "indirect"
