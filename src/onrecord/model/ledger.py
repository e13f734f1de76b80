"""The nouns of a ledger: where a text was found, what people decided, who stands where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from onrecord.model.ids import content_id
from onrecord.model.marks import Spans

MACHINE, ACCEPTED, EDITED, ADDED, REJECTED = "machine", "accepted", "edited", "added", "rejected"


@dataclass(frozen=True, slots=True)
class Source:
    """One place where a text was found. `published` is a day, `retrieved` a moment (ISO 8601)."""

    id: str
    text: str
    name: str
    url: str | None
    publisher: str | None
    title: str | None
    published: str | None
    retrieved: str | None
    media_type: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one person decided on one mark: appended, never changed; undoing is one too.

    `layer` and `mark` name what is judged (a position's id, an actor's …); `verb` and `value`
    what is decided (`judgements.toml` defines them); `judged` is when, ISO 8601 in UTC with
    microseconds; `snapshot` is the mark as the coder saw it, so that the judgement can be read,
    and the mark kept, when a newer reading no longer finds it.
    """

    id: str
    layer: str
    mark: str
    verb: str
    value: dict[str, Any]
    coder: str
    judged: str
    why: str | None
    undoes: str | None
    snapshot: dict[str, Any]

    @classmethod
    def of(
        cls,
        layer: str,
        mark: str,
        verb: str,
        value: dict[str, Any] | None = None,
        *,
        coder: str,
        judged: str,
        why: str | None = None,
        undoes: str | None = None,
        snapshot: dict[str, Any] | None = None,
    ) -> Judgement:
        """A judgement whose id is made of all that it says: who decided what on what, when, why,
        and what the coder saw."""
        value, snapshot = value or {}, snapshot or {}
        about = (layer, mark, verb, _plain(value), coder, judged, undoes or "")
        id = content_id("j", *about, why or "", _plain(snapshot))
        return cls(id, layer, mark, verb, value, coder, judged, why, undoes, snapshot)

    @property
    def is_whole(self) -> bool:
        """Whether its id is that of what it says: else somebody has changed it since.

        The ids of the first judgements did not cover reason and snapshot; they stay as they are.
        """
        about = (self.layer, self.mark, self.verb, _plain(self.value), self.coder, self.judged)
        first = content_id("j", *about, self.undoes or "")
        now = content_id("j", *about, self.undoes or "", self.why or "", _plain(self.snapshot))
        return self.id in (first, now)


def _plain(value: dict[str, Any]) -> str:
    import json

    return json.dumps(value, sort_keys=True, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement as the ledger holds it now, with what is needed to show and cite it.

    `day` is when it was said, else when its text was published; `sources` counts the places
    where the utterance was found (wire copies included); `state` says who decided:
    machine, accepted, edited, added or rejected.
    """

    id: str
    text: str
    kind: str
    voice: str
    speakers: tuple[str, ...]  # actor ids
    names: tuple[str, ...]  # their names
    source: Spans
    cue: Spans
    content: Spans
    source_words: str
    cue_words: str
    words: str
    day: str | None
    confidence: float
    by: str
    state: str
    title: str | None
    publisher: str | None
    url: str | None
    published: str | None
    sources: int


@dataclass(frozen=True, slots=True)
class PositionRow:
    """A position as the ledger holds it now: judgements, merges and splits applied.

    `actor` and `issue` are what they are merged into; `stance` is that on `issue`: reversed
    where the text names the opposite act (`reversed`). `known` is the moment when the ledger
    first had the text, or the source says it was retrieved.
    """

    id: str
    text: str
    actor: str
    actor_name: str
    actor_kind: str
    country: str | None
    issue: str
    label: str  # of the issue as the text names it
    reversed: bool
    stance: str
    condition: Spans | None
    condition_words: str | None
    voice: str
    evidence: Spans
    words: str
    statement: str | None
    day: str | None
    known: str
    confidence: float
    by: str
    state: str
    title: str | None
    publisher: str | None
    url: str | None
    published: str | None
    sources: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one actor stands on one issue at a date, derived by a stated rule.

    `chosen` is the row that decides; `behind` every row that counts, newest first; `others`
    the rows of other people's accounts that say otherwise.
    """

    actor: str
    name: str
    kind: str
    country: str | None
    issue: str
    stance: str
    condition: str | None
    since: str | None
    chosen: PositionRow
    behind: tuple[PositionRow, ...]
    others: tuple[PositionRow, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """Two standings of one actor on one issue, one after the other, with both quotes.

    `kind`: softened, hardened, reversed, condition added, condition dropped; `steps` is how
    many of the five stances it moved, plus towards support.
    """

    actor: str
    name: str
    issue: str
    label: str
    kind: str
    steps: int
    before: PositionRow
    after: PositionRow
