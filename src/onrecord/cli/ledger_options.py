"""Options that the commands over a ledger share."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from typing import Any, TypeVar

import click

C = TypeVar("C", bound=Callable[..., Any])
ALL = 10**9  # as many as `--limit 0` means


def ledger_option(command: C) -> C:
    """`--ledger`: a path, or a URL of PostgreSQL; else $ONRECORD_LEDGER, else onrecord.sqlite."""
    return click.option(
        "--ledger",
        "where",
        default="onrecord.sqlite",
        envvar="ONRECORD_LEDGER",
        show_default=True,
        metavar="FILE|URL",
        help="The ledger: a file, or postgresql://… (or set ONRECORD_LEDGER).",
    )(command)


def coder_option(command: C) -> C:
    """`--coder`: who judges; else $ONRECORD_CODER, else the login name."""
    return click.option(
        "--coder",
        default=getpass.getuser,
        envvar="ONRECORD_CODER",
        show_default="your login name",
        help="Who judges (or set ONRECORD_CODER).",
    )(command)


def limit_option(default: int, what: str) -> Callable[[C], C]:
    """`--limit`: how many are shown; 0 for all, in every command alike."""
    return click.option(
        "--limit",
        type=click.IntRange(min=0),
        default=default,
        show_default=True,
        callback=lambda context, option, value: value or ALL,
        help=f"{what} shown; 0 for all.",
    )
