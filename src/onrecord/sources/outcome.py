"""What may come of a path beside a text: a failure, or a notice of what was decided."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.errors import OnrecordError
from onrecord.model import Text


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that gave no text, and why. Printed, it is one line."""

    error: OnrecordError

    def __str__(self) -> str:
        return str(self.error)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something decided about an input that a person may want to know; no text is lost by it.

    `what` is the same for the same decision, so that many can be told as one.
    """

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


Found = Text | Failure | Notice
"""What reading an input gives, any number of them, in order."""
