"""The reader of TimeML and its scores, on documents of our own."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from onrecord.errors import DataError, MissingInput
from onrecord.evaluate.times import Timed, evaluate_times, read_timeml, score_times
from onrecord.model import Span

TIMEML = """<?xml version="1.0"?>
<TimeML><DOCID>one</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2024-05-22">20240522</TIMEX3></DCT>
<TEXT>They <EVENT eid="e1">met</EVENT> <TIMEX3 tid="t1" type="DATE" value="2024-W20">last
<EVENT eid="e2">week</EVENT></TIMEX3>, not
<TIMEX3 tid="t2" type="DATE" value="2024-05-21">yesterday </TIMEX3>.</TEXT>
</TimeML>"""


def test_timeml_gives_text_day_and_spans(tmp_path: Path) -> None:
    (tmp_path / "one.tml").write_text(TIMEML, encoding="utf-8")
    document = read_timeml(tmp_path / "one.tml")
    assert document.published == date(2024, 5, 22)
    assert [document.text[slice(*span)] for span, _, _ in document.times] == [
        "last\nweek",
        "yesterday",
    ]
    assert [value for _, _, value in document.times] == ["2024-W20", "2024-05-21"]


def test_a_file_that_is_no_timeml_is_named(tmp_path: Path) -> None:
    (tmp_path / "two.tml").write_text("nothing", encoding="utf-8")
    with pytest.raises(DataError, match=r"no XML"):
        read_timeml(tmp_path / "two.tml")


def test_an_empty_folder_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(MissingInput):
        evaluate_times(tmp_path)


def test_each_gold_time_is_matched_once_and_exact_spans_first() -> None:
    wanted: list[Timed] = [(Span(0, 9), "DATE", "2017")]
    given: list[Timed] = [(Span(0, 4), "DATE", "2017"), (Span(0, 9), "DATE", "2016")]
    scores = score_times([(given, wanted)])
    assert {name: score.right for name, score in scores.items()} == {
        "strict": 1,
        "relaxed": 1,
        "type": 1,
        "value": 0,
    }


@pytest.mark.gold
def test_figures_on_the_gold() -> None:
    root = Path(os.environ.get("ONRECORD_GOLD", Path(__file__).parents[3] / "shared" / "gold"))
    gold = root / "dates" / "TBAQ-cleaned"
    if not gold.is_dir():
        pytest.skip("the gold data is not beside the checkout")
    figures = {(f.data, f.split, f.metric): f.value for f in evaluate_times(gold)}
    assert figures["TimeBank", "held", "strict F1"] >= 0.85
    assert figures["TimeBank", "held", "value F1"] >= 0.76
