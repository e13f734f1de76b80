"""`onrecord issues --alike`: pairs of issues that may be one act, and how to merge them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from onrecord.cli.asking import line, listed

if TYPE_CHECKING:
    from rich.console import RenderableType

    from onrecord.analyse.alike import Alike

HEADINGS = (
    *("likeness", "cosine", "issue", "label", "positions"),
    *("other", "other label", "other positions", "holders of both"),
)
HOLDERS = 3  # names shown of those who stand on both


def rows(found: Sequence[Alike]) -> Iterator[tuple[object, ...]]:
    """One row a pair, the busier issue first."""
    for pair in found:
        yield (
            *(pair.likeness, pair.cosine),
            *(pair.first.id, pair.first.label, pair.first.positions),
            *(pair.second.id, pair.second.label, pair.second.positions),
            "; ".join(pair.holders),
        )


def report(found: Sequence[Alike]) -> RenderableType:
    """The pairs for people, with the line that merges the first of them."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Group
    from rich.table import Table

    if not found:
        return line("No two issues are alike.", "dim")
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 2, 0, 0), expand=True)
    table.add_column("issue, and what may be the same", ratio=1, overflow="fold")
    table.add_column("positions", justify="right")
    table.add_column("id", no_wrap=True)
    for pair in found:
        label = line(pair.first.label, "bold").append("\n").append_text(line(pair.second.label))
        about = f"likeness {pair.likeness:.2f}"
        if pair.holders:
            about += f" · both of {listed(pair.holders, HOLDERS)}"
        label.append("\n").append_text(line(about, "dim"))
        counts = line(f"{pair.first.positions:,}").append("\n")
        table.add_row(
            label,
            counts.append(f"{pair.second.positions:,}"),
            line(pair.first.id, "dim").append("\n").append(pair.second.id),
        )
    best = found[0]
    merge = f"onrecord judge merge {best.second.id} into={best.first.id}"
    return Group(table, line(f"To merge: {merge}", "dim"))
