"""Lines as a page or a mail broke them → paragraphs, a line each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_ENDS = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_BEGINS = re.compile(
    r"\s*(?:[•◦▪‣·–—*-]\s|\(?\d{1,3}[.)]\s|\d{1,3}(?:\.\d{1,3})+\.?\s+[^\W\d_a-z]|\(?[a-z]\)\s|>)"
)
"""How an item of a list or a quoted line begins: it is never joined to what is before it."""
_HYPHEN = re.compile(r"([^\W\d_]{2,})[-\u00ad\u2010]$")
_SHORT = 0.8  # of the usual width: a line that ends below it was ended by its writer
_HEADING = 0.6  # of the usual width: a line below it is no part of a paragraph
# Both were set by reading reports made with LibreOffice and ReportLab and plain mails of our own.


def paragraphs(lines: Sequence[str]) -> list[str]:
    """Paragraphs of lines that were broken to fit a width; words broken by a hyphen are joined.

    A paragraph ends at an empty line, and where a line ends well before the usual width with
    the end of a sentence, or so early that it must be a heading.

    >>> paragraphs(["The minister said on Monday that the gov-", "ernment would pay.", "", "Rates"])
    ['The minister said on Monday that the government would pay.', 'Rates']
    """
    width = _width(lines)
    known = _hyphenated(lines)
    found: list[str] = []
    current = ""
    last = ""  # the line that `current` ends with, as it was
    for line in lines:
        words = line.strip()
        if current and (not words or _breaks(last, words, width)):
            found.append(current)
            current = ""
        if words:
            current = _joined(current, words, known) if current else words
            last = words
    return [*found, current] if current else found


def _width(lines: Sequence[str]) -> int:
    """The usual width: nine in ten lines are no longer."""
    lengths = sorted(len(line.strip()) for line in lines if line.strip())
    return lengths[int(len(lengths) * 0.9)] if lengths else 0


def _breaks(before: str, after: str, width: int) -> bool:
    if _BEGINS.match(after):
        return True
    if _HYPHEN.search(before) and after[:1].islower():
        return False
    # What the next line's first word would have needed belongs to the line before it.
    taken = len(before) + 1 + len(after.split(None, 1)[0])
    if taken < _HEADING * width and not after[:1].islower():
        return True
    return taken < _SHORT * width and bool(_ENDS.search(before))


def _hyphenated(lines: Iterable[str]) -> frozenset[str]:
    """The words written with a hyphen within a line, in lower case."""
    return frozenset(w.lower() for line in lines for w in re.findall(r"[^\W\d_]+-[^\W\d_]+", line))


def _joined(before: str, after: str, known: frozenset[str]) -> str:
    """Both, the hyphen of a broken word undone unless the document writes it elsewhere too."""
    broken = _HYPHEN.search(before)
    rest = re.match(r"[^\W\d_]+", after)
    if not broken or not rest or not after[:1].islower():
        return f"{before[:-1]}{after}" if before.endswith("\u00ad") else f"{before} {after}"
    if f"{broken.group(1)}-{rest.group()}".lower() in known:
        return f"{before}{after}"
    return before[:-1] + after
