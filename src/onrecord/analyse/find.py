"""Which issue or actor a person means: by id, by name, or by words of it."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from onrecord.errors import LedgerError
from onrecord.model import fold
from onrecord.store import actors, issues, positions
from onrecord.store.actors import Match
from onrecord.store.ledger import Ledger
from onrecord.store.positions import Asked
from onrecord.store.then import as_known

SHOWN = 6  # candidates listed where several fit


def find_issue(ledger: Ledger, words: str, known_by: str | None = None) -> str:
    """The id of the issue that is meant, merges applied.

    An id, a whole label, or words that occur in labels of one issue alone. Raises `LedgerError`
    where none fits, or several do: it lists those with the most on record. `known_by`: as people
    had merged and split by a moment.
    """
    _said(words, "issue")
    with as_known(ledger, known_by) as db:
        if (now := issues.now(db, words)) is not None:
            return now
        found = issues.named(db, words) or _whole(words, issues.like(db, words))
        if not found:
            near = [match for word in words.split() for match in issues.like(db, word[:4])]
            near.sort(key=lambda m: (-m.rows, m.name))
            names = list(dict.fromkeys(m.name for m in near))
            raise _missing("issue", words, [*_nearest(words, names), *names])
    return _one("issue", words, found)


def find_actor(ledger: Ledger, name: str, known_by: str | None = None) -> str:
    """The id of the actor that is meant, merges applied.

    An id, a whole name, or words that occur in the name of one actor alone. A whole name that is a
    part of the name of somebody with more on record ("Lahti") may be theirs. Raises `LedgerError`
    where none fits, or several do: it lists those with the most on record. `known_by` as there.
    """
    _said(name, "actor")
    with as_known(ledger, known_by) as db:
        if (now := actors.now(db, name)) is not None:
            return now
        found = _named_most(actors.named(db, name), _whole(name, actors.like(db, name)))
        if not found:
            raise _missing("actor", name, _nearest(name, actors.names_beginning(db, name)))
    return _one("actor", name, found)


def is_issue(ledger: Ledger, name: str, known_by: str | None = None) -> bool:
    """Whether a name is rather that of an issue than of an actor.

    An id or a whole name says so, then words; a person's family name is as good as a whole name.
    An actor of that name of whom no position is on record gives way to an issue. `known_by` as for
    `find_issue`.
    """
    asked = Asked(known_by=known_by)
    with as_known(ledger, known_by) as db:
        if issues.now(db, name) or actors.now(db, name):
            return issues.now(db, name) is not None
        if issues.named(db, name):
            return True
        labels = issues.like(db, name)
        fitting = actors.like(db, name)
        who = [*actors.named(db, name), *(m for m in fitting if _is_family_name(name, m))]
        who = who or ([] if labels else fitting)
        spoken = any(positions.light_of_actor(db, m.id, asked) for m in who[:SHOWN])
        return bool(labels) and not spoken


def _said(words: str, what: str) -> None:
    """Refuse what names nothing: of no words everything would be meant."""
    if not fold(words):
        raise LedgerError(
            f"no {what} is named", where=f"“{words}”", hint="its name, or words of it"
        )


def _is_family_name(name: str, match: Match) -> bool:
    return match.about.startswith("person") and fold(match.name).endswith(f" {fold(name)}")


def _named_most(named: Sequence[Match], fitting: Sequence[Match]) -> Sequence[Match]:
    """Those of the whole name, unless one with more on record fits: then all that fit."""
    if named and all(m.rows <= named[0].rows for m in fitting):
        return named
    return fitting or named


def _whole(words: str, found: Sequence[Match]) -> Sequence[Match]:
    """Those that have all of the words as whole words, where there are any; else all."""
    asked = set(fold(words).split())
    return [m for m in found if asked <= set(fold(m.name).split())] or found


def _one(what: str, words: str, found: Sequence[Match]) -> str:
    if len(found) == 1:
        return found[0].id
    told = "; ".join(f"“{m.name}” ({m.about}, {m.id})" for m in found[:SHOWN])
    more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    raise LedgerError(
        f"{len(found)} {what}s fit", where=f"“{words}”", hint=f"a whole name or an id: {told}{more}"
    )


def _nearest(words: str, names: Sequence[str]) -> list[str]:
    """The names spelt most like the words, in full or by their last word.

    >>> _nearest("Lahti", ["Aino Lathi", "Erik Dahl"])
    ['Aino Lathi']
    """
    spelt: dict[str, str] = {}
    for name in names:
        folded = fold(name)
        spelt.setdefault(folded, name)
        spelt.setdefault(folded.split()[-1] if folded.split() else folded, name)
    close = get_close_matches(fold(words), spelt, n=2 * SHOWN, cutoff=0.7)
    return list(dict.fromkeys(spelt[one] for one in close))


def _missing(what: str, words: str, near: Sequence[str]) -> LedgerError:
    shown = list(dict.fromkeys(near))[:SHOWN]
    hint = "; ".join(f"“{name}”" for name in shown) or _LIST[what]
    return LedgerError(f"no such {what}", where=f"“{words}”", hint=hint)


_LIST = {"issue": "onrecord issues", "actor": "another part of the name"}
