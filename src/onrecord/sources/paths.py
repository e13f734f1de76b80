"""Paths as a person gives them → the files they stand for, in a fixed order."""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from onrecord.errors import EmptyInput, InputError, MissingInput
from onrecord.sources.formats import readable_suffixes
from onrecord.sources.outcome import Failure, Notice


def files(path: str) -> Iterator[str | Failure | Notice]:
    """The files of one argument: itself, a directory's (recursive, sorted), a pattern's.

    Hidden files are passed over. Files of kinds that are not read are left out of a directory
    with a notice; named one by one they fail.
    """
    if Path(path).is_dir():
        yield from _directory(path)
    elif os.path.lexists(path):  # a name with [ or * in it is a file before it is a pattern
        yield path
    elif glob.has_magic(path):
        # not Path.glob: it takes no absolute patterns
        found = sorted(glob.glob(path, recursive=True), key=_parts)  # noqa: PTH207
        if not found:
            yield Failure(
                MissingInput("no file fits the pattern", where=path, hint="quote it, check it")
            )
        for match in found:
            yield from files(match)
    else:
        yield Failure(MissingInput("no such file or directory", where=path, hint="check the path"))


def _directory(path: str) -> Iterator[str | Failure | Notice]:
    kept: list[str] = []
    others: Counter[str] = Counter()
    errors: list[OSError] = []
    for folder, folders, names in os.walk(path, onerror=errors.append):
        folders[:] = [f for f in folders if not f.startswith(".")]
        for name in names:
            suffix = Path(name).suffix.lower()
            if name.startswith("."):
                continue
            if suffix in readable_suffixes():
                kept.append(str(Path(folder, name)))
            else:
                others[suffix] += 1
    for error in errors:
        yield Failure(InputError(error.strerror or str(error), where=str(error.filename)))
    if others:
        kinds = ", ".join(f"{n} {suffix}" for suffix, n in sorted(others.items()))
        yield Notice(path, f"left out files of other kinds: {kinds}")
    if not kept and not errors:
        yield Failure(
            EmptyInput(
                "nothing that is read in this directory",
                where=path,
                hint="files ending in " + " ".join(s for s in readable_suffixes() if s),
            )
        )
    yield from sorted(kept, key=_parts)


def _parts(path: str) -> tuple[str, ...]:
    return Path(path).parts
