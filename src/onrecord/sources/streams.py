"""Streams of bytes: looking at how one begins, reading within limits, seeking where it must be."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO, cast

from onrecord.errors import InputError
from onrecord.sources.origin import Origin

LOOK = 1 << 16  # bytes looked at to tell what kind of file it is
WHOLE = 256 << 20  # bytes of one document that come out of a container: more is a bomb or a dump
LINE = 64 << 20  # bytes of one line
_IN_MEMORY = 8 << 20  # of a stream that must be seekable; the rest goes to a temporary file


class Rejoined(io.BufferedIOBase):
    """A stream that was looked at, from its beginning again. Nothing is read before it is asked."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head = io.BytesIO(head)
        self._rest = rest

    def readable(self) -> bool:
        """Always."""
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        """`size` bytes, fewer at the end only; all where `size` is negative."""
        if size is None or size < 0:
            return self._head.read() + self._rest.read()
        start = self._head.read(size)
        while len(start) < size and (more := self._rest.read(size - len(start))):
            start += more
        return start

    def read1(self, size: int = -1, /) -> bytes:
        """What is there at once."""
        return self._head.read(size) or self._rest.read(size)

    def readline(self, size: int | None = -1, /) -> bytes:
        """One line, its end included."""
        limit = -1 if size is None else size
        start = self._head.readline(limit)
        if start.endswith(b"\n") or len(start) == limit:
            return start
        return start + self._rest.readline(limit if limit < 0 else limit - len(start))


def look(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """How the stream begins, and the stream from its beginning.

    Of what comes through a pipe, JSON lines are looked at no further than the first line, so
    that each text can be had as soon as its line is there.
    """
    if stream.seekable():
        head = stream.read(LOOK)
        stream.seek(0)
        return head, stream
    head = stream.readline(LOOK)
    if not head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        while len(head) < LOOK and (more := stream.read(LOOK - len(head))):
            head += more
    return head, cast(BinaryIO, Rejoined(head, stream))


def whole(stream: IO[bytes], origin: Origin, limit: int | None = None) -> bytes:
    """All bytes; raises `InputError` over `limit`, inside a container over `WHOLE`."""
    most = limit if limit is not None else WHOLE if origin.depth else None
    if most is None:
        return stream.read()
    data = stream.read(most + 1)
    if len(data) > most:
        raise too_large(origin.name, most)
    return data


def lines(stream: IO[bytes], origin: Origin) -> Iterator[bytes]:
    """The lines, each with its end; raises `InputError` where one is over `LINE`."""
    while line := stream.readline(LINE):
        if len(line) == LINE and not line.endswith(b"\n"):
            raise InputError(
                f"a line of more than {LINE >> 20} MB", where=origin.name, hint="a file with lines"
            )
        yield line


@contextmanager
def seekable(stream: BinaryIO, origin: Origin) -> Iterator[BinaryIO]:
    """The stream itself, or a temporary copy where it can be read but once."""
    if stream.seekable():
        yield stream
        return
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as copy:
        most = WHOLE if origin.depth else None
        while chunk := stream.read(1 << 20):
            copy.write(chunk)
            if most is not None and copy.tell() > most:
                raise too_large(origin.name, most, hint="unpack it first")
        copy.seek(0)
        yield cast(BinaryIO, copy)


def too_large(name: str, most: int, hint: str = "split it into smaller files") -> InputError:
    """The error of a document that is larger than any text."""
    size = f"{most >> 20} MB" if most >= 1 << 20 else f"{most} bytes"
    return InputError(f"more than {size}", where=name, hint=hint)
