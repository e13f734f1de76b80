"""Which rows a network is made of: windows of time, values kept or left out, duplicates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from onrecord.analyse.networks.choices import check_choice, one_of
from onrecord.analyse.networks.rows import FIELDS, Coded, Scale
from onrecord.errors import OnrecordError, RecordError
from onrecord.model import Dropped

STEP = "networks"


@dataclass(frozen=True, slots=True)
class Window:
    """Days from `first` to `last`, both included; None leaves that side open.

    >>> date(2021, 3, 1) in Window(date(2021, 3, 1), None)
    True
    """

    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        if self.first and self.last and self.last < self.first:
            raise OnrecordError(
                f"a window from {self.first} to {self.last} holds no day",
                hint="name the earlier day first",
            )

    def __contains__(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def __str__(self) -> str:
        return f"{self.first or ''}/{self.last or ''}"


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rows count.

    `window`: days; rows without a day are left out where there is one. `only` and `without`: by
    name of a field (`actor`, `issue`, `document`, `section`, `id`) or free attribute, the values
    to keep or to leave out. `duplicates`: see `choices("duplicates")`; two rows are the same if
    actor and issue are, and the level too unless the network ignores it (`by_level` says so
    outright). `isolates`: keep as nodes the actors and issues that only rows left out mention.
    """

    window: Window | None = None
    only: Mapping[str, Collection[str]] = field(default_factory=dict, hash=False)
    without: Mapping[str, Collection[str]] = field(default_factory=dict, hash=False)
    duplicates: str = "kept"
    by_level: bool | None = None
    isolates: bool = False

    def __post_init__(self) -> None:
        for name, values in (*self.only.items(), *self.without.items()):
            if isinstance(values, str):  # `in` would look for parts of it
                raise OnrecordError(
                    f"{values!r} is one value, where several are asked for",
                    where=f"selection by {name}",
                    hint=f"{{{values!r}}}",
                )


@dataclass(frozen=True, slots=True)
class Selected:
    """The rows that count, by day, document and id; what was left out; whom each row stands for.

    `doubles`: position of a kept row → ids of the same statement made again.
    """

    rows: tuple[Coded, ...]
    left_out: tuple[Dropped, ...]
    doubles: Mapping[int, tuple[str, ...]]
    actors: tuple[str, ...]
    issues: tuple[str, ...]


def select(
    rows: Iterable[Coded], selection: Selection, scale: Scale, *, ignore_level: bool
) -> Selected:
    """The rows of a selection, in an order of their own: the order given does not matter.

    Raises `RecordError` for a level that is not on the scale or a row given twice, and
    `OnrecordError` for a name that no row has.
    """
    check_choice(selection.duplicates, "duplicates")
    everything = rows if isinstance(rows, Sequence) else tuple(rows)
    _check_names(everything, selection)
    why: Counter[str] = Counter()
    kept: list[Coded] = []
    for row in everything:
        reason = _reason(row, selection)
        if reason is None:
            kept.append(row)
        else:
            why[reason] += 1
    kept.sort(key=_order)  # only now: many windows over the same rows stay cheap
    _check(kept, scale)
    by_level = not ignore_level if selection.by_level is None else selection.by_level
    kept, doubles = _once(kept, selection.duplicates, by_level)
    again = sum(len(ids) for ids in doubles.values())
    if again:
        why[f"the same again (once a {selection.duplicates})"] = again
    nodes = everything if selection.isolates else kept
    return Selected(
        rows=tuple(kept),
        left_out=tuple(Dropped(STEP, reason, why[reason]) for reason in sorted(why)),
        doubles=doubles,
        actors=tuple(sorted({row.actor for row in nodes})),
        issues=tuple(sorted({row.issue for row in nodes})),
    )


def _order(row: Coded) -> tuple[date, str, str, str, str]:
    return (row.day or date.max, row.document, row.id, row.actor, row.issue)


def _check_names(rows: Sequence[Coded], selection: Selection) -> None:
    names = {*selection.only, *selection.without}.difference(FIELDS)
    if not names or not rows:
        return
    unknown = sorted(names.difference(*(row.attributes for row in rows)))
    if unknown:
        raise OnrecordError(
            f"no statement has anything called {unknown[0]!r}",
            hint="select by " + ", ".join((*FIELDS, "or an attribute of the rows")),
        )


def _check(rows: Sequence[Coded], scale: Scale) -> None:
    before: tuple[object, ...] | None = None
    for row in rows:
        scale.check(row)
        if before == (before := _order(row)):
            raise RecordError(
                f"it is there twice, for {row.actor!r} on {row.issue!r}",
                where=f"statement {row.id}",
                hint="give each row once; several actors of one statement are several rows",
            )


def _reason(row: Coded, selection: Selection) -> str | None:
    if row.level is None:
        return "takes no level on the scale"
    if selection.window is not None:
        if row.day is None:
            return "has no day, and a window was asked for"
        if row.day not in selection.window:
            return "outside the window"
    for name, values in selection.only.items():
        if row.value(name) not in values:
            return f"{name} is not among those asked for"
    for name, values in selection.without.items():
        if row.value(name) in values:
            return f"{name} is among those left out"
    return None


def _once(
    rows: list[Coded], duplicates: str, by_level: bool
) -> tuple[list[Coded], dict[int, tuple[str, ...]]]:
    """Each statement once a period, the earliest; positions of the kept → ids of the others."""
    if duplicates == "kept":
        return rows, {}
    first: dict[object, int] = {}
    kept: list[Coded] = []
    doubles: dict[int, list[str]] = {}
    for row in rows:
        key = (row.actor, row.issue, row.level if by_level else None, _period(row, duplicates))
        at = first.setdefault(key, len(kept))
        if at == len(kept):
            kept.append(row)
        else:
            doubles.setdefault(at, []).append(row.id)
    return kept, {at: tuple(ids) for at, ids in doubles.items()}


def _period(row: Coded, duplicates: str) -> tuple[object, ...]:
    """The period a row counts once in. Where its day is not known, only its document is."""
    if duplicates == "range":
        return ()
    if duplicates == "document" or row.day is None:
        return ("document", row.document)
    if duplicates == "week":
        return tuple(row.day.isocalendar()[:2])
    parts = {"day": 3, "month": 2, "year": 1}[duplicates]
    return (row.day.year, row.day.month, row.day.day)[:parts]


def sliding(
    first: date, last: date, length: int, *, step: int | None = None, unit: str = "day"
) -> tuple[Window, ...]:
    """Windows of `length` days or calendar months, each `step` further (default: no overlap).

    The first begins on `first` (its month, where the unit is `month`), the last is the last one
    that begins on or before `last`; it may reach beyond.

    >>> [str(w) for w in sliding(date(2021, 1, 9), date(2021, 3, 2), 2, step=1, unit="month")]
    ['2021-01-01/2021-02-28', '2021-02-01/2021-03-31', '2021-03-01/2021-04-30']
    """
    one_of(unit, ("day", "month"), what="unit of a window")
    step = length if step is None else step
    if length < 1 or step < 1:
        raise OnrecordError(
            f"windows of {length} {unit}s, {step} apart", hint="both must be 1 or more"
        )
    return tuple(_sliding(first, last, length, step, unit))


def _sliding(first: date, last: date, length: int, step: int, unit: str) -> Iterator[Window]:
    if unit == "day":
        while first <= last:
            yield Window(first, first + timedelta(days=length - 1))
            first += timedelta(days=step)
        return
    first = first.replace(day=1)
    while first <= last:
        yield Window(first, _months_on(first, length) - timedelta(days=1))
        first = _months_on(first, step)


def _months_on(first: date, months: int) -> date:
    years, month = divmod(first.month - 1 + months, 12)
    return date(first.year + years, month + 1, 1)
