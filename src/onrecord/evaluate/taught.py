"""What both smaller networks are taught of: texts as the whole statement network reads them.

The coded texts, and news without labels, of which the whole networks know no answer by heart.
Reading takes most of an hour on one core, so it is done on several and kept, some texts a file.
"""

from __future__ import annotations

import json
import logging
import pickle
import random
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256
from importlib.resources import files
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.evaluate import coded, copies, train_positions
from onrecord.evaluate.polnear import read_split
from onrecord.extract.statements.mended import tagged_copy
from onrecord.extract.statements.tagger import LEAST_WORDS, Tagger
from onrecord.extract.statements.tagger_input import Encoder, Words, paragraphs
from onrecord.extract.statements.tagger_syntax import Syntax
from onrecord.model import Text

if TYPE_CHECKING:
    from onrecord.evaluate.coded import Coded
    from onrecord.extract.draft import Draft
    from onrecord.extract.reader import Reader

log = logging.getLogger(__name__)

POLNEAR = "statements/polnear"
MEASURED = ("positions/world", "positions/passages")  # news of the bulk with codings of others
CHUNK = 50  # texts that are kept together once they are read
MADE_BY = ("coded.jsonl", "naming.py", "train_positions.py", "taught.py")


@dataclass(frozen=True, slots=True)
class News:
    """Which texts without labels are read: how many, and of how many characters."""

    count: int = 2100
    shortest: int = 400
    longest: int = 6000


@dataclass(frozen=True, slots=True)
class Taught(train_positions.Example):
    """A text for both: `states` are by the whole network, `words` what a network reads them from.

    One `Words` a paragraph; `labelled` tells whether its marks are known.
    """

    words: tuple[Words, ...]
    labelled: bool


def read(gold: Path, whole: Path, out: Path, news: News, *, processes: int) -> Iterator[Taught]:
    """The coded texts, then those without labels, as the whole statement network reads them.

    `whole` is the folder of its weights. What is read is kept in `out` for as long as it holds.
    Raises MissingInput where articles or weights are not there.
    """
    made_of = sha256(repr((Tagger(whole).version, news)).encode())
    for name in MADE_BY:
        made_of.update(files("onrecord.evaluate").joinpath(name).read_bytes())
    kept = out / f"read-{made_of.hexdigest()[:8]}"
    kept.mkdir(exist_ok=True)
    count = len(_texts(gold, news))
    parts = [kept / f"{k:05}.pickle" for k in range(0, count, CHUNK)]
    missing = [p for p in parts if not p.exists()]
    if missing:
        # spawn: a forked copy of a process that has loaded native threads can hang
        with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
            done = pool.map(partial(_read_part, gold, whole, news), missing)
            for k, _ in enumerate(done, len(parts) - len(missing) + 1):
                log.info("%d of %d texts read", min(k * CHUNK, count), count)
    for path in parts:
        yield from pickle.loads(path.read_bytes())  # our own file


@cache
def _texts(gold: Path, news: News) -> list[tuple[Coded | None, Text]]:
    """All texts, in order, with their codings where they have any."""
    return [*coded.texts(gold, "train"), *((None, t) for t in unlabelled(gold, news))]


@cache
def _reading(whole: Path) -> tuple[Reader, Encoder]:
    return train_positions.reader(whole), Encoder(whole / "tokenizer.json")


def _read_part(gold: Path, whole: Path, news: News, path: Path) -> None:
    """Read the texts of one file, whose name says which is the first."""
    reader, encoder = _reading(whole)
    some = _texts(gold, news)[int(path.stem) :][:CHUNK]
    drafts = reader.drafts(text for _, text in some)
    found = [
        taught
        for (entry, _), draft in zip(some, drafts, strict=True)
        for taught in _taught(draft, entry, encoder)
    ]
    aside = path.with_suffix(".part")
    aside.write_bytes(pickle.dumps(found))
    aside.replace(path)


def _taught(draft: Draft, entry: Coded | None, encoder: Encoder) -> Iterator[Taught]:
    text, syntax = tagged_copy(draft), Syntax.of(draft.doc)
    words = (encoder.words(text, *place, syntax) for place in paragraphs(text))
    seen = tuple(w for w in words if len(w) >= LEAST_WORDS)
    given = train_positions.given(draft)
    if entry is None:
        states = given.states
        bare = (states.values, states.paragraphs, given.sentences, given.hints, (), (), (), ())
        yield Taught(*bare, words=seen, labelled=False)
        return
    for e in train_positions.coded_examples(draft, entry, given):
        told = (e.states, e.paragraphs, e.sentences, e.hints)
        yield Taught(*told, e.marks, e.evidence, e.conditions, e.names, words=seen, labelled=True)


def unlabelled(gold: Path, news: News) -> Iterator[Text]:
    """News that no figure is measured on: two of the bulk, one of PolNeAR, while there are any.

    Raises MissingInput where there is no bulk news.
    """
    apart, titles = measured_on(), set(_titles_measured_on(gold))
    bulk = [
        Text.of(row["text"], name=id, title=row.get("title"))
        for id, row in copies.bulk(gold).items()
        if id not in apart and row.get("title") not in titles
    ]
    polnear = [Text.of(a.text, name=a.id) for a in read_split(gold / POLNEAR, "train")]
    rng = random.Random(0)
    for texts in (bulk, polnear):
        texts[:] = [t for t in texts if news.shortest < len(t.text) < news.longest]
        rng.shuffle(texts)
    rounds = range(max(len(polnear), (len(bulk) + 1) // 2))
    mixed = (t for k in rounds for t in (*bulk[2 * k : 2 * k + 2], *polnear[k : k + 1]))
    return islice(mixed, news.count)


def measured_on() -> set[str]:
    """Ids of articles of the bulk news that figures are measured on, or thresholds tuned."""
    lines = files("onrecord.evaluate").joinpath("speakers.jsonl").read_text("utf-8").splitlines()
    ours = {c.article for c in coded.coded() if c.split != "train" and c.source == "bulk"}
    return ours | {json.loads(line)["article"] for line in lines}


def _titles_measured_on(gold: Path) -> Iterator[str]:
    for folder in MEASURED:
        for path in sorted((gold / folder / "articles").glob("*.json")):
            yield json.loads(path.read_text(encoding="utf-8"))["title"]
