"""Our own articles, coded by hand: how much of each coding a reading gives back.

A coded article is `NAME.txt` (the text) and `NAME.yaml` (date and expected marks, each named by
the words that carry it; a mark with `optional: true` neither helps nor hurts).

When a mark counts as right:

- actor: same name (or one name's words among the other's), kind, and country where the coding
  has one; a coded role is found when a role of that actor has its country and body, where coded,
  and shares a word of the title;
- statement: contents overlap (intersection over union of characters of at least one half), same
  kind, same speakers;
- position: same holder, same stance, evidence that shares characters with the coded evidence;
- place: same name and country; time: same words and value;
- event: same type, status and a trigger within five words, actors that share one with the coding.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.errors import DataError
from onrecord.evaluate.figures import Figure, Score, matched
from onrecord.model import Actor, Event, Position, Record, Span, Statement, Text, fold

if TYPE_CHECKING:
    from onrecord.extract.reader import Reader

LAYERS = ("actors", "roles", "statements", "positions", "events", "places", "times")
NEAR = 30  # characters a trigger may lie away from the coded word: "ruled out" against "out"


@dataclass(frozen=True, slots=True)
class CodedArticle:
    """An article and what a person coded of it."""

    text: Text
    marks: Mapping[str, Any]


def coded_articles(folder: Path) -> list[CodedArticle]:
    """The articles of a folder, by name; raises `DataError` where a coding lacks its text."""
    import yaml

    found = []
    for coding in sorted(folder.glob("*.yaml")):
        source = coding.with_suffix(".txt")
        if not source.exists():
            raise DataError("a coding without its text", where=str(coding), hint=f"add {source}")
        marks = yaml.safe_load(coding.read_text(encoding="utf-8"))
        published = marks["date"]
        if not isinstance(published, date):
            raise DataError("no date", where=str(coding), hint="date: YYYY-MM-DD")
        characters = source.read_text(encoding="utf-8")
        found.append(
            CodedArticle(Text.of(characters, name=coding.stem, published=published), marks)
        )
    return found


def score_article(record: Record, marks: Mapping[str, Any]) -> dict[str, Score]:
    """Right, given and wanted marks by layer."""
    view = _View(record)
    return {
        "actors": _actors(view, marks),
        "roles": _roles(view, marks),
        "statements": _tally(
            record.statements, marks["statements"], view.same_statement, view.near_statement
        ),
        "positions": _tally(record.positions, marks["positions"], view.same_position),
        "events": _tally(record.events, marks["events"], view.same_event),
        "places": _places(view, marks),
        "times": _tally(record.times, marks["times"], view.same_time),
    }


def split_actors(record: Record) -> list[tuple[str, str]]:
    """Pairs of persons of a record whose names are one name: an actor split in two."""
    persons = [a.name for a in record.actors if a.kind == "person"]
    return [(a, b) for i, a in enumerate(persons) for b in persons[i + 1 :] if same_name(a, b)]


def evaluate_articles(folder: Path, reader: Reader) -> list[Figure]:
    """The figures of every coded article of a folder, and over all."""
    articles = coded_articles(folder)
    records = reader.read_all(a.text for a in articles)
    return article_figures(
        (a.text.name, record, a.marks) for a, record in zip(articles, records, strict=True)
    )


def article_figures(records: Iterable[tuple[str, Record, Mapping[str, Any]]]) -> list[Figure]:
    """F1 by layer and their mean, for each article and over all."""
    total: dict[str, Score] = defaultdict(lambda: Score(0, 0, 0))
    figures = []
    for name, record, marks in records:
        scores = score_article(record, marks)
        for layer, score in scores.items():
            total[layer] += score
            figures.append(Figure("articles", name, "own", f"{layer} F1", score.f1, score.wanted))
        figures.append(_mean(name, scores))
    figures += [
        Figure("articles", "all", "own", f"{layer} F1", s.f1, s.wanted)
        for layer, s in total.items()
    ]
    return [*figures, _mean("all", total)]


def _mean(name: str, scores: Mapping[str, Score]) -> Figure:
    """The mean F1 over the seven layers that have anything to find."""
    used = [s for s in scores.values() if s.wanted]
    mean = sum(s.f1 for s in used) / len(used)
    return Figure("articles", name, "own", "mean F1", mean, sum(s.wanted for s in used))


def same_name(a: str, b: str) -> bool:
    """Whether the words of one name are among those of the other, case and accents apart.

    >>> same_name("Kallas", "Kaja Kallas"), same_name("Petr Pavel", "Petr Novak")
    (True, False)
    """
    x, y = (set(fold(n).removeprefix("the ").replace(".", "").split()) for n in (a, b))
    return bool(x and y) and (x <= y or y <= x)


def _tally(
    given: Iterable[Any],
    coded: Iterable[Mapping[str, Any]],
    same: Callable[[Any, Any], bool],
    near: Callable[[Any, Any], bool] | None = None,
) -> Score:
    """A score where optional codings neither help nor hurt."""
    items = list(given)
    wanted = [c for c in coded if not c.get("optional")]
    pairs = matched(items, wanted, same)
    right = {id(g) for g, _ in pairs}
    spare = [c for c in coded if c.get("optional")]
    rest = [g for g in items if id(g) not in right]
    forgiven = len(matched(rest, spare, near or same))
    return Score(len(pairs), len(items) - forgiven, len(wanted))


def _actors(view: _View, marks: Mapping[str, Any]) -> Score:
    spare = [{"name": n, "optional": True} for n in marks.get("optional_actors", ())]
    return _tally(view.record.actors, [*marks["actors"], *spare], view.same_actor)


def _roles(view: _View, marks: Mapping[str, Any]) -> Score:
    wanted = [(a["name"], r) for a in marks["actors"] for r in a.get("roles", ())]
    given = [(a, r) for a in view.record.actors for r in a.roles]

    def same(item: Any, coded: Any) -> bool:
        actor, role = item
        name, want = coded
        return (
            same_name(actor.name, name)
            and bool(set(fold(role.title).split()) & set(fold(want["title"]).split()))
            and want.get("country", role.country) == role.country
            and ("of" not in want or (role.of is not None and same_name(role.of, want["of"])))
        )

    return Score(len(matched(given, wanted, same)), len(given), len(wanted))


def _places(view: _View, marks: Mapping[str, Any]) -> Score:
    spare = [{"name": n, "optional": True} for n in marks.get("optional_places", ())]
    return _tally(
        view.record.places,
        [*marks["places"], *spare],
        lambda p, c: same_name(p.name, c["name"]) and c.get("country", p.country) == p.country,
    )


class _View:
    """A record with what comparing needs: names by id, characters of words."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.text = record.document.text
        self.names = {a.id: a.name for a in record.actors}
        self.place_names = {p.id: p.name for p in record.places}

    def characters(self, words: str | list[str]) -> set[int]:
        covered: set[int] = set()
        for part in [words] if isinstance(words, str) else words:
            start = self.text.find(part)
            if start < 0:
                raise DataError(f"“{part}” is not in the text", where=self.record.document.name)
            covered.update(range(start, start + len(part)))
        return covered

    def words(self, spans: Iterable[Span]) -> str:
        return " ".join(self.text[s.start : s.end] for s in spans)

    def same_actor(self, actor: Actor, coded: Mapping[str, Any]) -> bool:
        return (
            same_name(actor.name, coded["name"])
            and coded.get("kind", actor.kind) == actor.kind
            and coded.get("country", actor.country) == actor.country
        )

    def near_statement(self, s: Statement, coded: Mapping[str, Any]) -> bool:
        given = {i for span in s.content for i in range(*span)}
        return bool(given & self.characters(coded["content"]))

    def same_statement(self, s: Statement, coded: Mapping[str, Any]) -> bool:
        given = {i for span in s.content for i in range(*span)}
        wanted = self.characters(coded["content"])
        speakers = [self.names[a] for a in s.speakers]
        return (
            2 * len(given & wanted) >= len(given | wanted)
            and s.kind == coded["kind"]
            and len(speakers) == len(coded["speakers"])
            and all(any(same_name(a, b) for a in speakers) for b in coded["speakers"])
        )

    def same_position(self, p: Position, coded: Mapping[str, Any]) -> bool:
        given = {i for span in p.evidence for i in range(*span)}
        return (
            same_name(self.names[p.actor], coded["actor"])
            and p.stance == coded["stance"]
            and bool(given & self.characters(coded["evidence"]))
        )

    def same_event(self, event: Event, coded: Mapping[str, Any]) -> bool:
        given = {i for span in event.trigger for i in range(*span)}
        wanted = self.characters(coded["trigger"])
        near = min(abs(i - j) for i in given for j in wanted) <= NEAR
        actors = [self.names[a] for a in event.actors]
        named = coded.get("actors", ())
        return (
            event.type == coded["type"]
            and event.status == coded["status"]
            and near
            and (not named or any(same_name(a, b) for a in actors for b in named))
        )

    def same_time(self, when: Any, coded: Mapping[str, Any]) -> bool:
        values = {str(coded["value"]), *map(str, coded.get("also", ()))}
        words = fold(self.words([when.span]))
        return when.value in values and (
            words in fold(coded["words"]) or fold(coded["words"]) in words
        )
