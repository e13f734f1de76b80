"""Archives: gzip of one file, ZIP of many; nothing is written to disk, nothing grows unbounded."""

from __future__ import annotations

import gzip
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import BinaryIO, cast
from zipfile import BadZipFile, ZipFile, ZipInfo

from onrecord.errors import EmptyInput, InputError, UndecodableInput
from onrecord.sources.formats import DOCX, EPUB, ODT, readable_suffixes
from onrecord.sources.origin import Origin
from onrecord.sources.outcome import Failure, Found, Notice
from onrecord.sources.streams import WHOLE, seekable, too_large

_DEEPEST = 3  # archives within archives
_MEMBERS = 100_000
_RATIO = 200  # times what is packed; text packs to a tenth, a bomb to a thousandth
_RATIO_FROM = 16 << 20  # bytes below which the ratio does not matter
Read = Callable[[BinaryIO, Origin], Iterator[Found]]


def read_gzip(stream: BinaryIO, origin: Origin, *, read: Read) -> Iterator[Found]:
    """The texts of the file within, which streams where its kind does."""
    _check_depth(origin)
    with _Unpacked(stream, origin) as unpacked:
        yield from read(cast(BinaryIO, unpacked), origin.unpacked())


class _Unpacked(gzip.GzipFile):
    """A gzip stream that cannot be sought in, so that no reader unpacks it twice."""

    def __init__(self, stream: BinaryIO, origin: Origin) -> None:
        super().__init__(fileobj=stream, mode="rb")
        self._origin = origin

    def seekable(self) -> bool:
        """Never."""
        return False

    def read(self, size: int | None = -1) -> bytes:
        """As of a file; raises `UndecodableInput` where the archive is broken."""
        try:
            return super().read(size)
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise self._broken(error) from error

    def readline(self, size: int | None = -1) -> bytes:
        """As of a file; raises `UndecodableInput` where the archive is broken."""
        try:
            return super().readline(size)
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise self._broken(error) from error

    def _broken(self, error: Exception) -> UndecodableInput:
        return UndecodableInput(
            f"a gzip archive that is broken: {error}",
            where=self._origin.name,
            hint="fetch it again",
        )


def read_zip(
    stream: BinaryIO, origin: Origin, *, read: Read, inner: Mapping[str, Read]
) -> Iterator[Found]:
    """A document that is a ZIP (DOCX, ODT, EPUB) by `inner`, else each file within by `read`.

    Files within are named `archive.zip!folder/a.txt`. Those of kinds that are not read are
    counted; one that is broken, encrypted or a bomb fails alone.
    """
    _check_depth(origin)
    with seekable(stream, origin) as source:
        yield from _zip(source, origin, read, inner)


def _zip(
    stream: BinaryIO, origin: Origin, read: Read, inner: Mapping[str, Read]
) -> Iterator[Found]:
    archive = open_zip(stream, origin)
    kind = _kind(archive, origin)
    if kind:
        _refuse_bombs(archive.infolist(), origin)
        stream.seek(0)
        yield from inner[kind](stream, origin)
        return
    found = 0
    others: Counter[str] = Counter()
    for member in sorted(archive.infolist(), key=lambda m: m.filename):
        path = PurePosixPath(member.filename)
        if member.is_dir() or any(
            p.startswith((".", "__MACOSX")) and p != ".." for p in path.parts
        ):
            continue
        if path.suffix.lower() not in readable_suffixes():
            others[path.suffix.lower()] += 1
            continue
        found += 1
        yield from _member(archive, member, origin, read)
    if others:
        kinds = ", ".join(f"{n} {suffix}" for suffix, n in sorted(others.items()))
        yield Notice(origin.name, f"left out files of other kinds: {kinds}")
    if not found:
        raise EmptyInput(
            "no file in this archive is of a kind that is read", where=origin.name, hint="another"
        )


def open_zip(stream: BinaryIO, origin: Origin) -> ZipFile:
    """The archive; raises `UndecodableInput` where it is none, `InputError` where it is huge."""
    try:
        archive = ZipFile(stream)
    except (BadZipFile, ValueError, NotImplementedError, EOFError, OverflowError) as error:
        told = " ".join(str(error).split())
        raise UndecodableInput(
            f"a ZIP archive that is broken: {told}", where=origin.name, hint="fetch it again"
        ) from error
    if len(archive.infolist()) > _MEMBERS:
        raise InputError(f"more than {_MEMBERS} files in it", where=origin.name, hint="split it")
    return archive


def member_bytes(archive: ZipFile, name: str, origin: Origin) -> bytes:
    """The bytes of one file within; raises `InputError` where it is a bomb, missing or broken."""
    try:
        info = archive.getinfo(name)
    except KeyError as error:
        raise UndecodableInput(
            f"there is no {name} in it", where=origin.name, hint="save it again"
        ) from error
    _refuse_bombs([info], origin)
    try:
        return archive.read(info)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise UndecodableInput(
            f"{name} in it is broken: {error}", where=origin.name, hint="save it again"
        ) from error


def _member(archive: ZipFile, member: ZipInfo, origin: Origin, read: Read) -> Iterator[Found]:
    inside = origin.inside(member.filename)
    try:
        if member.flag_bits & 0x1:
            raise InputError("encrypted", where=inside.name, hint="unpack it with its password")
        _refuse_bombs([member], inside)
        with archive.open(member) as stream:
            yield from read(cast(BinaryIO, stream), inside)
    except InputError as error:
        yield Failure(error)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        told = UndecodableInput(
            f"broken in its archive: {error}", where=inside.name, hint="pack it again"
        )
        yield Failure(told)


def _kind(archive: ZipFile, origin: Origin) -> str | None:
    """The media type of a document that is kept as a ZIP; None for an archive of files."""
    names = set(archive.namelist())
    if "mimetype" in names:
        said = member_bytes(archive, "mimetype", origin)[:100].strip().decode("ascii", "replace")
        if said in (EPUB, ODT):
            return said
        if said.startswith("application/vnd.oasis.opendocument."):
            raise _not_running_text(origin)
    if "word/document.xml" in names:
        return DOCX
    if "META-INF/container.xml" in names:
        return EPUB
    if "[Content_Types].xml" in names:
        raise _not_running_text(origin)
    return None


def _not_running_text(origin: Origin) -> UndecodableInput:
    return UndecodableInput(
        "a spreadsheet, a presentation or a drawing",
        where=origin.name,
        hint="save a table as CSV, anything else as plain text",
    )


def _refuse_bombs(members: list[ZipInfo], origin: Origin) -> None:
    """Raise where what is packed unpacks to more than a text can be. `zipfile` reads no more
    than the size that is declared, so that lying about it gains nothing.
    """
    size = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if size > WHOLE:
        raise too_large(origin.name, WHOLE)
    if size > _RATIO_FROM and size > _RATIO * max(1, packed):
        raise UndecodableInput(
            "unpacks to far more than any text does", where=origin.name, hint="another file"
        )


def _check_depth(origin: Origin) -> None:
    if origin.depth >= _DEEPEST:
        raise InputError(
            "too many archives within one another", where=origin.name, hint="unpack the outer ones"
        )
