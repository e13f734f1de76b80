"""What a network makes of the words of a text: kept between two steps that read with one network.

The statement tagger runs first; the stance tagger goes on from the states of its middle layer, so
that the lower half of the network runs once a text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class States:
    """Words of a text in order, with the state of each.

    `spans` (words, 2) are offsets in code points, end not included; `paragraphs` (words,) the
    number of the paragraph that each stands in, never falling; `values` (words, width) numbers of
    16 bits. Paragraphs without words to read are left out.
    """

    spans: NDArray[np.int64]
    paragraphs: NDArray[np.int64]
    values: NDArray[Any]

    def __len__(self) -> int:
        return len(self.spans)
