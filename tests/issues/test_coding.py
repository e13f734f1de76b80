"""Labels coded to a codebook, and records relabelled."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.issues import Codebook, Coder, Entry, Judge, apply_codebook
from onrecord.issues.coding import AMBIGUOUS, NO_ISSUE
from onrecord.model import FORMAT, Actor, Dropped, Issue, Mention, Position, Record, Span, Text

BOOK = Codebook(
    (
        Entry("tax", "raise the fuel tax", phrases=("increase the levy on petrol",)),
        Entry("curfew", "lift the curfew", opposite="keep-curfew"),
        Entry("keep-curfew", "extend the curfew", opposite="curfew"),
        Entry("whales", "protect whales", include=("whal*",), exclude=("museum",)),
        Entry("port", "expand the port", parent="ports"),
        Entry("ports", "expand ports and harbours", phrases=("expand the port",)),
        Entry("rail-a", "electrify the railway", include=("railway",)),
        Entry("rail-b", "privatise the railway", include=("railway",)),
    )
)


@pytest.fixture(scope="module")
def coder(judge: Judge) -> Coder:
    return Coder(BOOK, judge)


@pytest.mark.parametrize(
    ("label", "issue", "turned"),
    [
        ("increase the fuel tax", "tax", False),
        ("cut the fuel tax", "tax", True),
        ("extend the curfew", "keep-curfew", False),
        ("end the curfew", "curfew", False),
        ("resume whaling", "whales", False),
        ("expand the port", "port", False),
        ("recruit more teachers", None, False),
        ("build the railway", None, False),
    ],
)
def test_a_label_is_coded_to_the_issue_it_names(
    coder: Coder, label: str, issue: str | None, turned: bool
) -> None:
    coding = coder.code(label)
    assert (coding.issue, coding.reversed) == (issue, turned)
    assert 0 <= coding.score <= 1


def test_words_of_the_text_count_for_include_and_exclude(coder: Coder) -> None:
    assert coder.code("stop the hunt", "the hunt of the whales").issue == "whales"
    assert coder.code("open the whale museum").issue is None


def test_why_a_label_is_uncoded_is_told(coder: Coder) -> None:
    assert coder.code("recruit more teachers").reason == NO_ISSUE
    assert coder.code("build the railway").reason == f"{AMBIGUOUS} (rail-a, rail-b)"


WORDS = (
    "Lind backs a higher fuel tax. Lind wants to raise the fuel tax. "
    "Roth would cut the fuel tax. Roth wants tea."
)


def _record() -> Record:
    text = Text.of(WORDS)

    def span(words: str) -> Span:
        start = WORDS.index(words)
        return Span(start, start + len(words))

    lind = Actor.of("Lind", "person", mentions=(Mention(span("Lind")),))
    roth = Actor.of("Roth", "person", mentions=(Mention(span("Roth")),))
    more = Issue.of("raise the fuel tax", ((span("raise the fuel tax"),),))
    higher = Issue.of("increase the fuel tax", ((span("a higher fuel tax"),),))
    less = Issue.of("cut the fuel tax", ((span("cut the fuel tax"),),))
    tea = Issue.of("drink tea", ((span("tea"),),))
    row = Position("", "", "", "supports", None, "author", (), None, 0.5, "test")
    rows = []
    for actor, issue, words, sure in (
        (lind, higher, "Lind backs a higher fuel tax", 0.9),
        (lind, more, "Lind wants to raise the fuel tax", 0.6),
        (roth, less, "Roth would cut the fuel tax", 0.7),
        (roth, tea, "Roth wants tea", 0.4),
    ):
        evidence = (span(words),)
        id = Position.id_of(text.id, actor.id, issue.id, "supports", evidence)
        rows.append(
            replace(
                row,
                id=id,
                actor=actor.id,
                issue=issue.id,
                evidence=evidence,
                confidence=sure,
            )
        )
    return Record(
        FORMAT,
        text,
        actors=(lind, roth),
        issues=(higher, more, less, tea),
        positions=tuple(rows),
        dropped=(Dropped("positions", "no holder", 2),),
    )


def test_a_record_gets_the_titles_and_rows_of_one_kind_are_merged(coder: Coder) -> None:
    coded = apply_codebook(_record(), coder)
    assert [i.label for i in coded.issues] == ["raise the fuel tax", "drink tea"]
    assert len(coded.issues[0].mentions) == 3
    first, second, third = coded.positions
    assert (first.stance, first.confidence, len(first.evidence)) == ("supports", 0.9, 2)
    assert second.stance == "opposes"
    assert third.issue == Issue.of("drink tea").id


def test_ids_are_made_of_the_new_content(coder: Coder) -> None:
    coded = apply_codebook(_record(), coder)
    for p in coded.positions:
        assert p.id == Position.id_of(coded.document.id, p.actor, p.issue, p.stance, p.evidence)


def test_what_is_uncoded_keeps_its_label_and_is_counted(coder: Coder) -> None:
    coded = apply_codebook(_record(), coder)
    assert coded.dropped == (Dropped("positions", "no holder", 2), Dropped("codebook", NO_ISSUE, 1))


def test_a_record_without_positions_is_left_as_it_is(coder: Coder) -> None:
    record = Record(FORMAT, Text.of("Nothing."))
    assert apply_codebook(record, coder) == record


def test_coding_twice_changes_nothing_but_the_count(coder: Coder) -> None:
    once = apply_codebook(_record(), coder)
    twice = apply_codebook(once, coder)
    assert (twice.issues, twice.positions) == (once.issues, once.positions)
