"""Answers kept on disk, by what was asked of which model."""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import suppress
from pathlib import Path

import msgspec

from onrecord.errors import ModelError

FORM = "1"
"""Raised where the request changes in a way that the prompt does not show."""


class Kept(msgspec.Struct, frozen=True):
    """One answer: the words of the model and the tokens that they cost when they were asked."""

    answer: str
    tokens: int


def key_of(model: str, prompt: str, answer_tokens: int) -> str:
    """What an answer is kept by: model, prompt (the passage is in it) and greatest length."""
    asked = "\x1f".join((FORM, model, str(answer_tokens), prompt))
    return hashlib.sha256(asked.encode("utf-8", "surrogatepass")).hexdigest()


class Cache:
    """A folder of answers, one file each. Several processes may share it: writes are atomic."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                pass
        except OSError as error:
            raise ModelError(
                f"no answers can be kept there: {error.strerror}",
                where=str(folder),
                hint="--llm-cache with a folder that can be written",
            ) from error

    def get(self, key: str) -> Kept | None:
        """The answer, or None where there is none (a damaged file counts as none)."""
        try:
            return msgspec.json.decode(self._path(key).read_bytes(), type=Kept)
        except (OSError, msgspec.MsgspecError, UnicodeError):
            return None

    def put(self, key: str, kept: Kept) -> bool:
        """Keeps an answer; False where the disk refuses, which costs nothing but a repeat."""
        path = self._path(key)
        scratch = ""
        try:
            path.parent.mkdir(mode=0o700, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as out:
                scratch = out.name
                out.write(msgspec.json.encode(kept))
            os.replace(scratch, path)  # noqa: PTH105  (a string is what tempfile gives)
        except (OSError, UnicodeError):  # half a character, which models do write
            with suppress(OSError):
                Path(scratch).unlink()
            return False
        return True

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.json"
