"""Titles: which words name an office, and of what kind."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.actors.data import table


@dataclass(frozen=True, slots=True)
class Office:
    """What a title's last words say: kind of office, the holder's gender, one holder or many."""

    head: str
    kind: str
    gender: str | None
    unique: bool


@cache
def offices() -> dict[str, Office]:
    """Head words (lower case) → office. Where a head stands twice, the first row counts."""
    found: dict[str, Office] = {}
    for row in table("offices")["office"]:
        for head in row["heads"]:
            office = Office(head, row["kind"], row.get("gender"), row.get("unique", False))
            found.setdefault(head, office)
    return found


@cache
def plurals() -> dict[str, Office]:
    """Plural head words → office: "prime ministers", "spokesmen"."""
    found = {}
    for head, office in offices().items():
        if head.endswith("man"):
            plural = head[:-3] + "men"
        elif " of " in head:
            first, _, rest = head.partition(" of ")
            plural = f"{first}s of {rest}"
        elif head.endswith("y") and head[-2] not in "aeiou":
            plural = head[:-1] + "ies"
        elif head.endswith(("s", ".")):
            continue
        else:
            plural = head + "s"
        if plural not in offices():
            found[plural] = office
    return found


@cache
def modifiers() -> frozenset[str]:
    """Words before a head that belong to the title: "former", "acting"."""
    return frozenset(table("offices")["modifiers"]["words"])


def verbs(group: str) -> tuple[str, ...]:
    """Lemmas that tie a subject to an office: `head`, `become`, `appoint`."""
    return tuple(table("offices")["verbs"][group])


def office_of(title: str) -> Office | None:
    """The office that a title names, by its longest known last words.

    >>> office_of("Deputy Prime Minister").kind, office_of("Foreign Minister").kind
    ('deputy', 'minister')
    >>> office_of("member of parliament for Tartu").kind
    'legislator'
    """
    words = title.lower().replace("-elect", "").split()
    for cut in (" of ", " for ", " in ", " at "):
        before, found, _ = " ".join(words).partition(cut)
        if found and " ".join(words) not in offices():
            longer = [h for h in offices() if cut in h and " ".join(words).startswith(h)]
            words = max(longer, key=len).split() if longer else before.split()
    known = offices() | plurals()
    for first in range(len(words)):
        office = known.get(" ".join(words[first:]))
        if office:
            return office
    return None
