"""Which language a text is in."""

from __future__ import annotations

import re

_SAMPLE = 4000  # characters looked at: a longer sample never changed the answer on news
_ENGLISH = frozenset(
    [
        "the",
        "of",
        "to",
        "and",
        "in",
        "that",
        "is",
        "was",
        "for",
        "on",
        "with",
        "he",
        "it",
        "by",
        "as",
    ]
)
_SURE = 0.15  # share of those words: English news has .25 to .45, other languages under .08
_FEW = 12  # words below which no language is told
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str:
    """ISO 639-1 code of the language; "en" where the text is too short to tell.

    The commonest English words decide most texts at once; the detector, which takes half a
    second to load, is asked for the rest only.

    >>> language_of("The minister said on Monday that she would sign the treaty with the union.")
    'en'
    """
    sample = text[:_SAMPLE]
    words = [w.lower() for w in _WORD.findall(sample)]
    if len(words) < _FEW or sum(w in _ENGLISH for w in words) > _SURE * len(words):
        return "en"
    import py3langid

    code, _ = py3langid.classify(sample)
    return str(code)
