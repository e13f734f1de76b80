"""Actors across documents: one actor for one person, never two people for one surname."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest
import sqlalchemy as sa

from ledger_work import Lines, dump, lines_text
from onrecord.model import FORMAT, Actor, Mention, Record, Role, Span, Text
from onrecord.review.judge import judge, undo
from onrecord.store import tables as t
from onrecord.store.identities import Name, Seen, key_of, office, settle, variants
from onrecord.store.ledger import Ledger
from onrecord.store.merges import Gathered


def name(words: str, *, texts: range = range(1), kind: str = "person", **seen: object) -> Name:
    made = Name(Actor.of(words, kind).id, words, kind)
    about = {"country": None, "offices": frozenset(), "gender": None, **seen}
    made.seen = [Seen(n, **about) for n in texts]  # type: ignore[arg-type]
    return made


PRESIDENT = frozenset({("president", "FI")})
SENATOR = frozenset({("senator", "FI")})


def alike(one: Name, other: Name) -> bool:
    """Whether the two are one, whichever comes first; they never stand in one text."""
    other.seen = [replace(seen, text=seen.text + 100) for seen in other.seen]
    found = {bool(variants(order)) for order in ((one, other), (other, one))}
    assert len(found) == 1
    return found.pop()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (name("Volodymyr Zelensky"), name("Volodymyr Zelenskyy")),
        (name("Omar al-Said"), name("Omar Said")),
        (name("Aino Lahti"), name("Aino M. Lahti")),
        (name("Aino Lahti", country="FI"), name("Aino Maria Lahti", country="FI")),
        (name("Mike Lahti", offices=PRESIDENT), name("Michael Lahti", offices=PRESIDENT)),
        (name("Mike Lahti", country="FI"), name("Michael Lahti", country="FI")),
        (name("EU", kind="organization"), name("European Union", kind="organization")),
        (name("Green League", kind="party"), name("Green League", kind="organization")),
    ],
)
def test_names_of_one_are_brought_together(one: Name, other: Name) -> None:
    assert alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (name("Aino Lahti"), name("Eino Lahti")),
        (name("Aino M. Lahti"), name("Aino P. Lahti")),
        (name("Aino Lahti Jr."), name("Aino Lahti")),
        (name("Aino Lahti", country="FI"), name("Aino Lahti", country="SE")),
        (name("Aino Maria Lahti"), name("Aino Lahti")),
        (name("Aino M. Lahti", offices=PRESIDENT), name("Aino Lahti", offices=SENATOR)),
        (name("Mike Lahti"), name("Michael Lahti")),
        (name("A. Lahti"), name("Aino Lahti")),
        (
            name("Senate", kind="government", country="US"),
            name("Senate", kind="organization", country="FR"),
        ),
    ],
)
def test_names_without_evidence_stay_apart(one: Name, other: Name) -> None:
    assert not alike(one, other)


def test_two_names_that_one_text_tells_apart_are_two() -> None:
    assert not variants([name("Aino Lahti"), name("Aino K. Lahti")])


def test_a_name_that_fits_two_people_is_neither() -> None:
    names = [
        name("Aino Maria Lahti", texts=range(5)),
        name("Aino Petra Lahti", texts=range(10, 15)),
        name("Aino Lahti", texts=range(20, 22)),
    ]
    assert variants(names) == []


def test_a_name_that_two_middle_names_share_is_neither_however_often_it_comes() -> None:
    names = [
        name("Aino Lahti", texts=range(20), country="FI"),
        name("Aino K. Lahti", texts=range(30, 35), country="FI"),
        name("Aino H.W. Lahti", texts=range(40, 45), country="FI"),
    ]
    assert variants(names) == []
    assert len(variants(names[:2])) == 1


def test_offices_are_one_whatever_time_they_are_of() -> None:
    assert office("Former President", "Finland", "FI") == office("president", "Finland", "FI")
    assert office("President", "Finland", "FI") != office("President", "Estonia", "EE")


@pytest.mark.parametrize(
    ("kind", "one", "other", "same"),
    [
        ("person", "Aino Lahti", "Lahti", True),
        ("person", "Lahti", "Virta", False),
        ("organization", "UN", "the United Nations", True),
        ("country", "Georgia", "georgia", True),
    ],
)
def test_actors_of_two_keys_are_never_one(kind: str, one: str, other: str, same: bool) -> None:
    assert (key_of(kind, one) == key_of(kind, other)) == same


# over a ledger ----------------------------------------------------------------------------------


def record(n: int, *people: str) -> Record:
    """A text that names people: “President Aino Lahti (FI)” gives an office and a country."""
    lines = "".join(f"{who}|open|build a bridge|we will see {n}\n" for who in people)
    return Lines().read(lines_text(lines, name=f"{n}.txt"))


def full_names(count: int, *people: str) -> list[Record]:
    return [record(n, *people) for n in range(count)]


def who_is(ledger: Ledger, records: list[Record], words: str) -> set[str]:
    """The names now of an actor that is read as these words, after all were added."""
    for one in records:
        ledger.add(one)
    with ledger.transaction(write=True) as db:
        settle(db)
    return names_now(ledger, words)


def names_now(ledger: Ledger, words: str) -> set[str]:
    now = t.actor.alias()
    query = (
        sa.select(now.c.name)
        .join(t.actor, t.actor.c.now == now.c.id)
        .join(t.appearance, t.appearance.c.actor == t.actor.c.id)
        .where(t.appearance.c.name == words)
    )
    with ledger.transaction() as db:
        return {row.name for row in db.execute(query)}


@pytest.mark.parametrize(
    ("others", "alone", "found"),
    [
        (full_names(9, "President Aino Lahti (FI)"), "Lahti (FI)", {"Aino Lahti"}),  # country
        (full_names(2, "President Aino Lahti (FI)"), "President Lahti (FI)", {"Aino Lahti"}),
        (full_names(2, "President Aino Lahti (FI)"), "Lahti (FI)", {"Lahti"}),  # too few texts
        (full_names(9, "Aino Lahti"), "Lahti", {"Lahti"}),  # of no country: nothing speaks for it
        (full_names(9, "President Aino Lahti (FI)"), "Lahti (SE)", {"Lahti"}),
        (full_names(9, "Aino Lahti (FI)", "Eino Lahti (FI)"), "Lahti (FI)", {"Lahti"}),
        (full_names(9, "Erik Dahl (FI)"), "Lahti (FI)", {"Lahti"}),
    ],
)
def test_a_family_name_alone_is_somebody_only_with_evidence(
    ledger: Ledger, others: list[Record], alone: str, found: set[str]
) -> None:
    assert who_is(ledger, [*others, record(99, alone)], "Lahti") == found


def test_who_is_who_is_carried_to_the_marks(ledger: Ledger) -> None:
    records = [*full_names(9, "President Aino Lahti (FI)"), record(99, "President Lahti (FI)")]
    who_is(ledger, records, "Lahti")
    whole = Actor.of("Aino Lahti", "person").id
    with ledger.transaction() as db:
        for table in (t.position, t.speaker, t.role):
            assert {row.actor for row in db.execute(sa.select(table.c.actor))} == {whole}
        assert len({row.read_actor for row in db.execute(sa.select(t.position))}) == 2


def test_who_is_who_does_not_depend_on_order_or_on_how_often_it_is_asked(
    new_ledger: Callable[[], Ledger],
) -> None:
    records = [
        *full_names(9, "President Aino Lahti (FI)", "Erik Dahl (SE)"),
        record(97, "Lahti (FI)", "Dahl"),
        record(98, "President Lahti (FI)", "E. Dahl (SE)"),
        record(99, "Aino M. Lahti", "Erik Dahl (SE)"),
    ]
    found = []
    for seed in range(3):
        ledger = new_ledger()
        random.Random(seed).shuffle(records)
        for n, one in enumerate(records):
            ledger.add(one)
            if seed and n % (2 + seed) == 0:
                with ledger.transaction(write=True) as db:
                    settle(db)
        with ledger.transaction(write=True) as db:
            settle(db)
        whole = dump(ledger)
        found.append([whole[table] for table in ("actor", "actor_link", "appearance", "speaker")])
    assert found[0] == found[1] == found[2]


def test_what_people_merge_and_split_goes_before_what_the_machine_says(ledger: Ledger) -> None:
    records = [*full_names(9, "President Aino Lahti (FI)"), record(99, "President Lahti (FI)")]
    who_is(ledger, records, "Lahti")
    aino = Actor.of("Aino Lahti", "person").id
    split = {"texts": [records[-1].document.id], "into": {"name": "Eino Lahti"}}
    judge(ledger, "actor", aino, "split", split, coder="ann")
    assert names_now(ledger, "Lahti") == {"Eino Lahti"}
    who_is(ledger, [record(100, "President Lahti (FI)")], "Lahti")
    assert names_now(ledger, "Lahti") == {"Eino Lahti", "Aino Lahti"}
    undo(ledger, "ann")
    assert names_now(ledger, "Lahti") == {"Aino Lahti"}


def test_countries_are_those_most_often_read(ledger: Ledger) -> None:
    who_is(ledger, [record(n, f"Aino Lahti ({c})") for n, c in enumerate(("FI", "SE", "FI"))], "")
    with ledger.transaction() as db:
        (row,) = db.execute(sa.select(t.actor)).all()
    assert (row.read_country, row.country) == ("FI", "FI")


def test_pronouns_that_contradict_keep_a_family_name_by_itself(ledger: Ledger) -> None:
    text = Text.of("Lahti said that he was here in Turku.", name="he.txt")
    mentions = (Mention(Span(0, 5)), Mention(Span(16, 18), "pronoun"))
    roles = (Role("President", None, "FI", Span(0, 5)),)
    he = Record(
        FORMAT, text, (Actor.of("Lahti", "person", country="FI", roles=roles, mentions=mentions),)
    )
    full = full_names(9, "President Maria Lahti (FI)")
    assert who_is(ledger, [*full, he], "Lahti") == {"Lahti"}


# merging by hand --------------------------------------------------------------------------------


def test_merges_follow_one_another_and_a_later_one_does_not_circle() -> None:
    gathered = Gathered({"b": "a"})
    gathered.merge("a", "c")
    gathered.merge("c", "b")
    assert gathered.now == {"a": "c", "b": "c"}


def test_a_split_leaves_the_rest_together() -> None:
    gathered = Gathered({"b": "a", "c": "a", "d": "a"})
    gathered.split(["a"], "a")  # the one that the others are gathered under
    assert gathered.now == {"b": "a", "c": "a", "d": "a"}
    gathered.split(["a", "b"], "e")
    assert gathered.now == {"a": "e", "b": "e", "d": "c"}
