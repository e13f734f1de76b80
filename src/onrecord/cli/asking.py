"""What the commands that ask a ledger share: which ledger, which days, and how answers are printed.

Every answer is one dataclass of `onrecord.analyse`. It is printed as a report for people, as JSON
(the whole dataclass) or as CSV (one table of it). In a pipe only the answer goes to standard
output.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.ledger_options import ledger_option

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text as Line

    from onrecord.store.ledger import Ledger

    _StringType = click.ParamType[str]
else:
    _StringType = click.ParamType  # not to be subscripted in older releases of click

WIDTH = 100  # characters of a line where standard output is no terminal
_MIDNIGHT = "23:59:59.999999Z"


class Day(_StringType):
    """A day of the calendar, given and kept as 2024-05-22."""

    name = "date"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The day as it is kept; another than a day is misuse."""
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            self.fail(f"“{value}” is not a day of the calendar; write it as 2024-05-22", param, ctx)


class Moment(_StringType):
    """A moment, or a day for its end, in UTC; kept as 2024-05-22T14:00:00.000000Z."""

    name = "moment"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The moment as it is kept; another than a moment is misuse."""
        try:
            if len(value) <= len("2024-05-22"):
                return f"{date.fromisoformat(value).isoformat()}T{_MIDNIGHT}"
            moment = datetime.fromisoformat(value)
        except ValueError:
            what = f"“{value}” is no moment; write it as 2024-05-22 or 2024-05-22T14:00"
            self.fail(what, param, ctx)
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
        return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def answer_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The command with `--ledger`, `--json` and `--csv`, given as `where` and `form`."""
    for option in (
        click.option("--csv", "form", flag_value="csv", help="One table, as CSV."),
        click.option("--json", "form", flag_value="json", help="The whole answer, as JSON."),
        ledger_option,
    ):
        command = option(command)
    return command


@contextmanager
def opened(where: str) -> Iterator[Ledger]:
    """The ledger that is there; one line says where there is none."""
    from onrecord.store.ledger import Ledger

    with Ledger.open(where, create=False) as ledger:
        yield ledger


def put(
    answer: object,
    form: str | None,
    report: Callable[[], RenderableType],
    headings: Sequence[str],
    rows: Callable[[], Iterable[Sequence[object]]],
) -> None:
    """Print an answer in the form asked for; report and rows are made only where they are."""
    if form == "json":
        _put_bytes(_json(answer))
    elif form == "csv":
        put_csv(headings, rows())
    else:
        _put_report(report())


def _json(answer: object) -> bytes:
    import msgspec

    return msgspec.json.format(msgspec.json.encode(answer), indent=2) + b"\n"


def put_csv(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print one table as CSV."""
    import csv
    import io

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows(["" if cell is None else cell for cell in row] for row in rows)
    _put_bytes(text.getvalue().encode("utf-8"))


def _put_report(report: RenderableType) -> None:
    from rich.console import Console

    if sys.stdout.isatty():
        Console(highlight=False).print(report)
        return
    console = Console(highlight=False, width=WIDTH, force_terminal=False, color_system=None)
    with console.capture() as captured:
        console.print(report)
    lines = (line.rstrip() for line in captured.get().splitlines())
    _put_bytes("".join(f"{line}\n" for line in lines).encode("utf-8"))


def _put_bytes(data: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


# what reports are made of ----------------------------------------------------------------------


def line(words: str | None, style: str = "") -> Line:
    """Words that cannot steer the terminal, in a style."""
    from rich.text import Text as Line

    from onrecord.report.views import shown

    return Line(shown(words or ""), style)


def cited(
    day: str | None,
    voice: str | None,
    publisher: str | None,
    title: str | None,
    state: str,
    confidence: float,
    sources: int = 1,
) -> Line:
    """Where words come from, on one line: day, in whose words, source, who decided.

    What is None is left out.
    """
    checked = f"machine {confidence:.0%}" if state == "machine" else f"{state} by a person"
    places = f"{sources} sources" if sources > 1 else None
    about = [day, voice, publisher or title, places, checked]
    return line(" · ".join(part for part in about if part), "dim")


def span_of(first: str | None, last: str | None) -> str:
    """The days from the first to the last, a single one once.

    >>> span_of("2024-05-20", "2024-05-22"), span_of("2024-05-20", "2024-05-20")
    ('2024-05-20 – 2024-05-22', '2024-05-20')
    """
    if first is None or last is None:
        return "no dates"
    return first if first == last else f"{first} – {last}"


def counted(count: int, one: str, many: str | None = None) -> str:
    """A number with its noun.

    >>> counted(1, "text"), counted(1200, "text"), counted(2, "copy", "copies")
    ('1 text', '1,200 texts', '2 copies')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def listed(items: Sequence[str], most: int = 3) -> str:
    """The first few of a list, and how many more there are.

    >>> listed(["a", "b", "c"], 2), listed(["a", "b"], 2)
    ('a; b and 1 more', 'a; b')
    """
    more = f" and {len(items) - most:,} more" if len(items) > most else ""
    return "; ".join(items[:most]) + more


def heading(title: str, below: Iterable[str | None] = ()) -> Line:
    """A title, and what is said of it in small under it."""
    head = line(title, "bold")
    about = [part for part in below if part]
    for part in about:
        head.append("\n").append_text(line(part, "not bold dim"))
    return head
