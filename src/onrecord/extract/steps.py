"""The steps of a reading, in order: the one place where they are listed."""

from __future__ import annotations

from onrecord.extract import actors, events, places, positions, quotes, statements, times
from onrecord.extract.pipeline import Pipeline


def default_pipeline(
    *, statements_by: str = statements.FINDERS[0], positions_by: str = positions.FINDERS[0]
) -> Pipeline:
    """The pipeline that `onrecord read` runs; told what finds statements and positions."""
    return Pipeline(
        (
            quotes.step(),
            times.step(),
            actors.step(),
            places.step(),
            statements.step(statements_by),
            positions.step(positions_by),
            events.step(),
        )
    )
