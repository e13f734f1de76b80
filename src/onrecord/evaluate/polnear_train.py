"""PolNeAR (Newell et al. 2018) as training examples for the attribution tagger.

The corpus stays where it is: this module reads its folder, nothing of it is in the package.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.evaluate.polnear import Attribution, annotated, read_attributions, read_text
from onrecord.extract.statements.tagger_decode import ROLES, TAGS
from onrecord.extract.statements.tagger_input import Encoder, Ints, Words, paragraphs
from onrecord.extract.statements.tagger_syntax import Syntax

NONE, UNSEEN = -1, -2  # link targets: the word has no partner · the word needs none


@dataclass(frozen=True, slots=True)
class Example:
    """One paragraph as one annotator marked it.

    `name` is that of its article; `tags` (words,) are numbers of `TAGS`; `cue_of` and `source_of`
    (words,) the index of the first word of the partner, or NONE or UNSEEN.
    """

    name: str
    words: Words
    tags: Ints
    cue_of: Ints
    source_of: Ints


def example(name: str, words: Words, gold: Sequence[Attribution]) -> Example:
    """Tags and links of a paragraph; where two attributions claim a word, the first one keeps it.

    A span that reaches into another paragraph is cut; a partner in another one is NONE.
    """
    begins, ends = [s for s, _ in words.spans], [e for _, e in words.spans]
    tags = np.zeros(len(words), dtype=np.int64)
    cue_of = np.full(len(words), UNSEEN, dtype=np.int64)
    source_of = np.full(len(words), UNSEEN, dtype=np.int64)
    for found in gold:
        runs = {
            role: [
                (bisect_right(ends, s), bisect_left(begins, e))
                for s, e in _joined(getattr(found, role))
            ]
            for role in ROLES
        }
        spans = {role: [r for r in runs[role] if r[0] < r[1]] for role in ROLES}
        cue = spans["cue"][0][0] if spans["cue"] else NONE
        source = spans["source"][0][0] if spans["source"] else NONE
        for role in ROLES:
            for start, stop in spans[role]:
                if tags[start:stop].any():
                    continue  # marked before: a source shared by two attributions
                tags[start:stop] = TAGS.index(f"I-{role}")
                tags[start] = TAGS.index(f"B-{role}")
                if role == "content":
                    cue_of[start:stop] = cue
                elif role == "cue":
                    source_of[start:stop] = source
    return Example(name, words, tags, cue_of, source_of)


def _joined(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that touch or are parted by one space only, made one."""
    out: list[tuple[int, int]] = []
    for start, end in spans:
        if out and start <= out[-1][1] + 1:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def read(
    polnear: Path, split: str, encoder: Encoder, parses: Mapping[str, Syntax]
) -> list[list[Example]]:
    """The articles of a split, each annotator's version on its own, as lists of paragraphs.

    The last of a list is the whole article run together, as feeds do that lose their breaks.
    Raises MissingInput where the split is not there.
    """
    out = []
    for name, notes in annotated(polnear, split).items():
        text = read_text(polnear, split, name)
        stretches = [*paragraphs(text), (0, len(text))]
        parts = [encoder.words(text, *stretch, parses.get(name)) for stretch in stretches]
        for who in sorted(notes):
            gold = read_attributions(notes[who], text)
            out.append([example(name, words, gold) for words in parts])
    return out


def parses(polnear: Path, splits: Sequence[str], cache: Path) -> dict[str, Syntax]:
    """The parse of every article, as a reading makes it; made once, kept in `cache` (npz)."""
    if cache.exists():
        with np.load(cache) as kept:
            return {name: Syntax(a[:, 0], a[:, 1:]) for name, a in kept.items()}
    from onrecord.extract.parse import parse_all

    names = [(split, name) for split in splits for name in annotated(polnear, split)]
    docs = parse_all(read_text(polnear, *place) for place in names)
    found = {name: Syntax.of(doc) for (_, name), doc in zip(names, docs, strict=True)}
    arrays: dict[str, Any] = {
        name: np.column_stack([s.starts, s.values]) for name, s in found.items()
    }
    np.savez(cache, **arrays)
    return found
