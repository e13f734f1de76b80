"""The ledger's positions as the coded rows that discourse networks are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.analyse.networks import Coded, Network, Scale
from onrecord.analyse.networks.network import ACTOR, ISSUE
from onrecord.store import actors, issues
from onrecord.store.coded import coded_rows
from onrecord.store.ledger import Ledger
from onrecord.store.positions import EVERY, Asked
from onrecord.store.then import as_known


@dataclass(frozen=True, slots=True)
class CodedLedger:
    """Rows for networks, and what their keys are called: actors and issues by id."""

    rows: tuple[Coded, ...]
    labels: dict[str, dict[str, str]]
    attributes: dict[str, dict[str, dict[str, str]]]

    def named(self, network: Network) -> Network:
        """A network of these rows with names for ids, and what is known of each actor."""
        return network.described(labels=self.labels, attributes=self.attributes)


def network_rows(
    ledger: Ledger,
    on: Sequence[str] | None = None,
    *,
    scale: Scale,
    asked: Asked = EVERY,
    by: Sequence[str] | None = None,
) -> CodedLedger:
    """The positions on these issues (ids; None: all) by these actors, as rows on a scale.

    A stance that the scale does not know has no level: networks leave it out and count it.
    With `known_by` all is as the ledger had it by then, merges and judgements of later taken back.
    Attributes: `voice`, `state`, `outlet` of the row; `kind` and `country` of the actor, both by
    which rows can be selected.
    """
    with as_known(ledger, asked.known_by) as db:
        now = None if on is None else [n for i in on if (n := issues.now(db, i)) is not None]
        found = coded_rows(db, now, asked, by)
        who = actors.by_ids(db, {row.actor for row in found})
        labels = issues.labels(db, {row.issue for row in found})
    about = {
        id: {"kind": actor.kind, **({"country": actor.country} if actor.country else {})}
        for id, actor in who.items()
    }
    rows = tuple(
        Coded(
            id=row.id,
            actor=row.actor,
            issue=row.issue,
            level=scale.stances.get(row.stance),
            day=None if row.day is None else date.fromisoformat(row.day),
            document=row.text,
            attributes={
                "voice": row.voice,
                "state": row.state,
                "stance": row.stance,
                **({"outlet": row.publisher} if row.publisher else {}),
                **about[row.actor],
            },
        )
        for row in found
    )
    names = {ACTOR: {id: actor.name for id, actor in who.items()}, ISSUE: labels}
    return CodedLedger(rows, names, {ACTOR: about})
