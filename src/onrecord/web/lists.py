"""The lists of issues and of actors: sorted, filtered, page by page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from onrecord.model import fold, kinds
from onrecord.store.ledger import Ledger
from onrecord.store.web_lists import ActorLine, IssueLine, actor_lines, issue_lines
from onrecord.web.asked import Ask
from onrecord.web.kept import kept
from onrecord.web.pages import page

SIZE = 50
L = TypeVar("L", IssueLine, ActorLine)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a list: which, of how many, with how many rows in all."""

    number: int
    pages: int
    rows: int


@dataclass(frozen=True, slots=True)
class IssuesPage:
    """Issues whose labels have all the words of `q`.

    `hidden` counts those left out because their labels say too little to be one act in two texts;
    `vague` says that they are shown too.
    """

    issues: tuple[IssueLine, ...]
    sheet: Sheet
    q: str
    sort: str
    sorts: tuple[str, ...]
    vague: bool
    hidden: int


@dataclass(frozen=True, slots=True)
class ActorsPage:
    """Actors in whose names all the words of `q` occur, of a kind."""

    actors: tuple[ActorLine, ...]
    sheet: Sheet
    q: str
    kind: str
    kinds: tuple[str, ...]
    sort: str
    sorts: tuple[str, ...]


def every_issue(ledger: Ledger) -> list[IssueLine]:
    """Every issue in a line, by id."""

    def make() -> list[IssueLine]:
        with ledger.transaction() as db:
            return issue_lines(db)

    return kept(ledger, "issues", make)


def every_actor(ledger: Ledger) -> list[ActorLine]:
    """Every actor who is on record in a line, by id."""

    def make() -> list[ActorLine]:
        with ledger.transaction() as db:
            return actor_lines(db)

    return kept(ledger, "actors", make)


def matching(lines: Sequence[L], words: str) -> list[L]:
    """The lines in whose name, or other names, all of the words occur."""
    wanted = fold(words).split()
    return [line for line in lines if all(word in line.folded for word in wanted)]


def _newest_first(last: str | None) -> str:
    """A key that sorts later days first, those without a day last."""
    return "".join(chr(0x10FFFF - ord(c)) for c in last or "0")


_ISSUES: dict[str, Callable[[IssueLine], Any]] = {
    "positions": lambda line: (-line.positions, line.id),
    "actors": lambda line: (-line.actors, -line.positions, line.id),
    "newest": lambda line: (_newest_first(line.last), -line.positions, line.id),
    "divided": lambda line: (-_divided(line), -line.positions, line.id),
    "name": lambda line: (fold(line.label), line.id),
}
_ACTORS: dict[str, Callable[[ActorLine], Any]] = {
    "positions": lambda line: (-line.positions, -line.statements, line.id),
    "statements": lambda line: (-line.statements, -line.positions, line.id),
    "issues": lambda line: (-line.issues, -line.positions, line.id),
    "newest": lambda line: (_newest_first(line.last), -line.positions, line.id),
    "name": lambda line: (fold(line.name), line.id),
}


@page("/issues", "issues.html")
def issues(
    ask: Ask, q: str = "", sort: str = "positions", sheet: int = 1, vague: bool = False
) -> IssuesPage:
    """Issues with how many positions of which stance there are on each, fifty a page."""
    sort = sort if sort in _ISSUES else "positions"
    fitting = matching(every_issue(ask.ledger), q)
    found = sorted((i for i in fitting if vague or not i.vague), key=_ISSUES[sort])
    at = _sheet(sheet, len(found))
    hidden = len(fitting) - len(found)
    return IssuesPage(tuple(_of(at, found)), at, q, sort, tuple(_ISSUES), vague, hidden)


@page("/actors", "actors.html")
def actors(
    ask: Ask, q: str = "", kind: str = "", sort: str = "positions", sheet: int = 1
) -> ActorsPage:
    """Actors with how much is on record of each, fifty a page."""
    sort = sort if sort in _ACTORS else "positions"
    found = matching(every_actor(ask.ledger), q)
    if kind:
        found = [line for line in found if line.kind == kind]
    found.sort(key=_ACTORS[sort])
    at = _sheet(sheet, len(found))
    every = tuple(kinds("actor_kind"))
    return ActorsPage(tuple(_of(at, found)), at, q, kind, every, sort, tuple(_ACTORS))


def _divided(line: IssueLine) -> float:
    """How evenly both sides are held, times how often: the smaller side's positions."""
    sides = [kind.side for kind in kinds("stance").values()]
    pro = sum(n for n, side in zip(line.stances, sides, strict=True) if side == "+")
    contra = sum(n for n, side in zip(line.stances, sides, strict=True) if side == "-")
    return min(pro, contra)


def _sheet(asked: int, rows: int) -> Sheet:
    pages = max(1, -(-rows // SIZE))
    return Sheet(min(max(1, asked), pages), pages, rows)


def _of(sheet: Sheet, rows: Sequence[L]) -> Sequence[L]:
    return rows[(sheet.number - 1) * SIZE : sheet.number * SIZE]
