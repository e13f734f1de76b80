"""What the attribution tagger sees of a text: words, word pieces, features, windows.

Training and reading share this module, so that both see the very same input. It needs numpy and
(inside `Encoder`) the `tokenizers` package, nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import ModelError
from onrecord.extract.statements.tagger_syntax import SIZES, Syntax

Ints = NDArray[np.int64]

# A doubled apostrophe or backtick is one quotation mark (wire copy writes it so); a run of line
# breaks is one word of its own, because where a paragraph ends matters for quotations.
WORD = re.compile(r"''|``|\w+|[^\w\s]|\n\s*")
OPENING = frozenset({"“", "„", "«", "``"})
CLOSING = frozenset({"”", "»"})
STRAIGHT = frozenset({'"', "''", "＂"})
OWN = (7, 6, 4)  # how many values: case, quotation, place
FEATURES = OWN + SIZES  # and four of the parse, all 0 where there is none
PIECES_A_WORD = 8  # a longer word is cut: no name needs more, and a window must hold every word
SEGMENT = 12_000  # characters read in one go; articles are shorter, so that they stay whole
WRAPPED_WIDTH = 100  # no line longer than this: line breaks are layout, not paragraphs


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a stretch of text.

    `spans` are character offsets (end not included) in the whole text; `pieces` the word-piece
    ids of each word (at least one); `features` an array (words, 7) of case, quotation, place and
    parse; `breaks` tells which words are paragraph breaks.
    """

    spans: list[tuple[int, int]]
    pieces: list[list[int]]
    features: Ints
    breaks: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.spans)


@dataclass(frozen=True, slots=True)
class Window:
    """Words `start` to `stop` read together; `own_start` to `own_stop` are those it answers for."""

    start: int
    stop: int
    own_start: int
    own_stop: int


def segments(text: str, size: int = SEGMENT) -> Iterator[tuple[int, int]]:
    """Cut a text into stretches of at most 1.5 × `size` characters, at line breaks where it can.

    >>> list(segments("one\\ntwo three", size=4))
    [(0, 4), (4, 8), (8, 13)]
    """
    start = 0
    while len(text) - start > size * 1.5:
        top = int(start + size * 1.5)
        cut = text.rfind("\n", start + size // 2, top) + 1
        cut = cut or text.rfind(" ", start + size // 2, top) + 1
        cut = cut or top
        yield start, cut
        start = cut
    if start < len(text):
        yield start, len(text)


def split_words(text: str, start: int, stop: int, *, wrapped: bool) -> list[tuple[int, int]]:
    """Character spans of the words of `text[start:stop]`, line breaks included.

    With `wrapped`, a single line break is layout and left out; a blank line still counts.
    """
    spans = []
    for match in WORD.finditer(text, start, stop):
        first = text[match.start()]
        if first == "\n" and wrapped and match.group().count("\n") < 2:
            continue
        spans.append(match.span())
    return spans


def is_wrapped(text: str) -> bool:
    """Whether the lines of a text were broken to fit a width (as in old mail and wire files)."""
    lines = [len(line) for line in text[:20_000].split("\n") if line.strip()]
    return len(lines) >= 6 and max(lines) <= WRAPPED_WIDTH and sum(lines) / len(lines) > 40


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
    """For each word where it stands towards double quotation marks.

    0 outside · 1 inside · 2 an opening mark · 3 a closing mark · 4 inside a quotation that its
    paragraph does not close · 5 the mark that opens such a one. State ends with the paragraph.

    >>> quotation(['"', "No", '"', "he", "said"])
    [2, 1, 3, 0, 0]
    """
    marks = [0] * len(words)
    opened = -1

    def unclosed(stop: int) -> None:
        if opened >= 0:
            marks[opened] = 5
            for k in range(opened + 1, stop):
                marks[k] = 4

    for i, word in enumerate(words):
        if word[0] == "\n":
            unclosed(i)
            opened = -1
        elif word in CLOSING or (word in STRAIGHT and opened >= 0):
            marks[i], opened = 3, -1
        elif word in OPENING or word in STRAIGHT:
            marks[i], opened = 2, i
        elif opened >= 0:
            marks[i] = 1
    unclosed(len(words))
    return marks


def places(words: Sequence[str], *, at_start: bool) -> list[int]:
    """0 in a paragraph · 1 its first word · 2 in the first line of all · 3 a paragraph break."""
    out = []
    first_line, fresh = at_start, True
    for word in words:
        if word[0] == "\n":
            out.append(3)
            first_line, fresh = False, True
            continue
        out.append(2 if first_line else int(fresh))
        fresh = False
    return out


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
        self._unknown, self._break = self._id("[UNK]"), self._id("[unused0]")

    def _id(self, form: str) -> int:
        number: int | None = self._tokenizer.token_to_id(form)
        if number is None:
            raise ModelError(f"the tokenizer has no piece {form}", hint="install the package anew")
        return number

    def piece(self, form: str) -> int:
        """The id of a whole piece; that of the unknown piece where there is none."""
        number = self._tokenizer.token_to_id(form)
        return self._unknown if number is None else int(number)

    def words(
        self,
        text: str,
        start: int,
        stop: int,
        *,
        wrapped: bool = False,
        syntax: Syntax | None = None,
    ) -> Words:
        """The words of `text[start:stop]` with their pieces and features.

        `syntax` is the parse of the whole text.
        """
        spans = split_words(text, start, stop, wrapped=wrapped)
        forms = [text[s:e] for s, e in spans]
        features = np.zeros((len(spans), len(FEATURES)), dtype=np.int64)
        if spans:
            features[:, 0] = [case_of(form) for form in forms]
            features[:, 1] = quotation(forms)
            features[:, 2] = places(forms, at_start=start == 0)
            if syntax is not None:
                features[:, len(OWN) :] = syntax.at(spans)
        breaks = np.fromiter((form[0] == "\n" for form in forms), dtype=np.bool_, count=len(forms))
        return Words(spans, self._pieces(forms), features, breaks)

    def _pieces(self, forms: list[str]) -> list[list[int]]:
        plain = ['"' if form in ("''", "``") else form for form in forms]
        encoded = self._tokenizer.encode(plain, is_pretokenized=True, add_special_tokens=False)
        pieces: list[list[int]] = [[] for _ in forms]
        for piece, word in zip(encoded.ids, encoded.word_ids, strict=True):
            if word is not None and len(pieces[word]) < PIECES_A_WORD:
                pieces[word].append(piece)
        for form, own in zip(forms, pieces, strict=True):
            if form[0] == "\n":
                own[:] = [self._break]
            elif not own:  # a control character, for example: the tokenizer drops it
                own.append(self._unknown)
        return pieces


def windows(lengths: Sequence[int], size: int, overlap: int) -> list[Window]:
    """Cut words of so many pieces each into windows of at most `size` pieces.

    Neighbouring windows share about `overlap` pieces; each word is owned by the window where it
    stands farther from an inner edge. Windows are even in size, so that none is a scrap.

    >>> windows([1, 1, 1, 1], size=10, overlap=2)
    [Window(start=0, stop=4, own_start=0, own_stop=4)]
    """
    count = len(lengths)
    if not count:
        return []
    ends = np.cumsum(np.asarray(lengths, dtype=np.int64))
    total = int(ends[-1])
    if total <= size:
        return [Window(0, count, 0, count)]
    shifts = -(-(total - size) // (size - overlap))
    step = (total - size) / shifts
    begin, bounds = 0, []
    while True:
        before = int(ends[begin - 1]) if begin else 0
        stop = int(np.searchsorted(ends, before + size, side="right"))
        bounds.append((begin, stop))
        if stop >= count:
            break
        # the word at which the next even share of pieces begins; never a gap, never a standstill
        wanted = int(np.searchsorted(ends, round(len(bounds) * step), side="right"))
        begin = max(min(wanted, stop), begin + 1)
    return _owned(bounds)


def _owned(bounds: list[tuple[int, int]]) -> list[Window]:
    """Give each word to one window: the middle of an overlap parts two neighbours."""
    cuts = [0]
    for (_, stop), (begin, _) in pairwise(bounds):
        cuts.append(max(cuts[-1], (min(begin, stop) + stop) // 2))
    cuts.append(bounds[-1][1])
    return [
        Window(start, stop, own, end)
        for (start, stop), own, end in zip(bounds, cuts[:-1], cuts[1:], strict=True)
    ]


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
