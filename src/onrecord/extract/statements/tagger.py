"""A trained reader of attributions: text in, linked source, cue and content spans out.

`Tagger().read(text)` gives `TaggedAttribution`s. The weights lie in the package (folder `weights`;
what they were trained on and how good they are: docs/models/statements.md). Running needs numpy,
`onnxruntime` and `tokenizers`, which load on first use; training needs more and is elsewhere
(`onrecord.evaluate.train_statements`).

A text is read paragraph by paragraph, each in one window, or in several where it is long. So what
is read in a paragraph hangs on that paragraph alone, whatever stands around the article; cost
grows linearly with the text, and memory does not grow with it, unless the states of the words are
asked for (`read_on`).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from onrecord.extract.statements.tagger_decode import (
    TAGS,
    Floats,
    Grouped,
    Links,
    Run,
    best_path,
    group,
    marginals,
    runs,
)
from onrecord.extract.statements.tagger_input import (
    FEATURES,
    Window,
    Words,
    paragraphs,
    window_input,
    windows,
)
from onrecord.extract.statements.tagger_syntax import Syntax
from onrecord.extract.states import States
from onrecord.extract.weights import Weights

Spans = tuple[tuple[int, int], ...]

FORMAT = 2
CUE = TAGS.index("B-cue")
KEPT_WORDS = 100_000  # whose states are kept at once
LEAST_WORDS = 3  # cue, content and a mark; a shorter line attributes nothing
HINT = "install the package anew, or train it: onrecord train statements --polnear PATH"


@dataclass(frozen=True, slots=True)
class TaggedAttribution:
    """Who said what: spans in code points of the text, end not included, in text order.

    `source` is empty where no source is named; `cue` and `content` never are. `confidence` is the
    probability, 0 to 1, that source, cue and content are right (contents overlapping by half).
    """

    source: Spans
    cue: Spans
    content: Spans
    confidence: float


Graded = tuple[TaggedAttribution, tuple[float, ...]]
"""An attribution with the numbers that its confidence is made from."""


class _Read(NamedTuple):
    """What the model says of one paragraph: tag scores, links, and each word's middle state."""

    words: Words
    emissions: Floats
    links: list[Links]
    states: list[Floats]


class _Kept(NamedTuple):
    """What is kept of a paragraph for who reads on: its words' places and states."""

    spans: list[tuple[int, int]]
    states: list[Floats]


class Tagger:
    """Reads attributions with trained weights; safe to share between threads.

    `folder` holds `model.onnx`, `tokenizer.json` and `config.json`; without it the weights of the
    package are used. Nothing is loaded before the first text. With `check`, the hashes in the
    configuration are compared with the files (half a second).
    """

    def __init__(self, folder: Path | None = None, *, check: bool = False) -> None:
        self._weights = Weights(
            folder or Path(str(files("onrecord.extract.statements") / "weights")),
            what="attribution tagger",
            hint=HINT,
            expected={"format": FORMAT, "tags": list(TAGS), "features": list(FEATURES)},
            check=check,
        )

    @property
    def config(self) -> dict[str, Any]:
        """The configuration; ModelError where it is missing, broken or of another version."""
        return self._weights.config

    @property
    def version(self) -> str:
        """A short name for these very weights, for provenance."""
        return f"statements/polnear-{self.config['sha256']['model.onnx'][:8]}"

    def read(self, text: str, syntax: Syntax | None = None) -> list[TaggedAttribution]:
        """All attributions of a text, in text order of their cues.

        `syntax` is the parse of the same text, `Syntax.of(doc)`; it may be left out. Any string
        will do: empty, without sentences, with broken quotation marks. Deterministic.
        Raises ModelError where the weights cannot be loaded.
        """
        return list(self.stream(text, syntax))

    def stream(self, text: str, syntax: Syntax | None = None) -> Iterator[TaggedAttribution]:
        """Like `read`, one by one as the text is read."""
        least = float(self.config["least_confidence"])
        return (a for a, _ in self.graded(text, syntax) if a.confidence >= least)

    def graded(self, text: str, syntax: Syntax | None = None) -> Iterator[Graded]:
        """Like `stream`, unlikely ones included, with the numbers that confidence is made from."""
        for paragraph in self._paragraphs(text, syntax):
            yield from self._grade(text, paragraph)

    def read_on(
        self, text: str, syntax: Syntax | None = None, *, most: int = KEPT_WORDS
    ) -> tuple[list[Graded], States | None]:
        """What `graded` gives, and the states of the words for a network that reads on from them.

        No states where the text has more than `most` words: 77 MB are kept at the most.
        """
        found: list[Graded] = []
        kept: list[_Kept] = []
        count = 0
        for paragraph in self._paragraphs(text, syntax):
            found += self._grade(text, paragraph)
            count += len(paragraph.words)
            if count <= most:
                kept.append(_Kept(paragraph.words.spans, paragraph.states))
            else:
                kept.clear()
        return found, _states(kept) if count <= most else None

    def states(
        self, text: str, syntax: Syntax | None = None, *, most: int = KEPT_WORDS
    ) -> Iterator[States]:
        """The states of all words of a text, in parts of about `most` words."""
        kept: list[_Kept] = []
        count = 0
        for paragraph in self._paragraphs(text, syntax):
            kept.append(_Kept(paragraph.words.spans, paragraph.states))
            count += len(paragraph.words)
            if count > most:
                yield _states(kept)
                kept, count = [], 0
        if kept:
            yield _states(kept)

    def _paragraphs(self, text: str, syntax: Syntax | None) -> Iterator[_Read]:
        for start, stop in paragraphs(text):
            words = self._weights.encoder.words(text, start, stop, syntax)
            if len(words) >= LEAST_WORDS:
                yield self._run(words)

    def _grade(self, text: str, read: _Read) -> Iterator[Graded]:
        least = float(self.config["least_link"])
        transitions = self._transitions
        found = runs(best_path(read.emissions, transitions))
        if not any(run.role == "cue" for run in found):
            return
        chances = marginals(read.emissions, transitions)
        for grouped in group(found, chances, read.links, least=least):
            attribution = self._finished(text, read.words, grouped)
            if attribution:
                yield attribution, grouped.evidence

    def _run(self, words: Words) -> _Read:
        """Run all windows of a paragraph and put their answers together."""
        size, context = int(self.config["window"]) - 2, int(self.config["context"])
        emissions = np.zeros((len(words), len(TAGS)), dtype=np.float32)
        links, states = [], []
        for window in windows(words, size, context):
            ids, features, heads = window_input(words, window, self._weights.encoder)
            inputs = {"ids": ids, "features": features, "heads": heads}
            tags, cue_of, source_of, middle = self._weights.session.run(None, inputs)
            own = slice(window.own_start - window.start, window.own_stop - window.start)
            emissions[window.own_start : window.own_stop] = tags[own]
            links.append(_links(window, cue_of[own], source_of[own]))
            states.append(middle[own].astype(np.float16))
        # the tags were trained to be most often right, which names too few cues for a good F1
        emissions[:, CUE] += float(self.config["cue_bias"])
        return _Read(words, emissions, links, states)

    def _finished(self, text: str, words: Words, grouped: Grouped) -> TaggedAttribution | None:
        source = spans_of(text, words, (grouped.source,) if grouped.source else ())
        cue = spans_of(text, words, (grouped.cue,))
        content = spans_of(text, words, grouped.content)
        if not cue or not content:
            return None
        return TaggedAttribution(source, cue, content, self._confidence(grouped.evidence))

    def _confidence(self, evidence: tuple[float, ...]) -> float:
        """Probability of being right, from the evidence, by the fitted calibration."""
        weights = self.config["confidence"]
        if not weights:
            return round(math.prod(evidence) ** (1 / len(evidence)), 4)
        score = float(weights[-1])
        for value, weight in zip(evidence, weights, strict=False):
            score += weight * logit(value)
        return round(1 / (1 + math.exp(-score)), 4)

    @cached_property
    def _transitions(self) -> Floats:
        return np.asarray(self.config["transitions"], dtype=np.float64)


def logit(value: float) -> float:
    """Log odds of a probability, kept between -7 and 7.

    >>> logit(0.5)
    0.0
    """
    value = min(max(value, 1e-3), 1 - 1e-3)
    return math.log(value / (1 - value))


def spans_of(text: str, words: Words, found: tuple[Run, ...]) -> Spans:
    """Character spans of runs of words: no white space at either end, none empty, in order."""
    out = []
    for run in found:
        start, end = words.spans[run.start][0], words.spans[run.stop - 1][1]
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            out.append((start, end))
    return tuple(sorted(out))


def _links(window: Window, cue_of: Floats, source_of: Floats) -> Links:
    return Links(window.start, window.own_start, window.own_stop, cue_of, source_of)


def _states(kept: list[_Kept]) -> States:
    """The states of paragraphs as one."""
    values = [part for paragraph in kept for part in paragraph.states]
    spans = [span for paragraph in kept for span in paragraph.spans]
    counts = [len(paragraph.spans) for paragraph in kept]
    return States(
        np.asarray(spans, dtype=np.int64).reshape(len(spans), 2),
        np.repeat(np.arange(len(kept)), counts),
        np.concatenate(values) if values else np.zeros((0, 0), dtype=np.float16),
    )
