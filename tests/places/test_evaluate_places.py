"""The figures for places, on a gold file of our own making."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from onrecord.errors import DataError
from onrecord.evaluate.places import evaluate_places, is_nationality, read_gold
from onrecord.model import FORMAT, Place, Record, Span, Text

GOLD = """<?xml version="1.0" encoding="utf-8"?>
<articles><article docid="1"><url>https://example.org/1</url><dltime>2024-05-02</dltime>
<text>A Norwegian ship left Oslo for Bergen.</text><toponyms>
<toponym><phrase>Norwegian</phrase><start>2</start><end>11</end></toponym>
<toponym><phrase>Oslo</phrase><start>24</start><end>28</end>
<gaztag geonameid="3143244"><lat>59.91273</lat><lon>10.74609</lon>
<country geonameid="3144096">Norway</country></gaztag></toponym>
<toponym><phrase>Bergen</phrase><start>31</start><end>37</end>
<gaztag geonameid="3161732"><lat>60.39299</lat><lon>5.32415</lon>
<country geonameid="3144096">Norway</country></gaztag></toponym>
</toponyms></article></articles>"""


class Fixed:
    """A reader that finds Oslo right and puts Bergen into the Netherlands."""

    def read_all(self, texts: Iterable[str | Text]) -> Iterator[Record]:
        places = (
            Place.of("Oslo", "city", country="NO", latitude=59.91, longitude=10.75,
                     mentions=(Span(22, 26),)),
            Place.of("Bergen", "city", country="NL", latitude=52.67, longitude=4.7,
                     mentions=(Span(31, 37),)),
        )  # fmt: skip
        for text in texts:
            assert isinstance(text, Text)
            yield Record(
                format=FORMAT, document=text, actors=(), statements=(), issues=(), positions=(),
                events=(), places=places, times=(), dropped=(),
            )  # fmt: skip


@pytest.fixture
def gold_file(tmp_path: Path) -> Path:
    path = tmp_path / "gold.xml"
    path.write_text(GOLD, encoding="utf-8")
    return path


def test_offsets_that_are_off_are_mended(gold_file: Path) -> None:
    [article] = read_gold(gold_file)
    words = [article.text.text[t.start : t.end] for t in article.toponyms]
    assert words == ["Norwegian", "Oslo", "Bergen"]


def test_figures_count_what_was_found_and_how_far_off(gold_file: Path) -> None:
    values = {f.metric: (round(f.value, 3), f.count) for f in evaluate_places(gold_file, Fixed())}
    assert values == {
        "toponym precision": (1.0, 2),
        "toponym recall": (0.667, 3),
        "toponym F1": (0.8, 3),
        "toponym recall, nationalities apart": (1.0, 2),
        "within 161 km, of those found": (0.5, 2),
        "within 161 km, of all": (0.5, 2),
        "within 161 km, of all, nationalities apart": (0.5, 2),
        "country right, of those found": (0.5, 2),
    }


def test_a_file_that_is_no_gold_is_refused(tmp_path: Path) -> None:
    (tmp_path / "no.xml").write_text("not xml")
    with pytest.raises(DataError, match="not a gold file"):
        list(read_gold(tmp_path / "no.xml"))


@pytest.mark.parametrize(
    ("word", "is_one"), [("Turkish", True), ("Germans", True), ("Turkey", False), ("Oslo", False)]
)
def test_nationalities_are_told_from_places(word: str, is_one: bool) -> None:
    assert is_nationality(word) is is_one


@pytest.mark.gold
def test_the_shared_gold_can_be_read(gold: Path) -> None:
    articles = list(read_gold(gold / "places" / "TR-News.xml"))
    assert (len(articles), sum(len(a.toponyms) for a in articles)) == (118, 1319)
