"""Reader for PolNeAR (Newell et al. 2018): political news with attributions as brat stand-off.

Below the folder given lie `data/SPLIT/text/ID.txt` and `data/SPLIT/attributions/ID_ANNOTATOR.ann`.
An attribution is an event line that ties text-bound spans of the roles source, cue and content;
a span may be broken ("12 20;31 40"). Offsets are code points of the text file as it is on disk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import DataError, MissingInput
from onrecord.model import Span, Spans, check_span

SPLITS = ("train", "dev", "test")
ROLES = ("source", "cue", "content")

_EVENT_ID = re.compile(r"E\d+")
_SPAN_ID = re.compile(r"T\d+")
_NUMBER = re.compile(r"\d+$")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Gold spans of one attribution, each role in text order; source and cue may be empty."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a split with the attributions of one annotator."""

    id: str
    text: str
    attributions: tuple[Attribution, ...]
    annotator: str

    @property
    def publisher(self) -> str:
        """The outlet, which the id begins with ("nyt", "politico" …)."""
        return self.id.split("_")[0]


def read_split(root: Path, split: str, *, annotator: str | None = None) -> Iterator[Article]:
    """The articles of a split in order of their ids.

    Where several people annotated an article, `annotator` is taken if that one did, else the
    one with the smallest name. Raises `MissingInput` where the split is not there and
    `DataError` where a file breaks the format.
    """
    for id, marks in annotated(root, split).items():
        path = marks.get(annotator or "") or marks[min(marks)]
        text = read_text(root, split, id)
        who = path.stem.rsplit("_", 1)[1]
        yield Article(id, text, read_attributions(path, text), who)


def annotated(root: Path, split: str) -> dict[str, dict[str, Path]]:
    """Article id → annotator → file, ids in order."""
    folder = root / "data" / split / "attributions"
    if not folder.is_dir():
        raise MissingInput(
            f"no split “{split}” of PolNeAR", where=str(folder), hint="the folder that holds data/"
        )
    found: dict[str, dict[str, Path]] = {}
    for path in sorted(folder.glob("*.ann")):
        id, _, who = path.stem.rpartition("_")
        found.setdefault(id, {})[who] = path
    return dict(sorted(found.items()))


def read_text(root: Path, split: str, id: str) -> str:
    """The characters of an article, line ends as they are on disk (offsets count them)."""
    return (root / "data" / split / "text" / f"{id}.txt").read_bytes().decode("utf-8")


def read_attributions(path: Path, text: str) -> tuple[Attribution, ...]:
    """The attributions of one .ann file, in text order of their contents.

    Events without a content (stray triggers) are left out.
    """
    spans: dict[str, list[Span]] = {}
    events: list[list[str]] = []
    for line in path.read_bytes().decode("utf-8").split("\n"):
        id, *rest = line.split("\t")
        if rest and _SPAN_ID.fullmatch(id):
            spans[id] = _offsets(rest[0], text, path)
        elif rest and _EVENT_ID.fullmatch(id):
            events.append(rest[0].split())
    found = [_attribution(event, spans, path) for event in events]
    return tuple(
        sorted((a for a in found if a.content), key=lambda a: (a.content, a.cue, a.source))
    )


def _offsets(field: str, text: str, path: Path) -> list[Span]:
    """`Content 12 20;31 40` → its spans."""
    try:
        pairs = [tuple(map(int, pair.split())) for pair in field.split(" ", 1)[1].split(";")]
        return [check_span(text, start, end, what=f"span of {path.name}") for start, end in pairs]
    except (ValueError, IndexError) as error:
        raise DataError(f"no span: {field!r}", where=str(path)) from error


def _attribution(event: list[str], spans: dict[str, list[Span]], path: Path) -> Attribution:
    """`Attribution:T4 Content:T3 Content2:T9 Cue:T2 Source:T1` → its spans by role."""
    roles: dict[str, list[Span]] = {role: [] for role in ROLES}
    for part in event:
        name, _, id = part.partition(":")
        role = _NUMBER.sub("", name).lower()
        if role in roles:
            if id not in spans:
                raise DataError(f"an event names {id}, which is not there", where=str(path))
            roles[role] += spans[id]
    return Attribution(*(tuple(sorted(set(roles[role]))) for role in ROLES))
