"""Judgements to sorted text and back, so that human work lives in version control."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from itertools import islice
from typing import Any

from onrecord.errors import JudgementError, OnrecordError
from onrecord.model import Judgement
from onrecord.review.judge import take_effects
from onrecord.review.shapes import check_shape
from onrecord.store import judgements
from onrecord.store.ledger import Ledger

AT_ONCE = 1000  # judgements kept in one transaction


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading brought: `new` kept, `known` before; `failed` lines, each with what is wrong."""

    new: int
    known: int
    failed: tuple[OnrecordError, ...]


def dump(ledger: Ledger, *, coder: str | None = None) -> Iterator[str]:
    """Every judgement (of one coder) as a line of JSON: sorted by time, then id; keys sorted."""
    with ledger.transaction() as db:
        for judgement in judgements.of_layer(db, coder=coder):
            yield line_of(judgement)


def line_of(judgement: Judgement) -> str:
    """A judgement as one line, the same bytes on every machine."""
    return json.dumps(asdict(judgement), sort_keys=True, ensure_ascii=False) + "\n"


def load(ledger: Ledger, lines: Iterable[str], *, where: str = "-") -> Loaded:
    """Keep the judgements of a dump and let them take effect.

    Those that the ledger has already change nothing; those on a text that it does not hold wait
    until it does. A line that is no judgement is listed, and the rest goes on.
    """
    new = known = 0
    failed: list[OnrecordError] = []
    numbered = ((n, line) for n, line in enumerate(lines, start=1) if line.strip())
    while batch := list(islice(numbered, AT_ONCE)):
        with ledger.transaction(write=True) as db:
            fresh = []
            for number, line in batch:
                try:
                    judgement = _judgement(line, f"{where}:{number}")
                except OnrecordError as error:
                    failed.append(error)
                    continue
                if judgements.insert(db, judgement):
                    fresh.append(judgement)
                else:
                    known += 1
            take_effects(db, fresh)
            new += len(fresh)
    return Loaded(new, known, tuple(failed))


def _judgement(line: str, where: str) -> Judgement:
    hint = "a line of onrecord judgements dump"
    try:
        row: dict[str, Any] = json.loads(line)
    except ValueError as error:
        raise JudgementError(f"no judgement: no JSON: {error}", where=where, hint=hint) from error
    names = {field.name for field in fields(Judgement)}
    if not isinstance(row, dict) or row.keys() != names:
        odd = ", ".join(sorted(map(str, names ^ row.keys()))) if isinstance(row, dict) else ""
        what = f"no judgement: missing or unknown: {odd}" if odd else "no judgement: no object"
        raise JudgementError(what, where=where, hint=hint)
    judgement = Judgement(**row)
    for field in fields(Judgement):
        optional = field.name in ("why", "undoes")
        plain = dict if field.name in ("value", "snapshot") else str
        value = row[field.name]
        if not isinstance(value, plain) and not (optional and value is None):
            raise JudgementError(f"{field.name} is of the wrong kind", where=where)
    try:
        check_shape(judgement)
    except JudgementError as error:
        raise JudgementError(error.what, where=where, hint=error.hint) from error
    if not judgement.is_whole:
        raise JudgementError("a judgement that was changed by hand", where=where, hint="judge anew")
    return judgement
