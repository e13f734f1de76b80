"""Which version of the reading this is: a hash of what decides it, so that nobody has to count.

The names of steps ("positions/rules-1") do not change with every rule and word that does. A ledger
keeps this beside them, so that `onrecord add --reread` finds the texts that other rules have read.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib import metadata
from pathlib import Path

import onrecord

ROOMS = ("model", "dates", "places", "actors", "issues", "extract")
"""The rooms whose code, word lists and weights decide what is read from a text."""
NAME = "reader"


@cache
def reader_version(language_model: str) -> str:
    """The version of the reading with a spaCy pipeline, as one more step of it.

    >>> reader_version("en_core_web_sm").partition("/")[0]
    'reader'
    """
    whole = sha256(_installed(language_model).encode())
    for room in ROOMS:
        for name, digest in hashes(Path(onrecord.__file__).parent / room).items():
            whole.update(f"{room}/{name}\n{digest}\n".encode())
    return f"{NAME}/{whole.hexdigest()[:12]}"


def hashes(folder: Path) -> dict[str, str]:
    """Each file of a room, by its path there, and the hash of its bytes; without what Python makes
    of them."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def _installed(language_model: str) -> str:
    try:
        return f"{language_model} {metadata.version(language_model)}"
    except metadata.PackageNotFoundError:  # a folder of the user's own
        return language_model
