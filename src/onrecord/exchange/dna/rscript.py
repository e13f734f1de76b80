"""An R script for rDNA that makes the usual networks of a `.dna` beside it."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import resources
from pathlib import Path, PurePath

from onrecord.exchange.dna.layout import Layout
from onrecord.exchange.dna.write import PASSWORD, write_dna
from onrecord.exchange.losses import Losses
from onrecord.model import Record


def write_rdna(records: Iterable[Record], target: Path) -> Losses:
    """Write the script, and beside it the `.dna` of these records that it loads."""
    project = target.with_suffix(".dna")
    losses = write_dna(records, project)
    write_rscript(target, project.name)
    return losses


def write_rscript(
    target: Path,
    project: str,
    *,
    actor: str = "organization",
    layout: Layout | None = None,
    password: str = PASSWORD,
) -> None:
    """Write the script for the `.dna` named `project`, which lies in the script's own folder.

    `actor` is the variable whose values are the actors (person or organization); `password`
    that of the project's first coder. The script installs nothing.
    """
    layout = layout or Layout()
    source = resources.files("onrecord.exchange.dna").joinpath("rscript.R")
    script = source.read_text(encoding="utf-8")
    for place, value in {
        "@DNA@": PurePath(project).name,
        "@SELF@": target.name,
        "@STEM@": PurePath(project).stem,
        "@PASSWORD@": password,
        "@TYPE@": layout.type,
        "@ACTOR@": actor,
        "@ISSUE@": layout.concept,
        "@AGREEMENT@": layout.agreement,
    }.items():
        script = script.replace(place, _escaped(value))
    target.write_text(script, encoding="utf-8", newline="\n")


def _escaped(value: str) -> str:
    r"""As it stands in a string of R, on one line.

    >>> print(_escaped('a "b" \\ c'))
    a \"b\" \\ c
    """
    line = " ".join(value.splitlines())
    return line.replace("\\", "\\\\").replace('"', '\\"')
