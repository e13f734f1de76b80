"""A smaller attribution tagger that learns from the whole one, after that one's training.

Its lower layers with the weightiest parts of each (`thinned_net.py`) are what a reading can afford;
they learn from what the whole network says (`distil_net.py`), of PolNeAR beside its labels and,
where a file of articles without labels is given, of these too.
"""

from __future__ import annotations

import json
import logging
import random
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from onrecord.errors import MissingInput
from onrecord.evaluate.polnear_train import UNSEEN, Example
from onrecord.evaluate.training import State
from onrecord.extract.statements.tagger_input import Encoder, paragraphs
from onrecord.extract.statements.tagger_syntax import Syntax

if TYPE_CHECKING:
    from onrecord.evaluate.distil_net import Lesson
    from onrecord.evaluate.statements_net import Net
    from onrecord.evaluate.train_statements import Plan

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Thinning:
    """How the smaller network is made; what was tried: docs/decisions/0005-statement-tagger.md."""

    layers: int = 4
    middle: int = 3
    heads: int = 8
    inner: int = 512
    weighed: int = 160  # batches of `few` windows that parts are weighed over
    few: int = 6
    rate: float = 3e-4
    weight_decay: float = 0.01
    average: float = 0.99
    articles: int = 450  # without labels
    longest: int = 8000  # characters of such an article


def thin(
    whole: Net,
    learn: list[list[Example]],
    unlabelled: list[list[Example]],
    encoder: Encoder,
    out: Path,
    plan: Plan,
    *,
    seed: int,
    epochs: int,
    resume: bool,
) -> Net:
    """The smaller network, taught by `whole`; stops and goes on at any epoch (`thin.pt` in `out`).

    Windows are cut once: what `whole` says of them is worked out before the first epoch, kept in
    `out` (`lessons.pt`), and takes about 4 GB of memory for as long as training goes on.
    """
    import torch

    from onrecord.evaluate.distil_net import loss_of
    from onrecord.evaluate.train_statements import by_labels

    told = _lessons(whole, learn, unlabelled, encoder, out, plan, seed, resume)
    state = _start(whole, learn, encoder, plan, seed, epochs * len(told))
    if resume and (out / "thin.pt").exists():
        state.load(out / "thin.pt")
    labels = partial(by_labels, plan=plan)
    while state.epoch < epochs:
        torch.manual_seed(seed * 1000 + state.epoch)
        order = list(range(len(told)))
        random.Random(seed * 1000 + state.epoch).shuffle(order)
        begun, total = time.monotonic(), 0.0
        state.net.train()
        for count, k in enumerate(order, 1):
            total += state.learn(loss_of(state.net, told[k], labels))
            if count % 50 == 0:
                log.info("thin epoch %d batch %d loss %.4f", state.epoch, count, total / count)
        state.epoch += 1
        state.save(out / "thin.pt")
        seconds = time.monotonic() - begun
        log.info("thin epoch %d done: loss %.4f, %.0f s", state.epoch, total / len(told), seconds)
    small: Net = state.average.module
    return small


def _start(
    whole: Net, learn: list[list[Example]], encoder: Encoder, plan: Plan, seed: int, steps: int
) -> State:
    """The smaller network as it is cut from `whole`, with its optimiser."""
    import torch

    from onrecord.evaluate import train_statements as full
    from onrecord.evaluate.statements_net import Shape
    from onrecord.evaluate.thinned_net import thinned, weighed

    made = Thinning()
    torch.manual_seed(seed)
    rng = random.Random(seed)
    few = (
        batch[k : k + made.few]
        for batch in full.batches(learn, plan, rng)
        for k in range(0, len(batch), made.few)
    )
    whole.train()
    losses = (
        full.loss_of(whole, full.tensors(batch, plan, encoder, rng), plan)
        for batch in islice(few, made.weighed)
    )
    shape = Shape(made.layers, made.middle, made.heads, made.inner)
    small = thinned(whole, shape, weighed(whole, losses))
    return State(small, _groups(small, made), steps=steps, average=made.average)


def _groups(net: Net, made: Thinning) -> list[dict[str, Any]]:
    """All but the tables of pieces and places learn, at one rate: all layers lost as much."""
    groups: dict[float, list[Any]] = {}
    for name, weight in net.named_parameters():
        if name.startswith(("pieces", "positions")):
            weight.requires_grad_(False)
        else:
            decay = made.weight_decay if weight.ndim > 1 else 0.0
            groups.setdefault(decay, []).append(weight)
    return [{"params": w, "lr": made.rate, "weight_decay": d} for d, w in groups.items()]


def _lessons(
    whole: Net,
    learn: list[list[Example]],
    unlabelled: list[list[Example]],
    encoder: Encoder,
    out: Path,
    plan: Plan,
    seed: int,
    resume: bool,
) -> list[Lesson]:
    """What the whole network says of all windows, those without labels last."""
    import torch

    from onrecord.evaluate.distil_net import lesson
    from onrecord.evaluate.train_statements import batches, tensors

    cache = out / "lessons.pt"
    if resume and cache.exists():
        kept: list[Lesson] = torch.load(cache, weights_only=False)  # our own file of a run before
        return kept
    rng = random.Random(seed)
    found = []
    for articles, labelled in ((learn, True), (unlabelled, False)):
        for batch in batches(articles, plan, rng):
            given = tensors(batch, plan, encoder, rng)
            found.append(lesson(whole, given, labelled=labelled))
            if len(found) % 50 == 0:
                log.info("%d batches read by the whole network", len(found))
    torch.save(found, cache)
    return found


def read_unlabelled(path: Path, encoder: Encoder, cache: Path) -> list[list[Example]]:
    """Articles of a JSONL file (`id`, `text`), as `polnear_train.read` gives them, without labels.

    An even choice of those that are not too long, and that no figure is measured on. Their parses
    are made once and kept in `cache` (npz). Raises MissingInput where there is no file.
    """
    if not path.is_file():
        raise MissingInput("no such file", where=str(path), hint="JSONL with id and text")
    made, apart = Thinning(), _measured_on()
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    texts = {
        str(row["id"]): row["text"]
        for row in rows
        if row["text"].strip() and len(row["text"]) < made.longest and str(row["id"]) not in apart
    }
    step = max(1, len(texts) // made.articles)
    chosen = dict(list(texts.items())[::step][: made.articles])
    parses = _parses(chosen, cache)
    return [list(_examples(id, chosen[id], encoder, parses[id])) for id in chosen]


def _examples(id: str, text: str, encoder: Encoder, parse: Syntax) -> Iterator[Example]:
    for start, stop in [*paragraphs(text), (0, len(text))]:
        words = encoder.words(text, start, stop, parse)
        none = np.full(len(words), UNSEEN, dtype=np.int64)
        yield Example(id, words, np.zeros(len(words), dtype=np.int64), none, none)


def _parses(texts: Mapping[str, str], cache: Path) -> dict[str, Syntax]:
    if not cache.exists():
        from onrecord.extract.parse import parse_all

        found = zip(texts, map(Syntax.of, parse_all(texts.values())), strict=True)
        arrays: dict[str, Any] = {id: np.column_stack([s.starts, s.values]) for id, s in found}
        np.savez(cache, **arrays)
    with np.load(cache) as kept:
        return {id: Syntax(kept[id][:, 0], kept[id][:, 1:]) for id in texts}


def _measured_on() -> set[str]:
    """Ids of articles of the bulk news that figures are measured on, or thresholds tuned."""
    data = files("onrecord.evaluate")
    coded, speakers = (
        [json.loads(line) for line in data.joinpath(name).read_text("utf-8").splitlines()]
        for name in ("coded.jsonl", "speakers.jsonl")
    )
    apart = {r["article"] for r in coded if r["split"] != "train" and r.get("source") != "dwie"}
    return apart | {row["article"] for row in speakers}
