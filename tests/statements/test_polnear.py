"""The reader of PolNeAR's stand-off files, on a corpus of one invented article."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import DataError, MissingInput
from onrecord.evaluate.polnear import Attribution, read_split
from onrecord.model import Span

TEXT = "“Rain,” said Ito. “More rain.”"
MARKS = (
    "T1\tSource 13 16\tIto\nT2\tCue 8 12\tsaid\nT3\tContent 0 7;18 30\t“Rain,” “More rain.”\n"
    "T4\tAttribution 8 12\tsaid\nE1\tAttribution:T4 Source:T1 Cue:T2 Content:T3\n"
    "T5\tAttribution 8 12\tsaid\nE2\tAttribution:T5 Cue:T2\n"
)


def corpus(root: Path, marks: str, who: str = "ab") -> Path:
    for folder in ("text", "attributions"):
        (root / "data" / "dev" / folder).mkdir(parents=True, exist_ok=True)
    (root / "data" / "dev" / "text" / "x_1.txt").write_text(TEXT, encoding="utf-8")
    (root / "data" / "dev" / "attributions" / f"x_1_{who}.ann").write_text(marks, encoding="utf-8")
    return root


def test_broken_spans_are_read_and_events_without_content_left_out(tmp_path: Path) -> None:
    (article,) = read_split(corpus(tmp_path, MARKS), "dev")
    assert article.attributions == (
        Attribution((Span(13, 16),), (Span(8, 12),), (Span(0, 7), Span(18, 30))),
    )
    assert (article.publisher, article.annotator) == ("x", "ab")


def test_of_several_annotators_the_wanted_one_is_taken_else_the_first(tmp_path: Path) -> None:
    corpus(tmp_path, MARKS, "zz")
    corpus(tmp_path, MARKS, "aa")
    assert [a.annotator for a in read_split(tmp_path, "dev")] == ["aa"]
    assert [a.annotator for a in read_split(tmp_path, "dev", annotator="zz")] == ["zz"]


def test_a_split_that_is_not_there_is_missing_input(tmp_path: Path) -> None:
    with pytest.raises(MissingInput, match="no split"):
        list(read_split(tmp_path, "train"))


@pytest.mark.parametrize(
    "marks", [MARKS.replace("13 16", "13 x"), MARKS.replace("Source:T1", "Source:T9")]
)
def test_a_file_that_breaks_the_format_is_refused(tmp_path: Path, marks: str) -> None:
    with pytest.raises(DataError):
        list(read_split(corpus(tmp_path, marks), "dev"))
