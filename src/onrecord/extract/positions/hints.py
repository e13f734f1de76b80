"""What the stance tagger is told of a word beside its form and its parse.

Marks of earlier steps (whose words, who is named) and what the rules make of the word: numbers
of closed sets, 0 for "nothing known".
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from onrecord.extract.positions.findings import Finding
from onrecord.model.kinds import kinds

if TYPE_CHECKING:
    from onrecord.extract.positions.scene import Scene

Ints = NDArray[np.int64]

STANCES = tuple(kinds("stance"))
KINDS = tuple(kinds("actor_kind"))
SOURCE, CUE, TOLD, QUOTED = 1, 2, 3, 4  # where a word stands in a statement
PRONOUN = len(KINDS) + 1
SIZES = (5, 3, len(KINDS) + 2, len(STANCES) + 1, 2, len(STANCES) + 1)
"""How many values each hint has: place in a statement, whether its speaker is known, kind of the
actor named, stance by the rules, act by the rules, stance of the lexicon's word."""


def hints(scene: Scene, findings: Iterable[Finding]) -> Ints:
    """An array (tokens, 6) of the hints on each token of a draft."""
    out = np.zeros((len(scene.draft.doc), len(SIZES)), dtype=np.int64)
    _tell_statements(scene, out)
    for actor in scene.draft.actors:
        for mention in actor.mentions:
            kind = PRONOUN if mention.form == "pronoun" else 1 + KINDS.index(actor.kind)
            out[[t.i for t in scene.draft.tokens(mention.span)], 2] = kind
    for f in findings:
        out[f.at.i, 3] = 1 + STANCES.index(f.stance)
        out[f.issue.i, 4] = 1
    for t in scene.draft.doc:
        found = scene.match(t)
        if found is not None:
            out[t.i, 5] = 1 + STANCES.index(found.row.stance)
    return out


def _tell_statements(scene: Scene, out: Ints) -> None:
    """Note where words stand in statements, and whether the speaker is known."""
    draft = scene.draft
    # the widest first, so that the innermost statement is what stays on a token
    for s in sorted(draft.statements, key=lambda s: -sum(c.end - c.start for c in s.content)):
        known = 1 if scene.speakers(s) else 2
        for span in s.content:
            for t in draft.tokens(span):
                out[t.i, :2] = (QUOTED if scene.is_quoted(t) else TOLD), known
    for s in draft.statements:
        for role, spans in ((SOURCE, s.source), (CUE, s.cue)):
            out[[t.i for span in spans for t in draft.tokens(span)], 0] = role
