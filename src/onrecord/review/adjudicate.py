"""Settling what two coders see differently: a third judgement, which says what one of them said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onrecord.errors import JudgementError
from onrecord.model import ADDED, REJECTED, Judgement
from onrecord.review.judge import judge
from onrecord.store.effects import effect
from onrecord.store.judgements import of_marks
from onrecord.store.ledger import Ledger

ADJUDICATED = "adjudicated"  # how the reason of such a judgement begins
_WHOLE = ("stance", "actor", "issue", "condition", "evidence")


def adjudicate(
    ledger: Ledger, right: str, *, mark: str | None, other: str | None, coder: str
) -> list[Judgement]:
    """Say that the coder `right` is right on a difference.

    `mark` is the position as that coder has it, None where the coder has none; `other` that of
    the one who differs. What holds afterwards is what `right` said, by the name of `coder`;
    later judgements go before earlier ones, so that it holds. Returns the judgements made.
    """
    if mark is None and other is None:
        raise JudgementError("there is no difference to settle", hint="look it up again")
    made: list[Judgement] = []
    why = f"{ADJUDICATED}: as {right}"
    if mark is not None:
        verb, value = _said(ledger, right, mark)
        made.append(judge(ledger, "position", mark, verb, value, coder=coder, why=why))
    if other is not None and other != mark:  # the same passage coded as another row, or alone
        made.append(judge(ledger, "position", other, "reject", coder=coder, why=why))
    return made


def _said(ledger: Ledger, right: str, mark: str) -> tuple[str, Mapping[str, Any]]:
    """The verb and value that repeat what a coder made of a mark."""
    with ledger.transaction() as db:
        every = of_marks(db, "position", [mark]).get(mark, [])
    mine = [j for j in every if j.coder == right]
    if not mine:
        raise JudgementError("this coder has not judged it", where=mark, hint=right)
    now = effect(mine)
    if now.state == REJECTED:
        return "reject", {}
    plain = not now.fields and all(j.verb in ("accept", "comment") for j in every)
    if (now.state == ADDED and not now.fields) or plain:
        return "accept", {}
    read = mine[0].snapshot
    whole = {name: now.fields.get(name, read.get(name)) for name in _WHOLE}
    return "edit", {name: value for name, value in whole.items() if name != "evidence" or value}
