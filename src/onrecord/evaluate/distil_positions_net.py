"""A smaller stance tagger learns from a larger one (training only; imports torch).

The larger one reads on from the states of a whole statement network, the smaller one from those
of a smaller statement network; of the same stretch both are to say the same. The smaller one begins
with the weightiest parts of the larger one's layers (`thinned_net.py`); what it is taught is the
chances of tags, links and conditions, and the states after each layer (Hinton, Vinyals and Dean
2015; Jiao et al. 2020).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import torch
from torch import Tensor

from onrecord.evaluate.distil_net import divergence
from onrecord.evaluate.positions_net import StanceNet
from onrecord.evaluate.statements_net import NEVER, may_be_seen
from onrecord.evaluate.thinned_net import thinned, weighed

TAG_WEIGHT = 20.0  # as by labels: one word in forty carries a stance
CONDITION_WEIGHT = 4.0
LINK_WEIGHTS = (1.0, 0.6, 1.0)  # holder, act, name
LEAST = 0.01  # of a stance: where the larger one sees less, its links are not asked for

Said = tuple[tuple[Tensor, ...], list[Tensor]]
"""All scores of a batch, and the states after each layer."""


def cut(whole: StanceNet, losses: Iterable[Any], heads: int, inner: int) -> StanceNet:
    """The smaller network as it is cut from `whole`: what weighs least over `losses` is left out.

    Of its layers, `heads` attention heads and `inner` units are left; all else is that of `whole`.
    """
    small = StanceNet(whole.dropout, heads, inner)
    return thinned(small, whole, weighed(whole, losses))


def say(net: StanceNet, states: Tensor, batch: dict[str, Tensor]) -> Said:
    """What a network says of a batch (`train_positions.tensors`), over `states` of its words."""
    bias = torch.where(batch["words"], 0.0, NEVER)[:, None, None, :]
    layers = net.rise(states, batch["hints"], batch["places"], bias)
    return net.heads(layers[-1]), layers


def apart(told: Said, said: Said, batch: dict[str, Tensor]) -> Tensor:
    """How far what the smaller network said is from what it was told."""
    (tags, *links, _, condition), layers = told
    (my_tags, *my_links, _, my_condition), my_layers = said
    words = batch["words"]
    asked = (batch["tags"] != -100).float()
    off = TAG_WEIGHT * divergence(tags, my_tags)
    off = off + CONDITION_WEIGHT * divergence(condition, my_condition)
    loss = (off * asked).sum() / asked.sum()
    for theirs, mine in zip(layers, my_layers, strict=True):
        loss = loss + ((theirs - mine).square().mean(-1) * words).sum() / words.sum()
    seen = may_be_seen(batch)
    chance = (1 - torch.softmax(tags, -1)[..., 0]) * asked
    chance = chance * (chance > LEAST)
    for theirs, mine, weight in zip(links, my_links, LINK_WEIGHTS, strict=True):
        off = divergence(theirs.masked_fill(~seen, NEVER), mine.masked_fill(~seen, NEVER))
        loss = loss + weight * (off * chance).sum() / (chance.sum() + 1e-3)
    return loss
