"""`onrecord network`: the discourse network of issues, in the terminal or as a file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.asking import Day, Moment, put_csv
from onrecord.cli.ledger_options import ledger_option

if TYPE_CHECKING:
    from onrecord.analyse.networks import Edge, Network, Window

    Windowed = tuple[Window | None, Network]
    _LengthType = click.ParamType[tuple[int, str]]
else:
    _LengthType = click.ParamType

TIE = ("first", "last", "from", "to", "from name", "to name", "weight", "positions")
MODES = {"actors": "actor", "issues": "issue"}
TIES = 30  # shown in the terminal
QUALIFIERS = ("ignore", "congruence", "conflict", "subtract", "combine")
NORMALISATIONS = ("none", "activity", "prominence", "average_activity", "jaccard", "cosine")
DUPLICATES = ("kept", "document", "day", "week", "month", "year", "range")


class Length(_LengthType):
    """A number of days or months, given as 30d or 3m."""

    name = "length"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, str]:
        """The number and its unit; anything else is misuse."""
        found = re.fullmatch(r"([1-9]\d{0,4})([dm])", value)
        if found is None:
            self.fail(f"“{value}” is no length of time; write it as 30d or 3m", param, ctx)
        return int(found[1]), {"d": "day", "m": "month"}[found[2]]


@click.command("network", short_help="The discourse network of issues: shown, or as a file.")
@click.argument("issues", nargs=-1, metavar="[ISSUE]...")
@click.option(
    "--of",
    type=click.Choice(["two-mode", *MODES]),
    default="actors",
    show_default=True,
    help="Actors by actors, issues by issues, or actors by issues.",
)
@click.option(
    "--qualifier",
    type=click.Choice(QUALIFIERS),
    help="What a tie means.  [default: congruence; of two-mode: subtract]",
)
@click.option(
    "--normalisation",
    type=click.Choice(NORMALISATIONS),
    default="none",
    show_default=True,
    help="docs/networks.md has the formulas.",
)
@click.option(
    "--duplicates",
    type=click.Choice(DUPLICATES),
    default="document",
    show_default=True,
    help="Of positions that say the same: all, or one a document, day, …",
)
@click.option(
    "--scale",
    "scale_name",
    type=click.Choice(("binary", "graded")),
    default="graded",
    show_default=True,
    help="Stances as for and against, or as five steps.",
)
@click.option("--since", type=Day(), help="From this day on.")
@click.option("--until", type=Day(), help="Up to this day.")
@click.option(
    "--known-by", type=Moment(), metavar="DATE|MOMENT", help="Only what the ledger had by then."
)
@click.option(
    "--window",
    type=Length(),
    metavar="LENGTH",
    help="One network a window of so many days (30d) or months (3m); empty ones are left out.",
)
@click.option(
    "--step", type=Length(), metavar="LENGTH", help="How far on each window begins.  [its length]"
)
@click.option("--without", multiple=True, metavar="NAME", help="Leave out an actor or issue.")
@click.option("--checked", is_flag=True, help="Only what people have accepted, edited or added.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write a file.")
@click.option("--format", "format_", help="csv, dl, graphml, gexf, visone.  [default: by ending]")
@click.option("--csv", "form", flag_value="csv", help="The ties, as CSV.")
@click.option("--json", "form", flag_value="json", help="Nodes and ties, each with its statements.")
@ledger_option
def command(
    issues: tuple[str, ...], where: str, output: Path | None, form: str | None, **asked: Any
) -> None:
    """Who shares issues with whom, and in agreement or not.

    \b
    onrecord network                                   # actors by actors, over everything
    onrecord network "lift the ban" --of two-mode -o ban.graphml
    onrecord network --qualifier conflict --since 2024-01-01 -o conflict.gexf
    onrecord network --window 3m --step 1m -o ban.gexf # ban.2024-01-01.gexf, ban.2024-02-01.gexf …

    Every tie lists the positions behind it (--json, --csv, and in the files that can carry it).
    """
    from onrecord.store.ledger import Ledger

    if asked["step"] and (asked["window"] or (0, ""))[1] != asked["step"][1]:
        raise click.UsageError("--step goes with a --window of the same unit")
    with Ledger.open(where, create=False) as ledger:
        made = _networks(ledger, issues, asked)
    if output is not None:
        for window, network in made:
            _write(network, _file(output, window), asked["format_"])
    elif form == "json":
        _print_json(made)
    elif form == "csv":
        put_csv(TIE, (row for window, network in made for row in _ties(window, network)))
    elif asked["window"]:
        _show_windows(made)
    else:
        _show(made[0][1])
    if not asked["window"]:
        for dropped in made[0][1].left_out:
            click.echo(f"onrecord: left out: {dropped.count} × {dropped.reason}", err=True)


def _file(output: Path, window: Window | None) -> Path:
    """The file of a window: with its first day before the ending."""
    return output if window is None else output.with_suffix(f".{window.first}{output.suffix}")


def _networks(ledger: Any, issues: tuple[str, ...], asked: dict[str, Any]) -> list[Windowed]:
    """The network that is asked for, or one for each window."""
    from onrecord.analyse.coded import network_rows
    from onrecord.analyse.find import find_issue
    from onrecord.analyse.networks import Selection, one_mode, scale, sliding, two_mode
    from onrecord.store.positions import Asked

    known_by = asked["known_by"]
    on = [find_issue(ledger, words, known_by) for words in issues] or None
    without: dict[str, list[str]] = {"actor": [], "issue": []}
    for name in asked["without"]:
        mode, found = _either(ledger, name, known_by)
        without[mode].append(found)
    scaled = scale(asked["scale_name"])
    when = Asked(since=asked["since"], as_of=asked["until"], known_by=known_by)
    coded = network_rows(ledger, on, scale=scaled, asked=when)
    rows = coded.rows
    if asked["checked"]:
        rows = tuple(row for row in rows if row.attributes["state"] != "machine")
    days = [row.day for row in rows if row.day is not None]
    windows: tuple[Window | None, ...] = (None,)
    if asked["window"]:
        length, unit = asked["window"]
        step = asked["step"][0] if asked["step"] else None
        windows = sliding(min(days), max(days), length, step=step, unit=unit) if days else ()
    networks: list[Windowed] = []
    for window in windows:
        if window is not None and not any(day in window for day in days):
            continue  # one old day among many new ones would make hundreds of empty windows
        selection = Selection(window=window, without=without, duplicates=asked["duplicates"])
        common: dict[str, Any] = {"scale": scaled, "normalisation": asked["normalisation"]}
        common["selection"] = selection
        if asked["of"] == "two-mode":
            made = two_mode(rows, qualifier=asked["qualifier"] or "subtract", **common)
        else:
            qualifier = asked["qualifier"] or "congruence"
            made = one_mode(rows, of=MODES[asked["of"]], qualifier=qualifier, **common)
        networks.append((window, coded.named(made)))
    return networks


def _either(ledger: Any, name: str, known_by: str | None) -> tuple[str, str]:
    """Whether a name is an actor's or an issue's, and whose: what both have is told."""
    from onrecord.analyse.find import find_actor, find_issue
    from onrecord.errors import LedgerError

    try:
        return "actor", find_actor(ledger, name, known_by)
    except LedgerError as no_actor:
        try:
            return "issue", find_issue(ledger, name, known_by)
        except LedgerError:
            if "fit" in no_actor.what:  # several actors are meant: better said than “no issue”
                raise no_actor from None
            what = f"“{name}”: no such actor or issue"
            raise LedgerError(what, hint="onrecord issues") from None


def _write(network: Network, output: Path, format_: str | None) -> None:
    from onrecord.exchange.networks import write_network

    carried = write_network(network, output, format=format_)
    click.echo(
        f"onrecord: {output}: {carried.nodes} nodes, {carried.edges} ties ({carried.format})",
        err=True,
    )
    for loss in carried.lost:
        click.echo(f"onrecord: not carried: {loss}", err=True)


def _print_json(made: Sequence[Windowed]) -> None:
    """The network; of windows a list, each with its first and last day."""
    import json

    found = [_plain(window, network) for window, network in made]
    alone = len(made) == 1 and made[0][0] is None
    click.echo(json.dumps(found[0] if alone else found, ensure_ascii=False))


def _plain(window: Window | None, network: Network) -> dict[str, Any]:
    return {
        **({} if window is None else {"window": [str(window.first), str(window.last)]}),
        "modes": network.modes,
        "settings": dict(network.settings),
        "nodes": [
            {
                "mode": n.mode,
                "id": n.key,
                "label": n.label,
                "statements": n.statements,
                **n.attributes,
            }
            for n in network.nodes
        ],
        "ties": [
            {
                "source": e.source,
                "target": e.target,
                "labels": _labels(network, e),
                "weight": e.weight,
                "positions": e.statements,
            }
            for e in network.edges
        ],
    }


def _labels(network: Network, edge: Edge) -> tuple[str, str]:
    """What the two ends of a tie are called."""
    names = {(n.mode, n.key): n.label for n in network.nodes}
    return names[network.modes[0], edge.source], names[network.modes[-1], edge.target]


def _ties(window: Window | None, network: Network) -> Iterator[tuple[object, ...]]:
    """One row a tie."""
    first, last = (window.first, window.last) if window else (None, None)
    for e in network.edges:
        ids = "; ".join(e.statements)
        yield first, last, e.source, e.target, *_labels(network, e), e.weight, ids


def _show_windows(made: Sequence[Windowed]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for column in ("from", "to", "nodes", "ties", "positions", "strongest tie"):
        table.add_column(column, justify="left" if column in ("from", "to") else "right")
    for window, network in made:
        best = max(network.edges, key=lambda e: (abs(e.weight), e.source), default=None)
        positions = {id for edge in network.edges for id in edge.statements}
        cells = [len(network.nodes), len(network.edges), len(positions)]
        table.add_row(
            *((str(window.first), str(window.last)) if window else ("", "")),
            *(f"{n:,}" for n in cells),
            " – ".join(_labels(network, best)) if best else "",
        )
    Console(highlight=False).print(table)


def _show(network: Network) -> None:
    from rich.console import Console
    from rich.table import Table

    from onrecord.analyse.networks import centralities, communities

    console = Console(highlight=False)
    settings = ", ".join(f"{k} {v}" for k, v in network.settings.items() if v)
    console.print(f"{len(network.nodes)} nodes, {len(network.edges)} ties ({settings})")
    if not network.edges:
        return
    labels = {(n.mode, n.key): n.label for n in network.nodes}
    ends = (network.modes[0], network.modes[-1])
    ties = Table(box=None, pad_edge=False)
    ties.add_column("from")
    ties.add_column("to")
    ties.add_column("weight", justify="right")
    ties.add_column("positions", justify="right")
    strongest = sorted(network.edges, key=lambda e: (-abs(e.weight), e.source, e.target))
    for edge in strongest[:TIES]:
        ties.add_row(
            labels[ends[0], edge.source],
            labels[ends[1], edge.target],
            f"{edge.weight:.2f}".rstrip("0").rstrip("."),
            str(len(edge.statements)),
        )
    console.print(ties)
    if len(strongest) > TIES:
        console.print(f"and {len(strongest) - TIES} weaker ties (--json, or -o FILE)", style="dim")
    found = centralities(network, ("degree", "strength"))
    groups = communities(network).groups()
    nodes = Table(box=None, pad_edge=False)
    for column in ("node", "degree", "strength", "community", "statements"):
        nodes.add_column(column, justify="left" if column == "node" else "right")
    strength = found.values["strength"]
    for node in sorted(network.nodes, key=lambda n: (-strength[n], n.label))[:TIES]:
        nodes.add_row(
            node.label,
            f"{found.values['degree'][node]:g}",
            f"{strength[node]:.2f}".rstrip("0").rstrip("."),
            str(groups[node] + 1),
            str(node.statements),
        )
    console.print()
    console.print(nodes)
