"""The whole reading, on our own articles: what it gives back, and that it gives it every time."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from onrecord.evaluate.articles import (
    CodedArticle,
    article_figures,
    coded_articles,
    split_actors,
)
from onrecord.evaluate.floors import fallen, floors
from onrecord.exchange.json import encode
from onrecord.extract.reader import Reader
from onrecord.model import Record

pytestmark = pytest.mark.model

EXAMPLES = Path(__file__).parents[1] / "examples"
NAMES = [path.stem for path in sorted(EXAMPLES.glob("*.yaml"))]


@cache
def read() -> dict[str, tuple[CodedArticle, Record]]:
    articles = coded_articles(EXAMPLES)
    records = Reader().read_all(a.text for a in articles)
    return {a.text.name: (a, r) for a, r in zip(articles, records, strict=True)}


@pytest.mark.parametrize("name", NAMES)
def test_an_article_is_read_at_least_as_well_as_before(name: str) -> None:
    article, record = read()[name]
    figures = article_figures([(name, record, article.marks)])
    assert fallen([f for f in figures if f.data == name], floors()) == []


@pytest.mark.parametrize("name", NAMES)
def test_no_person_is_split_in_two(name: str) -> None:
    assert split_actors(read()[name][1]) == []


def test_the_measure_case_is_read_nearly_whole() -> None:
    article, record = read()["troops"]
    figures = article_figures([("troops", record, article.marks)])
    assert next(f.value for f in figures if f.metric == "mean F1") >= 0.9


def test_the_same_input_gives_the_same_bytes_on_one_process_or_two() -> None:
    texts = [article.text for article, _ in read().values()]
    once = [encode(record) for _, record in read().values()]
    again = [encode(record) for record in Reader(processes=2).read_all(texts)]
    assert once == again


def test_every_mark_says_which_step_made_it_and_how_sure_it_is() -> None:
    for _, record in read().values():
        for mark in (*record.statements, *record.positions, *record.events):
            assert mark.by
            assert 0 < mark.confidence <= 1
