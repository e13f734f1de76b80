"""What a finder hands on: the spans of one attribution, however they were found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.model import Span, Spans


@dataclass(frozen=True, slots=True)
class Found:
    """Source, cue and content of one attribution, in code points of the text.

    `source` is empty where nobody is named, `cue` where only a quotation tells that somebody
    speaks. `confidence` is the chance, 0 to 1, that all three are right. `construction` says
    which rule found it ("" for a trained finder); `by` names the finder where it is not the step's.
    A finder that knows the speakers gives their ids in `speakers`, or none and why in `missing`;
    else they are read from the source. `verbatim`: the words are quoted though no mark says so.
    """

    source: Spans
    cue: Spans
    content: Spans
    confidence: float
    construction: str = ""
    by: str | None = None
    speakers: tuple[str, ...] | None = None
    missing: str | None = None
    verbatim: bool = False

    @classmethod
    def of(
        cls,
        source: Iterable[tuple[int, int]],
        cue: Iterable[tuple[int, int]],
        content: Iterable[tuple[int, int]],
        confidence: float,
    ) -> Found:
        """From bare pairs of offsets, as a trained finder gives them.

        >>> Found.of([(0, 3)], [(4, 8)], [(9, 14)], 0.9).cue
        (Span(start=4, end=8),)
        """
        return cls(_spans(source), _spans(cue), _spans(content), confidence)


def _spans(pairs: Iterable[tuple[int, int]]) -> Spans:
    return tuple(Span(start, end) for start, end in pairs)
