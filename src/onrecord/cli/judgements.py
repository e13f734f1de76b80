"""`onrecord judgements`: human work out of a ledger and into it, as lines of sorted JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TextIO

import click

from onrecord.cli.ledger_options import ledger_option, limit_option

LONG = 64  # characters of a value in the log


@click.group("judgements", short_help="What people decided: log, dump, load.")
def command() -> None:
    """What people decided: log, dump, load."""


@command.command("dump")
@click.option("--coder", help="Of one coder only.")
@click.option("-o", "--output", type=click.File("w", encoding="utf-8", lazy=True), default="-")
@ledger_option
def write(coder: str | None, output: TextIO, where: str) -> None:
    """Every judgement as a line of JSON, sorted, so that version control shows what is new."""
    from onrecord.review.dump import dump
    from onrecord.store.ledger import Ledger

    with Ledger.open(where, create=False) as ledger:
        for line in dump(ledger, coder=coder):
            output.write(line)


@command.command("load")
@click.argument("files", nargs=-1, required=True, type=click.Path(allow_dash=True))
@ledger_option
@click.pass_context
def read(context: click.Context, files: tuple[str, ...], where: str) -> None:
    """Load dumps into a ledger, which is made where there is none.

    What is known changes nothing; what is on texts not here waits for them.
    """
    from onrecord.errors import MissingInput, UndecodableInput
    from onrecord.review.dump import load
    from onrecord.store.ledger import Ledger

    failed = False
    with Ledger.open(where) as ledger:
        for file in files:
            try:
                with click.open_file(file, encoding="utf-8") as lines:
                    found = load(ledger, lines, where=file)
            except OSError as error:
                raise MissingInput(
                    error.strerror or "cannot be read", where=file, hint="check the path"
                ) from error
            except UnicodeDecodeError as error:
                raise UndecodableInput("not UTF-8", where=file, hint="is it a dump?") from error
            click.echo(f"onrecord: {file}: {found.new} new, {found.known} known", err=True)
            for told in found.failed:
                failed = True
                click.echo(f"onrecord: {told}", err=True)
    if failed:
        context.exit(1)


@command.command("log")
@click.option("--coder", help="Of one coder only.")
@limit_option(30, "Judgements")
@ledger_option
def log(coder: str | None, limit: int, where: str) -> None:
    """The last judgements, the newest first, one a line: what can be undone.

    With tabs: when, the judgement's id, coder, verb, layer, mark, what that is, what was said.
    """
    from onrecord.store import judgements
    from onrecord.store.ledger import Ledger

    with Ledger.open(where, create=False) as ledger, ledger.transaction() as db:
        for j in judgements.newest(db, coder, limit=limit):
            said = [_short(_named(j.snapshot))] if j.snapshot else []
            said += [f"{k}={_short(v)}" for k, v in j.value.items()]
            said += [f"“{_short(j.why)}”"] if j.why else []
            said += [j.undoes] if j.undoes else []
            click.echo(
                "\t".join([j.judged[:19], j.id, _short(j.coder), j.verb, j.layer, j.mark, *said])
            )


def _named(snapshot: Mapping[str, Any]) -> str:
    """What a mark is, in words: who on what, or its name."""
    holder, issue = (snapshot.get(name) or {} for name in ("actor", "issue"))
    if holder and issue:
        return f"{holder.get('name')}: {snapshot.get('stance')}: {issue.get('label')}"
    people = snapshot.get("speakers") or snapshot.get("actors") or ()
    names = ", ".join(str(one.get("name")) for one in people)
    plain = ("name", "label", "type", "kind")
    return names or str(next((snapshot[n] for n in plain if snapshot.get(n)), "text"))


def _short(value: object) -> str:
    """A value on one line, cut where it is long; control characters are shown, not sent."""
    from onrecord.report.views import shown

    if isinstance(value, dict):
        value = value.get("name") or value.get("label") or value.get("id") or value
    words = " ".join(shown(str(value)).split())
    return words if len(words) <= LONG else words[: LONG - 1] + "…"
