"""Training of the stance tagger on news coded by us: `train(bulk, out)`.

Seeded; stops and goes on at any epoch (the state after each one is kept in `out`); at the end the
averaged weights are written as an int8 ONNX file with its tokenizer and configuration, the folder
that `onrecord.extract.positions.tagger.StanceTagger` reads.
"""

from __future__ import annotations

import logging
import math
import pickle
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from onrecord.evaluate import coded
from onrecord.extract.positions.hints import SIZES, STANCES, Ints
from onrecord.extract.positions.tagger import FORMAT, TAGS
from onrecord.extract.statements.tagger_input import (
    Encoder,
    Window,
    Words,
    paragraphs,
    window_input,
    windows,
)
from onrecord.extract.statements.tagger_syntax import Syntax

if TYPE_CHECKING:
    from spacy.tokens import Token

    from onrecord.evaluate.coded import Coded, Row
    from onrecord.extract.draft import Draft

log = logging.getLogger(__name__)

STATEMENTS = Path(str(files("onrecord.extract.statements") / "weights"))
WINDOW, CONTEXT = 256, 96  # word pieces, as the statement tagger reads
# How the trained tagger reads; tuned and fitted on the dev split (docs/models/positions.md).
DECODING = {
    "window": WINDOW,
    "context": CONTEXT,
    "scale": {
        "least_rule": 0.01,
        "least": 0.4,
        "least_share": 0.7,
        "of_rules": [0.5, -0.3],
        "of_words": [0.7, 0.36],
    },
}
FAR = 40  # tokens from a cue to its holder in another sentence, at most: further is a guess


@dataclass(frozen=True, slots=True)
class Plan:
    """What training is done with."""

    pieces: int = 2200  # of a batch
    rate: float = 2e-4
    head_rate: float = 1e-3
    horizon: int = 6  # epochs that the rate is planned over; training ends before
    warm_up: float = 0.1
    weight_decay: float = 0.01
    dropout: float = 0.1
    average: float = 0.99
    tag_weight: float = 20.0  # one word in forty carries a stance: its loss is no small change
    rare: float = 2.0  # how much more "open", "undecided" and "sceptical" count than the others
    holder_weight: float = 0.5
    act_weight: float = 0.3
    unhinted: float = 0.1  # share of windows read without hints, so that they are not all


@dataclass(frozen=True, slots=True)
class Example:
    """A window of a coded text: its arrays, and what is to be found in it.

    `marks` are rows of word, number of tag, word of the holder and word of the act; the last two
    -1 where they are not in the window. `states` are those of the layers that are not trained.
    """

    states: Any
    hints: Ints
    heads: Ints
    marks: tuple[tuple[int, int, int, int], ...]


def train(
    bulk: Path,
    out: Path,
    *,
    seed: int = 0,
    epochs: int = 2,
    resume: bool = True,
    threads: int | None = None,
) -> Path:
    """Train on the coded texts of `bulk` (file or folder), write the model into the folder `out`.

    It ends after two of the six epochs that the rate is planned over: later ones fit the labels
    better and texts that were not learnt from worse. With `resume`, goes on after the last epoch
    kept in `out`. Takes `threads` (all cores unless told). Raises MissingInput where there is no
    bulk news, ModelError where torch is not
    installed. Returns `out`.
    """
    import torch

    if threads:
        torch.set_num_threads(threads)
    out.mkdir(parents=True, exist_ok=True)
    plan = Plan()
    whole = _start(plan, seed)
    learn = examples(bulk, "train", whole, out / "examples.pickle")
    count = len(batches(learn, plan, random.Random(seed)))
    state = _State(whole.top, plan, max(epochs, plan.horizon) * count)
    if resume and (out / "state.pt").exists():
        state.load(out / "state.pt")
    while state.epoch < epochs:
        torch.manual_seed(seed * 1000 + state.epoch)
        _one_epoch(state, learn, plan, random.Random(seed * 1000 + state.epoch))
        state.save(out / "state.pt")
    from onrecord.evaluate.export_positions import export

    whole.top.load_state_dict(state.average.module.state_dict())
    export(whole, STATEMENTS / "tokenizer.json", out, {**DECODING, "format": FORMAT})
    return out


def _start(plan: Plan, seed: int) -> Any:
    import torch

    from onrecord.evaluate.positions_net import StanceNet, Whole, statement_net

    torch.manual_seed(seed)
    net = statement_net(STATEMENTS / "model.onnx")
    top = StanceNet(plan.dropout)
    top.take_over(net)
    return Whole(net, top)


def examples(bulk: Path, split: str, whole: Any, cache: Path) -> list[Example]:
    """The windows of a split; made once, kept in `cache`."""
    if cache.exists():
        kept: list[Example] = pickle.loads(cache.read_bytes())  # our own file of a run before
        return kept
    from onrecord.extract.pipeline import Pipeline
    from onrecord.extract.reader import Reader
    from onrecord.extract.steps import default_pipeline

    entries = list(coded.texts(bulk, split))
    steps = default_pipeline(positions_by="rules").steps
    before = [s.name.split("/")[0] for s in steps].index("positions")
    reader = Reader(pipeline=Pipeline(steps[:before]))
    encoder = Encoder(STATEMENTS / "tokenizer.json")
    found: list[Example] = []
    drafts = reader.drafts(text for _, text in entries)
    for (entry, _), draft in zip(entries, drafts, strict=True):
        for coder in sorted(entry.rows):
            found += _examples(draft, entry, coder, encoder, whole)
    cache.write_bytes(pickle.dumps(found))
    return found


def _examples(
    draft: Draft, entry: Coded, coder: str, encoder: Encoder, whole: Any
) -> Iterator[Example]:
    import torch

    from onrecord.extract.positions import find
    from onrecord.extract.positions.hints import hints
    from onrecord.extract.positions.scene import Scene

    scene = Scene(draft)
    told = hints(scene, find(scene))
    marks = [m for row in entry.rows[coder] if (m := _mark(draft, row)) is not None]
    starts = np.asarray([t.idx for t in draft.doc], dtype=np.int64)
    syntax = Syntax.of(draft.doc)
    for start, stop in paragraphs(draft.text.text):
        words = encoder.words(draft.text.text, start, stop, syntax)
        begins = [s for s, _ in words.spans]
        tokens = np.maximum(np.searchsorted(starts, begins, side="right") - 1, 0)
        for window in windows(words, WINDOW - 2, CONTEXT):
            ids, features, heads = window_input(words, window, encoder)
            with torch.no_grad():
                given = (torch.from_numpy(a)[None] for a in (ids, features))
                states = whole.lower(*given, None)[0].half().numpy()
            here = tuple(_placed(mark, words, window) for mark in marks)
            yield Example(
                states,
                told[tokens[window.start : window.stop]],
                heads,
                tuple(m for m in here if m[0] >= 0),
            )


def _mark(draft: Draft, row: Row) -> tuple[int, int, int | None, int | None] | None:
    """Offsets of the cue's head, of the holder's and of the act's, and the number of the tag."""
    if row.cue is None:
        return None
    cue = _head(draft.tokens(row.cue))
    holder = _head(draft.tokens(row.holder)) if row.holder else None
    act = _head(draft.tokens(row.act)) if row.act else None
    if cue is None:
        return None
    if holder is not None and holder.sent != cue.sent and abs(holder.i - cue.i) > FAR:
        holder = None
    return (
        cue.idx,
        TAGS.index(row.stance),
        holder.idx if holder is not None else None,
        act.idx if act is not None else None,
    )


def _head(tokens: Sequence[Token]) -> Token | None:
    """The token of a stretch that hangs on none of the others."""
    inside = {t.i for t in tokens}
    plain = [t for t in tokens if not t.is_space and not t.is_punct]
    return next((t for t in plain if t.head.i == t.i or t.head.i not in inside), None)


def _placed(
    mark: tuple[int, int, int | None, int | None], words: Words, window: Window
) -> tuple[int, int, int, int]:
    spans = words.spans[window.start : window.stop]
    begins = [s for s, _ in spans]

    def word(offset: int | None) -> int:
        k = int(np.searchsorted(begins, offset, side="right")) - 1 if offset is not None else -1
        return k if k >= 0 and offset is not None and offset < spans[k][1] else -1

    return word(mark[0]), mark[1], word(mark[2]), word(mark[3])


def batches(learn: Sequence[Example], plan: Plan, rng: random.Random) -> list[list[Example]]:
    """All windows in batches of like length, in random order."""
    items = sorted(learn, key=lambda e: (len(e.states) // 24, rng.random()))
    found: list[list[Example]] = []
    longest = 0
    for e in items:
        longest = max(longest, len(e.states))
        if not found or longest * (len(found[-1]) + 1) > plan.pieces:
            found.append([])
            longest = len(e.states)
        found[-1].append(e)
    rng.shuffle(found)
    return found


def _tensors(batch: Sequence[Example], plan: Plan, rng: random.Random) -> dict[str, Any]:
    """One batch as padded tensors; `links` (marks, 4): row, word, holder, act (or "none")."""
    import torch

    rows, pieces = len(batch), max(len(e.states) for e in batch)
    words = max(len(e.heads) for e in batch)
    out = {
        "states": np.zeros((rows, pieces, batch[0].states.shape[1]), dtype=np.float32),
        "hints": np.zeros((rows, pieces, len(SIZES)), dtype=np.int64),
        "heads": np.zeros((rows, words), dtype=np.int64),
        "tags": np.full((rows, words), -100, dtype=np.int64),
        "pieces": np.zeros((rows, pieces), dtype=np.bool_),
        "words": np.zeros((rows, words), dtype=np.bool_),
    }
    links = []
    for k, e in enumerate(batch):
        out["states"][k, : len(e.states)], out["pieces"][k, : len(e.states)] = e.states, True
        if rng.random() >= plan.unhinted:
            out["hints"][k, e.heads] = e.hints
        out["heads"][k, : len(e.heads)], out["words"][k, : len(e.heads)] = e.heads, True
        out["tags"][k, : len(e.heads)] = 0
        for word, tag, holder, act in e.marks:
            out["tags"][k, word] = tag
            links.append((k, word, holder if holder >= 0 else words, act if act >= 0 else words))
    out["links"] = np.asarray(links, dtype=np.int64).reshape(len(links), 4)
    return {name: torch.from_numpy(array) for name, array in out.items()}


def loss_of(net: Any, batch: dict[str, Any], plan: Plan) -> Any:
    """The training loss of a batch: tags, holders, acts."""
    import torch
    import torch.nn.functional as F

    bias = torch.where(batch["pieces"], 0.0, -1e4)[:, None, None, :]
    tags, *links = net(batch["states"], batch["hints"], batch["heads"], bias)
    weight = torch.tensor([1.0, *(plan.rare if s in RARE else 1.0 for s in STANCES)])
    count = batch["words"].sum()
    goal = batch["tags"].flatten()
    loss = plan.tag_weight * (
        F.cross_entropy(tags.flatten(0, 1), goal, weight=weight, reduction="sum") / count
    )
    # a padded word may not be pointed at; the last column, "none", always may
    seen = torch.cat([batch["words"], torch.ones_like(batch["words"][:, :1])], 1)[:, None, :]
    marks = batch["links"]
    if len(marks):
        for k, (scores, share) in enumerate(
            zip(links, (plan.holder_weight, plan.act_weight), strict=True)
        ):
            allowed = scores.masked_fill(~seen, -1e4)[marks[:, 0], marks[:, 1]]
            loss = loss + share * F.cross_entropy(allowed, marks[:, 2 + k])
    return loss


RARE = frozenset({"open", "undecided", "sceptical"})


class _State:
    """Network, its average, optimiser and where training stands."""

    def __init__(self, net: Any, plan: Plan, steps: int) -> None:
        import torch

        self.net = net
        self.average = torch.optim.swa_utils.AveragedModel(
            net, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(plan.average)
        )
        upper = list(net.layers.parameters())
        known = {id(p) for p in upper}
        heads = [p for p in net.parameters() if id(p) not in known]
        self.optimiser = torch.optim.AdamW(
            [{"params": upper, "lr": plan.rate}, {"params": heads, "lr": plan.head_rate}],
            betas=(0.9, 0.98),
            weight_decay=plan.weight_decay,
        )
        warm = max(1, int(plan.warm_up * steps))

        def rate(step: int) -> float:
            if step < warm:
                return (step + 1) / warm
            part = min(1.0, (step - warm) / max(1, steps - warm))
            return 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * part))

        self.scheduler = torch.optim.lr_scheduler.LambdaLR(self.optimiser, rate)
        self.epoch = 0

    def save(self, path: Path) -> None:
        """Keep all that training needs to go on; written aside first: no half file is left."""
        import torch

        aside = path.with_suffix(".part")
        parts = {name: getattr(self, name).state_dict() for name in PARTS}
        torch.save({**parts, "epoch": self.epoch}, aside)
        aside.replace(path)

    def load(self, path: Path) -> None:
        """Take up what `save` kept."""
        import torch

        kept = torch.load(path, weights_only=True)
        for name in PARTS:
            getattr(self, name).load_state_dict(kept[name])
        self.epoch = kept["epoch"]


PARTS = ("net", "average", "optimiser", "scheduler")


def _one_epoch(state: _State, learn: Sequence[Example], plan: Plan, rng: random.Random) -> None:
    import torch

    begun, total, count = time.monotonic(), 0.0, 0
    state.net.train()
    for batch in batches(learn, plan, rng):
        loss = loss_of(state.net, _tensors(batch, plan, rng), plan)
        state.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(state.net.parameters(), 1.0)
        state.optimiser.step()
        state.scheduler.step()
        state.average.update_parameters(state.net)
        total, count = total + loss.item(), count + 1
        if count % 20 == 0:
            log.info("epoch %d batch %d loss %.3f", state.epoch, count, total / count)
    state.epoch += 1
    seconds = time.monotonic() - begun
    log.info("epoch %d done: loss %.3f, %.0f s", state.epoch, total / max(1, count), seconds)
