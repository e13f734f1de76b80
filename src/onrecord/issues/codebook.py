"""A codebook of the user's own: a TOML or YAML file of issues, read and checked.

[[issue]]
id = "sanctions-russia"           # needed; letters, digits, - and _
title = "extend sanctions on Russia"   # needed; a short verb phrase, never negated
definition = "EU and US measures since 2014"
phrases = ["prolong the sanctions against Moscow"]   # the same act in other words
include = ["sanction* russia"]    # words that code a label to this issue by themselves
exclude = ["belarus"]             # words that keep a label out of it
opposite = "lift-sanctions"       # the issue that undoes this one; must name this one too
parent = "russia-policy"          # the wider issue that this one is part of
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from onrecord.errors import DataError, MissingInput
from onrecord.model import fold

_TEXTS = ("id", "title", "definition", "opposite", "parent")
_LISTS = ("phrases", "include", "exclude")
_NEEDED = ("id", "title")
_WORD = re.compile(r"\w+\*?|\*")


@dataclass(frozen=True, slots=True)
class Entry:
    """One issue of a codebook."""

    id: str
    title: str
    definition: str | None = None
    phrases: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    opposite: str | None = None
    parent: str | None = None


@dataclass(frozen=True)
class Codebook:
    """The issues of a codebook, in the order of its file. Building one checks it whole.

    Raises `DataError`: no issue, an id or title twice, an opposite or parent that is not there,
    an opposite that is not mutual, parents in a circle, a pattern without words.
    """

    entries: tuple[Entry, ...]
    name: str = field(default="-", compare=False)

    def __post_init__(self) -> None:
        if not self.entries:
            raise DataError(
                "no issue in the codebook", where=self.name, hint="[[issue]] with id and title"
            )
        _check_unique(self)
        _check_ties(self)
        _check_parents(self)
        for entry in self.entries:
            for name in ("include", "exclude"):
                for pattern in getattr(entry, name):
                    if not _words(pattern):
                        raise self.error(entry, f"the pattern “{pattern}” has no word", "a word")

    @cached_property
    def by_id(self) -> Mapping[str, Entry]:
        """The entries by id."""
        return {e.id: e for e in self.entries}

    def error(self, entry: Entry, what: str, hint: str) -> DataError:
        """A `DataError` that names the file and the entry."""
        return DataError(what, where=f"{self.name}, issue “{entry.id}”", hint=hint)

    def kin(self, a: str, b: str) -> bool:
        """Whether one of two issues lies within the other."""
        return a in self.above(b) or b in self.above(a)

    def above(self, id: str) -> tuple[str, ...]:
        """The parents of an issue, nearest first."""
        found: list[str] = []
        parent = self.by_id[id].parent
        while parent is not None:
            found.append(parent)
            parent = self.by_id[parent].parent
        return tuple(found)


def _check_unique(book: Codebook) -> None:
    ids: dict[str, Entry] = {}
    titles: dict[str, Entry] = {}
    for entry in book.entries:
        if entry.id in ids:
            raise book.error(entry, "two issues have this id", "another id for one of them")
        other = titles.get(fold(entry.title))
        if other is not None:
            raise book.error(
                entry,
                f"its title is that of “{other.id}” too",
                "a title of its own, or one issue with the phrases of both",
            )
        ids[entry.id] = titles[fold(entry.title)] = entry


def _check_ties(book: Codebook) -> None:
    for entry in book.entries:
        for name in ("opposite", "parent"):
            other = getattr(entry, name)
            if other is not None and other not in book.by_id:
                raise book.error(
                    entry, f"its {name} “{other}” is no issue of this codebook", "an id in it"
                )
            if other == entry.id:
                raise book.error(entry, f"it is its own {name}", f"no {name}")
        if entry.opposite is not None and book.by_id[entry.opposite].opposite != entry.id:
            raise book.error(
                entry,
                f"its opposite “{entry.opposite}” does not name it as its opposite",
                f'opposite = "{entry.id}" in “{entry.opposite}”',
            )


def _check_parents(book: Codebook) -> None:
    for entry in book.entries:
        seen = [entry.id]
        parent = entry.parent
        while parent is not None:
            if parent in seen:
                raise book.error(
                    entry,
                    "parents go in a circle: " + " → ".join([*seen, parent]),
                    "one of them without a parent",
                )
            seen.append(parent)
            parent = book.by_id[parent].parent


def read_codebook(path: Path) -> Codebook:
    """The codebook of a `.toml`, `.yaml` or `.yml` file.

    Raises `MissingInput` where there is no file, `DataError` where it breaks the format.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        if isinstance(error, UnicodeDecodeError):
            raise DataError("not UTF-8", where=str(path), hint="save it as UTF-8") from error
        raise MissingInput(
            f"the codebook cannot be read: {error.strerror}",
            where=str(path),
            hint="the path of a .toml or .yaml file",
        ) from error
    return parse_codebook(text, name=str(path), yaml=path.suffix.lower() in (".yaml", ".yml"))


def parse_codebook(text: str, *, name: str = "-", yaml: bool = False) -> Codebook:
    """The codebook of a text in TOML, or YAML.

    >>> book = parse_codebook('[[issue]]\\nid = "tax"\\ntitle = "raise the fuel tax"')
    >>> book.entries[0].title
    'raise the fuel tax'
    """
    data = _yaml(text, name) if yaml else _toml(text, name)
    if not isinstance(data, dict) or set(data) - {"issue"}:
        more = sorted(str(k) for k in set(data) - {"issue"}) if isinstance(data, dict) else []
        raise DataError(
            f"unknown key “{more[0]}” at the top" if more else "no table at the top",
            where=name,
            hint="[[issue]] tables alone (in YAML a list under “issue:”)",
        )
    rows = data.get("issue", [])
    if not isinstance(rows, list):
        raise DataError("“issue” is no list", where=name, hint="[[issue]], in double brackets")
    return Codebook(tuple(_entry(row, n, name) for n, row in enumerate(rows, start=1)), name=name)


def _toml(text: str, name: str) -> Any:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"not TOML: {error}", where=name, hint="mend that line") from error


def _yaml(text: str, name: str) -> Any:
    import yaml

    try:
        return yaml.safe_load(text) or {}
    except yaml.YAMLError as error:
        what = " ".join(str(error).split())
        raise DataError(f"not YAML: {what}", where=name, hint="mend that line") from error


def _entry(row: Any, number: int, name: str) -> Entry:
    where = f"{name}, issue {number}"
    if not isinstance(row, dict):
        raise DataError("an issue that is no table", where=where, hint="id and title at least")
    if isinstance(row.get("id"), str):
        where += f" (“{row['id']}”)"
    _check_keys(row, where)
    if not re.fullmatch(r"[\w-]+", row["id"]):
        raise DataError(
            f"the id “{row['id']}” has other characters than letters, digits, - and _",
            where=where,
            hint="an id such as lift-sanctions",
        )
    values: dict[str, Any] = {key: row[key].strip() for key in _TEXTS if row.get(key)}
    values.update({key: tuple(row.get(key) or ()) for key in _LISTS})
    return Entry(**values)


def _check_keys(row: Mapping[str, Any], where: str) -> None:
    unknown = [str(k) for k in row if k not in (*_TEXTS, *_LISTS)]
    if unknown:
        raise DataError(
            f"unknown key “{unknown[0]}”", where=where, hint="one of " + ", ".join(_TEXTS + _LISTS)
        )
    for key in _NEEDED:
        if not isinstance(row.get(key), str) or not row[key].strip():
            raise DataError(f"no {key}", where=where, hint=f'{key} = "…"')
    for key in _TEXTS:
        if row.get(key) is not None and not isinstance(row[key], str):
            raise DataError(f"{key} is no text", where=where, hint=f'{key} = "…", in quotes')
    for key in _LISTS:
        value = row.get(key) or []
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise DataError(f"{key} is no list of texts", where=where, hint=f'{key} = ["…", "…"]')


def _words(pattern: str) -> list[str]:
    return [w for w in _WORD.findall(fold(pattern)) if w != "*"]


@dataclass(frozen=True, slots=True)
class WordPattern:
    """Words that must all stand in a text: "sanction* russia". A "*" ends a word early.

    Words in double quotes must stand side by side: '"no-fly zone"'.
    """

    parts: tuple[re.Pattern[str], ...]

    @classmethod
    def of(cls, pattern: str) -> WordPattern:
        """The pattern of its notation.

        >>> WordPattern.of("sanction* russia").found_in("lift the sanctions on Russia")
        True
        >>> WordPattern.of('"no fly zone"').found_in("a zone to fly in, no more")
        False
        """
        parts = []
        for quoted, bare in re.findall(r'"([^"]*)"|([^\s"]+)', fold(pattern)):
            words = [
                re.escape(w.rstrip("*")) + (r"\w*" if w.endswith("*") else "")
                for w in _words(quoted or bare)
            ]
            if words:
                parts.append(re.compile(r"\b" + r"\W+".join(words) + r"\b"))
        return cls(tuple(parts))

    def found_in(self, text: str) -> bool:
        """Whether a text has all of it, whatever the case and accents."""
        folded = fold(text)
        return bool(self.parts) and all(part.search(folded) for part in self.parts)
