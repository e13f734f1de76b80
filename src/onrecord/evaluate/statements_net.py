"""The network of the attribution tagger (training only; imports torch).

A BERT encoder with extra feature embeddings, a linear-chain CRF over role tags, and two biaffine
scorers that link content words to the first word of their cue, and cue words to the first word of
their source.
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
from onrecord.extract.statements.tagger_decode import TAGS, forbidden
from onrecord.extract.statements.tagger_input import FEATURES

HIDDEN, HEAD = 384, 32  # numbers of a state, and of an attention head
VOCABULARY, POSITIONS = 30_522, 512
LINK = 128
NEVER = -1e4


class Layer(nn.Module):  # type: ignore[misc]
    """One transformer layer; `fast` uses torch's fused attention, which does not export."""

    def __init__(self, dropout: float, heads: int, inner: int) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(HIDDEN, 3 * HEAD * heads)
        self.out = nn.Linear(HEAD * heads, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, inner)
        self.down = nn.Linear(inner, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = dropout

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        """`x` (batch, pieces, hidden); `bias` (batch, 1, 1, pieces) added to attention scores."""
        batch, length, _ = x.shape
        parts = self.qkv(x).view(batch, length, 3, self.heads, HEAD).permute(2, 0, 3, 1, 4)
        q, k, v = parts[0], parts[1], parts[2]
        if bias is not None:
            mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
        else:
            scores = q @ k.transpose(-1, -2) * (1.0 / math.sqrt(HEAD))
            mixed = torch.softmax(scores, -1) @ v
        mixed = self.out(mixed.transpose(1, 2).reshape(batch, length, HEAD * self.heads))
        x = self.norm1(x + F.dropout(mixed, self.dropout, self.training))
        inner = self.down(F.gelu(self.up(x)))
        out: Tensor = self.norm2(x + F.dropout(inner, self.dropout, self.training))
        return out


class Net(nn.Module):  # type: ignore[misc]
    """Encoder, tag scores and link scores."""

    def __init__(self, dropout: float = 0.1, shape: Shape = WHOLE) -> None:
        super().__init__()
        self.shape = shape
        self.pieces = nn.Embedding(VOCABULARY, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.features = nn.ModuleList(nn.Embedding(size, HIDDEN) for size in FEATURES)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        lower = [(shape.heads, shape.inner)] * shape.middle
        upper = [(shape.upper_heads, shape.upper_inner)] * (shape.layers - shape.middle)
        self.layers = nn.ModuleList(Layer(dropout, *parts) for parts in (*lower, *upper))
        self.tags = nn.Linear(HIDDEN, len(TAGS))
        self.query = nn.ModuleList(nn.Linear(HIDDEN, LINK) for _ in range(2))
        self.key = nn.ModuleList(nn.Linear(HIDDEN, LINK) for _ in range(2))
        self.none = nn.ModuleList(nn.Linear(HIDDEN, 1) for _ in range(2))
        self.transitions = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.register_buffer("forbidden", torch.tensor(forbidden(), dtype=torch.float32))
        self.dropout = dropout
        for table in self.features:
            nn.init.normal_(table.weight, std=0.02)

    def encode(self, ids: Tensor, features: Tensor, bias: Tensor | None) -> Tensor:
        """States (batch, pieces, hidden) of piece `ids` (batch, pieces) and their `features`.

        Those of the middle layer: `rise` goes on.
        """
        x = self.pieces(ids) + self.positions.weight[: ids.shape[1]]
        for k, table in enumerate(self.features):
            x = x + table(features[..., k])
        x = F.dropout(self.norm(x), self.dropout, self.training)
        for layer in list(self.layers)[: self.shape.middle]:
            x = layer(x, bias)
        return x

    def rise(self, x: Tensor, bias: Tensor | None) -> Tensor:
        """States of the last layer, from those of the middle one."""
        for layer in list(self.layers)[self.shape.middle :]:
            x = layer(x, bias)
        return x

    def heads(self, words: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Tag scores (batch, words, tags) and two link scores (batch, words, words + 1)."""
        words = F.dropout(words, self.dropout, self.training)
        links = []
        for query, key, none in zip(self.query, self.key, self.none, strict=True):
            scores = query(words) @ key(words).transpose(-1, -2) * (1.0 / math.sqrt(LINK))
            links.append(torch.cat([scores, none(words)], -1))
        return self.tags(words), links[0], links[1]

    def costs(self) -> Tensor:
        """Transitions with the impossible ones ruled out (tags, tags)."""
        return self.transitions + self.forbidden

    def crf_loss(self, emissions: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
        """Mean negative log likelihood a word; all arguments (batch, words[, tags])."""
        costs = self.costs()
        gold = (emissions.gather(2, tags[..., None])[..., 0] * mask).sum()
        gold = gold + (costs[tags[:, :-1], tags[:, 1:]] * mask[:, 1:]).sum()
        # unbound beforehand: a slice a step would cost a full gradient array a step
        first, *rest = emissions.unbind(1)
        score = first
        for own, real in zip(rest, mask[:, 1:, None].unbind(1), strict=True):
            step = torch.logsumexp(score[:, :, None] + costs, 1) + own
            score = torch.where(real, step, score)
        total = torch.logsumexp(score, 1).sum() - gold
        return total / mask.sum()


class Exported(nn.Module):  # type: ignore[misc]
    """What runs in production: one window without padding, probabilities of links."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: Tensor, features: Tensor, heads: Tensor) -> tuple[Tensor, ...]:
        """`ids` (pieces,), `features` (pieces, 7), `heads` (words,): first piece of each word."""
        middle = self.net.encode(ids[None], features[None], None)
        states = self.net.rise(middle, None)
        tags, cue_of, source_of = self.net.heads(states[0][heads][None])
        links = torch.softmax(cue_of[0], -1), torch.softmax(source_of[0], -1)
        return tags[0], *links, middle[0][heads]


def may_be_seen(batch: Mapping[str, Tensor]) -> Tensor:
    """Which columns of links a word may point at: no padded word, always the last, "none".

    Of `words` (batch, words), True where a word is no padding; gives (batch, 1, words + 1).
    """
    words = batch["words"]
    return torch.cat([words, torch.ones_like(words[:, :1])], 1)[:, None, :]


def read_safetensors(path: Path) -> dict[str, np.ndarray[Any, Any]]:
    """All float32 arrays of a safetensors file (its format: 8 bytes length, JSON, numbers)."""
    raw = path.read_bytes()
    size = int.from_bytes(raw[:8], "little")
    table = json.loads(raw[8 : 8 + size])
    out = {}
    for name, entry in table.items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            begin, end = (8 + size + offset for offset in entry["data_offsets"])
            out[name] = np.frombuffer(raw[begin:end], dtype="<f4").reshape(entry["shape"]).copy()
    return out


def load_encoder(net: Net, weights: Mapping[str, np.ndarray[Any, Any]]) -> None:
    """Put the weights of a BERT checkpoint (names as in Hugging Face's) into `net`."""
    take = {name: torch.from_numpy(array) for name, array in weights.items()}
    with torch.no_grad():
        net.pieces.weight.copy_(take["embeddings.word_embeddings.weight"])
        # every text is of type 0, so its embedding is a constant that positions can carry
        kinds = take["embeddings.token_type_embeddings.weight"]
        net.positions.weight.copy_(take["embeddings.position_embeddings.weight"] + kinds[0])
        _fill(net.norm, take, "embeddings.LayerNorm")
        for k, layer in enumerate(net.layers):
            name = f"encoder.layer.{k}."
            parts = [f"{name}attention.self.{part}" for part in ("query", "key", "value")]
            layer.qkv.weight.copy_(torch.cat([take[f"{p}.weight"] for p in parts]))
            layer.qkv.bias.copy_(torch.cat([take[f"{p}.bias"] for p in parts]))
            _fill(layer.out, take, f"{name}attention.output.dense")
            _fill(layer.norm1, take, f"{name}attention.output.LayerNorm")
            _fill(layer.up, take, f"{name}intermediate.dense")
            _fill(layer.down, take, f"{name}output.dense")
            _fill(layer.norm2, take, f"{name}output.LayerNorm")


def _fill(module: Any, take: Mapping[str, Tensor], name: str) -> None:
    module.weight.copy_(take[f"{name}.weight"])
    module.bias.copy_(take[f"{name}.bias"])
