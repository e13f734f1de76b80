"""Holders that a text only describes."""

from __future__ import annotations

import pytest
from spacy import blank
from spacy.tokens import Doc, Token

from onrecord.extract.positions.described import Named, coin, told
from onrecord.model import Actor, Span

# words, tags, relations; all hang on the last word
PHRASES = [
    ("the miners ' union", "DT NNS POS NN", "det poss case ROOT"),
    ("whose government", "WP$ NN", "poss ROOT"),
    ("its voters", "PRP$ NNS", "poss ROOT"),
    ('" farmers', "`` NNS", "punct ROOT"),
]
POS = {"DT": "DET", "WP$": "DET", "PRP$": "PRON", "``": "PUNCT", "POS": "PART"}


def phrase(words: str, tags: str, relations: str) -> Token:
    forms, labels = words.split(), tags.split()
    plain = zip(forms, labels, strict=True)
    heads = [len(forms) - 1] * len(forms)
    if "'" in forms:
        heads[forms.index("'")] = forms.index("'") - 1
    doc = Doc(
        blank("en").vocab,
        words=forms,
        tags=labels,
        pos=[POS.get(t, "NOUN") for t in labels],
        deps=relations.split(),
        heads=heads,
        lemmas=[f.removesuffix("s") if t == "NNS" else f for f, t in plain],
    )
    return doc[len(forms) - 1]


@pytest.mark.parametrize(
    ("row", "name"),
    [
        (PHRASES[0], "miners ' union"),
        (PHRASES[1], None),
        (PHRASES[2], None),
        (PHRASES[3], "farmers"),
    ],
)
def test_a_description_names_nobody_by_a_pronoun_or_a_quotation_mark(
    row: tuple[str, str, str], name: str | None
) -> None:
    noun = phrase(*row)

    def words_of(span: Span) -> str:
        return noun.doc.text[span.start : span.end]

    made = told(noun, words_of)
    assert (made.name if made else None) == name
    coined = coin(noun, Named(()), words_of)
    assert (coined.name if isinstance(coined, Actor) else None) in (name, None)
