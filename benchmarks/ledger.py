"""How fast a large ledger answers: made statements by the million, each question timed.

    python benchmarks/ledger.py FOLDER [--size 2000000] [--postgres URL]

A ledger of `--size` statements, three tenths as many positions, 30,000 actors on 5,000 issues
(15,000 labels) over five years is made in FOLDER once and kept. Who speaks, on what, in which words
follows Zipf's law, so that the busiest actor has every eleventh statement. Then every question is
asked ten times; the first is not counted, the median of the others is printed.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import sqlalchemy as sa

from onrecord.model import Issue, content_id, fold, kinds
from onrecord.store import tables as t
from onrecord.store.ledger import Ledger

ACTORS, ISSUES, LABELS, VOCABULARY, DAYS = 30_000, 5_000, 3, 20_000, 5 * 365
PER_TEXT, WORDS, POSITIONS = 8, 18, 0.3
FIRST = date(2020, 1, 1)
BATCH = 5_000  # texts a transaction
MOMENT = "T12:00:00.000000Z"


def zipf(random: np.random.Generator, kinds_: int, size: int) -> np.ndarray:
    """`size` draws from 0 … kinds − 1, the n-th as likely as 1/n."""
    sums = np.cumsum(1 / np.arange(1, kinds_ + 1))
    return np.searchsorted(sums / sums[-1], random.random(size))


def spoken(number: int) -> str:
    """A made word, another for every number.

    >>> spoken(0), spoken(1234)
    ('babab', 'kedib')
    """
    made = ""
    for letters in ("bdfgklmnpr", "aeiou", "bdfgklmnprstvz", "aeiou", "bdfgklmnprstvz"):
        number, at = divmod(number, len(letters))
        made += letters[at]
    return made


def actor_rows() -> list[dict[str, Any]]:
    countries = ("NO", "SE", "FI", "DK", "EE", "LV", "LT", "PL", "DE", "FR", None)
    shapes = tuple(kinds("actor_kind"))
    rows = []
    for n in range(ACTORS):
        name = f"{spoken(n % 997)} {spoken(n)}{spoken(n // 7)}".title()
        kind = "person" if n % 10 < 6 else shapes[n % len(shapes)]
        id = content_id("a", kind, fold(name), n)
        country = countries[n % len(countries)]
        named = {"read_name": name, "name": name, "folded": fold(name)}
        told = {"read_kind": kind, "kind": kind, "read_country": country, "country": country}
        family = fold(name).split()[-1]
        rows.append({"id": id, **named, **told, "family": family, "wikidata": None, "now": id})
    return rows


def issue_rows() -> list[dict[str, Any]]:
    rows = []
    for n in range(ISSUES):
        ids = []
        for k in range(LABELS):
            label = f"{spoken(k * 700 + n % 83)} the {spoken(n)} {spoken(n * 3 + 1)}"
            ids.append(Issue.of(f"{label} {n}").id)
            named = {"read_label": label, "label": label, "folded": fold(label)}
            rows.append({"id": ids[-1], **named, "gathered": ids[0], "now": ids[0], "vector": None})
    return rows


def opposite_rows(issues: list[dict[str, Any]]) -> list[dict[str, str]]:
    heads = [row["id"] for row in issues[::LABELS]]
    pairs = list(zip(heads[10:500:5], heads[12:502:5], strict=True))
    return [{"issue": a, "other": b} for one in pairs for a, b in (one, one[::-1])]


def fill(ledger: Ledger, size: int) -> None:
    """Make the ledger, text by text, the older first; a batch is one transaction."""
    random = np.random.default_rng(1)
    actors, issues = actor_rows(), issue_rows()
    with ledger.transaction(write=True) as db:
        db.execute(t.actor.insert(), actors)
        db.execute(t.issue.insert(), issues)
        db.execute(t.opposite.insert(), opposite_rows(issues))
    texts = size // PER_TEXT
    began = time.perf_counter()
    for first in range(1, texts + 1, BATCH):
        last = min(first + BATCH, texts + 1)
        rows = batch(random, first, last, texts, actors, issues)
        with ledger.transaction(write=True) as db:
            for table, some in rows.items():
                if some:
                    db.execute(table.insert(), some)
        if sys.stderr.isatty():
            took = time.perf_counter() - began
            print(f"\r{last - 1:,} of {texts:,} texts, {took:.0f} s", end="", file=sys.stderr)
    if ledger.dialect == "postgresql":  # what its autovacuum does in time; SQLite has none
        with ledger.transaction(write=True) as db:
            db.execute(sa.text("ANALYZE"))


def batch(
    random: np.random.Generator,
    first: int,
    last: int,
    texts: int,
    actors: list[dict[str, Any]],
    issues: list[dict[str, Any]],
) -> dict[sa.Table, list[dict[str, Any]]]:
    vocabulary = _vocabulary()
    count = (last - first) * PER_TEXT
    who = iter(zipf(random, ACTORS, count).tolist())
    what = iter(zipf(random, len(issues) // LABELS, count).tolist())
    which = iter(random.integers(0, LABELS, count).tolist())
    words = zipf(random, VOCABULARY, count * WORDS).reshape(count, WORDS)
    said = iter([" ".join(vocabulary[w] for w in row) for row in words.tolist()])
    dice = iter(random.random(count).tolist())
    made: dict[sa.Table, list[dict[str, Any]]] = {
        table: []
        for table in (t.text, t.source, t.reading, t.appearance, t.statement, t.speaker, t.position)
    }
    for number in range(first, last):
        day = (FIRST + timedelta(days=DAYS * (number - 1) // texts)).isoformat()
        sentences = [next(said) for _ in range(PER_TEXT)]
        characters = " ".join(sentences)
        for row, table in _of_text(number, day, characters):
            made[table].append(row)
        there: dict[str, None] = {}
        start = 0
        for rank, sentence in enumerate(sentences):
            spans = f"[[{start},{start + len(sentence)}]]"
            start += len(sentence) + 1
            actor = actors[next(who)]["id"]
            there[actor] = None
            issue = issues[next(what) * LABELS + next(which)]["id"]
            key = (number - 1) * PER_TEXT + rank + 1
            for row, table in _said(key, number, day, spans, sentence, actor, issue, next(dice)):
                made[table].append(row)
        made[t.appearance] += [
            {"text": number, "read_actor": a, "settled": a, "actor": a, "why": None, "rank": n}
            | {"name": "x", "kind": "person", "country": None, "wikidata": None, "mentions": "[]"}
            for n, a in enumerate(there)
        ]
    return made


def _of_text(number: int, day: str, characters: str) -> Iterator[tuple[dict[str, Any], sa.Table]]:
    moment, id = day + MOMENT, content_id("t", number)
    about = {"title": f"Text {number}", "media_type": "text/plain", "published": day}
    yield (
        {"number": number, "id": id, "characters": characters, "language": "en", "known": moment}
        | {"words": PER_TEXT * WORDS, "added": moment, "family": number, "sources": 1}
        | about,
        t.text,
    )
    publisher = f"Outlet {number % 211}"
    yield (
        {"id": content_id("f", number), "text": number, "name": f"{number}.txt", "added": moment}
        | {"url": None, "publisher": publisher, "retrieved": None}
        | about,
        t.source,
    )
    yield {"text": number, "steps": "[]", "read": moment}, t.reading


def _said(
    key: int, text: int, day: str, spans: str, words: str, actor: str, issue: str, dice: float
) -> Iterator[tuple[dict[str, Any], sa.Table]]:
    id = content_id("s", key)
    same = {"text": text, "day": day, "words": words, "by": "made/1", "state": "machine"}
    same |= {"found": True, "repeat": False, "confidence": round(0.5 + dice / 2, 3)}
    yield (
        {"number": key, "id": id, "utterance": id, "kind": "indirect", "voice": "indirect"}
        | {"source": spans, "cue": spans, "content": spans, "source_words": "x", "cue_words": "x"}
        | {"within": None, "said": None, "place": None, "rank": key % PER_TEXT}
        | same,
        t.statement,
    )
    yield (
        {"statement": key, "role": "speaker", "rank": 0, "read_actor": actor, "actor": actor},
        t.speaker,
    )
    if dice >= POSITIONS:
        return
    stances, voices = tuple(kinds("stance")), tuple(kinds("voice"))
    id = content_id("p", key)
    stance, voice = stances[key % 7 % 5], voices[key % 11 % 5]
    condition = spans if key % 13 == 0 else None
    yield (
        {"number": key, "id": id, "utterance": id, "statement": content_id("s", key)}
        | {"read_actor": actor, "actor": actor, "read_issue": issue, "issue": issue}
        | {"read_stance": stance, "stance": stance, "voice": voice, "rank": key % PER_TEXT}
        | {"read_condition": condition, "condition": condition, "read_evidence": spans}
        | {"condition_words": words if condition else None, "evidence": spans}
        | same,
        t.position,
    )


def _vocabulary() -> list[str]:
    return [spoken(n) for n in range(VOCABULARY)]


def questions(ledger: Ledger) -> Iterator[tuple[str, Callable[[], object]]]:
    """What is timed: each question on the busiest and on a median issue or actor."""
    from onrecord.analyse import board, changes_since, profile, search_said

    actors, issues, words = actor_rows(), issue_rows(), _vocabulary()
    heads = issues[::LABELS]
    for name, n in (("busiest", 0), ("median", len(heads) // 2)):
        issue = heads[n]["id"]
        yield f"stand, {name} issue", lambda issue=issue: board(ledger, issue)
    for name, n in (("busiest", 0), ("median", ACTORS // 2)):
        actor = actors[n]["id"]
        yield f"who, {name} actor", lambda actor=actor: profile(ledger, actor)
    for name, query in (
        ("word in most statements", words[0]),
        ("two frequent words", f"{words[20]} {words[30]}"),
        ("two middling words", f"{words[100]} {words[150]}"),
        ("phrase of frequent words", f'"{words[20]} {words[30]}"'),
        ("rare word", words[15_000]),
    ):
        yield f"said, {name}", lambda query=query: search_said(ledger, query)
    query = f"{words[20]} {words[30]}"
    yield "said, two frequent words, ranked", lambda: search_said(ledger, query, ranked=True)
    yield "changes, last 30 days", lambda: changes_since(ledger)
    for name, n in (("busiest", 0), ("median", len(heads) // 2)):
        issue = heads[n]["id"]
        yield f"changes, {name} issue", lambda issue=issue: changes_since(ledger, issue=issue)


def judging(ledger: Ledger, times: int) -> list[float]:
    """Seconds for each of some judgements on positions all over the ledger."""
    from onrecord.review.judge import judge

    with ledger.transaction() as db:
        query = sa.select(t.position.c.id).order_by(t.position.c.id).limit(times)
        ids = [row.id for row in db.execute(query)]
    took = []
    for id in ids:
        began = time.perf_counter()
        judge(ledger, "position", id, "accept", {}, coder="benchmark")
        took.append(time.perf_counter() - began)
    return took


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", type=int, default=2_000_000, help="statements")
    parser.add_argument("--postgres", metavar="URL", help="an empty database, in place of a file")
    parser.add_argument("--times", type=int, default=9)
    asked = parser.parse_args()
    file = asked.folder / f"made-{asked.size}.sqlite"
    where = asked.postgres or file
    with Ledger.open(where) as ledger:
        with ledger.transaction() as db:
            empty = db.execute(sa.select(t.text.c.number).limit(1)).first() is None
        if empty:
            began = time.perf_counter()
            fill(ledger, asked.size)
            print(f"made in {time.perf_counter() - began:.0f} s")
        if asked.postgres is None:
            print(f"{file.stat().st_size / 1e6:,.0f} MB, {asked.size:,} statements")
        for name, question in questions(ledger):
            took = []
            for _ in range(asked.times + 1):
                began = time.perf_counter()
                question()
                took.append(time.perf_counter() - began)
            print(
                f"{name:40} {statistics.median(took[1:]) * 1000:8.1f} ms  (first {took[0]:.2f} s)"
            )
        took = judging(ledger, 50)
        print(f"{'a judgement':40} {statistics.median(took) * 1000:8.1f} ms")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"peak memory {peak / 1024:,.0f} MB")


if __name__ == "__main__":
    main()
