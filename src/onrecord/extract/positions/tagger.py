"""A trained reader of stances: which words carry one, whose it is, towards which act.

`StanceTagger().read(…)` gives a `Reading` of a whole text. It sees what the statement tagger sees
(word pieces, case, quotation marks, parse) and the hints of `hints.py`, what the rules say
included. The weights lie in the package (folder `weights`; what they were trained on and how good
they are: docs/models/positions.md). Training is elsewhere (`onrecord.evaluate.train_positions`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.extract.positions.hints import SIZES, STANCES, Ints
from onrecord.extract.statements.tagger_input import (
    FEATURES,
    Window,
    Words,
    paragraphs,
    window_input,
    windows,
)
from onrecord.extract.statements.tagger_syntax import Syntax
from onrecord.extract.weights import Weights

Floats = NDArray[np.float32]

FORMAT = 1
NOWHERE = -1
LEAST_WORDS = 3
HINT = "install the package anew, or train it: onrecord train positions"
TAGS = ("none", *STANCES)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model says of each token of a parse.

    `chances` (tokens, 6): probabilities of no stance and of each stance, in the order of `TAGS`;
    `holders` and `acts` (tokens,): the token that names whose stance it would be and the head of
    the words for the act, NOWHERE where neither stands within reach.
    """

    chances: Floats
    holders: Ints
    acts: Ints

    def chance(self, token: int) -> float:
        """The probability that the token carries a stance."""
        return float(1 - self.chances[token, 0])

    def share(self, token: int) -> float:
        """The part of that probability which falls to the likeliest stance."""
        return float(self.chances[token, 1:].max()) / max(self.chance(token), 1e-6)

    def stance(self, token: int) -> str:
        """The likeliest stance, if the token carries one."""
        return STANCES[int(self.chances[token, 1:].argmax())]


class StanceTagger:
    """Reads stances with trained weights; nothing is loaded before the first text.

    `folder` holds `model.onnx`, `tokenizer.json` and `config.json`; without it the weights of the
    package are used. Raises ModelError where they cannot be loaded.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.weights = Weights(
            folder or Path(str(files("onrecord.extract.positions") / "weights")),
            what="stance tagger",
            hint=HINT,
            expected={
                "format": FORMAT,
                "tags": list(TAGS),
                "features": list(FEATURES),
                "hints": list(SIZES),
            },
        )

    @cached_property
    def version(self) -> str:
        """A short name for these very weights, for provenance."""
        return f"positions/stances-{self.weights.config['sha256']['model.onnx'][:8]}"

    @property
    def scale(self) -> dict[str, Any]:
        """What its chances mean: the numbers of `tagged.Scale`, tuned with the weights."""
        scale: dict[str, Any] = self.weights.config["scale"]
        return scale

    def read(self, text: str, starts: Ints, syntax: Syntax, hints: Ints) -> Reading:
        """The reading of a text.

        `starts` (tokens,) are the offsets of the tokens of its parse, `syntax` what the parse
        says, `hints` (tokens, 6) what else is known of them.
        """
        chances = np.zeros((len(starts), len(TAGS)), dtype=np.float32)
        chances[:, 0] = 1.0
        holders = np.full(len(starts), NOWHERE, dtype=np.int64)
        acts = np.full(len(starts), NOWHERE, dtype=np.int64)
        config = self.weights.config
        for begin, end in paragraphs(text) if len(starts) else ():
            words = self.weights.encoder.words(text, begin, end, syntax)
            if len(words) < LEAST_WORDS:
                continue
            begins = [start for start, _ in words.spans]
            tokens = np.maximum(np.searchsorted(starts, begins, side="right") - 1, 0)
            size, context = int(config["window"]) - 2, int(config["context"])
            for window in windows(words, size, context):
                own = slice(window.own_start - window.start, window.own_stop - window.start)
                here = tokens[window.start : window.stop]
                tags, whose, what = self._run(words, window, hints[here])
                for k in range(own.start, own.stop):
                    at = here[k]
                    if tags[k, 0] < chances[at, 0]:  # of the words of one token, the surest
                        chances[at] = tags[k]
                        holders[at] = _pointed(whose[k], here)
                        acts[at] = _pointed(what[k], here)
        return Reading(chances, holders, acts)

    def _run(self, words: Words, window: Window, hints: Ints) -> tuple[Floats, Floats, Floats]:
        ids, features, heads = window_input(words, window, self.weights.encoder)
        spread = np.zeros((len(ids), len(SIZES)), dtype=np.int64)
        spread[heads] = hints
        inputs = {"ids": ids, "features": features, "hints": spread, "heads": heads}
        tags, whose, what = self.weights.session.run(None, inputs)
        return tags, whose, what


def _pointed(scores: Floats, tokens: Ints) -> int:
    """The token that scores point to; the last column is "nowhere"."""
    best = int(scores.argmax())
    return int(tokens[best]) if best < len(tokens) else NOWHERE
