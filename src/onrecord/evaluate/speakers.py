"""Speakers of statements in world news of 2017, labelled by hand before any tuning on them.

`speakers.jsonl`, one article a line, holds ids, offsets (code points, end exclusive), names and a
hash of the text; the articles themselves are no part of the project. Sample: for each of nine
outlets `random.Random(7).sample(rows, 12)` over its rows in file order, of which the first four to
seven, as many as bring each outlet near its share; an article is read from its start to `read_to`
(the end of the sentence that reaches 3,500 characters) and every statement there is labelled:
words attributed by a cue of saying, a nested one on its own; attitudes are not.

Of each statement:

- `content`, its spans, and `kind`;
- `form`, how the statement mentions its speaker: `name`, `pronoun`, `nominal`, or `elsewhere`
  where the sentence does not mention it (turns of an interview, quotes that go on);
- `status`: `named` with `speakers`, a list of speakers of which each is a list of names that will
  do; `unnamed` ("a diplomat"); `none` where there is no source at all;
- `body`: the names of the body that a spokesperson, a document or unnamed persons speak for.

A statement is found where the contents, in letters and digits, overlap by at least one half
(intersection over union), the best pairs first and one to one. Of those found the speaker is:

- `right`: all labelled speakers are there and no other; of a spokesperson, the body will do;
- `absent`: no speaker is given, or part of a joint one;
- `wrong`: somebody is given whom the label does not name. Where the label has no named speaker
  that is any actor with a name other than the body's; a described group ("Lithuanian officials")
  is no name.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from onrecord.errors import DataError, MissingInput
from onrecord.evaluate.articles import same_name
from onrecord.evaluate.figures import Figure
from onrecord.evaluate.roles import Reads
from onrecord.model import Actor, Record, Statement, Text

OVERLAP = 0.5  # of contents, intersection over union: what the project's other scores ask
FORMS = ("name", "pronoun", "nominal", "elsewhere")
_TASK, _DATA, _SPLIT = "speakers", "world news 2017", "hand-labelled"

Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """A labelled statement: `speakers` and `body` list for each speaker the names that will do."""

    content: tuple[tuple[int, int], ...]
    kind: str
    form: str
    status: str
    speakers: tuple[Names, ...] = ()
    body: Names = ()


@dataclass(frozen=True, slots=True)
class LabelledArticle:
    """The labels of one article, read up to a character; `sha256` is that of its UTF-8 text."""

    article: str
    outlet: str
    sha256: str
    read_to: int
    statements: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A label and the reader's statement for it: `missed`, `right`, `absent` or `wrong`."""

    article: str
    label: Label
    statement: Statement | None
    given: tuple[str, ...]
    outcome: str


@cache
def labelled_articles() -> tuple[LabelledArticle, ...]:
    """The labels, in the order they were sampled.

    >>> sum(len(a.statements) for a in labelled_articles()) >= 300
    True
    """
    rows = files("onrecord.evaluate").joinpath("speakers.jsonl").read_text(encoding="utf-8")
    return tuple(_labelled(json.loads(row)) for row in rows.splitlines())


def _labelled(row: dict[str, Any]) -> LabelledArticle:
    labels = (
        Label(
            content=tuple((start, end) for start, end in s["content"]),
            kind=s["kind"],
            form=s["form"],
            status=s["status"],
            speakers=tuple(tuple(names) for names in s.get("speakers", ())),
            body=tuple(s.get("body", ())),
        )
        for s in row["statements"]
    )
    return LabelledArticle(
        row["article"], row["outlet"], row["sha256"], row["read_to"], tuple(labels)
    )


def evaluate_speakers(gold_bulk: Path, reader: Reads | None) -> list[Figure]:
    """Statements found and their speakers, by how the text mentions them.

    `gold_bulk` is the file of articles (JSON lines with `id`, `date` and `text`) or its folder.
    Raises `MissingInput` and `DataError` where an article is not there or is another text.
    """
    if reader is None:
        from onrecord.extract.reader import Reader

        reader = Reader()
    return speaker_figures(compare(gold_bulk, reader))


def compare(gold_bulk: Path, reader: Reads) -> list[Verdict]:
    """What the reader makes of each label, in order."""
    articles = labelled_articles()
    texts = list(_texts(gold_bulk, articles))
    records = reader.read_all(texts)
    return [v for a, r in zip(articles, records, strict=True) for v in judge(a, r)]


def _texts(gold_bulk: Path, articles: Sequence[LabelledArticle]) -> Iterator[Text]:
    path = gold_bulk / "world_news_2017.jsonl" if gold_bulk.is_dir() else gold_bulk
    if not path.is_file():
        raise MissingInput("no articles", where=str(path), hint="the gold's folder bulk/")
    wanted = {a.article for a in articles}
    rows: dict[str, dict[str, Any]] = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["id"] in wanted:
                rows[row["id"]] = row
    for a in articles:
        if a.article not in rows:
            raise DataError(f"article {a.article} is not there", where=str(path))
        row = rows[a.article]
        if sha256(row["text"].encode()).hexdigest() != a.sha256:
            problem = f"article {a.article} is not the text that was labelled"
            raise DataError(problem, where=str(path), hint="the labels hold for that text alone")
        published = date.fromisoformat(row["date"])
        yield Text.of(row["text"], name=a.article, published=published)


def judge(article: LabelledArticle, record: Record) -> list[Verdict]:
    """The verdicts on the labels of one article."""
    actors = {a.id: a for a in record.actors}
    found = _pairs(article.statements, record.statements, record.document.text)
    verdicts = []
    for k, label in enumerate(article.statements):
        statement = found.get(k)
        given = [actors[i] for i in statement.speakers] if statement else []
        outcome = _outcome(label, given) if statement else "missed"
        names = tuple(a.name for a in given)
        verdicts.append(Verdict(article.article, label, statement, names, outcome))
    return verdicts


def _pairs(
    labels: Sequence[Label], statements: Sequence[Statement], text: str
) -> dict[int, Statement]:
    """Labels (by position) and statements whose contents overlap, best first, one to one."""
    wanted = [_characters(label.content, text) for label in labels]
    given = [_characters(s.content, text) for s in statements]
    scored = []
    for k, ours in enumerate(wanted):
        for j, theirs in enumerate(given):
            shared = len(ours & theirs)
            share = shared / (len(ours) + len(theirs) - shared) if shared else 0.0
            if share >= OVERLAP:
                scored.append((-share, k, j))
    pairs: dict[int, Statement] = {}
    used: set[int] = set()
    for _, k, j in sorted(scored):
        if k not in pairs and j not in used:
            pairs[k] = statements[j]
            used.add(j)
    return pairs


def _characters(spans: Iterable[tuple[int, int]], text: str) -> set[int]:
    return {i for start, end in spans for i in range(start, end) if text[i].isalnum()}


def _outcome(label: Label, given: Sequence[Actor]) -> str:
    accepted = [*label.speakers, label.body]
    if label.status != "named":
        named = [
            a for a in given if a.kind != "group" and any(m.form == "name" for m in a.mentions)
        ]
        return "right" if all(_one_of(label.body, a.name) for a in named) else "wrong"
    if not given:
        return "absent"
    if not all(any(_one_of(names, a.name) for names in accepted) for a in given):
        return "wrong"
    if label.body:
        return "right"
    there = all(any(_one_of(names, a.name) for a in given) for names in label.speakers)
    return "right" if there else "absent"


def _one_of(names: Names, name: str) -> bool:
    return any(same_name(name, other) for other in names)


def speaker_figures(verdicts: Sequence[Verdict]) -> list[Figure]:
    """Found, right (over found and over all) by form; unnamed kept unnamed; wrong names."""
    named = [v for v in verdicts if v.label.status == "named"]
    unnamed = [v for v in verdicts if v.label.status != "named"]
    figures = [_share("statements found", verdicts, lambda v: v.outcome != "missed")]
    for form in ("all", *FORMS):
        these = [v for v in named if form in ("all", v.label.form)]
        found = [v for v in these if v.outcome != "missed"]
        figures += [
            _share(f"named speaker right, of found, {form}", found, _right),
            _share(f"named speaker right, of all, {form}", these, _right),
        ]
    found = [v for v in verdicts if v.outcome != "missed"]
    of_named = [v for v in named if v.outcome != "missed"]
    of_unnamed = [v for v in unnamed if v.outcome != "missed"]
    given = [v for v in found if v.given]
    return [
        *figures,
        _share("unnamed kept unnamed", of_unnamed, _right),
        _share("no speaker though one is named", of_named, _absent),
        _share("wrong name, of found", found, _wrong),
        _share("wrong name, of found with a speaker given", given, _wrong),
    ]


def _right(v: Verdict) -> bool:
    return v.outcome == "right"


def _wrong(v: Verdict) -> bool:
    return v.outcome == "wrong"


def _absent(v: Verdict) -> bool:
    return v.outcome == "absent"


def _share(metric: str, items: Sequence[Verdict], holds: Callable[[Verdict], bool]) -> Figure:
    value = sum(map(holds, items)) / len(items) if items else 0.0
    return Figure(_TASK, _DATA, _SPLIT, metric, value, len(items))
