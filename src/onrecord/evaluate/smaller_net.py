"""A statement network and the stance tagger over its states as one (training only; imports torch).

In training the stance tagger's stretches are read from the words themselves, through the lower
layers of the statement network, so that those learn from both.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from onrecord.evaluate.positions_net import StanceNet
from onrecord.evaluate.statements_net import NEVER, Net
from onrecord.evaluate.train_statements import DECODING
from onrecord.extract.positions.stretches import Stretch
from onrecord.extract.statements.tagger_input import (
    FEATURES,
    OWN,
    Encoder,
    Ints,
    Window,
    Words,
    led_in,
    window_input,
)

if TYPE_CHECKING:
    from onrecord.evaluate.taught import Taught

    Piece = tuple[Taught, Stretch]

SIZE, CONTEXT = int(DECODING["window"]) - 2, int(DECODING["context"])
LIKE = 1.25, 8  # windows are padded to one length that is at most so much more than theirs


class Pair(nn.Module):  # type: ignore[misc]
    """Both networks, so that one optimiser and one average hold them."""

    def __init__(self, statements: Net, stances: StanceNet) -> None:
        super().__init__()
        self.statements = statements
        self.stances = stances


class Read(NamedTuple):
    """A window as it goes into the network, its own words' first pieces, and where they belong.

    `ids` (pieces,), `features` (pieces, 7), `first` (words,), `goals` (words,).
    """

    ids: Ints
    features: Ints
    first: Ints
    goals: Ints


def states_of(
    net: Net, batch: Sequence[Piece], encoder: Encoder, blind: float, rng: random.Random
) -> Tensor:
    """The states (batch, words, hidden) of the words of stretches; 0 where a row is padded.

    A share `blind` of the windows is read without their parse.
    """
    length = max(s.stop - s.start for _, s in batch)
    reads = [
        read
        for row, (taught, stretch) in enumerate(batch)
        for read in _reads(taught, stretch, encoder, row * length)
    ]
    found = [_encoded(net, like, blind, rng) for like in _alike(reads)]
    goals = torch.from_numpy(np.concatenate([goals for _, goals in found]))
    states = torch.cat([values for values, _ in found])
    flat = states.new_zeros(len(batch) * length, states.shape[-1]).index_copy(0, goals, states)
    return flat.view(len(batch), length, -1)


def _reads(taught: Taught, stretch: Stretch, encoder: Encoder, offset: int) -> Iterator[Read]:
    """The windows of a stretch, paragraph by paragraph; `offset` is the goal of its first word."""
    begins = np.cumsum([0, *(len(words) for words in taught.words)])
    for words, (begin, end) in zip(taught.words, pairwise(begins.tolist()), strict=True):
        low, high = max(stretch.start, begin) - begin, min(stretch.stop, end) - begin
        for window in _windows(words, low, high):
            ids, features, heads = window_input(words, window, encoder)
            own = heads[window.own_start - window.start :]
            at = offset + begin + window.own_start - stretch.start
            yield Read(ids, features, own, np.arange(at, at + len(own)))


def _windows(words: Words, low: int, high: int) -> Iterator[Window]:
    """Words `low` to `high` of a paragraph in windows, each led in by what stands before it."""
    lengths = [len(pieces) for pieces in words.pieces]
    while low < high:
        stop, size = low, 0
        while stop < high and size + lengths[stop] <= SIZE:
            size += lengths[stop]
            stop += 1
        yield Window(led_in(lengths, low, min(CONTEXT, SIZE - size)), stop, low, stop)
        low = stop


def _alike(reads: Sequence[Read]) -> list[list[Read]]:
    """Windows of like length together, so that little is padding."""
    times, more = LIKE
    found: list[list[Read]] = []
    for read in sorted(reads, key=lambda r: len(r.ids)):
        if not found or len(read.ids) > times * len(found[-1][0].ids) + more:
            found.append([])
        found[-1].append(read)
    return found


def _encoded(
    net: Net, reads: Sequence[Read], blind: float, rng: random.Random
) -> tuple[Tensor, Ints]:
    """The middle states of the windows' own words, and their goals."""
    rows, pieces = len(reads), max(len(r.ids) for r in reads)
    ids = np.zeros((rows, pieces), dtype=np.int64)
    features = np.zeros((rows, pieces, len(FEATURES)), dtype=np.int64)
    real = np.zeros((rows, pieces), dtype=np.bool_)
    for k, read in enumerate(reads):
        here = slice(len(read.ids))
        ids[k, here], features[k, here], real[k, here] = read.ids, read.features, True
        if rng.random() < blind:
            features[k, :, len(OWN) :] = 0
    bias = torch.where(torch.from_numpy(real), 0.0, NEVER)[:, None, None, :]
    states = net.encode(torch.from_numpy(ids), torch.from_numpy(features), bias)
    first = np.concatenate([k * pieces + read.first for k, read in enumerate(reads)])
    goals = np.concatenate([read.goals for read in reads])
    return states.flatten(0, 1)[torch.from_numpy(first)], goals
