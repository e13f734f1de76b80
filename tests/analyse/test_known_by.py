"""The second clock of searches, timelines and networks: what the ledger knew by a moment."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa

from handmade_ledger import Says, article
from onrecord.analyse import find_actor, find_issue, profile, search_said, timeline_of
from onrecord.analyse.coded import network_rows
from onrecord.analyse.networks import scale
from onrecord.errors import LedgerError
from onrecord.model import Event, Record, Span
from onrecord.review import judge as judging
from onrecord.store import tables as t
from onrecord.store.ledger import Ledger
from onrecord.store.positions import EVERY, Asked
from onrecord.store.search import Narrow

BRIDGE = "build the bridge"
MARCH = "2024-03-31T23:59:59.999999Z"
EARLY = article(
    "2024-03-01", Says("Aino Lahti", "the ferries are full", "supports"), retrieved="2024-03-02"
)
LATE = article(
    "2024-03-08", Says("Erik Dahl", "the ferries are empty", "opposes"), retrieved="2024-04-02"
)
Told = list[tuple[str, ...]]


def with_event(record: Record, *, of: int = 0) -> Record:
    """The record with an event, the word “said”, of one of its actors."""
    at = record.document.text.index("said")
    trigger = (Span(at, at + 4),)
    id = Event.id_of(record.document.id, "CONSULT", trigger)
    who = (record.actors[of].id,)
    event = Event(
        *(id, "CONSULT", None, trigger, who, (), "reported"),
        *(None, (), None, 0.6, "events/hand-1"),
    )
    return replace(record, events=(event,))


def said(ledger: Ledger, words: str, known_by: str | None = None, **asked: str) -> Told:
    """Speakers, words and state of what is found, the newest first."""
    found = search_said(ledger, words, Narrow(known_by=known_by, **asked)).found
    return [(*f.statement.names, f.statement.words, f.statement.state) for f in found]


def timeline(ledger: Ledger, name: str, known_by: str | None = None) -> Told:
    """Names and stance of positions, names and type of events, by day."""
    periods = timeline_of(ledger, name, known_by=known_by).periods
    held = [(p.day, p.actor_name, p.stance, p.state) for one in periods for p in one.positions]
    events = [(e.day, *e.names, e.type, e.state) for one in periods for e in one.events]
    return [tuple(map(str, row)) for row in (*held, *events)]


def coded(ledger: Ledger, known_by: str | None = None, *on: str) -> Told:
    """Actor, issue, stance and state of the rows that networks are made of, by name."""
    asked = EVERY if known_by is None else Asked(known_by=known_by)
    made = network_rows(ledger, on or None, scale=scale("graded"), asked=asked)
    names = made.labels
    return [
        (
            *(names["actor"][row.actor], names["issue"][row.issue]),
            *(row.attributes["stance"], row.attributes["state"]),
        )
        for row in made.rows
    ]


def everything(ledger: Ledger, known_by: str | None = None) -> list[Told]:
    """What the three questions answer."""
    return [
        said(ledger, "ferries", known_by),
        timeline(ledger, BRIDGE, known_by),
        coded(ledger, known_by),
    ]


def test_a_text_got_later_is_not_found(ledger: Ledger) -> None:
    """Nor is it counted; by a moment before the first text nothing is."""
    ledger.add(with_event(EARLY))
    ledger.add(with_event(LATE))
    assert [len(told) for told in everything(ledger)] == [2, 4, 2]
    assert everything(ledger, MARCH) == [
        [("Aino Lahti", "the ferries are full", "machine")],
        [
            ("2024-03-01", "Aino Lahti", "supports", "machine"),
            ("2024-03-01", "Aino Lahti", "CONSULT", "machine"),
        ],
        [("Aino Lahti", BRIDGE, "supports", "machine")],
    ]
    assert search_said(ledger, "ferries", Narrow(known_by=MARCH)).matching == 1
    assert search_said(ledger, "ferries", Narrow(known_by=MARCH), ranked=True).matching == 1
    assert len(timeline(ledger, "Erik Dahl", MARCH)) == 0
    assert everything(ledger, "2024-01-01T00:00:00.000000Z") == [[], [], []]


def test_merges_splits_and_names_that_came_later_are_taken_back(ledger: Ledger) -> None:
    ledger.add(with_event(EARLY))
    ledger.add(with_event(LATE))
    crossing = article("2024-03-09", Says("Aino Lahti", "no", "opposes", "erect the crossing"))
    ledger.add(crossing)
    lahti, dahl = find_actor(ledger, "Aino Lahti"), find_actor(ledger, "Erik Dahl")
    then, before = everything(ledger), ledger.now()
    apart = {"texts": [crossing.document.id], "into": {"name": "Aino Lahti II"}}
    judging.judge(ledger, "actor", lahti, "split", apart, coder="ann")
    judging.judge(ledger, "actor", dahl, "merge", {"into": lahti}, coder="ann")
    judging.judge(ledger, "actor", lahti, "edit", {"name": "A. Lahti"}, coder="ann")
    into = {"into": find_issue(ledger, BRIDGE)}
    other = find_issue(ledger, "erect the crossing")
    judging.judge(ledger, "issue", other, "merge", into, coder="ann")
    now = everything(ledger)
    assert [told[0] for told in now[0]] == ["A. Lahti", "A. Lahti"]
    assert {told[1] for told in now[1]} == {"A. Lahti", "Aino Lahti II"}
    assert {told[1] for told in now[2]} == {BRIDGE}
    assert everything(ledger, before) == then
    speaker = find_actor(ledger, "Erik Dahl", before)
    assert [row[0] for row in said(ledger, "ferries", before, speaker=speaker)] == ["Erik Dahl"]
    assert timeline(ledger, "Erik Dahl", before) == [row for row in then[1] if "Erik Dahl" in row]
    assert timeline_of(ledger, "crossing", known_by=before).name == "erect the crossing"
    assert [row[1] for row in coded(ledger, before, other)] == ["erect the crossing"]
    assert everything(ledger) == now  # nothing was written


def test_a_statement_judged_later_is_as_it_was(ledger: Ledger) -> None:
    """Rejected, with other words, by somebody else, or added since: all is taken back."""
    says = ("the ferries are late", "the ferries are old", "the ferries are slow")
    record = article("2024-03-01", *(Says("Aino Lahti", words) for words in says))
    ledger.add(record)
    first, second, third = record.statements
    judging.judge(ledger, "statement", third.id, "accept", coder="ann")
    then, before = said(ledger, "ferries"), ledger.now()
    start, end = second.content[0]
    short = {"content": [[start, end - 4]], "speakers": [{"name": "Erik Dahl", "kind": "person"}]}
    judging.judge(ledger, "statement", first.id, "reject", coder="ann")
    edited = judging.judge(ledger, "statement", second.id, "edit", short, coder="ann")
    judging.judge(ledger, "statement", third.id, "reject", coder="bob")
    added = {"text": record.document.id, "kind": "direct", "source": None, "cue": None}
    added |= {"content": [[*first.content[0]]], "speakers": short["speakers"]}
    judging.judge(ledger, "statement", "", "add", added, coder="ann")
    now = [
        ("Erik Dahl", "the ferries are late", "added"),
        ("Erik Dahl", "the ferries are", "edited"),
    ]
    assert said(ledger, "ferries") == now
    assert said(ledger, "old") == []
    assert said(ledger, "ferries", before) == then
    assert said(ledger, "old", before) == [("Aino Lahti", "the ferries are old", "machine")]
    assert [row[1] for row in said(ledger, "ferries", before, state="accepted")] == [says[2]]
    assert [row[1:] for row in said(ledger, "ferries", edited.judged)] == [
        (says[2], "accepted"),
        ("the ferries are", "edited"),
    ]
    lahti = find_actor(ledger, "Aino Lahti")
    assert profile(ledger, lahti).said == 2
    assert len(profile(ledger, lahti, known_by=before).statements) == 3
    assert said(ledger, "ferries") == now  # nothing was written


def test_an_added_statement_undone_later_is_there_again(ledger: Ledger) -> None:
    ledger.add(EARLY)
    added = {"text": EARLY.document.id, "kind": "direct", "source": None, "cue": None}
    added["content"] = [[0, len("Aino Lahti said the ferries")]]
    made = judging.judge(ledger, "statement", "", "add", added, coder="ann")
    then = said(ledger, "ferries")
    judging.undo(ledger, "ann", made.id)
    assert len(then) == 2
    assert len(said(ledger, "ferries")) == 1
    assert sorted(said(ledger, "ferries", made.judged)) == sorted(then)
    assert len(said(ledger, "ferries")) == 1


def test_a_position_judged_later_is_as_it_was(ledger: Ledger) -> None:
    """In networks and timelines; the event of one who held it then is there, too."""
    ledger.add(with_event(EARLY))
    ledger.add(with_event(LATE))
    (lahti,), (dahl,) = EARLY.positions, LATE.positions
    (_, *then), before = everything(ledger), ledger.now()
    other = {"issue": {"label": "dig the tunnel"}, "stance": "open"}
    judging.judge(ledger, "position", lahti.id, "edit", other, coder="ann")
    judging.judge(ledger, "position", dahl.id, "reject", coder="ann")
    assert timeline(ledger, BRIDGE) == []
    assert coded(ledger) == [("Aino Lahti", "dig the tunnel", "open", "edited")]
    assert everything(ledger, before)[1:] == then
    bridge, tunnel = find_issue(ledger, BRIDGE), find_issue(ledger, "dig the tunnel")
    assert coded(ledger, before, bridge) == then[1]
    assert coded(ledger, before, tunnel) == []
    assert timeline(ledger, "dig the tunnel", before) == []
    assert everything(ledger, ledger.now()) == everything(ledger)


def test_a_holder_named_later_does_not_bring_an_event_to_an_issue_before(ledger: Ledger) -> None:
    """Who held the position then has no part in the event; who was given it since has."""
    record = with_event(
        article("2024-03-01", Says("Aino Lahti", "yes", "supports"), Says("Erik Dahl", "well")),
        of=1,
    )
    ledger.add(record)
    before = ledger.now()
    holder = {"actor": find_actor(ledger, "Erik Dahl")}
    judging.judge(ledger, "position", record.positions[0].id, "edit", holder, coder="ann")
    assert [row[2] for row in timeline(ledger, BRIDGE)] == ["supports", "CONSULT"]
    assert timeline(ledger, BRIDGE, before) == [("2024-03-01", "Aino Lahti", "supports", "machine")]


def test_an_event_judged_later_is_as_it_was(ledger: Ledger) -> None:
    """Rejected, of another type, of others, or added since: all is taken back."""
    early, late = with_event(EARLY), with_event(LATE)
    ledger.add(early)
    ledger.add(late)
    then, before = timeline(ledger, BRIDGE), ledger.now()
    (one,), (other,) = early.events, late.events
    lahti = find_actor(ledger, "Aino Lahti")
    judging.judge(ledger, "event", one.id, "reject", coder="ann")
    edit = {"type": "PROTEST", "actors": [lahti], "recipients": [find_actor(ledger, "Erik Dahl")]}
    judging.judge(ledger, "event", other.id, "edit", edit, coder="ann")
    added = {"text": EARLY.document.id, "type": "REJECT", "trigger": [[0, 4]], "actors": [lahti]}
    judging.judge(ledger, "event", "", "add", added, coder="ann")
    now = timeline(ledger, BRIDGE)
    assert ("2024-03-01", "Aino Lahti", "REJECT", "added") in now
    assert timeline(ledger, BRIDGE, before) == then
    assert ("2024-03-08", "Erik Dahl", "CONSULT", "machine") in then
    assert len(timeline(ledger, "Erik Dahl", before)) == 2
    assert timeline(ledger, BRIDGE) == now  # nothing was written


def test_opposites_found_later_are_two_issues_before(ledger: Ledger) -> None:
    ledger.add(EARLY)
    ledger.add(article("2024-03-02", Says("Erik Dahl", "no", "supports", "stop the works")))
    bridge, works = find_issue(ledger, BRIDGE), find_issue(ledger, "stop the works")
    before = ledger.now()
    judging.judge(ledger, "issue", works, "edit", {"opposite": bridge}, coder="ann")
    assert [row[1:3] for row in coded(ledger, None, bridge)] == [
        (BRIDGE, "supports"),
        (BRIDGE, "opposes"),
    ]
    assert [row[1:3] for row in coded(ledger, before, bridge)] == [(BRIDGE, "supports")]
    assert len({row[1] for row in coded(ledger, before)}) == 2
    assert len({row[1] for row in coded(ledger)}) == 1
    assert len(timeline(ledger, BRIDGE, before)) == 1


def test_a_question_that_fails_leaves_the_ledger_as_it_is(ledger: Ledger) -> None:
    """Nothing of what was taken back for it stays, and it can be written to afterwards."""
    ledger.add(EARLY)
    before = ledger.now()
    judging.judge(ledger, "statement", EARLY.statements[0].id, "reject", coder="ann")
    with pytest.raises(LedgerError, match="no such actor"):
        profile(ledger, "a0000", known_by=before)
    with ledger.transaction() as db:
        states = db.execute(sa.select(t.statement.c.state)).scalars().all()
    assert states == ["rejected"]
    ledger.add(LATE)
