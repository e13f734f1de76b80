"""Statements against PolNeAR, with the scorer that stands beside the gold."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Protocol

from onrecord.errors import DataError, MissingInput
from onrecord.evaluate.figures import Figure
from onrecord.evaluate.polnear import Article, read_split
from onrecord.model import Record, Spans, Statement, Text

METRICS = (
    "full_partial", "full_strict", "content_iou50", "frag_source", "frag_cue", "frag_content",
)  # fmt: skip
KINDS = ("overall", "direct", "indirect", "mixed")


class Reads(Protocol):
    """Anything that turns texts into records, in order: `onrecord.Reader` and its like."""

    def read_all(self, texts: Iterable[str | Text]) -> Iterator[Record]:
        """One record a text."""
        ...


def evaluate_statements(
    gold: Path,
    reader: Reads | None = None,
    *,
    split: str = "dev",
    scorer: Path | None = None,
    speech: Path | None = None,
) -> list[Figure]:
    """F1 of attributions on a split of PolNeAR (0 to 1), and the share that has a speaker.

    `gold` holds `statements/polnear`; `scorer` is the scoring script and `speech` its list of
    words of saying (default: `score/statements.py` and `score/speech_words.txt` beside `gold`).
    Statements within statements are left out: the corpus has none (one tag a token). The metrics
    are defined by the scorer (`statements.py metrics`). Raises `MissingInput` where a part is not
    there, `DataError` where the scorer fails.
    """
    scorer = scorer or gold.parent / "score" / "statements.py"
    speech = speech or gold.parent / "score" / "speech_words.txt"
    for path in (scorer, speech):
        if not path.is_file():
            raise MissingInput("no such file", where=str(path), hint="give the path of the scorer")
    root = gold / "statements" / "polnear"
    articles = list(read_split(root, split))
    records = list(_read((Text.of(a.text, name=a.id) for a in articles), reader))
    with tempfile.TemporaryDirectory() as folder:
        system = Path(folder) / "system.jsonl"
        lines = (_line(a, r) for a, r in zip(articles, records, strict=True))
        system.write_text("".join(lines), encoding="utf-8")
        everything = _score(scorer, root, split, system, [])
        said = _score(scorer, root, split, system, ["--speech", str(speech)])
    figures = [f for metric in METRICS for f in _figures(everything, split, metric, "")]
    figures += _figures(said, split, "full_partial", " speech")
    return figures + _speakers(records, split) + surroundings(articles, records, reader, split)


def surroundings(
    articles: Sequence[Article], records: Sequence[Record], reader: Reads | None, split: str
) -> list[Figure]:
    """The share of statements that stay the same to the character, whatever stands around.

    Every sixth article is read again between what pages put before and after it
    (surroundings.toml); a statement counts where source, cue, content and kind are the same, the
    share is of all that either reading finds in the article (`count`).
    """
    chosen = list(zip(articles, records, strict=True))[::EVERY]
    figures: list[Figure] = []
    same_in_all = found_in_all = 0
    for name, page in _pages().items():
        shift = len(page["before"])
        texts = [Text.of(page["before"] + a.text + page["after"], name=a.id) for a, _ in chosen]
        same = found = 0
        for (article, alone), between in zip(chosen, _read(texts, reader), strict=True):
            bare = {_shape(s, 0) for s in alone.statements}
            end = shift + len(article.text)
            inside = [s for s in between.statements if _inside(s, shift, end)]
            dressed = {_shape(s, shift) for s in inside}
            same, found = same + len(bare & dressed), found + len(bare | dressed)
        figures.append(_same(f"same between other words, {name}", split, same, found))
        same_in_all, found_in_all = same_in_all + same, found_in_all + found
    return [*figures, _same("same between other words", split, same_in_all, found_in_all)]


EVERY = 6  # articles: enough statements for a share, in a minute


def _same(metric: str, split: str, same: int, found: int) -> Figure:
    return Figure("statements", "PolNeAR", split, metric, same / found if found else 0.0, found)


@cache
def _pages() -> dict[str, dict[str, str]]:
    text = files("onrecord.evaluate").joinpath("surroundings.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _shape(s: Statement, shift: int) -> tuple[str, ...]:
    roles = (s.source, s.cue, s.content)
    return (s.kind, *(str([(x.start - shift, x.end - shift) for x in role]) for role in roles))


def _inside(s: Statement, start: int, end: int) -> bool:
    return all(start <= x.start and x.end <= end for x in s.source + s.cue + s.content)


def flat(record: Record) -> list[Statement]:
    """The statements that lie within no other."""
    return [s for s in record.statements if s.within is None]


def _read(texts: Iterable[Text], reader: Reads | None) -> Iterator[Record]:
    if reader is None:
        from onrecord.extract.reader import Reader

        reader = Reader()
    yield from reader.read_all(texts)


def _line(article: Article, record: Record) -> str:
    rows = [
        {"source": _pairs(s.source), "cue": _pairs(s.cue), "content": _pairs(s.content)}
        for s in flat(record)
    ]
    return json.dumps({"doc": article.id, "attributions": rows}) + "\n"


def _pairs(spans: Spans) -> list[list[int]]:
    return [list(span) for span in spans]


def _score(
    scorer: Path, root: Path, split: str, system: Path, options: list[str]
) -> dict[str, dict[str, Any]]:
    """What the scorer writes with --json: "metric/kind" → P, R, F1 in per cent, counts."""
    out = system.with_suffix(".json")
    command = [sys.executable, str(scorer), "score", str(root), split, str(system)]
    done = subprocess.run(
        [*command, "--json", str(out), *options], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise DataError(f"the scorer failed: {done.stderr.strip()[-300:]}", where=str(scorer))
    result: dict[str, dict[str, Any]] = json.loads(out.read_text(encoding="utf-8"))
    return result


def _figures(
    result: dict[str, dict[str, Any]], split: str, metric: str, suffix: str
) -> list[Figure]:
    figures: list[Figure] = []
    for kind in KINDS:
        row = result[f"{metric}/{kind}"]
        name = f"{metric}{suffix}" if kind == "overall" else f"{metric}{suffix} {kind}"
        figures.append(
            Figure("statements", "PolNeAR", split, f"{name} F1", row["F1"] / 100, row["n_gold"])
        )
        if kind == "overall":
            for short, full in (("P", "precision"), ("R", "recall")):
                count = row["n_pred"] if short == "P" else row["n_gold"]
                figures.append(
                    Figure(
                        "statements", "PolNeAR", split, f"{name} {full}", row[short] / 100, count
                    )
                )
    return figures


def _speakers(records: list[Record], split: str) -> list[Figure]:
    """Of the statements that name a source, the share for which an actor was found."""
    named = [s for r in records for s in r.statements if s.source]
    share = sum(bool(s.speakers) for s in named) / len(named) if named else 0.0
    return [Figure("statements", "PolNeAR", split, "source with a speaker", share, len(named))]
