"""Any sequence of judgements, dumped and loaded, gives the same dump and the same ledger."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from typing import Any

import sqlalchemy as sa
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from handmade import bridge
from ledger_work import Lines, lines_text
from ledgers import Ticking
from onrecord.errors import JudgementError
from onrecord.model import Judgement, Record, kinds
from onrecord.review.dump import dump, line_of, load
from onrecord.review.judge import judge, undo
from onrecord.store import tables as t
from onrecord.store.identities import settle
from onrecord.store.ledger import Ledger

CODERS = ("ada", "bo", "Čeněk")
HAND = bridge()
LINES = Lines().read(
    lines_text(
        "Aino Lahti|supports|build a bridge|we shall build the bridge before the winter comes\n"
        "Karin Ek|opposes|raise taxes on tea|nobody in this town wants a tax on its tea\n"
    )
)
RECORDS: tuple[Record, ...] = (HAND, LINES)

positions = st.sampled_from([(r, p) for r in RECORDS for p in r.positions])
statements = st.sampled_from([s for r in RECORDS for s in r.statements])
events = st.sampled_from([e for r in RECORDS for e in r.events])
actors = st.sampled_from(sorted({a.id for r in RECORDS for a in r.actors}))
issues = st.sampled_from(sorted({i.id for r in RECORDS for i in r.issues}))
stances = st.sampled_from(list(kinds("stance")))
somebody = st.one_of(
    actors,
    st.fixed_dictionaries(
        {
            "name": st.sampled_from(["Jonas Berg", "O'Neil “Ned”", "李明"]),
            "kind": st.sampled_from(["person", "group"]),
        }
    ),
)
something = st.one_of(
    issues, st.fixed_dictionaries({"label": st.sampled_from(["dig a canal", "keep the ferries"])})
)
texts = st.sampled_from([[HAND.document.id], [LINES.document.id]])

Act = tuple[str, str, str, dict[str, Any]]


@st.composite
def acts(draw: st.DrawFn) -> Act:
    """A layer, a mark, a verb and a value; some of them are refused, which is no matter here."""
    kind = draw(st.sampled_from(("mark", "mark", "add", "actor", "issue", "undo", "undo")))
    if kind == "undo":
        return "", str(draw(st.integers(0, 20))), "undo", {}
    if kind == "add":
        record, p = draw(positions)
        value = {"text": record.document.id, "actor": draw(somebody), "issue": draw(something)}
        value |= {"stance": draw(stances), "evidence": [list(s) for s in p.evidence]}
        return "position", "", "add", value
    if kind == "actor":
        return _of_actor(draw)
    if kind == "issue":
        return _of_issue(draw)
    return _of_mark(draw)


def _of_actor(draw: st.DrawFn) -> Act:
    verb = draw(st.sampled_from(("merge", "split", "edit")))
    if verb == "merge":
        value: dict[str, Any] = {"into": draw(actors)}
    elif verb == "split":
        value = {"texts": draw(texts), "into": draw(st.one_of(st.just({}), somebody))}
    else:
        value = {"name": draw(st.sampled_from(["A. Lahti", "Somebody"])), "country": None}
    return "actor", draw(actors), verb, value


def _of_issue(draw: st.DrawFn) -> Act:
    verb = draw(st.sampled_from(("merge", "split", "edit")))
    if verb == "merge":
        value: dict[str, Any] = {"into": draw(something)}
    elif verb == "split":
        value = {"labels": [draw(issues)], "into": draw(something)}
    else:
        edits = {"label": st.sampled_from(["build it", "stop it"])}
        edits["opposite"] = st.one_of(st.none(), something)
        value = draw(st.fixed_dictionaries({}, optional=edits))
    return "issue", draw(issues), verb, value


def _of_mark(draw: st.DrawFn) -> Act:
    layer = draw(st.sampled_from(("position", "position", "statement", "event")))
    verb = draw(st.sampled_from(("accept", "reject", "edit", "edit")))
    value: dict[str, Any] = {}
    if layer == "position":
        mark = draw(positions)[1].id
        if verb == "edit":
            edits = {"stance": stances, "actor": somebody, "issue": something}
            value = draw(st.fixed_dictionaries({}, optional=edits))
            value |= draw(st.sampled_from(({}, {"condition": None}, {"condition": [[0, 7]]})))
    elif layer == "statement":
        mark = draw(statements).id
        if verb == "edit":
            value = {"speakers": draw(st.lists(somebody, max_size=2)), "content": [[0, 12]]}
    else:
        mark = draw(events).id
        if verb == "edit":
            value = {"actors": draw(st.lists(somebody, max_size=2)), "status": "denied"}
    return layer, mark, verb, value


@contextmanager
def ledgers(new_place: Callable[[], str], count: int) -> Iterator[list[Ledger]]:
    """So many empty ledgers, closed at once: an example must not keep connections."""
    with ExitStack() as stack:
        yield [stack.enter_context(Ledger.open(new_place(), clock=Ticking())) for _ in range(count)]


def add_all(ledger: Ledger, records: Sequence[Record]) -> None:
    """Add records as the command does: kept one by one, then actors told apart."""
    for record in records:
        ledger.add(record)
    with ledger.transaction(write=True) as db:
        settle(db)


def judged(ledger: Ledger, sequence: Sequence[tuple[str, Act]]) -> list[Judgement]:
    """Judge all of a sequence; what is refused is left out."""
    made: list[Judgement] = []
    for coder, (layer, mark, verb, value) in sequence:
        try:
            if verb == "undo":
                if made:
                    made.append(undo(ledger, coder, made[int(mark) % len(made)].id))
            else:
                made.append(judge(ledger, layer, mark, verb, value, coder=coder))
        except JudgementError:
            continue
    return made


MARKS = (t.appearance, t.role, t.issue_mention, t.statement, t.position, t.event)
PAIRS = sa.select(t.opposite.c.issue, t.opposite.c.other)
NAMING = ((t.speaker, t.statement), (t.event_actor, t.event))


def seen(ledger: Ledger) -> dict[str, Any]:
    """What readers see: marks, who is named in them, and what these are called and count as.

    Numbers, which go by the order of arrival, are left out; so are names that nothing uses: an
    actor or issue that an undone judgement has brought stays known.
    """
    found: dict[str, Any] = {}
    used: set[str] = set()
    with ledger.transaction() as db:
        for table in MARKS:
            rows = [dict(r) for r in db.execute(sa.select(table)).mappings()]
            for row in rows:
                used.update(str(row[c]) for c in ("actor", "issue") if c in row)
            found[table.name] = sorted(
                repr({k: v for k, v in row.items() if k not in ("number", "text")}) for row in rows
            )
        found["opposites"] = sorted(map(repr, db.execute(PAIRS).all()))
        for table, of in NAMING:
            columns = (of.c.id.label("of"), table.c.role, table.c.rank, table.c.actor)
            rows = [
                dict(r) for r in db.execute(sa.select(*columns).join_from(table, of)).mappings()
            ]
            used.update(row["actor"] for row in rows)
            found[table.name] = sorted(map(repr, rows))
        for table, name in ((t.actor, t.actor.c.name), (t.issue, t.issue.c.label)):
            rows = {r.id: r for r in db.execute(sa.select(table))}
            named = {rows[i].now for i in used if i in rows} | {i for i in used if i in rows}
            columns = [c.name for c in table.c if not c.name.startswith(("read_", "vector", "key"))]
            found[name.table.name + " names"] = sorted(
                repr({c: getattr(rows[i], c) for c in columns}) for i in named
            )
    return found


sequences = st.lists(st.tuples(st.sampled_from(CODERS), acts()), min_size=1, max_size=14)
some = settings(
    max_examples=8,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # a ledger an attempt: no shrinking
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@some
@given(sequence=sequences, order=st.randoms(use_true_random=False))
def test_dump_and_load_give_the_same_dump_and_the_same_state(
    new_place: Callable[[], str], sequence: list[tuple[str, Act]], order: random.Random
) -> None:
    """Whatever was judged, in whatever order the lines come, before the texts or after them."""
    with ledgers(new_place, 3) as (first, texts_first, texts_last):
        _dump_and_load(first, texts_first, texts_last, sequence, order)


def _dump_and_load(
    first: Ledger,
    texts_first: Ledger,
    texts_last: Ledger,
    sequence: list[tuple[str, Act]],
    order: random.Random,
) -> None:
    add_all(first, RECORDS)
    add_all(texts_first, RECORDS)
    made = judged(first, sequence)
    lines = list(dump(first))
    assert sorted(lines) == sorted(line_of(j) for j in made)
    mixed = order.sample(lines, len(lines))
    middle = len(mixed) // 2
    for ledger in (texts_first, texts_last):
        assert load(ledger, mixed[:middle]).failed == ()
        if ledger is texts_last:
            add_all(ledger, order.sample(RECORDS, len(RECORDS)))
        assert load(ledger, mixed[middle:]).failed == ()
        assert list(dump(ledger)) == lines
        assert seen(ledger) == seen(first)
    again = load(first, lines)
    assert (again.new, again.known, list(dump(first))) == (0, len(lines), lines)


@some
@given(sequence=sequences)
def test_undoing_all_that_holds_leaves_the_ledger_as_it_was_read(
    new_place: Callable[[], str], sequence: list[tuple[str, Act]]
) -> None:
    """After undoing until nothing is left to undo, readers see what the machine read."""
    with ledgers(new_place, 2) as (ledger, untouched):
        add_all(ledger, RECORDS)
        add_all(untouched, RECORDS)
        judged(ledger, sequence)
        for coder in CODERS:
            with suppress(JudgementError):  # there is nothing left to undo
                while True:
                    undo(ledger, coder)
        assert seen(ledger) == seen(untouched)
