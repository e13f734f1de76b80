"""The steps of a reading, in order: the one place where they are listed."""

from __future__ import annotations

from onrecord.extract import actors, events, places, positions, quotes, statements, times
from onrecord.extract.pipeline import Pipeline


def default_pipeline(*, statements_by: str = statements.FINDERS[0]) -> Pipeline:
    """The pipeline that `onrecord read` runs; `statements_by` says what finds statements."""
    return Pipeline(
        (
            quotes.step(),
            times.step(),
            actors.step(),
            places.step(),
            statements.step(statements_by),
            positions.step(),
            events.step(),
        )
    )
