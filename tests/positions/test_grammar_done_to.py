"""Whom a participle tells something of is not who does it."""

from __future__ import annotations

import pytest
from spacy import blank
from spacy.tokens import Doc

from onrecord.extract.positions.grammar import is_done_to

# words, tags, heads, relations; the noun; whether it is done to
CASES = [
    ("men were barred", "NNS VBD VBN", [2, 2, 2], "nsubjpass auxpass ROOT", 0, True),
    ("men barred from", "NNS VBN IN", [0, 0, 1], "ROOT acl prep", 0, True),
    ("men barred left", "NNS VBN VBD", [1, 2, 2], "nsubj ccomp ROOT", 0, True),
    ("by men being barred", "IN NNS VBG VBN", [0, 0, 3, 0], "ROOT pobj auxpass pcomp", 1, True),
    ("men have barred", "NNS VBP VBN", [2, 2, 2], "nsubj aux ROOT", 0, False),
    (
        "men have been barred",
        "NNS VBP VBN VBN",
        [3, 3, 3, 3],
        "nsubjpass aux auxpass ROOT",
        0,
        True,
    ),
    ("men who barred", "NNS WP VBD", [0, 2, 0], "ROOT nsubj relcl", 0, False),
    ("men barred", "NNS VBD", [1, 1], "nsubj ROOT", 0, False),
]


@pytest.mark.parametrize(("words", "tags", "heads", "relations", "noun", "done"), CASES)
def test_who_is_barred_bars_nobody(
    words: str, tags: str, heads: list[int], relations: str, noun: int, done: bool
) -> None:
    forms = words.split()
    lemmas = [{"barred": "bar", "were": "be", "been": "be"}.get(w, w) for w in forms]
    doc = Doc(
        blank("en").vocab,
        words=forms,
        tags=tags.split(),
        heads=heads,
        deps=relations.split(),
        lemmas=lemmas,
    )
    verb = next(t for t in doc if t.lemma_ == "bar")
    assert is_done_to(verb, doc[noun]) is done
