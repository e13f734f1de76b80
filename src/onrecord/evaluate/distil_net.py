"""A smaller tagger learns from a larger one what it makes of a text (training only; imports torch).

Knowledge distillation (Hinton, Vinyals and Dean 2015), of states within the network too (Jiao et
al. 2020, *TinyBERT*, Findings of EMNLP): beside the labels, where a text has any, the scores of
tags, the chances of links and the states of words after the middle and the last layer are to be
those of the larger network.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from onrecord.evaluate.statements_net import NEVER, Net, may_be_seen
from onrecord.extract.statements.tagger_decode import TAGS

LINK_WEIGHT = 0.5
CHANCE_WEIGHT = 4.0  # of the tags' scores as chances, word by word
SCORE_WEIGHT = 0.1  # of the scores as such: a path adds them up
LABEL_WEIGHT = 0.5  # of the labels, where a text has any
SAID_OF = tuple(
    [k for k, tag in enumerate(TAGS) if tag.endswith(role)] for role in ("content", "cue")
)  # the words that the two links are asked of


@dataclass(frozen=True, slots=True)
class Lesson:
    """A batch and what the larger network says of it (16 bits).

    `tags` (batch, words, tags) are scores, `links` two of (batch, words, words + 1) chances,
    `states` two of (batch, words, hidden). `labelled` tells whether the batch has labels.
    """

    batch: Mapping[str, Tensor]
    tags: Tensor
    links: tuple[Tensor, Tensor]
    states: tuple[Tensor, Tensor]
    labelled: bool


def lesson(teacher: Net, batch: Mapping[str, Tensor], *, labelled: bool) -> Lesson:
    """What `teacher` says of a batch (`train_statements.tensors`)."""
    teacher.eval()
    with torch.no_grad():
        tags, links, states = read(teacher, batch)
        seen = may_be_seen(batch)
        first, second = (torch.softmax(s.masked_fill(~seen, NEVER), -1).half() for s in links)
        middle, top = (s.half() for s in states)
    return Lesson(batch, tags.half(), (first, second), (middle, top), labelled)


def read(
    net: Net, batch: Mapping[str, Tensor]
) -> tuple[Tensor, tuple[Tensor, Tensor], tuple[Tensor, Tensor]]:
    """Tag scores, two link scores, and the states of words after the middle and the last layer."""
    bias = torch.where(batch["pieces"], 0.0, NEVER)[:, None, None, :]
    middle = net.encode(batch["ids"], batch["features"], bias)
    first = batch["heads"][..., None].expand(-1, -1, middle.shape[-1])
    top = net.rise(middle, bias).gather(1, first)
    tags, cue_of, source_of = net.heads(top)
    return tags, (cue_of, source_of), (middle.gather(1, first), top)


def loss_of(net: Net, told: Lesson, labels: Any) -> Tensor:
    """How far `net` is from a lesson; `labels(net, tags, links, batch)` is the loss by labels."""
    batch, words, seen = told.batch, told.batch["words"], may_be_seen(told.batch)
    count = words.sum()
    tags, links, states = read(net, batch)
    goal = told.tags.float()
    chances = torch.softmax(goal, -1)
    # what is added to all scores of a word alike changes no path
    off = (_centred(tags) - _centred(goal)).square().mean(-1)
    each = CHANCE_WEIGHT * divergence(goal, tags) + SCORE_WEIGHT * off
    for mine, theirs in zip(states, told.states, strict=True):
        each = each + (mine - theirs.float()).square().mean(-1)
    loss = (each * words).sum() / count
    for scores, theirs, asked in zip(links, told.links, SAID_OF, strict=True):
        log = torch.log_softmax(scores.masked_fill(~seen, NEVER), -1)
        share = chances[..., asked].sum(-1) * words
        surprise = -(theirs.float() * log).sum(-1)
        loss = loss + LINK_WEIGHT * (surprise * share).sum() / (share.sum() + 1e-3)
    if told.labelled:
        loss = loss + LABEL_WEIGHT * labels(net, tags, links, batch)
    return loss


def divergence(theirs: Tensor, mine: Tensor) -> Tensor:
    """Kullback-Leibler divergence of the chances that scores stand for, along the last axis."""
    log = torch.log_softmax(theirs, -1)
    return (log.exp() * (log - torch.log_softmax(mine, -1))).sum(-1)


def _centred(scores: Tensor) -> Tensor:
    return scores - scores.mean(-1, keepdim=True)
