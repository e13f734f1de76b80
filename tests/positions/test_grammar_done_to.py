"""Whom a participle tells something of is not who does it."""

from __future__ import annotations

import pytest
from spacy import blank
from spacy.tokens import Doc

from onrecord.extract.positions.grammar import is_done_to, is_told_to

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


# words, heads, relations; the noun; the verb that tells it
TOLD = [
    ("she expected men to bar it", [1, 1, 4, 4, 1, 4], "nsubj ROOT nsubj aux ccomp dobj", 2, True),
    ("she urged men to bar it", [1, 1, 1, 4, 1, 4], "nsubj ROOT dobj aux xcomp dobj", 2, True),
    ("men wanted to bar it", [1, 1, 3, 1, 3], "nsubj ROOT aux xcomp dobj", 0, False),
    ("she said men bar it", [1, 1, 3, 1, 3], "nsubj ROOT nsubj ccomp dobj", 2, False),
]


@pytest.mark.parametrize(("words", "heads", "relations", "noun", "told"), TOLD)
def test_who_is_told_to_bar_something_need_not_want_it(
    words: str, heads: list[int], relations: str, noun: int, told: bool
) -> None:
    doc = Doc(blank("en").vocab, words=words.split(), heads=heads, deps=relations.split())
    verb = next(t for t in doc if t.text == "bar")
    above = is_told_to(verb, doc[noun])
    assert (above.text if above else None) == (doc[1].text if told else None)
