"""Whose a stance is, where the tagger names another actor than the finding's own words."""

from __future__ import annotations

import pytest
from spacy import blank
from spacy.tokens import Doc

from onrecord.extract.draft import Draft
from onrecord.extract.positions.findings import Finding
from onrecord.extract.positions.rows import Builder
from onrecord.extract.positions.scene import Scene
from onrecord.model import Actor, Mention, Text

WORDS = [  # words, heads, relations, parts of speech
    ("Norway", 1, "nsubj", "PROPN"),
    ("met", 1, "ROOT", "VERB"),
    ("Chile", 1, "dobj", "PROPN"),
    (".", 1, "punct", "PUNCT"),
    ("It", 5, "nsubj", "PRON"),
    ("urged", 5, "ROOT", "VERB"),
    ("closure", 5, "dobj", "NOUN"),
    ("of", 6, "prep", "ADP"),
    ("ports", 7, "pobj", "NOUN"),
    (".", 5, "punct", "PUNCT"),
]


def scene() -> Scene:
    words, heads, deps, pos = (list(column) for column in zip(*WORDS, strict=True))
    doc = Doc(
        blank("en").vocab,
        words=words, heads=heads, deps=deps, pos=pos, lemmas=words,
        sent_starts=[k in (0, 4) for k in range(len(words))],
    )  # fmt: skip
    text = Text.of(doc.text)
    draft = Draft(text=text, doc=doc)
    actors = []
    for name in ("Norway", "Chile"):
        start = text.text.index(name)
        span = draft.span(start, start + len(name))
        actors.append(Actor.of(name, "country", mentions=(Mention(span, "name"),)))
    return Scene(draft.having(actors=actors))


@pytest.mark.parametrize(
    ("norway", "chile", "chance", "holder"),
    [
        (0.0, 0.0, 0.9, "Norway"),  # the subject before the pronoun
        (0.0, 0.8, 0.9, "Chile"),
        (0.2, 0.8, 0.9, "Norway"),  # nothing speaks clearly against it
        (0.01, 0.1, 0.9, "Norway"),  # names say next to nothing
        (0.01, 0.4, 0.9, None),  # doubtful, and nobody is sure
        (0.0, 0.8, 0.1, None),  # the stance itself is not sure enough to go to another
    ],
)
def test_the_one_named_by_the_tagger_holds_it_where_little_speaks_for_the_one_found(
    norway: float, chile: float, chance: float, holder: str | None
) -> None:
    here = scene()
    doc = here.draft.doc
    builder = Builder(here, "test")
    names = tuple((doc[k], p) for k, p in ((0, norway), (2, chile)) if p)
    builder.add(
        Finding((doc[5],), "supports", (doc[4],), doc[6], "speech", chance=chance, names=names)
    )
    assert [here.actors[p.actor].name for p in builder.positions()] == ([holder] if holder else [])
    assert bool(builder.dropped) == (holder is None)


def test_a_name_within_a_description_speaks_for_those_described() -> None:
    here = scene()
    doc = here.draft.doc
    span = here.draft.span(doc[0].idx, doc[1].idx + len(doc[1]))
    allies = Actor.of("Norway's allies", "group", mentions=(Mention(span, "nominal"),))
    here.coined[allies.id] = allies
    assert here.is_within(doc[0], [allies.id])
    assert not here.is_within(doc[2], [allies.id])
