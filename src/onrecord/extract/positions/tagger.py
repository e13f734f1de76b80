"""A trained reader of stances: which words carry one, whose, towards which act, on what condition.

`StanceTagger().read(…)` gives a `Reading` of a whole text. It goes on from what the statement
tagger's network made of each word half-way up (`States`), is told the hints of `hints.py`, what
the rules say included, and looks across sentences and paragraphs: a window of it holds some
hundred words before those that it answers for. The weights lie in the package (folder `weights`;
what they were trained on and how good they are: docs/models/positions.md). Training is elsewhere
(`onrecord.evaluate.train_positions`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import ModelError
from onrecord.extract.positions.hints import SIZES, STANCES, Ints
from onrecord.extract.positions.stretches import PLACES, Stretch, places_of, stretches
from onrecord.extract.states import States
from onrecord.extract.weights import Weights

Floats = NDArray[np.float32]

FORMAT = 3
NOWHERE = -1
HINT = "install the package anew, or train it: onrecord train positions"
TAGS = ("none", *STANCES)
LEAST = 0.01  # of a stance or a name: what is less likely decides nothing and is not kept
Likely = tuple[tuple[int, float], ...]
"""Tokens that may name a holder, each with its probability."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model says of each token of a parse.

    `chances` (tokens, 6): probabilities of no stance and of each stance, in the order of `TAGS`;
    `holders` and `acts` (tokens,): the token that names whose stance it would be and the head of
    the words for the act, NOWHERE where neither stands within reach; `conditions` (tokens,): the
    probability that the token is one of the words of a condition. `names`: for a token that may
    carry a stance, the tokens that may name its holder, each with its probability.
    """

    chances: Floats
    holders: Ints
    acts: Ints
    conditions: Floats
    names: Mapping[int, Likely]

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

    `folder` holds `model.onnx` and `config.json`; without it the weights of the package are used.
    `over` is the hash of the weights that the states come from. Raises ModelError where its
    weights cannot be loaded or were trained on states of others.
    """

    def __init__(self, folder: Path | None = None, *, over: str | None = None) -> None:
        self.weights = Weights(
            folder or Path(str(files("onrecord.extract.positions") / "weights")),
            what="stance tagger",
            hint=HINT,
            expected={"format": FORMAT, "tags": list(TAGS), "hints": list(SIZES), "places": PLACES},
        )
        self._over = over

    @cached_property
    def config(self) -> dict[str, Any]:
        """The configuration; ModelError where it is missing, broken or does not fit."""
        config = self.weights.config
        if self._over is not None and config["over"] != self._over:
            raise ModelError(
                "a stance tagger trained over another statement tagger",
                where=str(self.weights.folder),
                hint="onrecord train positions, after onrecord train statements",
            )
        return config

    @cached_property
    def version(self) -> str:
        """A short name for these very weights, for provenance."""
        return f"positions/stances-{self.config['sha256']['model.onnx'][:8]}"

    @property
    def scale(self) -> dict[str, Any]:
        """What its chances mean: the numbers of `tagged.Scale`, tuned with the weights."""
        scale: dict[str, Any] = self.config["scale"]
        return scale

    def read(self, parts: Iterable[States], starts: Ints, sentences: Ints, hints: Ints) -> Reading:
        """The reading of a text.

        `parts` are the states of its words; `starts` (tokens,) the offsets of the tokens of its
        parse, `sentences` (tokens,) the number of the sentence that each is in, `hints`
        (tokens, 6) what else is known of them.
        """
        chances = np.zeros((len(starts), len(TAGS)), dtype=np.float32)
        chances[:, 0] = 1.0
        holders = np.full(len(starts), NOWHERE, dtype=np.int64)
        acts = np.full(len(starts), NOWHERE, dtype=np.int64)
        conditions = np.zeros(len(starts), dtype=np.float32)
        names: dict[int, Likely] = {}
        own, context = int(self.config["own"]), int(self.config["context"])
        for states in parts if len(starts) else ():
            tokens = tokens_of(states, starts)
            for stretch in stretches(states.paragraphs, sentences[tokens], own, context):
                here = tokens[stretch.start : stretch.stop]
                tags, whose, what, named, told = self._run(states, stretch, hints[here])
                for k in range(stretch.own - stretch.start, len(here)):
                    at = here[k]
                    conditions[at] = max(conditions[at], told[k])
                    if tags[k, 0] < chances[at, 0]:  # of the words of one token, the surest
                        chances[at] = tags[k]
                        holders[at] = _pointed(whose[k], here)
                        acts[at] = _pointed(what[k], here)
                        if tags[k, 0] < 1 - LEAST:
                            names[int(at)] = _likely(named[k], here)
        return Reading(chances, holders, acts, conditions, names)

    def _run(self, states: States, stretch: Stretch, hints: Ints) -> tuple[Floats, ...]:
        inputs = {
            "states": states.values[stretch.start : stretch.stop].astype(np.float32),
            "hints": hints,
            "places": places_of(states.paragraphs, stretch),
        }
        return tuple(self.weights.session.run(None, inputs))


def tokens_of(states: States, starts: Ints) -> Ints:
    """For each word of the states, the token of the parse that it begins in (words,)."""
    found: Ints = np.maximum(np.searchsorted(starts, states.spans[:, 0], side="right") - 1, 0)
    return found


def _likely(chances: Floats, tokens: Ints) -> Likely:
    """The tokens that chances fall to; the last column is "nowhere"."""
    likely = (chances[:-1] >= LEAST).nonzero()[0]
    return tuple((int(tokens[k]), float(chances[k])) for k in likely)


def _pointed(scores: Floats, tokens: Ints) -> int:
    """The token that scores point to; the last column is "nowhere"."""
    best = int(scores.argmax())
    return int(tokens[best]) if best < len(tokens) else NOWHERE
