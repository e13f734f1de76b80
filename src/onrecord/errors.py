"""The one exception tree of the project.

    OnrecordError                  anything a person can mend: printed as one line, exit code 1
    ├── InputError                 a file, page or stream that cannot be read
    │   ├── MissingInput           nothing is there
    │   ├── UndecodableInput       its bytes are not text in an encoding we can tell
    │   └── EmptyInput             it holds no words to read
    ├── SpanError                  a mark that does not lie in its text
    ├── RecordError                a record that contradicts itself (an id that is not there …)
    ├── PipelineError              steps that do not fit together
    ├── ModelError                 a language model or weight file that is missing or broken
    ├── DataError                  a word list, kind or gold file that breaks its own format
    ├── LedgerError                a ledger that cannot be opened, or is of a newer version
    ├── JudgementError             a judgement on what is not there, or that cannot be done
    └── AccountError               a name, password or role that does not let one in

Every message says what went wrong, where, and what to try; `OnrecordError` builds it from
those three parts so that none is forgotten.
"""

from __future__ import annotations


class OnrecordError(Exception):
    """Something a person can mend.

    >>> print(OnrecordError("no such file", where="a.txt", hint="check the path"))
    a.txt: no such file (try: check the path)
    """

    def __init__(self, what: str, *, where: str | None = None, hint: str | None = None) -> None:
        self.what = what
        self.where = where
        self.hint = hint
        super().__init__(what)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f" (try: {self.hint})" if self.hint else ""
        return f"{place}{self.what}{advice}"

    def __reduce__(self) -> tuple[object, ...]:
        """Keep all three parts when the error crosses from one process to another."""
        return (_rebuild, (type(self), self.what, self.where, self.hint))


def _rebuild(
    kind: type[OnrecordError], what: str, where: str | None, hint: str | None
) -> OnrecordError:
    return kind(what, where=where, hint=hint)


class InputError(OnrecordError):
    """A file, page or stream that cannot be read."""


class MissingInput(InputError):
    """Nothing is there."""


class UndecodableInput(InputError):
    """Bytes that are not text in an encoding we can tell."""


class EmptyInput(InputError):
    """There are no words to read."""


class SpanError(OnrecordError):
    """A mark that does not lie in its text."""


class RecordError(OnrecordError):
    """A record that contradicts itself."""


class PipelineError(OnrecordError):
    """Steps that do not fit together."""


class ModelError(OnrecordError):
    """A language model or weight file that is missing or broken."""


class DataError(OnrecordError):
    """A word list, kind or gold file that breaks its own format."""


class LedgerError(OnrecordError):
    """A ledger that cannot be opened, is of a newer version, or holds what does not fit."""


class JudgementError(OnrecordError):
    """A judgement on a mark that is not there, or that says nothing that can be done."""


class AccountError(OnrecordError):
    """A name, password or role that does not let one in."""
