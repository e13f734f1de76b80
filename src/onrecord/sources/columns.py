"""Which column of a table is what: by the caller's map, else by well-known names."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from onrecord.errors import EmptyInput, InputError
from onrecord.model import Text
from onrecord.sources.days import day_of
from onrecord.sources.origin import Origin, web_address
from onrecord.sources.outcome import Failure, Found, Notice

_SHOWN = 12  # column names in a message


def column_map(names: Sequence[str], origin: Origin) -> dict[str, str]:
    """Our name → the table's column. Raises `InputError` where no column of texts is found.

    Where the caller gives a map it alone counts; a column it names that is not there is an
    error, as is a name of ours that we do not have.
    """
    shown = ", ".join(names[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")
    if origin.columns is None:
        taken = _guessed(names)
        if "text" not in taken:
            raise InputError(
                f"a table without a column of texts; its columns: {shown}",
                where=origin.name,
                hint="name them: --columns text=COLUMN,date=COLUMN",
            )
        return taken
    given = dict(origin.columns)
    if unknown := sorted(set(given) - set(_names())):
        raise InputError(
            f"no such part of a text: {', '.join(unknown)}",
            where=origin.name,
            hint="parts are " + ", ".join(_names()),
        )
    if missing := sorted(set(given.values()) - set(names)):
        raise InputError(
            f"no such column: {', '.join(missing)}", where=origin.name, hint=f"columns are {shown}"
        )
    if "text" not in given:
        raise InputError("no column of texts is named", where=origin.name, hint="text=NAME")
    return given


def has_text_column(names: Sequence[str], columns: Mapping[str, str] | None) -> bool:
    """Whether a line of these fields is the head of a table of texts."""
    if columns is not None:
        return set(columns.values()) <= set(names)
    return "text" in _guessed(names)


def _guessed(names: Sequence[str]) -> dict[str, str]:
    by_key: dict[str, str] = {}
    for name in names:
        by_key.setdefault(re.sub(r"[\s_-]+", "", name).lower(), name)
    taken: dict[str, str] = {}
    for ours, theirs in _names().items():
        found = next((by_key[key] for key in theirs if key in by_key), None)
        if found is not None and found not in taken.values():
            taken[ours] = found
    return taken


@dataclass
class Rows:
    """The texts of a table's rows, and the count of what was left out of them."""

    origin: Origin
    columns: Mapping[str, str]
    media_type: str
    wordless: int = 0
    undated: int = 0

    def text(self, values: Mapping[str, object], number: int) -> Text | Failure | None:
        """The text of one row, its values by our names; None where it has no words."""
        words = values.get("text")
        if words is None or not any(c.isalnum() for c in str(words)):
            self.wordless += 1
            return None
        day = day_of(values.get("date"))
        self.undated += day is None and values.get("date") not in (None, "")
        named = values.get("id")
        try:
            return self.origin.text(
                str(words),
                media_type=self.media_type,
                name=str(named) if named not in (None, "") else f"{self.origin.name}:{number}",
                title=_words(values.get("title")),
                url=web_address(values.get("url")),
                publisher=_words(values.get("publisher")),
                published=day,
            )
        except EmptyInput as error:
            return Failure(error)

    def notices(self) -> list[Found]:
        """What was left out."""
        told = (
            ("rows without words, left out", self.wordless),
            ("rows whose date was not understood (YYYY-MM-DD is)", self.undated),
        )
        return [Notice(self.origin.name, f"{what}: {n}") for what, n in told if n]

    def taken(self) -> Notice:
        """Which columns were taken, for the caller who gave no map."""
        pairs = ", ".join(f"{ours} from “{theirs}”" for ours, theirs in self.columns.items())
        return Notice(self.origin.name, f"columns taken: {pairs}")


def _words(value: object) -> str | None:
    return str(value) if value is not None else None


@cache
def _names() -> dict[str, list[str]]:
    source = resources.files("onrecord.sources").joinpath("columns.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))
