"""A smaller network made of a trained one: the parts that its loss hangs on least are left out.

Which attention heads and inner units those are is told by the first-order Taylor estimate of what
the loss would change by without them (Michel, Levy and Neubig 2019, *Are Sixteen Heads Really
Better than One?*, NeurIPS): the sum of weight times gradient over the weights that read from the
part, its absolute value added up over batches.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

import torch
from torch import Tensor

from onrecord.evaluate.statements_net import HEAD, Layer

AnyNet = TypeVar("AnyNet", bound=Any)
"""A statement network or a stance tagger: it has `layers`."""


@dataclass(frozen=True, slots=True)
class Weight:
    """What the parts of one layer weigh: `heads` (heads,) and `inner` (units,)."""

    heads: Tensor
    inner: Tensor


def weighed(net: Any, losses: Iterable[Any]) -> list[Weight]:
    """What the parts of each layer of `net` weigh, over `losses` that are computed as it asks."""
    heads = [torch.zeros(layer.heads) for layer in net.layers]
    inner = [torch.zeros(layer.down.in_features) for layer in net.layers]
    for loss in losses:
        net.zero_grad(set_to_none=True)
        loss.backward()
        for k, layer in enumerate(net.layers):
            heads[k] += _slope(layer.out).view(-1, HEAD).sum(1).abs()
            inner[k] += _slope(layer.down).abs()
    net.zero_grad(set_to_none=True)
    return [Weight(h, i) for h, i in zip(heads, inner, strict=True)]


def _slope(linear: Any) -> Tensor:
    """For each column of a linear layer the sum of weight times gradient."""
    return (linear.weight.detach() * linear.weight.grad).sum(0)


def thinned(small: AnyNet, whole: AnyNet, weights: list[Weight]) -> AnyNet:
    """`small` with the lowest layers of `whole` and as many of each one's weightiest parts.

    All else, heads of the network and embeddings, is that of `whole`.
    """
    own = small.state_dict()
    for name, value in whole.state_dict().items():
        if not name.startswith("layers."):
            own[name] = value
    small.load_state_dict(own)
    for goal, layer, weight in zip(small.layers, whole.layers, weights, strict=False):
        fill(goal, layer, weight)
    return small


def fill(goal: Layer, layer: Layer, weight: Weight) -> None:
    """Put the weightiest parts of a layer into a smaller one of the same width."""
    heads = _best(weight.heads, goal.heads)
    units = (heads[:, None] * HEAD + torch.arange(HEAD)).flatten()
    inner = _best(weight.inner, goal.down.in_features)
    width = layer.heads * HEAD
    rows = torch.cat([units + part * width for part in range(3)])
    with torch.no_grad():
        goal.qkv.weight.copy_(layer.qkv.weight[rows])
        goal.qkv.bias.copy_(layer.qkv.bias[rows])
        goal.out.weight.copy_(layer.out.weight[:, units])
        goal.out.bias.copy_(layer.out.bias)
        goal.up.weight.copy_(layer.up.weight[inner])
        goal.up.bias.copy_(layer.up.bias[inner])
        goal.down.weight.copy_(layer.down.weight[:, inner])
        goal.down.bias.copy_(layer.down.bias)
    goal.norm1.load_state_dict(layer.norm1.state_dict())
    goal.norm2.load_state_dict(layer.norm2.state_dict())


def _best(weights: Tensor, count: int) -> Tensor:
    """Places of the `count` largest numbers, in order of place."""
    return torch.topk(weights, count).indices.sort().values
