"""What judgements make of a mark, as rows of cases without a ledger."""

from __future__ import annotations

import pytest

from onrecord.model import Judgement
from onrecord.store.effects import effect
from onrecord.store.judgements import live


def judged(*verbs: str) -> list[Judgement]:
    """Judgements a second apart; `undo 0` undoes the first, `edit=open` sets the stance."""
    made: list[Judgement] = []
    for n, words in enumerate(verbs):
        verb, _, rest = words.partition(" ")
        verb, _, stance = verb.partition("=")
        made.append(
            Judgement.of(
                "position",
                "p1",
                verb,
                {"stance": stance} if stance else {},
                coder="a",
                judged=f"2024-06-01T00:00:{n:02}.000000Z",
                undoes=made[int(rest)].id if verb == "undo" else None,
            )
        )
    return made


CASES = [
    ([], "machine", None),
    (["accept"], "accepted", None),
    (["reject"], "rejected", None),
    (["edit=open"], "edited", "open"),
    (["edit=open", "edit=opposes"], "edited", "opposes"),
    (["edit=open", "accept"], "edited", "open"),
    (["reject", "edit=open"], "edited", "open"),
    (["accept", "reject"], "rejected", None),
    (["add"], "added", None),
    (["add", "accept"], "added", None),
    (["add", "edit=open"], "added", "open"),
    (["add", "reject"], "rejected", None),
    (["comment"], "machine", None),
    (["accept", "undo 0"], "machine", None),
    (["edit=open", "edit=opposes", "undo 1"], "edited", "open"),
    (["reject", "undo 0", "undo 1"], "rejected", None),
    (["reject", "undo 0", "undo 1", "undo 2"], "machine", None),
    (["edit=open", "reject", "undo 1"], "edited", "open"),
]


@pytest.mark.parametrize(("verbs", "state", "stance"), CASES)
def test_the_last_judgement_that_holds_decides(
    verbs: list[str], state: str, stance: str | None
) -> None:
    """State and stance follow from the judgements that are not undone."""
    now = effect(judged(*verbs))
    assert (now.state, now.fields.get("stance")) == (state, stance)


def test_the_order_of_arrival_does_not_matter() -> None:
    """Judgements hold in order of their time, in whichever order a ledger got them."""
    made = judged("edit=open", "reject", "undo 1", "edit=opposes")
    assert effect(reversed(made)) == effect(made)
    assert live(reversed(made)) == live(made)


def test_an_undoing_counts_also_where_its_clock_was_behind() -> None:
    """Two coders' clocks need not agree: what is named is undone, whatever the times say."""
    late = Judgement.of("position", "p1", "reject", coder="a", judged="2024-06-01T10:05:00.000000Z")
    undoing = Judgement.of(
        "position", "p1", "undo", coder="b", judged="2024-06-01T10:00:00.000000Z", undoes=late.id
    )
    assert live([late, undoing]) == live([undoing, late]) == []


def test_a_long_chain_of_undoings_is_followed_to_its_end() -> None:
    """An odd number of undoings takes back, an even one restores; three thousand do not hurt."""
    chain = judged("reject")
    for n in range(3000):
        chain.append(
            Judgement.of("position", "p1", "undo", coder="a", judged=f"{n:05}", undoes=chain[-1].id)
        )
    assert live(chain) == [chain[0]]
    assert live(chain[:-1]) == []
