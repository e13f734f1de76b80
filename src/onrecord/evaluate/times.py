"""Time expressions against TimeML gold (TimeBank, AQUAINT and others): spans, types, values.

The metrics are those of TempEval-3 (UzZaman et al. 2013): an expression is found where its
characters overlap one of the gold (relaxed) or are the same (strict); type and value F1 count
the relaxed matches that also agree in that attribute. White space around spans is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from onrecord.dates import find_times
from onrecord.errors import DataError, MissingInput
from onrecord.evaluate.figures import Figure, Score
from onrecord.extract.reader import Reader
from onrecord.model import Span, Text

TASK = "times"
Timed = tuple[Span, str, str | None]
"""Span, TIMEX3 type and value."""
Finder = Callable[[str, date | None], list[Timed]]


@dataclass(frozen=True, slots=True)
class TimeMLDocument:
    """One gold document: its text, day, and time expressions in order."""

    name: str
    text: str
    published: date | None
    times: tuple[Timed, ...]


def read_timeml(path: Path) -> TimeMLDocument:
    """One `.tml` file; raises `DataError` where it is no TimeML."""
    try:
        root = ElementTree.parse(path).getroot()
    except ElementTree.ParseError as error:
        raise DataError(f"this is no XML: {error}", where=path.name) from error
    body = root.find("TEXT")
    if body is None:
        raise DataError("there is no TEXT element", where=path.name)
    created = root.find("DCT/TIMEX3")
    day = (created.get("value") or "")[:10] if created is not None else ""
    published = date.fromisoformat(day) if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else None
    pieces: list[str] = []
    times: list[Timed] = []
    _collect(body, pieces, times)
    return TimeMLDocument(path.stem, "".join(pieces), published, tuple(times))


def _collect(element: ElementTree.Element, pieces: list[str], times: list[Timed]) -> None:
    start = sum(map(len, pieces))
    pieces.append(element.text or "")
    for child in element:
        _collect(child, pieces, times)
        pieces.append(child.tail or "")
    if element.tag == "TIMEX3":
        words = "".join(pieces)[start:]
        left = start + len(words) - len(words.lstrip())
        right = start + len(words.rstrip())
        if left < right:
            times.append((Span(left, right), element.get("type") or "", element.get("value")))


def score_times(pairs: Iterable[tuple[list[Timed], list[Timed]]]) -> dict[str, Score]:
    """Scores by metric (`strict`, `relaxed`, `type`, `value`) of given against wanted times.

    >>> gold = [(Span(0, 9), "DATE", "2017")]
    >>> scores = score_times([([(Span(4, 9), "DATE", "2016")], gold)])
    >>> [f"{name} {score.f1:.0f}" for name, score in scores.items()]
    ['strict 0', 'relaxed 1', 'type 1', 'value 0']
    """
    totals = {name: Score(0, 0, 0) for name in ("strict", "relaxed", "type", "value")}
    for given, wanted in pairs:
        matches = list(relaxed_matches(given, wanted))
        right = {
            "strict": sum(a[0] == b[0] for a, b in matches),
            "relaxed": len(matches),
            "type": sum(a[1] == b[1] for a, b in matches),
            "value": sum(a[2] == b[2] for a, b in matches),
        }
        for name, count in right.items():
            totals[name] += Score(count, len(given), len(wanted))
    return totals


def relaxed_matches(given: list[Timed], wanted: list[Timed]) -> Iterator[tuple[Timed, Timed]]:
    """Pairs that overlap, one to one: identical spans first, then in text order."""
    exact = {b[0]: b for b in wanted}
    left = [a for a in given if a[0] not in exact]
    taken = {a[0] for a in given if a[0] in exact}
    yield from ((a, exact[a[0]]) for a in given if a[0] in exact)
    for a in left:
        for b in wanted:
            if b[0] not in taken and a[0].overlaps(b[0]):
                taken.add(b[0])
                yield a, b
                break


def evaluate_times(gold: Path, reader: Reader | None = None) -> list[Figure]:
    """Figures on TimeBank and AQUAINT in `gold` (a folder with `TimeBank` and `AQUAINT`).

    Every second TimeBank file, by name, is `held`: what the grammar was not tuned on. Without
    a reader the dates room is measured alone, without the parse.
    """
    figures: list[Figure] = []
    for data, split, paths in splits(gold):
        documents = [read_timeml(path) for path in paths]
        scores = score_times(
            (list(_found(document, reader)), list(document.times)) for document in documents
        )
        for metric, score in scores.items():
            figures += score.figures(TASK, data, split, metric)
    return figures


def splits(gold: Path) -> Iterator[tuple[str, str, list[Path]]]:
    """Data set, split and files; raises `MissingInput` where none are there."""
    timebank, aquaint = (
        sorted(p for p in gold.glob(f"{name}/*.tml") if not p.name.startswith("."))
        for name in ("TimeBank", "AQUAINT")
    )
    if not timebank and not aquaint:
        raise MissingInput(
            "no TimeML files", where=gold.name, hint="the folder that holds TimeBank and AQUAINT"
        )
    yield "TimeBank", "tuned", timebank[::2]
    yield "TimeBank", "held", timebank[1::2]
    yield "AQUAINT", "all", aquaint


def _found(document: TimeMLDocument, reader: Reader | None) -> Iterator[Timed]:
    if reader is None:
        for time in find_times(document.text, document.published):
            yield time.span, time.type, time.value
        return
    text = Text.of(document.text, published=document.published)
    for when in next(reader.drafts([text])).times:
        yield when.span, when.type, when.value
