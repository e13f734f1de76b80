"""`onrecord codebook`: a codebook of the user's own, checked or drafted."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from onrecord.issues.drafting import Finding
    from onrecord.issues.judge import Judge
    from onrecord.model import Record


@click.group("codebook", short_help="Check a codebook of issues, or draft one.")
def command() -> None:
    """A codebook is a TOML or YAML file of the issues you look for; see docs/codebook.md.

    \b
    onrecord codebook suggest records.jsonl > issues.toml
    onrecord codebook check issues.toml records.jsonl
    """


@command.command("check", short_help="Say what overlaps, never matches or contradicts.")
@click.argument("codebook", metavar="FILE", type=click.Path(path_type=Path))
@click.argument("records", metavar="[RECORDS.jsonl]", required=False)
def check(codebook: Path, records: str | None) -> None:
    """Say what overlaps, never matches or contradicts itself in the codebook FILE.

    With RECORDS.jsonl (what read --json wrote, or - for standard input) also which issues no
    label matches, which labels fit several, and how often each issue was coded.

    The findings are printed one a line, with tabs: kind, issues, what. The exit code is 1 where
    something contradicts.
    """
    from onrecord.issues.codebook import read_codebook
    from onrecord.issues.coding import Coder
    from onrecord.issues.drafting import look_over, try_out

    book = read_codebook(codebook)
    compare = judge()
    findings = list(look_over(book, compare))
    lines = []
    if records is not None:
        more, counts = try_out(book, Coder(book, compare), _labels(_records(records)))
        findings += more
        lines = [f"{n}\t{id or 'uncoded'}" for id, n in counts.most_common() if n]
    for finding in findings:
        click.echo("\t".join((finding.kind, ", ".join(finding.issues), finding.what)))
    for line in lines:
        click.echo(f"coded\t{line}")
    _sum_up(len(book.entries), findings)
    if any(f.kind == "contradicts" for f in findings):
        sys.exit(1)


@command.command("suggest", short_help="Draft a codebook from what was read.")
@click.argument("records", metavar="RECORDS.jsonl")
@click.option(
    "--least",
    type=click.IntRange(min=1),
    default=2,
    show_default=True,
    help="Leave out issues on which fewer positions were read.",
)
@click.option(
    "--most",
    type=click.IntRange(min=1),
    default=50,
    show_default=True,
    help="How many issues to give at most, the most frequent ones.",
)
def suggest(records: str, least: int, most: int) -> None:
    """Draft a codebook (TOML, on standard output) from RECORDS.jsonl, - for standard input.

    Labels of the same act are one issue, titled by the most frequent; acts that undo one another
    are named as opposites. Meant to be read and changed by you.
    """
    from onrecord.issues.clusters import IssueIndex
    from onrecord.issues.drafting import as_toml, draft

    counted = {label: n for label, (n, _) in _labels(_records(records)).items()}
    drafted = draft(counted, IssueIndex(judge()), least=least, most=most)
    if not drafted:
        click.echo(f"onrecord: no issue was read {least} times; --least 1 takes all", err=True)
        return
    click.echo(as_toml(drafted), nl=False)
    covered = sum(n for _, n in drafted)
    click.echo(
        f"onrecord: {len(drafted)} issues, {covered} of {sum(counted.values())} positions",
        err=True,
    )


def judge() -> Judge:
    """What compares labels, with the encoder and the words of countries."""
    from onrecord.actors.territories import territories
    from onrecord.issues import Judge, country_words
    from onrecord.issues.encoder import MiniLM

    forms = (
        (t.code, (*t.names, *t.adjectives, *t.people, *t.seats)) for t in territories().values()
    )
    return Judge(MiniLM(), country_words(forms))


def _records(path: str) -> Iterator[Record]:
    from onrecord.errors import MissingInput
    from onrecord.exchange.json import decode_all

    if path == "-":
        yield from decode_all(sys.stdin.buffer)
        return
    try:
        with Path(path).open("rb") as stream:
            yield from decode_all(stream, name=path)
    except OSError as error:
        raise MissingInput(
            f"the records cannot be read: {error.strerror}",
            where=path,
            hint="a file that onrecord read --json wrote",
        ) from error


def _labels(records: Iterable[Record]) -> dict[str, tuple[int, str]]:
    """Each label with the number of its positions, and the words that first named it."""
    found: dict[str, tuple[int, str]] = {}
    for record in records:
        held = [p.issue for p in record.positions]
        for issue in record.issues:
            number, words = found.get(issue.label, (0, ""))
            if not words and issue.mentions:
                words = record.document.words(*issue.mentions[0])
            found[issue.label] = (number + held.count(issue.id), words)
    return found


def _sum_up(issues: int, findings: list[Finding]) -> None:
    kinds = ("contradicts", "overlaps", "never matches")
    told = ", ".join(f"{sum(f.kind == kind for f in findings)} {kind}" for kind in kinds)
    click.echo(f"onrecord: {issues} issues: {told}", err=True)
