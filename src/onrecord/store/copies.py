"""Copies of one text in many papers, and one utterance in many texts.

A text that shares half of its runs of five words with an earlier one belongs to its family. What
the same mouth says in the same words in texts of one family is one utterance; so are, in any
texts, the same quoted words of the same mouth, if they are six or more. Every row stays; all but
the first of an utterance (by day, then by arrival) are marked as repeats.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.actors.names import PersonName, skeleton
from onrecord.model import Actor, Position, Record, Statement, content_id, fold
from onrecord.store import tables as t
from onrecord.store.db import batches

T = TypeVar("T")

RUN = 5  # words of a shingle
ALIKE = 0.5  # Jaccard of the shingles from which a text is a copy
"""Chosen on all 6.6 million pairs of 3,628 articles of 2017: the pairs from .51 on were one report,
updated or copied; half of those from .40 to .51 were the next day's report on the same matter."""
LEAST = 30  # shingles that a text must have: notices of one line are alike by chance
BANDS, ROWS = 24, 3  # finds .96 of the pairs at .5, .99 of those at .6
SEED = 1
CANDIDATES = 50  # texts compared in full, the earliest first
QUOTED = 6  # words

_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"[“\"«„]([^”\"»“„]+)[”\"»“]")


def shingles(characters: str) -> frozenset[str]:
    """The runs of five words of a text, whatever stands between them.

    >>> sorted(shingles("One, two; three four - five SIX."))
    ['one two three four five', 'two three four five six']
    """
    words = _WORD.findall(characters.casefold())
    return frozenset(" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def bands(runs: frozenset[str]) -> list[int]:
    """The signature of a text: two texts that share a number may be copies (64-bit, signed)."""
    from rensa import RMinHash

    sketch = RMinHash(num_perm=BANDS * ROWS, seed=SEED)
    sketch.update(sorted(runs))
    digest = sketch.digest()
    found = []
    for band in range(BANDS):
        part = digest[band * ROWS : (band + 1) * ROWS]
        packed = b"".join(n.to_bytes(8, "big") for n in (band, *part))
        found.append(int.from_bytes(blake2b(packed, digest_size=8).digest(), "big", signed=True))
    return found


def write_family(db: Connection, number: int, characters: str) -> int:
    """Find the family of a new text among those before it, and note it; its own number if none."""
    family, runs = number, shingles(characters)
    if len(runs) >= LEAST:
        signature = bands(runs)
        family = _family_of(db, runs, signature) or number
        rows = [{"band": band, "text": number} for band in dict.fromkeys(signature)]
        db.execute(t.signature.insert(), rows)
    db.execute(t.text.update().where(t.text.c.number == number).values(family=family))
    return family


def _family_of(db: Connection, runs: frozenset[str], signature: Sequence[int]) -> int | None:
    """The family of the text that is most like this one, if any is like it at all."""
    near = sa.select(t.signature.c.text).where(t.signature.c.band.in_(signature)).distinct()
    query = (
        sa.select(t.text.c.characters, t.text.c.family)
        .where(t.text.c.number.in_(near))
        .order_by(t.text.c.number)
        .limit(CANDIDATES)
    )
    best, family = 0.0, None
    for row in db.execute(query):
        theirs = shingles(row.characters)
        alike = len(runs & theirs) / len(runs | theirs)
        if alike >= ALIKE and alike > best:
            best, family = alike, row.family
    return family


# utterances --------------------------------------------------------------------------------------


class Utterances:
    """The utterances of one record. `family` names the family of its text in any ledger."""

    def __init__(self, record: Record, family: str) -> None:
        self._record = record
        self._family = family
        self._mouths = {a.id: mouth(a) for a in record.actors}
        self._labels = {i.id: fold(i.label) for i in record.issues}
        self._of = {s.id: self.of_statement(s) for s in record.statements}

    def of_statement(self, statement: Statement) -> str:
        """The id of what was said: equal for the same words of the same mouth."""
        words = self._record.document.words(*statement.content)
        mouths = sorted(self._mouths[a] for a in statement.speakers)
        quoted = quoted_words(words, whole=statement.kind == "direct")
        if mouths and len(quoted) >= QUOTED:
            return content_id("u", "quoted", *mouths, *quoted)
        source = self._record.document.words(*statement.source)
        mouths = mouths or [fold(source)]
        return content_id("u", self._family, *mouths, *_words(words))

    def of_position(self, position: Position) -> str:
        """The id of a stance that was taken in one utterance, else told in the same words."""
        key = (self._mouths[position.actor], self._labels[position.issue], position.stance)
        if position.statement:
            return content_id("u", self._of[position.statement], *key)
        words = _words(self._record.document.words(*position.evidence))
        return content_id("u", self._family, *key, *words)


def mouth(actor: Actor) -> str:
    """What an actor is known by in a text that repeats it: the family name, else the whole.

    >>> mouth(Actor.of("Aino Lahti", "person")) == mouth(Actor.of("Lahti", "person"))
    True
    """
    family = PersonName.parse(actor.name).family if actor.kind == "person" else ()
    return skeleton(family[-1]) if family else fold(actor.name)


def quoted_words(words: str, *, whole: bool) -> list[str]:
    """The words in quotation marks, or all of them; without case and marks."""
    if whole:
        return _words(words)
    return [w for part in _QUOTED.findall(words) for w in _words(part)]


def _words(words: str) -> list[str]:
    return _WORD.findall(fold(words))


def choose_first(db: Connection, table: sa.Table, utterances: Iterable[str]) -> None:
    """Mark every row of these utterances but the first as a repeat.

    Rows marked before stay so: only the first and those that are new are looked at.
    """
    for some in batches(sorted(set(utterances))):
        rows: dict[str, list[tuple[str, int]]] = {}
        for utterance, day, number in _rows(db, table, some, first=True):
            rows.setdefault(utterance, []).append((day or "~", number))
        # The first of all has gone with an older reading: another one follows it.
        for utterance, day, number in _rows(
            db, table, [u for u in some if u not in rows], first=False
        ):
            rows.setdefault(utterance, []).append((day or "~", number))
        firsts = [min(found)[1] for found in rows.values()]
        others = [n for found in rows.values() if len(found) > 1 for _, n in found]
        repeats = sorted(set(others) - set(firsts))
        _set_repeat(db, table, firsts, repeat=False)
        _set_repeat(db, table, repeats, repeat=True)


def _rows(
    db: Connection, table: sa.Table, utterances: Sequence[str], *, first: bool
) -> Iterator[tuple[str, str | None, int]]:
    if not utterances:
        return
    query = sa.select(table.c.utterance, table.c.day, table.c.number).where(
        table.c.utterance.in_(utterances)
    )
    if first:
        query = query.where(~table.c.repeat)
    for row in db.execute(query).all():
        yield row.utterance, row.day, row.number


def _set_repeat(db: Connection, table: sa.Table, numbers: list[int], *, repeat: bool) -> None:
    for some in batches(numbers):
        db.execute(
            table.update()
            .where(table.c.number.in_(some), table.c.repeat != repeat)
            .values(repeat=repeat)
        )
