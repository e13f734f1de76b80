"""`onrecord said`: full text over what was said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from onrecord.cli.asking import Day, Moment, answer_options
from onrecord.cli.ledger_options import limit_option

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text as Line

    from onrecord.analyse import Found, Said

HEADINGS = (
    *("day", "speakers", "kind", "voice", "cue", "words", "state", "confidence", "sources"),
    *("publisher", "title", "url", "text", "statement"),
)
WIDEST = 400  # characters of a statement shown around the words found


@click.command("said", short_help="Search what was said.")
@click.argument("words", nargs=-1, required=True, metavar="WORDS…")
@click.option("--speaker", metavar="ACTOR", help="Said by this actor.")
@click.option("--outlet", metavar="NAME", help="In a text of this outlet.")
@click.option("--since", type=Day(), metavar="DATE", help="On that day or later.")
@click.option("--until", type=Day(), metavar="DATE", help="On that day or earlier.")
@click.option("--kind", type=click.Choice(["direct", "indirect", "mixed"]), help="How quoted.")
@click.option(
    "--state",
    type=click.Choice(["machine", "accepted", "edited", "added", "rejected"]),
    help="Who decided that it was said.",
)
@click.option(
    "--known-by", type=Moment(), metavar="DATE|MOMENT", help="Only what the ledger had by then."
)
@click.option("--ranked", is_flag=True, help="The best match first, not the newest.")
@limit_option(20, "Statements")
@answer_options
def command(
    words: tuple[str, ...],
    speaker: str | None,
    outlet: str | None,
    since: str | None,
    until: str | None,
    kind: str | None,
    state: str | None,
    known_by: str | None,
    ranked: bool,
    limit: int,
    where: str,
    form: str | None,
) -> None:
    """Search what was said: all the WORDS, in any of their forms, the newest first.

    A “phrase” in quotation marks is found as it stands; -WORD must not occur (put -- before it).
    """
    from onrecord.analyse import find_actor, search_said
    from onrecord.cli.asking import opened, put
    from onrecord.store.search import Narrow

    asked = " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)
    with opened(where) as ledger:
        actor = find_actor(ledger, speaker, known_by) if speaker else None
        narrow = Narrow(actor, outlet, since, until, kind, state, known_by)
        found = search_said(ledger, asked, narrow, ranked=ranked, limit=limit)
    put(found, form, lambda: report(found), HEADINGS, lambda: rows(found))


def rows(said: Said) -> Iterator[tuple[object, ...]]:
    """One row a statement."""
    for found in said.found:
        s = found.statement
        speakers = "; ".join(s.names) or s.source_words
        yield (
            *(s.day, speakers, s.kind, s.voice, s.cue_words, s.words, s.state, s.confidence),
            *(s.sources, s.publisher, s.title, s.url, s.text, s.id),
        )


def report(said: Said) -> RenderableType:
    """The statements for people, the words found standing out."""
    from rich.console import Group
    from rich.table import Table

    from onrecord.cli.asking import cited, counted, line

    if not said.found:
        return line("Nobody said that, as far as is on record.", "dim")
    table = Table.grid(expand=True, padding=(0, 2, 1, 0), collapse_padding=False)
    table.add_column(ratio=2, overflow="fold")
    table.add_column(ratio=7, overflow="fold")
    for found in said.found:
        s = found.statement
        named = line(", ".join(s.names), "bold") if s.names else line(s.source_words, "dim")
        about = (s.day or "no date", s.kind, s.publisher, s.title, s.state, s.confidence, s.sources)
        table.add_row(named, _words(found).append("\n").append_text(cited(*about)))
    more = "more than " if said.more else ""
    foot = f"{len(said.found)} shown; {more}{counted(said.matching, 'statement')} with these words"
    return Group(table, line(foot, "dim"))


def _words(found: Found) -> Line:
    """The words of a statement, around those found where it is long."""
    from onrecord.cli.asking import line

    words = found.statement.words
    start = 0
    if len(words) > WIDEST and found.marked:
        start = max(0, found.marked[0][0] - WIDEST // 3)
    end = min(len(words), start + WIDEST)
    shown = line("… " if start else "")
    at = start
    for first, last in found.marked:
        if start <= first and last <= end:
            shown.append_text(line(words[at:first])).append_text(line(words[first:last], "bold"))
            at = last
    return shown.append_text(line(words[at:end])).append(" …" if end < len(words) else "")
