"""Coreference against GUM (Zeldes 2017; news and interviews) and GAP (Webster et al. 2018).

GUM: for each third-person pronoun, and each definite description, of a person, organisation or
place that was named before: is the last mention we link it to one of the same entity? GAP: a
pronoun and two names, each of which it means or not.
"""

from __future__ import annotations

import csv
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.errors import DataError, MissingInput
from onrecord.evaluate.figures import Figure, Score
from onrecord.evaluate.roles import Reads
from onrecord.model import Actor, Span

KINDS = frozenset({"person", "organization", "place"})
_DEFINITE = re.compile(r"(?:the|this|that)\b", re.IGNORECASE)
_PRONOUN = re.compile(
    r"(?:he|him|his|himself|she|her|hers|herself|it|its|itself|they|them|their|theirs|themselves)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A mention of the gold: where, of which entity, and its form."""

    span: Span
    entity: str
    kind: str
    form: str


@dataclass
class GumDocument:
    """A GUM document: its text (paragraphs on lines) and mentions in text order."""

    id: str
    text: str = ""
    mentions: list[GoldMention] = field(default_factory=list)


def read_gum(folder: Path) -> Iterator[GumDocument]:
    """The documents of a folder of CoNLL-U files, by name; raises `MissingInput`."""
    files = sorted(folder.glob("*.conllu"))
    if not files:
        raise MissingInput("no CoNLL-U files", where=str(folder), hint="GUM's folder dep/")
    for path in files:
        yield _gum_document(path)


@dataclass(slots=True)
class _Word:
    start: int
    end: int
    upos: str


def _gum_document(path: Path) -> GumDocument:
    document = GumDocument(path.stem)
    words: list[_Word] = []
    marks: list[str] = []
    text = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newpar") and "newpar_block" not in line and text:
            text = text.rstrip() + "\n"
        if not line or line.startswith("#"):
            continue
        row = line.split("\t")
        if len(row) != 10:
            raise DataError("no CoNLL-U row", where=str(path))
        if "-" in row[0] or "." in row[0]:
            continue
        words.append(_Word(len(text), len(text) + len(row[1]), row[3]))
        text += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")
        misc = dict(part.split("=", 1) for part in row[9].split("|") if "=" in part)
        marks.append(misc.get("Entity", ""))
    document.text = text
    document.mentions = _mentions(words, marks)
    return document


def _mentions(words: list[_Word], marks: list[str]) -> list[GoldMention]:
    """Entities opened "(1-person-…" and closed "1)", at the words they begin and end on."""
    opened: dict[str, list[tuple[int, str]]] = {}
    found: list[GoldMention] = []
    stack: list[str] = []
    for i, mark in enumerate(marks):
        for piece in re.findall(r"\([^()]*|[^()]*\)", mark):
            if piece.startswith("("):
                entity, kind, *_ = piece[1:].split("-")
                opened.setdefault(entity, []).append((i, kind))
                stack.append(entity)
            else:
                entity = piece[:-1] or stack[-1]
                entity = entity if opened.get(entity) else stack[-1]
                first, kind = opened[entity].pop()
                stack.reverse()
                stack.remove(entity)
                stack.reverse()
                found.append(_gold(words, first, i, entity, kind))
    return sorted(found, key=lambda m: (m.span.start, -m.span.end))


def _gold(words: list[_Word], first: int, last: int, entity: str, kind: str) -> GoldMention:
    tags = [w.upos for w in words[first : last + 1]]
    form = "nominal"
    if tags == ["PRON"] or tags == ["DET"]:
        form = "pronoun"
    elif "PROPN" in tags and "NOUN" not in tags:
        form = "name"
    return GoldMention(Span(words[first].start, words[last].end), entity, kind, form)


def score_gum(document: GumDocument, actors: tuple[Actor, ...]) -> dict[str, Score]:
    """Right, given and wanted links by form (`pronoun`, `nominal`)."""
    ours = sorted((m.span, k) for k, a in enumerate(actors) for m in a.mentions)
    linked = {
        form: sorted(
            (m.span, k) for k, a in enumerate(actors) for m in a.mentions if m.form == form
        )
        for form in ("pronoun", "nominal")
    }
    before: dict[int, list[Span]] = {}
    for span, k in ours:
        before.setdefault(k, []).append(span)
    scores = {"pronoun": Score(0, 0, 0), "nominal": Score(0, 0, 0)}
    named: set[str] = set()
    for m in document.mentions:
        if m.form == "name":
            named.add(m.entity)
            continue
        if m.kind not in KINDS or m.entity not in named:
            continue
        if m.form == "nominal" and not _DEFINITE.match(document.text, m.span.start):
            continue
        if m.form == "pronoun" and not _PRONOUN.fullmatch(document.text[m.span.start : m.span.end]):
            continue
        mine = _ours_at(m, linked[m.form])
        right = 0
        if mine is not None:
            span, k = mine
            earlier = [s for s in before[k] if s.end <= span.start]
            right = int(bool(earlier) and _entity_at(document, earlier[-1]) == m.entity)
        scores[m.form] += Score(right, int(mine is not None), 1)
    return scores


def _ours_at(m: GoldMention, ours: list[tuple[Span, int]]) -> tuple[Span, int] | None:
    """Our mention that is the gold one: the same characters, articles and what follows aside."""
    i = bisect_left(ours, m.span.start, key=lambda row: row[0].start)
    for span, k in ours[max(0, i - 1) : i + 2]:
        same_start = abs(span.start - m.span.start) <= 4 and span.start >= m.span.start - 4
        if same_start and m.span.covers(span) and (m.form != "pronoun" or span == m.span):
            return span, k
    return None


def _entity_at(document: GumDocument, span: Span) -> str | None:
    """The entity of the smallest gold mention that covers the span."""
    over = [m for m in document.mentions if m.span.covers(span)]
    return min(over, key=lambda m: m.span.end - m.span.start).entity if over else None


@dataclass(frozen=True, slots=True)
class GapRow:
    """A GAP snippet: a pronoun and two names, with whether it means each."""

    id: str
    text: str
    pronoun: Span
    names: tuple[Span, Span]
    means: tuple[bool, bool]


def read_gap(path: Path) -> Iterator[GapRow]:
    """The rows of a GAP file; raises `MissingInput` or `DataError`."""
    if not path.is_file():
        raise MissingInput("no GAP file", where=str(path), hint="gap-development.tsv")
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            try:
                yield GapRow(
                    row["ID"],
                    row["Text"],
                    _at(row["Pronoun-offset"], row["Pronoun"]),
                    (_at(row["A-offset"], row["A"]), _at(row["B-offset"], row["B"])),
                    (row["A-coref"] == "TRUE", row["B-coref"] == "TRUE"),
                )
            except (KeyError, ValueError) as error:
                raise DataError(f"no GAP row: {error}", where=str(path)) from error


def _at(offset: str, name: str) -> Span:
    return Span(int(offset), int(offset) + len(name))


def score_gap(row: GapRow, actors: tuple[Actor, ...]) -> tuple[Score, int]:
    """Links of the pronoun to the names (right, given, wanted), and decisions right of two."""
    meant = [a for a in actors if any(m.span.overlaps(row.pronoun) for m in a.mentions)]
    said = [
        any(m.span.overlaps(name) for a in meant for m in a.mentions if m.form == "name")
        for name in row.names
    ]
    pairs = list(zip(said, row.means, strict=True))
    right = sum(s and t for s, t in pairs)
    return Score(right, sum(said), sum(row.means)), sum(s == t for s, t in pairs)


def evaluate_coreference(gold: Path, reader: Reads | None = None) -> list[Figure]:
    """Figures on `gold/gum/dep` and `gold/gap-development.tsv`, as far as they are there."""
    if reader is None:
        from onrecord.extract.reader import Reader

        reader = Reader()
    figures: list[Figure] = []
    documents = list(read_gum(gold / "gum" / "dep"))
    total = {"pronoun": Score(0, 0, 0), "nominal": Score(0, 0, 0)}
    for document, record in zip(documents, reader.read_all(d.text for d in documents), strict=True):
        for form, score in score_gum(document, record.actors).items():
            total[form] += score
    for form, score in total.items():
        figures += score.figures("coreference", "GUM", "train", f"{form} antecedent")
    rows = list(read_gap(gold / "gap-development.tsv"))
    links, right = Score(0, 0, 0), 0
    for row, record in zip(rows, reader.read_all(r.text for r in rows), strict=True):
        score, count = score_gap(row, record.actors)
        links += score
        right += count
    figures += links.figures("coreference", "GAP", "development", "pronoun to name")
    figures.append(
        Figure(
            "coreference",
            "GAP",
            "development",
            "decision accuracy",
            right / (2 * len(rows)),
            2 * len(rows),
        )
    )
    return figures
