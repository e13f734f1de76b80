"""A network to a file, or to text, in one of the formats."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import TextIO

from onrecord.analyse.networks import Network
from onrecord.errors import OnrecordError
from onrecord.exchange.networks.formats import format_of, formats
from onrecord.exchange.networks.gexf import write_gexf
from onrecord.exchange.networks.graphml import write_graphml, write_visone
from onrecord.exchange.networks.matrices import write_csv, write_dl
from onrecord.exchange.networks.sheet import Carried

_WRITERS: dict[str, Callable[[Network, TextIO], Carried]] = {
    "csv": write_csv,
    "dl": write_dl,
    "graphml": write_graphml,
    "gexf": write_gexf,
    "visone": write_visone,
}


def write_network(network: Network, path: Path, *, format: str | None = None) -> Carried:
    """Write a file (UTF-8, `\\n`), whole or not at all; tells what it holds and what is lost.

    The format is that of the file's ending unless one is named: see `formats()`. Raises
    `OnrecordError` where there is no such format or the file cannot be written.
    """
    writer = _writer(format or format_of(path.name), where=str(path))
    draft = path.with_name(path.name + ".part")
    try:
        with draft.open("w", encoding="utf-8", newline="\n") as out:
            carried = writer(network, out)
        draft.replace(path)
    except OSError as error:
        raise OnrecordError(
            f"cannot be written: {error.strerror}", where=str(path), hint="check the folder"
        ) from error
    finally:
        draft.unlink(missing_ok=True)
    return carried


def network_text(network: Network, format: str) -> tuple[str, Carried]:
    """The same as text, for those who send it rather than save it."""
    out = StringIO()
    carried = _writer(format, where=None)(network, out)
    return out.getvalue(), carried


def _writer(format: str | None, where: str | None) -> Callable[[Network, TextIO], Carried]:
    if format not in _WRITERS:
        what = f"there is no format {format!r}" if format else "its ending names no format"
        raise OnrecordError(what, where=where, hint=", ".join(formats()))
    return _WRITERS[format]
