"""How the stance tagger parts a text: stretches of words, each read with what stands before it.

Training and reading share this module, so that both see the same.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from onrecord.extract.positions.hints import Ints

PLACES = 16  # how many paragraphs of a stretch are told apart


class Stretch(NamedTuple):
    """Words `start` to `stop` are read together; `own` to `stop` are those it answers for."""

    start: int
    own: int
    stop: int


def stretches(
    paragraphs: Ints, sentences: Ints, size: int, context: int, rng: random.Random | None = None
) -> Iterator[Stretch]:
    """Stretches that answer for every word once, in order.

    `paragraphs` and `sentences` (words,) number what each word stands in; at most `size` words
    answered for and `context` before them. A stretch ends where a paragraph does, if one ends in
    its second half, else where a sentence does, if any; what stands before it begins with a
    sentence. With `rng` the first is of random length, so that training sees other cuts each time.

    >>> none = np.zeros(3, dtype=np.int64)
    >>> [(s.start, s.own, s.stop) for s in stretches(none, np.array([0, 0, 1]), 2, 2)]
    [(0, 0, 2), (0, 2, 3)]
    """
    begin, count = 0, len(paragraphs)
    room = rng.randint(size // 3, size) if rng else size
    while begin < count:
        stop = _end(paragraphs, sentences, begin, room) if count - begin > room else count
        start = max(0, begin - context)
        while 0 < start < begin and sentences[start] == sentences[start - 1]:
            start += 1
        yield Stretch(start, begin, stop)
        begin, room = stop, size


def _end(paragraphs: Ints, sentences: Ints, begin: int, room: int) -> int:
    last = begin + room
    for numbers, least in ((paragraphs, room // 2), (sentences, room // 3)):
        first = begin + max(1, least)
        changes = np.flatnonzero(numbers[first : last + 1] != numbers[first - 1 : last])
        if len(changes):
            return first + int(changes[-1])
    return last


def places_of(paragraphs: Ints, stretch: Stretch) -> Ints:
    """For each word of a stretch which of its paragraphs it stands in, from 0 (words,)."""
    own = paragraphs[stretch.start : stretch.stop]
    places: Ints = np.minimum(own - own[0], PLACES - 1)
    return places
