"""Pages of documentation with a terminal in them, run as they are written.

A block fenced as ```console holds commands (`$ onrecord …`), each followed by what it prints, with
“…” for what does not matter, and blank lines and widths of columns of no account. A command whose
output is not shown only has to succeed.
"""

from __future__ import annotations

import doctest
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass

from click.testing import CliRunner

from onrecord.cli import root

_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Typed:
    """One command and what it is said to print."""

    command: str
    printed: str


def typed(page: str) -> Iterator[Typed]:
    """The commands of a page, in order.

    >>> list(typed("```console\\n$ onrecord status\\n3 documents\\n```\\n"))
    [Typed(command='onrecord status', printed='3 documents\\n')]
    """
    for block in _BLOCK.findall(page):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, printed = part.partition("\n")
            yield Typed(command.split(" # ")[0].strip(), printed)


def run(command: str, *, width: int = 100) -> str:
    """What a command prints, errors too; it must succeed."""
    name, *arguments = shlex.split(command)
    assert name == "onrecord", command
    found = CliRunner(env={"COLUMNS": str(width)}).invoke(root, arguments, catch_exceptions=False)
    assert found.exit_code == 0, f"$ {command}\n{found.output}"
    return found.output


def difference(one: Typed, got: str) -> str | None:
    """How what was printed differs from what the page says; None where it does not."""
    if not one.printed.strip():
        return None
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    checker = doctest.OutputChecker()
    want = one.printed.replace("…", "...")
    if checker.check_output(want, got.replace("…", "..."), flags):
        return None
    example = doctest.Example(one.command, want)
    return f"$ {one.command}\n" + checker.output_difference(example, got, flags)
