"""`onrecord account`: who may come in to a served ledger, and as what."""

from __future__ import annotations

from typing import TextIO

import click

from onrecord.cli.ledger_options import ledger_option

ROLES = ("reader", "coder", "editor", "admin")
PASSWORD = click.option(
    "--password-file",
    type=click.File("r"),
    help="Read the password from a file (- is standard input).  [default: asked for]",
)


@click.group("account", short_help="Who may come in to a served ledger, and as what.")
def command() -> None:
    """Who may come in to a served ledger, and as what.

    From the first account on everybody has to log in. A reader looks; a coder judges; an editor
    merges and splits actors and issues too; an admin also lets people in.
    """


@command.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), default="coder", show_default=True)
@PASSWORD
@ledger_option
def add(name: str, role: str, password_file: TextIO | None, where: str) -> None:
    """Let somebody in."""
    from onrecord.store import accounts
    from onrecord.store.ledger import Ledger
    from onrecord.web.guard import hashed

    secret = hashed(_password(password_file))
    with Ledger.open(where, create=False) as ledger, ledger.transaction(write=True) as db:
        accounts.open_account(db, name, secret, role, ledger.now())


@command.command("change")
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES))
@click.option("--password", "new", is_flag=True, help="Give it a new password.")
@PASSWORD
@ledger_option
def change(
    name: str, role: str | None, new: bool, password_file: TextIO | None, where: str
) -> None:
    """Give an account another role or password; it is logged out everywhere."""
    from onrecord.store import accounts
    from onrecord.store.ledger import Ledger
    from onrecord.web.guard import hashed

    if not role and not new and not password_file:
        raise click.UsageError("give --role or --password")
    secret = hashed(_password(password_file)) if new or password_file else None
    with Ledger.open(where, create=False) as ledger, ledger.transaction(write=True) as db:
        accounts.change_account(db, name, password=secret, role=role)


@command.command("close")
@click.argument("name")
@ledger_option
def close(name: str, where: str) -> None:
    """Shut an account. What it has judged stays."""
    from onrecord.store import accounts
    from onrecord.store.ledger import Ledger

    with Ledger.open(where, create=False) as ledger, ledger.transaction(write=True) as db:
        accounts.close_account(db, name, ledger.now())


@command.command("list")
@ledger_option
def show(where: str) -> None:
    """Every account, with its role."""
    from onrecord.store import accounts
    from onrecord.store.ledger import Ledger

    with Ledger.open(where, create=False) as ledger, ledger.transaction() as db:
        for account in accounts.accounts(db):
            click.echo(f"{account.name}\t{account.role}{' (closed)' if account.closed else ''}")


def _password(file: TextIO | None) -> str:
    if file is not None:
        return file.read().rstrip("\r\n")
    asked: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return asked
