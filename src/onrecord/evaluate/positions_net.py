"""The network of the stance tagger (training only; imports torch).

It goes on from the statement tagger's states of words half-way up, with layers that begin as the
statement tagger's own next ones; hints (`extract.positions.hints`) and the paragraph that a word
stands in join at the start. One head tells for each word whether it carries a stance and which.
Three biaffine scorers point from such a word to the one that stands for its holder ("she"), to the
head of the words for the act, and to the words near and far that name the holder, or to none.
Another head tells whether a word belongs to a condition.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from onrecord.evaluate.shape import WHOLE, Shape
from onrecord.evaluate.statements_net import HEAD, HIDDEN, LINK, Layer, Net
from onrecord.extract.positions.hints import SIZES
from onrecord.extract.positions.stretches import PLACES
from onrecord.extract.positions.tagger import TAGS

DEPTH = 2  # layers of its own
INNER = 256
LINKS = (
    1,
    0,
    1,
)  # of the statement tagger: holder and its name begin as a source, the act as a content


class StanceNet(nn.Module):  # type: ignore[misc]
    """Hints, places, layers and heads, over states of words."""

    def __init__(
        self, dropout: float = 0.1, heads: int = WHOLE.upper_heads, inner: int = WHOLE.upper_inner
    ) -> None:
        super().__init__()
        self.hints = nn.ModuleList(nn.Embedding(size, HIDDEN) for size in SIZES)
        self.places = nn.Embedding(PLACES, HIDDEN)
        self.layers = nn.ModuleList(Layer(dropout, heads, inner) for _ in range(DEPTH))
        self.inner = nn.Linear(HIDDEN, INNER)
        self.tags = nn.Linear(INNER, len(TAGS))
        self.query = nn.ModuleList(nn.Linear(HIDDEN, LINK) for _ in LINKS)
        self.key = nn.ModuleList(nn.Linear(HIDDEN, LINK) for _ in LINKS)
        self.none = nn.ModuleList(nn.Linear(HIDDEN, 1) for _ in LINKS)
        self.evidence = nn.Linear(HIDDEN, len(TAGS))
        self.condition = nn.Linear(HIDDEN, 2)
        self.dropout = dropout
        for table in (*self.hints, self.places):
            nn.init.normal_(table.weight, std=0.05)

    def forward(
        self, states: Tensor, hints: Tensor, places: Tensor, bias: Tensor | None
    ) -> tuple[Tensor, ...]:
        """Scores of tags (batch, words, 6), holders, acts and names (batch, words, words + 1).

        Then of evidence (batch, words, 6) and of conditions (batch, words, 2).

        `states` (batch, words, hidden) of the statement tagger, `hints` (batch, words, 6),
        `places` (batch, words), `bias` (batch, 1, 1, words) added to attention scores.
        """
        return self.heads(self.rise(states, hints, places, bias)[-1])

    def rise(
        self, states: Tensor, hints: Tensor, places: Tensor, bias: Tensor | None
    ) -> list[Tensor]:
        """The states of words after each layer, (batch, words, hidden) each."""
        x = states + self.places(places)
        for k, table in enumerate(self.hints):
            x = x + table(hints[..., k])
        x = F.dropout(x, self.dropout, self.training)
        found = []
        for layer in self.layers:
            x = layer(x, bias)
            found.append(x)
        return found

    def heads(self, states: Tensor) -> tuple[Tensor, ...]:
        """What `forward` gives, of the states after the last layer."""
        words = F.dropout(states, self.dropout, self.training)
        links = []
        for query, key, none in zip(self.query, self.key, self.none, strict=True):
            scores = query(words) @ key(words).transpose(-1, -2) * (1.0 / math.sqrt(LINK))
            links.append(torch.cat([scores, none(words)], -1))
        inner = F.dropout(F.gelu(self.inner(words)), 2 * self.dropout, self.training)
        return (self.tags(inner), *links, self.evidence(words), self.condition(words))

    def take_over(self, net: Net) -> None:
        """Begin with the next layers and the scorers of the statement tagger.

        Where it has too few layers, its last one serves again.
        """
        with torch.no_grad():
            above = list(net.layers)[net.shape.middle :]
            for k, layer in enumerate(self.layers):
                layer.load_state_dict(above[min(k, len(above) - 1)].state_dict())
            for mine, theirs in (
                (self.query, net.query),
                (self.key, net.key),
                (self.none, net.none),
            ):
                for k, link in enumerate(LINKS):
                    mine[k].load_state_dict(theirs[link].state_dict())


class Exported(nn.Module):  # type: ignore[misc]
    """What runs in production: one stretch without padding, probabilities."""

    def __init__(self, net: StanceNet) -> None:
        super().__init__()
        self.net = net

    def forward(self, states: Tensor, hints: Tensor, places: Tensor) -> tuple[Tensor, ...]:
        """`states` (words, hidden), `hints` (words, 6), `places` (words,)."""
        *scores, _, condition = self.net(states[None], hints[None], places[None], None)
        *chances, told = (torch.softmax(part[0], -1) for part in (*scores, condition))
        return (*chances, told[:, 1])


def statement_net(folder: Path) -> Net:
    """The statement tagger's network with the weights of its int8 ONNX file, as 32-bit numbers."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    net = Net(shape=Shape(**config["shape"]))
    _fill(net, _weights(folder / "model.onnx"), but={"transitions", "forbidden"})
    costs = torch.tensor(config["transitions"])  # not in the graph: the path is found outside
    with torch.no_grad():
        net.transitions.copy_(torch.where(net.forbidden < 0, 0.0, costs))
    return net


def stance_net(folder: Path) -> StanceNet:
    """The stance tagger's network with the weights of its int8 ONNX file, as 32-bit numbers.

    Its scorer of evidence, which only training asks for, is not among them.
    """
    weights = _weights(folder / "model.onnx")
    inner, width = weights["layers.0.up.weight"].shape[0], weights["layers.0.out.weight"].shape[1]
    net = StanceNet(heads=width // HEAD, inner=inner)
    _fill(net, weights, but={"evidence.weight", "evidence.bias"})
    return net


def _fill(net: Any, weights: Mapping[str, Any], *, but: set[str]) -> None:
    """Put weights into a network that is to be read with; raises ValueError where some are not."""
    state = {name: torch.from_numpy(array) for name, array in weights.items()}
    missing = set(net.load_state_dict(state, strict=False).missing_keys) - but
    if missing:
        raise ValueError(f"no weights for {', '.join(sorted(missing))}")
    net.eval()


def _weights(model: Path) -> Mapping[str, Any]:
    """Parameter name → array, quantised ones multiplied out (names as `torch.onnx` writes them)."""
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(str(model)).graph
    kept = {i.name: numpy_helper.to_array(i) for i in graph.initializer}

    def whole(name: str) -> Any:
        zero = kept[f"{name}_zero_point"].astype(np.float32)
        scale = kept[f"{name}_scale"]
        return (kept[f"{name}_quantized"].astype(np.float32) - zero) * scale

    out: dict[str, Any] = {}
    for name, array in kept.items():
        if not name.startswith("net."):
            continue
        if name.endswith("_quantized"):
            base = name.removesuffix("_quantized")
            out[base.removeprefix("net.")] = whole(base)
        elif not name.endswith(("_scale", "_zero_point")):
            out[name.removeprefix("net.")] = array.astype(np.float32)
    for node in graph.node:
        if node.op_type == "MatMulInteger":  # a linear layer: "/layers.0/up/MatMul_quant"
            layer = ".".join(node.name.strip("/").split("/")[:-1])
            layer = layer.removeprefix("net.")
            out[f"{layer}.weight"] = whole(node.input[1].removesuffix("_quantized")).T.copy()
    return out
