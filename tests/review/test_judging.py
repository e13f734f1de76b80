"""Judging and undoing over a ledger: what readers see afterwards."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

import handmade
from onrecord.errors import JudgementError, LedgerError
from onrecord.model import Judgement, Record, content_id
from onrecord.review.dump import dump, line_of, load
from onrecord.review.judge import judge, undo
from onrecord.store import tables as t
from onrecord.store.ledger import Ledger
from onrecord.store.positions import opposites


@pytest.fixture
def record() -> Record:
    """An article with statements, positions and events, made by hand."""
    return handmade.bridge()


@pytest.fixture
def full(ledger: Ledger, record: Record) -> Ledger:
    """A ledger that holds the article."""
    ledger.add(record)
    return ledger


def seen(ledger: Ledger) -> dict[str, list[dict[str, Any]]]:
    """All that readers see of marks, without the keys that order of arrival gives."""
    found: dict[str, list[dict[str, Any]]] = {}
    with ledger.transaction() as db:
        for table in (t.actor, t.issue, t.appearance, t.statement, t.position, t.event):
            rows = [dict(r._mapping) for r in db.execute(sa.select(table))]
            for row in rows:
                row.pop("number", None)
            found[table.name] = sorted(rows, key=lambda r: json.dumps(r, default=str))
        people = sa.select(t.speaker, t.statement.c.id).join(t.statement)
        found["speaker"] = sorted(
            (
                {"of": r.id, "role": r.role, "rank": r.rank, "actor": r.actor}
                for r in db.execute(people)
            ),
            key=str,
        )
    return found


def row(ledger: Ledger, table: sa.Table, id: str) -> Any:
    with ledger.transaction() as db:
        return db.execute(sa.select(table).where(table.c.id == id)).first()


def test_an_edited_position_has_the_new_values_and_keeps_those_read(
    full: Ledger, record: Record
) -> None:
    """An edit changes what is seen; what was read stays beside it."""
    p = record.positions[0]
    other = next(a for a in record.actors if a.id != p.actor)
    judge(full, "position", p.id, "edit", {"stance": "undecided", "actor": other.id}, coder="ada")
    now = row(full, t.position, p.id)
    assert (now.stance, now.actor, now.state) == ("undecided", other.id, "edited")
    assert (now.read_stance, now.read_actor) == (p.stance, p.actor)


def test_undoing_everything_leaves_the_ledger_as_it_was(full: Ledger, record: Record) -> None:
    """After as many undoings as judgements nothing of them is seen."""
    before = seen(full)
    p, s, e = record.positions[0], record.statements[0], record.events[0]
    judge(full, "position", p.id, "edit", {"stance": "open"}, coder="ada")
    judge(full, "position", record.positions[1].id, "reject", coder="ada")
    judge(full, "statement", s.id, "edit", {"kind": "direct", "speakers": []}, coder="ada")
    judge(full, "event", e.id, "edit", {"status": "denied", "recipients": []}, coder="ada")
    judge(full, "actor", record.actors[0].id, "edit", {"name": "Somebody Else"}, coder="ada")
    judge(full, "issue", record.issues[0].id, "edit", {"label": "do another thing"}, coder="ada")
    judge(full, "actor", record.actors[0].id, "merge", {"into": record.actors[1].id}, coder="ada")
    split = {"texts": [record.document.id], "into": {"name": "Another One"}}
    judge(full, "actor", record.actors[2].id, "split", split, coder="ada")
    assert seen(full) != before
    for _ in range(8):
        undo(full, "ada")
    after = seen(full)
    known = {a["id"] for a in before["actor"]}
    after["actor"] = [a for a in after["actor"] if a["id"] in known]  # a name made stays known
    assert after == before
    with pytest.raises(JudgementError, match="nothing to undo"):
        undo(full, "ada")


def test_undoing_an_undoing_restores_the_judgement(full: Ledger, record: Record) -> None:
    """Nothing is ever lost: an undoing can be undone."""
    p = record.positions[0]
    judge(full, "position", p.id, "reject", coder="ada")
    taken_back = undo(full, "ada")
    assert row(full, t.position, p.id).state == "machine"
    undo(full, "bo", taken_back.id)
    assert row(full, t.position, p.id).state == "rejected"


def test_an_added_position_is_there_and_gone_when_undone(full: Ledger, record: Record) -> None:
    """A coder adds what the machine missed, by the words that carry it."""
    p = record.positions[0]
    value = {
        "text": record.document.id,
        "actor": {"name": "Jonas Berg", "kind": "person", "country": "NO"},
        "issue": {"label": "build the second bridge"},
        "stance": "sceptical",
        "evidence": [list(p.evidence[0])],
        "voice": "author",
    }
    made = judge(full, "position", "", "add", value, coder="ada")
    now = row(full, t.position, made.mark)
    assert (now.state, now.stance, now.by) == ("added", "sceptical", "coder ada")
    assert now.words == record.document.words(p.evidence[0])
    undo(full, "ada")
    assert row(full, t.position, made.mark) is None


def test_a_merge_joins_all_that_two_actors_hold(full: Ledger, record: Record) -> None:
    """What is merged is one in `now`, and the rows are untouched."""
    a, b = record.actors[0].id, record.actors[1].id
    judge(full, "actor", a, "merge", {"into": b}, coder="ada")
    assert row(full, t.actor, a).now == b
    with pytest.raises(JudgementError, match="one actor already"):
        judge(full, "actor", b, "merge", {"into": a}, coder="ada")


def test_a_split_takes_an_actor_out_of_some_texts(full: Ledger, record: Record) -> None:
    """The texts named are somebody else's, positions and roles included."""
    p = record.positions[0]
    value = {"texts": [record.document.id], "into": {"name": record.actor(p.actor).name}}
    made = judge(full, "actor", p.actor, "split", value, coder="ada")
    other = made.value["into"]["id"]
    assert other != p.actor
    assert row(full, t.position, p.id).actor == other


def test_an_edited_opposite_turns_what_is_said_of_it_round(full: Ledger, record: Record) -> None:
    """An issue is given another as its reverse, then none; undoing brings back what was."""
    one, other = record.issues[0].id, record.issues[1].id

    def reverse_of(issue: str) -> tuple[str, ...]:
        with full.transaction() as db:
            return opposites(db, [issue]).get(issue, ())

    assert reverse_of(one) == ()
    judge(full, "issue", one, "edit", {"opposite": other}, coder="ada")
    assert (reverse_of(one), reverse_of(other)) == ((other,), (one,))
    judge(full, "issue", other, "edit", {"opposite": None}, coder="bo")
    assert reverse_of(one) == ()
    undo(full, "bo")
    assert reverse_of(other) == (one,)
    undo(full, "ada")
    assert reverse_of(other) == ()


WRONG = [
    ("position", "accept", {"stance": "open"}, "takes no values"),
    ("position", "edit", {}, "nothing is changed"),
    ("position", "edit", {"voice": "x"}, "has no field voice"),
    ("position", "edit", {"stance": "maybe"}, "is no stance"),
    ("position", "edit", {"evidence": [[0, 10**9]]}, "evidence"),
    ("position", "edit", {"evidence": []}, "needs words"),
    ("position", "edit", {"actor": "a0"}, "no such actor"),
    ("position", "edit", {"issue": {"label": " "}}, "empty"),
    ("position", "merge", {}, "cannot be said"),
    ("statement", "split", {}, "cannot be said"),
    ("position", "dance", {}, "cannot be said"),
    ("position", "comment", {}, "needs words"),
    ("event", "edit", {"type": "DANCE"}, "is no event type"),
    ("event", "edit", {"mode": {"a": 1}}, "is no mode"),
    ("position", "edit", {"actor": {"name": "X", "kind": "person", "country": 5}}, "no country"),
    ("position", "edit", {"actor": {"name": "x" * 500, "kind": "person"}}, "longer than"),
    ("position", "edit", {"issue": {"label": "build\0it"}}, "zeros"),
    ("position", "edit", {"issue": {"label": "build\ud800it"}}, "halves"),
    ("position", "add", {"statement": "s0"}, "no such statement"),
    ("position", "add", {"day": "soon"}, "no day"),
]


@pytest.mark.parametrize(("layer", "verb", "value", "what"), WRONG)
def test_a_judgement_that_cannot_be_is_refused_and_changes_nothing(
    full: Ledger, record: Record, layer: str, verb: str, value: dict[str, Any], what: str
) -> None:
    """Wrong verbs, fields, values, spans: an error in words, and the ledger as before."""
    mark = {
        "position": record.positions[0].id,
        "statement": record.statements[0].id,
        "event": record.events[0].id,
    }[layer]
    before = seen(full)
    if verb == "add":
        p = record.positions[0]
        value = {
            "text": record.document.id,
            "actor": p.actor,
            "issue": p.issue,
            "stance": "open",
            "evidence": [list(span) for span in p.evidence],
            **value,
        }
    with pytest.raises(JudgementError, match=what):
        judge(full, layer, mark, verb, value, coder="ada")
    assert seen(full) == before
    assert list(dump(full)) == []


def test_a_mark_that_is_not_there_cannot_be_judged(full: Ledger) -> None:
    """A wrong id is told, and so is a text that the ledger does not hold."""
    with pytest.raises(JudgementError, match="no such position"):
        judge(full, "position", "p0", "accept", coder="ada")
    with pytest.raises(LedgerError, match="no such text"):
        judge(full, "position", "", "add", {"text": "0"}, coder="ada")
    with pytest.raises(JudgementError, match="name of who judges"):
        judge(full, "position", "p0", "accept", coder=" ")


def judge_much(ledger: Ledger, record: Record) -> None:
    """One judgement of nearly every kind."""
    p, q = record.positions[:2]
    judge(ledger, "position", p.id, "edit", {"stance": "open", "condition": None}, coder="ada")
    judge(ledger, "position", p.id, "accept", coder="bo", why="“quite” right")
    judge(ledger, "position", q.id, "reject", coder="ada")
    undo(ledger, "ada")
    value = {
        "text": record.document.id,
        "actor": {"name": "Jonas Berg", "kind": "person"},
        "issue": {"label": "build the second bridge"},
        "stance": "sceptical",
        "evidence": [list(p.evidence[0])],
    }
    judge(ledger, "position", "", "add", value, coder="bo")
    judge(ledger, "statement", record.statements[0].id, "edit", {"speakers": []}, coder="bo")
    judge(ledger, "actor", record.actors[0].id, "merge", {"into": record.actors[1].id}, coder="bo")
    judge(ledger, "issue", record.issues[0].id, "edit", {"label": "build it"}, coder="ada")
    judge(ledger, "text", record.document.id, "comment", coder="ada", why="a fine article")


def test_dump_and_load_give_the_same_lines_and_the_same_ledger(
    new_ledger: Callable[[], Ledger], record: Record
) -> None:
    """Dump → load → dump is identical, whether the texts or the judgements came first."""
    first, texts_first, texts_last = new_ledger(), new_ledger(), new_ledger()
    first.add(record)
    judge_much(first, record)
    lines = list(dump(first))
    texts_first.add(record)
    assert load(texts_first, lines).new == len(lines)
    assert load(texts_last, lines).new == len(lines)
    texts_last.add(record)
    assert list(dump(texts_first)) == list(dump(texts_last)) == lines
    assert _without_moments(seen(texts_first)) == _without_moments(seen(first))
    assert _without_moments(seen(texts_last)) == _without_moments(seen(first))
    again = load(first, lines)
    assert (again.new, again.known) == (0, len(lines))


def _without_moments(found: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    return found


def test_loading_lists_broken_lines_and_keeps_the_rest(full: Ledger, record: Record) -> None:
    """A line changed by hand, no JSON, a missing field: each told with its number and fault."""
    judge(full, "position", record.positions[0].id, "accept", coder="ada")
    (good,) = dump(full)
    changed = json.dumps({**json.loads(good), "coder": "eve"})
    less = json.dumps({k: v for k, v in json.loads(good).items() if k != "verb"})
    more = json.dumps({**json.loads(good), "mood": "good"})
    lines = io.StringIO("\n".join(["{", changed, less, "[]", more, good]))
    found = load(full, lines, where="work.jsonl")
    assert (found.new, found.known) == (0, 1)
    assert [e.where for e in found.failed] == [f"work.jsonl:{n}" for n in (1, 2, 3, 4, 5)]
    assert [e.what for e in found.failed[1:]] == [
        "a judgement that was changed by hand",
        "no judgement: missing or unknown: verb",
        "no judgement: no object",
        "no judgement: missing or unknown: mood",
    ]


def test_a_reason_or_snapshot_changed_by_hand_is_noticed(full: Ledger, record: Record) -> None:
    """The id of a judgement is made of its reason and of what the coder saw, too."""
    judge(full, "position", record.positions[0].id, "accept", coder="ada", why="as quoted")
    (good,) = dump(full)
    row = json.loads(good)
    other = {**row["snapshot"], "stance": "opposes"}
    lines = [json.dumps({**row, "why": None}), json.dumps({**row, "snapshot": other})]
    found = load(full, lines)
    assert [e.what for e in found.failed] == ["a judgement that was changed by hand"] * 2


def test_a_judgement_of_the_first_ids_is_still_taken(full: Ledger, record: Record) -> None:
    """Ids that did not yet cover reason and snapshot load, dump and load as they are."""
    mark = record.positions[0].id
    moment = "2024-05-01T00:00:00.000000Z"
    id = content_id("j", "position", mark, "reject", "{}", "ada", moment, "")
    first = Judgement(id, "position", mark, "reject", {}, "ada", moment, "told twice", None, {})
    assert load(full, [line_of(first)]).new == 1
    assert list(dump(full)) == [line_of(first)]
    assert load(full, list(dump(full))).known == 1


MADE_UP: list[tuple[str, str, str, dict[str, Any], str]] = [
    ("position", "p1", "edit", {"stance": "dance"}, "is no stance"),
    ("position", "p1", "edit", {"actor": {"id": "a1"}}, "name is empty"),
    ("position", "p1", "edit", {"evidence": [[5, 2]]}, "no list of spans"),
    ("position", "p1", "edit", {}, "other values: none"),
    ("position", "p1", "accept", {"stance": "open"}, "other values: stance"),
    ("position", "p1", "add", {}, "snapshot has no actor"),
    ("position", "p" * 65, "accept", {}, "mark is no id"),
    ("actor", "a1", "merge", {"into": {"id": "a2"}}, "name is empty"),
    ("actor", "a1", "split", {"texts": [], "into": {}}, "no id"),
    ("actor", "a1", "edit", {"country": {"a": 1}}, "no country"),
    ("issue", "i1", "merge", {"into": "i2"}, "does not name"),
    ("text", "t1", "comment", {"seconds": "many"}, "no number"),
]


@pytest.mark.parametrize(("layer", "mark", "verb", "value", "what"), MADE_UP)
def test_a_made_up_line_is_refused_before_it_can_do_harm(
    full: Ledger, layer: str, mark: str, verb: str, value: dict[str, Any], what: str
) -> None:
    """What could never be applied is listed when it is loaded, not when its text is added."""
    moment = "2024-06-01T00:00:00.000000Z"
    line = line_of(Judgement.of(layer, mark, verb, value, coder="eve", judged=moment))
    (failed,) = load(full, [line]).failed
    assert what in str(failed)
    assert list(dump(full)) == []


def test_a_merge_into_what_the_ledger_does_not_have_keeps_the_rows(
    full: Ledger, new_ledger: Callable[[], Ledger], record: Record
) -> None:
    """Merged into an issue that only the judgement names: the rows count for it, none is lost."""
    judge(full, "issue", record.issues[0].id, "merge", {"into": {"label": "dig it"}}, coder="ada")
    other = new_ledger()
    other.add(record)
    load(other, dump(full))
    now = row(other, t.issue, record.issues[0].id).now
    assert row(other, t.issue, now).label == "dig it"
