"""`onrecord judge`: accept, reject, edit, merge, split, comment, undo, from the terminal."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.ledger_options import coder_option, ledger_option

if TYPE_CHECKING:
    from onrecord.store.ledger import Ledger

_ID = re.compile("[a-z][0-9a-f]{16}")
_NAMING = {
    "actor": "actor",
    "issue": "issue",
    "opposite": "issue",
    "speakers": "actor",
    "addressees": "actor",
    "actors": "actor",
    "recipients": "actor",
}  # field → what it names, so that a person may write a name for an id
LAYERS = ("position", "statement", "event", "actor", "issue", "text")


@click.command("judge", short_help="Accept, reject, edit, add, merge, split, comment, undo.")
@click.argument("verb")
@click.argument("mark", required=False, default="")
@click.argument("values", nargs=-1, metavar="[FIELD=VALUE]...")
@click.option("--layer", type=click.Choice(LAYERS), help="What it is.  [default: by its id]")
@click.option("--actor", help="With --issue: the position that decides where this actor stands.")
@click.option("--issue", help="With --actor: on which issue.")
@click.option("--why", help="A reason, kept with it.")
@coder_option
@ledger_option
def command(
    verb: str,
    mark: str,
    values: tuple[str, ...],
    layer: str | None,
    actor: str | None,
    issue: str | None,
    why: str | None,
    coder: str,
    where: str,
) -> None:
    """Judge a mark by its id (shown by --json of the asking commands, and by the pages).

    \b
    onrecord judge accept p0123456789abcdef
    onrecord judge edit p0123456789abcdef stance=open
    onrecord judge edit --actor "Anders Holt" --issue trawling stance=open
    onrecord judge merge "ban trawling" --layer issue into="ban bottom trawling"
    onrecord judge split a0123456789abcdef texts='["…"]' into='{"name": "Jane Roe"}'
    onrecord judge undo

    VALUE is JSON, or plain words. Actors and issues may be given by name. `undo` without an id
    undoes your last judgement. Judging appends; nothing is overwritten.
    """
    from onrecord.review.judge import judge, undo
    from onrecord.store.ledger import Ledger

    with Ledger.open(where, create=False) as ledger:
        if verb == "undo":
            made = undo(ledger, coder, mark or None)
            click.echo(f"{made.id}\tundo\t{made.layer}\t{made.mark}\t{made.undoes}")
            return
        if actor and issue:
            if mark:  # there is no id, so that this is the first FIELD=VALUE
                values = (mark, *values)
            mark = _deciding(ledger, actor, issue)
        if not mark and verb != "add":
            raise click.UsageError("the id of a mark is missing")
        of = layer or _layer(mark)
        given = _values(values)
        if of in ("actor", "issue"):
            mark = _named(ledger, of, mark)
        for name, kind in (("into", of), *_NAMING.items()):
            if name in given:
                given[name] = _resolved(ledger, kind, given[name])
        made = judge(ledger, of, mark, verb, given, coder=coder, why=why)
    click.echo(f"{made.id}\t{made.verb}\t{made.layer}\t{made.mark}")


def _deciding(ledger: Ledger, actor: str, issue: str) -> str:
    """The position that decides where an actor stands on an issue."""
    from onrecord.analyse.boards import board
    from onrecord.analyse.find import find_actor, find_issue
    from onrecord.errors import LedgerError

    who = find_actor(ledger, actor)
    for column in board(ledger, find_issue(ledger, issue), limit=None).columns:
        for entry in column.entries:
            if entry.standing.actor == who:
                return entry.standing.chosen.id
    raise LedgerError(f"{actor} has no position on it", where=issue, hint="onrecord stand ISSUE")


def _named(ledger: Ledger, layer: str, words: str) -> str:
    """An id as it is, a name as the id of whom or what it names."""
    from onrecord.analyse.find import find_actor, find_issue

    if _ID.fullmatch(words):
        return words
    return (find_actor if layer == "actor" else find_issue)(ledger, words)


def _resolved(ledger: Ledger, layer: str, value: Any) -> Any:
    """The same with ids for names; what is described rather than named stays as it is."""
    if isinstance(value, str):
        return _named(ledger, layer, value)
    if isinstance(value, list):
        return [_resolved(ledger, layer, one) for one in value]
    return value


def _layer(mark: str) -> str:
    """What a mark is, by the first letter of its id."""
    if not mark:
        raise click.UsageError("what is added has no id yet: give --layer")
    first = {name[0]: name for name in LAYERS if name != "text"}
    if len(mark) == 64:
        return "text"
    if not _ID.fullmatch(mark) or mark[:1] not in first:
        raise click.UsageError(f"“{mark}” is no id: give --layer")
    return first[mark[0]]


def _values(pairs: tuple[str, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise click.UsageError(f"“{pair}” is no FIELD=VALUE")
        try:
            found[name] = json.loads(value)
        except ValueError:
            found[name] = value
    return found
