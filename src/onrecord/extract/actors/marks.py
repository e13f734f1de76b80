"""What the rules of this package build, before it is frozen into actors."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from onrecord.actors import Office, PersonName, Territory
from onrecord.model import Role


@dataclass(slots=True)
class Found:
    """A mention: tokens `first` to `end` (not included), its form, the actor it belongs to.

    `subject` is whether it is the subject of its clause.
    """

    first: int
    end: int
    form: str
    who: Someone
    subject: bool = False


@dataclass(slots=True, eq=False)
class Someone:
    """An actor in the making. Compared by identity."""

    kind: str
    name: str
    order: int
    country: str | None = None
    territory: Territory | None = None
    wikidata: str | None = None
    person: PersonName | None = None
    gender: str | None = None
    plural: bool = False
    head: str = ""
    roles: list[Role] = field(default_factory=list)
    mentions: list[Found] = field(default_factory=list)
    held: list[tuple[Office, str | None]] = field(default_factory=list)
    genders: Counter[str] = field(default_factory=Counter)

    def add(self, first: int, end: int, form: str) -> Found:
        """Note a mention."""
        found = Found(first, end, form, self)
        self.mentions.append(found)
        return found


@dataclass(slots=True)
class Ledger:
    """All actors of a text, and what was left out and why."""

    people: list[Someone] = field(default_factory=list)
    others: list[Someone] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)
    count: int = 0

    def new(self, kind: str, name: str, **more: object) -> Someone:
        """A new actor, kept in order of first mention."""
        someone = Someone(kind, name, self.count, **more)  # type: ignore[arg-type]
        self.count += 1
        (self.people if kind == "person" else self.others).append(someone)
        return someone
