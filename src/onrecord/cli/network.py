"""`onrecord network`: the discourse network of issues, in the terminal or as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.asking import Day
from onrecord.cli.ledger_options import ledger_option

if TYPE_CHECKING:
    from onrecord.analyse.networks import Network

MODES = {"actors": "actor", "issues": "issue"}
TIES = 30  # shown in the terminal
QUALIFIERS = ("ignore", "congruence", "conflict", "subtract", "combine")
NORMALISATIONS = ("none", "activity", "prominence", "average_activity", "jaccard", "cosine")
DUPLICATES = ("kept", "document", "day", "week", "month", "year", "range")


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
@click.option("--without", multiple=True, metavar="NAME", help="Leave out an actor or issue.")
@click.option("--checked", is_flag=True, help="Only what people have accepted, edited or added.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write a file.")
@click.option("--format", "format_", help="csv, dl, graphml, gexf, visone.  [default: by ending]")
@click.option("--json", "as_json", is_flag=True, help="Nodes and ties, each with its statements.")
@ledger_option
def command(issues: tuple[str, ...], where: str, output: Path | None, **asked: Any) -> None:
    """Who shares issues with whom, and in agreement or not.

    \b
    onrecord network                                   # actors by actors, over everything
    onrecord network "lift the ban" --of two-mode -o ban.graphml
    onrecord network --qualifier conflict --since 2024-01-01 -o conflict.gexf

    Every tie lists the positions behind it (--json, and in the files that can carry it).
    """
    from onrecord.store.ledger import Ledger

    with Ledger.open(where, create=False) as ledger:
        made = _network(ledger, issues, asked)
    if output is not None:
        _write(made, output, asked["format_"])
    elif asked["as_json"]:
        _print_json(made)
    else:
        _show(made)
    for dropped in made.left_out:
        click.echo(f"onrecord: left out: {dropped.count} × {dropped.reason}", err=True)


def _network(ledger: Any, issues: tuple[str, ...], asked: dict[str, Any]) -> Network:
    from onrecord.analyse.coded import network_rows
    from onrecord.analyse.find import find_issue
    from onrecord.analyse.networks import Selection, one_mode, scale, two_mode
    from onrecord.store.positions import Asked

    on = [find_issue(ledger, words) for words in issues] or None
    without: dict[str, list[str]] = {"actor": [], "issue": []}
    for name in asked["without"]:
        mode, found = _either(ledger, name)
        without[mode].append(found)
    scaled = scale(asked["scale_name"])
    when = Asked(since=asked["since"], as_of=asked["until"])
    coded = network_rows(ledger, on, scale=scaled, asked=when)
    rows = coded.rows
    if asked["checked"]:
        rows = tuple(row for row in rows if row.attributes["state"] != "machine")
    common: dict[str, Any] = {
        "scale": scaled,
        "normalisation": asked["normalisation"],
        "selection": Selection(without=without, duplicates=asked["duplicates"]),
    }
    if asked["of"] == "two-mode":
        made = two_mode(rows, qualifier=asked["qualifier"] or "subtract", **common)
    else:
        qualifier = asked["qualifier"] or "congruence"
        made = one_mode(rows, of=MODES[asked["of"]], qualifier=qualifier, **common)
    return coded.named(made)


def _either(ledger: Any, name: str) -> tuple[str, str]:
    """Whether a name is an actor's or an issue's, and whose: what both have is told."""
    from onrecord.analyse.find import find_actor, find_issue
    from onrecord.errors import LedgerError

    try:
        return "actor", find_actor(ledger, name)
    except LedgerError as no_actor:
        try:
            return "issue", find_issue(ledger, name)
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


def _print_json(network: Network) -> None:
    import json

    labels = {(n.mode, n.key): n.label for n in network.nodes}
    ends = (network.modes[0], network.modes[-1])
    found = {
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
                "labels": [labels[ends[0], e.source], labels[ends[1], e.target]],
                "weight": e.weight,
                "positions": e.statements,
            }
            for e in network.edges
        ],
    }
    click.echo(json.dumps(found, ensure_ascii=False))


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
