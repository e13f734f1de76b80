"""What the attribution tagger sees of a text: paragraphs, words, pieces, features, windows.

Training and reading share this module, so that both see the very same input. A paragraph is read
by itself: what stands before and after an article changes nothing in it. It needs numpy and
(inside `Encoder`) the `tokenizers` package, nothing else.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import ModelError
from onrecord.extract.statements.tagger_syntax import SIZES, Syntax

Ints = NDArray[np.int64]

# A doubled apostrophe or backtick is one quotation mark: wire copy writes it so.
WORD = re.compile(r"''|``|\w+|[^\w\s]")
OPENING = frozenset({"“", "„", "«", "``"})
CLOSING = frozenset({"”", "»"})
STRAIGHT = frozenset({'"', "''", "＂"})
CLOSERS = CLOSING | STRAIGHT | frozenset("'’)]")
STOPS = frozenset(".!?…")
SHORT = 4  # letters of a title before a full stop at most: "Sen.", "Capt."
ANCHOR = 8  # words that tell one place in a text from others
OWN = (7, 6, 4)  # how many values: case, quotation, place
FEATURES = OWN + SIZES  # and four of the parse, all 0 where there is none
PIECES_A_WORD = 8  # a longer word is cut: no name needs more, and a window must hold every word
LONGEST = 24_000  # characters of a paragraph read in one go
WRAPPED = range(40, 101)  # characters of a line that was broken to fit a width


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a paragraph.

    `spans` are character offsets (end not included) in the whole text; `pieces` the word-piece
    ids of each word (at least one); `features` an array (words, 7) of case, quotation, place and
    parse; `opens` tells which words begin a sentence that is not the first.
    """

    spans: list[tuple[int, int]]
    pieces: list[list[int]]
    features: Ints
    opens: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.spans)


@dataclass(frozen=True, slots=True)
class Window:
    """Words `start` to `stop` read together; `own_start` to `own_stop` are those it answers for."""

    start: int
    stop: int
    own_start: int
    own_stop: int


def paragraphs(text: str, size: int = LONGEST) -> Iterator[tuple[int, int]]:
    """The paragraphs of a text: its lines, or blocks of lines that were broken to fit a width.

    Lines without a letter or digit are left out. What is longer than `size` characters is cut at
    places that the characters there tell (see `cuts`).

    >>> list(paragraphs("One.\\n\\nTwo three."))
    [(0, 4), (6, 16)]
    """
    for block in _BLOCK.finditer(text):
        lines = [m.span() for m in _LINE.finditer(text, block.start(), block.end())]
        for start, stop in [block.span()] if _is_wrapped(text, lines) else lines:
            if not any(c.isalnum() for c in text[start:stop]):
                continue
            if stop - start <= size:
                yield start, stop
                continue
            ends = [m.end() for m in _SENTENCE.finditer(text, start, stop)]
            parts = [start, *cuts([_place(text, k) for k in ends], start, stop, size), stop]
            for first, last in pairwise(parts):
                yield from ((k, min(k + size, last)) for k in range(first, last, size))


_BLOCK = re.compile(r"[^\n]+(?:\n[^\S\n]*[^\s][^\n]*)*")
_LINE = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"[.!?…][\"”’')\]]*\s+")


def _is_wrapped(text: str, lines: Sequence[tuple[int, int]]) -> bool:
    """Whether lines were broken to fit a width, as in old mail and wire files: in mid-sentence."""
    if not all(stop - start in WRAPPED for start, stop in lines[:-1]):
        return False
    last = lines[-1][1] - lines[-1][0]
    within = sum(text[start:stop].rstrip()[-1:] not in _ENDS for start, stop in lines[:-1])
    return last < WRAPPED.stop and 2 * within > len(lines) - 1


_ENDS = frozenset({"", ".", "!", "?", "…", ":", ";", '"', "”", "’", "'", ")"})


def _place(text: str, k: int) -> tuple[int, int, int]:
    return k, k, crc32(text[k : k + ANCHOR * 5].encode("utf-8", "replace"))


def case_of(word: str) -> int:
    """0 no letters · 1 lower · 2 Title · 3 UPPER · 4 one capital · 5 mixed · 6 with digits."""
    if word[0].isdigit():
        return 6
    if not any(c.isalpha() for c in word):
        return 0
    if word.islower():
        return 1
    if word.isupper():
        return 4 if len(word) == 1 else 3
    if word[0].isupper() and word[1:].islower():
        return 2
    return 5


def quotation(words: Sequence[str]) -> list[int]:
    """For each word of a paragraph where it stands towards double quotation marks.

    0 outside · 1 inside · 2 an opening mark · 3 a closing mark · 4 inside a quotation that the
    paragraph does not close · 5 the mark that opens such a one.

    >>> quotation(['"', "No", '"', "he", "said"])
    [2, 1, 3, 0, 0]
    """
    marks = [0] * len(words)
    opened = -1
    for i, word in enumerate(words):
        if word in CLOSING or (word in STRAIGHT and opened >= 0):
            marks[i], opened = 3, -1
        elif word in OPENING or word in STRAIGHT:
            marks[i], opened = 2, i
        elif opened >= 0:
            marks[i] = 1
    if opened >= 0:
        marks[opened:] = [5] + [4] * (len(words) - opened - 1)
    return marks


def sentence_starts(words: Sequence[str]) -> NDArray[np.bool_]:
    """Which words of a paragraph begin a sentence, the first one not counted.

    By marks and capitals alone; an initial or a short title ("J.", "Gen.") ends no sentence.

    >>> sentence_starts(["He", "left", ".", "She", "did", "."]).nonzero()[0]
    array([3])
    """
    opens = np.zeros(len(words), dtype=np.bool_)
    last = stop = -1  # the last word that closes nothing; the last of those that is a stop
    for k, word in enumerate(words):
        begins = word[0].isupper() or word[0].isdigit() or word in OPENING or word in STRAIGHT
        if begins and stop >= 0 and stop == last:
            before = words[stop - 1] if stop else ""
            title = words[stop] == "." and len(before) <= SHORT and before[:1].isupper()
            opens[k] = not title and (word not in STRAIGHT or k > last + 1)
        if word not in CLOSERS:
            last = k
            stop = k if word in STOPS else stop
    return opens


class Encoder:
    """Turns words into word pieces with the tokenizer of the model.

    `path` is a BERT `tokenizer.json`; raises ModelError where it is none.
    """

    def __init__(self, path: Path) -> None:
        from tokenizers import Tokenizer

        try:
            self._tokenizer: Any = Tokenizer.from_file(str(path))
        except Exception as error:  # the Rust side raises bare Exception
            raise ModelError("not a tokenizer", where=str(path)) from error
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self.first, self.last = self._id("[CLS]"), self._id("[SEP]")
        self._unknown = self._id("[UNK]")

    def _id(self, form: str) -> int:
        number: int | None = self._tokenizer.token_to_id(form)
        if number is None:
            raise ModelError(f"the tokenizer has no piece {form}", hint="install the package anew")
        return number

    def piece(self, form: str) -> int:
        """The id of a whole piece; that of the unknown piece where there is none."""
        number = self._tokenizer.token_to_id(form)
        return self._unknown if number is None else int(number)

    def words(self, text: str, start: int, stop: int, syntax: Syntax | None = None) -> Words:
        """The words of the paragraph `text[start:stop]` with their pieces and features.

        `syntax` is the parse of the whole text.
        """
        spans = [match.span() for match in WORD.finditer(text, start, stop)]
        forms = [text[s:e] for s, e in spans]
        features = np.zeros((len(spans), len(FEATURES)), dtype=np.int64)
        if spans:
            features[:, 0] = [case_of(form) for form in forms]
            features[:, 1] = quotation(forms)
            features[0, 2] = 1
            if syntax is not None:
                features[:, len(OWN) :] = syntax.at(spans)
        return Words(spans, self._pieces(forms), features, sentence_starts(forms))

    def _pieces(self, forms: list[str]) -> list[list[int]]:
        plain = ['"' if form in ("''", "``") else form for form in forms]
        encoded = self._tokenizer.encode(plain, is_pretokenized=True, add_special_tokens=False)
        pieces: list[list[int]] = [[] for _ in forms]
        for piece, word in zip(encoded.ids, encoded.word_ids, strict=True):
            if word is not None and len(pieces[word]) < PIECES_A_WORD:
                pieces[word].append(piece)
        for own in pieces:
            if not own:  # a control character, for example: the tokenizer drops it
                own.append(self._unknown)
        return pieces


def passages(words: Words, size: int) -> list[tuple[int, int]]:
    """A paragraph parted into passages of at most `size` pieces, at sentence ends where it can.

    Where a passage begins and ends is told by the words around it (see `cuts`), never by how far
    into the paragraph it stands.
    """
    ends = np.concatenate(([0], np.cumsum([len(p) for p in words.pieces], dtype=np.int64)))
    if ends[-1] <= size:
        return [(0, len(words))] if len(words) else []
    starts = np.flatnonzero(words.opens & ~np.isin(words.features[:, 1], (1, 3))).tolist()
    places = [(int(ends[k]), k, _strength(words, k)) for k in starts]
    parts = [0, *cuts(places, 0, int(ends[-1]), size), len(words)]
    out: list[tuple[int, int]] = []
    for first, last in pairwise(parts):
        while ends[last] - ends[first] > size:  # a stretch without a sentence's end
            cut = int(np.searchsorted(ends, ends[first] + size, side="right")) - 1
            out.append((first, cut))
            first = cut
        out.append((first, last))
    return out


def windows(words: Words, size: int, context: int) -> list[Window]:
    """A window for each passage of a paragraph: the passage, and what stands before it.

    At most `size` pieces, of them at most `context` before the passage; the window answers for
    the passage alone.
    """
    lengths = [len(piece) for piece in words.pieces]
    out = []
    for begin, stop in passages(words, size):
        room = min(context, size - sum(lengths[begin:stop]))
        out.append(Window(led_in(lengths, begin, room), stop, begin, stop))
    return out


def led_in(lengths: Sequence[int], begin: int, room: int) -> int:
    """The first of the words that stand before word `begin` and take `room` pieces at most.

    >>> led_in([2, 1, 1, 3], 3, 2)
    1
    """
    start = begin
    while start > 0 and lengths[start - 1] <= room:
        start -= 1
        room -= lengths[start]
    return start


def cuts(places: Sequence[tuple[int, int, int]], begin: int, end: int, size: int) -> list[int]:
    """Where to cut a stretch so that no part is longer than `size`, told by content.

    `places` are rows of offset, name and strength, in order; offsets, `begin`, `end` and `size`
    are in one unit. A place is taken where it is the strongest within a quarter of `size`; a part
    that is still too long is cut at its strongest, and so on. So words put before or after a
    stretch move the cuts near its edge only. Returns names, in order.

    >>> cuts([(4, 40, 9), (5, 50, 1), (12, 120, 5)], 0, 16, 8)
    [40, 120]
    """
    reach = size // 4
    offsets = [row[0] for row in places]
    taken = []
    for k, (offset, _, strength) in enumerate(places):
        low, high = bisect_right(offsets, offset - reach), bisect_left(offsets, offset + reach)
        before = max((row[2] for row in places[low:k]), default=-1)
        after = max((row[2] for row in places[k + 1 : high]), default=-1)
        if before < strength >= after:
            taken.append(k)
    todo = list(pairwise([-1, *taken, len(places)]))
    while todo:
        low, high = todo.pop()
        first = offsets[low] if low >= 0 else begin
        last = offsets[high] if high < len(places) else end
        if last - first > size and high - low > 1:
            middle = (first + last) / 2  # parts equals, as in a text that repeats itself
            best = max(
                range(low + 1, high), key=lambda k: (places[k][2], -abs(offsets[k] - middle))
            )
            taken.append(best)
            todo += [(low, best), (best, high)]
    return [places[k][1] for k in sorted(taken)]


def _strength(words: Words, k: int) -> int:
    """A number that the words from `k` on have everywhere, and like no other words."""
    ahead = [piece for own in words.pieces[k : k + ANCHOR] for piece in own]
    return crc32(np.asarray(ahead, dtype="<i4").tobytes())


def window_input(words: Words, window: Window, encoder: Encoder) -> tuple[Ints, Ints, Ints]:
    """The arrays a window goes into the model as.

    Returns piece ids (pieces,), features of each piece (pieces, 7) and for each word the index of
    its first piece (words,). The first and last piece are the model's own marks.
    """
    ids, owner, heads = [encoder.first], [-1], []
    for k in range(window.start, window.stop):
        heads.append(len(ids))
        ids += words.pieces[k]
        owner += [k] * len(words.pieces[k])
    ids.append(encoder.last)
    owner.append(-1)
    features = np.zeros((len(ids), len(FEATURES)), dtype=np.int64)
    features[1:-1] = words.features[owner[1:-1]]
    return np.asarray(ids, dtype=np.int64), features, np.asarray(heads, dtype=np.int64)
