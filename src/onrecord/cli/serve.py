"""`onrecord serve`: the pages of a ledger, at this machine's own address unless told otherwise."""

from __future__ import annotations

import click

from onrecord.cli.ledger_options import ledger_option

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@click.command("serve", short_help="Show a ledger in the browser, and correct it there.")
@click.option(
    "--port",
    default=8471,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="0: any that is free.",
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen at; one that others reach needs accounts.",
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="HOST",
    help="A name by which it may be asked for, as behind a proxy. May be given again.",
)
@click.option(
    "--prefix", default="", metavar="/PATH", help="The path under which a proxy serves it."
)
@click.option("--secure", is_flag=True, help="It is behind https: send cookies over nothing else.")
@click.option("--open", "open_", is_flag=True, help="Open the browser too.")
@click.option(
    "--coder",
    default=None,
    help="Whose judgements they are, without accounts.  [default: your login name]",
)
@ledger_option
def command(
    where: str,
    port: int,
    host: str,
    names: tuple[str, ...],
    prefix: str,
    secure: bool,
    coder: str | None,
    open_: bool,
) -> None:
    """Show a ledger in the browser, and correct it there.

    Only this machine is answered. For a team, make accounts (`onrecord account add`), then
    `--host 0.0.0.0 --name record.example.org`. Stop with Ctrl-C.
    """
    import getpass

    import uvicorn

    from onrecord.errors import AccountError
    from onrecord.store import accounts
    from onrecord.store.ledger import Ledger
    from onrecord.web import Settings, make_app

    prefix = "/" + prefix.strip("/") if prefix.strip("/") else ""
    with Ledger.open(where, create=False) as ledger:
        with ledger.transaction() as db:
            guarded = accounts.any_account(db)
        if host not in LOOPBACK and not guarded:
            raise AccountError(
                "everybody who reaches this address could change the ledger",
                where=host,
                hint="onrecord account add NAME --role admin",
            )
        settings = Settings(
            coder=coder or getpass.getuser(),
            prefix=prefix,
            hosts=(*Settings().hosts, *names, *(() if host in LOOPBACK or names else ("*",))),
            secure=secure,
        )
        config = uvicorn.Config(
            make_app(ledger, settings),
            host=host,
            port=port,
            log_level="warning",
            server_header=False,
        )
        listening = config.bind_socket()
        address, at = listening.getsockname()[:2]
        shown = f"[{address}]" if ":" in address else address
        click.echo(f"onrecord: http://{shown}:{at}{prefix}/ (Ctrl-C to stop)", err=True)
        if open_:
            click.launch(f"http://{shown}:{at}{prefix}/")
        uvicorn.Server(config).run(sockets=[listening])
