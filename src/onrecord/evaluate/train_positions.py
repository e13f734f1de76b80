"""Training of the stance tagger on news coded by us: `train(gold, out)`.

Seeded; stops and goes on at any epoch (the state after each one is kept in `out`); at the end the
averaged weights are written as an int8 ONNX file with its configuration, the folder that
`onrecord.extract.positions.tagger.StanceTagger` reads.
"""

from __future__ import annotations

import logging
import pickle
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import DataError
from onrecord.evaluate import coded
from onrecord.evaluate.naming import naming
from onrecord.evaluate.training import State
from onrecord.extract.positions.hints import SIZES, STANCES, Ints
from onrecord.extract.positions.stretches import Stretch, places_of, stretches
from onrecord.extract.positions.tagged import RARE
from onrecord.extract.positions.tagger import TAGS, tokens_of
from onrecord.extract.statements.tagger import Tagger

if TYPE_CHECKING:
    from spacy.tokens import Token

    from onrecord.evaluate.coded import Coded, Row
    from onrecord.extract.draft import Draft
    from onrecord.extract.reader import Reader
    from onrecord.extract.states import States
    from onrecord.model import Span

log = logging.getLogger(__name__)

STATEMENTS = Path(str(files("onrecord.extract.statements") / "weights"))
STRETCH, BEFORE = 200, 64  # words answered for in one go, and those before them, at most
# How the trained tagger reads: stretches in words; the scale is tuned on texts that were held out
# (docs/models/positions.md), its two lines are fitted anew with the weights.
DECODING = {
    "own": STRETCH,
    "context": BEFORE,
    "scale": {
        "least_rule": 0.05,
        "least_rare": 0.01,
        "least": 0.25,
        "least_share": 0.6,
        "least_condition": 0.5,
        "of_rules": [0.495, -0.04],
        "of_words": [0.394, -0.025],
    },
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What training is done with."""

    words: int = 1800  # of a batch
    rate: float = 2e-4
    head_rate: float = 1e-3
    horizon: int = 4  # epochs that the rate is planned over; training ends before
    dropout: float = 0.1
    average: float = 0.99
    tag_weight: float = 20.0  # one word in forty carries a stance: its loss is no small change
    rare: float = 2.0  # how much more "open", "undecided" and "sceptical" count than the others
    holder_weight: float = 0.5
    act_weight: float = 0.3
    name_weight: float = 0.5
    evidence_weight: float = 2.0
    condition_weight: float = 1.0
    condition_rare: float = 4.0  # how much more a word of a condition counts than another
    unhinted: float = 0.1  # share of stretches read without hints, so that they are not all


@dataclass(frozen=True, slots=True)
class Example:
    """A coded text as one coder coded it: what the tagger is given, a row a word, and the marks.

    `marks` are rows of word, number of tag, word of the holder and word of the act; the last two
    -1 where nothing in the text names them; `names` are, for each mark, the words of the text that
    name its holder. `evidence` are rows of first word, end and number of tag, `conditions` of
    first word and end.
    """

    states: Any
    paragraphs: Ints
    sentences: Ints
    hints: Any
    marks: tuple[tuple[int, int, int, int], ...]
    evidence: tuple[tuple[int, int, int], ...]
    conditions: tuple[tuple[int, int], ...]
    names: tuple[tuple[int, ...], ...]


def train(
    gold: Path,
    out: Path,
    *,
    over: Path = STATEMENTS,
    seed: int = 0,
    epochs: int = 2,
    resume: bool = True,
    threads: int | None = None,
) -> Path:
    """Train on the coded texts, their words from `gold`; write the model into the folder `out`.

    It reads on from the states of the statement tagger whose weights lie in `over`, and ends before
    the rate that is planned over more epochs has fallen: later epochs fit the labels better and
    texts that were not learnt from worse. With `resume`, goes on after the last epoch kept in
    `out`. Takes `threads` (all cores unless told). Raises MissingInput where articles are not
    there, ModelError where torch is not installed. Returns `out`.
    """
    import torch

    from onrecord.evaluate.calibrate_positions import calibrate
    from onrecord.evaluate.export_positions import export

    if threads:
        torch.set_num_threads(threads)
    out.mkdir(parents=True, exist_ok=True)
    plan = Plan()
    learn = examples(gold, "train", out, over)
    count = len(batches(learn, plan, random.Random(seed)))
    state = _start(over, plan, max(epochs, plan.horizon) * count, seed)
    if resume and (out / "state.pt").exists():
        state.load(out / "state.pt")
    while state.epoch < epochs:
        torch.manual_seed(seed * 1000 + state.epoch)
        _one_epoch(state, learn, plan, random.Random(seed * 1000 + state.epoch))
        state.save(out / "state.pt")
    export(state.average.module, out, DECODING, over=hash_of(over))
    calibrate(out, over, gold)
    return out


def hash_of(weights: Path) -> str:
    """The hash of the statement tagger's model in a folder, as its configuration has it."""
    found: str = Tagger(weights).config["sha256"]["model.onnx"]
    return found


def _start(over: Path, plan: Plan, steps: int, seed: int) -> State:
    import torch

    from onrecord.evaluate.positions_net import StanceNet, statement_net

    torch.manual_seed(seed)
    beneath = statement_net(over)
    net = StanceNet(plan.dropout, beneath.shape.upper_heads, beneath.shape.upper_inner)
    net.take_over(beneath)
    layers = list(net.layers.parameters())
    known = {id(p) for p in layers}
    heads = [p for p in net.parameters() if id(p) not in known]
    groups = [{"params": layers, "lr": plan.rate}, {"params": heads, "lr": plan.head_rate}]
    return State(net, groups, steps=steps, average=plan.average)


def examples(gold: Path, split: str, out: Path, over: Path = STATEMENTS) -> list[Example]:
    """The texts of a split, once for each coder; kept in `out` for as long as they hold."""
    data = files("onrecord.evaluate")
    made_of = sha256(hash_of(over).encode())
    for name in ("coded.jsonl", "naming.py", "train_positions.py"):
        made_of.update(data.joinpath(name).read_bytes())
    cache = out / f"examples-{split}-{made_of.hexdigest()[:8]}.pickle"
    if cache.exists():
        kept: list[Example] = pickle.loads(cache.read_bytes())  # our own file of a run before
        return kept
    entries = list(coded.texts(gold, split))
    found: list[Example] = []
    drafts = reader(over).drafts(text for _, text in entries)
    for (entry, _), draft in zip(entries, drafts, strict=True):
        found += coded_examples(draft, entry, given(draft))
    cache.write_bytes(pickle.dumps(found))
    return found


def reader(over: Path) -> Reader:
    """What reads a text up to its positions, as `onrecord read` does.

    Statements and states are those of the statement tagger whose weights lie in `over`.
    """
    from onrecord.extract.pipeline import Pipeline
    from onrecord.extract.reader import Reader
    from onrecord.extract.statements import step_by
    from onrecord.extract.steps import default_pipeline

    steps = default_pipeline(statements_by="rules", positions_by="rules").steps
    before = steps[: next(k for k, s in enumerate(steps) if "positions" in s.makes)]
    by = step_by(Tagger(over))
    return Reader(pipeline=Pipeline(tuple(by if s.makes == by.makes else s for s in before)))


@dataclass(frozen=True, slots=True)
class Given:
    """What the tagger is given of a text, a row a word."""

    states: States
    sentences: Ints
    hints: Any


def given(draft: Draft) -> Given:
    """What the tagger is given of the words of a draft; DataError where no states were kept."""
    from onrecord.extract.positions import find, sentences_of
    from onrecord.extract.positions.hints import hints
    from onrecord.extract.positions.scene import Scene

    states = draft.states
    if states is None:
        raise DataError("too long to learn from", where=draft.text.name, hint="a part of it")
    scene = Scene(draft)
    told = hints(scene, find(scene))
    starts = np.asarray([t.idx for t in draft.doc], dtype=np.int64)
    tokens = tokens_of(states, starts)
    return Given(states, sentences_of(draft.doc)[tokens], told[tokens].astype(np.int8))


def coded_examples(draft: Draft, entry: Coded, seen: Given) -> Iterator[Example]:
    """An example for each coder of a text."""
    spans = seen.states.spans
    forms = [draft.text.text[start:end] for start, end in spans]
    for coder in sorted(entry.rows):
        rows = entry.rows[coder]
        marks = [(m, r) for r in rows if (m := _mark(draft, r, spans)) is not None]
        yield Example(
            seen.states.values,
            seen.states.paragraphs,
            seen.sentences,
            seen.hints,
            tuple(m for m, _ in marks),
            tuple(
                (*_words(span, spans), TAGS.index(row.stance))
                for row in rows
                for span in row.evidence
            ),
            tuple(_words(row.condition, spans) for row in rows if row.condition),
            tuple(naming(forms, row.actor) for _, row in marks),
        )


def _words(span: Span, spans: Ints) -> tuple[int, int]:
    """First word of a span, and the one after its last."""
    first, end = np.searchsorted(spans[:, 0], (span.start, span.end))
    return int(first), int(end)


def _mark(draft: Draft, row: Row, spans: Ints) -> tuple[int, int, int, int] | None:
    """The words of the cue's head, of the holder's and of the act's, and the number of the tag."""

    def word(span: Span | None) -> int:
        token = _head(draft.tokens(span)) if span else None
        if token is None:
            return -1
        k = int(np.searchsorted(spans[:, 0], token.idx, side="right")) - 1
        return k if k >= 0 and token.idx < spans[k, 1] else -1

    cue = word(row.cue)
    return (cue, TAGS.index(row.stance), word(row.holder), word(row.act)) if cue >= 0 else None


def _head(tokens: Sequence[Token]) -> Token | None:
    """The token of a stretch that hangs on none of the others."""
    inside = {t.i for t in tokens}
    plain = [t for t in tokens if not t.is_space and not t.is_punct]
    return next((t for t in plain if t.head.i == t.i or t.head.i not in inside), None)


AnExample = TypeVar("AnExample", bound=Example)


def batches(
    learn: Sequence[AnExample], plan: Plan, rng: random.Random
) -> list[list[tuple[AnExample, Stretch]]]:
    """Stretches of all texts, cut anew, in batches of like length, in random order."""
    items = [
        (s.stop - s.start, rng.random(), e, s)
        for e in learn
        for s in stretches(e.paragraphs, e.sentences, STRETCH, BEFORE, rng)
    ]
    items.sort(key=lambda item: (item[0] // 24, item[1]))
    found: list[list[tuple[AnExample, Stretch]]] = []
    longest = 0
    for length, _, e, s in items:
        longest = max(longest, length)
        if not found or longest * (len(found[-1]) + 1) > plan.words:
            found.append([])
            longest = length
        found[-1].append((e, s))
    rng.shuffle(found)
    return found


def tensors(
    batch: Sequence[tuple[AnExample, Stretch]], plan: Plan, rng: random.Random
) -> dict[str, Any]:
    """One batch as padded tensors; only words that a stretch answers for have a tag."""
    import torch

    rows, words = len(batch), max(s.stop - s.start for _, s in batch)
    out: dict[str, Any] = {
        "states": np.zeros((rows, words, batch[0][0].states.shape[1]), dtype=np.float32),
        "hints": np.zeros((rows, words, len(SIZES)), dtype=np.int64),
        "places": np.zeros((rows, words), dtype=np.int64),
        **{name: np.full((rows, words), -100, dtype=np.int64) for name in OWN},
        "words": np.zeros((rows, words), dtype=np.bool_),
    }
    links, names = [], []
    for k, (e, s) in enumerate(batch):
        here, length = slice(s.start, s.stop), s.stop - s.start
        out["states"][k, :length], out["words"][k, :length] = e.states[here], True
        if rng.random() >= plan.unhinted:
            out["hints"][k, :length] = e.hints[here]
        out["places"][k, :length] = places_of(e.paragraphs, s)
        for name in OWN:
            out[name][k, s.own - s.start : length] = 0
        for first, end, tag in e.evidence:
            out["evidence"][k, _within(first, end, s)] = tag
        for first, end in e.conditions:
            out["conditions"][k, _within(first, end, s)] = 1
        for (cue, tag, holder, act), named in zip(e.marks, e.names, strict=True):
            if s.own <= cue < s.stop:
                names.append(_among(named, s, words))
                out["tags"][k, cue - s.start] = tag
                partners = (p - s.start if s.start <= p < s.stop else words for p in (holder, act))
                links.append((k, cue - s.start, *partners))
    out["links"] = np.asarray(links, dtype=np.int64).reshape(len(links), 4)
    out["names"] = np.asarray(names, dtype=np.bool_).reshape(len(names), words + 1)
    return {name: torch.from_numpy(array) for name, array in out.items()}


OWN = ("tags", "evidence", "conditions")
"""What is asked of the words that a stretch answers for."""


def _among(named: Sequence[int], stretch: Stretch, words: int) -> NDArray[np.bool_]:
    """Which of the words of a stretch are these; the last place where none is."""
    found = np.zeros(words + 1, dtype=np.bool_)
    found[[k - stretch.start for k in named if stretch.start <= k < stretch.stop] or [words]] = True
    return found


def _within(first: int, end: int, stretch: Stretch) -> slice:
    """Where words first to end stand in a stretch, those alone that it answers for."""
    first, end = max(first, stretch.own), min(end, stretch.stop)
    return slice(first - stretch.start, max(first, end) - stretch.start)


def loss_of(net: Any, batch: dict[str, Any], plan: Plan) -> Any:
    """The training loss of a network on a batch."""
    import torch

    bias = torch.where(batch["words"], 0.0, -1e4)[:, None, None, :]
    return by_labels(net(batch["states"], batch["hints"], batch["places"], bias), batch, plan)


def by_labels(scores: Sequence[Any], batch: dict[str, Any], plan: Plan) -> Any:
    """What scores lose: tags, holders, acts, names; evidence and conditions beside."""
    import torch
    import torch.nn.functional as F

    from onrecord.evaluate.statements_net import may_be_seen

    tags, *links, evidence, condition = scores
    weight = torch.tensor([1.0, *(plan.rare if s in RARE else 1.0 for s in STANCES)])
    count = batch["words"].sum()
    goal = batch["tags"].flatten()
    loss = plan.tag_weight * (
        F.cross_entropy(tags.flatten(0, 1), goal, weight=weight, reduction="sum") / count
    )
    seldom = torch.tensor([1.0, plan.condition_rare])
    for asked, name, share, each in (
        (evidence, "evidence", plan.evidence_weight, None),
        (condition, "conditions", plan.condition_weight, seldom),
    ):
        loss = loss + share * F.cross_entropy(
            asked.flatten(0, 1), batch[name].flatten(), weight=each
        )
    seen = may_be_seen(batch)
    marks = batch["links"]
    if len(marks):
        holders, acts, names = (s.masked_fill(~seen, -1e4)[marks[:, 0], marks[:, 1]] for s in links)
        loss = loss + plan.holder_weight * F.cross_entropy(holders, marks[:, 2])
        loss = loss + plan.act_weight * F.cross_entropy(acts, marks[:, 3])
        # any word of the name will do: the chance that falls to all of them together
        told = torch.log_softmax(names, -1).masked_fill(~batch["names"], -1e4)
        loss = loss - plan.name_weight * torch.logsumexp(told, -1).mean()
    return loss


def _one_epoch(state: State, learn: Sequence[Example], plan: Plan, rng: random.Random) -> None:
    begun, total, count = time.monotonic(), 0.0, 0
    state.net.train()
    for batch in batches(learn, plan, rng):
        total += state.learn(loss_of(state.net, tensors(batch, plan, rng), plan))
        count += 1
        if count % 20 == 0:
            log.info("epoch %d batch %d loss %.3f", state.epoch, count, total / count)
    state.epoch += 1
    seconds = time.monotonic() - begun
    log.info("epoch %d done: loss %.3f, %.0f s", state.epoch, total / max(1, count), seconds)
