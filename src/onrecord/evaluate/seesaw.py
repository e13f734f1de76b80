"""SEESAW: does an actor support or oppose a target, both being given with the sentence?

The data give no offsets and name many actors in other words than the sentence, so the answer
is read off in steps: positions held by the actor, then those of anybody in the sentence, then the
commoner answer.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.evaluate.figures import Figure, Score
from onrecord.extract.reader import Reader
from onrecord.model import Position, Record, Text
from onrecord.model.ids import fold
from onrecord.model.kinds import kinds

ROWS = "train_dev.jsonl"
ANSWERS = ("support", "oppose")
COMMONER = "oppose"  # 61 % of the rows of SEESAW train


@dataclass(frozen=True, slots=True)
class Stance:
    """One row: who, towards what, in which sentence, and the answer."""

    text: str
    actor: str | None
    target: str | None
    answer: str


def rows(folder: Path, split: str) -> Iterator[Stance]:
    """The rows of a split (`train` or `valid`), in the order of the file."""
    with (folder / ROWS).open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["split"] == split:
                yield Stance(row["text"], row["actor"], row["target"], row["polarity"])


def evaluate_seesaw(
    gold: Path, reader: Reader | None = None, *, split: str = "valid"
) -> list[Figure]:
    """Accuracy and macro-F1 of actor → target polarity, and the share that was read at all."""
    reader = reader or Reader()
    wanted = list(rows(gold, split))
    texts = list(dict.fromkeys(r.text for r in wanted))
    records = dict(zip(texts, reader.read_all(Text.of(t) for t in texts), strict=True))
    given = [answer(records[r.text], r.actor) for r in wanted]
    pairs = Counter((g or COMMONER, r.answer) for g, r in zip(given, wanted, strict=True))
    total = len(wanted)
    right = sum(pairs[a, a] for a in ANSWERS)
    scores = [
        Score(
            pairs[a, a],
            sum(n for (g, _), n in pairs.items() if g == a),
            sum(n for (_, w), n in pairs.items() if w == a),
        )
        for a in ANSWERS
    ]
    read = sum(g is not None for g in given)
    return [
        Figure("seesaw", "SEESAW", split, "accuracy", right / total, total),
        Figure("seesaw", "SEESAW", split, "macro-F1", sum(s.f1 for s in scores) / 2, total),
        Figure("seesaw", "SEESAW", split, "sentences with a position", read / total, total),
    ]


def answer(record: Record, actor: str | None) -> str | None:
    """“support” or “oppose” by the positions of the sentence; None where none decides."""
    names = {a.id: set(fold(a.name).split()) for a in record.actors}
    mine = set(fold(actor).split()) if actor else set()
    own = [p for p in record.positions if names[p.actor] & mine]
    return _leaning(own) or _leaning(record.positions)


def _leaning(positions: Iterable[Position]) -> str | None:
    sides = kinds("stance")
    balance = sum({"+": 1, "-": -1}.get(sides[p.stance].side or "", 0) for p in positions)
    if balance == 0:
        return None
    return "support" if balance > 0 else "oppose"
