"""The codings that stances are learnt from, where the words that they point into are ours."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from onrecord.errors import MissingInput
from onrecord.evaluate.coded import SPLITS, coded
from onrecord.evaluate.copies import article

OURS = [c for c in coded() if c.source == "ours"]
STANCES = {"supports", "open", "undecided", "sceptical", "opposes"}


def test_every_text_has_a_name_of_its_own_and_a_known_split() -> None:
    names = [c.name for c in coded()]
    assert len(names) == len(set(names))
    assert {c.split for c in coded()} == set(SPLITS)


def test_what_we_wrote_is_learnt_from_and_judges_nothing() -> None:
    assert OURS
    assert {c.split for c in OURS} == {"train"}


def test_codings_of_what_we_wrote_lie_in_its_words() -> None:
    for entry in OURS:
        text = article(Path("nowhere"), entry.source, entry.article)["text"]
        assert sha256(text.encode()).hexdigest() == entry.sha256
        for row in (row for rows in entry.rows.values() for row in rows):
            spans = [*row.evidence, *filter(None, (row.condition, row.cue, row.holder, row.act))]
            assert all(0 <= s.start < s.end <= len(text) for s in spans), entry.name
            assert row.stance in STANCES
            assert row.evidence


def test_articles_of_others_are_looked_for_in_the_gold_folder() -> None:
    with pytest.raises(MissingInput, match="no bulk news"):
        article(Path("nowhere"), "bulk", "1")
