"""What the codes of another tool mean: read from a small TOML file, ours or the user's."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from onrecord.errors import DataError, MissingInput
from onrecord.exchange.coding import Named
from onrecord.model import kinds

_MEANINGS = (
    "actor",
    "condition",
    "cue",
    "ignore",
    "issue",
    "source",
    "stance",
    "statement",
    "voice",
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one code stands for: `means`, the value, and for actors their kind."""

    means: str
    value: str
    kind: str = "organization"


@dataclass(frozen=True, slots=True)
class _Rule:
    code: tuple[str, ...]
    means: str
    value: str | None
    kind: str

    def match(self, path: tuple[str, ...]) -> Meaning | None:
        folded = tuple(part.casefold() for part in path)
        if self.code[-1] == "*":
            stem = self.code[:-1]
            if len(path) <= len(stem) or folded[: len(stem)] != stem:
                return None
            return Meaning(self.means, self.value or "/".join(path[len(stem) :]), self.kind)
        return (
            Meaning(self.means, self.value or path[-1], self.kind) if folded == self.code else None
        )


class Codes:
    """A mapping of codes.

    >>> Codes.default().meaning(("actor", "person", "Amara Okafor"))
    Meaning(means='actor', value='Amara Okafor', kind='person')
    >>> Codes.default().stance("Agree"), Codes.default().stance("sceptical")
    ('supports', 'sceptical')
    """

    def __init__(self, plain: dict[str, Any], where: str) -> None:
        self._rules = [_rule(row, where) for row in plain.get("rule", [])]
        names: dict[str, list[str]] = plain.get("names", {})
        self._names = {n.casefold(): what for what, several in names.items() for n in several}
        self._kinds: dict[str, str] = {n.casefold(): k for n, k in plain.get("kinds", {}).items()}
        self._stances: dict[str, str] = {
            n.casefold(): s for n, s in plain.get("stances", {}).items()
        }
        for kind in self._kinds.values():
            _known("actor_kind", kind, where)
        for stance in self._stances.values():
            _known("stance", stance, where)

    @classmethod
    def default(cls) -> Codes:
        """The mapping that ships with the package."""
        return _default()

    @classmethod
    def load(cls, path: Path) -> Codes:
        """The mapping of a TOML file, in place of ours; raises `MissingInput`, `DataError`.

        Sections that the file leaves out are those of the default.
        """
        try:
            plain = tomllib.loads(path.read_text(encoding="utf-8"))
        except OSError as error:
            raise MissingInput("no such mapping of codes", where=str(path)) from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise DataError(f"not TOML: {error}", where=str(path)) from error
        return cls({**_plain(), **plain}, str(path))

    @classmethod
    def of(cls, codes: Codes | Path | None) -> Codes:
        """A mapping that is given, read from a file, or the default."""
        if codes is None:
            return cls.default()
        return codes if isinstance(codes, Codes) else cls.load(codes)

    def meaning(self, path: tuple[str, ...]) -> Meaning | None:
        """What the code at this path means: the first rule that matches, else None."""
        meaning = next((m for rule in self._rules if (m := rule.match(path))), None)
        if meaning and meaning.means == "stance":
            return replace(meaning, value=self.stance(meaning.value))
        return meaning

    def name(self, name: str) -> str | None:
        """What the name of a type, argument, attribute or feature means to us.

        A name space before it, a variant after a dash and a number at its end do not count.

        >>> [Codes.default().name(n) for n in ("webanno.custom.Position", "Content2", "Quote-old")]
        ['position', 'content', 'statement']
        """
        short = name.rpartition(".")[2].rstrip("0123456789").casefold()
        return self._names.get(short) or self._names.get(short.partition("-")[0])

    def kind(self, name: str) -> str:
        """The kind of an actor annotated under this name."""
        return self._kinds.get(name.rpartition(".")[2].casefold(), "organization")

    def actor(self, name: str, under: str) -> Named:
        """The actor of that name, its kind told by what it is annotated as."""
        return Named(" ".join(name.split()), self.kind(under))

    def stance(self, word: str) -> str:
        """Our word for a stance; a word that is not known is given back as it is."""
        plain = word.strip().casefold()
        return plain if plain in kinds("stance") else self._stances.get(plain, word)


@cache
def _default() -> Codes:
    return Codes(_plain(), "codes.toml")


@cache
def _plain() -> dict[str, Any]:
    source = resources.files("onrecord.exchange").joinpath("codes.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


def _rule(row: dict[str, Any], where: str) -> _Rule:
    code, means = row.get("code"), row.get("means")
    if not isinstance(code, str) or not code or means not in _MEANINGS:
        raise DataError(
            f"a rule that is none: {row}",
            where=where,
            hint="code = a path, means = one of " + ", ".join(_MEANINGS),
        )
    kind, value = row.get("kind", "organization"), row.get("value")
    _known("actor_kind", kind, where)
    if means == "stance" and value is not None:
        _known("stance", value, where)
    return _Rule(tuple(part.casefold() for part in code.split("/")), means, value, kind)


def _known(of: str, value: str, where: str) -> None:
    if value not in kinds(of):
        raise DataError(
            f"“{value}” is none of {', '.join(kinds(of))}", where=where, hint="use one of those"
        )
