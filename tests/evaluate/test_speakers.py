"""Speakers: the labels are sound, and verdicts say what they should."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from onrecord.errors import DataError, MissingInput
from onrecord.evaluate.speakers import (
    FORMS,
    Label,
    LabelledArticle,
    Verdict,
    evaluate_speakers,
    judge,
    labelled_articles,
    speaker_figures,
)
from onrecord.model import FORMAT, Actor, Mention, Record, Span, Statement, Text

TEXT = "Ana Ruiz said the port would close. Her spokesman Leo Katz said it was late, diplomats say."
RUIZ = Actor.of("Ana Ruiz", "person", mentions=(Mention(Span(0, 8)),))
KATZ = Actor.of("Leo Katz", "person", mentions=(Mention(Span(50, 58)),))
CLOSE, LATE = (14, 34), (64, 75)


def said(*speakers: Actor, content: tuple[int, int] = CLOSE) -> Statement:
    spans = (Span(*content),)
    ids = tuple(a.id for a in speakers)
    key = Statement.id_of("t", (), (), spans)
    return Statement(
        key, "indirect", ids, (), (), spans, (), None, "indirect", None, None, 0.9, "hand"
    )


def label(*speakers: str, status: str = "named", body: tuple[str, ...] = ()) -> Label:
    return Label((CLOSE,), "indirect", "name", status, tuple((s,) for s in speakers), body)


def outcome(one: Label, *statements: Statement, actors: tuple[Actor, ...] = (RUIZ, KATZ)) -> str:
    record = Record(FORMAT, Text.of(TEXT), actors=actors, statements=statements)
    return judge(LabelledArticle("1", "x", "", len(TEXT), (one,)), record)[0].outcome


@pytest.mark.parametrize(
    ("one", "speakers", "expected"),
    [
        (label("Ana Ruiz"), (RUIZ,), "right"),
        (label("Ruiz"), (RUIZ,), "right"),
        (label("Ana Ruiz"), (), "absent"),
        (label("Ana Ruiz"), (KATZ,), "wrong"),
        (label("Ana Ruiz"), (RUIZ, KATZ), "wrong"),
        (label("Ana Ruiz", "Leo Katz"), (RUIZ,), "absent"),
        (label("Ana Ruiz", "Leo Katz"), (KATZ, RUIZ), "right"),
        (label("Leo Katz", body=("Ana Ruiz",)), (RUIZ,), "right"),
        (label("Leo Katz", body=("Ana Ruiz",)), (KATZ,), "right"),
        (label(status="unnamed"), (), "right"),
        (label(status="unnamed"), (KATZ,), "wrong"),
        (label(status="unnamed", body=("Ana Ruiz",)), (RUIZ,), "right"),
    ],
)
def test_a_verdict_compares_speakers(
    one: Label, speakers: tuple[Actor, ...], expected: str
) -> None:
    assert outcome(one, said(*speakers)) == expected


def test_a_described_group_is_no_name() -> None:
    group = Actor.of("Maltese officials", "group", mentions=(Mention(Span(0, 8)),))
    assert outcome(label(status="unnamed"), said(group), actors=(group,)) == "right"


def test_a_statement_elsewhere_leaves_the_label_missed() -> None:
    assert outcome(label("Ana Ruiz"), said(RUIZ, content=LATE)) == "missed"


def test_half_of_the_letters_are_enough_and_the_best_statement_is_taken() -> None:
    half, all_of_it = said(KATZ, content=(14, 26)), said(RUIZ)
    assert outcome(label("Leo Katz"), half) == "right"
    assert outcome(label("Ana Ruiz"), half, all_of_it) == "right"


def test_a_statement_serves_one_label() -> None:
    record = Record(FORMAT, Text.of(TEXT), actors=(RUIZ,), statements=(said(RUIZ),))
    twice = LabelledArticle("1", "x", "", len(TEXT), (label("Ana Ruiz"), label("Ana Ruiz")))
    assert [v.outcome for v in judge(twice, record)] == ["right", "missed"]


def test_figures_count_over_found_and_over_all() -> None:
    outcomes = ("right", "right", "missed", "wrong")
    given = ("Ana Ruiz",)
    verdicts = [Verdict("1", label("Ana Ruiz"), None, given, o) for o in outcomes]
    figures = {f.metric: (f.value, f.count) for f in speaker_figures(verdicts)}
    assert figures["statements found"] == (0.75, 4)
    assert figures["named speaker right, of found, all"] == pytest.approx((2 / 3, 3))
    assert figures["named speaker right, of all, name"] == (0.5, 4)
    assert figures["wrong name, of found"] == pytest.approx((1 / 3, 3))
    assert figures["unnamed kept unnamed"] == (0.0, 0)


def test_labels_are_sound() -> None:
    articles = labelled_articles()
    labels = [s for a in articles for s in a.statements]
    assert len(labels) >= 300
    assert len({a.article for a in articles}) == len(articles)
    assert len({a.outlet for a in articles}) == 9
    for one in labels:
        assert one.form in FORMS
        assert one.kind in ("direct", "indirect", "mixed")
        assert (one.status == "named") == bool(one.speakers)
        assert all(start < end for start, end in one.content)
        assert list(one.content) == sorted(one.content)
    assert set(Counter(s.status for s in labels)) == {"named", "unnamed", "none"}


class Silent:
    """A reader that finds nothing."""

    def read_all(self, texts: Iterable[str | Text]) -> Iterator[Record]:
        for text in texts:
            assert isinstance(text, Text)
            yield Record(FORMAT, text)


def test_articles_that_are_not_there_or_changed_are_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingInput):
        evaluate_speakers(tmp_path, Silent())
    file = tmp_path / "world_news_2017.jsonl"
    file.write_text("")
    with pytest.raises(DataError, match="not there"):
        evaluate_speakers(tmp_path, Silent())
    row = {"id": labelled_articles()[0].article, "date": "2017-01-01", "text": "Other words."}
    file.write_text(json.dumps(row))
    with pytest.raises(DataError, match="not the text"):
        evaluate_speakers(file, Silent())


@pytest.mark.gold
def test_labels_fit_their_articles(gold: Path) -> None:
    """Every label lies within the part that was read, and a silent reader misses them all."""
    figures = evaluate_speakers(gold / "bulk", Silent())
    assert {f.value for f in figures} == {0.0}
    for a in labelled_articles():
        assert all(s.content[-1][1] <= a.read_to for s in a.statements)
