"""A parse as the attribution tagger takes it in: four numbers a word.

The tagger works without a parse; with one (the project has it at hand anyway) it does better.
`Syntax.of(doc)` reads a spaCy `Doc`, or anything whose tokens have the same attributes; nothing
here imports spaCy.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


def _labels(names: str) -> tuple[str, ...]:
    return tuple(names.split())


# The label sets of spaCy's English pipelines (Penn tags, CLEAR dependencies, OntoNotes entities).
# 0 stands for "not known" and for any other label.
TAG_LABELS = _labels(
    "$ '' , -LRB- -RRB- . : ADD AFX CC CD DT EX FW HYPH IN JJ JJR JJS LS MD NFP NN NNP NNPS NNS "
    "PDT POS PRP PRP$ RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB XX _SP ``"
)
DEPENDENCY_LABELS = _labels(
    "ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj "
    "csubj csubjpass dative dep det dobj expl intj mark meta neg nmod npadvmod nsubj nsubjpass "
    "nummod oprd parataxis pcomp pobj poss preconj predet prep prt punct quantmod relcl xcomp"
)
ENTITY_LABELS = _labels(
    "CARDINAL DATE EVENT FAC GPE LANGUAGE LAW LOC MONEY NORP ORDINAL ORG PERCENT PERSON PRODUCT "
    "QUANTITY TIME WORK_OF_ART"
)
HEAD_STEPS = (-8, -4, -3, -2, -1, 0, 1, 2, 3, 4, 8)  # lower ends of the bins of head distance
SIZES = (
    len(TAG_LABELS) + 1,
    len(DEPENDENCY_LABELS) + 1,
    len(ENTITY_LABELS) + 2,
    len(HEAD_STEPS) + 2,
)

_TAGS = {label: k for k, label in enumerate(TAG_LABELS, 1)}
_DEPENDENCIES = {label: k for k, label in enumerate(DEPENDENCY_LABELS, 1)}
_ENTITIES = {label: k for k, label in enumerate(ENTITY_LABELS, 2)}  # 1: not in an entity


@dataclass(frozen=True, slots=True)
class Syntax:
    """Parse of a text: `starts` (tokens,) character offsets; `values` (tokens, 4) label numbers."""

    starts: Ints
    values: Ints

    @classmethod
    def of(cls, doc: Iterable[Any]) -> Syntax:
        """From a spaCy `Doc` with tags, dependencies and entities."""
        return cls.from_rows(
            (t.idx, t.tag_, t.dep_, t.ent_type_, t.head.i - t.i) for t in doc if not t.is_space
        )

    @classmethod
    def from_rows(cls, rows: Iterable[tuple[int, str, str, str, int]]) -> Syntax:
        """From rows of start offset, tag, dependency, entity type ("" for none), head distance."""
        table = [
            (
                start,
                _TAGS.get(tag, 0),
                _DEPENDENCIES.get(dependency, 0),
                _ENTITIES.get(entity, 0) if entity else 1,
                1 + sum(distance >= step for step in HEAD_STEPS),
            )
            for start, tag, dependency, entity, distance in rows
        ]
        array = np.asarray(table, dtype=np.int64).reshape(len(table), 1 + len(SIZES))
        return cls(array[:, 0], array[:, 1:])

    def at(self, spans: Sequence[tuple[int, int]]) -> Ints:
        """Label numbers (spans, 4) of the token each span begins in; 0 before the first token."""
        begins = np.asarray([start for start, _ in spans], dtype=np.int64)
        found = np.searchsorted(self.starts, begins, side="right") - 1
        out = np.zeros((len(begins), len(SIZES)), dtype=np.int64)
        out[found >= 0] = self.values[found[found >= 0]]
        return out
