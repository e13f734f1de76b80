"""How sure a position may say it is: what a chance by the stance tagger means, fitted.

Two lines of the tagger's scale, from the log odds of a chance to those of being right: one for
what rules found and the tagger weighed, one for what it found itself. Fitted on texts that it did
not learn from, by whether a coder has the row.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from onrecord.errors import ModelError
from onrecord.evaluate import coded
from onrecord.evaluate.articles import same_name
from onrecord.evaluate.calibrate_statements import fit
from onrecord.evaluate.export import write_config
from onrecord.evaluate.export_positions import FILES
from onrecord.evaluate.train_positions import hash_of, reader
from onrecord.extract.positions import run_tagger
from onrecord.extract.positions.tagged import Scale
from onrecord.extract.positions.tagger import StanceTagger
from onrecord.model.kinds import kinds

if TYPE_CHECKING:
    from onrecord.evaluate.coded import Coded, Row
    from onrecord.extract.draft import Draft
    from onrecord.model import Span

SPLITS = ("held", "dev")
AS_IT_IS, NEVER = (1.0, 0.0), (0.0, -60.0)
"""Lines by which a chance stays what it is, and by which none is left: to tell both kinds apart."""
LINES = ("of_rules", "of_words")

Verdict = tuple[float, bool]
"""A chance by the tagger, and whether a coder has the row."""


def calibrate(folder: Path, over: Path, gold: Path) -> Mapping[str, tuple[float, float]]:
    """Fit both lines of the stance tagger in `folder` on the coded texts; write them there.

    `over` is the folder of the statement tagger that it reads on from. Returns slope and constant
    by name of the line. Raises MissingInput where articles are not there, ModelError where the
    tagger finds nothing in them.
    """
    tagger = StanceTagger(folder, over=hash_of(over))
    entries = [pair for split in SPLITS for pair in coded.texts(gold, split)]
    judged: dict[str, list[Verdict]] = {name: [] for name in LINES}
    drafts = reader(over).drafts(text for _, text in entries)
    for (entry, _), draft in zip(entries, drafts, strict=True):
        for name in LINES:
            judged[name] += _judged(draft, entry, tagger, name)
    lines = {name: _line(verdicts, folder) for name, verdicts in judged.items()}
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    config["scale"] |= {name: list(line) for name, line in lines.items()}
    write_config(folder, config, FILES)
    return lines


def _judged(draft: Draft, entry: Coded, tagger: StanceTagger, name: str) -> Iterator[Verdict]:
    """The positions of one kind in a text, each with its chance and whether it is right."""
    lines = {line: AS_IT_IS if line == name else NEVER for line in LINES}
    done = run_tagger(draft, tagger, Scale(**{**tagger.scale, **lines}))
    names = {a.id: a.name for a in done.actors}
    given = [(names[p.actor], p.stance, p.evidence) for p in done.positions]
    right = verdicts(given, entry.rows.values())
    for position, is_right in zip(done.positions, right, strict=True):
        if position.confidence > 0:  # the other kind has none
            yield position.confidence, is_right


def verdicts(
    given: Sequence[tuple[str, str, Sequence[Span]]], coders: Iterable[Sequence[Row]]
) -> list[bool]:
    """Which rows (actor, stance, evidence) some coder has too.

    That is a row of the same actor, on the same side, whose evidence shares characters; of one
    coder each row counts once, the best overlap first.
    """
    side = {name: kind.side for name, kind in kinds("stance").items()}
    right = [False] * len(given)
    for rows in coders:
        pairs = [
            (-shared, i, j)
            for i, (actor, stance, evidence) in enumerate(given)
            for j, row in enumerate(rows)
            if side[stance] == side[row.stance]
            and same_name(actor, row.actor)
            and (shared := _shared(evidence, row.evidence))
        ]
        used: set[int] = set()
        taken: set[int] = set()
        for _, i, j in sorted(pairs):
            if i not in used and j not in taken:
                used.add(i)
                taken.add(j)
                right[i] = True
    return right


def _shared(some: Sequence[Span], others: Sequence[Span]) -> int:
    """How many characters two sets of spans share."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in some for b in others)


def _line(verdicts: Sequence[Verdict], folder: Path) -> tuple[float, float]:
    """Slope and constant from the log odds of chances to those of being right."""
    if not verdicts:
        raise ModelError(
            "a tagger that finds nothing has no confidence", where=str(folder), hint="train longer"
        )
    table = np.asarray(verdicts, dtype=np.float64)
    slope, constant = fit(table[:, :1], table[:, 1])
    return round(float(slope), 3), round(float(constant), 3)
