"""The discourse network around an issue: who shares issues with whom, each tie with its words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from fastapi import Depends, Response

from onrecord.analyse.coded import network_rows
from onrecord.analyse.networks import Edge, Network, Selection, one_mode, scale, two_mode
from onrecord.errors import LedgerError, OnrecordError
from onrecord.exchange.networks import formats, network_text
from onrecord.model import PositionRow
from onrecord.store import positions
from onrecord.store.ledger import Ledger
from onrecord.store.positions import Asked
from onrecord.store.web_issue import also_on, days_of
from onrecord.web.asked import Ask
from onrecord.web.guard import needs
from onrecord.web.issue import a_day, attached, named
from onrecord.web.kept import kept
from onrecord.web.pages import page, router

OF = {"issues": "actors and the issues they speak of", "actors": "actors who agree or differ"}
ACTORS, ISSUES = 36, 10  # that are drawn: beyond that nobody sees anything in a picture
ROWS = 1_500  # newest positions of the issue that are looked at
TIES = {"issues": 200, "actors": 80}
GRADED = scale("graded")
# Set by looking at drawn networks, not tuned on data.


@dataclass(frozen=True, slots=True)
class Dot:
    """A node: an actor (with its kind and country) or an issue. `positions` counts its own."""

    id: str
    mode: str
    name: str
    kind: str | None
    country: str | None
    positions: int


@dataclass(frozen=True, slots=True)
class Tie:
    """Two nodes. `says`: a stance between an actor and an issue; agree or differ of two actors.

    `weight` is Σ of levels from −2 to 2, or agreement less disagreement (docs/networks.md);
    `names` are what people call the two; `positions` how many lie behind it.
    """

    source: str
    target: str
    names: tuple[str, str]
    weight: float
    says: str
    positions: int


@dataclass(frozen=True, slots=True)
class NetworkPage:
    """A network around an issue. `since` is set where only the newest positions were looked at;
    `hidden` counts actors and ties that are not drawn."""

    issue: str
    label: str
    of: str
    choices: dict[str, str]
    formats: tuple[str, ...]
    as_of: str | None
    since: str | None
    dots: tuple[Dot, ...]
    ties: tuple[Tie, ...]
    hidden_actors: int
    hidden_ties: int


@dataclass(frozen=True, slots=True)
class TiePage:
    """The positions behind a tie, the newest first."""

    issue: str
    label: str
    names: tuple[str, str]
    says: str
    weight: float
    rows: tuple[PositionRow, ...]


@dataclass(frozen=True, slots=True)
class _Made:
    network: Network
    since: str | None
    hidden: int


@page("/issues/{id}/network", "network.html")
def network(ask: Ask, id: str, of: str = "issues", as_of: str | None = None) -> NetworkPage:
    """The discourse network around an issue: nodes, ties, and what each tie says."""
    now, label = named(ask.ledger, id)
    made = _made(ask.ledger, now, of, a_day(as_of))
    drawn, mode = made.network, made.network.modes
    strongest = sorted(drawn.edges, key=lambda e: (-abs(e.weight), e.source, e.target))
    names = {(n.mode, n.key): n.label for n in drawn.nodes}
    ties = tuple(
        Tie(
            e.source,
            e.target,
            (names[mode[0], e.source], names[mode[-1], e.target]),
            round(e.weight, 3),
            _says(drawn, e),
            len(e.statements),
        )
        for e in strongest[: TIES[of]]
    )
    tied = {end for tie in ties for end in (tie.source, tie.target)}
    dots = tuple(
        Dot(n.key, n.mode, n.label, n.attributes.get("kind"), n.attributes.get("country"), count)
        for n in drawn.nodes
        for count in (n.statements,)
        if n.key in tied or n.key == now
    )
    return NetworkPage(
        issue=now,
        label=label,
        of=of,
        choices=OF,
        formats=tuple(formats()),
        as_of=a_day(as_of),
        since=made.since,
        dots=dots,
        ties=ties,
        hidden_actors=made.hidden,
        hidden_ties=max(0, len(strongest) - TIES[of]),
    )


@page("/issues/{id}/tie", "tie.html")
def tie(
    ask: Ask, id: str, one: str, other: str, of: str = "issues", as_of: str | None = None
) -> TiePage:
    """The positions behind one tie of the network around an issue."""
    now, label = named(ask.ledger, id)
    drawn = _made(ask.ledger, now, of, a_day(as_of)).network
    edge = drawn.edge(one, other)
    if edge is None:
        raise LedgerError("no such tie", where=f"{one} and {other}", hint="load the network again")
    ids = [*edge.statements, *(d for s in edge.statements for d in drawn.doubles.get(s, ()))]
    with ask.ledger.transaction() as db:
        rows = positions.by_ids(db, ids)
    names = {(n.mode, n.key): n.label for n in drawn.nodes}
    return TiePage(
        now,
        label,
        (names[drawn.modes[0], edge.source], names[drawn.modes[-1], edge.target]),
        _says(drawn, edge),
        round(edge.weight, 3),
        tuple(sorted(rows, key=lambda row: (row.day or "", row.id), reverse=True)),
    )


@router.get("/issues/{id}/network.{format}", dependencies=[Depends(needs("reader"))])
def network_file(
    ask: Ask, id: str, format: str, of: str = "issues", as_of: str | None = None
) -> Response:
    """The network around an issue as a file: graphml, gexf, csv, dl, visone."""
    now, _ = named(ask.ledger, id)
    words, _ = network_text(_made(ask.ledger, now, of, a_day(as_of)).network, format)
    ending = {"visone": "visone.graphml"}.get(format, format)
    kind = "application/xml" if ending.endswith(("ml", "gexf")) else "text/plain; charset=utf-8"
    return attached(words, kind, f"{now}-{of}.{ending}")


def _says(network: Network, edge: Edge) -> str:
    """A tie in a word: the mean stance of an actor on an issue, or whether two actors agree."""
    if not network.two_mode:
        return "agree" if edge.weight > 0 else "differ"
    levels = [row.level for row in edge.rows if row.level is not None]
    mean = sum(levels) / len(levels)
    return min(GRADED.stances, key=lambda stance: (abs(GRADED.stances[stance] - mean), stance))


def _made(ledger: Ledger, issue: str, of: str, as_of: str | None) -> _Made:
    if of not in OF:
        raise OnrecordError("no such network", where=of, hint=", ".join(OF))
    return kept(
        ledger,
        ("network", issue, of, as_of),
        lambda: _make(ledger, issue, of, as_of),
        about=lambda _: [issue],
    )


def _make(ledger: Ledger, issue: str, of: str, as_of: str | None) -> _Made:
    with ledger.transaction() as db:
        since = _since([(d.day, d.positions) for d in days_of(db, issue)], as_of)
    asked = Asked(since=since, as_of=as_of)
    own = network_rows(ledger, [issue], scale=GRADED, asked=asked)
    speak = Counter(row.actor for row in own.rows)
    first = sorted(speak, key=lambda actor: (-speak[actor], actor))[:ACTORS]
    with ledger.transaction() as db:
        others = also_on(db, first, issue, since=since, limit=ISSUES)
    coded = network_rows(ledger, [issue, *others], scale=GRADED, asked=asked, by=first)
    selection = Selection(duplicates="document")
    make = two_mode if of == "issues" else one_mode
    made = make(coded.rows, scale=GRADED, qualifier="subtract", selection=selection)
    if made.two_mode:  # undecided actors stand at 0, and are there all the same
        made = replace(made, edges=tuple(sorted((*made.edges, *made.cancelled), key=_ends)))
    return _Made(coded.named(made), since, len(speak) - len(first))


def _ends(edge: Edge) -> tuple[str, str]:
    return edge.source, edge.target


def _since(days: list[tuple[str, int]], as_of: str | None) -> str | None:
    """The first day that is looked at, so that there are no more than so many positions."""
    total = 0
    for day, count in reversed(days):
        if as_of is not None and day > as_of:
            continue
        total += count
        if total > ROWS:
            return day
    return None
