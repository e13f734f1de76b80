"""Positions against two independent coders, scored by the program that comes with the gold."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from onrecord.errors import DataError
from onrecord.evaluate.coded import Coded, texts
from onrecord.evaluate.figures import Figure
from onrecord.extract.reader import Reader
from onrecord.model import Text

SETS = ("world", "passages")
SCORER = "positions.py"
CODERS = ("A", "B")

_LEVEL = re.compile(
    r"^(?P<level>row|side|stance)\s+P (?P<P>[\d.]+) R (?P<R>[\d.]+) F1 (?P<F1>[\d.]+)"
    r"\s+\(rows both coders have (?P<wanted>\d+), rows of the system (?P<given>\d+)\)"
)
_SHARE = re.compile(
    r"^(?P<what>opposition recall|recall of \w+|conditions found)\s+(?P<value>[\d.]+) of (?P<n>\d+)"
)


def evaluate_positions(gold: Path, reader: Reader | None = None, *, score: Path) -> list[Figure]:
    """Precision, recall and F1 of rows, sides and stances; recall by label; conditions found.

    `gold` holds the sets (`world`, `passages`), `score` the scorers. Recall counts rows that
    both coders have, precision against what either has; F1 is of that precision and recall.
    """
    reader = reader or Reader()
    return [
        figure
        for name in SETS
        if (gold / name).is_dir()
        for figure in score_set(gold / name, reader, score / SCORER)
    ]


def evaluate_coded(gold: Path, reader: Reader | None = None, *, score: Path) -> Iterator[Figure]:
    """The same figures on the texts that our coders coded and that nothing was learnt from.

    `gold` is the folder of gold data; the bulk news of it is needed. `held` was coded once, so that
    its only coder is both; it chose thresholds. `test` was coded twice before the tagger was made,
    and used for nothing else.
    """
    reader = reader or Reader()
    for split in ("held", "dev", "test"):
        found = list(texts(gold, split))
        for kind in ("news", "passages"):
            with tempfile.TemporaryDirectory() as scratch:
                folder = Path(scratch) / f"our {kind}"
                _lay_out(folder, [(entry, text) for entry, text in found if entry.kind == kind])
                for figure in score_set(folder, reader, score / SCORER):
                    yield replace(figure, split=split)


def _lay_out(folder: Path, entries: Sequence[tuple[Coded, Text]]) -> None:
    """Write coded texts as the scorer reads them: articles, and rows by each of two coders."""
    for name in ("articles", *CODERS):
        (folder / name).mkdir(parents=True)
    for number, (entry, text) in enumerate(entries):
        name = f"t{number:03d}"  # the scorer takes a letter and digits
        day = text.published.isoformat() if text.published else None
        article = {"id": name, "date": day, "title": text.title, "text": text.text}
        _write(folder / "articles" / f"{name}.json", article)
        for coder in CODERS:
            rows = [
                {
                    "actor": row.actor,
                    "issue": row.issue,
                    "stance": row.stance,
                    "voice": row.voice,
                    "evidence": [text.words(span) for span in row.evidence],
                    "condition": text.words(row.condition) if row.condition else None,
                }
                for row in entry.rows.get(coder, entry.rows[CODERS[0]])
            ]
            _write(folder / coder / f"{name}.json", rows)


def _write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")


def score_set(folder: Path, reader: Reader, scorer: Path) -> list[Figure]:
    """The figures of one set of coded articles."""
    with tempfile.TemporaryDirectory() as scratch:
        records = Path(scratch) / "records.jsonl"
        with records.open("w", encoding="utf-8") as out:
            for record in reader.read_all(articles(folder, scorer)):
                out.write(json.dumps(record.to_dict(), ensure_ascii=False) + "\n")
        return figures_of(_run(scorer, folder, records), folder.name)


def articles(folder: Path, scorer: Path) -> Iterator[Text]:
    """The articles of a set as texts, named by their ids."""
    for line in _run(scorer, folder, "jsonl").splitlines():
        row = json.loads(line)
        yield Text.of(row["text"], name=row["id"], title=row.get("title"))


def figures_of(printed: str, data: str) -> list[Figure]:
    """What the scorer printed, as figures.

    >>> line = "side    P 0.500 R 0.400 F1 0.444   (rows both coders have 10, rows of the system 8)"
    >>> [(f.metric, f.value, f.count) for f in figures_of(line, "world")]
    [('side precision', 0.5, 8), ('side recall', 0.4, 10), ('side F1', 0.444, 10)]
    """
    found: list[Figure] = []
    for line in printed.splitlines():
        if hit := _LEVEL.match(line):
            given, wanted = int(hit["given"]), int(hit["wanted"])
            for short, name, count in (
                ("P", "precision", given),
                ("R", "recall", wanted),
                ("F1", "F1", wanted),
            ):
                metric = f"{hit['level']} {name}"
                found.append(Figure("positions", data, "given", metric, float(hit[short]), count))
        elif hit := _SHARE.match(line):
            found.append(
                Figure("positions", data, "given", hit["what"], float(hit["value"]), int(hit["n"]))
            )
    return found


def _run(scorer: Path, *arguments: object) -> str:
    if not scorer.exists():
        raise DataError("the scorer is not here", where=str(scorer), hint="--score DIR names it")
    done = subprocess.run(
        [sys.executable, str(scorer), *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or ["no reason given"]
        raise DataError(f"the scorer failed: {last[0]}", where=str(scorer))
    return done.stdout
