"""Which issues may be one act though they were kept apart."""

from __future__ import annotations

import numpy as np
import pytest
import sqlalchemy as sa

from ledger_work import Lines, lines_text
from onrecord.analyse import alike as module
from onrecord.analyse.alike import Alike, alike
from onrecord.model import Issue
from onrecord.review.judge import judge, undo
from onrecord.store import tables as t
from onrecord.store.alike import Founded
from onrecord.store.ledger import Ledger

TEXT = (
    "Aino Lahti|supports|build a bridge|we shall build it\n"
    "Aino Lahti|supports|build a long bridge|it will be long\n"
    "Erik Dahl|opposes|dig a sea canal|no canal here\n"
    "Erik Dahl|opposes|keep the bridge|it must go\n"
    "Karin Ek|supports|dig sea canals|let us dig\n"
    "Ole Vik|supports|close the ports|they are of no use\n"
)
VECTORS = {
    "build a bridge": (1.0, 0.0, 0.0),
    "build a long bridge": (0.96, 0.28, 0.0),
    "dig a sea canal": (0.0, 1.0, 0.0),
    "dig sea canals": (0.0, 0.96, 0.28),
    "keep the bridge": (0.6, 0.0, 0.8),
    "close the ports": (0.0, 0.96, -0.28),  # near the canal, but with nothing in common
}


@pytest.fixture
def full(ledger: Ledger) -> Ledger:
    """A ledger in which each label founded an issue, with these vectors."""
    ledger.add(Lines().read(lines_text(TEXT)))
    with ledger.transaction(write=True) as db:
        for label, vector in VECTORS.items():
            packed = np.array(vector, dtype=np.float32).tobytes()
            row = t.issue.update().where(t.issue.c.id == Issue.of(label).id)
            db.execute(row.values(vector=packed))
    return ledger


def labels(found: list[Alike]) -> list[tuple[str, str]]:
    """The pairs by their labels, each in order."""
    pairs = [sorted((pair.first.label, pair.second.label)) for pair in found]
    return [(a, b) for a, b in pairs]


BRIDGES = ("build a bridge", "build a long bridge")
CANALS = ("dig a sea canal", "dig sea canals")


def test_near_labels_with_a_holder_or_a_word_in_common_are_told(full: Ledger) -> None:
    """A holder of both puts a pair first; what has neither a holder nor a word in common is out."""
    found = alike(full)
    assert labels(found) == [BRIDGES, CANALS]
    assert [pair.holders for pair in found] == [("Aino Lahti",), ()]
    assert found[0].cosine == found[1].cosine == 0.96
    assert 1 > found[0].likeness > found[1].likeness > 0.96 / 1.1


def test_words_keep_to_issues_that_have_them(full: Ledger) -> None:
    """The words, or how they begin, stand in the label of one of the two."""
    assert labels(alike(full, "canal dig")) == [CANALS]
    assert labels(alike(full, "long")) == [BRIDGES]
    assert alike(full, "tunnel") == []
    assert labels(alike(full, limit=1)) == [BRIDGES]


def test_what_is_merged_or_settled_does_not_come_again(full: Ledger) -> None:
    """Merged issues are one; a split or an opposite says that two are not; undone, they come."""
    one, other = (Issue.of(label).id for label in BRIDGES)
    judge(full, "issue", other, "merge", {"into": one}, coder="ada")
    assert labels(alike(full)) == [CANALS]
    judge(full, "issue", one, "split", {"labels": [other]}, coder="ada")
    assert labels(alike(full)) == [CANALS]
    undo(full, "ada")
    undo(full, "ada")
    assert labels(alike(full)) == [BRIDGES, CANALS]
    judge(full, "issue", one, "edit", {"opposite": other}, coder="ada")
    assert labels(alike(full)) == [CANALS]


def test_rejected_rows_count_for_nothing(full: Ledger) -> None:
    """An issue on which nobody stands is not offered."""
    with full.transaction() as db:
        on = t.position.c.issue == Issue.of("dig sea canals").id
        mark = db.execute(sa.select(t.position.c.id).where(on)).scalar_one()
    judge(full, "position", mark, "reject", coder="ada")
    assert labels(alike(full)) == [BRIDGES]


def test_an_empty_ledger_has_no_pairs(ledger: Ledger) -> None:
    """Nothing is compared, and nothing breaks."""
    assert alike(ledger) == []
    assert alike(ledger, "bridge") == []


@pytest.mark.parametrize("asked", [None, [3, 40, 41, 99]])
def test_comparing_in_blocks_finds_what_comparing_at_once_finds(
    asked: list[int] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each pair is looked at once, whatever the blocks; the highest cosine of an issue counts."""
    monkeypatch.setattr(module, "BLOCK", 7)
    draw = np.random.default_rng(5)
    vectors = draw.normal(size=(100, 4)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    issues = tuple(f"i{n // 2:02}" for n in range(100))  # two labels each
    rows = range(100) if asked is None else asked
    expected: dict[tuple[str, str], float] = {}
    for i in rows:
        for j in range(100):
            value = float(vectors[i] @ vectors[j])
            a, b = sorted((issues[i], issues[j]))
            if a != b and value >= 0.8:
                expected[a, b] = max(value, expected.get((a, b), -1.0))
    found = module._nearest(Founded(issues, vectors), np.array(list(rows)), 0.8)
    assert found == pytest.approx(expected, abs=1e-5)
