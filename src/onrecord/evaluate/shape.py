"""How large the networks are that are trained here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shape:
    """How large a network is.

    `middle` is the number of layers after which the state of each word is given out, to be read on
    from; `heads` and `inner` are the attention heads and inner units of each layer up to there,
    `upper_heads` and `upper_inner` those of each above.
    """

    layers: int = 6
    middle: int = 3
    heads: int = 12
    inner: int = 1536
    upper_heads: int = 12
    upper_inner: int = 1536


WHOLE = Shape()
"""That of the encoder which training begins with."""

SMALLER = Shape(layers=4, middle=3, heads=10, inner=1024, upper_heads=8, upper_inner=512)
"""That of the statement network that ships; its stance tagger's layers are like the upper ones."""
