"""Who decided last on marks, and what was noted on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.model import Judgement
from onrecord.store import judgements
from onrecord.store.db import Db


@dataclass(frozen=True, slots=True)
class Decided:
    """The last judgement that holds on a mark: who, when, what; and all comments on it."""

    coder: str | None
    judged: str | None
    verb: str | None
    judgement: str | None
    why: str | None
    notes: tuple[tuple[str, str], ...]  # coder, words


def decided_on(db: Db, layer: str, marks: Iterable[str]) -> dict[str, Decided]:
    """Mark → who decided; marks that nobody has judged or noted on are left out."""
    found = {}
    for mark, every in judgements.of_marks(db, layer, marks).items():
        holding = judgements.live(every)
        last = next((j for j in reversed(holding) if j.verb != "comment"), None)
        notes = tuple((j.coder, j.why or "") for j in holding if j.verb == "comment")
        if last or notes:
            found[mark] = _decided(last, notes)
    return found


def _decided(last: Judgement | None, notes: tuple[tuple[str, str], ...]) -> Decided:
    if last is None:
        return Decided(None, None, None, None, None, notes)
    return Decided(last.coder, last.judged, last.verb, last.id, last.why, notes)
