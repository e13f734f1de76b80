"""`onrecord setup`: make ready what the first reading would else make."""

from __future__ import annotations

import click


@click.command("setup", short_help="Build the gazetteer now rather than on the first reading.")
def command() -> None:
    """Build the gazetteer now rather than on the first reading.

    Takes some ten seconds, once a version, and no network. It lies in the cache folder of the
    user, or in the folder that ONRECORD_CACHE names.
    """
    from rich.console import Console

    from onrecord.places import gazetteer_path, open_gazetteer

    console = Console(stderr=True)
    with console.status("gazetteer") as status:
        open_gazetteer(progress=lambda part: status.update(f"gazetteer: {part}"))
    console.print(f"ready: {gazetteer_path()}", highlight=False)
